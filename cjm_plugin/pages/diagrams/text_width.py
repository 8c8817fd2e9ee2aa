"""How wide a text is drawn and how it wraps, judged without a browser.

The page's font is unknown when the page is built, so the widths are those of the widest font in
common use (Verdana and its twin DejaVu Sans). A narrower font leaves some room.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

# Ems, by class of character: about the widest of each class in DejaVu Sans.
_NARROW_EMS, _PLAIN_EMS, _CAPITAL_EMS, _WIDE_EMS, _PICTOGRAM_EMS = 0.42, 0.66, 0.80, 1.05, 1.4
_BOLD = 1.16
_MOST_REMEMBERED = 10_000

_NARROW = frozenset("iljtfI|.,:;'!()[]/\\- \u00a0\u00b7\u2018\u2019\u0456\u0457")
_WIDE = frozenset("mwMW@%&#^+=<>~\u00c6\u00e6\u0152\u0153\u2014\u2026\u2030\u2116\u2192жфшщыюъмцљњЖФШЩЫЮЪМДЦЉЊ")


@dataclass(frozen=True)
class Wrapped:
    """How a text falls into lines: how many, and whether a word had to be broken for it."""

    lines: int
    breaks_a_word: bool


@dataclass(frozen=True)
class MeasuredText:
    """The widths in pixels of a text's words, of a space, and of the widest character there is."""

    words: tuple[float, ...]
    space: float
    widest_character: float

    def wrap(self, width: float) -> Wrapped:
        """Return how the text wraps in a box of ``width`` pixels (CSS ``overflow-wrap``)."""
        lines, used, breaks_a_word = 1, 0.0, False
        for word in self.words:
            if used and used + self.space + word > width:
                lines, used = lines + 1, 0.0
            if word > width:
                breaks_a_word = True
                lines += math.ceil(word / max(width - self.widest_character, 1.0)) - 1
                used = width
            else:
                used += word + (self.space if used else 0.0)
        return Wrapped(lines, breaks_a_word)


def measure(text: str, font_px: float, *, bold: bool = False) -> MeasuredText:
    """Return the widths of ``text``, one line of single spaces, at a size of ``font_px`` pixels."""
    em = font_px * (_BOLD if bold else 1.0)
    return MeasuredText(
        words=tuple(_ems(word) * em for word in text.split(" ")),
        space=_NARROW_EMS * em,
        widest_character=_PICTOGRAM_EMS * em,
    )


def text_width(text: str, font_px: float) -> float:
    """Return the width in pixels of ``text`` on one line at a size of ``font_px`` pixels."""
    return _ems(text) * font_px


def fitted(text: str, width: float, font_px: float) -> str:
    """Return ``text``, cut with an ellipsis if it would be wider than ``width`` pixels on one line."""
    if text_width(text, font_px) <= width:
        return text
    room = width - text_width("…", font_px)
    end = 0
    for char in text:
        room -= _character_ems(char) * font_px
        if room < 0:
            break
        end += 1
    return text[:end].rstrip() + "…"


@lru_cache(_MOST_REMEMBERED)
def _ems(text: str) -> float:
    # Words come again and again, on one map and from map to map.
    return sum(map(_character_ems, text))


@cache
def _character_ems(char: str) -> float:
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf"):
        return 0.0
    if category == "So" or unicodedata.east_asian_width(char) in "WF":
        return _PICTOGRAM_EMS
    if char in _NARROW:
        return _NARROW_EMS
    if char in _WIDE:
        return _WIDE_EMS
    if char.isupper():
        return _CAPITAL_EMS
    return _PLAIN_EMS if char.isascii() or "\u0400" <= char <= "\u04ff" else _WIDE_EMS
