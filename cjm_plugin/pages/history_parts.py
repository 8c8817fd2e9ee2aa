"""What git knows of a map, as its page tells it: who changed what and when, and how the scores went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from cjm_plugin.history.names import Names, named
from cjm_plugin.history.timeline import Event, MeaningfulChange, Timeline
from cjm_plugin.history.versions import FileHistory, Version
from cjm_plugin.history.wording import sentence
from cjm_plugin.locale import N_, Interface
from cjm_plugin.pages.charts.history_curve import HistoryCurve, history_curve

MOST_SENTENCES = 12
"""So many changes of one commit are told; the others are counted."""

_EVENTS: dict[Event, str] = {
    Event.CREATED: N_("The map was made."),
    Event.UNREADABLE: N_("The file had errors, so what changed cannot be told."),
    Event.REPAIRED: N_("The file can be read again after errors."),
}


@dataclass(frozen=True, slots=True)
class KnownHistory:
    """What git knows of a map: the life of its file, its last meaningful changes and its scores over time."""

    file: FileHistory
    timeline: Timeline


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A change in plain sentences; `more` counts those that are left out. `version` is None before it is committed."""

    version: Version | None
    sentences: tuple[str, ...]
    more: int

    @property
    def day(self) -> dt.date | None:
        """The day it was written, in the time zone of the author; None before it is committed."""
        return self.version.date.date() if self.version else None


@dataclass(frozen=True, slots=True)
class MapStory:
    """The part of a page that tells the history of its map; `curve` is None for fewer than two versions."""

    file: FileHistory
    changes: tuple[ToldChange, ...]
    curve: HistoryCurve | None


def map_story(known: KnownHistory | None, names: Names, words: Interface) -> MapStory | None:
    """Return the history of a map in the language of its page; None when git knows nothing of it."""
    if known is None or not (known.file.versions or known.timeline.changes):
        return None
    changes = tuple(told_change(change, names, words) for change in known.timeline.changes)
    return MapStory(known.file, changes, history_curve(known.timeline.scores, words))


def told_change(change: MeaningfulChange, names: Names, words: Interface) -> ToldChange:
    """Return a change in sentences, the weightiest first; `names` are those of personas and sources of other files."""
    sentences = tuple(_sentences(change, names, words))
    return ToldChange(change.version, sentences[:MOST_SENTENCES], max(0, len(sentences) - MOST_SENTENCES))


def _sentences(change: MeaningfulChange, names: Names, words: Interface) -> Iterator[str]:
    if change.difference is None:
        yield words.text(_EVENTS[change.event])
    else:
        yield from (sentence(named(part, names), words) for part in change.difference.changes)
