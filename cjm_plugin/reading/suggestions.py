"""What the author probably meant: near spellings, and letters of another alphabet that look the same."""

from __future__ import annotations

import difflib
import re
import unicodedata
from typing import TYPE_CHECKING

from cjm_plugin.reading.diagnostics import Hint
from cjm_plugin.reading.problems import DID_YOU_MEAN, KNOWN_ARE, LOOK_ALIKE, MIXED_ALPHABETS

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_KNOWN = 12
_LONGEST = 200
_LOOKS_LIKE = str.maketrans("аеёорсхуіјѕԁһкмтнвοαρνικτ", "aeeopcxyijsdhkmthboapvikt")
_WORD = re.compile(r"[^\W\d_]+")


def suggestion(value: str, known: Iterable[str]) -> Hint | None:
    """Return a hint with the known word nearest to `value`, or with all of them when they are few."""
    words = sorted(set(known))
    twin = next((word for word in words if word != value and _skeleton(word) == _skeleton(value)), None)
    if twin and twin.casefold() != value.casefold():
        return Hint(LOOK_ALIKE, {"letters": _foreign(value, twin), "suggestion": twin})
    mixed = _mixed(value)
    if mixed:
        return Hint(MIXED_ALPHABETS, {"letters": mixed})
    by_folded = {word.casefold(): word for word in words}
    near = difflib.get_close_matches(value.casefold()[:_LONGEST], by_folded, n=1, cutoff=0.6)
    if near:
        return Hint(DID_YOU_MEAN, {"suggestion": by_folded[near[0]]})
    if 0 < len(words) <= _MOST_KNOWN:
        return Hint(KNOWN_ARE, {"known": ", ".join(words)})
    return None


def is_sure(hint: Hint | None) -> bool:
    """Whether a hint names what was meant, and not only what there is."""
    return hint is not None and hint.message in {DID_YOU_MEAN, LOOK_ALIKE, MIXED_ALPHABETS}


def _skeleton(word: str) -> str:
    return word[:_LONGEST].casefold().translate(_LOOKS_LIKE)


def _foreign(value: str, twin: str) -> str:
    """Return the letters of `value` that are not those of its twin."""
    return "".join(dict.fromkeys(one for one, other in zip(value, twin, strict=False) if one != other))


def _mixed(value: str) -> str:
    """Return the rarer letters of a word that mixes two alphabets; "" when none does."""
    for word in _WORD.findall(value[:_LONGEST]):
        by_alphabet: dict[str, list[str]] = {}
        for letter in word:
            by_alphabet.setdefault(unicodedata.name(letter, "").partition(" ")[0], []).append(letter)
        alphabets = by_alphabet.keys() & {"LATIN", "CYRILLIC", "GREEK"}
        if len(alphabets) > 1:
            rarer = min(sorted(alphabets), key=lambda alphabet: len(by_alphabet[alphabet]))
            return "".join(dict.fromkeys(by_alphabet[rarer]))
    return ""
