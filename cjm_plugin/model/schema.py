"""JSON Schema of the four kinds of files, for editors: it accepts what reading accepts, as far as it can say so.

What it cannot say: references, ids given twice, days that no month has, lanes that are not declared,
the letters of an id beyond ASCII, and the words of a review cycle. It is draft-07, which every editor knows.

Beyond the standard stand the keywords of VS Code and yaml-language-server: `markdownDescription` (others show a
description with its backticks escaped), `enumDescriptions`, `patternErrorMessage` and `defaultSnippets`
(https://github.com/redhat-developer/yaml-language-server#readme); validators ignore them.
"""

from __future__ import annotations

import inspect
import re
from typing import Any, TypeAlias

from cjm_plugin.model.base import EXTENSION_PREFIX, Noun
from cjm_plugin.model.catalog import Catalog
from cjm_plugin.model.collection import Collection
from cjm_plugin.model.editor_help import MEANINGS, RATINGS, SCORES, SNIPPETS
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.moment import Moment
from cjm_plugin.model.persona import Persona
from cjm_plugin.model.shape import (
    Choice,
    Either,
    FieldShape,
    Group,
    Many,
    Number,
    Plain,
    Shape,
    fields_of,
    groups_in,
    nouns_of,
)
from cjm_plugin.model.stage import Stage, Step

Schema: TypeAlias = dict[str, Any]

FILES: dict[str, type[Noun]] = {
    "map": JourneyMap,
    "persona": Persona,
    "catalog": Catalog,
    "collection": Collection,
}
"""The kinds of files, each with the noun it holds."""


def _offered(numbers: dict[int, str]) -> Schema:
    """Return numbers for editors to offer. As `examples` they would fill the text that hovers over the key."""
    return {
        "defaultSnippets": [
            {"label": f"{number}", "description": meaning, "body": number} for number, meaning in numbers.items()
        ]
    }


_NOT_BLANK = r"\S"
_BLANK_OR_PUNCTUATION = r"\s!-,/:-@\[-^`{-~"
_ID_PATTERN = rf"^\s*[^{_BLANK_OR_PUNCTUATION}_.\-](?:[^{_BLANK_OR_PUNCTUATION}]*[^{_BLANK_OR_PUNCTUATION}.\-])?\s*$"
_DATE_PATTERN = r"^\s*[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])\s*$"
_SCORE: Schema = {"type": "number", "minimum": 1, "maximum": 5, **_offered(SCORES)}
_FILLED: Schema = {"pattern": _NOT_BLANK, "patternErrorMessage": "Write something here, or leave the key out."}
_TEXT: Schema = {"type": ["string", "number"], **_FILLED}
_ANYTHING = ["array", "boolean", "number", "object", "string"]
_NULL: Schema = {"not": {"type": _ANYTHING}}
"""Nothing, said so that editors do not offer `null` as a value to choose."""

_PLAIN: dict[Plain, Schema] = {
    Plain.TEXT: _TEXT,
    Plain.ID: {
        "type": ["string", "number"],
        "pattern": _ID_PATTERN,
        "patternErrorMessage": "An id has letters, digits, `-`, `_` and `.` only, such as `first-visit`.",
        "minimum": 0,
    },
    Plain.DATE: {
        "type": "string",
        "pattern": _DATE_PATTERN,
        "patternErrorMessage": "A date is year-month-day, such as 2026-09-15.",
    },
    Plain.CYCLE: {
        "type": "string",
        **_FILLED,
        "examples": ["3 months", "90 days", "quarterly", "P3M", "3 месяца"],
    },
    Plain.YES_NO: {"type": "boolean"},
    Plain.REACTION: {"anyOf": [{"type": "number", "minimum": 0, "maximum": 100}, {"type": "string", **_FILLED}]},
    Plain.SCORES: {
        "anyOf": [
            _SCORE,
            {
                "type": "object",
                "additionalProperties": {"anyOf": [_SCORE, _NULL]},
                "propertyNames": {"minLength": 1},
            },
        ]
    },
}


def json_schema(kind: str) -> Schema:
    """Return the JSON Schema of a kind of file: a key of FILES."""
    noun = FILES[kind]
    schema: Schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": f"urn:mkdocs-cjm-plugin:{kind}",
        **_keys(noun),
        "definitions": {inner.__name__: _definition(inner) for inner in nouns_of(noun)[1:]},
    }
    if noun is JourneyMap:
        schema |= _closed_without_lanes()
    return schema


