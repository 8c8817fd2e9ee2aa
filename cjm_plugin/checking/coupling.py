"""Maps and the files they watch: a change there asks for a look at the map."""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cjm_plugin.checking.issue import Issue, issue_of
from cjm_plugin.history.git_process import fields, path_text, run_git
from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import Diagnostic, Hint
from cjm_plugin.reading.watches import watched_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cjm_plugin.checking.changes import Changes
    from cjm_plugin.checking.report import CheckedMap, Report
    from cjm_plugin.history.git import Repository

_MOST_NAMED = 3
_LONGEST_PATH = 100


def watches_nothing(report: Report, repository: Repository) -> Iterator[Issue]:
    """Yield an issue for each pattern that no file of the repository matches, new ones included. Raises GitError."""
    watching = [checked for checked in report.maps if checked.watches]
    if not watching:
        return
    matches = _matcher(_files_of(repository))
    for checked in watching:
        for watch in checked.watches:
            if not matches(watch.pattern.removeprefix("!")):
                values = {"value": watch.pattern}
                hint = Hint(problems.WATCH_FORM)
                yield issue_of(Diagnostic(problems.WATCHES_NOTHING, checked.path, watch.position, values, hint))


def left_behind(report: Report, changes: Changes, shown_as: str) -> Iterator[Issue]:
    """Yield an issue for each map that did not change while files that it watches did."""
    paths = sorted(str(path) for path in changes.paths)
    for checked in report.maps:
        own = changes.maps / PurePosixPath(checked.path).relative_to(shown_as)
        if checked.watches and own not in changes.now:
            spec = watched_paths(watch.pattern for watch in checked.watches)
            found = [path for path in paths if path != str(own) and spec.match_file(path)]
            if found:
                yield _left_behind(checked, found)


def _left_behind(checked: CheckedMap, files: list[str]) -> Issue:
    named = ", ".join(_shortened(path) for path in files[:_MOST_NAMED])
    more = f" (+{len(files) - _MOST_NAMED})" if len(files) > _MOST_NAMED else ""
    hint = Hint(problems.LOOK_AT_MAP)
    values = {"files": named + more}
    place = checked.watches[0].position
    return issue_of(Diagnostic(problems.WATCHED_CHANGED, checked.path, place, values, hint))


def _shortened(path: str) -> str:
    return path if len(path) <= _LONGEST_PATH else f"…{path[1 - _LONGEST_PATH :]}"


def _matcher(files: list[str]) -> Callable[[str], bool]:
    """Return what tells whether a pattern matches any of the files; many maps may watch the same."""

    @cache
    def matches(pattern: str) -> bool:
        spec = watched_paths([pattern])
        return any(spec.match_file(path) for path in files)

    return matches


def _files_of(repository: Repository) -> list[str]:
    listing = run_git(repository.root, ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
    return [path_text(path) for path in fields(listing)]
