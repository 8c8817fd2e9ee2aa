"""Links that people write in maps: what they can lead to, and those that lead nowhere."""

from __future__ import annotations

import posixpath
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from cjm_plugin.pages.addresses import Site
from cjm_plugin.reading.diagnostics import Diagnostic, Position
from cjm_plugin.reading.problems import DEAD_LINK
from cjm_plugin.reading.text_file import position_at
from cjm_plugin.site.files import MadePage, is_shown
from cjm_plugin.site.place import site_root

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from cjm_plugin.pages.document import PageDocument
    from cjm_plugin.site.place import Place


def site_of(pages: Sequence[MadePage], files: Files, place: Place, config: MkDocsConfig, *, serving: bool) -> Site:
    """Return the site as our pages see it: every page and file by the path a text may name.

    Letters that a file system has in two characters can be written as usual.
    """
    by_path = {file.src_uri: unquote(file.url) for file in files if is_shown(file, serving=serving)}
    # A link to the YAML of another map leads to its page, as it does where the repository is read.
    by_path |= {
        posixpath.join(place.prefix, made.page.source.as_posix()): unquote(made.file.url)
        for made in pages
        if made.page.source
    }
    by_path |= {unicodedata.normalize("NFC", path): url for path, url in by_path.items()}
    return Site(
        prefix=place.prefix,
        directory_urls=config.use_directory_urls,
        pages=by_path,
        sections=frozenset(made.page.key for made in pages if made.page.is_section),
        root=site_root(config),
    )


def dead_links(document: PageDocument, place: Place) -> Iterator[Diagnostic]:
    """Yield a warning for each link in the file of a page that leads nowhere.

    A page shows texts of other files as well; a link that is not in its own file is reported with theirs.
    """
    if not document.dead_links or document.source is None:
        return
    try:
        text = (place.maps_dir / document.source).read_text(encoding="utf-8-sig", errors="replace")
    except OSError:  # gone since it was read; a preview is about to notice
        return
    for link in sorted(set(document.dead_links)):
        place_of_link = _found_in(text, link)
        if place_of_link:
            yield Diagnostic(DEAD_LINK, place.shown(document.source), place_of_link, {"value": link})


def _found_in(text: str, link: str) -> Position | None:
    """Return where a link stands in YAML; None when it does not, as it came from another file."""
    for written in (link, f"<{link}", quote(link)):
        before, found, _ = text.partition(f"]({written}")
        if found:
            return position_at(f"{before}](")
    return None
