"""What options take that click has no type for: days, and spans as the format writes them."""

from __future__ import annotations

import datetime as dt
import re

import click

from cjm_plugin.model.cycle import Cycle, parse_cycle
from cjm_plugin.model.days import day_of

_SHORT_SPAN = re.compile(r"([0-9]{1,5}) ?([dwmy])")


def day(value: str | dt.date) -> dt.date:
    """Read `2026-09-15`; raise click's BadParameter for anything else."""
    if isinstance(value, dt.date):
        return value
    try:
        return day_of(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a day such as 2026-09-15") from error


def span(value: str | Cycle) -> Cycle:
    """Read `30d`, `2w`, `1m`, `1y`, or a span as review cycles are written: `1 month`, `quarterly`, `P3M`.

    A short one may be of no days at all: `0d`. Raises click's BadParameter for anything else.
    """
    if isinstance(value, Cycle):
        return value
    short = _SHORT_SPAN.fullmatch(value.strip().lower())
    if short:
        count = int(short[1])
        months = {"m": count, "y": 12 * count}.get(short[2], 0)
        return Cycle(months, {"d": count, "w": 7 * count}.get(short[2], 0), value)
    try:
        return parse_cycle(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a span such as 30d, 2w, '3 months' or quarterly") from error
