"""A register as a table, for all programs that calculate with tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar
from urllib.parse import quote

from cjm_plugin.exchange.published_site import ascii_url
from cjm_plugin.exchange.spreadsheet_text import cell_text
from cjm_plugin.locale import N_, Interface
from cjm_plugin.pages.labels import LABELS

R = TypeVar("R")

UrlOf = Callable[[str], str | None]
"""Returns the full address of the page with this key, None when it is not known or there is no such page."""

SEVERAL = "; "
YES, NO = N_("yes"), N_("no")


class Form(StrEnum):
    """How the numbers of a column are written, as spreadsheets have it."""

    PLAIN = "General"
    SCORE = "0.0"
    PERCENT = "0%"


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads somewhere; `url` is a full address."""

    text: str
    url: str | None


Value: TypeAlias = str | float | dt.date | None
"""A text, a number, a day, or nothing."""

Cell: TypeAlias = Value | Link
"""What a cell holds."""

Told: TypeAlias = Cell | bool | StrEnum | Iterable[str]
"""What a column tells of a record; words of the interface are put for what is no text of users."""


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column; `title` is translatable, `width` in characters."""

    title: str
    width: int
    tell: Callable[[R], Told]
    form: Form = Form.PLAIN


@dataclass(frozen=True, slots=True)
class Table:
    """A table in one language; `titles`, `widths` and `forms` are those of the columns. Rows are made when read."""

    name: str
    titles: tuple[str, ...]
    widths: tuple[int, ...]
    forms: tuple[Form, ...]
    rows: Callable[[], Iterator[tuple[Cell, ...]]]


def table(name: str, columns: Iterable[Column[R]], records: Iterable[R], words: Interface) -> Table:
    """Return the table of some records in the language of `words`; `name` is translatable."""
    every = tuple(columns)
    known = tuple(records)
    return Table(
        words.text(name),
        tuple(words.text(column.title) for column in every),
        tuple(column.width for column in every),
        tuple(column.form for column in every),
        lambda: (tuple(_cell(column.tell(record), words) for column in every) for record in known),
    )


def linked(text: str, url_of: UrlOf, key: str, anchor: str = "") -> Link:
    """Return a text that leads to a place on a page of ours."""
    url = url_of(key)
    return Link(text, url and ascii_url(url) + (f"#{quote(anchor)}" if anchor else ""))


def _cell(told: Told, words: Interface) -> Cell:
    if isinstance(told, str):  # most are
        return words.text(LABELS[told]) if isinstance(told, StrEnum) else cell_text(told)
    match told:
        case bool():
            return words.text(YES if told else NO)
        case Link(text, url):
            return Link(cell_text(text), url)
        case None | float() | int() | dt.date():
            return told
    return cell_text(SEVERAL.join(cell_text(text) for text in told))
