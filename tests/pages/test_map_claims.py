"""What a map claims and what is to be done about it, as a reader of its page sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cjm_plugin.pages.diagrams.mermaid_text import decoded
from tests.pages.rendered import line, page_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pages.rendered import Rendered


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def row(page: Rendered, id_: str) -> str:
    """Return the text of the table row with an id."""
    return page.text(f"tr#{id_}")


def test_the_worst_pain_comes_first(folder: Path) -> None:
    pains = [
        {"id": "small", "what": "Small", "severity": "low"},
        {"id": "gone", "what": "Gone", "severity": "critical", "status": "resolved"},
        {"id": "large", "what": "Large", "severity": "critical", "frequency": "always", "evidence": "s"},
    ]
    stage = {"title": "Stage", "pains": pains, "steps": [{"action": "Step", "pains": ["Unrated"]}]}
    page = page_of(folder, {"sources": {"id": "s", "title": "Survey"}, "stages": [stage]})
    ids = [str(element["id"]) for element in page.article.select("tr[id^=pain-]")]
    assert ids == ["pain-large", "pain-small", "pain-unrated", "pain-gone"]
    assert "Critical" in row(page, "pain-large")
    assert "Always" in row(page, "pain-large")
    assert "Step" in row(page, "pain-unrated")


def test_what_a_stage_says_of_itself_is_shown_though_it_has_steps(folder: Path) -> None:
    said = {"moment_of_truth": True, "wow": True, "evidence": "s"}
    stages = [
        {"id": "a", "title": "A", "steps": [{"action": "K", "score": 3}], **said},
        {"id": "b", "title": "B", "score": 1, "steps": ["L", "M"]},
    ]
    page = page_of(folder, {"sources": {"id": "s", "title": "Survey"}, "stages": stages})
    first, second = page.all("section.cjm-stage > p:first-of-type")
    assert [line(badge) for badge in first.select("span")] == ["3", "moment of truth", "wow moment"]
    assert line(first.select_one("a[href='#source-s']")) == "Survey"
    assert [line(badge) for badge in second.select("span")] == ["1", "weak link"]
    assert [line(head) for head in page.all("table.cjm-grid thead th[scope=colgroup]")] == ["1. A ★ ✦", "2. B 1"]
    assert [str(head["colspan"]) for head in page.all("table.cjm-grid thead th[scope=colgroup]")] == ["1", "2"]
    assert "1 of 4 claims" in page.text()
    assert "B: 1" in decoded(page.all("div.mermaid")[0].text)


def test_what_has_no_source_is_called_an_assumption(folder: Path) -> None:
    stages = [
        {
            "title": "A",
            "steps": [{"id": "known", "action": "K", "evidence": "s"}, {"id": "assumed", "action": "Q"}],
            "pains": [{"id": "known", "what": "K", "evidence": "s"}, {"id": "assumed", "what": "Q"}],
        },
        {"id": "bare", "title": "B", "evidence": "s"},
    ]
    page = page_of(folder, {"sources": {"id": "s", "title": "Survey *2026*"}, "stages": stages})
    for selector in ("li#step-{}", "tr#pain-{}"):
        assert "Survey 2026" in page.text(selector.format("known"))
        assert "assumption" not in page.text(selector.format("known"))
        assert "assumption" in page.text(selector.format("assumed"))
    known = page.article.select("li#step-known a[href='#source-s']")
    assert [line(link) for link in known] == ["Survey 2026"]
    assert "3 of 5 claims" in page.text()
    assert "60%" in page.text(".cjm-highlights")


def test_the_summary_names_what_is_worst_and_what_is_best(folder: Path) -> None:
    stages = [
        {
            "title": "A",
            "steps": [{"action": "Waits", "score": 1}, {"action": "Enjoys", "score": 4}],
            "pains": [{"id": "p", "what": "It is *slow*", "severity": "high"}, "Small"],
            "opportunities": [
                {"id": "o", "idea": "Make it fast", "impact": 5, "effort": 1, "status": "planned"},
                {"idea": "Done", "impact": 5, "effort": 1, "status": "done"},
            ],
        },
    ]
    page = page_of(folder, {"stages": stages})
    summary = page.text(".cjm-highlights")
    for words in ("2.5 of 5", "Weak link: Waits", "It is slow", "High", "assumption", "Make it fast", "quick win"):
        assert words in summary
    links = {str(link["href"]) for link in page.article.select(".cjm-highlights a")}
    assert links == {"#step-waits", "#pain-p", "#opportunity-o"}


def test_the_scores_of_several_personas_carry_their_names(folder: Path) -> None:
    steps: list[dict[str, Any]] = [
        {"id": "apart", "action": "A", "score": {"ann": 1, "bob": 4}},
        {"id": "agree", "action": "B", "score": {"ann": 2, "bob": 2}},
        {"id": "one", "action": "C", "score": {"bob": 5}},
        {"id": "all", "action": "D", "score": 3.5},
        {"id": "none", "action": "E"},
    ]
    people = [{"id": "ann", "name": "Ann **A.**"}, {"id": "bob", "name": "Bob"}]
    page = page_of(folder, {"personas": people, "stages": [{"title": "Stage", "steps": steps}]})
    scores = {step["id"]: page.texts(f"li#step-{step['id']} .cjm-score") for step in steps}
    assert scores == {"apart": ["Ann A. 1", "Bob 4"], "agree": ["2"], "one": ["Bob 5"], "all": ["3.5"], "none": []}


def test_moments_are_marked(folder: Path) -> None:
    steps = [
        {"id": "truth", "action": "A", "score": 4, "moment_of_truth": True},
        {"id": "wow", "action": "B", "score": 5, "wow": True},
        {"id": "weak", "action": "C", "score": 2},
    ]
    page = page_of(folder, {"stages": [{"title": "Stage", "steps": steps}]})
    for id_, words in {"truth": "moment of truth", "wow": "wow moment", "weak": "weak link"}.items():
        marked = [step["id"] for step in steps if words in page.text(f"li#step-{step['id']}")]
        assert marked == [id_]


def test_metrics(folder: Path) -> None:
    metrics = [
        {"id": "cr", "name": "Conversion", "unit": "%", "baseline": 1.5, "target": 3, "value": 2, "date": "2026-10-01"},
        {"id": "nps", "name": "NPS", "from": "nps.csv", "stage": "stage"},
        {"id": "time", "name": "Time", "better": "lower", "target": 0, "step": "s"},
    ]
    stage = {
        "id": "stage",
        "title": "Stage",
        "steps": [{"id": "s", "action": "Step"}],
        "opportunities": [{"id": "o", "idea": "Idea", "metric": "nps"}],
    }
    csv = "date,value\n2026-08-01,-1234.5\n2026-09-15,12\n"
    page = page_of(folder, {"metrics": metrics, "stages": [stage]}, {"nps.csv": csv})
    for words in ("Conversion", "%", "1.5", "3", "2", "1\u00a0Oct 2026".replace("\u00a0", " ")):
        assert words in row(page, "metric-cr")
    for words in ("-1,234.5", "12", "15 Sep 2026", "Stage"):
        assert words in row(page, "metric-nps")
    assert "Lower is better" in row(page, "metric-time")
    assert "Step" in row(page, "metric-time")
    assert "NPS" in row(page, "opportunity-o")


def test_opportunities_say_who_and_when(folder: Path) -> None:
    items: list[dict[str, Any]] = [
        {"id": "late", "idea": "Late", "due": "2026-10-31", "status": "in-progress", "owner": "Olga"},
        {"id": "today", "idea": "Today", "due": "2026-11-01"},
        {"id": "done", "idea": "Done", "due": "2020-01-01", "status": "done"},
        {"id": "needs", "idea": "Needs", "needs": ["late", "done"], "link": "https://x.y/1"},
        {"id": "trap", "idea": "Trap", "link": "javascript:alert(1)"},
    ]
    page = page_of(folder, {"stages": [{"title": "Stage", "opportunities": items}]})
    late = [item["id"] for item in items if "late" in row(page, f"opportunity-{item['id']}").split()]
    assert late == ["late"]
    assert "Olga" in row(page, "opportunity-late")
    assert "31 Oct 2026" in row(page, "opportunity-late")
    assert "nobody yet" in row(page, "opportunity-today")
    links = [str(link["href"]) for link in page.article.select("tr#opportunity-needs a")]
    assert {"#opportunity-late", "#opportunity-done", "https://x.y/1"} <= set(links)
    assert "javascript:alert(1)" in row(page, "opportunity-trap")
    assert page.all("a[href^=javascript]") == []


def test_pains_name_what_is_done_about_them(folder: Path) -> None:
    stage = {
        "title": "Stage",
        "pains": [{"id": "p", "what": "P"}, {"id": "q", "what": "Q"}],
        "opportunities": [{"id": "o", "idea": "Idea [x](https://x.y)", "addresses": "p"}],
    }
    page = page_of(folder, {"stages": [stage]})
    (link,) = page.all("tr#pain-p a[href='#opportunity-o']")
    assert line(link) == "Idea x"
    assert "none yet" in row(page, "pain-q")
