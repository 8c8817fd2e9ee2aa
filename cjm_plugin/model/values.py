"""The values a field can hold: text, ids, dates, scores. Each says what it refuses, and why.

Validators raise PydanticCustomError; its type names the problem for whoever reports it.
"""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

T = TypeVar("T")

EVERYONE = ""
"""The key of a score that holds for every persona of the map."""

_ID = re.compile(r"[^\W_](?:[\w.-]*\w)?")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DOTTED_DATE = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


def as_written(value: float) -> str:
    """Return a number as the author typed it: `1.10` stays `1.10` where text is wanted."""
    return str(getattr(value, "written", value))


def _text(value: Any) -> Any:
    if isinstance(value, bool):
        written = getattr(value, "written", str(value).lower())
        raise PydanticCustomError("bool_for_text", "YAML reads `{written}` as a yes/no value", {"written": written})
    if isinstance(value, int | float):
        return as_written(value)
    if not isinstance(value, str):
        raise PydanticCustomError("text_expected", "expected text")
    return value


def _one_or_many(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else (value,)


def _id(value: Any) -> Any:
    text = _text(value)
    if not _ID.fullmatch(text.strip()):
        raise PydanticCustomError("bad_id", "not an id", {"written": text})
    return text


def _date(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value
    text = _text(value).strip()
    match = _ISO_DATE.fullmatch(text)
    if not match:
        dotted = _DOTTED_DATE.fullmatch(text)
        hint = f"{dotted[3]}-{int(dotted[2]):02}-{int(dotted[1]):02}" if dotted else ""
        raise PydanticCustomError("bad_date", "not a date", {"written": text, "hint": hint})
    try:
        return dt.date(*map(int, match.groups()))
    except ValueError as error:
        raise PydanticCustomError("bad_date", "no such day", {"written": text, "hint": ""}) from error


def _scores(value: Any) -> Any:
    return value if isinstance(value, dict) else {EVERYONE: value}


def _reaction(value: Any) -> float | str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        if 0 <= value <= 100:
            return float(value)
        raise PydanticCustomError("bad_share", "a share is 0 to 100", {"written": as_written(value)})
    text = str(_text(value)).strip()
    if not text:
        raise PydanticCustomError("string_too_short", "empty")
    return text


Text = Annotated[str, BeforeValidator(_text), StringConstraints(strip_whitespace=True, min_length=1)]
"""Plain text with small inline Markdown, not empty."""

Many = Annotated[tuple[T, ...], BeforeValidator(_one_or_many)]
"""A list; a single value stands for a list of one."""

Texts = Many[Text]

Id = Annotated[str, BeforeValidator(_id), StringConstraints(strip_whitespace=True)]
"""Letters of any script, digits, `-`, `_` and `.`; what links, references and diffs hold on to."""

Ids = Many[Id]

Date = Annotated[dt.date, BeforeValidator(_date)]
"""A day, written YYYY-MM-DD."""

Number = Annotated[float, Field(strict=True)]

Rating = Annotated[int, Field(strict=True, ge=1, le=5)]
"""A whole number, 1 (least) to 5 (most)."""

Score = Annotated[float, Field(strict=True, ge=1, le=5)]
"""How it felt, 1 (very bad) to 5 (very good); 3.5 is fine."""

Scores = Annotated[
    dict[str, Score],
    BeforeValidator(_scores),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number", "minimum": 1, "maximum": 5},
                {"type": "object", "additionalProperties": {"type": "number", "minimum": 1, "maximum": 5}},
            ]
        }
    ),
]
"""A score for everybody (under the key EVERYONE), or one by persona id."""

Reaction = Annotated[
    float | str,
    PlainValidator(_reaction),
    WithJsonSchema({"anyOf": [{"type": "number", "minimum": 0, "maximum": 100}, {"type": "string"}]}),
]
"""A share of customers in percent (0–100), or a description in words."""


class Kind(StrEnum):
    """Which reality a map shows."""

    CURRENT_STATE = "current-state"
    FUTURE_STATE = "future-state"
    DAY_IN_THE_LIFE = "day-in-the-life"
    SERVICE_BLUEPRINT = "service-blueprint"


class ReviewStatus(StrEnum):
    """How far a map is on its way to being trusted."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    APPROVED = "approved"
    RETIRED = "retired"


class Severity(StrEnum):
    """How bad a pain point is, from least to worst."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Frequency(StrEnum):
    """How often a pain point is met, from least to most."""

    RARE = "rare"
    SOMETIMES = "sometimes"
    OFTEN = "often"
    ALWAYS = "always"


class PainStatus(StrEnum):
    """What has become of a pain point."""

    OPEN = "open"
    MITIGATED = "mitigated"
    RESOLVED = "resolved"


class OpportunityStatus(StrEnum):
    """What has become of an opportunity."""

    IDEA = "idea"
    PLANNED = "planned"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    REJECTED = "rejected"


class SourceType(StrEnum):
    """Where knowledge comes from; the first five count, the others tell."""

    ANALYTICS = "analytics"
    SALES = "sales"
    CRM = "crm"
    TICKETS = "tickets"
    SURVEY = "survey"
    INTERVIEW = "interview"
    FOCUS_GROUP = "focus-group"
    USER_TEST = "user-test"
    OBSERVATION = "observation"
    REVIEWS = "reviews"
    SOCIAL_LISTENING = "social-listening"
    STAFF_FEEDBACK = "staff-feedback"
    DESK_RESEARCH = "desk-research"
    OTHER = "other"


class Better(StrEnum):
    """Which way a metric improves."""

    HIGHER = "higher"
    LOWER = "lower"
