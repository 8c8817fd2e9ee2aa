"""The schedule of a portfolio: who answers for what, and what comes first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cjm_plugin.analysis.review import Freshness
from cjm_plugin.analysis.reviews import ReviewSchedule, review_schedule
from cjm_plugin.model.portfolio import Portfolio
from cjm_plugin.reading.portfolio import read_portfolio
from tests.analysis.journeys import cases

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

TODAY = dt.date(2026, 11, 21)


def scheduled(folder: Path, files: dict[str, Any], today: dt.date = TODAY) -> ReviewSchedule:
    """Return the schedule of a maps folder; titles, and the stages of maps, go without saying."""
    for name, said in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        always = {"title": name} if name.endswith("_collection.yaml") else {"title": name, "stages": ["A"]}
        path.write_text(yaml.safe_dump(always | said, allow_unicode=True), encoding="utf-8")
    reading = read_portfolio(folder, "maps")
    assert not reading.has_errors, reading.diagnostics
    return review_schedule(reading.portfolio, today)


def reviewed(day: str, cycle: str = "1 month", **more: Any) -> dict[str, Any]:
    return {"review": {"last_reviewed": day, "cycle": cycle, **more}}


@pytest.mark.parametrize("case", cases("schedules.yaml"), ids=lambda case: str(case["case"]))
def test_schedules(case: Any, tmp_path: Path) -> None:
    schedule = scheduled(tmp_path, case["files"], case.get("today", TODAY))
    found = [
        [review.entry.key, review.owner, review.state.freshness.value, review.state.due] for review in schedule.reviews
    ]
    assert found == case["schedule"]


def test_reviews_are_grouped_by_owner_in_alphabetical_order_and_nobody_comes_last(tmp_path: Path) -> None:
    files: dict[str, Any] = {
        "a.yaml": {"ownership": "яна"},
        "b.yaml": {"ownership": "Анна", **reviewed("2026-11-01")},
        "c.yaml": {},
        "d.yaml": {"ownership": "Анна", **reviewed("2026-01-01")},
    }
    groups = scheduled(tmp_path, files).by_owner()
    found = [(group.owner, [review.entry.key for review in group.reviews]) for group in groups]
    assert found == [("Анна", ["d", "b"]), ("яна", ["a"]), (None, ["c"])]


def test_reviews_are_grouped_by_the_month_they_are_due_in(tmp_path: Path) -> None:
    files = {
        "never.yaml": {},
        "late.yaml": reviewed("2025-12-31"),
        "second.yaml": reviewed("2026-11-30"),
        "first.yaml": reviewed("2026-11-01"),
        "retired.yaml": reviewed("2026-11-01", status="retired"),
    }
    months = scheduled(tmp_path, files).by_month()
    found = [(str(month.first), [review.entry.key for review in month.reviews]) for month in months]
    assert found == [("2026-01-01", ["late"]), ("2026-12-01", ["first", "second"])]


@pytest.mark.parametrize(
    ("days", "due"),
    [
        (0, ["late", "never", "today"]),
        (13, ["late", "never", "today"]),
        (14, ["late", "never", "today", "soon"]),
        (10_000, ["late", "never", "today", "soon", "later"]),
    ],
)
def test_what_is_due_within_some_days(days: int, due: list[str], tmp_path: Path) -> None:
    files = {
        "late.yaml": reviewed("2026-10-20"),
        "today.yaml": reviewed("2026-10-21"),
        "soon.yaml": reviewed("2026-11-05"),
        "later.yaml": reviewed("2026-11-06"),
        "never.yaml": {"review": {"cycle": "monthly"}},
        "no-cycle.yaml": {"review": {"last_reviewed": "2020-01-01"}},
        "retired.yaml": reviewed("2020-01-01", status="retired"),
    }
    assert [review.entry.key for review in scheduled(tmp_path, files).due_within(days)] == due


def test_a_review_is_found_by_the_key_of_its_map(tmp_path: Path) -> None:
    schedule = scheduled(tmp_path, {"folder/a.yaml": reviewed("2026-11-21")})
    assert schedule.of("folder/a").state.freshness is Freshness.FRESH
    with pytest.raises(KeyError):
        schedule.of("folder/b")


def test_an_empty_portfolio_has_an_empty_schedule() -> None:
    schedule = review_schedule(Portfolio(), TODAY)
    assert (schedule.reviews, schedule.by_owner(), schedule.by_month(), schedule.due_within(99)) == ((), (), (), ())


@given(
    last=st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)),
    today=st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)),
    days=st.integers(0, 500),
)
def test_what_is_overdue_is_due_within_any_number_of_days(
    last: dt.date, today: dt.date, days: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    schedule = scheduled(tmp_path_factory.mktemp("maps"), {"a.yaml": reviewed(last.isoformat())}, today)
    (review,) = schedule.reviews
    due = review.state.due
    assert due is not None
    assert bool(schedule.overdue()) == (due < today)
    assert bool(schedule.due_within(days)) == (due <= today + dt.timedelta(days))
