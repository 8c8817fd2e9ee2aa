"""Earlier versions of one map: read when they are needed, and what was worked out about them."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from cjm_plugin.history import compact, snapshots
from cjm_plugin.history.difference import map_difference
from cjm_plugin.reading.single import read_map

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_plugin.history.difference import MapDifference
    from cjm_plugin.history.objects import Contents
    from cjm_plugin.history.snapshots import VersionFigures
    from cjm_plugin.model.journey_map import JourneyMap

_MARK_LINES = re.compile(rb"^.*\b(?:version|last_reviewed)\b.*$", re.MULTILINE)
_MOST_KEPT = 1000


@dataclass
class EarlierVersions:
    """The versions of a map by the ids of their contents.

    `worked_out` is plain JSON: figures and differences of this run and of earlier ones. Contents that are not there,
    or are no valid map, are None.
    """

    contents: Contents
    shown_path: str
    worked_out: dict[str, dict[str, Any]]
    is_new: bool = False
    """Whether there is more in `worked_out` than there was."""
    _used: dict[str, dict[str, Any]] = field(default_factory=dict)
    _read: dict[str, JourneyMap | None] = field(default_factory=dict)

    @property
    def to_keep(self) -> dict[str, dict[str, Any]]:
        """What is worth keeping of `worked_out`: all, or what this run used when it has become much."""
        return {
            kind: known if len(known) <= _MOST_KEPT else self._used.get(kind, {})
            for kind, known in self.worked_out.items()
        }

    def journey(self, blob: str) -> JourneyMap | None:
        """Return a version of the map."""
        if blob not in self._read:
            content = self.contents.read(blob)
            self._read[blob] = None if content is None else read_map(content, self.shown_path).journey
        return self._read[blob]

    def figures(self, blob: str) -> VersionFigures | None:
        """Return the scores of a version, without reading it when they are known."""
        return self._known("figures", blob, partial(self._figures, blob), snapshots.from_json)  # type: ignore[no-any-return]

    def difference(self, old: str, new: str, day: dt.date | None) -> MapDifference | None:
        """Return what changed between two versions; None when one is no valid map. `day` decides what is late."""
        work_out = partial(self._difference, old, new, day)
        return self._known("differences", f"{old} {new} {day}", work_out, compact.from_json)  # type: ignore[no-any-return]

    def mark_lines(self, blob: str) -> str:
        """Return what tells quickly whether two versions may have another number or date of review."""
        return self._known("lines", blob, partial(self._mark_lines, blob), str)  # type: ignore[no-any-return]

    def _known(self, kind: str, key: str, work_out: Callable[[], Any], read: Callable[[Any], Any]) -> Any:
        """Return a value from its JSON, which is worked out when there is none or it has been damaged."""
        known, used = self.worked_out.setdefault(kind, {}), self._used.setdefault(kind, {})
        if key in known:
            used[key] = known[key]
            try:
                return None if known[key] is None else read(known[key])
            except (ValueError, TypeError, LookupError, AttributeError):
                pass
        data = known[key] = used[key] = work_out()
        self.is_new = True
        return None if data is None else read(data)

    def _figures(self, blob: str) -> Any:
        journey = self.journey(blob)
        return journey and snapshots.to_json(snapshots.version_figures(journey))

    def _difference(self, old: str, new: str, day: dt.date | None) -> Any:
        before, after = self.journey(old), self.journey(new)
        return before and after and compact.to_json(map_difference(before, after, today=day))

    def _mark_lines(self, blob: str) -> str:
        lines = b"\n".join(_MARK_LINES.findall(self.contents.read(blob) or b""))
        return hashlib.sha256(lines).hexdigest()[:16] if lines else ""
