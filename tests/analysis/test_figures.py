"""What a map says between its lines, told by examples: see the files in `golden/`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from cjm_plugin.analysis.evidence import evidence_coverage
from cjm_plugin.analysis.ranking import (
    answers,
    best_opportunity,
    is_quick_win,
    ranked_opportunities,
    ranked_pains,
    worst_pain,
)
from cjm_plugin.analysis.review import review_state
from cjm_plugin.analysis.scores import map_score, score_of, stage_score, weak_link
from cjm_plugin.model.walk import opportunities, scored_moments
from tests.analysis.journeys import cases, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cjm_plugin.model.journey_map import JourneyMap
    from cjm_plugin.model.walk import Placed

FIGURES: dict[str, Callable[[JourneyMap], Any]] = {
    "stages": lambda journey: [stage_score(stage) for stage in journey.stages],
    "map": map_score,
    "weak link": lambda journey: id_of(weak_link(journey)),
    "of ann": lambda journey: [score_of(placed.noun, "ann") for placed in scored_moments(journey)],
    "of bob": lambda journey: [score_of(placed.noun, "bob") for placed in scored_moments(journey)],
}


def id_of(placed: Placed[Any] | None) -> str | None:
    return placed.noun.id if placed else None


def name_of(case: Any) -> str:
    return str(case["case"])


@pytest.mark.parametrize("case", cases("scores.yaml"), ids=name_of)
def test_scores(case: Any, tmp_path: Path) -> None:
    entry, _ = read(tmp_path, case["map"])
    found = {name: FIGURES[name](entry.journey) for name in case["figures"]}
    assert found == {name: pytest.approx(figure) for name, figure in case["figures"].items()}


@pytest.mark.parametrize("case", cases("pains.yaml"), ids=name_of)
def test_pains(case: Any, tmp_path: Path) -> None:
    journey = with_in_stage(tmp_path, case, "pains")
    assert [placed.noun.id for placed in ranked_pains(journey)] == case["order"]
    if "worst" in case:
        assert id_of(worst_pain(journey)) == case["worst"]


@pytest.mark.parametrize("case", cases("opportunities.yaml"), ids=name_of)
def test_opportunities(case: Any, tmp_path: Path) -> None:
    journey = with_in_stage(tmp_path, case, "opportunities")
    assert [placed.noun.id for placed in ranked_opportunities(journey)] == case["order"]
    if "best" in case:
        assert id_of(best_opportunity(journey)) == case["best"]
    if "quick wins" in case:
        found = [placed.noun.id for placed in opportunities(journey) if is_quick_win(placed.noun)]
        assert found == case["quick wins"]


@pytest.mark.parametrize("case", cases("evidence.yaml"), ids=name_of)
def test_evidence(case: Any, tmp_path: Path) -> None:
    entry, _ = read(tmp_path, {"sources": [{"id": "s", "title": "S"}, {"id": "t", "title": "T"}], **case["map"]})
    coverage = evidence_coverage(entry.journey)
    assert (coverage.claims, coverage.backed, coverage.share) == (case["claims"], case["backed"], case["share"])


@pytest.mark.parametrize("case", cases("review.yaml"), ids=name_of)
def test_review(case: Any, tmp_path: Path) -> None:
    entry, portfolio = read(tmp_path, {"review": case["review"]}, case.get("collection"))
    collection = portfolio.collections[0].collection if portfolio.collections else None
    state = review_state(entry.journey, collection, case["today"])
    assert {"freshness": state.freshness, "due": state.due, "days left": state.days_left} == case["state"]


def test_a_cycle_to_the_end_of_time_is_never_over(tmp_path: Path) -> None:
    entry, _ = read(tmp_path, {"review": {"cycle": "9999 months", "last_reviewed": dt.date(9500, 1, 1)}})
    state = review_state(entry.journey, None, dt.date(2026, 11, 1))
    assert state.due == dt.date.max


def test_answers_are_the_opportunities_of_each_pain(tmp_path: Path) -> None:
    stages = [
        {
            "title": "A",
            "pains": [{"id": "p", "what": "P"}, {"id": "q", "what": "Q"}, {"id": "r", "what": "R"}],
            "opportunities": [{"id": "both", "idea": "X", "addresses": ["q", "p"]}],
        },
        {"title": "B", "steps": [{"action": "b", "opportunities": [{"id": "one", "idea": "Y", "addresses": "p"}]}]},
    ]
    entry, _ = read(tmp_path, {"stages": stages})
    found = {pain: [item.id for item in items] for pain, items in answers(entry.journey).items()}
    assert found == {"q": ["both"], "p": ["both", "one"]}


def with_in_stage(folder: Path, case: Any, field: str) -> JourneyMap:
    entry, _ = read(folder, {"stages": [{"title": "Stage", field: case[field]}], **case.get("map", {})})
    return entry.journey
