"""What the personas and the sources of other files are called, which a map names by their ids only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

from cjm_plugin.history.difference import Change, NounKind, Subject, Value
from cjm_plugin.model.catalog import Catalog
from cjm_plugin.model.persona import Persona

Names: TypeAlias = Mapping[tuple[NounKind, str], str]
"""Names by what something is and its id."""


def names_of(personas: Iterable[Persona], catalog: Catalog) -> Names:
    """Return the names of personas and of the catalog's sources. All have complete ids."""
    return {(NounKind.PERSONA, persona.id): persona.name for persona in personas} | {
        (NounKind.SOURCE, source.id): source.title for source in catalog.sources
    }


def named(change: Change, names: Names) -> Change:
    """Return a change that says the names where it only knows ids."""
    name = names.get((NounKind.PERSONA, change.persona))
    return replace(
        change,
        place=tuple(_named(subject, names) for subject in change.place),
        before=_value(change.before, names),
        after=_value(change.after, names),
        details=tuple(
            (key, name if name and key == "persona" and value == change.persona else _value(value, names))
            for key, value in change.details
        ),
    )


def _value(value: Value, names: Names) -> Value:
    if isinstance(value, Subject):
        return _named(value, names)
    if isinstance(value, tuple):
        return tuple(_named(item, names) if isinstance(item, Subject) else item for item in value)
    return value


def _named(subject: Subject, names: Names) -> Subject:
    name = names.get((subject.noun, subject.id)) if subject.title == subject.id else None
    return replace(subject, title=name) if name else subject
