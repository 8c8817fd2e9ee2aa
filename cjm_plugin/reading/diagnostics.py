"""Diagnostics: what was found, where, and how it is told. One place writes them out."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from cjm_plugin.reading.problems import DID_YOU_MEAN, KNOWN_ARE, Level, Problem

Translate = Callable[[str], str]

_LONGEST_VALUE = 80
_MOST_KNOWN = 12
_WRITTEN_BY_US = {"choices", "known", "reason", "other"}


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file; line and column count from 1, the column in characters."""

    line: int
    column: int


TOP = Position(1, 1)


@dataclass(frozen=True, slots=True)
class Hint:
    """How to mend it: a translatable template and what to fill in."""

    message: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem at one place. `path` is shown as it is: relative, with slashes."""

    problem: Problem
    path: str
    position: Position
    values: Mapping[str, str] = field(default_factory=dict)
    hint: Hint | None = None

    @property
    def is_error(self) -> bool:
        """Whether it stops a build."""
        return self.problem.level is Level.ERROR

    def message(self, translate: Translate) -> str:
        """Return message and hint, without place and code."""
        values = {**self.values, "reason": translate(self.values["reason"])} if "reason" in self.values else self.values
        text = _filled(translate(self.problem.message), values)
        if self.hint is None:
            return text
        return f"{text}; {_filled(translate(self.hint.message), self.hint.values)}"

    def line(self, translate: Translate) -> str:
        """Return the whole report: `maps/x.yaml:23:7: CJM012 unknown channel …`."""
        place = f"{harmless(self.path)}:{self.position.line}:{self.position.column}"
        return f"{place}: {self.problem.code} {self.message(translate)}"


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by file and place, each diagnostic once."""
    unique = {(d.path, d.position, d.problem.code, tuple(sorted(d.values.items()))): d for d in diagnostics}
    return tuple(unique[key] for key in sorted(unique))


def suggestion(value: str, known: Iterable[str]) -> Hint | None:
    """Return a hint with the known word nearest to `value`, or with all of them when they are few."""
    words = sorted(set(known))
    by_folded = {word.casefold(): word for word in words}
    near = difflib.get_close_matches(value.casefold()[:200], by_folded, n=1, cutoff=0.6)
    if near:
        return Hint(DID_YOU_MEAN, {"suggestion": by_folded[near[0]]})
    if 0 < len(words) <= _MOST_KNOWN:
        return Hint(KNOWN_ARE, {"known": ", ".join(words)})
    return None


def harmless(text: str) -> str:
    """Return text of a user so that it can neither move the cursor nor reorder the line."""
    return "".join(
        char if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} else f"\\u{ord(char):04x}"
        for char in text
    )


def _filled(template: str, values: Mapping[str, str]) -> str:
    return template.format_map({key: harmless(_cut(key, value)) for key, value in values.items()})


def _cut(key: str, value: str) -> str:
    if key in _WRITTEN_BY_US or len(value) <= _LONGEST_VALUE:
        return value
    return value[: _LONGEST_VALUE - 1] + "…"
