"""The day a check is made for."""

from __future__ import annotations

import datetime as dt
import os

VARIABLE = "SOURCE_DATE_EPOCH"


def check_day(given: dt.date | None) -> dt.date:
    """Return the given day, else that of SOURCE_DATE_EPOCH, else the current one.

    Raises ValueError when SOURCE_DATE_EPOCH is not a moment. https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get(VARIABLE)
    if given or not epoch:
        return given or dt.date.today()  # noqa: DTZ011 - the reader's calendar, not an instant
    try:
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(f"{VARIABLE} must be a number of seconds, not {epoch!r}") from error
