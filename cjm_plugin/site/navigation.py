"""The place of our pages in the navigation. Pure functions on MkDocs' own shapes."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import dirname_to_title

from cjm_plugin.site.files import MadePage, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cjm_plugin.pages.planned_page import PlannedPage
    from cjm_plugin.site.place import Place

AUTO_LIMIT = 60
"""With the option `auto`, so many pages may stand in the navigation: each page renders all of it."""


def shows_all(mode: str, count: int) -> bool:
    """Return whether every page of ours, `count` in all, stands in the navigation."""
    return mode == "full" or (mode == "auto" and count <= AUTO_LIMIT)


def placed_in(nav: list[Any], pages: Sequence[PlannedPage], place: Place, *, full: bool) -> list[Any]:
    """Return the `nav:` of a site with our pages in it.

    A folder, `maps/` or `maps/retail/`, stands for all that is in it, and so does the page of all maps
    when it is the only page of ours in the nav. A nav that names nothing of ours gets them at its end,
    unless it has wildcards, which another plugin resolves.
    """
    top = next((page for page in pages if page.key == ""), None)
    if top is None:
        return nav
    index = place.src_uri(top)
    branches = _branches(pages, place, full=full)
    folders = {posixpath.join(place.prefix, key).rstrip("/"): branch for key, branch in branches.items()}
    ours = {place.src_uri(page) for page in pages} | set(folders)
    named = [value for value in _values(nav) if value.rstrip("/") in ours or _lies_in(value, place.prefix)]
    if not named and not any("*" in value for value in _values(nav)):
        return [*nav, _entry(top, branches[""])]
    if named == [index]:
        folders[index] = branches[""]
    titles = {posixpath.join(place.prefix, page.key).rstrip("/"): page for page in pages} | {index: top}
    return [_expanded(item, folders, titles) for item in nav]


def _branches(pages: Sequence[PlannedPage], place: Place, *, full: bool) -> dict[str, list[Any]]:
    """Return for each section of ours, by its key, the `nav:` list of what is in it, its own page first."""
    branches: dict[str, list[Any]] = {page.key: [place.src_uri(page)] for page in pages if page.is_section}
    for page in pages if full else ():
        if page.key:
            above = branches[_section_above(page.key, branches)]
            above.append({printable(page.title): branches[page.key]} if page.is_section else place.src_uri(page))
    return branches


def _section_above(key: str, sections: Mapping[str, object]) -> str:
    while key:
        key = key.rpartition("/")[0]
        if key in sections:
            break
    return key


def _entry(page: PlannedPage, branch: list[Any]) -> dict[str, Any]:
    return {printable(page.title): _value(branch)}


def _value(branch: list[Any]) -> Any:
    return branch if len(branch) > 1 else branch[0]


def _lies_in(value: str, folder: str) -> bool:
    return bool(folder) and value.startswith(f"{folder}/")


def _values(nav: Any) -> Iterator[str]:
    """Yield the paths and addresses in a nav."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for value in nav.values():
            yield from _values(value)
    elif isinstance(nav, list):
        for item in nav:
            yield from _values(item)


def _expanded(item: Any, folders: Mapping[str, list[Any]], titles: Mapping[str, PlannedPage]) -> Any:
    """Return an item of a nav with the folders in it replaced by what they stand for; a title is kept."""
    if isinstance(item, list):
        return [_expanded(below, folders, titles) for below in item]
    if isinstance(item, dict):
        return {title: _below_title(value, folders, titles) for title, value in item.items()}
    folder = item.rstrip("/") if isinstance(item, str) else ""
    return _entry(titles[folder], folders[folder]) if folder in folders else item


def _below_title(value: Any, folders: Mapping[str, list[Any]], titles: Mapping[str, PlannedPage]) -> Any:
    folder = value.rstrip("/") if isinstance(value, str) else ""
    return _value(folders[folder]) if folder in folders else _expanded(value, folders, titles)


def name_pages(pages: Sequence[MadePage]) -> None:
    """Give our pages their titles, unless the nav has given one.

    MkDocs would take them from the front matter; as Markup they are not escaped twice.
    """
    for made in pages:
        page = made.file.page
        if page and page.title is None:
            page.title = printable(made.page.title)


def name_sections(nav: Navigation, pages: Sequence[MadePage]) -> None:
    """Name the sections that MkDocs or another plugin has made of our folders after their pages.

    A title that somebody has given is kept; one derived from the name of the folder is replaced.
    """
    titles = {made.file.src_uri: made.page.title for made in pages if made.page.is_section}
    for section in _sections(nav.items):
        for child in section.children:
            if isinstance(child, Page) and child.file.src_uri in titles:
                folder = posixpath.basename(posixpath.dirname(child.file.src_uri))
                if section.title == dirname_to_title(folder):
                    section.title = printable(titles[child.file.src_uri])


def order_sections(nav: Navigation, pages: Sequence[MadePage]) -> None:
    """Put our pages in their own order wherever they stand together; MkDocs sorts by file name."""
    ranks = {made.file.src_uri: rank for rank, made in enumerate(pages)}
    for section in _sections(nav.items):
        if any(isinstance(child, Page) and child.file.src_uri in ranks for child in section.children):
            section.children.sort(key=lambda child: _rank(child, ranks))
    _link_neighbours(nav)


def _rank(item: Any, ranks: Mapping[str, int]) -> int:
    """Return the place of an item among our pages; what is not ours goes last."""
    if isinstance(item, Section):
        return min((_rank(child, ranks) for child in item.children), default=len(ranks))
    return ranks.get(item.file.src_uri, len(ranks)) if isinstance(item, Page) else len(ranks)


def _sections(items: Sequence[Any]) -> Iterator[Section]:
    for item in items:
        if isinstance(item, Section):
            yield item
            yield from _sections(item.children)


def _link_neighbours(nav: Navigation) -> None:
    """Set the previous and next page anew, as MkDocs did before we changed the order.

    https://github.com/mkdocs/mkdocs/blob/1.6.1/mkdocs/structure/nav.py#L247
    """
    nav.pages[:] = _pages(nav.items)
    for before, page, after in zip([None, *nav.pages[:-1]], nav.pages, [*nav.pages[1:], None], strict=True):
        page.previous_page, page.next_page = before, after


def _pages(items: Sequence[Any]) -> Iterator[Page]:
    for item in items:
        if isinstance(item, Page):
            yield item
        elif isinstance(item, Section):
            yield from _pages(item.children)