def _title(noun: type[Noun]) -> str:
    """Return what editors call a noun: `JourneyMap` is a "Journey map"."""
    return re.sub(r"(?<=[a-z])[A-Z]", lambda letter: f" {letter[0].lower()}", noun.__name__)


def _described(text: str) -> Schema:
    return {"description": text} | ({"markdownDescription": text} if "`" in text else {})


def _definition(noun: type[Noun]) -> Schema:
    """Return the schema of a group, or of the plain value that stands for it."""
    group = _keys(noun)
    if not noun.main_text:
        return group
    return {"anyOf": [_value(fields_of(noun)[noun.main_text].shape), group]}


def _keys(noun: type[Noun]) -> Schema:
    fields = fields_of(noun)
    properties = {field.key: _property(field) for field in fields.values()}
    for spelling, key in noun.spellings.items():
        properties[spelling] = _property(fields[key]) | _described(f"The same as `{key}`.")
    result: Schema = {
        "title": _title(noun),
        **_described(inspect.cleandoc(noun.__doc__ or "")),
        "type": "object",
        "properties": properties,
        "patternProperties": {f"^{EXTENSION_PREFIX}": {"description": "Carried and ignored."}},
        "additionalProperties": _lane() if issubclass(noun, Moment) else False,
    }
    if noun in SNIPPETS:
        result["defaultSnippets"] = [{"label": f"New {_title(noun).lower()}", "body": SNIPPETS[noun]}]
    required = [field.key for field in fields.values() if field.required]
    if required:
        result["required"] = required
    twice = [_both(spelling, key) for spelling, key in noun.spellings.items()]
    return result | ({"not": {"anyOf": twice}} if twice else {})


def _lane() -> Schema:
    return {**_described("A row of your own, declared under `lanes`."), "anyOf": [*_many(Many(Plain.TEXT)), _NULL]}


def _both(spelling: str, key: str) -> Schema:
    given = {"not": _NULL}
    return {"required": [spelling, key], "properties": {spelling: given, key: given}}


def _property(field: FieldShape) -> Schema:
    options = _options(field.shape) + ([] if field.required else [_NULL])
    schema = _described(field.description)
    if field.default is not None:
        schema["default"] = field.default
    return schema | (options[0] if len(options) == 1 and "$ref" not in options[0] else {"anyOf": options})


def _options(shape: Shape) -> list[Schema]:
    return _many(shape) if isinstance(shape, Many) else [_value(shape)]


def _many(many: Many) -> list[Schema]:
    item = _value(many.item)
    several: Schema = {"type": "array", "items": item}
    return [item, several | ({"minItems": many.at_least} if many.at_least else {})]


def _value(shape: Shape) -> Schema:
    match shape:
        case Plain():
            return dict(_PLAIN[shape])
        case Number(whole, low, high):
            bounds = {"minimum": low, "maximum": high}
            limits = {name: bound for name, bound in bounds.items() if bound is not None}
            return {
                "type": "integer" if whole else "number",
                **limits,
                **_ratings(low, high),
            }
        case Choice(values):
            meanings = [MEANINGS.get(value, "") for value in values]
            return {"enum": list(values)} | ({"enumDescriptions": meanings} if any(meanings) else {})
        case Group(noun):
            return {"$ref": f"#/definitions/{noun.__name__}"}
        case Either(options):
            return {"anyOf": [_in_either(option) for option in options]}
        case Many():
            return {"anyOf": _many(shape)}


def _ratings(low: float | None, high: float | None) -> Schema:
    return _offered(RATINGS) if (low, high) == (min(RATINGS), max(RATINGS)) else {}


def _in_either(shape: Shape) -> Schema:
    """Return the schema of an option: where text means something else, a group needs its keys."""
    for noun in groups_in(shape):
        return {"type": "object", "allOf": [{"$ref": f"#/definitions/{noun.__name__}"}]}
    return _value(shape)


def _closed_without_lanes() -> Schema:
    """Return the rule that a map without lanes has stages and steps with keys of the format only."""
    step = _closed(Step)
    stage = _closed(Stage)
    stage["properties"]["steps"] = {**step, "items": step, "doNotSuggest": True}
    return {
        "if": {"properties": {"lanes": {"anyOf": [_NULL, {"type": "array", "maxItems": 0}]}}},
        "then": {"properties": {"stages": {**stage, "items": stage, "doNotSuggest": True}}},
    }


def _closed(noun: type[Noun]) -> Schema:
    return {
        "properties": dict.fromkeys(sorted(noun.accepted_keys()), True),
        "patternProperties": {f"^{EXTENSION_PREFIX}": True},
        "additionalProperties": False,
    }
