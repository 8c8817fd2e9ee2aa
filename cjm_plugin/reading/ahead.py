"""A file that nobody has read yet, as a task that can be shared out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_plugin.reading.noun_file import noun_file
from cjm_plugin.reading.stored_nouns import stored

if TYPE_CHECKING:
    from cjm_plugin.reading.folder import Role
    from cjm_plugin.reading.text_file import TextFile


def parsed_ahead(text: TextFile, role: Role) -> bytes:
    """Return what a file says, as it is kept.

    Raises ValueError when anything is to be told of the file: that is left to `read_portfolio`.
    """
    parsed = noun_file(text, role)
    if parsed.noun is None or parsed.diagnostics:
        raise ValueError(text.shown_path)
    return stored(parsed.noun)
