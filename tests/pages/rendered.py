"""A maps folder as the pages a reader would see, without any site generator."""

from __future__ import annotations

import datetime as dt
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urljoin, urlsplit

import html5lib
import yaml
from bs4 import BeautifulSoup

from cjm_plugin.pages.addresses import CALENDAR, Site
from cjm_plugin.pages.contents import plan_pages
from cjm_plugin.reading.portfolio import read_portfolio

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from bs4 import Tag

    from cjm_plugin.pages.document import PageDocument
    from cjm_plugin.pages.living import Living

TODAY = dt.date(2026, 11, 1)

LINKS = ("href", "xlink:href", "src")


@dataclass(frozen=True)
class Rendered:
    """A page: its document, its address from the root of the site, and its HTML, parsed."""

    document: PageDocument
    url: str
    article: Tag

    def text(self, selector: str = "article") -> str:
        """Return what can be read in the one element that matches."""
        (element,) = self.all(selector)
        return line(element)

    def texts(self, selector: str) -> list[str]:
        """Return what can be read in each element that matches."""
        return [line(element) for element in self.all(selector)]

    def all(self, selector: str) -> list[Tag]:
        """Return the elements that match; `article` is the page itself."""
        return [self.article] if selector == "article" else list(self.article.select(selector))

    def fact(self, name: str, within: str = "article") -> str:
        """Return what a list of facts says under a name."""
        (inside,) = self.all(within)
        (found,) = [term for term in inside.find_all("dt") if line(term) == name]
        return line(found.find_next_sibling("dd"))

    def facts(self, within: str = "article") -> set[str]:
        """Return the names of all facts."""
        (inside,) = self.all(within)
        return {line(term) for term in inside.find_all("dt")}

    def headings(self) -> list[str]:
        """Return the headings as `## text`."""
        found = self.article.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
        return ["#" * int(heading.name[1]) + " " + line(heading).removesuffix("¶") for heading in found]

    def addresses(self) -> Iterator[str]:
        """Yield every link and picture of the page, as an address from the root of the site."""
        for element in self.article.find_all(True):
            for name in LINKS:
                if element.get(name):
                    yield urljoin(f"https://site/{quote(self.url)}", str(element[name]))


def line(element: Any) -> str:
    """Return the text of an element on one line."""
    return " ".join(element.get_text().split())


def write(folder: Path, files: Mapping[str, Any]) -> None:
    """Write files; what is not text is written as YAML."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        target.write_text(text, encoding="utf-8")


def render(
    folder: Path,
    *,
    language: str = "en",
    prefix: str = "maps",
    directory_urls: bool = True,
    pages: Mapping[str, str] | None = None,
    errors: bool = False,
    living: Living | None = None,
    edit: str = "",
    only: str | None = None,
) -> dict[str, Rendered]:
    """Return the pages of a maps folder by their key, in the order of the menu; `only` one of them if that will do."""
    reading = read_portfolio(folder, "maps")
    assert reading.has_errors is errors, reading.diagnostics
    planned = plan_pages(reading, shown_as="maps", language=language, today=TODAY, living=living)
    sections = frozenset(page.key for page in planned if page.is_section)
    site = Site(prefix, directory_urls, pages or {}, sections)
    result = {}
    for page in planned:
        if only is not None and page.key != only:
            continue
        document = page.make(site, edit)
        (article,) = BeautifulSoup(document.html, "html.parser").find_all("article")
        result[page.key] = Rendered(document, site.url(page.key), article)
    return result


def check_html(page: Rendered) -> None:
    """Fail unless the page is HTML that a browser need not mend, with ids that are there once."""
    html = f"<!doctype html><html><head><title>x</title></head><body>{page.document.html}</body></html>"
    html5lib.HTMLParser(strict=True).parse(html)
    ids = [str(element["id"]) for element in page.article.find_all(id=True)]
    assert sorted(ids) == sorted(set(ids))
    for name in ("aria-labelledby", "aria-describedby", "for"):
        assert {str(element[name]) for element in page.all(f"[{name}]")} <= set(ids)
    assert all(link.get("href") or link.get("xlink:href") for link in page.article.find_all("a"))
    for box in page.article.find_all(["table", "tbody", "dl", "ul", "ol", "dd", "figure", "section", "p", "h1", "h2"]):
        assert line(box) or box.find(["img", "svg", "meter"]), f"empty: {box}"
    for image in page.article.find_all("img"):
        assert image.get("alt")
    outline = [("#" * heading.level) + " " + heading.text for heading in page.document.outline]
    assert outline == page.headings()
    assert [heading.id for heading in page.document.outline] == [
        heading["id"] for heading in page.article.find_all(["h1", "h2", "h3", "h4"])
    ]


def check_links(pages: Mapping[str, Rendered], files: set[str]) -> None:
    """Fail unless every link within the site leads to a page, and an anchor that is there."""
    ids = {page.url: {element["id"] for element in page.article.find_all(id=True)} for page in pages.values()}
    for page in pages.values():
        for address in page.addresses():
            url = urlsplit(address)
            if url.netloc == "site":
                target = unquote(url.path).lstrip("/")
                assert target in ids or target in files, f"{page.url}: {address}"
                assert not url.fragment or unquote(url.fragment) in ids[target], f"{page.url}: {address}"


def file_urls(folder: Path, prefix: str = "maps") -> set[str]:
    """Return the addresses of the pictures in a maps folder, and of the calendar, which is made of it."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in {".svg", ".png"})
    return {posixpath.join(prefix, path) for path in (*found, CALENDAR)}


def page_of(folder: Path, said: dict[str, Any], files: dict[str, Any] | None = None, **options: Any) -> Rendered:
    """Return the page of a map that says this."""
    write(folder, {"a.yaml": {"title": "Map", "stages": ["Stage"]} | said, **(files or {})})
    page = render(folder, **options)["a"]
    check_html(page)
    return page
