"""Diagnostics as MkDocs tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from cjm_plugin.reading.diagnostics import Diagnostic, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# Only what is logged below `mkdocs.plugins` counts for `--strict`.
log = get_plugin_logger(__name__)


def report(diagnostics: Iterable[Diagnostic], translate: Callable[[str], str], *, serving: bool) -> None:
    """Log the warnings one by one; raise the errors as one, or log them too when a preview must go on."""
    errors = []
    for diagnostic in in_order(diagnostics):
        line = diagnostic.line(translate)
        if not diagnostic.is_error:
            log.warning(line)
        elif serving:
            log.error(line)
        else:
            errors.append(line)
    if errors:
        raise PluginError("\n".join(["", *errors]))
