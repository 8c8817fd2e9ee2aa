"""Checks a folder of maps: reads it, asks the rules, and finds the places of what they say."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cjm_plugin.checking.issue import Issue, IssueLevel, issue_of, sorted_issues
from cjm_plugin.checking.judging import JudgedMap, judge
from cjm_plugin.checking.report import CheckedMap, Report, Watch
from cjm_plugin.checking.silences import check_silences
from cjm_plugin.reading.collector import collector_at_rest
from cjm_plugin.reading.diagnostics import Position
from cjm_plugin.reading.nodes import Mapping, find
from cjm_plugin.reading.portfolio import WHOLE, Part, Reading, read_portfolio

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from cjm_plugin.model.portfolio import MapEntry
    from cjm_plugin.model.walk import Loc
    from cjm_plugin.rules.rule import Finding
    from cjm_plugin.rules.selection import Selection


def check_part(maps_dir: Path, shown_as: str, selection: Selection, today: dt.date, part: Part = WHOLE) -> Report:
    """Check the maps of one part of a folder, and all they refer to. Raises nothing for bad files."""
    with collector_at_rest():
        reading = read_portfolio(maps_dir, shown_as, part, keep_trees=True)
        return report_of(reading, shown_as, selection, today)


def report_of(reading: Reading, shown_as: str, selection: Selection, today: dt.date) -> Report:
    """Return everything that is to be said of what was read with its trees."""
    judgement = judge(reading, selection, today)
    issues = [issue_of(diagnostic) for diagnostic in reading.diagnostics]
    maps = []
    for entry in reading.portfolio.maps:
        place = _Place(str(PurePosixPath(shown_as) / entry.path), reading.trees[entry.path])
        judged = judgement[entry.key]
        issues += place.issues(judged)
        silences = check_silences(entry.journey, judged.findings, reading.trees[entry.path], place.path)
        issues += [issue_of(diagnostic) for diagnostic in silences]
        maps.append(CheckedMap(place.path, judged.health, tuple(place.watches(entry))))
    trees = {str(PurePosixPath(shown_as) / path): tree for path, tree in reading.trees.items()}
    details = {said: find(trees[said.path], said.loc)[0] for said in reading.details}
    return Report(sorted_issues(issues), tuple(maps), reading.named_files, details)


class _Place:
    """The file of a map, to point into."""

    def __init__(self, path: str, tree: Mapping) -> None:
        self.path = path
        self._tree = tree

    def issues(self, judged: JudgedMap) -> Iterator[Issue]:
        for finding in judged.findings.findings:
            yield self._found(finding)
        for silenced in judged.findings.silenced:
            yield self._found(silenced.finding, silenced.reason)

    def watches(self, entry: MapEntry) -> Iterator[Watch]:
        for i, pattern in enumerate(entry.journey.watches):
            yield Watch(pattern, self._position(("watches", i)))

    def _found(self, finding: Finding, silenced: str | None = None) -> Issue:
        return Issue(
            code=finding.rule.code,
            level=IssueLevel(finding.level.value),
            path=self.path,
            position=self._position(finding.loc),
            message=finding.rule.message,
            values=finding.values,
            name=finding.rule.name,
            silenced=silenced,
        )

    def _position(self, loc: Loc) -> Position:
        return find(self._tree, loc)[0]
