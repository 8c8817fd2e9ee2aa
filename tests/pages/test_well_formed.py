"""Every page, whatever the maps say: sound HTML, links that lead somewhere, nothing that was said lost."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.pages.rendered import check_html, check_links, file_urls, render, write
from tests.shared.filled import PICTURE, everything
from tests.shared.hostile import HOSTILE

if TYPE_CHECKING:
    from tests.pages.rendered import Rendered

EXAMPLES = Path(__file__).parents[2] / "maps"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>'
SERIES = "date,value\n2026-08-01,1\n2026-09-01,2\n"

# What is not on the page: words for the tag index, a team without a page, rules before they have run.
NOT_SHOWN = {
    *("JourneyMap.tags", "Persona.tags", "Team.title", "Team.lead", "Team.handle", "Image.alt"),
    *("SilencedRule.rule", "SilencedRule.reason"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, {PICTURE: SVG, "series.csv": SERIES})
    return tmp_path


@pytest.mark.parametrize("directory_urls", [True, False])
def test_the_example_maps(directory_urls: bool) -> None:
    pages = render(EXAMPLES, language="ru", directory_urls=directory_urls)
    assert len(pages) > 30
    check_all(pages, EXAMPLES)


def test_a_map_with_everything_in_it_shows_everything(folder: Path) -> None:
    numbers = count()
    said: list[str] = []

    def say(name: str) -> str:
        said.append(f"«{name} {next(numbers)}»")
        return said[-1]

    write(folder, everything(say))
    pages = render(folder)
    check_all(pages, folder)
    seen = " ".join(page.text() for page in pages.values())
    assert [text for text in said if text not in seen and text.strip("«").split()[0] not in NOT_SHOWN] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_only_texts(folder: Path, text: str) -> None:
    write(folder, everything(lambda name: f"{text} {name}"))
    pages = render(folder)
    check_all(pages, folder)
    for page in pages.values():
        assert page.all("script, style, iframe, object, link, [onerror], [onload], [onfocus], [onclick]") == []


def test_broken_files_have_a_page_that_says_why(folder: Path) -> None:
    name = "<img src=x onerror=y>.yaml"
    write(folder, {name: "title: A\nstages: [A]\n<b>: 1\n", "sound.yaml": "title: B\nstages: [A]\n"})
    pages = render(folder, errors=True)
    check_all(pages, folder)
    (page,) = [page for key, page in pages.items() if "img" in key]
    assert name in page.text("h1")
    assert page.texts("td")[:2] == ["3", "1"]
    assert '"<b>"' in page.texts("td")[3]


def check_all(pages: dict[str, Rendered], folder: Path) -> None:
    for page in pages.values():
        check_html(page)
    check_links(pages, file_urls(folder))
