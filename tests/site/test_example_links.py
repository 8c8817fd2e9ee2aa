"""Every link of the example site leads somewhere: to a file, to a place on a page, to a choice that its table knows."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup

from tests.shared.example_site import MAPS, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bs4 import Tag

    from tests.shared.example_site import ExampleSite

ADDRESSES = ("href", "xlink:href", "src")
VIEW = "https://view.invalid"
"""Where the pages stand while their links are resolved."""


class Page:
    """A page of the site: where it stands, what it links to, and what can be linked to."""

    def __init__(self, file: Path, path: str) -> None:
        self.path = path
        self._html = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")

    @cached_property
    def ids(self) -> set[str]:
        return {str(element["id"]) for element in self._html.find_all(id=True)}

    @cached_property
    def choices(self) -> dict[str, set[str]]:
        """What an address may choose: each filter with its values, each order of a table."""
        found = {}
        for table in self._html.select("[data-cjm-table]"):
            name = str(table["data-cjm-table"])
            for filter_ in json.loads(str(table["data-cjm-filters"])):
                found[f"{name}.{filter_['name']}"] = {value for value, _ in filter_["options"]}
            keys = {str(head["data-cjm-sort"]).lstrip("-") for head in table.select("thead [data-cjm-sort]")}
            found[f"{name}.sort"] = keys | {f"-{key}" for key in keys}
        return found

    def rows_with(self, filters: dict[str, str]) -> int:
        """Tell how many rows of a table have what is chosen."""
        (table,) = {name.partition(".")[0] for name in filters}
        rows = self._html.select(f'[data-cjm-table="{table}"] tbody tr')
        return sum(all(has(row, name.partition(".")[2], value) for name, value in filters.items()) for row in rows)

    @property
    def is_ours(self) -> bool:
        return self._html.select_one("article.cjm") is not None

    def links(self) -> Iterator[tuple[str, Tag]]:
        """Yield the addresses in what is written and in the menus, with their elements."""
        for inside in self._html.select("article, nav"):
            for element in inside.find_all(True):
                yield from ((str(element[name]), element) for name in ADDRESSES if element.get(name))


def has(row: Tag, name: str, value: str) -> bool:
    said = str(row.get(f"data-{name}", ""))
    return value == said or value in said.split(" ")


@pytest.fixture(scope="module")
def pages(example_site: ExampleSite) -> dict[str, Page]:
    """The pages by their address from the root of the site."""
    root = example_site.folder
    files = (file for file in root.rglob("*.html") if file.name != "404.html")
    found = ((file, file.relative_to(root).as_posix().removesuffix("index.html")) for file in files)
    return {path: Page(file, path) for file, path in found}


def inner_links(pages: dict[str, Page]) -> Iterator[tuple[str, str, str, str, Tag]]:
    """Yield for each link within the site: the page it is on, path, query, fragment, element."""
    for page in pages.values():
        for address, element in page.links():
            url = urlsplit(urljoin(f"{VIEW}/{page.path}", address))
            if f"{url.scheme}://{url.netloc}" == VIEW:
                yield page.path, unquote(url.path).lstrip("/"), url.query, unquote(url.fragment), element


def test_every_link_leads_to_a_file_and_to_a_place_on_it(example_site: ExampleSite, pages: dict[str, Page]) -> None:
    dead = set()
    count = 0
    for page, path, _, fragment, _ in inner_links(pages):
        count += 1
        if path in pages:
            is_there = not fragment or fragment in pages[path].ids
        else:
            is_there = not fragment and (example_site.folder / path).is_file()
        if not is_there:
            dead.add((page, path, fragment))
    assert dead == set()
    assert count > 5000


def test_every_choice_that_is_linked_is_one_that_its_table_has(pages: dict[str, Page]) -> None:
    chosen: set[str] = set()
    for page, path, query, _, element in inner_links(pages):
        if query:
            choices = pages[path].choices
            pairs = dict(parse_qsl(query, keep_blank_values=True, strict_parsing=True))
            assert set(pairs) <= set(choices), (page, query)
            assert all(value in choices[name] for name, value in pairs.items()), (page, query)
            filters = {name: value for name, value in pairs.items() if not name.endswith(".sort")}
            figure = element.select_one(".cjm-figure")
            if figure and filters and not pairs.keys() - filters.keys():
                assert pages[path].rows_with(filters) == int(figure.get_text()), (page, query)
            chosen |= filters.keys()
    assert len(chosen) > 10


def test_our_pages_lead_elsewhere_only_where_the_maps_do(pages: dict[str, Page]) -> None:
    typed = "\n".join(file.read_text(encoding="utf-8") for file in sorted(MAPS.rglob("*.yaml")))
    repository = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["repo_url"]
    elsewhere = set()
    for page in pages.values():
        if page.is_ours:
            for address, _ in page.links():
                url = urldefrag(address)[0]
                if urlsplit(url).scheme and not url.startswith(repository) and url not in typed:
                    elsewhere.add((page.path, address))
    assert elsewhere == set()
