"""CSV → a series of measured values."""

from __future__ import annotations

import csv
import math
import re
from typing import TYPE_CHECKING

from cjm_plugin.locale import N_
from cjm_plugin.model.days import day_of

if TYPE_CHECKING:
    from cjm_plugin.model.portfolio import SeriesPoint

_DELIMITERS = (";", "\t", ",")
_NUMBER = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?")
_MAX_ROWS = 100_000


class SeriesError(ValueError):
    """The text is no series; `line` says where, `reason` why ("" when the row itself is at fault)."""

    def __init__(self, line: int, reason: str = "") -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def read_series(text: str) -> tuple[SeriesPoint, ...]:
    """Read CSV with the columns `date,value`, sorted by date; raise SeriesError for anything else.

    Commas, semicolons and tabs part the columns; a decimal comma is understood. Empty rows are skipped.
    """
    header = text.partition("\n")[0]
    delimiter = next((mark for mark in _DELIMITERS if mark in header), ",")
    rows = csv.DictReader(text.splitlines(), delimiter=delimiter, strict=True)
    points = []
    try:
        if not {"date", "value"} <= set(rows.fieldnames or ()):
            raise SeriesError(1, N_("the first line must be `date,value`"))
        for row in rows:
            points.append(_point(row, rows.line_num))
            if len(points) > _MAX_ROWS:
                raise SeriesError(rows.line_num, N_("there are too many rows"))
    except csv.Error as error:
        raise SeriesError(rows.line_num, str(error)) from error
    if not points:
        raise SeriesError(1, N_("there are no rows"))
    return tuple(sorted(points))


def _point(row: dict[str, str | None], line: int) -> SeriesPoint:
    day, value = (row["date"] or "").strip(), (row["value"] or "").strip()
    if not _NUMBER.fullmatch(value):
        raise SeriesError(line)
    number = float(value.replace(",", "."))
    try:
        date = day_of(day)
    except ValueError as error:
        raise SeriesError(line) from error
    if not math.isfinite(number):
        raise SeriesError(line)
    return date, number
