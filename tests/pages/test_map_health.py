"""What the page of a map tells those who write it: what the rules of good practice say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cjm_plugin.checking.judging import judge
from cjm_plugin.pages.living import Living
from cjm_plugin.reading.portfolio import read_portfolio
from cjm_plugin.rules.selection import Selection
from tests.pages.rendered import TODAY, check_html, render, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pages.rendered import Rendered

SELECTED = ["no-owner", "unanswered-pain", "no-summary"]
PAINS = [{"what": "Too *slow*", "severity": "critical"}, {"what": "Too <b>", "severity": "high"}]
SICK: dict[str, Any] = {"title": "M", "stages": [{"title": "S", "pains": PAINS, "opportunities": "O"}]}


def page_with_health(folder: Path, said: dict[str, Any], *, language: str = "en", is_preview: bool = False) -> Rendered:
    write(folder, {"a.yaml": said})
    selection = Selection.from_options({"select": SELECTED})
    judgement = judge(read_portfolio(folder, "maps"), selection, TODAY)
    findings = {key: judged.findings for key, judged in judgement.items()}
    page = render(folder, language=language, living=Living(findings=findings, is_preview=is_preview))["a"]
    check_html(page)
    return page


def test_each_broken_rule_tells_where_and_how_it_is_mended(tmp_path: Path) -> None:
    page = page_with_health(tmp_path, SICK)
    assert "## Map health" in page.headings()
    assert "4 remarks for the authors" in page.text(".cjm-health summary")
    codes = page.texts(".cjm-findings > li > code")
    assert len(codes) == len(set(codes)) == len(SELECTED)
    links = {str(link["href"]): link.text for link in page.all(".cjm-findings a")}
    assert set(links) == {"#pain-too-slow", "#pain-too-b"}
    assert "Too slow" in links["#pain-too-slow"]
    assert "Too <b>" in links["#pain-too-b"]
    assert len(page.all(".cjm-fix")) == len(SELECTED)
    assert all(text.startswith("How to fix: ") for text in page.texts(".cjm-fix"))


def test_the_score_stands_at_the_top_and_leads_to_the_list(tmp_path: Path) -> None:
    page = page_with_health(tmp_path, SICK)
    (badge,) = page.all(".cjm-badges a")
    assert (badge.text, badge["href"]) == ("Health 0 of 100", "#health")
    assert "cjm-health-poor" in badge["class"]
    assert page.text(".cjm-health summary .cjm-badge") == "0 of 100"


def test_a_map_that_breaks_no_rule_says_so(tmp_path: Path) -> None:
    page = page_with_health(tmp_path, {"title": "M", "stages": ["S"], "summary": "All.", "ownership": "Vera"})
    assert page.text(".cjm-health summary") == "100 of 100 All rules of good practice hold."
    assert page.all(".cjm-findings") == []


def test_what_is_silenced_is_told_apart_with_its_reason(tmp_path: Path) -> None:
    silence = [{"rule": "unanswered-pain", "reason": "Known *since* May"}]
    page = page_with_health(tmp_path, SICK | {"silence": silence})
    broken, silenced = page.all(".cjm-findings")
    assert len(broken.select(":scope > li")) == 2
    assert len(silenced.select(":scope > li")) == 1
    assert "Reason: Known since May" in silenced.text
    assert "2 remarks" in page.text(".cjm-health summary")


def test_the_list_is_closed_for_readers_and_open_for_those_who_preview(tmp_path: Path) -> None:
    (closed,) = page_with_health(tmp_path, SICK).all(".cjm-health")
    (opened,) = page_with_health(tmp_path, SICK, is_preview=True).all(".cjm-health")
    assert "open" not in closed.attrs
    assert "open" in opened.attrs


def test_health_is_told_in_the_language_of_the_map(tmp_path: Path) -> None:
    page = page_with_health(tmp_path, SICK, language="ru")
    assert "## Состояние карты" in page.headings()
    assert "4 замечания авторам" in page.text(".cjm-health summary")
    assert "Как исправить" in page.text(".cjm-health")


def test_without_rules_nothing_speaks_of_health(tmp_path: Path) -> None:
    write(tmp_path, {"a.yaml": SICK})
    page = render(tmp_path)["a"]
    assert page.all(".cjm-health, .cjm-badges a") == []
    assert "## Map health" not in page.headings()
