"""The values a field can hold: text, ids, dates, scores. Each says what it refuses, and why.

Validators raise PydanticCustomError; its type names the problem for whoever reports it.
"""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, StringConstraints
from pydantic_core import PydanticCustomError

from cjm_plugin.model.days import day_of
from cjm_plugin.model.shape import Plain

T = TypeVar("T")

EVERYONE = ""
"""The key of a score that holds for every persona of the map."""

_SHARE = re.compile(r"([0-9]{1,3}(?:[.,][0-9]+)?)\s*%")


def _one_or_many(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else (value,)


def _date(value: Any) -> Any:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    try:
        return day_of(value.strip() if isinstance(value, str) else "")
    except ValueError as error:
        raise PydanticCustomError("bad_date", "not a date") from error


def _scores(value: Any) -> Any:
    if not isinstance(value, dict):
        return {EVERYONE: value}
    if EVERYONE in value:
        raise PydanticCustomError("empty_key", "a persona has no id")
    return {persona: score for persona, score in value.items() if score is not None}


@lru_cache(maxsize=256)
def _of_everyone(score: float) -> dict[str, float]:
    return {EVERYONE: score}


def _kept_once(scores: dict[str, float]) -> dict[str, float]:
    """Return scores; those for everybody, which most moments have, are the same object wherever they are equal."""
    return _of_everyone(scores[EVERYONE]) if EVERYONE in scores else scores


def _reaction(value: Any) -> float | str:
    text = value.strip() if isinstance(value, str) else value
    share = _SHARE.fullmatch(text) if isinstance(text, str) else None
    number = float(share[1].replace(",", ".")) if share else text
    if isinstance(number, bool) or not isinstance(number, int | float | str):
        raise PydanticCustomError("string_type", "expected text")
    if isinstance(number, str):
        if not number:
            raise PydanticCustomError("string_too_short", "empty")
        return number
    if not 0 <= number <= 100:
        raise PydanticCustomError("bad_share", "a share is 0 to 100")
    return float(number)


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), Plain.TEXT]
"""Plain text with small inline Markdown, not empty. A number stands for the text it is written as."""

Many = Annotated[tuple[T, ...], BeforeValidator(_one_or_many)]
"""A list; a single value stands for a list of one."""

Texts = Many[Text]

Id = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=r"^[^\W_](?:[\w.-]*\w)?$"),
    Plain.ID,
]
"""Letters of any script, digits, `-`, `_` and `.`; what links, references and diffs hold on to."""

Ids = Many[Id]

Date = Annotated[dt.date, BeforeValidator(_date), Plain.DATE]
"""A day, written YYYY-MM-DD."""

Number = Annotated[float, Field(strict=True)]

Rating = Annotated[int, Field(strict=True, ge=1, le=5)]
"""A whole number, 1 (least) to 5 (most)."""

Score = Annotated[float, Field(strict=True, ge=1, le=5)]
"""How it felt, 1 (very bad) to 5 (very good); 3.5 is fine."""

Scores = Annotated[dict[str, Score], BeforeValidator(_scores), AfterValidator(_kept_once), Plain.SCORES]
"""A score for everybody (under the key EVERYONE), or one by persona id."""

Reaction = Annotated[float | str, PlainValidator(_reaction), Plain.REACTION]
"""A share of customers in percent (0–100; `55` and `55 %` are the same), or a description in words."""


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
