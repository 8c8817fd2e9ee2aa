"""The report of a check: all issues of a folder in order, and the maps that were checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from cjm_plugin.checking.issue import Issue, IssueLevel, issue_of, sorted_issues
from cjm_plugin.reading.assets import NamedFile
from cjm_plugin.reading.diagnostics import Position

if TYPE_CHECKING:
    from cjm_plugin.reading.circles import Detail


@dataclass(frozen=True, slots=True)
class Watch:
    """A pattern of paths that a map watches, and where it stands in the map's file."""

    pattern: str
    position: Position


@dataclass(frozen=True, slots=True)
class CheckedMap:
    """A map without errors of its own. `path` is shown as it is; `health` is 0 to 100, None when nothing applies."""

    path: str
    health: int | None
    watches: tuple[Watch, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found; issues and maps are sorted by path. `named_files` were looked at besides the YAML files.

    `details` is what the maps of a part say of each other, with the places: a circle may lead through several parts.
    """

    issues: tuple[Issue, ...] = ()
    maps: tuple[CheckedMap, ...] = ()
    named_files: frozenset[NamedFile] = frozenset()
    details: Mapping[Detail, Position] = field(default_factory=dict)

    @property
    def told(self) -> tuple[Issue, ...]:
        """The issues that no map silences."""
        return tuple(issue for issue in self.issues if issue.silenced is None)

    def of_files(self, paths: Collection[str]) -> Report:
        """Return what is said of these files alone; paths are those that the report shows."""
        issues = tuple(issue for issue in self.issues if issue.path in paths)
        return replace(self, issues=issues, maps=tuple(checked for checked in self.maps if checked.path in paths))

    def count(self, level: IssueLevel) -> int:
        """Return how many issues of a level there are, without the silenced ones."""
        return sum(issue.level is level for issue in self.told)

    def fails(self, *, strict: bool) -> bool:
        """Whether the check has failed: by an error, or when `strict` by a warning too."""
        return bool(self.count(IssueLevel.ERROR) or (strict and self.count(IssueLevel.WARNING)))


def joined_reports(reports: Iterable[Report]) -> Report:
    """Return the report of a whole folder from those of its parts; what several parts tell is told once."""
    # Not before it is needed: it loads the models, and a report from the cache does without.
    from cjm_plugin.reading.circles import circle_problems  # noqa: PLC0415

    parts = tuple(reports)
    maps = sorted(chain.from_iterable(part.maps for part in parts), key=lambda checked: checked.path)
    details = {detail: position for part in parts for detail, position in part.details.items()}
    in_circles = map(issue_of, circle_problems(details, details.__getitem__))
    issues = sorted_issues(chain(in_circles, *(part.issues for part in parts)))
    return Report(issues, tuple(maps), frozenset().union(*(part.named_files for part in parts)))
