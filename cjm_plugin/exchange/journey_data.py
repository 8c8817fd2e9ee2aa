"""A map as plain data in the format of its file, nothing left out: read again, it is the same map."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from functools import cache
from typing import Any, TypeAlias

from pydantic import JsonValue

from cjm_plugin.model.base import Noun
from cjm_plugin.model.cycle import Cycle
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.moment import Moment
from cjm_plugin.model.values import EVERYONE

_SET_ASIDE = ("extensions", "lane_values")
_NO_DEFAULT = object()

Data: TypeAlias = dict[str, JsonValue]


def journey_data(journey: JourneyMap) -> Data:
    """Return the keys of a map with their values; what has its default is left out, but for the format's version."""
    return {"cjm": journey.cjm, **_noun(journey)}


def _noun(noun: Noun) -> Data:
    found: Data = {}
    for name, key, default in _fields(type(noun)):
        value = getattr(noun, name)
        if value is not default and value != default:
            found[key] = _value(value)
    if isinstance(noun, Moment):
        found |= {lane: _value(texts) for lane, texts in noun.lane_values.items()}
    return found | noun.extensions


@cache
def _fields(kind: type[Noun]) -> tuple[tuple[str, str, object], ...]:
    """Return the fields of a kind of nouns: name, key in a file, default, which a required one has not."""
    return tuple(
        (name, field.alias or name, _NO_DEFAULT if field.is_required() else field.default)
        for name, field in kind.model_fields.items()
        if name not in _SET_ASIDE
    )


def _value(value: Any) -> JsonValue:
    if type(value) is str:  # most are
        return value
    if isinstance(value, Noun):
        return _noun(value)
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, dict):
        scores = {persona: _value(score) for persona, score in value.items()}
        return scores[EVERYONE] if scores.keys() == {EVERYONE} else scores
    return _plain(value)


def _plain(value: Any) -> JsonValue:
    match value:
        case StrEnum():
            return value.value
        case dt.date():
            return value.isoformat()
        case Cycle():
            return value.text
    return value  # type: ignore[no-any-return]
