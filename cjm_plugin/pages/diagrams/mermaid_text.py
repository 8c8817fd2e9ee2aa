"""Text a person typed, made safe to stand inside a Mermaid ``journey`` diagram.

Mermaid has no quoting: ``# ; : ,`` end a label, ``%%{…}%%`` anywhere is configuration, and a line
beginning with ``section`` or ``title`` is syntax whoever wrote it. It has character codes, though:
``#1055;`` is drawn as ``П``. So what is not plainly a letter or a digit is written as its code,
and the result needs no HTML escaping either.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

_LINE_AND_SPACE = re.compile(r"[\t\n\v\f\r \x1c-\x1f\x85\u2028\u2029]+")
_NOT_SHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_CODE = re.compile(r"#(\d+);")
_CATEGORIES_IN_NAMES = frozenset(("Mn", "Mc", "So", "Pd", "Pi", "Pf"))
# While it draws, Mermaid writes the code 35 as "ﬂ°°35¶ß"; these open such a placeholder.
_PLACEHOLDER = frozenset("\ufb02\u00b0")
_NO_BREAK_SPACE = "\u00a0"
_MOST_REMEMBERED = 10_000


@lru_cache(_MOST_REMEMBERED)
def readable(text: str) -> str:
    """Return what a reader is to see: one line, single spaces, nothing HTML cannot show.

    Non-breaking spaces, direction marks and joiners stay. Lone surrogates and control characters
    become U+FFFD: HTML drops the former and turns some of the latter into other characters.
    """
    return _NOT_SHOWN.sub("\ufffd", _LINE_AND_SPACE.sub(" ", text).strip(" "))


def label(text: str, *, twin: int = 0) -> str:
    """Return ``text`` as a title, section or task of a journey, drawn exactly as written.

    The result holds only letters, digits, single spaces and ``#…;`` codes, all on one line, and
    begins with a code, so that no word of it can be taken for syntax. Empty text gives a no-break
    space, as Mermaid refuses an empty label.

    Each ``twin`` number spells the same visible text differently: Mermaid takes two sections or
    actors for one when their source is equal.
    """
    shown = readable(text) or _NO_BREAK_SPACE
    return _code(shown[0], twin) + "".join(map(_in_label, shown[1:]))


def actor_name(name: str, *, twin: int = 0) -> str:
    """Return ``name`` as one actor in the list behind a task's score.

    As `label`, but with as few codes as is safe: Mermaid measures the legend before it decodes
    them, so that every code widens the left margin by some fifty pixels for nothing. No word is
    syntax in that list, hence the first character may stay as it is.
    """
    shown = readable(name) or _NO_BREAK_SPACE
    first = _code(shown[0], twin) if twin else _in_name(shown[0])
    return first + "".join(map(_in_name, shown[1:]))


def while_drawing(encoded: str) -> str:
    """Return the form in which Mermaid sorts and measures an encoded text."""
    return _CODE.sub("\ufb02\u00b0\u00b0\\1\u00b6\u00df", encoded)


def decoded(encoded: str) -> str:
    """Return the text a browser shows for an encoded one."""
    return _CODE.sub(lambda code: chr(int(code[1])), encoded)


@cache
def _in_label(char: str) -> str:
    # Beyond U+FFFF lie no letters worth the doubt whether Mermaid takes them for two.
    is_plain = char == " " or (char.isalnum() and char < "\U00010000" and char not in _PLACEHOLDER)
    return char if is_plain else _code(char)


@cache
def _in_name(char: str) -> str:
    is_harmless = char in "()." or unicodedata.category(char) in _CATEGORIES_IN_NAMES
    return char if is_harmless and char not in _PLACEHOLDER else _in_label(char)


def _code(char: str, twin: int = 0) -> str:
    # Leading zeros change the spelling, not the character.
    return f"#{'0' * twin}{ord(char)};"
