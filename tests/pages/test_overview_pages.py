"""The pages over several maps, and the ways between all pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from cjm_plugin.pages.addresses import REGISTER_KEYS
from tests.pages.rendered import check_html, check_links, file_urls, line, render, write

if TYPE_CHECKING:
    from pathlib import Path

SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'
SHOP: dict[str, Any] = {
    "loose.yaml": {"title": "Loose *map*", "stages": ["A", "B"], "personas": "anna"},
    "retail/_collection.yaml": {
        "title": "Retail",
        "summary": "All shops.\n\n- one\n- two",
        "owner": "Vera",
        "review_cycle": "quarterly",
    },
    "retail/shop.yaml": {
        "title": "Shop",
        "kind": "future-state",
        "personas": ["anna", "bob"],
        "review": {"last_reviewed": "2026-07-31", "status": "approved"},
        "stages": [
            {
                "title": "A",
                "score": 2,
                "image": "../img/shop.svg",
                "pains": ["P", {"what": "Q", "status": "resolved"}, "R"],
                "opportunities": ["I", {"idea": "J", "status": "rejected"}],
            },
            {"title": "B", "score": 5, "evidence": "s"},
        ],
        "sources": {"id": "s", "title": "S"},
    },
    "retail/деревня/лавка.yaml": {"title": "Лавка", "stages": ["А"], "language": "ru"},
    "personas/anna.yaml": {
        "name": "Anna",
        "role": "engineer",
        "age": 31,
        "image": "anna.svg",
        "quote": "Quick!",
        "segment": "Busy people",
        "goals": ["Less waiting", "More *sleep*"],
        "empathy": {"says": "Yes", "pains": ["Queues"]},
        "sources": [{"title": "Interviews", "type": "interview", "sample": 14, "date": "2026-08-20"}],
    },
    "personas/bob.yaml": {"name": "Bob"},
    "personas/anna.svg": SVG,
    "img/shop.svg": SVG,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, SHOP)
    return tmp_path


def test_the_menu_holds_the_index_loose_maps_collections_and_personas(folder: Path) -> None:
    pages = render(folder)
    assert [key for key in pages if key not in REGISTER_KEYS] == [
        "",
        "loose",
        "retail",
        "retail/shop",
        "retail/деревня",
        "retail/деревня/лавка",
        "personas",
        "personas/anna",
        "personas/bob",
        "reviews",
    ]
    for page in pages.values():
        check_html(page)


@pytest.mark.parametrize("prefix", ["maps", "", "research/карты пути"])
@pytest.mark.parametrize("directory_urls", [True, False])
def test_every_link_leads_somewhere(folder: Path, directory_urls: bool, prefix: str) -> None:
    pages = render(folder, directory_urls=directory_urls, prefix=prefix)
    check_links(pages, file_urls(folder, prefix))
    linked = {unquote(address) for page in pages.values() for address in page.addresses()}
    for page in pages.values():
        assert f"https://site/{page.url}" in linked, f"no page leads to {page.url}"


@pytest.mark.parametrize(
    ("directory_urls", "links"),
    [
        (True, {"Retail": "../", "Journey maps": "../../", "Anna": "../../personas/anna/"}),
        (False, {"Retail": "index.html", "Journey maps": "../index.html", "Anna": "../personas/anna.html"}),
    ],
)
def test_links_are_relative(folder: Path, directory_urls: bool, links: dict[str, str]) -> None:
    page = render(folder, directory_urls=directory_urls)["retail/shop"]
    found = {line(link): str(link["href"]) for link in page.all("a[href]")}
    assert found.items() >= links.items()
    (image,) = page.article.find_all("img")
    assert image["src"] == ("../../img/shop.svg" if directory_urls else "../img/shop.svg")


def test_the_index_leads_to_all_that_maps_say_together(folder: Path) -> None:
    index = render(folder)[""]
    assert index.headings() == ["# Journey maps", "## All maps", "### Retail", "### деревня"]
    assert index.texts(".cjm-states li") == ["3 maps", "1 Review overdue", "2 personas"]
    linked = {str(link["href"]) for link in index.all(".cjm-states a, .cjm-note > a")}
    registers = {f"{key}/" for key in render(folder) if key in REGISTER_KEYS}
    assert linked == {"#all", "?maps.state=overdue#all", "personas/", "reviews/"} | registers


def test_a_collection_lists_its_maps_and_the_collections_in_it(folder: Path) -> None:
    page = render(folder)["retail"]
    assert page.headings()[0] == "# Retail"
    assert page.fact("Owner") == "Vera"
    assert "Shop" in page.text()
    assert "Лавка" not in page.text("table")
    assert page.texts(".cjm-lead li") == ["one", "two"]
    assert "деревня" in page.text()


def test_a_persona_is_told_with_the_maps_they_travel_on(folder: Path) -> None:
    pages = render(folder)
    page = pages["personas/anna"]
    assert page.headings()[0] == "# Anna"
    for words in ("engineer", "31 years old", "Quick!", "Interviews", "14", "20 Aug 2026", "Loose map", "Shop"):
        assert words in page.text()
    assert page.fact("Goals") == "Less waitingMore sleep"
    assert page.fact("Says", ".cjm-empathy") == "Yes"
    (portrait,) = page.article.find_all("img")
    assert (portrait["src"], portrait["alt"]) == ("../anna.svg", "Anna")
    assert pages["personas/bob"].headings() == ["# Bob", "## Journey maps", "## What hurts most"]


def test_all_personas_stand_on_one_page(folder: Path) -> None:
    page = render(folder)["personas"]
    assert page.texts(".cjm-people > li > a") == ["Anna", "Bob"]
    assert [str(image["src"]) for image in page.all("img")] == ["anna.svg"]


def test_a_persona_nobody_travels_as_has_no_empty_table(tmp_path: Path) -> None:
    write(tmp_path, {"a.yaml": {"title": "A", "stages": ["S"]}, "personas/x.yaml": {"name": "X"}})
    page = render(tmp_path)["personas/x"]
    check_html(page)
    assert page.headings() == ["# X"]


def test_without_personas_or_collections_nothing_speaks_of_them(tmp_path: Path) -> None:
    write(tmp_path, {"a.yaml": {"title": "A", "stages": ["S"]}})
    pages = render(tmp_path)
    assert [key for key in pages if key not in REGISTER_KEYS] == ["", "a", "reviews"]
    assert pages[""].headings() == ["# Journey maps", "## All maps"]
    assert "persona" not in pages[""].text()


def test_overviews_speak_the_language_of_the_site(folder: Path) -> None:
    pages = render(folder, language="ru")
    assert pages[""].headings()[0] == "# Карты пути клиента"
    assert pages[""].texts(".cjm-states li") == ["3 карты", "1 Проверка просрочена", "2 персоны"]
    assert pages["personas"].headings()[0] == "# Персоны"
    assert "31 год" in pages["personas/anna"].text()


def test_a_broken_map_is_replaced_by_its_problems_and_the_rest_goes_on(folder: Path) -> None:
    write(folder, {"retail/broken.yaml": "title: Broken\nstages: [A]\npainz: [x]\n"})
    pages = render(folder, errors=True)
    page = pages["retail/broken"]
    check_html(page)
    assert page.headings() == ["# retail/broken.yaml has problems"]
    assert page.texts("td") == ["3", "1", "CJM020", 'unknown key "painz"']
    assert "Shop" in pages["retail"].text()


@pytest.mark.parametrize(
    ("file", "key"),
    [("catalog.yaml", "catalog.yaml"), ("retail/_collection.yaml", "retail/_collection.yaml")],
)
def test_what_maps_share_has_a_page_while_it_is_broken(folder: Path, file: str, key: str) -> None:
    write(folder, {file: "titel: Broken\n"})
    pages = render(folder, errors=True)
    check_html(pages[key])
    assert pages[key].headings() == [f"# {file} has problems"]
    assert "the maps are shown without what it says" in pages[key].text(".cjm-notice")
    assert pages[key].texts("td")[2] == "CJM020"
    assert "Shop" in pages["retail"].text()


def test_tags_titles_and_descriptions_are_plain(folder: Path) -> None:
    said = {"title": "*Big* <b>", "summary": "**One**\ntwo " + "word " * 100, "tags": ["a b", "<c>"], "stages": ["S"]}
    write(folder, {"big.yaml": said})
    document = render(folder)["big"].document
    assert document.title == "Big <b>"
    assert document.description.startswith("One two word")
    assert len(document.description) <= 160
    assert document.tags == ("a b", "<c>")
    assert document.source is not None
    assert document.source.as_posix() == "big.yaml"
