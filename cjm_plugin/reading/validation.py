"""A tree of nodes → a model, or diagnostics with the place of everything that does not fit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import ValidationError

from cjm_plugin.model.base import Noun
from cjm_plugin.model.shape import shape_at
from cjm_plugin.model.stage import Stage, Step
from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import Diagnostic, Hint, Position
from cjm_plugin.reading.misfits import Misfit, judge
from cjm_plugin.reading.nodes import Mapping, Scalar, find, to_data
from cjm_plugin.reading.suggestions import is_sure, suggestion
from cjm_plugin.reading.suspects import BULLET, FOREIGN_SPACE, FOREIGN_SPACES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

    from cjm_plugin.model.walk import Loc

N = TypeVar("N", bound=Noun)

MOST_PROBLEMS = 50
"""So many problems of one file are told; more would not be read, and take long to explain."""

_FOREIGN_SPACE = re.compile(f"[{FOREIGN_SPACES}]")
_OTHER_WORDS = {
    "name": "title",
    "description": "summary",
    "persona": "personas",
    "pain_points": "pains",
    "painpoints": "pains",
    "problems": "pains",
    "ideas": "opportunities",
    "solutions": "opportunities",
    "emotion": "feels",
    "emotions": "feels",
    "feelings": "feels",
    "thoughts": "thinks",
    "actions": "steps",
    "tasks": "steps",
    "rating": "score",
    "expectations": "expects",
    "owner": "ownership",
    "deadline": "due",
    "touch_points": "touchpoints",
    "phases": "stages",
    "cycle": "review",
}


@dataclass(frozen=True, slots=True)
class Validated(Generic[N]):
    """The model, None when something does not fit, and what was found."""

    noun: N | None
    diagnostics: tuple[Diagnostic, ...]


def validate(root: Mapping, noun: type[N], shown_path: str) -> Validated[N]:
    """Make a model of a tree; what does not fit is reported at its place, at most MOST_PROBLEMS of it."""
    try:
        return Validated(noun.model_validate(to_data(root)), ())
    except ValidationError as error:
        reporter = _Reporter(root, noun, shown_path)
        details = error.errors(include_url=False)
        return Validated(None, tuple(islice(reporter.diagnostics(details), MOST_PROBLEMS + 1)))


@dataclass(frozen=True, slots=True)
class _Reporter:
    """Turns pydantic's complaints about one file into diagnostics."""

    root: Mapping
    noun: type[Noun]
    path: str

    def diagnostics(self, details: list[ErrorDetails]) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each complaint, save those that follow from another one."""
        mistyped = {}
        for detail in details[: MOST_PROBLEMS + 1]:
            if detail["type"] == "extra_forbidden":
                loc = detail["loc"]
                unknown = self._unknown_key(loc)
                if unknown.hint and is_sure(unknown.hint):
                    mistyped[(*loc[:-1], unknown.hint.values.get("suggestion", ""))] = loc
                elif len(getattr(find(self.root, loc[:-1])[1], "entries", ())) == 1:
                    mistyped[(*loc[:-1], "")] = loc
                yield unknown
        for detail in details[: MOST_PROBLEMS + 1]:
            loc = detail["loc"]
            follows = detail["type"] == "missing" and ((*loc[:-1], "") in mistyped or loc in mistyped)
            if detail["type"] != "extra_forbidden" and not follows:
                yield self._diagnostic(detail)

    def _diagnostic(self, detail: ErrorDetails) -> Diagnostic:
        loc: Loc = detail["loc"]
        position, node = find(self.root, loc)
        if detail["type"] == "missing":
            _, group = find(self.root, loc[:-1])
            given = isinstance(group, Mapping) and loc[-1] in group.entries
            if given:
                return Diagnostic(problems.NOTHING, self.path, position, hint=Hint(problems.NO_VALUE))
            return Diagnostic(problems.MISSING, self.path, position, {"key": str(loc[-1])})
        _, shape = shape_at(self.noun, loc)
        told = judge(Misfit(detail["type"], detail.get("ctx") or {}, node, shape))
        return Diagnostic(told.problem, self.path, position, told.values, told.hint)

    def _unknown_key(self, loc: Loc) -> Diagnostic:
        position, node = find(self.root, loc, key=True)
        _, group = find(self.root, loc[:-1])
        key = str(loc[-1])
        here, _ = shape_at(self.noun, loc[:-1])
        if key in here.spellings:
            values = {"key": key, "other": here.spellings[key]}
            return Diagnostic(problems.BOTH_SPELLINGS, self.path, position, values)
        foreign = _FOREIGN_SPACE.search(key)
        if foreign:
            place = Position(position.line, position.column + foreign.start())
            return Diagnostic(problems.SYNTAX, self.path, place, {"reason": FOREIGN_SPACE}, Hint(problems.PLAIN_SPACES))
        only = isinstance(group, Mapping) and len(group.entries) == 1
        hint = _split_number(key, group) or _meant_key(key, here)
        if isinstance(node, Scalar) and not is_sure(hint) and not BULLET.match(key):
            if only and here.main_text:
                hint = Hint(problems.QUOTE_COLON)
            if node.value is None and not _is_key(key):
                hint = Hint(problems.QUOTE_COMMA)
        return Diagnostic(problems.UNKNOWN_KEY, self.path, position, {"key": key}, hint)


def _meant_key(key: str, here: type[Noun]) -> Hint | None:
    keys = here.accepted_keys()
    if BULLET.match(key):
        return Hint(problems.WRITE_DASH)
    other = _OTHER_WORDS.get(key.casefold())
    if other in keys:
        return Hint(problems.DID_YOU_MEAN, {"suggestion": other})
    near = suggestion(key.strip(), keys)
    if here in {Stage, Step} and not is_sure(near):
        return Hint(problems.DECLARE_LANE)
    return near


def _is_key(text: str) -> bool:
    """Whether a text without a value may be a key, and not the rest of a text with a comma in it."""
    return text.isascii() and " " not in text


def _split_number(key: str, group: object) -> Hint | None:
    """Tell `{score: 3,5}`, which YAML reads as the score 3 and a key 5."""
    if not isinstance(group, Mapping) or not key.isdecimal():
        return None
    keys = list(group.entries)
    _, before = group.entries[keys[keys.index(key) - 1]]
    if not isinstance(before, Scalar) or not before.raw.isdecimal():
        return None
    return Hint(problems.DECIMAL_POINT, {"suggestion": f"{before.raw}.{key}"})
