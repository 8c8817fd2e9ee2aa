"""The one place where the text of a user becomes HTML. Markdown in it is small; HTML in it is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

ResolveLink = Callable[[str], str | None]
"""Turns a link as written into one for the page; None when it leads nowhere."""

_SPECIAL = re.compile(r"[*_`\[\]\\\n]")
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_LINE_BREAKS = {"softbreak", "hardbreak"}
_MOST_REMEMBERED = 2_000
_ALLOWED_SCHEMES = {"http", "https", "mailto"}


def has_markdown(text: str) -> bool:
    """Return whether a text may be more than it says; without, `escape` does."""
    return _SPECIAL.search(text) is not None


def is_safe_link(url: str) -> bool:
    """Return whether a link may be followed: http(s), mail, or a path of this site."""
    if any(ord(char) <= 32 or 127 <= ord(char) < 160 for char in url):
        return False
    scheme = _SCHEME.match(url)
    if scheme:
        return scheme[1].lower() in _ALLOWED_SCHEMES
    return not url.startswith(("//", "\\", "/\\")) and ":" not in url.split("/", 1)[0]


def is_external(url: str) -> bool:
    """Return whether a link has a scheme of its own."""
    return _SCHEME.match(url) is not None


def _parser(*rules: str) -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["emphasis", "backticks", "link", "escape", *rules])
    parser.validateLink = is_safe_link  # type: ignore[method-assign]
    return parser


_INLINE = _parser()
_BLOCK = _parser("list", "newline")


def _rendered(parser: MarkdownIt, tokens: list[Token], resolve: ResolveLink) -> Markup:
    for token in tokens:
        token.children = list(_with_links_resolved(token.children or [], resolve))
    html = parser.renderer.render(tokens, parser.options, {})
    return Markup(html)  # noqa: S704 - markdown-it escapes all text, and HTML in it is off


def _with_links_resolved(tokens: list[Token], resolve: ResolveLink) -> Iterator[Token]:
    """Point links of the site at their pages; a link that leads nowhere is left out, its text stays."""
    dead = False
    for token in tokens:
        if token.type == "link_open":
            href = str(token.attrs["href"])
            target = href if is_external(href) else resolve(unquote(href))
            if href.startswith("#"):
                target = href
            dead = target is None
            token.attrs["href"] = target or ""
        if not (dead and token.type in {"link_open", "link_close"}):
            yield token


def escaped(value: object) -> Markup:
    """Return what `markupsafe.escape` does, in a third of the time: a page has thousands of values, most not new."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    if kind is Markup:
        return value  # type: ignore[return-value]
    return Markup(value) if kind is int or kind is float else escape(value)  # noqa: S704 - digits


@lru_cache(_MOST_REMEMBERED)
def _escaped(text: str) -> Markup:
    # Never asked for Markup, which would be taken for the text that is equal to it.
    return escape(text)


def inline(text: str, resolve: ResolveLink) -> Markup:
    """Return one-line text as HTML: bold, italic, code and links; everything else as typed."""
    if not has_markdown(text):
        return escaped(text)
    return _rendered(_INLINE, _INLINE.parseInline(text), resolve)


def block(text: str, resolve: ResolveLink) -> Markup:
    """Return longer text as HTML paragraphs and lists."""
    return _rendered(_BLOCK, _BLOCK.parse(text), resolve)


def unlinked(text: str) -> Markup:
    """Return one-line text as HTML that may stand inside a link: of links in it only the text stays."""
    if not has_markdown(text):
        return escaped(text)
    [root] = _INLINE.parseInline(text)
    root.children = [token for token in root.children or [] if token.type not in {"link_open", "link_close"}]
    return _rendered(_INLINE, [root], lambda _: None) or escape(text)


def plain(text: str) -> str:
    """Return text without its inline Markdown, on one line, for titles, menus and diagrams.

    Text that is nothing but Markdown, such as a link without words, stays as typed: a title is never empty.
    """
    line = " ".join(text.split())
    if not has_markdown(text):
        return line
    [root] = _INLINE.parseInline(text)
    shown = "".join(" " if token.type in _LINE_BREAKS else token.content for token in root.children or [])
    return " ".join(shown.split()) or line
