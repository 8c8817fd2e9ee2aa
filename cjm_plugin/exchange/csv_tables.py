"""Tables as CSV (RFC 4180) that Excel opens with its letters right, and in which nothing is run."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator

from cjm_plugin.exchange.spreadsheet_text import csv_text
from cjm_plugin.exchange.tables import Cell, Link, Table, Value
from cjm_plugin.locale import N_, Interface

_BOM = "\ufeff"
_LINK = N_("{column}: link")


def csv_bytes(table: Table, words: Interface, separator: str = ",") -> bytes:
    """Return a table as UTF-8 with a byte order mark, lines ending in CR LF, days as YYYY-MM-DD.

    A column with links is followed by one with their addresses. With the separator `;`, which Excel wants in languages
    that write a comma in numbers, numbers have that comma too.
    """
    rows = list(table.rows())
    linked = {place for row in rows for place, cell in enumerate(row) if isinstance(cell, Link) and cell.url}
    text = io.StringIO(_BOM, newline="")
    text.seek(0, io.SEEK_END)
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow(_titles(table.titles, linked, words))
    writer.writerows([_written(cell, separator) for cell in _with_links(row, linked)] for row in rows)
    return text.getvalue().encode("utf-8", "replace")


def _titles(titles: tuple[str, ...], linked: set[int], words: Interface) -> Iterator[str]:
    for place, title in enumerate(titles):
        yield title
        if place in linked:
            yield words.text(_LINK).format(column=title)


def _with_links(row: tuple[Cell, ...], linked: set[int]) -> Iterator[Value]:
    for place, cell in enumerate(row):
        yield cell.text if isinstance(cell, Link) else cell
        if place in linked:
            yield cell.url if isinstance(cell, Link) else None


def _written(cell: Value, separator: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return csv_text(cell, separator)
    if isinstance(cell, dt.date):
        return cell.isoformat()
    number = f"{cell:.6f}".rstrip("0").rstrip(".")
    return number.replace(".", ",") if separator == ";" else number
