"""What a site tells of its maps beyond their own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cjm_plugin.locale import Interface
from cjm_plugin.pages.addresses import REGISTER_KEYS
from cjm_plugin.pages.comparisons import Comparison
from cjm_plugin.pages.history_parts import KnownHistory
from cjm_plugin.pages.titles import TITLES
from cjm_plugin.rules.health import MapFindings


@dataclass(frozen=True, slots=True)
class Living:
    """What stands around the maps of a site.

    `reviews`: there is a page of all reviews, and a calendar of them; `feed`: there is a feed of the changes.
    `registers` are the keys of the pages over all maps that there are, `downloads` the files of the same to work with,
    `titles` what the site calls pages otherwise than we do, by their keys. `comparisons` are those that the site asks
    for beside those of current and future states; `left_out` are the keys of pages that are not part of it.
    `version` is the version of the site that is being published, "" when that is not known. `findings` are those of
    the rules of good practice, `history` is what git knows, both by the key of the map. `is_preview`: its reader is
    somebody who writes the maps.
    """

    reviews: bool = True
    feed: bool = False
    registers: frozenset[str] = REGISTER_KEYS
    downloads: frozenset[str] = frozenset()
    titles: Mapping[str, str] = field(default_factory=dict)
    comparisons: tuple[Comparison, ...] = ()
    left_out: frozenset[str] = frozenset()
    version: str = ""
    findings: Mapping[str, MapFindings] = field(default_factory=dict)
    history: Mapping[str, KnownHistory] = field(default_factory=dict)
    is_preview: bool = False

    def title(self, key: str, words: Interface) -> str:
        """Return what the site calls a page over several maps, by its key."""
        return self.titles.get(key) or words.text(TITLES[key])

    def listed(self, words: Interface) -> list[tuple[str, str]]:
        """Return the keys and titles of the pages that the page of all maps leads to, in the order of the menu."""
        return [(key, self.title(key, words)) for key in TITLES if key in self.registers]
