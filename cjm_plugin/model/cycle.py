"""The review cycle: how long a map may be trusted after a review."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Any

from dateutil.relativedelta import relativedelta
from pydantic import PlainSerializer, PlainValidator
from pydantic_core import PydanticCustomError

from cjm_plugin.model.shape import Plain

_WORDS = {
    "weekly": "P7D",
    "monthly": "P1M",
    "quarterly": "P3M",
    "half-yearly": "P6M",
    "yearly": "P12M",
    "annually": "P12M",
    "еженедельно": "P7D",
    "ежемесячно": "P1M",
    "ежеквартально": "P3M",
    "раз в квартал": "P3M",
    "раз в полгода": "P6M",
    "ежегодно": "P12M",
    "раз в год": "P12M",
}
_UNITS = (
    (r"days?|день|дня|дней", "days", 1),
    (r"weeks?|недел[яиью]|недель", "days", 7),
    (r"months?|месяц|месяца|месяцев", "months", 1),
    (r"quarters?|квартал|квартала|кварталов", "months", 3),
    (r"years?|год|года|лет", "months", 12),
)
_ISO = re.compile(r"P(?:([0-9]{1,3})Y)?(?:([0-9]{1,4})M)?(?:([0-9]{1,4})W)?(?:([0-9]{1,5})D)?", re.IGNORECASE)
_COUNTED = re.compile(r"(?:([0-9]{1,5})\s+)?([^\W\d]+)")


@dataclass(frozen=True, slots=True)
class Cycle:
    """A span of whole months and days; `text` is how the author wrote it."""

    months: int
    days: int
    text: str

    def after(self, day: dt.date) -> dt.date:
        """Return the day one cycle after `day`; a 31st becomes the last day of a shorter month."""
        try:
            return day + relativedelta(months=self.months, days=self.days)
        except (OverflowError, ValueError):
            return dt.date.max


def parse_cycle(text: str) -> Cycle:
    """Read `3 months`, `90 days`, `quarterly`, `P3M`, `3 месяца`; raise ValueError for anything else."""
    words = " ".join(text.casefold().split())
    iso = _ISO.fullmatch(_WORDS.get(words, words))
    if iso and any(iso.groups()):
        years, months, weeks, days = (int(part or 0) for part in iso.groups())
        return _positive(Cycle(12 * years + months, 7 * weeks + days, text))
    counted = _COUNTED.fullmatch(words)
    if counted:
        count = int(counted[1] or 1)
        for pattern, unit, factor in _UNITS:
            if re.fullmatch(pattern, counted[2]):
                span = count * factor
                return _positive(Cycle(span, 0, text) if unit == "months" else Cycle(0, span, text))
    raise ValueError(text)


def _positive(cycle: Cycle) -> Cycle:
    if not cycle.months and not cycle.days:
        raise ValueError(cycle.text)
    return cycle


def _validated(value: Any) -> Cycle:
    if isinstance(value, Cycle):
        return value
    try:
        return parse_cycle(value if isinstance(value, str) else "")
    except ValueError as error:
        raise PydanticCustomError("bad_cycle", "not a review cycle") from error


ReviewCycle = Annotated[
    Cycle,
    PlainValidator(_validated),
    PlainSerializer(lambda cycle: cycle.text, return_type=str),
    Plain.CYCLE,
]
"""How often something is reviewed; kept as the author wrote it."""
