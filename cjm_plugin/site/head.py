"""What messengers read of a page: title, description and the picture of its curve."""

from __future__ import annotations

import posixpath
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup, escape

from cjm_plugin.site.assets import FOLDER
from cjm_plugin.site.files import late_file
from cjm_plugin.site.place import site_root

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File
    from mkdocs.structure.pages import Page

    from cjm_plugin.site.files import MadePage
    from cjm_plugin.site.finished import Finished

_DESCRIBED = '<meta name="description"'
_DESCRIPTION = Markup('<meta name="description" content="{}">\n')

# Material asks for a sitemap beside whatever `link[rel=alternate]` finds; a second word keeps it from that.
# https://github.com/squidfunk/mkdocs-material/blob/9.8.1/src/templates/assets/javascripts/integrations/alternate/index.ts
_FEED = Markup('<link rel="alternate feed" type="application/atom+xml" href="{}">\n')


def preview_uri(key: str) -> str:
    """Return where the picture of a page stands in the site."""
    return posixpath.join(FOLDER, "previews", f"{key}.png")


def preview_files(pages: Iterable[MadePage], finished: Finished, config: MkDocsConfig) -> Iterator[File]:
    """Yield the pictures of our pages."""
    for made in pages:
        picture = made.page.preview
        if picture:
            draw = partial(finished.content, picture.rests_on, picture.draw)
            yield late_file(preview_uri(made.page.key), draw, config)


def description(head: str, page: Page) -> str:
    """Return the description of a page for its head, "" when it stands there: Material writes it, others do not."""
    told = page.meta.get("description")
    if not told or _DESCRIBED in head:
        return ""
    return _DESCRIPTION.format(Markup(told))  # noqa: S704 - escaped by `fill`


def feed_link(address: str) -> str:
    """Return the address of the feed for the head of a page, where readers of feeds look for it.

    https://www.rssboard.org/rss-autodiscovery
    """
    return _FEED.format(address)


def preview(head: str, page: Page, made: MadePage, config: MkDocsConfig) -> str:
    """Return the Open Graph tags of a page for its head, "" when another plugin has put some there.

    https://ogp.me: pictures need a full address, so without `site_url` there is none.
    """
    if 'property="og:' in head:
        return ""
    tags = [("og:type", "article"), ("og:title", made.page.title), ("og:site_name", config.site_name)]
    tags.append(("og:description", Markup(page.meta.get("description", ""))))  # noqa: S704 - escaped by `fill`
    root = site_root(config)
    if root:
        tags.append(("og:url", page.canonical_url or ""))
        if made.page.preview:
            tags.append(("og:image", root + quote(preview_uri(made.page.key))))
            tags.append(("twitter:card", "summary_large_image"))
    return "".join(f'<meta property="{name}" content="{escape(content)}">\n' for name, content in tags)
