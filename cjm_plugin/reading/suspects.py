"""Texts that YAML accepts and nobody meant: a space that is missing, a line that slid into the one above."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cjm_plugin.locale import N_
from cjm_plugin.model.catalog import Catalog
from cjm_plugin.model.collection import Collection
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.persona import Persona
from cjm_plugin.model.shape import nouns_of
from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import Diagnostic, Hint, Position

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_plugin.reading.problems import Problem

KEYS: Final = frozenset(
    key for top in (JourneyMap, Persona, Catalog, Collection) for noun in nouns_of(top) for key in noun.accepted_keys()
)
"""All keys of the format."""

GLUED_KEY: Final = re.compile(r"([a-z_]+):(?=[^\s/\\:])")
GLUED_DASH: Final = re.compile(r"-[^\W\d]")

FOREIGN_SPACES: Final = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
"""Characters that look like a space, for the brackets of a pattern."""

FOREIGN_SPACE: Final = N_("a special space, such as a no-break space, stands where YAML wants a plain one")

BULLET: Final = re.compile(r"(?:[\u2010-\u2015\u2212\u2022\u00b7\u25aa\u25cf\u25e6]|[0-9]{1,3}[.)])\s+")
"""What programs for writing texts make of the `- ` of a list."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """Something that is probably a slip, and where."""

    problem: Problem
    position: Position
    values: dict[str, str]
    hint: Hint

    def at(self, path: str) -> Diagnostic:
        """Return the diagnostic for a file."""
        return Diagnostic(self.problem, path, self.position, self.values, self.hint)


def suspicious_text(raw: str, start: Position, lines: Sequence[str]) -> Suspect | None:
    """Judge a text without quotes that begins at `start`, in the first of `lines`, and ends in the last."""
    first, *further_lines = lines
    alone = not first[: start.column - 1].strip()
    suspect = _glued(raw, start) if alone or not raw.startswith("-") else None
    if suspect:
        return suspect
    for number, line in enumerate(further_lines, start.line + 1):
        content = line.lstrip()
        place = Position(number, len(line) - len(content) + 1)
        suspect = _glued(content, place)
        if suspect:
            return suspect
        if content.startswith("- "):
            return Suspect(problems.SWALLOWED, place, {"line": str(start.line)}, Hint(problems.LINE_UP_DASHES))
        if BULLET.match(content) and BULLET.match(raw):
            return Suspect(problems.SWALLOWED, place, {"line": str(start.line)}, Hint(problems.WRITE_DASH))
    return None


def _glued(text: str, place: Position) -> Suspect | None:
    key = GLUED_KEY.match(text)
    if key and key[1] in KEYS:
        return space_after_colon(key[1], place)
    return space_after_dash(place) if GLUED_DASH.match(text) else None


def space_after_colon(key: str, place: Position) -> Suspect:
    """Return what to say of `title:Text`; `place` is that of the key."""
    return Suspect(problems.SPACE_AFTER_COLON, place, {"key": key}, Hint(problems.WRITE_KEY, {"key": key}))


def space_after_dash(place: Position) -> Suspect:
    """Return what to say of `-Text`; `place` is that of the dash."""
    return Suspect(problems.SPACE_AFTER_DASH, place, {}, Hint(problems.WRITE_DASH))
