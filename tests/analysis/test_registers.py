"""The dashboard and the personas, recomputed from the YAML and in small portfolios where each figure is plain."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from cjm_plugin.analysis.registers import Registers, registers
from cjm_plugin.model.portfolio import Portfolio
from tests.analysis.portfolios import MAPS, examples, journey, portfolio
from tests.shared.raw_portfolio import critical_pains, mean, raw_maps

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 11, 22)
RAW = raw_maps(MAPS)


@pytest.fixture(scope="module")
def told() -> Registers:
    return registers(examples(), TODAY)


def test_a_persona_has_a_score_of_their_own(tmp_path: Path) -> None:
    steps = [{"action": "Looks", "score": {"x": 1, "y": 5}}, {"action": "Buys", "score": {"y": 4}}]
    files = {
        "personas/x.yaml": {"name": "X"},
        "a.yaml": journey(
            "A", {"title": "S", "steps": steps}, {"title": "T", "score": 3}, personas=["x", {"id": "y", "name": "Y"}]
        ),
        "b.yaml": journey(
            "B", {"title": "S", "score": 5, "pains": {"what": "Slow"}}, personas="x", kind="future-state"
        ),
    }
    x, y = registers(portfolio(tmp_path, files), TODAY).personas
    assert (x.name.page, [score for _, score in x.maps], x.score) == ("personas/x", [2, 5], 2)
    assert y.name.map_key == "a"
    assert y.score == pytest.approx(3.75)
    assert [record.pain.what for record in x.pains] == ["Slow"]


def test_the_dashboard_of_the_examples(told: Registers) -> None:
    board = told.dashboard
    today = [raw for raw in RAW if raw.tells_of_today]
    assert board.score == pytest.approx(mean(raw.score for raw in today))
    critical = critical_pains(RAW)
    assert len(board.critical_pains) == len(critical)
    assert len(board.critical_pains_unanswered) == critical.count(False)
    states = Counter(idea.get("status", "idea") for raw in RAW for idea in raw.opportunities())
    assert len(board.opportunities_done) == states["done"]
    assert len(board.opportunities_in_progress) == states["in-progress"]
    assert board.opportunities_late == told.opportunities.late
    assert sum(map(len, board.maps.values())) == len(RAW)


def test_the_dashboard_tells_of_today(tmp_path: Path) -> None:
    pains = [{"what": "Slow", "severity": "critical", "same_as": "slow"}]
    done = {"idea": "Faster", "status": "done"}
    stage = {"title": "S", "score": 2, "evidence": "s", "pains": pains, "opportunities": done}
    review = {"cycle": "1 month", "last_reviewed": dt.date(2026, 11, 1)}
    files = {
        "catalog.yaml": {"pains": [{"id": "slow", "what": "Slow"}], "sources": {"id": "s", "title": "S"}},
        "a.yaml": journey("A", stage, review=review),
        "b.yaml": journey("B", {**stage, "score": 4}, review={**review, "last_reviewed": dt.date(2026, 1, 1)}),
        "future.yaml": journey("F", {**stage, "score": 5}, kind="future-state"),
        "gone.yaml": journey("G", {**stage, "score": 1}, review={"status": "retired"}),
    }
    board = registers(portfolio(tmp_path, files), TODAY).dashboard
    assert {state.value: [each.entry.key for each in maps] for state, maps in board.maps.items() if maps} == {
        "due-soon": ["a"],
        "overdue": ["b"],
        "never-reviewed": ["future"],
        "retired": ["gone"],
    }
    assert board.score == 3
    assert [(line.what, len(line.maps)) for line in board.critical_pains] == [("Slow", 2)]
    assert [line.what for line in board.critical_pains_unanswered] == ["Slow"]
    assert {record.entry.key for record in board.opportunities_done} == {"a", "b", "future"}
    assert (board.coverage.claims, board.coverage.backed) == (4, 2)


def test_nothing_at_all_is_a_portfolio_too() -> None:
    empty = registers(Portfolio(), TODAY)
    assert empty.dashboard.score is None
    assert not any((empty.pains.lines, empty.opportunities.records, empty.channels.channels, empty.sources.sources))
    assert empty.channels.matrix().maps == ()
