"""What messengers read of a page: title, description and the picture of its curve."""

from __future__ import annotations

import posixpath
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from markupsafe import Markup
from mkdocs.structure.files import File

from cjm_plugin.site.assets import FOLDER
from cjm_plugin.site.files import late_file
from cjm_plugin.site.place import site_root

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

    from cjm_plugin.site.files import MadePage
    from cjm_plugin.site.finished import Finished

_DESCRIBED = '<meta name="description"'
_DESCRIPTION = Markup('<meta name="description" content="{}">\n')
_TAG = Markup('<meta property="{}" content="{}">\n')


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


def with_description(html: str, page: Page) -> str:
    """Return the HTML of a page with its description in the head; Material writes it, other themes do not."""
    told = page.meta.get("description")
    if not told or _DESCRIBED in html.partition("</head>")[0]:
        return html
    tag = _DESCRIPTION.format(Markup(told))  # noqa: S704 - escaped by `fill`
    return html.replace("</head>", f"{tag}</head>", 1)


def with_preview(html: str, page: Page, made: MadePage, config: MkDocsConfig) -> str:
    """Return the HTML of a page with Open Graph tags in its head, unless another plugin has put some there.

    https://ogp.me: pictures need a full address, so without `site_url` there is none.
    """
    if 'property="og:' in html.partition("</head>")[0]:
        return html
    tags = [("og:type", "article"), ("og:title", made.page.title), ("og:site_name", config.site_name)]
    tags.append(("og:description", Markup(page.meta.get("description", ""))))  # noqa: S704 - escaped by `fill`
    if config.site_url:
        tags.append(("og:url", page.canonical_url or ""))
        if made.page.preview:
            picture = File(preview_uri(made.page.key), None, "", use_directory_urls=False)
            tags.append(("og:image", urljoin(site_root(config), picture.url)))
            tags.append(("twitter:card", "summary_large_image"))
    head = Markup("").join(_TAG.format(name, content) for name, content in tags)
    return html.replace("</head>", f"{head}</head>", 1)
