"""Every source of a portfolio: how old it is, and what rests on it; and how much of each map rests on any."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from cjm_plugin.analysis.anchors import anchor_of
from cjm_plugin.analysis.directory import SourceName, known
from cjm_plugin.analysis.evidence import Coverage
from cjm_plugin.analysis.map_register import MapRecord
from cjm_plugin.analysis.survey import Survey, SurveyedMap
from cjm_plugin.model.moment import Moment
from cjm_plugin.model.opportunity import Opportunity
from cjm_plugin.model.pain import Pain
from cjm_plugin.model.persona import Persona
from cjm_plugin.model.portfolio import MapEntry, PersonaEntry, Portfolio
from cjm_plugin.model.source import Source
from cjm_plugin.model.walk import Placed

OLD_AFTER_MONTHS = 24
"""A source that was gathered longer ago stands out; the rule CJM208 starts from the same number."""


class ClaimKind(StrEnum):
    """What can name its evidence."""

    STAGE = "stage"
    STEP = "step"
    PAIN = "pain"
    OPPORTUNITY = "opportunity"


@dataclass(frozen=True, slots=True)
class Claim:
    """Something on a map that names a source as its evidence."""

    entry: MapEntry
    kind: ClaimKind
    placed: Placed[Moment] | Placed[Pain] | Placed[Opportunity]

    @property
    def anchor(self) -> str:
        """Its id on the page of its map."""
        return anchor_of(self.placed.noun)


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source and what rests on it.

    `home` is the map or persona file that describes it, None for the catalog; `persona` is the persona it was drawn
    for, if one was. Ages are None without a date; a date to come makes the age in days negative.
    """

    source: Source
    home: MapEntry | PersonaEntry | None
    persona: Persona | None
    age_days: int | None
    age_months: int | None
    is_old: bool
    claims: tuple[Claim, ...]

    @property
    def maps(self) -> tuple[MapEntry, ...]:
        """The maps with a claim that rests on it, each once."""
        return tuple({claim.entry.key: claim.entry for claim in self.claims}.values())

    @property
    def is_unused(self) -> bool:
        """Whether nothing rests on it. What a persona was drawn from is used by that."""
        return not self.claims and self.persona is None


@dataclass(frozen=True, slots=True)
class MapCoverage:
    """How much of a map rests on sources."""

    entry: MapEntry
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class SourceRegister:
    """The sources of a portfolio on a day: those of the catalog, of the maps and of the personas, in their order.

    `coverage` tells of every map, the least covered first.
    """

    today: dt.date
    sources: tuple[SourceRecord, ...]
    coverage: tuple[MapCoverage, ...]

    @property
    def old(self) -> tuple[SourceRecord, ...]:
        """The sources older than OLD_AFTER_MONTHS, the oldest first."""
        return tuple(sorted((s for s in self.sources if s.is_old), key=lambda s: -(s.age_days or 0)))

    @property
    def unused(self) -> tuple[SourceRecord, ...]:
        """The sources that nothing rests on."""
        return tuple(source for source in self.sources if source.is_unused)

    @property
    def total(self) -> Coverage:
        """The coverage of all maps together."""
        return total(each.coverage for each in self.coverage)


def source_register(survey: Survey, maps: Iterable[MapRecord], today: dt.date) -> SourceRegister:
    """Return the sources of a portfolio and what rests on them, as it stands on `today`."""
    resting: dict[SourceName, list[Claim]] = {}
    for surveyed in survey.maps:
        for claim in _claims(surveyed):
            for name in known(claim.placed.noun.evidence, surveyed.sources):
                resting.setdefault(name, []).append(claim)
    records = [_record(each, tuple(resting.get(each.name, ())), today) for each in _described(survey.portfolio)]
    covered = (MapCoverage(record.entry, record.coverage) for record in maps)
    in_order = sorted(covered, key=lambda each: (each.coverage.share, each.entry.key))
    return SourceRegister(today, tuple(records), tuple(in_order))


def total(coverages: Iterable[Coverage]) -> Coverage:
    """Return several coverages as one."""
    found = tuple(coverages)
    return Coverage(sum(each.claims for each in found), sum(each.backed for each in found))


def is_older(day: dt.date, months: int, today: dt.date) -> bool:
    """Return whether more than so many months have passed since a day; exactly so many are not more."""
    return (day.year * 12 + day.month + months, day.day) < (today.year * 12 + today.month, today.day)


@dataclass(frozen=True, slots=True)
class _Described:
    """A source where it is described."""

    name: SourceName
    home: MapEntry | PersonaEntry | None
    persona: Persona | None = None


def _described(portfolio: Portfolio) -> Iterator[_Described]:
    for source in portfolio.catalog.sources:
        yield _Described(SourceName(source.id, "", source), None)
    for entry in portfolio.maps:
        for source in entry.journey.sources:
            yield _Described(SourceName(source.id, entry.key, source), entry)
        for persona in entry.journey.personas:
            if isinstance(persona, Persona):
                yield from (_of_persona(source, entry, persona) for source in persona.sources)
    for person in portfolio.personas:
        yield from (_of_persona(source, person, person.persona) for source in person.persona.sources)


def _of_persona(source: Source, home: MapEntry | PersonaEntry, persona: Persona) -> _Described:
    # No map can name it: only its persona rests on it, so its name must be none that a claim could have.
    return _Described(SourceName(source.id, f"{home.key}#{persona.id}", source), home, persona)


def _claims(surveyed: SurveyedMap) -> Iterator[Claim]:
    """Yield what names any evidence."""
    entry = surveyed.entry
    for moment in surveyed.moments:
        if moment.noun.evidence:
            yield Claim(entry, ClaimKind.STEP if moment.step else ClaimKind.STAGE, moment)
    for pain in surveyed.pains:
        if pain.noun.evidence:
            yield Claim(entry, ClaimKind.PAIN, pain)
    for opportunity in surveyed.opportunities:
        if opportunity.noun.evidence:
            yield Claim(entry, ClaimKind.OPPORTUNITY, opportunity)


def _record(described: _Described, claims: tuple[Claim, ...], today: dt.date) -> SourceRecord:
    source, day = described.name.source, described.name.source.date
    return SourceRecord(
        source,
        described.home,
        described.persona,
        (today - day).days if day else None,
        _full_months(day, today) if day else None,
        bool(day) and is_older(day or today, OLD_AFTER_MONTHS, today),
        claims,
    )


def _full_months(day: dt.date, today: dt.date) -> int:
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    return max(0, months)
