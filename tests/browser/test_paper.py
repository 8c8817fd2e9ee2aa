"""Maps on paper, and the example maps on every screen and on paper."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from tests.browser.grids import MAPS, SIZES, THEMES, built, check_table, has_room, opener

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from tests.browser.grids import Open
    from tests.browser.visits import Visit

pytestmark = pytest.mark.browser

EXAMPLES = Path(__file__).parents[2] / "maps"
EXAMPLE_MAPS = sorted(
    path.relative_to(EXAMPLES).with_suffix("").as_posix()
    for path in EXAMPLES.glob("*/*.yaml")
    if path.stem != "_collection" and path.parent.name != "personas"
)


@pytest.fixture(scope="module", params=THEMES)
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with built(tmp_path_factory.mktemp("site"), str(request.param)) as address:
        yield address


@pytest.fixture
def open_page(visit: Callable[[], Visit], url: str) -> Open:
    return opener(visit, url)


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with built(tmp_path_factory.mktemp("examples"), "material", EXAMPLES) as address:
        yield address


def printed(page: Page) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def squeezed(text: str) -> str:
    """Return a text without what line breaks may put into it or take away."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("name", ["small", "big"])
def test_paper_is_landscape_and_has_the_whole_map_on_it(open_page: Open, name: str) -> None:
    pdf = printed(open_page(name))
    assert all(page.mediabox.width > page.mediabox.height for page in pdf.pages)
    text = squeezed("".join(page.extract_text() for page in pdf.pages))
    assert [words for words in must_be_read(MAPS[name]) if squeezed(words) not in text] == []
    if name == "big":
        for words in ("/maps/big/", "version 7.4", "Last reviewed"):
            assert squeezed(words) in text
        assert len(pdf.pages) < 90


def must_be_read(said: Any) -> Iterator[str]:
    """Yield the titles of stages, steps, pains and opportunities."""
    if isinstance(said, list):
        for item in said:
            yield from must_be_read(item)
    elif isinstance(said, dict):
        for key, value in said.items():
            is_text = key in {"title", "action", "what", "idea", "pains", "opportunities"} and isinstance(value, str)
            if is_text:
                yield value
            else:
                yield from must_be_read(value)


def test_other_pages_are_printed_as_the_reader_wants(visit: Callable[[], Visit], url: str) -> None:
    page = visit().page
    page.goto(url)
    sheets = printed(page).pages
    assert all(sheet.mediabox.height > sheet.mediabox.width for sheet in sheets)


def test_a_table_of_many_sheets_has_its_heads_on_each(visit: Callable[[], Visit], examples: str) -> None:
    page = visit().page
    page.goto(f"{examples}maps/pains/")
    page.wait_for_selector(".cjm-sort")
    sheets = [sheet.extract_text() for sheet in printed(page).pages]
    headed = ["Severity" in text and "Frequency" in text for text in sheets]
    assert sum(headed) > 10


def test_lines_are_dark_on_paper_whatever_the_screen(open_page: Open) -> None:
    page = open_page("small")
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    page.evaluate("document.documentElement.setAttribute('data-bs-theme', 'dark')")
    colour = "getComputedStyle(document.querySelector('.cjm-grid .cjm-line-0 .cjm-dots')).stroke"
    assert page.evaluate(colour) == "rgb(125, 184, 255)"
    page.emulate_media(media="print")
    assert page.evaluate(colour) == "rgb(11, 98, 184)"


@pytest.mark.parametrize("key", EXAMPLE_MAPS)
def test_example_maps_fit_every_screen_and_paper(visit: Callable[[], Visit], examples: str, key: str) -> None:
    name = key.rpartition("/")[2]
    page = opener(visit, examples)(key, SIZES[0])
    assert has_room(page)
    page.set_viewport_size({"width": SIZES[1][0], "height": SIZES[1][1]})
    assert has_room(page)
    check_table(page)
    links = page.locator(".cjm-line a").evaluate_all("all => all.map(link => link.textContent)")
    assert links
    assert all(re.search(r": [1-5]([.,]\d+)? (of|из) 5", link) for link in links), links
    pdf = printed(page)
    text = squeezed("".join(sheet.extract_text() for sheet in pdf.pages))
    assert all(sheet.mediabox.width > sheet.mediabox.height for sheet in pdf.pages)
    heads = page.locator(".cjm-grid thead a").evaluate_all("all => all.map(link => link.textContent)")
    assert [head for head in heads if squeezed(head) not in text] == [], name
