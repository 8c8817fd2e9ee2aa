"""A value that does not fit its field: which problem that is, and how to mend it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cjm_plugin.model.identity import slug
from cjm_plugin.model.shape import Choice, Number, Plain, Shape
from cjm_plugin.reading import nodes, problems
from cjm_plugin.reading.diagnostics import Hint
from cjm_plugin.reading.suggestions import is_sure, suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cjm_plugin.reading.problems import Problem

_DECIMAL_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")
_NUMBER_AND_MORE = re.compile(r"([-+]?[0-9]+(?:[.,][0-9]+)?)(?:\s*[%,/]|\s+\D).*", re.DOTALL)
_SPACED = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})(?:[T ].*)?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{4})(?:\s*г\.?)?")


@dataclass(frozen=True, slots=True)
class Misfit:
    """What validation refused: the kind of error, its context, the node, and what would fit there."""

    kind: str
    context: Mapping[str, Any]
    node: nodes.Node
    shape: Shape | None

    @property
    def written(self) -> str:
        """The value as the author wrote it."""
        match self.node:
            case nodes.Scalar(raw=raw):
                return raw
            case nodes.Sequence():
                return "[…]"
            case _:
                return "{…}"

    @property
    def is_nothing(self) -> bool:
        """Whether nothing stands where a value should."""
        return isinstance(self.node, nodes.Scalar) and self.node.value is None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The problem, what to fill in, and how to mend it."""

    problem: Problem
    values: dict[str, str] = field(default_factory=dict)
    hint: Hint | None = None


def judge(misfit: Misfit) -> Judgement:
    """Return what to say of a value that does not fit."""
    if misfit.is_nothing:
        return Judgement(problems.NOTHING, {}, Hint(problems.NO_VALUE))
    say = _JUDGES.get(misfit.kind)
    return say(misfit) if say else Judgement(problems.INVALID, {"reason": misfit.kind})


def _text(misfit: Misfit) -> Judgement:
    node = misfit.node
    if isinstance(node, nodes.Scalar) and isinstance(node.value, bool):
        return Judgement(
            problems.BOOL_FOR_TEXT, {"written": node.raw}, Hint(problems.USE_QUOTES, {"written": node.raw})
        )
    if isinstance(node, nodes.Mapping) and len(node.entries) == 1:
        _, value = next(iter(node.entries.values()))
        braces = isinstance(value, nodes.Scalar) and value.value is None
        hint = Hint(problems.QUOTE_START, {"character": "{"}) if braces else Hint(problems.QUOTE_COLON)
        return Judgement(problems.TEXT_EXPECTED, {}, hint)
    if isinstance(node, nodes.Sequence):
        return Judgement(problems.TEXT_EXPECTED, {}, Hint(problems.QUOTE_START, {"character": "["}))
    return Judgement(problems.TEXT_EXPECTED)


def _number(misfit: Misfit) -> Judgement:
    node, written = misfit.node, misfit.written
    whole = isinstance(misfit.shape, Number) and misfit.shape.whole
    if isinstance(node, nodes.Scalar) and isinstance(node.value, float):
        return Judgement(problems.WHOLE_NUMBER, {"written": written})
    problem = problems.WHOLE_NUMBER if whole else problems.NUMBER_EXPECTED
    hint = _number_hint(written) if isinstance(node, nodes.Scalar) else None
    return Judgement(problem, {"written": written}, hint)


def _number_hint(typed: str) -> Hint | None:
    written = typed.strip()
    if _DECIMAL_COMMA.fullmatch(written):
        return Hint(problems.DECIMAL_POINT, {"suggestion": written.replace(",", ".")})
    if _SPACED.fullmatch(written):
        return Hint(problems.WRITE, {"suggestion": re.sub(r"\s", "", written)})
    if written.replace(".", "", 1).isdecimal() and len(written) < 16:
        return Hint(problems.REMOVE_QUOTES) if written == typed else Hint(problems.WRITE, {"suggestion": written})
    more = _NUMBER_AND_MORE.fullmatch(written)
    return Hint(problems.NUMBER_ALONE, {"suggestion": more[1].replace(",", ".")}) if more else None


