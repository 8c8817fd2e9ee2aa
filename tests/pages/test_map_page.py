"""The page of a map, as a reader sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages.rendered import line, page_of, render, write

if TYPE_CHECKING:
    from pathlib import Path


SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_a_map_of_four_words_has_no_empty_part(folder: Path) -> None:
    page = page_of(folder, {"title": "Purchase", "stages": ["Looks", "Chooses", "Pays"]})
    assert page.headings() == [
        "# Purchase",
        "## The journey",
        "### 1. Looks",
        "### 2. Chooses",
        "### 3. Pays",
        "## Review",
    ]
    assert page.all("table, .mermaid, img, figure") == []
    assert page.texts(".cjm-stage .cjm-badge") == ["assumption"] * 3
    assert page.facts() == {"Status"}


def test_parts_are_there_when_there_is_something_in_them(folder: Path) -> None:
    stage = {"title": "Stage", "score": 3, "channels": "web", "pains": "P", "opportunities": "O"}
    page = page_of(folder, {"stages": [stage], "sources": "S", "metrics": "M"})
    found = [heading for heading in page.headings() if heading.startswith("## ")]
    assert found[:2] == ["## Pain points", "## Opportunities"]
    assert {"## The journey", "## Metrics", "## Sources", "## Review"} < set(found)


def test_everything_worth_a_link_has_an_anchor(folder: Path) -> None:
    page = page_of(
        folder,
        {
            "sources": [{"id": "src", "title": "Interviews"}],
            "metrics": [{"id": "nps", "name": "NPS"}],
            "stages": [
                {
                    "title": "Осведомлённость",
                    "steps": [{"action": "Ищет, где купить!", "pains": "Слишком много: вариантов"}],
                    "opportunities": [{"id": "подборки", "idea": "Подборки"}],
                },
            ],
        },
    )
    ids = {str(element["id"]) for element in page.article.find_all(id=True)}
    assert ids >= {
        "stage-осведомлённость",
        "step-ищет-где-купить",
        "pain-слишком-много-вариантов",
        "opportunity-подборки",
        "source-src",
        "metric-nps",
    }


def test_a_team_of_the_catalog_is_called_by_its_title(folder: Path) -> None:
    teams = {"catalog.yaml": {"teams": [{"id": "web", "title": "Digital channels"}]}}
    assert page_of(folder / "a", {"ownership": {"team": "web"}}, teams).fact("Team") == "Digital channels"
    assert page_of(folder / "b", {"ownership": {"team": "Web"}}).fact("Team") == "Web"


def test_personas_lead_to_their_pages(folder: Path) -> None:
    people = ["anna", {"name": "Inline", "role": "guest"}]
    page = page_of(folder, {"personas": people}, {"personas/anna.yaml": {"name": "Anna", "role": "engineer"}})
    assert "Anna" in page.fact("Personas")
    assert "engineer" in page.fact("Personas")
    assert "Inline" in page.fact("Personas")
    (link,) = [link for link in page.article.find_all("a") if line(link) == "Anna"]
    assert link["href"] == "../personas/anna/"


def test_links_between_maps_work_in_both_directions(folder: Path) -> None:
    other = {"stages": ["Stage"]}
    links = {"parent": "up", "future": "c/to-be", "current": "as-is", "children": ["d1", "d2"], "related": "see"}
    files = {f"{name}.yaml": {"title": name.upper(), **other} for name in ("up", "c/to-be", "as-is", "d1", "d2", "see")}
    page = page_of(folder, {"links": links, "stages": [{"title": "Stage", "map": "d1"}]}, files)
    found = {str(link["href"]): line(link) for link in page.article.select("dl a")}
    assert found.items() >= {
        ("../up/", "UP"),
        ("../c/to-be/", "C/TO-BE"),
        ("../as-is/", "AS-IS"),
        ("../d1/", "D1"),
        ("../d2/", "D2"),
        ("../see/", "SEE"),
    }
    assert page.fact("In detail", "section.cjm-stage") == "D1"


def test_ways_that_are_not_straight(folder: Path) -> None:
    steps = [
        {"id": "a", "action": "First", "next": ["b", {"to": "later", "when": "in a *hurry*"}]},
        {"id": "b", "action": "Second", "next": [{"to": "exit", "when": "too dear"}, {"to": "a", "when": "unsure"}]},
    ]
    page = page_of(folder, {"stages": [{"title": "Now", "steps": steps}, {"id": "later", "title": "Later"}]})
    assert page.fact("Next", "li#step-a") == "SecondLater (in a hurry)"
    assert page.fact("Next", "li#step-b") == "leaves (too dear)First (unsure)"
    links = [str(link["href"]) for link in page.article.select("li#step-a dd a, li#step-b dd a")]
    assert links == ["#step-b", "#stage-later", "#step-a"]


def test_a_blueprint_shows_what_the_customer_does_not_see(folder: Path) -> None:
    lanes = {
        "physical_evidence": "Receipt",
        "frontstage": "Cashier",
        "backstage": "Kitchen",
        "support": "Purchasing",
        "systems": ["Till", "Stock"],
    }
    stages = [{"title": "Stage", "steps": [{"id": "pay", "action": "Pays", **lanes}]}]
    page = page_of(folder, {"kind": "service-blueprint", "stages": stages})
    said = {name: page.fact(name, "li#step-pay") for name in page.facts("li#step-pay")}
    assert said == {
        "Physical evidence": "Receipt",
        "Frontstage": "Cashier",
        "Backstage": "Kitchen",
        "Support processes": "Purchasing",
        "Systems": "TillStock",
    }
    assert "Line of visibility" in page.text()
    assert "Service blueprint" in page.text()


def test_rows_of_ones_own(folder: Path) -> None:
    stage = {"title": "Stage", "sign": "Saved **three**", "steps": [{"id": "s", "action": "Step", "risk": ["A", "B"]}]}
    page = page_of(folder, {"lanes": ["risk", {"id": "sign", "title": "Sign of *success*"}], "stages": [stage]})
    assert page.fact("risk", "li#step-s") == "AB"
    assert "Saved three" in page.text("section.cjm-stage")
    assert "Sign of success" in page.facts("section.cjm-stage")


def test_pictures_are_described(folder: Path) -> None:
    steps = [
        {"action": "Looks *around*", "image": "a.svg"},
        {"action": "Pays", "image": {"file": "p/b c.svg", "alt": 'A *till* & a "box"'}},
    ]
    page = page_of(folder, {"stages": [{"title": "Stage", "steps": steps}]}, {"a.svg": SVG, "p/b c.svg": SVG})
    found = [(image["src"], image["alt"]) for image in page.article.find_all("img")]
    assert found == [("../a.svg", "Looks around"), ("../p/b%20c.svg", 'A till & a "box"')]


@pytest.mark.parametrize(
    ("review", "badge"),
    [
        ({"cycle": "monthly", "last_reviewed": "2026-09-30"}, "Review overdue"),
        ({"cycle": "monthly", "last_reviewed": "2026-10-01"}, "Review due soon"),
        ({"cycle": "yearly", "last_reviewed": "2026-10-01"}, "Up to date"),
        ({"status": "approved"}, "Never reviewed"),
        ({"last_reviewed": "2026-10-01"}, "No review cycle"),
        ({"status": "retired"}, "Retired"),
    ],
)
def test_the_state_of_the_review_stands_at_the_top(folder: Path, review: dict[str, str], badge: str) -> None:
    page = page_of(folder, {"review": review})
    assert page.texts(".cjm-badges .cjm-badge")[-1] == badge
    notices = page.texts(".cjm-notice:not([hidden])")
    assert bool(notices) == (badge == "Review overdue")
    assert all("30 Oct 2026" in notice for notice in notices)


def test_the_owner_of_the_collection_answers_for_maps_without_one(folder: Path) -> None:
    collection = {"title": "C", "owner": "Vera", "review_cycle": "yearly"}
    review = {"last_reviewed": "2026-01-15"}
    write(folder, {"c/_collection.yaml": collection, "c/a.yaml": {"title": "A", "stages": ["S"], "review": review}})
    page = render(folder)["c/a"]
    assert page.fact("Owner", ".cjm-review") == "Vera"
    assert page.fact("Next review", ".cjm-review") == "15 Jan 2027"


def test_past_reviews_are_told_the_newest_first(folder: Path) -> None:
    log = [{"date": "2026-01-15", "by": "Vera"}, {"date": "2026-07-15", "by": "Oleg", "note": "Fees *gone*"}]
    page = page_of(folder, {"review": {"log": [*log, "Before the shop had a name"]}, "watches": ["src/cart/**"]})
    assert page.text(".cjm-past-reviews summary") == "3 past reviews"
    assert page.texts(".cjm-past-reviews li") == [
        "15 Jul 2026, Oleg: Fees gone",
        "15 Jan 2026, Vera",
        "Before the shop had a name",
    ]
    assert page.fact("Describes these files") == "src/cart/**"


def test_the_interface_speaks_the_language_of_the_map(folder: Path) -> None:
    stage = {"title": "Stage", "pains": "P", "score": 2.5}
    review = {"cycle": "3 months", "last_reviewed": "2026-09-15"}
    russian = page_of(folder, {"language": "ru", "stages": [stage], "review": review})
    english = page_of(folder, {"language": "en-GB", "stages": [stage], "review": review}, language="ru")
    other = page_of(folder, {"language": "de", "stages": [stage]}, language="ru")
    assert "## Болевые точки" in russian.headings()
    assert "2,5 из 5" in russian.text(".cjm-highlights")
    assert russian.fact("Следующая проверка", ".cjm-review") == "15 декабря 2026 г."
    assert "## Pain points" in english.headings()
    assert "2.5 of 5" in english.text(".cjm-highlights")
    assert "## Болевые точки" in other.headings()
    assert [page.article["lang"] for page in (russian, english, other)] == ["ru", "en-GB", "de"]


def test_texts_have_small_markdown_wherever_they_stand(folder: Path) -> None:
    said = {
        "title": "The *whole* `map`",
        "summary": "First **paragraph**\n\n- one\n- [two](guide.md), [three](no.md)",
        "goals": ["**Fewer** <b>calls</b>"],
    }
    page = page_of(folder, said, pages={"maps/guide.md": "maps/guide/"})
    assert page.headings()[0] == "# The whole map"
    assert page.document.title == "The whole map"
    assert page.texts(".cjm-lead li") == ["one", "two, three"]
    assert [link["href"] for link in page.article.select(".cjm-lead a")] == ["../guide/"]
    assert page.document.dead_links == ("no.md",)
    assert page.fact("Business goals") == "Fewer <b>calls</b>"
