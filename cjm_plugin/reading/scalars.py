"""What YAML makes of a word without quotes, with the word itself kept for where text is meant."""

from __future__ import annotations

import re

_NULL = {"", "~", "null", "Null", "NULL"}
_TRUE = {"true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"}
_FALSE = {"false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"}
_INT = re.compile(r"[-+]?\d{1,15}")
_FLOAT = re.compile(r"[-+]?(?:\d+\.\d*|\.\d+|\d+(?=[eE]))(?:[eE][-+]?\d{1,3})?")


class WrittenInt(int):
    """A whole number that remembers how it was written: `007`."""

    written: str


class WrittenFloat(float):
    """A number that remembers how it was written: `1.10`."""

    written: str


Resolved = str | int | float | bool | None


def resolve(text: str) -> Resolved:
    """Return what a plain (unquoted) scalar stands for. Dates stay text: the model reads them."""
    if text in _NULL:
        return None
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    first = text[0]
    if first not in "+-.0123456789":
        return text
    if _INT.fullmatch(text):
        whole = WrittenInt(text)
        whole.written = text
        return whole
    if _FLOAT.fullmatch(text):
        decimal = WrittenFloat(text)
        decimal.written = text
        return decimal
    return text
