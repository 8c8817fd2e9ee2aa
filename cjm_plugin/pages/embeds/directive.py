"""A directive as it is typed: `pains map=home-goods owner="Vera Ivanova"` → words with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import Hint
from cjm_plugin.reading.problems import Problem

_WORD = re.compile(
    r"""
    (?P<name> [^\s="']+ ) \s* = \s*
    (?: "(?P<double>[^"]*)" | '(?P<single>[^']*)' | (?P<bare>[^\s"']\S*) ) (?= \s | $ )
    | (?P<other> "[^"]*"\S* | '[^']*'\S* | \S+ )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a directive; `column` counts its place in the line from 0."""

    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong in a directive; `column` counts its place in the line from 0."""

    problem: Problem
    column: int
    values: Mapping[str, str] = field(default_factory=dict)
    hint: Hint | None = None


@dataclass(frozen=True, slots=True)
class Directive:
    """What is to be embedded, and the options with their values; `column` is where the directive begins."""

    kind: Word
    options: tuple[tuple[Word, Word], ...]
    mistakes: tuple[Mistake, ...] = ()


def read_directive(text: str, start: int = 0) -> Directive:
    """Read what stands behind `::: cjm`; `start` is the column of its first character.

    What cannot be read is told in `mistakes`: words that are no `name=value`, and options that are given twice.
    """
    found = list(_WORD.finditer(text))
    kind = Word("", start + len(text))
    if found and found[0]["other"]:
        first = found.pop(0)
        kind = Word(first[0], start + first.start())
    options = {}
    mistakes = []
    for match in found:
        name = Word(match["name"] or "", start + match.start())
        if not name.text:
            mistakes.append(Mistake(problems.EMBED_FORM, name.column, {"written": match[0]}))
        elif name.text in options:
            mistakes.append(Mistake(problems.EMBED_TWICE, name.column, {"key": name.text}))
        else:
            options[name.text] = (name, _value(match, start))
    return Directive(kind, tuple(options.values()), tuple(mistakes))


def listed(value: Word) -> Iterator[Word]:
    """Yield the values of a list with commas."""
    for match in re.finditer(r"[^,\s][^,]*(?<!\s)", value.text):
        yield Word(match[0].strip(), value.column + match.start())


def _value(match: re.Match[str], start: int) -> Word:
    group = next(name for name in ("double", "single", "bare") if match[name] is not None)
    return Word(match[group], start + match.start(group))
