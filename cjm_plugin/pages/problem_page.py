"""The page that stands in, during a preview, for a file that cannot be read."""

from __future__ import annotations

from collections.abc import Iterable

from cjm_plugin.locale import N_
from cjm_plugin.model.portfolio import BrokenEntry
from cjm_plugin.pages.addresses import Addresses
from cjm_plugin.pages.document import PageDocument
from cjm_plugin.pages.rendering import Identity, Renderer
from cjm_plugin.reading.diagnostics import Diagnostic, Translate, harmless
from cjm_plugin.reading.folder import Role, role_of

TITLE = N_("{file} has problems")


def problem_page(
    entry: BrokenEntry, diagnostics: Iterable[Diagnostic], renderer: Renderer, addresses: Addresses
) -> PageDocument:
    """Return a page with the problems of one file, which for a catalog or collection is a page of its own."""
    words = renderer.words
    rows = [(d.position.line, d.position.column, d.problem.code, _message(d, entry, words.text)) for d in diagnostics]
    title = words.text(TITLE).format(file=str(entry.path))
    is_page = role_of(entry.path) in {Role.MAP, Role.PERSONA}
    identity = Identity(entry.key, title, title, words.language, entry.path)
    return renderer.page("problems.html.jinja", identity, addresses, {"problems": rows, "is_page": is_page})


def _message(diagnostic: Diagnostic, entry: BrokenEntry, translate: Translate) -> str:
    """Return the message, with the name of the file when it is another one, such as a series."""
    message = diagnostic.message(translate)
    return message if diagnostic.path.endswith(str(entry.path)) else f"{harmless(diagnostic.path)}: {message}"
