"""The place of our pages in the navigation. Pure functions on MkDocs' own shapes."""

from __future__ import annotations

import html
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import dirname_to_title

from cjm_plugin.pages.contents import PlannedPage
from cjm_plugin.site.files import Place

AUTO_LIMIT = 60
"""With the option `auto`, so many pages may stand in the navigation: each page renders all of it."""


def shows_all(mode: str, pages: Sequence[PlannedPage]) -> bool:
    """Return whether every page of ours stands in the navigation."""
    return mode == "full" or (mode == "auto" and len(pages) <= AUTO_LIMIT)


def placed_in(nav: list[Any], pages: Sequence[PlannedPage], place: Place, *, full: bool) -> list[Any]:
    """Return the `nav:` of a site with our pages: where it names the maps folder, else at its end.

    An entry `maps/`, `maps` or `maps/index.md` stands for all of them; its title is kept. A nav that
    names single maps is left as it is.
    """
    index, *_ = pages
    branch = nav_branch(pages, place) if full else [place.src_uri(index)]
    names = {place.prefix, f"{place.prefix}/", place.src_uri(index)} - {"", "/"}
    replaced, found = _replaced(nav, names, branch, index.title)
    if found or any(value.startswith(f"{place.prefix}/") for value in _values(nav)):
        return replaced
    entry = {html.escape(index.title): branch} if full else {html.escape(index.title): branch[0]}
    return [*nav, entry]


def nav_branch(pages: Sequence[PlannedPage], place: Place) -> list[Any]:
    """Return our pages as a nested `nav:` list: the index, then sections with what is below them."""
    index, *rest = pages
    branch: list[Any] = [place.src_uri(index)]
    sections: dict[str, list[Any]] = {"": branch}
    for page in rest:
        above = _nearest(page.key, sections)
        if page.is_section:
            sections[page.key] = [place.src_uri(page)]
            above.append({html.escape(page.title): sections[page.key]})
        else:
            above.append(place.src_uri(page))
    return branch


def with_our_titles(nav: Navigation, pages: Sequence[PlannedPage], place: Place) -> Navigation:
    """Name and order the sections that MkDocs or another plugin made of our folders.

    A title that somebody has given is kept; one derived from the name of the folder is replaced.
    """
    order = {place.src_uri(page): (number, page) for number, page in enumerate(pages)}
    changed = [_titled(section, order) for section in _sections(nav.items)]
    if any(changed):
        _link_neighbours(nav)
    return nav


def _titled(section: Section, order: Mapping[str, tuple[int, PlannedPage]]) -> bool:
    own = next((child for child in section.children if _planned(child, order) and _planned(child, order)[1].is_section), None)
    if not isinstance(own, Page):
        return False
    _, page = order[own.file.src_uri]
    folder = posixpath.basename(posixpath.dirname(own.file.src_uri))
    if section.title == dirname_to_title(folder):
        section.title = html.escape(page.title)
    section.children.sort(key=lambda child: _rank(child, order))
    return True


def _planned(item: Any, order: Mapping[str, tuple[int, PlannedPage]]) -> Any:
    return order.get(item.file.src_uri) if isinstance(item, Page) else None


def _rank(item: Any, order: Mapping[str, tuple[int, PlannedPage]]) -> int:
    """Return the place of an item among our pages; what is not ours goes last."""
    if isinstance(item, Section):
        return min((_rank(child, order) for child in item.children), default=len(order))
    planned = _planned(item, order)
    return planned[0] if planned else len(order)


def _sections(items: Sequence[Any]) -> Iterator[Section]:
    for item in items:
        if isinstance(item, Section):
            yield item
            yield from _sections(item.children)


def _link_neighbours(nav: Navigation) -> None:
    """Set the previous and next page anew, as MkDocs did before we changed the order.

    https://github.com/mkdocs/mkdocs/blob/1.6.1/mkdocs/structure/nav.py#L247
    """
    nav.pages[:] = list(_pages(nav.items))
    for before, page, after in zip([None, *nav.pages[:-1]], nav.pages, [*nav.pages[1:], None], strict=True):
        page.previous_page, page.next_page = before, after


def _pages(items: Sequence[Any]) -> Iterator[Page]:
    for item in items:
        if isinstance(item, Page):
            yield item
        elif isinstance(item, Section):
            yield from _pages(item.children)


def _nearest(key: str, sections: Mapping[str, list[Any]]) -> list[Any]:
    while key:
        key = key.rpartition("/")[0]
        if key in sections:
            return sections[key]
    return sections[""]


def _values(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for value in nav.values():
            yield from _values(value)
    elif isinstance(nav, list):
        for item in nav:
            yield from _values(item)


def _replaced(nav: list[Any], names: set[str], branch: list[Any], title: str) -> tuple[list[Any], bool]:
    """Return the nav with every entry that is one of `names` replaced by the branch."""
    result: list[Any] = []
    found = False
    value: Any = branch if len(branch) > 1 else branch[0]
    for item in nav:
        if isinstance(item, str) and item in names:
            result.append({html.escape(title): value})
            found = True
        elif isinstance(item, dict):
            replaced: dict[str, Any] = {}
            for key, below in item.items():
                if isinstance(below, str) and below in names:
                    replaced[key] = value
                    found = True
                elif isinstance(below, list):
                    replaced[key], inner = _replaced(below, names, branch, title)
                    found = found or inner
                else:
                    replaced[key] = below
            result.append(replaced)
        else:
            result.append(item)
    return result, found
