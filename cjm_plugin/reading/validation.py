"""A tree of nodes → a model, or diagnostics with the place of everything that does not fit."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cjm_plugin.model.base import Noun
from cjm_plugin.model.identity import slug
from cjm_plugin.model.stage import Stage, Step
from cjm_plugin.model.walk import Loc
from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import Diagnostic, Hint, suggestion
from cjm_plugin.reading.nodes import Mapping, Node, Scalar, find, to_data
from cjm_plugin.reading.problems import Problem

N = TypeVar("N", bound=Noun)

_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")
_QUOTED = re.compile(r"'([^']*)'")
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
    """Make a model of a tree; all that does not fit is reported at its place."""
    try:
        return Validated(noun.model_validate(to_data(root)), ())
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=True)
        return Validated(None, tuple(_diagnostic(detail, root, noun, shown_path) for detail in details))


def keys_known_at(noun: type[Noun], loc: Loc) -> tuple[type[Noun], frozenset[str]]:
    """Return the noun that stands at `loc` in a file of `noun`, and the keys it takes."""
    here = noun
    for element in loc:
        field = _fields(here).get(str(element)) if isinstance(element, str) else None
        if field:
            here = next(_nouns_in(field), here)
    keys = {key for key in _fields(here) if key.isidentifier()} | here.spellings.keys()
    return here, frozenset(keys)


def _fields(noun: type[Noun]) -> dict[str, Any]:
    fields = {field.alias or name: field.annotation for name, field in noun.model_fields.items()}
    return fields | {spelling: fields[name] for spelling, name in noun.spellings.items()}


def _nouns_in(annotation: Any) -> Iterator[type[Noun]]:
    if isinstance(annotation, type) and issubclass(annotation, Noun):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from _nouns_in(argument)


def _diagnostic(detail: ErrorDetails, root: Mapping, noun: type[Noun], path: str) -> Diagnostic:
    loc: Loc = tuple(detail["loc"])
    kind = detail["type"]
    if kind == "extra_forbidden":
        return _unknown_key(loc, root, noun, path)
    position, node = find(root, loc)
    if kind == "missing":
        return Diagnostic(problems.MISSING, path, position, {"key": str(loc[-1])})
    problem, values, hint = _explained(detail, node)
    return Diagnostic(problem, path, position, values, hint)


def _unknown_key(loc: Loc, root: Mapping, noun: type[Noun], path: str) -> Diagnostic:
    position, _ = find(root, loc, key=True)
    key = str(loc[-1])
    here, keys = keys_known_at(noun, loc[:-1])
    hint = suggestion(key, keys)
    other = _OTHER_WORDS.get(key.casefold())
    if other in keys:
        hint = Hint(problems.DID_YOU_MEAN, {"suggestion": str(other)})
    elif here in {Stage, Step} and (hint is None or hint.message != problems.DID_YOU_MEAN):
        hint = Hint(problems.DECLARE_LANE)
    return Diagnostic(problems.UNKNOWN_KEY, path, position, {"key": key}, hint)


def _explained(detail: ErrorDetails, node: Node) -> tuple[Problem, dict[str, str], Hint | None]:
    """Return the problem a pydantic error stands for, with what to fill in and how to mend it."""
    written = node.raw if isinstance(node, Scalar) else "…"
    context: dict[str, Any] = detail.get("ctx") or {}
    match detail["type"]:
        case "bool_for_text":
            return problems.BOOL_FOR_TEXT, {"written": written}, Hint(problems.USE_QUOTES, {"written": written})
        case "text_expected" | "string_type":
            return problems.TEXT_EXPECTED, {}, None
        case "string_too_short":
            return problems.EMPTY_TEXT, {}, None
        case "float_type" | "int_type" | "int_from_float" | "float_parsing" | "finite_number":
            return problems.NUMBER_EXPECTED, {"written": written}, _number_hint(detail["input"], written)
        case "greater_than_equal" | "less_than_equal" | "bad_share":
            low, high = _range(context, detail)
            return problems.OUT_OF_RANGE, {"written": written, "low": low, "high": high}, None
        case "bad_date":
            hint = context["hint"]
            form = Hint(problems.DATE_AS, {"suggestion": hint}) if hint else Hint(problems.DATE_FORM)
            return problems.BAD_DATE, {"written": written}, form
        case "enum":
            choices = _QUOTED.findall(str(context["expected"]))
            values = {"written": written, "choices": ", ".join(choices)}
            near = suggestion(written, choices)
            return problems.NOT_A_CHOICE, values, near if near and near.message == problems.DID_YOU_MEAN else None
        case "bad_id":
            near_id = slug(written)
            return problems.BAD_ID, {"written": written}, Hint(problems.ID_AS, {"suggestion": near_id}) if near_id else None
        case "bad_cycle":
            return problems.BAD_CYCLE, {"written": written}, Hint(problems.CYCLE_FORM)
        case "bool_type" | "bool_parsing":
            return problems.BOOL_EXPECTED, {"written": written}, Hint(problems.TRUE_OR_FALSE)
        case "too_short":
            return problems.NO_STAGES, {}, None
        case "literal_error":
            return problems.FORMAT_VERSION, {"written": written, "choices": str(context["expected"])}, None
        case "model_type" | "dict_type" | "model_attributes_type" | "tuple_type":
            return problems.STRUCTURE, {}, None
        case _:
            return problems.INVALID, {"reason": detail["msg"]}, None


def _number_hint(value: object, written: str) -> Hint | None:
    if not isinstance(value, str):
        return None
    if _DECIMAL_COMMA.fullmatch(written):
        return Hint(problems.DECIMAL_POINT, {"suggestion": written.replace(",", ".")})
    if written.replace(".", "", 1).isdecimal():
        return Hint(problems.REMOVE_QUOTES)
    return None


_RANGES: dict[str, tuple[str, str]] = {"score": ("1", "5"), "age": ("0", "130"), "sample": ("0", "∞")}


def _range(context: dict[str, Any], detail: ErrorDetails) -> tuple[str, str]:
    if detail["type"] == "bad_share":
        return "0", "100"
    named = next((_RANGES[str(part)] for part in reversed(detail["loc"]) if str(part) in _RANGES), None)
    return named or ("1", "5")
