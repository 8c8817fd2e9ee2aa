"""Sources: how old each is and what rests on it; and how much of a map rests on any."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from cjm_plugin.analysis.registers import registers
from tests.analysis.portfolios import MAPS, examples, journey, portfolio
from tests.shared.raw_portfolio import raw_maps

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 11, 22)
RAW = raw_maps(MAPS)


SOURCES: dict[str, Any] = {
    "catalog.yaml": {"sources": [{"id": "survey", "title": "Survey", "date": dt.date(2024, 11, 22)}, "Unused"]},
    "personas/x.yaml": {"name": "X", "sources": {"id": "survey", "title": "Talks", "date": dt.date(2024, 11, 21)}},
    "a.yaml": journey(
        "A",
        {
            "title": "S",
            "evidence": "survey",
            "steps": [{"action": "Looks", "evidence": ["survey", "survey", "own"]}, "Buys"],
            "pains": {"id": "p", "what": "Slow", "evidence": "own"},
            "opportunities": {"id": "o", "idea": "Faster", "evidence": "survey"},
        },
        personas="x",
        sources=[{"id": "own", "title": "Own"}],
    ),
    "b.yaml": journey("B", {"title": "S", "evidence": "survey"}, sources=[{"id": "survey", "title": "Other survey"}]),
}


def test_what_rests_on_a_source(tmp_path: Path) -> None:
    register = registers(portfolio(tmp_path, SOURCES), TODAY).sources
    assert {source.source.title: [claim.anchor for claim in source.claims] for source in register.sources} == {
        "Survey": ["stage-s", "step-looks", "opportunity-o"],
        "Unused": [],
        "Own": ["step-looks", "pain-p"],
        "Other survey": ["stage-s"],
        "Talks": [],
    }
    assert [source.source.title for source in register.unused] == ["Unused"]


def test_a_source_is_old_after_24_months(tmp_path: Path) -> None:
    register = registers(portfolio(tmp_path, SOURCES), TODAY).sources
    assert [(s.source.title, s.age_days, s.age_months) for s in register.old] == [("Talks", 731, 24)]
    survey = register.sources[0]
    assert (survey.age_days, survey.age_months, survey.is_old) == (730, 24, False)


@pytest.mark.parametrize(
    ("day", "months"),
    [
        ("2026-11-22", 0),
        ("2026-10-23", 0),
        ("2026-10-22", 1),
        ("2025-11-22", 12),
        ("2027-01-01", 0),
        ("2024-02-29", 32),
    ],
)
def test_age_is_told_in_full_months(tmp_path: Path, day: str, months: int) -> None:
    files = {"a.yaml": journey("A", sources=[{"title": "S", "date": dt.date.fromisoformat(day)}])}
    (source,) = registers(portfolio(tmp_path, files), TODAY).sources.sources
    assert source.age_months == months


def test_coverage_by_map_has_the_least_covered_first() -> None:
    register = registers(examples(), TODAY).sources
    by_hand = {}
    for raw in RAW:
        claims = [
            moment.get("evidence") for stage, moment in raw.moments() if moment is not stage or not stage.get("steps")
        ]
        claims += [pain.get("evidence") for _, _, pain in raw.pains()]
        by_hand[raw.data["title"]] = (len(claims), sum(map(bool, claims)))
    found = {each.entry.journey.title: each.coverage for each in register.coverage}
    assert {title: (each.claims, each.backed) for title, each in found.items()} == by_hand
    shares = [each.coverage.share for each in register.coverage]
    assert shares == sorted(shares)
    assert register.total.claims == sum(claims for claims, _ in by_hand.values())
