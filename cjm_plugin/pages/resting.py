"""What pages rest on: as long as that is the same, a page that was made before is still right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields
from functools import cached_property
from pathlib import PurePosixPath

from cjm_plugin.cache.digest import digest
from cjm_plugin.model.portfolio import MapEntry
from cjm_plugin.model.walk import opportunities, pains, zooms
from cjm_plugin.pages.comparisons import Comparison
from cjm_plugin.pages.history_parts import KnownHistory
from cjm_plugin.pages.library import Library
from cjm_plugin.pages.living import Living
from cjm_plugin.reading.portfolio import Reading
from cjm_plugin.rules.health import MapFindings

_OTHERWISE_TOLD = {"findings", "history", "comparisons"}


class Foundations:
    """Digests of all that the pages of a site are made from, but for their own addresses and the program.

    A page of a map rests on its file, on those of the maps it is tied to, on everything that is not a map, and on what
    the day makes of it. A page over several maps rests on all, and on the day itself.
    """

    def __init__(self, reading: Reading, library: Library, living: Living, language: str, today: dt.date) -> None:
        """Take what was read, and what stands around it."""
        self._reading = reading
        self.library = library
        self._living = living
        self._language = language
        self._today = today

    @classmethod
    def of(cls, reading: Reading, living: Living, language: str, today: dt.date) -> Foundations:
        """Return the foundations of what was read, with its library."""
        return cls(reading, Library.of(reading.portfolio), living, language, today)

    def of_map(self, entry: MapEntry, *more: object) -> str:
        """Return the digest of what the page of a map rests on; `more` is what else it is given."""
        around = (self._told_of(entry), self._day_of(entry), self._ties(entry))
        return digest(self._common, entry.key, str(entry.path), self._file(entry), around, more)

    def of_preview(self, entry: MapEntry) -> str:
        """Return the digest of what the picture of a map rests on."""
        return digest("preview", self._file(entry))

    def of_all(self, name: str) -> str:
        """Return the digest of what a page or file over several maps rests on, `name` its own."""
        return digest(self._all, name)

    def _file(self, entry: MapEntry) -> str:
        return self._files[entry.path]

    @property
    def _files(self) -> Mapping[PurePosixPath, str]:
        return self._reading.digests

    @cached_property
    def _common(self) -> str:
        portfolio = self.library.portfolio
        of_maps = {*(entry.path for entry in portfolio.maps), *(entry.path for entry in portfolio.broken)}
        shared = sorted((str(path), found) for path, found in self._files.items() if path not in of_maps)
        said = [each.name for each in fields(Living) if each.name not in _OTHERWISE_TOLD]
        around = [(name, _told(getattr(self._living, name))) for name in said]
        compared = [_compared(each) for each in self._living.comparisons]
        groups = [(entry.key, str(entry.folder), entry.collection.title) for entry in portfolio.collections]
        people = [(entry.key, str(entry.path)) for entry in portfolio.personas]
        series = sorted((str(path), points) for path, points in portfolio.series.items())
        images = sorted(map(str, portfolio.images))
        return digest(self._language, shared, around, compared, groups, people, series, images)

    @cached_property
    def _all(self) -> str:
        portfolio = self.library.portfolio
        maps = [(*self._known(entry), str(entry.path), self._told_of(entry)) for entry in portfolio.maps]
        broken = [(entry.key, str(entry.path)) for entry in portfolio.broken]
        return digest(self._common, self._today.isoformat(), maps, broken, sorted(portfolio.map_keys.items()))

    def _told_of(self, entry: MapEntry) -> str:
        """Return what stands around one map alone."""
        found, past = self._living.findings.get(entry.key), self._living.history.get(entry.key)
        return digest(_findings(found) if found else "", _past(past) if past else "")

    def _day_of(self, entry: MapEntry) -> list[object]:
        """Return what another day changes on the page of a map: how fresh it is, and which opportunities are late."""
        dated = [(placed.noun.id, placed.noun.due) for placed in opportunities(entry.journey)]
        late = [id_ for id_, due in dated if due and due < self._today]
        return [self.library.review_of(entry, self._today).freshness, late]

    def _known(self, entry: MapEntry) -> tuple[str, str]:
        return entry.key, self._file(entry)

    def _ties(self, entry: MapEntry) -> list[object]:
        """Return what there is of other maps on the page of one: those it names, those above it, pains they share."""
        library, links = self.library, entry.journey.links
        detailed = (name for name, _ in zooms(entry.journey))
        named = (links.parent, links.current, links.future, *links.children, *links.related, *detailed)
        called = [(name, self._known(found)) for name in named if name and (found := library.map_called(name))]
        above = [self._known(found) for found in library.ancestors(entry)]
        shared = sorted({placed.noun.same_as or "" for placed in pains(entry.journey)} & self._shared.keys())
        return [called, above, [self._shared[name] for name in shared]]

    @cached_property
    def _shared(self) -> Mapping[str, str]:
        tied = self.library.tied_pains.items()
        return {name: digest([self._known(entry) for entry, _ in places]) for name, places in tied}


def _told(value: object) -> object:
    # A set has its members in another order in every run.
    return sorted(value) if isinstance(value, frozenset) else value


def _compared(each: Comparison) -> tuple[object, ...]:
    # What the maps say now is in the digests of their files.
    then = each.before.journey if each.tag else ""
    return (each.key, each.title, each.after.key, each.tagged, each.renamed, then)


def _findings(found: MapFindings) -> list[object]:
    told = [(it.rule.code, it.level, it.loc, it.values) for it in found.findings]
    silenced = [(it.finding.rule.code, it.finding.loc, it.reason) for it in found.silenced]
    return [told, silenced, found.unused_silences, [(rule.code, level) for rule, level in found.applied]]


def _past(known: KnownHistory) -> tuple[object, ...]:
    # The changes follow from the versions and from the file, which are told apart without them.
    return (known.file, known.timeline.scores, len(known.timeline.changes))
