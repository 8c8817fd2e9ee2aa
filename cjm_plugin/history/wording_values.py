"""Values inside a sentence: names in quotes, numbers and dates as the language writes them, long texts cut."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from cjm_plugin.analysis.evidence import Coverage
from cjm_plugin.analysis.value_names import VALUE_NAMES
from cjm_plugin.history.difference import NounKind, Subject, Value
from cjm_plugin.history.wording_labels import FIELDS, NAMES_IN_SENTENCES, NOUNS, UNLABELLED
from cjm_plugin.locale import N_, Interface
from cjm_plugin.model.moment import EXIT
from cjm_plugin.reading.diagnostics import harmless

Escape = Callable[[str], str]
"""Turns text of a user into text of the output, in which it can do nothing."""

LONGEST = 120
_BEFORE_THE_DIFFERENCE = 30

QUOTED = N_("“{text}”")
NOTHING = "—"
_CHOICES = {("status",), ("severity",), ("frequency",), ("kind",), ("type",), ("better",)}
"""Fields whose values are words of the format, also where they come as plain text."""
SHARES = frozenset({"positive", "neutral", "negative"})


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the values of changes in one language for one kind of output."""

    words: Interface
    escape: Escape

    def name(self, text: str) -> str:
        """Return a text of a user in quotes."""
        return self.words.text(QUOTED).format(text=self.bare(text))

    def bare(self, text: str) -> str:
        """Return a text of a user without quotes, on one line."""
        return self.escape(harmless(_cut(" ".join(text.split()))))

    def noun(self, subject: Subject) -> str:
        """Return what something is, with its name: `stage “Choice”`."""
        if subject.noun is NounKind.WAY and subject.id == EXIT:
            return self.words.text(N_("way out of the journey"))
        return self.words.text(NOUNS[subject.noun]).format(name=self.name(subject.title))

    def label(self, path: tuple[str, ...]) -> str:
        """Return what the way to a field is called: `Scope › Segment`; keys of one's own stand in quotes."""
        told = [key for key in path if key not in UNLABELLED]
        return " › ".join(self.words.text(FIELDS[key]) if key in FIELDS else self.name(key) for key in told)

    def fact(self, key: str, value: Value) -> str:
        """Return a field and its value: `severity: high`."""
        return f"{self.field((key,))}: {self.value(value, (key,))}"

    def field(self, path: tuple[str, ...]) -> str:
        """Return what a field is called inside a sentence."""
        return _lower(self.label(path))

    def value(self, value: Value, path: tuple[str, ...] = ()) -> str:  # noqa: PLR0911 - one for each kind of value
        """Return a value. Texts stand in quotes, so that they can be told from ours."""
        match value:
            case None | "" | ():
                return NOTHING
            case bool():
                return self.words.text("yes") if value else self.words.text("no")
            case str() if value in VALUE_NAMES and (isinstance(value, StrEnum) or path[-1:] in _CHOICES):
                own = NAMES_IN_SENTENCES.get(value)
                return self.words.text(own) if own else _lower(self.words.text(VALUE_NAMES[value]))
            case int() | float():
                is_share = bool(path) and path[-1] in SHARES
                return self.words.percent(value / 100) if is_share else self.words.number(round(value, 2))
            case dt.date():
                return self.words.date(value)
            case Subject():
                return self.name(value.title)
            case Coverage():
                return self.coverage(value)
            case tuple():
                return ", ".join(self.value(item, path) for item in value)
            case str():
                return self.name(value)
        return self.name(json.dumps(value, ensure_ascii=False))

    def both(self, before: Value, after: Value, path: tuple[str, ...] = ()) -> str:
        """Return `before → after`; of long texts, the part around the first difference."""
        if isinstance(before, str) and isinstance(after, str) and max(len(before), len(after)) > LONGEST:
            before, after = _excerpts(" ".join(before.split()), " ".join(after.split()))
        return f"{self.value(before, path)} → {self.value(after, path)}"

    def coverage(self, coverage: Coverage) -> str:
        """Return how many claims are backed by evidence: `32 of 44 (73%)`."""
        numbers = {"backed": self.words.number(coverage.backed), "claims": self.words.number(coverage.claims)}
        text = self.words.text(N_("{backed} of {claims} ({share})"))
        return text.format(**numbers, share=self.words.percent(coverage.share))


def _lower(label: str) -> str:
    """Return a label as it stands inside a sentence; abbreviations stay as they are."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _excerpts(before: str, after: str) -> tuple[str, str]:
    same = next((i for i, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), None)
    same = min(len(before), len(after)) if same is None else same
    start = max(0, same - _BEFORE_THE_DIFFERENCE)
    start = before.rfind(" ", 0, start) + 1 if start else 0
    return ("…" + before[start:], "…" + after[start:]) if start else (before, after)
