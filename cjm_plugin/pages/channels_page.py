"""The page of all channels: who answers for each, where customers meet it on all maps, and how that feels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from cjm_plugin.analysis.channel_register import (
    ChannelMatrix,
    ChannelMoment,
    ChannelOnMap,
    ChannelRecord,
    TouchpointOnMap,
)
from cjm_plugin.analysis.pain_register import PainLine, PainRecord
from cjm_plugin.analysis.reality import shows_today
from cjm_plugin.analysis.registers import Registers
from cjm_plugin.locale import N_, Interface
from cjm_plugin.model.portfolio import MapEntry
from cjm_plugin.model.stage import name_of
from cjm_plugin.pages.addresses import CHANNELS_KEY, PAINS_KEY, Addresses
from cjm_plugin.pages.document import PageDocument
from cjm_plugin.pages.living import Living
from cjm_plugin.pages.plan import NOBODY
from cjm_plugin.pages.register_parts import (
    MOST_ROWS,
    chooser,
    downloads,
    light_table,
    named,
    places_of_each,
    token,
)
from cjm_plugin.pages.rendering import Identity, Renderer
from cjm_plugin.pages.tables import NOTHING, Column, FilteredTable, useful_table

MOST_PAINS = 3
"""So many pain points of a channel are named, the worst ones."""

MOST_NAMES = 5
"""So many people and wanted actions of a channel are named; a map may have others for it."""

MOST_MAPS = 40
MOST_CHANNELS = 30
"""The matrix has so many maps and channels at most, the weakest; a larger one nobody can take in."""

_BAD, _FAIR, _GOOD = "bad", "fair", "good"
_FEELINGS = {_BAD: N_("bad (1–2)"), _FAIR: N_("so-so (3)"), _GOOD: N_("good (4–5)"), NOTHING: N_("not scored")}


@dataclass(frozen=True, slots=True)
class ShownUses:
    """Where a channel is used: the maps that are named, the weakest first, and how many are not."""

    maps: tuple[ChannelOnMap, ...]
    left_out: int
    touchpoints: int


@dataclass(frozen=True, slots=True)
class HurtingPain:
    """A pain point of a channel: its line among all of them, and one that is the same where the channel is used."""

    line: PainLine
    record: PainRecord


@dataclass(frozen=True, slots=True)
class ShownMatrix:
    """The part of the matrix that is drawn, and how many maps and channels of it are not."""

    maps: tuple[MapEntry, ...]
    channels: tuple[ChannelRecord, ...]
    cells: Mapping[tuple[str, str], ChannelOnMap]
    maps_left_out: int
    channels_left_out: int


def channels_page(told: Registers, living: Living, renderer: Renderer, addresses: Addresses) -> PageDocument:
    """Return the page of all channels."""
    words = renderer.words
    title = living.title(CHANNELS_KEY, words)
    register = told.channels
    records = register.channels[:MOST_ROWS]
    table = channels_table(records, words)
    places = places_of_each(sum(map(_places, record.maps)) for record in records)
    values = {
        "table": table,
        "total": len(register.channels),
        "bad": sum(_feeling(record) == _BAD for record in register.channels),
        "unused": len(register.unused),
        "unowned": sum(not record.responsible for record in register.channels),
        "uses_of": lambda record: shown_uses(record, places),
        "moment_name": lambda moment: name_of(moment.placed.noun),
        "pains_of": _hurting(told.pains.lines),
        "in_register": _pain_links(told.pains.lines[:MOST_ROWS], living, addresses),
        "matrix": shown_matrix(register.matrix()),
        "weakest": weakest_moment,
        "tells_of_today": lambda entry: shows_today(entry.journey),
        "most_pains": MOST_PAINS,
        "most_names": MOST_NAMES,
        "chosen": chooser(CHANNELS_KEY, table),
        "downloads": downloads(None, living),
    }
    return renderer.page("channels.html.jinja", Identity(CHANNELS_KEY, title, title, words.language), addresses, values)


def channels_table(records: tuple[ChannelRecord, ...], words: Interface) -> FilteredTable[ChannelRecord]:
    """Return the table of these channels with its filters."""
    uses = {"yes": words.text("on a map"), "no": words.text("on no map")}
    feelings = {value: words.text(text) for value, text in _FEELINGS.items()}
    table = useful_table(
        records,
        named("responsible", words.text("Responsible"), records, _responsible, words.text(NOBODY)),
        named("team", words.text("Team"), records, lambda row: {row.team.id: row.team.title} if row.team else {}),
        named("map", words.text("Map"), records, lambda row: {it.entry.key: it.entry.journey.title for it in row.maps}),
        Column("score", words.text("Score"), feelings, lambda row: [_feeling(row)]),
        Column("use", words.text("Used"), uses, lambda row: ["yes" if row.maps else "no"]),
    )
    return light_table(table)


def shown_uses(record: ChannelRecord, places: int) -> ShownUses:
    """Return where a channel is used: about so many places, and one map at least."""
    shown: list[ChannelOnMap] = []
    named_places = 0
    for used in sorted(record.maps, key=_weakest_first):
        named_places += _places(used)
        if shown and named_places > places:
            break
        shown.append(used)
    touchpoints = sum(len({title for moment in used.moments for title in moment.touchpoints}) for used in record.maps)
    return ShownUses(tuple(shown), len(record.maps) - len(shown), touchpoints)


def shown_matrix(matrix: ChannelMatrix) -> ShownMatrix | None:
    """Return the weakest part of a matrix; None when there are not two maps and two channels to compare."""
    if len(matrix.maps) < 2 or len(matrix.channels) < 2:
        return None
    channels = matrix.channels[:MOST_CHANNELS]
    cells = {(used.entry.key, channel.name.key): used for channel in channels for used in channel.maps}
    concerned = {key for key, _ in cells}
    maps = [entry for entry in matrix.maps if entry.key in concerned][:MOST_MAPS]
    return ShownMatrix(tuple(maps), channels, cells, len(matrix.maps) - len(maps), len(matrix.channels) - len(channels))


def weakest_moment(used: ChannelOnMap | TouchpointOnMap) -> ChannelMoment:
    """Return the moment with the lowest score; the first one of equals, or of those without a score."""
    return min(used.moments, key=_weakest_first)


def _hurting(lines: Iterable[PainLine]) -> dict[str, list[HurtingPain]]:
    """Return the pain points of each channel that are not resolved, the worst first; those tied on maps are one."""
    found: dict[str, list[HurtingPain]] = {}
    for line in lines:
        worst: dict[str, PainRecord] = {}
        for record in line.records:
            for channel in record.channels if not record.is_resolved else ():
                worst.setdefault(channel.key, record)
        for key, record in worst.items():
            found.setdefault(key, []).append(HurtingPain(line, record))
    return found


def _pain_links(lines: Iterable[PainLine], living: Living, addresses: Addresses) -> dict[str, str]:
    """Return the link from each channel to its rows among all pain points; `lines` are those which that page shows."""
    if PAINS_KEY not in living.registers:
        return {}
    keys = {channel.key for line in lines for record in line.records for channel in record.channels}
    page = addresses.page(PAINS_KEY)
    return {key: f"{page}?{PAINS_KEY}.channel={quote(token(key), safe='')}#all" for key in keys}


def _feeling(record: ChannelRecord) -> str:
    """Return what the colour of a score says, so that a filter and the eye find the same."""
    if record.score is None:
        return NOTHING
    rounded = round(record.score)
    return _FAIR if rounded == 3 else _BAD if rounded < 3 else _GOOD


def _responsible(record: ChannelRecord) -> dict[str, str]:
    return {name: name for name in record.responsible}


def _places(used: ChannelOnMap) -> int:
    return sum(len(moment.touchpoints) for moment in used.moments)


def _weakest_first(scored: ChannelOnMap | ChannelMoment) -> tuple[bool, float]:
    return scored.score is None, scored.score or 0
