"""One backlog of all opportunities: its order, what is late, what waits."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from cjm_plugin.analysis.opportunity_register import opportunity_register
from cjm_plugin.analysis.ranking import ranked_opportunities
from cjm_plugin.analysis.survey import survey
from tests.analysis.portfolios import MAPS, examples, journey, portfolio
from tests.shared.raw_portfolio import raw_maps

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 11, 22)
RAW = raw_maps(MAPS)


def test_the_backlog_holds_every_opportunity_in_the_order_of_its_map() -> None:
    read = examples()
    records = opportunity_register(survey(read), TODAY).records
    assert len(records) == sum(len([*raw.opportunities()]) for raw in RAW)
    for entry in read.maps:
        ranks = [
            (r.is_open, (r.opportunity.effort or 0) - (r.opportunity.impact or 0)) for r in records if r.entry is entry
        ]
        own = [placed.noun for placed in ranked_opportunities(entry.journey)]
        assert ranks == [(o.status not in {"done", "rejected"}, (o.effort or 0) - (o.impact or 0)) for o in own]


def test_late_ones_quick_wins_and_states_are_those_of_the_yaml() -> None:
    every = [idea for raw in RAW for idea in raw.opportunities()]
    still_open = [idea for idea in every if idea.get("status") not in {"done", "rejected"}]
    backlog = opportunity_register(survey(examples()), TODAY)
    assert len(backlog.late) == sum("due" in idea and idea["due"] < TODAY for idea in still_open)
    assert len(backlog.roadmap) == sum("due" in idea for idea in still_open)
    wins = [idea for idea in still_open if idea.get("impact", 0) >= 4 and 1 <= idea.get("effort", 0) <= 2]
    assert len(backlog.quick_wins) == len(wins)
    states = Counter(idea.get("status", "idea") for idea in every)
    assert Counter(record.opportunity.status.value for record in backlog.records) == states
    due = [record.opportunity.due for record in backlog.roadmap if record.opportunity.due]
    assert due == sorted(due)


def test_what_an_opportunity_waits_for(tmp_path: Path) -> None:
    ideas = [
        {"id": "first", "idea": "A", "status": "done"},
        {"id": "second", "idea": "B"},
        {"id": "never", "idea": "C", "status": "rejected"},
        {"id": "last", "idea": "D", "needs": ["first", "second", "never"], "addresses": "slow", "metric": "nps"},
        {"id": "past", "idea": "E", "needs": "second", "status": "done"},
    ]
    said = journey("A", {"title": "S", "pains": {"id": "slow", "what": "Slow"}, "opportunities": ideas}, metrics="NPS")
    backlog = opportunity_register(survey(portfolio(tmp_path, {"a.yaml": said})), TODAY)
    (last,) = backlog.blocked
    assert [placed.noun.id for placed in last.needs] == ["first", "second", "never"]
    assert [placed.noun.id for placed in last.blocked_by] == ["second", "never"]
    assert [placed.noun.id for placed in last.pains] == ["slow"]
    assert last.metric is not None
    assert last.metric.name == "NPS"


@pytest.mark.parametrize(
    ("said", "days_left", "is_late"),
    [
        ({"due": dt.date(2026, 11, 21)}, -1, True),
        ({"due": dt.date(2026, 11, 22)}, 0, False),
        ({"due": dt.date(2026, 11, 30)}, 8, False),
        ({"due": dt.date(2026, 11, 21), "status": "done"}, None, False),
        ({"due": dt.date(2026, 11, 21), "status": "rejected"}, None, False),
        ({}, None, False),
    ],
)
def test_an_opportunity_is_late_from_the_day_after(
    tmp_path: Path, said: dict[str, Any], days_left: int | None, is_late: bool
) -> None:
    ideas = {"title": "S", "opportunities": {"idea": "A", **said}}
    (record,) = opportunity_register(survey(portfolio(tmp_path, {"a.yaml": journey("A", ideas)})), TODAY).records
    assert (record.days_left, record.is_late) == (days_left, is_late)
