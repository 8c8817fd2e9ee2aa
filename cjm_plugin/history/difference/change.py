"""A change: what it is, where, and what was and is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from pydantic import JsonValue

from cjm_plugin.analysis.anchors import anchor
from cjm_plugin.analysis.evidence import Coverage
from cjm_plugin.history.difference.kinds import ChangeKind, Effect, Group, NounKind, group_of, weight_of
from cjm_plugin.model.walk import Loc


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that has a name: a stage, a pain point, a source. `id` is that of the newer version if it is there."""

    noun: NounKind
    id: str
    title: str


Value: TypeAlias = str | float | bool | dt.date | Subject | Coverage | tuple["str | Subject", ...] | JsonValue
"""What stood or stands somewhere. Enumerations are their text; references are subjects; None: nothing."""

_ANCHORED = frozenset(
    {NounKind.STAGE, NounKind.STEP, NounKind.PAIN, NounKind.OPPORTUNITY, NounKind.SOURCE, NounKind.METRIC}
)


@dataclass(frozen=True, slots=True)
class Change:
    """One change between two versions.

    `place` leads from the outermost thing to the one that changed; empty: the map itself. `path` is the way from
    there to the field, in keys of the format. `persona` is the id of the one a score is for, "" for everyone.
    `details` are facts told along: `steps` of a new stage, `persona`: the name of that one.
    `old_at` and `new_at` are the values of either version that the change accounts for, as ways from the top of
    the file; means and coverage follow from other changes and account for none.
    """

    kind: ChangeKind
    place: tuple[Subject, ...] = ()
    before: Value = None
    after: Value = None
    effect: Effect = Effect.NEUTRAL
    path: tuple[str, ...] = ()
    persona: str = ""
    details: tuple[tuple[str, Value], ...] = ()
    old_at: tuple[Loc, ...] = ()
    new_at: tuple[Loc, ...] = ()

    @property
    def group(self) -> Group:
        """The heading it is told under."""
        return group_of(self.kind)

    @property
    def weight(self) -> int:
        """How much it matters: worse over better over the rest."""
        return weight_of(self.kind, self.effect)

    @property
    def subject(self) -> Subject | None:
        """What changed; None for the map itself."""
        return self.place[-1] if self.place else None

    @property
    def anchor(self) -> str:
        """The anchor of the innermost thing that has one on the page of the map: `pain-too-many`, "" without any."""
        anchored = (subject for subject in reversed(self.place) if subject.noun in _ANCHORED)
        return next((anchor(subject.noun, subject.id) for subject in anchored), "")


@dataclass(frozen=True, slots=True)
class Place:
    """Where two versions of the same thing stand: its subjects and the ways to it; a way is None if it is not there."""

    subjects: tuple[Subject, ...] = ()
    old: Loc | None = ()
    new: Loc | None = ()
    path: tuple[str, ...] = ()

    def field(self, key: str, old_key: str = "") -> Place:
        """Return the place of a field of the thing; `old_key` is what the older version calls it, if not the same."""
        old = None if self.old is None else (*self.old, old_key or key)
        new = None if self.new is None else (*self.new, key)
        return replace(self, old=old, new=new, path=(*self.path, key))

    def item(self, subject: Subject, old: int | None, new: int | None) -> Place:
        """Return the place of an item of the list that stands here; a place is None for the version without it."""
        old_at = None if self.old is None or old is None else (*self.old, old)
        new_at = None if self.new is None or new is None else (*self.new, new)
        return Place((*self.subjects, subject), old_at, new_at)

    def change(
        self,
        kind: ChangeKind,
        before: Value = None,
        after: Value = None,
        effect: Effect = Effect.NEUTRAL,
        details: tuple[tuple[str, Value], ...] = (),
    ) -> Change:
        """Return a change here."""
        old_at = () if self.old is None else (self.old,)
        new_at = () if self.new is None else (self.new,)
        return Change(kind, self.subjects, before, after, effect, self.path, "", details, old_at, new_at)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a map amounts to: its mean score (1–5, None without scores) and how much of it is backed by evidence."""

    mean: float | None
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class MapDifference:
    """What changed between two versions of a map, heaviest first. No changes: they say the same.

    `ids` leads from the ids of the older version to those of the newer one, for what has another id now.
    """

    changes: tuple[Change, ...]
    before: Figures
    after: Figures
    ids: Mapping[NounKind, Mapping[str, str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.changes)

    def count(self, effect: Effect) -> int:
        """Return how many changes have this effect."""
        return sum(change.effect is effect for change in self.changes)


def by_weight(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return the changes, heaviest first; of equals, the order of the map."""
    return tuple(sorted(changes, key=lambda change: -change.weight))
