"""Every pain point of every map, the worst first; those that are the same pain on several maps are counted together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import TypeAlias

from cjm_plugin.analysis.anchors import anchor_of
from cjm_plugin.analysis.channel_names import ChannelName
from cjm_plugin.analysis.directory import Directory, PersonaName, SourceName, known
from cjm_plugin.analysis.evidence import Coverage
from cjm_plugin.analysis.ranking import openness, pain_weight, severity_weight
from cjm_plugin.analysis.reality import is_retired
from cjm_plugin.analysis.survey import Survey, SurveyedMap
from cjm_plugin.model.catalog import SharedPain
from cjm_plugin.model.identity import folded
from cjm_plugin.model.opportunity import Opportunity
from cjm_plugin.model.pain import Pain
from cjm_plugin.model.portfolio import MapEntry
from cjm_plugin.model.values import Frequency, OpportunityStatus, PainStatus, Severity
from cjm_plugin.model.walk import Placed

_CONFIDENCE = (0.5, 0.8, 1.0)


Rank: TypeAlias = tuple[int, float, int, int, str]
"""Its place (see `_place`), its points, how severe it is, on how many maps: all but the first below zero; and its first
map."""


class Grouping(StrEnum):
    """What pain points can be put together by."""

    STAGE = "stage"
    CHANNEL = "channel"
    PERSONA = "persona"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class PainRecord:
    """A pain point on its map, with all that the map says around it.

    `channels` are those of its step, or of its stage; `personas` those it concerns, all of the map unless it says
    otherwise; `owner` answers for the map. `sources` show it: none, and it is an assumption. `answers` are the
    opportunities that address it, rejected ones too. `points` are its rank: see `points_of`. It is sorted by `rank`.
    """

    entry: MapEntry
    placed: Placed[Pain]
    channels: tuple[ChannelName, ...]
    personas: tuple[PersonaName, ...]
    owner: str | None
    sources: tuple[SourceName, ...]
    answers: tuple[Placed[Opportunity], ...]
    points: float
    rank: Rank

    @property
    def pain(self) -> Pain:
        """The pain point itself."""
        return self.placed.noun

    @property
    def anchor(self) -> str:
        """Its id on the page of its map."""
        return anchor_of(self.pain)

    @property
    def is_resolved(self) -> bool:
        """Whether it hurts no more."""
        return self.pain.status is PainStatus.RESOLVED

    @property
    def hurts(self) -> bool:
        """Whether it is not resolved, and its map is not kept for the record only."""
        return not self.is_resolved and not is_retired(self.entry.journey)

    @property
    def is_answered(self) -> bool:
        """Whether an opportunity addresses it that is not rejected."""
        return any(answer.noun.status is not OpportunityStatus.REJECTED for answer in self.answers)


@dataclass(frozen=True, slots=True)
class PainLine:
    """A line of the register: one pain point, or all that are the same as one of the catalog, the worst first.

    `status` is open when it is open on any map, resolved when it is so on all. Those that hurt tell the rest (all,
    when none does): `severity` is the worst of theirs, None when none is rated; `sources` show any of them, each once;
    `points` are those of the heaviest with the sources of all, see `points_of`; `frequency` is its own. `is_answered`
    says whether an opportunity on any of the maps addresses it that is not rejected. Lines are sorted by `rank`.
    """

    shared: SharedPain | None
    records: tuple[PainRecord, ...]
    status: PainStatus
    severity: Severity | None
    frequency: Frequency | None
    sources: tuple[SourceName, ...]
    points: float
    is_answered: bool
    rank: Rank | tuple[int, float, int, int, str, Rank]

    @classmethod
    def of_one(cls, record: PainRecord) -> PainLine:
        """Return the line of a pain point that is on no other map."""
        pain = record.pain
        return cls(
            None,
            (record,),
            pain.status,
            pain.severity,
            pain.frequency,
            record.sources,
            record.points,
            record.is_answered,
            record.rank,
        )

    @classmethod
    def of_same(cls, shared: SharedPain, records: tuple[PainRecord, ...]) -> PainLine:
        """Return the line of pain points that are the same, the worst first."""
        worst = records[0]
        hurting = tuple(record for record in records if record.hurts) or records
        sources = tuple(dict.fromkeys(source for record in hurting for source in record.sources))
        heaviest = max((record.pain for record in hurting), key=lambda pain: (pain_weight(pain), severity_weight(pain)))
        points = points_of(pain_weight(heaviest), len(sources))
        severity = -max(severity_weight(record.pain) for record in records)
        maps = {record.entry.key for record in records}
        return cls(
            shared,
            records,
            worst.pain.status,
            max((record.pain for record in hurting), key=severity_weight).severity,
            heaviest.frequency,
            sources,
            points,
            any(record.is_answered for record in records),
            (_place(worst.entry, worst.pain), -points, severity, -len(maps), worst.entry.key, worst.rank),
        )

    @property
    def what(self) -> str:
        """What goes wrong: in the words of the catalog when it is shared."""
        return self.shared.what if self.shared else self.records[0].pain.what

    @property
    def maps(self) -> tuple[MapEntry, ...]:
        """The maps it is on, each once."""
        return tuple({record.entry.key: record.entry for record in self.records}.values())

    def part(self, records: Sequence[PainRecord]) -> PainLine:
        """Return the line of some of its pain points, which are in its order; itself when they are all."""
        if self.shared is None or len(records) == len(self.records):
            return self
        return PainLine.of_same(self.shared, tuple(records))


@dataclass(frozen=True, slots=True)
class PainGroup:
    """Lines that belong together; a line with several records holds those of the group only.

    `key` is None for what belongs to none: pain points without a channel, say. `points` are those of all that is not
    resolved.
    """

    key: str | None
    title: str
    lines: tuple[PainLine, ...]

    @property
    def points(self) -> float:
        """How much the group hurts."""
        return sum(line.points for line in self.lines if line.status is not PainStatus.RESOLVED)


@dataclass(frozen=True, slots=True)
class PainRegister:
    """All pain points of a portfolio as lines, the worst first: open before mitigated before resolved, then by points.

    Of equals, the more severe comes first, then the one on more maps, then the order of the maps. Those of retired maps
    come last.
    """

    lines: tuple[PainLine, ...]

    @property
    def records(self) -> tuple[PainRecord, ...]:
        """The pain points one by one, in the order of their lines."""
        return tuple(record for line in self.lines for record in line.records)

    @property
    def coverage(self) -> Coverage:
        """How many pain points there are, and how many of them a source shows."""
        records = self.records
        return Coverage(len(records), sum(bool(record.sources) for record in records))

    @property
    def unanswered(self) -> tuple[PainLine, ...]:
        """The lines not resolved that no opportunity answers."""
        return tuple(line for line in self.lines if not line.is_answered and line.status is not PainStatus.RESOLVED)

    def where(self, wanted: Callable[[PainRecord], bool]) -> PainRegister:
        """Return the register of those pain points only."""
        found = ((line, [*filter(wanted, line.records)]) for line in self.lines)
        return PainRegister(_ranked(line.part(records) for line, records in found if records))

    def by(self, grouping: Grouping) -> tuple[PainGroup, ...]:
        """Return the pain points in groups, the one that hurts most first; those that belong to none come last.

        Stages of different maps are one group when they are called the same. A pain point that belongs to several
        channels or personas is in each of these groups.
        """
        titles: dict[str | None, str] = {}
        members: dict[str | None, list[PainLine]] = {}
        for line in self.lines:
            parts: dict[str | None, list[PainRecord]] = {}
            for record in line.records:
                for key, title in _groups_of(record, grouping):
                    titles.setdefault(key, title)
                    parts.setdefault(key, []).append(record)
            for key, records in parts.items():
                members.setdefault(key, []).append(line.part(records))
        groups = (PainGroup(key, titles[key], _ranked(lines)) for key, lines in members.items())
        return tuple(sorted(groups, key=lambda group: (group.key is None, -group.points, group.title)))


def pain_register(survey: Survey) -> PainRegister:
    """Return the register of all pain points of a portfolio."""
    shared = {pain.id: pain for pain in survey.portfolio.catalog.pains}
    directory = Directory(survey.portfolio)
    records = (record for surveyed in survey.maps for record in _records(surveyed, directory))
    return PainRegister(_lines(records, shared))


def points_of(weight: int, sources: int) -> float:
    """Return the rank of a pain point, 0–16: severity × frequency × confidence.

    `weight` is severity (1–4) × frequency (1–4), see `ranking.pain_weight`; `sources` is how many show it. The
    confidence takes the three steps of RICE scoring (S. McBride, "RICE: Simple prioritization for product managers",
    Intercom): low, 50 %, for an assumption; medium, 80 %, for one source; high, 100 %, for two or more. What is not
    known counts so: no severity makes 0 points, and the pain comes last among those of its status; no frequency counts
    as "sometimes".
    """
    return weight * _CONFIDENCE[min(sources, 2)]


def _records(surveyed: SurveyedMap, directory: Directory) -> Iterator[PainRecord]:
    personas = surveyed.personas
    answers: dict[str, list[Placed[Opportunity]]] = {}
    for opportunity in surveyed.opportunities:
        for pain_id in dict.fromkeys(opportunity.noun.addresses):
            answers.setdefault(pain_id, []).append(opportunity)
    for placed in surveyed.pains:
        pain = placed.noun
        shown_by = tuple(known(pain.evidence, surveyed.sources))
        points = points_of(pain_weight(pain), len(shown_by))
        concerned = [personas[id_] for id_ in dict.fromkeys(pain.personas) if id_ in personas]
        yield PainRecord(
            surveyed.entry,
            placed,
            directory.channels_at(placed),
            tuple(concerned) or tuple(personas.values()),
            surveyed.owner,
            shown_by,
            tuple(answers.get(pain.id, ())),
            points,
            (_place(surveyed.entry, pain), -points, -severity_weight(pain), -1, surveyed.entry.key),
        )


def _place(entry: MapEntry, pain: Pain) -> int:
    """Return 0 for what is open, 1 mitigated, 2 resolved; as much and three more on a map that is retired."""
    return openness(pain.status) + (len(PainStatus) if is_retired(entry.journey) else 0)


def _lines(records: Iterable[PainRecord], shared: Mapping[str, SharedPain]) -> tuple[PainLine, ...]:
    """Return the records as ranked lines; records of the same shared pain make one."""
    tied: dict[str, list[PainRecord]] = {}
    lines: list[PainLine] = []
    for record in sorted(records, key=attrgetter("rank")):
        if record.pain.same_as in shared:
            tied.setdefault(record.pain.same_as or "", []).append(record)
        else:
            lines.append(PainLine.of_one(record))
    lines += (PainLine.of_same(shared[id_], tuple(same)) for id_, same in tied.items())
    return _ranked(lines)


def _ranked(lines: Iterable[PainLine]) -> tuple[PainLine, ...]:
    return tuple(sorted(lines, key=attrgetter("rank")))


def _groups_of(record: PainRecord, grouping: Grouping) -> list[tuple[str | None, str]]:
    """Return the keys and titles of the groups that a pain point belongs to; None and "" when there is none."""
    found: list[tuple[str | None, str]] = []
    match grouping:
        case Grouping.STAGE:
            found = [(folded(record.placed.stage.title), record.placed.stage.title)]
        case Grouping.CHANNEL:
            found = [(channel.key, channel.title) for channel in record.channels]
        case Grouping.PERSONA:
            found = [(persona.key, persona.title) for persona in record.personas]
        case Grouping.OWNER:
            found = [(record.owner, record.owner)] if record.owner else []
    return found or [(None, "")]
