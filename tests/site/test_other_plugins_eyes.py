"""What mermaid2 and the search see of our pages: as much as they need, and their readers lose nothing."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from bs4 import BeautifulSoup

from cjm_plugin.site.searching import searchable
from tests.shared.filled import PICTURE, everything
from tests.site.built_site import a_map

if TYPE_CHECKING:
    from tests.site.built_site import Project

DRAWN = {"stages": [{"title": "Выбор", "steps": [{"action": "Reads about mermaid", "score": 2}]}]}


def entries(project: Project) -> dict[str, dict[str, Any]]:
    docs = json.loads((project.site / "search/search_index.json").read_bytes())["docs"]
    return {doc["location"]: doc for doc in docs}


def test_the_settings_of_mermaid2_reach_our_pages_and_its_own_diagrams_are_drawn(project: Project) -> None:
    project.configure(plugins=({"mermaid2": {"arguments": {"theme": "forest"}}},))
    project.write("maps/loose.yaml", a_map("The mermaid map", **DRAWN))
    project.write("docs/own.md", '# Own\n\n```mermaid\npie\n  "a" : 1\n```\n')
    built = project.build()
    ours = BeautifulSoup(built.read("maps/loose/index.html"), "html.parser")
    scripts = [script.text for script in ours.select("body script") if "mermaid.initialize" in script.text]
    assert len(scripts) == 1
    assert "forest" in scripts[0]
    assert ours.h1 is not None
    assert "The mermaid map" in ours.h1.text
    assert ours.select("div.mermaid")
    own = BeautifulSoup(built.read("own/index.html"), "html.parser")
    assert own.select("div.mermaid")
    assert "forest" in own.text or "forest" in str(own)


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_search_finds_stages_and_pains_at_their_place(project: Project, theme: str) -> None:
    project.configure(theme=theme)
    stages = [{"id": "choose", "title": "Выбор & оплата", "steps": [{"action": "Ищет", "pains": ["Цены не видно"]}]}]
    project.write("maps/loose.yaml", a_map("Карта", stages=stages))
    project.build()
    found = entries(project)
    assert found["maps/loose/"]["title"] == "Карта"
    assert "Выбор" in found["maps/loose/#stage-choose"]["title"]
    assert any("Цены не видно" in doc["text"] for place, doc in found.items() if place.startswith("maps/loose/"))
    assert "\\u04" not in (project.site / "search/search_index.json").read_text(encoding="utf-8")
    assert not any("<div" in doc["text"] or "<table" in doc["text"] for doc in found.values())


def test_what_is_excluded_is_not_searched_with_all_that_is_in_it() -> None:
    html = '<h2 id="a">A<a class="headerlink" href="#a">¶</a></h2><div data-search-exclude><div>x</div><b>y</b></div>'
    assert searchable(f"{html}<p>kept &lt;b&gt;</p><svg><text>z</text></svg>").split() == [
        "<h2",
        'id="a">A</h2>',
        "kept",
        "&lt;b&gt;",
    ]
    assert searchable("<p>a<div data-search-exclude><div>").strip() == "a"
    typed = '<p>the data-search-exclude of a theme</p><p title="a data-search-exclude">b</p>'
    assert searchable(typed) == "the data-search-exclude of a theme b"


def test_a_text_is_searched_once_under_its_heading_and_without_the_words_around_it() -> None:
    head = "<table><thead><tr><th>Pain</th></tr></thead><tr><th><bdi>No <em>price</em></bdi></th>"
    badge = '<span class="cjm-badge cjm-severity-high">High</span>'
    row = f"<td>{badge}</td><td><time>1 May</time></td><td>—</td></tr></table>"
    pains, own = "<dt>Pains</dt>", "<dt><bdi>Own</bdi></dt><dd>x</dd>"
    step = f'<h3 id="s">Look</h3><dl>{pains}<dd><a href="#p">No <em>price</em></a></dd>{own}</dl>'
    assert searchable(head + row) == "No price"
    assert searchable(f'<h2 id="p">Pains</h2>{head}{row}{step}<p>x</p><h3 id="t">T</h3><p>x</p>') == (
        '<h2 id="p">Pains</h2> No price <h3 id="s">Look</h3> Own x <h3 id="t">T</h3> x'
    )


def test_a_link_on_the_page_is_searched_where_nothing_else_says_the_same() -> None:
    assert searchable('<p>See <a href="#p">the <em>slow</em> page</a>, or <a href="/x">not</a>.</p>') == (
        "See the slow page, or not."
    )
    assert searchable('<p>Pays</p><p><a href="#p">Pay</a></p>') == "Pays Pay"
    assert searchable('<p>Pay!</p><p><a href="#p">Pay</a></p>') == "Pay!"


def test_every_word_of_a_map_is_found_though_what_is_told_twice_is_searched_once(project: Project) -> None:
    said: list[str] = []

    def say(field: str) -> str:
        said.append(f"Word{field.replace('.', '').replace(' ', '')}n{len(said)}")
        return said[-1]

    files = everything(say)
    for name, content in files.items():
        project.write(f"maps/{name}", yaml.safe_dump(content, allow_unicode=True))
    project.write(f"maps/{PICTURE}", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    project.write("maps/series.csv", "date,value\n2026-01-01,10\n2026-02-01,20\n")
    built = project.build()
    page = BeautifulSoup(built.read("maps/full/index.html"), "html.parser").select_one("article.cjm")
    assert page is not None
    own = set(re.findall(r"Word\w+", yaml.safe_dump(files["full.yaml"])))
    told = set(re.findall(r"Word\w+", page.get_text(" "))) & own
    assert len(told) > 150
    found = " ".join(
        f"{doc['title']} {doc['text']}" for place, doc in entries(project).items() if "maps/full/" in place
    )
    assert told - set(re.findall(r"Word\w+", found)) == set()


def test_the_names_of_pictures_are_not_searched_on_every_map(project: Project) -> None:
    rated = {"impact": 5, "effort": 1, "due": "2026-12-01"}
    ideas = [{"idea": "Faster page", **rated}, {"idea": "Fewer clicks", **rated}]
    stages = [
        {"title": "Buys", "score": 1, "pains": ["Slow page"], "opportunities": ideas},
        {"id": "two", "title": "Pays"},
    ]
    project.write("maps/personas/olga.yaml", "name: Olga\n")
    project.write("maps/one.yaml", a_map("One", stages=stages, personas=["olga"]))
    built = project.build()
    page = BeautifulSoup(built.read("maps/one/index.html"), "html.parser")
    parts = {heading["id"] for heading in page.select("article.cjm :is(h2, h3)[id]")}
    assert parts >= {"journey", "diagrams", "priorities", "plan", "health", "stage-two"}
    seen = {place for place in entries(project) if place.startswith(("maps/one/#", "maps/personas/olga/#"))}
    assert seen - {"maps/one/#review"} == {
        f"maps/one/#{part}" for part in ("pains", "opportunities", "stage-buys", "stage-two")
    }


def test_of_registers_only_headings_are_searched_for_maps_have_all_they_say(project: Project) -> None:
    pain = {"id": "slow", "what": "Slow page", "severity": "high"}
    idea = {"idea": "Faster page", "owner": "Ivan", "impact": 5, "effort": 1, "due": "2026-10-01", "addresses": "slow"}
    stages = [{"title": "Buys", "pains": [pain], "opportunities": [idea], "score": 1}]
    for name in ("one", "two"):
        project.write(f"maps/{name}.yaml", a_map(f"Map {name}", stages=stages, ownership={"owner": "Olga"}))
    project.build()
    registers = ("pains", "opportunities", "reviews", "dashboard")
    docs = [
        doc for place, doc in entries(project).items() if place.startswith(tuple(f"maps/{it}/" for it in registers))
    ]
    assert len(docs) > len(registers)
    said = " ".join(f"{doc['title']} {doc['text']}" for doc in docs)
    assert not [text for text in ("Slow page", "Faster page", "Ivan", "Olga", "Map one", "Map two") if text in said]
