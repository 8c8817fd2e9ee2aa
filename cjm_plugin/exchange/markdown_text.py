"""Texts of users in the Markdown of issues, where they are shown and call nobody."""

from __future__ import annotations

from cjm_plugin.history.wording_markdown import escaped
from cjm_plugin.pages.escaping import plain


def markdown_text(text: str) -> str:
    """Return text as Markdown of one line that shows it as typed, also in a cell of a table, and calls nobody."""
    return escaped(" ".join(text.split()))


def markdown_title(text: str) -> str:
    """Return a title of a map, without its inline Markdown, as `markdown_text` writes it."""
    return markdown_text(plain(text))
