"""Series of measured values."""

from __future__ import annotations

import datetime as dt

import pytest

from cjm_plugin.reading.series import SeriesError, read_series

JANUARY, FEBRUARY = dt.date(2026, 1, 31), dt.date(2026, 2, 28)


@pytest.mark.parametrize(
    "text",
    [
        "date,value\n2026-01-31,3.5\n2026-02-28,4\n",
        "date;value\r\n2026-02-28;4\r\n2026-01-31;3,5\r\n",
        "value\tdate\tnote\n4\t2026-02-28\tx\n3.5\t2026-01-31\t\n\n",
        'date,value\n"2026-01-31"," 3.5 "\n2026-02-28,+4',
    ],
    ids=["commas", "semicolons, any order", "tabs, other columns", "quotes"],
)
def test_series(text: str) -> None:
    assert read_series(text) == ((JANUARY, 3.5), (FEBRUARY, 4.0))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("day,value\n2026-01-31,3\n", 1),
        ("date,value\n", 1),
        ("date,value\n2026-01-31\n", 2),
        ("date,value\n2026-01-31,3\n2026-02-30,3\n", 3),
        ("date,value\n31.01.2026,3\n", 2),
        ("date,value\n20260131,3\n", 2),
        ("date,value\n2026-01-31,nan\n", 2),
        ("date,value\n2026-01-31,1e9\n", 2),
        ("date,value\n2026-01-31," + "9" * 400 + "\n", 2),
        ("date,value\n2026-01-31," + "x" * 200_000 + "\n", 1),
    ],
)
def test_what_is_no_series(text: str, line: int) -> None:
    with pytest.raises(SeriesError) as caught:
        read_series(text)
    assert caught.value.line == line
