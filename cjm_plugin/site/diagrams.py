"""mermaid2 adds its script to our pages without parsing them: that would take longer than all the rest."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

_NAME = "mermaid"
_HIDDEN = "mer\ufdd0maid"
"""mermaid2 leaves pages alone that do not hold its name; U+FDD0 stands for no letter, so no text holds this one.

https://github.com/fralau/mkdocs-mermaid2-plugin/blob/v1.2.3/mermaid2/plugin.py#L227
"""
_BEGIN, _END = '<html><body><div class="mermaid"></div>', "</body></html>"


def hidden(html: str) -> str:
    """Return the HTML of a page of ours as mermaid2 may see it."""
    return html.replace(_NAME, _HIDDEN)


def shown(html: str) -> str:
    """Return HTML with its diagrams back."""
    return html.replace(_HIDDEN, _NAME)


def place_of_scripts(html: str) -> int | None:
    """Return where in the HTML of a page mermaid2 adds its scripts; None when it holds no diagram."""
    if '<div class="mermaid">' not in html:
        return None
    end = html.rfind("</body>")
    return end if end >= 0 else len(html)


def added_by_mermaid2(page: Page, config: MkDocsConfig) -> str:
    """Return the scripts that mermaid2 would add to a page with a diagram; "" without mermaid2."""
    mermaid2 = config.plugins.get("mermaid2")
    if mermaid2 is None:
        return ""
    html = mermaid2.on_post_page(_BEGIN + _END, config=config, page=page)
    return str(html).removeprefix(_BEGIN).removesuffix(_END)


def scripts_key(page: Page, config: MkDocsConfig) -> str:
    """Return what is the same for pages that mermaid2 adds the same to: a library of the user's has a relative link."""
    mermaid2 = config.plugins.get("mermaid2")
    return posixpath.dirname(page.url) if mermaid2 and mermaid2.config.get("javascript") else ""
