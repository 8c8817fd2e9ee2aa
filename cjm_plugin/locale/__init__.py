"""Translations of the interface, and how a language writes dates, numbers and plurals."""

from __future__ import annotations

import gettext
import sys
from dataclasses import dataclass
from decimal import localcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.numbers import format_decimal

if TYPE_CHECKING:
    import datetime as dt

DOMAIN = "cjm_plugin"
LANGUAGES = ("en", "ru")
FALLBACK = "en"

_MOST_DIGITS = sys.float_info.max_10_exp + 10
"""Babel rounds to six decimals, and refuses numbers of more digits than Python counts with, which are 28."""

_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_DATE_PATTERNS = {
    "en": f"d{_NO_BREAK_SPACE}MMM y",
    "ru": f"d{_NO_BREAK_SPACE}MMMM y{_NO_BREAK_SPACE}'г.'",
}
_SHORT_DATE_PATTERNS = {"en": "d MMM y", "ru": "dd.MM.y"}


def N_(message: str) -> str:  # noqa: N802 - the name that message extraction looks for
    """Mark a text for translation where it is written, before its language is known."""
    return message


@dataclass(frozen=True, slots=True)
class Interface:
    """The words of one language."""

    language: str
    translations: gettext.NullTranslations

    def text(self, message: str) -> str:
        """Return the translation of `message`, or `message` itself."""
        return self.translations.gettext(message) if message else ""

    def plural(self, singular: str, plural: str, count: int) -> str:
        """Return the form that goes with `count`, the number filled in for `{count}`."""
        return self.translations.ngettext(singular, plural, count).format(count=count)

    def date(self, day: dt.date) -> str:
        """Write a day as people read it: `15 сентября 2026 г.`, `15 Sep 2026`."""
        return format_date(day, _DATE_PATTERNS[self.language], locale=self.language)

    def short_date(self, day: dt.date) -> str:
        """Write a day in few letters: `15.09.2026`, `15 Sep 2026`."""
        return format_date(day, _SHORT_DATE_PATTERNS[self.language], locale=self.language)

    def number(self, value: float) -> str:
        """Write a number with at most six decimals, as the language does."""
        positive_zero = 0.0
        rounded = round(value, 6) + positive_zero
        with localcontext(prec=_MOST_DIGITS):
            return format_decimal(rounded, format="#,##0.######", locale=self.language)

    def signed(self, points: float) -> str:
        """Write a change of a score with its sign, to one decimal."""
        rounded = round(points, 1)
        sign = "+" if rounded > 0 else "\N{MINUS SIGN}" if rounded < 0 else "\N{PLUS-MINUS SIGN}"
        return sign + self.number(abs(rounded))

    def percent(self, share: float) -> str:
        """Write a share (0–1) in whole percent."""
        space = _NO_BREAK_SPACE if self.language == "ru" else ""
        # Without the error of binary fractions: 0.37499999999999994 is three eighths.
        return f"{round(round(share * 100, 6))}{space}%"


def supported(language: str | None) -> str | None:
    """Return the language of the interface for a tag such as `ru-RU`; None when there is none."""
    base = (language or "").replace("_", "-").partition("-")[0].lower()
    return base if base in LANGUAGES else None


@cache
def interface(language: str | None) -> Interface:
    """Return the interface in `language`, or in English when it is not translated."""
    name = supported(language) or FALLBACK
    folder = Path(__file__).parent
    return Interface(name, gettext.translation(DOMAIN, folder, languages=[name], fallback=True))
