"""What YAML makes of a word without quotes, with the word itself kept for where text is meant."""

from __future__ import annotations

import math
import re

_NULLS = ("", "~", "null", "Null", "NULL")
_TRUES = ("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON")
_FALSES = ("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF")
_WORDS: dict[str, bool | None] = dict.fromkeys(_NULLS) | dict.fromkeys(_TRUES, True) | dict.fromkeys(_FALSES, False)
_NUMBER_STARTS = frozenset("+-.0123456789")
_INT = re.compile(r"[-+]?[0-9]{1,15}")
_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]{1,3})?")


class WrittenInt(int):
    """A whole number that, as text, is what the author typed: `007`."""

    written: str

    def __str__(self) -> str:
        return self.written


class WrittenFloat(float):
    """A number that, as text, is what the author typed: `1.10`."""

    written: str

    def __str__(self) -> str:
        return self.written


Resolved = str | int | float | bool | None


def resolve(text: str) -> Resolved:
    """Return what a plain (unquoted) scalar stands for.

    Dates stay text, the model reads them; so do numbers that no computer holds (`1e999`, `.nan`).
    """
    if text in _WORDS:
        return _WORDS[text]
    return text if text[0] not in _NUMBER_STARTS else _number(text)


def _number(text: str) -> str | int | float:
    if _INT.fullmatch(text):
        whole = WrittenInt(text)
        whole.written = text
        return whole
    if not _FLOAT.fullmatch(text) or not math.isfinite(float(text)):
        return text
    decimal = WrittenFloat(text)
    decimal.written = text
    return decimal
