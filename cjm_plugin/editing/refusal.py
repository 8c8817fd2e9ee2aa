"""Why an edit is not made. A refused edit leaves the file as it is."""

from __future__ import annotations

from collections.abc import Callable

from cjm_plugin.locale import N_

UNREADABLE_LAYOUT = N_("its layout cannot be told for certain; add the review by hand")
NOT_PROVEN = N_("`review` is written in a way that cannot be changed without changing more; add the review by hand")
CHANGED_MEANWHILE = N_("was changed while this ran; nothing was written, run it again")
NOT_A_MAP = N_("is not a map")
CANNOT_WRITE = N_("cannot be written: {reason}")
IN_FUTURE = N_("{date} is in the future; a review is recorded when it is done")
BEFORE_LAST = N_("{date} is before the last review, {last}")
IS_RETIRED = N_("the map is retired; to take it back, say so with --status")


class EditRefusedError(Exception):
    """Says in one sentence why nothing was changed; `message` is a translatable template."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message, values)
        self.message = message
        self.values = values

    def text(self, translate: Callable[[str], str]) -> str:
        """Return the sentence in a language."""
        return translate(self.message).format(**self.values)