def _range(misfit: Misfit) -> Judgement:
    low, high = _bounds(misfit.shape)
    return Judgement(problems.OUT_OF_RANGE, {"written": misfit.written, "low": low, "high": high})


def _bounds(shape: Shape | None) -> tuple[str, str]:
    if shape is Plain.REACTION:
        return "0", "100"
    if not isinstance(shape, Number):
        return "1", "5"
    return tuple("∞" if bound is None else f"{bound:g}" for bound in (shape.low, shape.high))  # type: ignore[return-value]


def _date(misfit: Misfit) -> Judgement:
    return Judgement(problems.BAD_DATE, {"written": misfit.written}, _date_hint(misfit.written.strip()))


def _date_hint(written: str) -> Hint:
    first, last = _YEAR_FIRST.fullmatch(written), _YEAR_LAST.fullmatch(written)
    if first:
        year, month, day = map(int, first.groups())
    elif last:
        day, month, year = map(int, last.groups())
    else:
        return Hint(problems.DATE_FORM)
    for a, b in ((month, day), (day, month)):
        try:
            return Hint(problems.WRITE, {"suggestion": dt.date(year, a, b).isoformat()})
        except ValueError:
            continue
    return Hint(problems.NO_SUCH_DAY)


def _choice(misfit: Misfit) -> Judgement:
    choices = [str(value) for value in misfit.shape.values] if isinstance(misfit.shape, Choice) else []
    near = suggestion(misfit.written, choices)
    values = {"written": misfit.written, "choices": ", ".join(choices)}
    return Judgement(problems.NOT_A_CHOICE, values, near if is_sure(near) else None)


def _version(misfit: Misfit) -> Judgement:
    values = {"written": misfit.written, "choices": str(misfit.context.get("expected", ""))}
    return Judgement(problems.FORMAT_VERSION, values)


def _id(misfit: Misfit) -> Judgement:
    written = misfit.written
    parts = [part.strip() for part in written.split(",")]
    near = slug(written)
    hint = None
    if len(parts) > 1 and all(slug(part) == part.lower() for part in parts):
        hint = Hint(problems.LIST_IN_BRACKETS, {"suggestion": ", ".join(parts)})
    elif near:
        hint = Hint(problems.WRITE, {"suggestion": near})
    return Judgement(problems.BAD_ID, {"written": written}, hint)


def _cycle(misfit: Misfit) -> Judgement:
    return Judgement(problems.BAD_CYCLE, {"written": misfit.written}, Hint(problems.CYCLE_FORM))


def _yes_no(misfit: Misfit) -> Judgement:
    return Judgement(problems.BOOL_EXPECTED, {"written": misfit.written}, Hint(problems.TRUE_OR_FALSE))


def _key(_misfit: Misfit) -> Judgement:
    return Judgement(problems.KEY_NOT_TEXT)


def _empty(_misfit: Misfit) -> Judgement:
    return Judgement(problems.EMPTY_TEXT)


def _no_stages(_misfit: Misfit) -> Judgement:
    return Judgement(problems.NO_STAGES)


def _structure(_misfit: Misfit) -> Judgement:
    return Judgement(problems.STRUCTURE)


_JUDGES: Mapping[str, Callable[[Misfit], Judgement]] = (
    dict.fromkeys(("string_type", "string_unicode"), _text)
    | dict.fromkeys(("float_type", "int_type", "int_from_float", "finite_number"), _number)
    | dict.fromkeys(("greater_than_equal", "less_than_equal", "bad_share"), _range)
    | dict.fromkeys(("bad_id", "string_pattern_mismatch"), _id)
    | dict.fromkeys(("model_type", "model_attributes_type", "dict_type", "tuple_type"), _structure)
    | {
        "bad_date": _date,
        "enum": _choice,
        "literal_error": _version,
        "empty_key": _key,
        "bad_cycle": _cycle,
        "bool_type": _yes_no,
        "string_too_short": _empty,
        "too_short": _no_stages,
    }
)
