"""Review cycles."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from cjm_plugin.model.cycle import Cycle, parse_cycle


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        ("3 months", 3, 0),
        ("1 Month", 1, 0),
        ("month", 1, 0),
        ("90 days", 0, 90),
        ("2 weeks", 0, 14),
        ("2 quarters", 6, 0),
        ("1 year", 12, 0),
        ("quarterly", 3, 0),
        ("Annually", 12, 0),
        ("half-yearly", 6, 0),
        ("P3M", 3, 0),
        ("p1y2m3w4d", 14, 25),
        ("3 месяца", 3, 0),
        ("90 дней", 0, 90),
        ("21 день", 0, 21),
        ("2  недели", 0, 14),
        ("раз в полгода", 6, 0),
        ("ежеквартально", 3, 0),
    ],
)
def test_spans(text: str, months: int, days: int) -> None:
    assert parse_cycle(text) == Cycle(months, days, text)


@pytest.mark.parametrize(
    "text", ["", "sometimes", "0 days", "P0D", "P", "90", "-3 months", "3.5 months", "3 moons", "months 3"]
)
def test_what_is_no_cycle(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text) or "^$"):
        parse_cycle(text)


@pytest.mark.parametrize(
    ("text", "day", "after"),
    [
        ("1 month", "2026-01-31", "2026-02-28"),
        ("1 month", "2028-01-31", "2028-02-29"),
        ("3 months", "2026-11-30", "2027-02-28"),
        ("1 year", "2028-02-29", "2029-02-28"),
        ("90 days", "2026-12-31", "2027-03-31"),
        ("1 day", "9999-12-31", "9999-12-31"),
        ("99999 days", "9999-01-01", "9999-12-31"),
        ("99999 years", "2026-01-01", "9999-12-31"),
    ],
)
def test_the_day_after_a_cycle(text: str, day: str, after: str) -> None:
    assert parse_cycle(text).after(dt.date.fromisoformat(day)) == dt.date.fromisoformat(after)
