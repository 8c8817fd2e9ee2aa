"""Differences as plain JSON and back, for the cache. Data only: nothing that is read is ever run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from cjm_plugin.analysis.evidence import Coverage
from cjm_plugin.history.difference import Change, ChangeKind, Effect, Figures, MapDifference, NounKind, Subject, Value

_DAY, _SUBJECT, _COVERAGE, _OTHER = "day", "subject", "coverage", "json"


def to_json(difference: MapDifference) -> Any:
    """Return what JSON can hold of a difference: all but the ways into the files, which history does not need."""
    return {
        "changes": [_change(change) for change in difference.changes],
        "before": _figures(difference.before),
        "after": _figures(difference.after),
        "ids": {kind.value: dict(ids) for kind, ids in difference.ids.items() if ids},
    }


def from_json(data: Any) -> MapDifference:
    """Return the difference again. Raises ValueError, TypeError or LookupError for other data."""
    return MapDifference(
        tuple(_read_change(item) for item in data["changes"]),
        _read_figures(data["before"]),
        _read_figures(data["after"]),
        {NounKind(kind): dict(ids) for kind, ids in data["ids"].items()},
    )


def _change(change: Change) -> list[Any]:
    place = [_subject(subject) for subject in change.place]
    details = [[name, _value(value)] for name, value in change.details]
    values = [_value(change.before), _value(change.after)]
    return [change.kind.value, place, *values, change.effect.value, list(change.path), change.persona, details]


def _read_change(data: Any) -> Change:
    kind, place, before, after, effect, path, persona, details = data
    return Change(
        ChangeKind(kind),
        tuple(_read_subject(item) for item in place),
        _read_value(before),
        _read_value(after),
        Effect(effect),
        tuple(map(str, path)),
        str(persona),
        tuple((str(name), _read_value(value)) for name, value in details),
    )


def _figures(figures: Figures) -> list[Any]:
    return [figures.mean, figures.coverage.claims, figures.coverage.backed]


def _read_figures(data: Any) -> Figures:
    mean, claims, backed = data
    return Figures(None if mean is None else float(mean), Coverage(int(claims), int(backed)))


def _subject(subject: Subject) -> list[str]:
    return [subject.noun.value, subject.id, subject.title]


def _read_subject(data: Any) -> Subject:
    noun, id_, title = data
    return Subject(NounKind(noun), str(id_), str(title))


def _value(value: Value) -> Any:
    """Return a value so that JSON cannot take it for another: a tuple is a list, and what is no text has a name."""
    if isinstance(value, dt.date):
        return {_DAY: value.isoformat()}
    if isinstance(value, Subject):
        return {_SUBJECT: _subject(value)}
    if isinstance(value, Coverage):
        return {_COVERAGE: [value.claims, value.backed]}
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, Mapping | list):
        return {_OTHER: value}
    return value


def _read_value(data: Any) -> Value:
    if isinstance(data, list):
        return tuple(_read_subject(item[_SUBJECT]) if isinstance(item, dict) else str(item) for item in data)
    if not isinstance(data, dict):
        return data  # type: ignore[no-any-return]
    (name, inner), *_ = data.items()
    if name == _DAY:
        return dt.date.fromisoformat(inner)
    if name == _SUBJECT:
        return _read_subject(inner)
    if name == _COVERAGE:
        return Coverage(int(inner[0]), int(inner[1]))
    return inner  # type: ignore[no-any-return]
