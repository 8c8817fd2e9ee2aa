"""The pages of the personas: how each feels on every map, and what hurts them most."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin

import pytest

from cjm_plugin.pages.living import Living
from tests.pages.rendered import check_html, line, render, write
from tests.shared.raw_portfolio import many, mean, raw_maps, weight_of

if TYPE_CHECKING:
    from bs4 import Tag

    from tests.pages.rendered import Rendered
    from tests.shared.raw_portfolio import RawMap

MAPS = Path(__file__).parents[2] / "maps"
PEOPLE = ("timur", "sara", "lidia")
STATUSES = ["open", "mitigated", "resolved"]


def score_for(moment: Any, persona: str) -> float | None:
    score = moment.get("score") if isinstance(moment, dict) else None
    return score.get(persona) if isinstance(score, dict) else score


def stage_scores(raw: RawMap, persona: str) -> list[float | None]:
    found = []
    for stage in raw.stages:
        by_steps = mean(score_for(step, persona) for step in many(stage.get("steps")))
        found.append(score_for(stage, persona) if by_steps is None else by_steps)
    return found


def written(value: float | None) -> str:
    return "—" if value is None else f"{round(value, 1):g}"


def target(page: Rendered, element: Tag) -> str:
    """Return where the first link in an element leads, from the folder of the maps."""
    link = element.select("a")[0]
    return unquote(urljoin(f"https://site/{page.url}", str(link["href"]))).removeprefix("https://site/maps/")


@pytest.fixture(scope="module")
def raws() -> list[RawMap]:
    return raw_maps(MAPS)


def on_map(raw: RawMap, persona: str) -> bool:
    return persona in [*many(raw.data.get("personas")), *many(raw.data.get("persona"))]


def hurting(raws: list[RawMap], persona: str) -> list[tuple[RawMap, dict[str, Any]]]:
    """Return the pain points of a persona that are not resolved, with their maps."""
    return [
        (raw, pain)
        for raw in raws
        if on_map(raw, persona)
        for _, _, pain in raw.pains()
        if pain.get("status") != "resolved" and persona in many(pain.get("personas", persona))
    ]


def rank(raws: list[RawMap], pain: dict[str, Any]) -> tuple[int, float]:
    """Return where a pain point stands in the register: with those that are the same, as one."""
    tied = [(raw, it) for raw in raws for _, _, it in raw.pains() if it.get("same_as") == pain.get("same_as", "")]
    same = [(raw, it) for raw, it in tied if it.get("status") != "resolved"]
    status = min(STATUSES.index(it.get("status", "open")) for it in [pain, *(it for _, it in same)])
    shown_by = {(raw.key, source) for raw, it in same for source in many(it.get("evidence"))}
    return status, -max(weight_of(it | {"evidence": [*shown_by]}) for _, it in same) if same else -weight_of(pain)


@pytest.mark.parametrize("persona", PEOPLE)
def test_every_figure_on_the_page_of_a_persona_is_that_of_the_maps(persona: str, raws: list[RawMap]) -> None:
    page = render(MAPS, only=f"personas/{persona}")[f"personas/{persona}"]
    check_html(page)
    cards = {target(page, row).strip("/"): row for row in page.all(".cjm-maps tbody tr")}
    theirs = {raw.key: raw for raw in raws if on_map(raw, persona)}
    assert cards.keys() == theirs.keys()
    for key, raw in theirs.items():
        scores = stage_scores(raw, persona)
        (svg,) = cards[key].find_all("svg")
        assert str(svg["aria-label"]).partition(": ")[2].replace(",", ".") == "; ".join(map(written, scores))
        assert line(cards[key].find("td")).replace(",", ".") == written(mean(scores))
    shown = page.all("#pains ~ .cjm-scroll tbody tr")
    expected = hurting(raws, persona)
    assert len(shown) == min(10, len(expected))
    ranks = sorted(rank(raws, pain) for _, pain in expected)
    by_text = {" ".join(pain["what"].split()): (raw, pain) for raw, pain in expected}
    for row, wanted in zip(shown, ranks, strict=False):
        raw, pain = by_text[line(row.find("th"))]
        severity, place, answered = row.find_all("td")
        assert rank(raws, pain) == wanted
        assert bool(severity.select(f".cjm-severity-{pain.get('severity')}")) is ("severity" in pain)
        assert target(page, place).startswith(f"{raw.key}/#stage-")
        answers = [it for it in raw.opportunities() if pain.get("id") in many(it.get("addresses"))]
        is_answered = any(it.get("status") != "rejected" for it in answers)
        assert bool(answered.select(".cjm-unanswered")) is not is_answered


def test_the_list_tells_the_same_figures_of_each(raws: list[RawMap]) -> None:
    page = render(MAPS, only="personas")["personas"]
    check_html(page)
    cards = {target(page, card).removeprefix("personas/").strip("/"): card for card in page.all(".cjm-people > li")}
    assert cards.keys() == {path.stem for path in (MAPS / "personas").glob("*.yaml")}
    for persona, card in cards.items():
        theirs = [raw for raw in raws if on_map(raw, persona)]
        now = mean(mean(stage_scores(raw, persona)) for raw in theirs if raw.tells_of_today)
        said = f"{len(theirs)} map{'' if len(theirs) == 1 else 's'}"
        assert f"{said} · Mean score {written(now)}" in line(card)
        theirs_now = [pain for _, pain in hurting(raws, persona)]
        (shown,) = [pain for pain in theirs_now if line(card).endswith(" ".join(pain["what"].split()))]
        assert rank(raws, shown) == min(rank(raws, pain) for pain in theirs_now)


ANN = {
    "personas/ann.yaml": {"name": "Ann"},
    "a.yaml": {"title": "A", "personas": "ann", "stages": [{"title": "S", "pains": [{"id": "p", "what": "Slow"}]}]},
    "b.yaml": {"title": "B", "stages": [{"title": "S", "pains": "Other"}]},
}


@pytest.mark.parametrize(
    ("living", "link"),
    [(Living(), "../../pains/?pains.persona=ann#all"), (Living(registers=frozenset()), None)],
)
def test_the_worst_pains_lead_on_to_all_of_them(tmp_path: Path, living: Living, link: str | None) -> None:
    write(tmp_path, ANN)
    pages = render(tmp_path, living=living)
    page = pages["personas/ann"]
    check_html(page)
    assert [str(found["href"]) for found in page.all("#pains ~ p > a")] == ([link] if link else [])
    if link:
        assert pages["pains"].texts('[data-persona="ann"] th a') == ["Slow"]


def test_a_persona_whose_pains_are_beyond_the_rows_that_are_shown_gets_no_link_to_them(tmp_path: Path) -> None:
    worse = [{"id": f"p{number}", "what": f"P {number}", "severity": "critical"} for number in range(500)]
    write(tmp_path, ANN | {"b.yaml": {"title": "B", "stages": [{"title": "S", "pains": worse}]}})
    page = render(tmp_path, only="personas/ann")["personas/ann"]
    assert page.texts("#pains ~ .cjm-scroll tbody th") == ["Slow"]
    assert not page.all("#pains ~ p > a")
