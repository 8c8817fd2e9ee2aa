"""Diagnostics: what was found, where, and how it is told. One place writes them out."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cjm_plugin.reading.problems import TOO_MANY, Level, Problem

Translate = Callable[[str], str]

_LONGEST_VALUE = 80
_WRITTEN_BY_US = {"choices", "files", "known", "reason", "other", "suggestion"}


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

    def text(self, translate: Translate) -> str:
        """Return the hint in words."""
        return told(self.message, self.values, translate)


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
        text = told(self.problem.message, self.values, translate)
        return text if self.hint is None else f"{text}; {self.hint.text(translate)}"

    def line(self, translate: Translate) -> str:
        """Return the whole report: `maps/x.yaml:23:7: CJM012 unknown channel …`."""
        place = f"{harmless(self.path)}:{self.position.line}:{self.position.column}"
        return f"{place}: {self.problem.code} {self.message(translate)}"


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by file and place, each diagnostic once."""
    unique = {(d.path, d.position, d.problem.code, tuple(sorted(d.values.items()))): d for d in diagnostics}
    return tuple(unique[key] for key in sorted(unique))


def joined(causes: Sequence[Diagnostic], effects: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return both, without the effects that stand in the place of a cause."""
    places = {cause.position for cause in causes}
    return (*causes, *(effect for effect in effects if effect.position not in places))


def at_most(number: int, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the first diagnostics of one file; when there are more, say so instead of the rest."""
    for count, diagnostic in enumerate(diagnostics):
        if count == number:
            yield Diagnostic(TOO_MANY, diagnostic.path, TOP)
            return
        yield diagnostic


def harmless(text: str) -> str:
    """Return text of a user so that it can neither move the cursor nor reorder the line."""
    if text.isprintable():
        return text
    return "".join(
        char if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} else f"\\u{ord(char):04x}"
        for char in text
    )


def told(message: str, values: Mapping[str, str], translate: Translate) -> str:
    """Return a message in the language of `translate`; values of users are cut and can do no harm."""
    if "reason" in values:
        values = {**values, "reason": translate(values["reason"])}
    return translate(message).format_map({key: harmless(_cut(key, value)) for key, value in values.items()})


def _cut(key: str, value: str) -> str:
    if key in _WRITTEN_BY_US or len(value) <= _LONGEST_VALUE:
        return value
    return value[: _LONGEST_VALUE - 1] + "…"
