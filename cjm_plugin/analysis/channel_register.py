"""Every channel of the catalog and of the maps: who answers for it, where it is used, and how that feels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cjm_plugin.analysis.anchors import anchor_of
from cjm_plugin.analysis.channel_names import ChannelName
from cjm_plugin.analysis.directory import Directory
from cjm_plugin.analysis.pain_register import PainRecord, PainRegister
from cjm_plugin.analysis.reality import shows_today
from cjm_plugin.analysis.scores import mean_of, moment_score, stage_score
from cjm_plugin.analysis.survey import Survey
from cjm_plugin.model.catalog import Team
from cjm_plugin.model.moment import ChannelUse, Moment
from cjm_plugin.model.portfolio import MapEntry
from cjm_plugin.model.walk import Placed


@dataclass(frozen=True, slots=True)
class ChannelMoment:
    """A moment of a map where a channel is used: a step or a stage.

    `touchpoints` are those of the moment; without any, the customer meets the company at the channel itself. What the
    map does not say of `responsible` and `wanted_action`, the catalog does. `score` (1–5) is the mean over the
    personas; that of a stage with steps is the mean of its steps.
    """

    entry: MapEntry
    placed: Placed[Moment]
    touchpoints: tuple[str, ...]
    responsible: str | None
    wanted_action: str | None
    score: float | None

    @property
    def anchor(self) -> str:
        """The id of the moment on the page of its map."""
        return anchor_of(self.placed.noun)


@dataclass(frozen=True, slots=True)
class TouchpointOnMap:
    """A touchpoint of a channel with its moments on one map."""

    title: str
    moments: tuple[ChannelMoment, ...]

    @property
    def score(self) -> float | None:
        """The mean over its moments with a score."""
        return mean_of(moment.score for moment in self.moments)


@dataclass(frozen=True, slots=True)
class ChannelOnMap:
    """A map with the moments where it uses a channel; `score` (1–5) is the mean over those with one."""

    entry: MapEntry
    moments: tuple[ChannelMoment, ...]
    score: float | None

    @property
    def touchpoints(self) -> tuple[TouchpointOnMap, ...]:
        """The touchpoints of the channel on this map, in the order of the journey."""
        met: dict[str, list[ChannelMoment]] = {}
        for moment in self.moments:
            for title in moment.touchpoints:
                met.setdefault(title, []).append(moment)
        return tuple(TouchpointOnMap(title, tuple(moments)) for title, moments in met.items())


@dataclass(frozen=True, slots=True)
class ChannelRecord:
    """A channel with the maps that use it, in their order, and its pain points, the worst first.

    `responsible` and `wanted_actions` are what catalog and maps say, each once, the catalog first. `score` (1–5) is the
    mean over its moments with one, on maps that tell of today; each moment weighs the same.
    """

    name: ChannelName
    team: Team | None
    responsible: tuple[str, ...]
    wanted_actions: tuple[str, ...]
    maps: tuple[ChannelOnMap, ...]
    pains: tuple[PainRecord, ...]
    score: float | None

    @property
    def moments(self) -> tuple[ChannelMoment, ...]:
        """All its moments, map by map."""
        return tuple(moment for used in self.maps for moment in used.moments)


@dataclass(frozen=True, slots=True)
class ChannelMatrix:
    """Maps × channels. `scores` holds the mean of a channel on a map by their keys, None when it is used unscored.

    Both are in the order of their means, the weakest first; those without a score come last.
    """

    maps: tuple[MapEntry, ...]
    channels: tuple[ChannelRecord, ...]
    scores: Mapping[tuple[str, str], float | None]


@dataclass(frozen=True, slots=True)
class ChannelRegister:
    """The channels of a portfolio, the weakest first; those without a score come last, by title."""

    channels: tuple[ChannelRecord, ...]

    @property
    def unused(self) -> tuple[ChannelRecord, ...]:
        """The channels of the catalog that no map uses."""
        return tuple(channel for channel in self.channels if not channel.maps)

    def matrix(self) -> ChannelMatrix:
        """Return the mean score of every channel on every map that uses it."""
        channels = tuple(channel for channel in self.channels if channel.maps)
        scores = {(used.entry.key, channel.name.key): used.score for channel in channels for used in channel.maps}
        by_map: dict[str, list[float | None]] = {}
        for (key, _), score in scores.items():
            by_map.setdefault(key, []).append(score)
        means = {key: mean_of(found) for key, found in by_map.items()}
        maps = {used.entry.key: used.entry for channel in channels for used in channel.maps}
        in_order = sorted(maps.values(), key=lambda entry: (*_weakest_first(means[entry.key]), entry.key))
        return ChannelMatrix(tuple(in_order), channels, scores)


@dataclass(slots=True)
class _Gathered:
    """What is found of one channel, map by map."""

    moments: dict[str, list[ChannelMoment]] = field(default_factory=dict)
    pains: list[PainRecord] = field(default_factory=list)


def channel_register(survey: Survey, pains: PainRegister) -> ChannelRegister:
    """Return the channels of a portfolio: all of the catalog, and those that maps name in words of their own."""
    directory = Directory(survey.portfolio)
    found: defaultdict[ChannelName, _Gathered] = defaultdict(_Gathered)
    for channel in survey.portfolio.catalog.channels:
        found[directory.channel(ChannelUse(id=channel.id))] = _Gathered()
    for surveyed in survey.maps:
        for placed in surveyed.moments:
            score = _score(placed) if placed.noun.channels else None
            for name, use in _used_at(placed.noun, directory):
                moment = _moment(surveyed.entry, placed, name, use, score)
                found[name].moments.setdefault(surveyed.entry.key, []).append(moment)
    for record in pains.where(lambda record: shows_today(record.entry.journey)).records:
        for name in record.channels:
            found[name].pains.append(record)
    records = [_record(name, gathered, directory) for name, gathered in found.items()]
    return ChannelRegister(
        tuple(sorted(records, key=lambda record: (*_weakest_first(record.score), record.name.title)))
    )


def _used_at(moment: Moment, directory: Directory) -> Iterator[tuple[ChannelName, ChannelUse]]:
    """Yield the channels of a moment, each once, with what the map says of it there."""
    uses: dict[ChannelName, ChannelUse] = {}
    for use in moment.channels:
        uses.setdefault(directory.channel(use), use)
    yield from uses.items()


def _score(placed: Placed[Moment]) -> float | None:
    whole_stage = placed.step is None and placed.stage.steps
    return stage_score(placed.stage) if whole_stage else moment_score(placed.noun)


def _moment(
    entry: MapEntry, placed: Placed[Moment], name: ChannelName, use: ChannelUse, score: float | None
) -> ChannelMoment:
    channel = name.channel
    return ChannelMoment(
        entry,
        placed,
        placed.noun.touchpoints or (name.title,),
        use.responsible or (channel.responsible if channel else None),
        use.wanted_action or (channel.wanted_action if channel else None),
        score,
    )


def _record(name: ChannelName, gathered: _Gathered, directory: Directory) -> ChannelRecord:
    channel = name.channel
    every = [moment for moments in gathered.moments.values() for moment in moments]
    responsible = [channel.responsible if channel else None, *(moment.responsible for moment in every)]
    wanted = [channel.wanted_action if channel else None, *(moment.wanted_action for moment in every)]
    return ChannelRecord(
        name,
        directory.team(channel.team) if channel else None,
        _each_once(responsible),
        _each_once(wanted),
        tuple(_on_map(tuple(moments)) for moments in gathered.moments.values()),
        tuple(gathered.pains),
        mean_of(moment.score for moment in every if shows_today(moment.entry.journey)),
    )


def _on_map(moments: tuple[ChannelMoment, ...]) -> ChannelOnMap:
    return ChannelOnMap(moments[0].entry, moments, mean_of(moment.score for moment in moments))


def _each_once(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _weakest_first(score: float | None) -> tuple[bool, float]:
    return score is None, score or 0
