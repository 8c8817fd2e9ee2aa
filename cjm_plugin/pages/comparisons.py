"""The comparisons of a site: which maps stand beside each other, and where the page of each is."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import PurePosixPath

from cjm_plugin.analysis.comparison import MapComparison, RenamedIds, compare_maps, planned_changes
from cjm_plugin.locale import N_, Interface, supported
from cjm_plugin.model.portfolio import MapEntry, Portfolio
from cjm_plugin.pages.addresses import COMPARISONS_KEY
from cjm_plugin.reading.folder import page_key

_LONGEST_NAME = 150
"""Bytes of a name in an address: with what is added to it, file systems take 255."""


class ComparisonKind(StrEnum):
    """Why two maps are compared."""

    PLANNED = "future"
    TAGGED = "version"
    ASKED = "asked"


KINDS: Mapping[ComparisonKind, str] = {
    ComparisonKind.PLANNED: N_("future state"),
    ComparisonKind.TAGGED: N_("earlier version"),
    ComparisonKind.ASKED: N_("two maps"),
}


@dataclass(frozen=True)
class Comparison:
    """Two maps to be compared, or one with itself as it was at a git tag.

    With a `tag`, `before` is the map of then under the key of today, `tagged` the day of the tag, and `renamed` what
    has another id since. `title` is what the site calls the comparison, "" when it says nothing.
    """

    before: MapEntry
    after: MapEntry
    title: str = ""
    tag: str = ""
    tagged: dt.date | None = None
    renamed: RenamedIds | None = None
    is_planned: bool = False

    @property
    def kind(self) -> ComparisonKind:
        """Why the two are compared."""
        if self.tag:
            return ComparisonKind.TAGGED
        return ComparisonKind.PLANNED if self.is_planned else ComparisonKind.ASKED

    @property
    def key(self) -> str:
        """The address of its page below the maps; no two comparisons have the same."""
        after = f"@{_safe(self.tag)}" if self.tag else f"--{_flat(self.after.key)}"
        return f"{COMPARISONS_KEY}/{_fitting(_flat(self.before.key) + after)}"

    @cached_property
    def result(self) -> MapComparison:
        """What is better and worse on the second map."""
        return compare_maps(self.before.journey, self.after.journey, self.renamed)

    @property
    def language(self) -> str | None:
        """The language of both maps; None when it is not the same, or not said."""
        languages = {supported(entry.journey.language) for entry in (self.before, self.after)}
        return languages.pop() if len(languages) == 1 else None

    def name(self, words: Interface) -> str:
        """Return what the comparison is called."""
        if self.title:
            return self.title
        before, after = self.before.journey.title, self.after.journey.title
        if self.tag:
            return words.text("{title}: what changed since {tag}").format(title=after, tag=self.tag)
        if self.is_planned:
            return words.text("{title}: what the future state changes").format(title=before)
        return f"{before} → {after}"

    def name_on_map(self, words: Interface) -> str:
        """Return what the pages of the two maps call it."""
        if self.title:
            return self.title
        if self.tag:
            return words.text("What changed since {tag}").format(tag=self.tag)
        return words.text("What the future state changes") if self.is_planned else self.name(words)


def known_comparisons(
    portfolio: Portfolio, asked: Iterable[Comparison], left_out: Container[str] = ()
) -> tuple[Comparison, ...]:
    """Return the comparisons of a site: current with future states, then those that were `asked` for.

    A planned pair that was asked for has the title it was given. Those whose page, or one of whose maps, is not part
    of the site are not there.
    """
    maps = {entry.key for entry in portfolio.maps}
    planned = (Comparison(now, then, is_planned=True) for now, then in planned_changes(portfolio))
    found = {each.key: each for each in planned}
    for each in asked:
        is_planned = each.key in found
        found[each.key] = each if each.is_planned == is_planned else replace(each, is_planned=is_planned)
    return tuple(
        each for key, each in found.items() if key not in left_out and {each.before.key, each.after.key} <= maps
    )


def by_map(comparisons: Iterable[Comparison]) -> dict[str, tuple[Comparison, ...]]:
    """Return the comparisons that a map is part of, by the key of the map."""
    found: dict[str, tuple[Comparison, ...]] = {}
    for each in comparisons:
        for key in {each.before.key, each.after.key}:
            found[key] = (*found.get(key, ()), each)
    return found


def _flat(key: str) -> str:
    """Return the key of a map as one part of an address.

    No part of a key begins or ends with a dot or a dash, or has two dashes in a row: so a single dot is a slash, an
    even number of them are dots of the key, and two dashes are none of it.
    """
    return key.replace(".", "..").replace("/", ".")


def _safe(tag: str) -> str:
    """Return a tag as a part of an address; no tag has a tilde."""
    safe = page_key(PurePosixPath(tag.replace("/", "-")))
    return safe if safe == tag else f"{safe}~{_digest(tag)}"


def _fitting(name: str) -> str:
    raw = name.encode()
    if len(raw) <= _LONGEST_NAME:
        return name
    return f"{raw[:_LONGEST_NAME].decode('utf-8', 'ignore')}~{_digest(name)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:10]
