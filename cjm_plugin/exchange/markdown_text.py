"""Texts of users in the Markdown of issues and pull requests, where they are shown and call nobody."""

from __future__ import annotations

import re

from cjm_plugin.pages.escaping import plain

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$#!]")
# Platforms look for names and numbers after Markdown has run, so a backslash does not stop them.
_IN_A_CALL = re.compile(r"(?<=[@#!~%$&])(?=[^\W_])")
_NO_WIDTH = "&#8203;"


def markdown_text(text: str) -> str:
    """Return text as Markdown of one line that shows it as typed, also in a cell of a table.

    `@name` and `#12` stay text on GitHub and GitLab: a space of no width stands in them, as Renovate does it.
    """
    return _IN_A_CALL.sub(_NO_WIDTH, _SPECIAL.sub(r"\\\g<0>", " ".join(text.split())))


def markdown_title(text: str) -> str:
    """Return a title of a map, without its inline Markdown, as `markdown_text` writes it."""
    return markdown_text(plain(text))
