"""Which encoding a file that is not UTF-8 probably has, told from its letters; short files too."""

from __future__ import annotations

import re

_BOMS = {b"\xff\xfe\x00\x00": "UTF-32", b"\x00\x00\xfe\xff": "UTF-32", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_SAMPLE_BYTES = 20_000
_CYRILLIC = ("cp1251", "koi8-r", "cp866", "mac-cyrillic")
_LATIN = ("cp1252",)
_WORD = re.compile(r"[^\W\d_]+")
_RUSSIAN = re.compile(r"[А-ЯЁ]?[а-яё]+|[А-ЯЁ]+")
_FREQUENT = frozenset("оеаинтсрвлОЕАИНТСРВЛ")
_WESTERN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸ]+")


def likely_encoding(data: bytes) -> str:
    """Return the name of the most likely encoding; "" when the bytes look like no text we know."""
    for bom, name in _BOMS.items():
        if data.startswith(bom):
            return name
    sample = data[:_SAMPLE_BYTES]
    if _is_wide(sample):
        return "UTF-16"
    scores = {name: _score(sample, name) for name in (*_CYRILLIC, *_LATIN)}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > 0 else ""


def _is_wide(data: bytes) -> bool:
    """Tell UTF-16: every ASCII character brings a NUL, all of them before or all of them after their characters."""
    even, odd = data[::2].count(b"\0"), data[1::2].count(b"\0")
    return (even + odd) * 8 > len(data) and (not even or not odd)


def _score(data: bytes, encoding: str) -> float:
    """Count the letters beyond ASCII in words that could be real, less those in words that could not."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return -1
    total = -sum(1.0 for char in text if ord(char) > 127 and not char.isalpha() and char not in "«»„“”’—–№…\u00a0")
    for word in _WORD.findall(text):
        letters = [char for char in word if ord(char) > 127]
        if encoding in _LATIN:
            real = bool(_WESTERN.fullmatch(word)) and len(letters) * 2 <= len(word)
            total += len(letters) * (1 if real else -1)
        else:
            real = bool(_RUSSIAN.fullmatch(word))
            frequent = sum(char in _FREQUENT for char in word)
            total += (len(letters) + frequent) / 2 if real else -len(letters)
    return total
