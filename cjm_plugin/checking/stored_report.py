"""A report as JSON values, and back."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import PurePosixPath
from typing import Any

from cjm_plugin.checking.issue import Issue, IssueLevel
from cjm_plugin.checking.report import CheckedMap, Report, Watch
from cjm_plugin.reading.assets import NamedFile
from cjm_plugin.reading.diagnostics import Hint, Position


def stored(report: Report) -> dict[str, Any]:
    """Return the report in lists, groups and plain values."""
    return {
        "issues": [_stored_issue(issue) for issue in report.issues],
        "maps": [asdict(checked) for checked in report.maps],
        "named_files": [[str(named.path), named.is_series] for named in sorted(report.named_files)],
    }


def restored(data: dict[str, Any]) -> Report:
    """Return the report that was stored. Raises KeyError, TypeError or ValueError for anything else."""
    return Report(
        issues=tuple(_restored_issue(fields) for fields in data["issues"]),
        maps=tuple(
            CheckedMap(item["path"], item["health"], tuple(_restored_watch(watch) for watch in item["watches"]))
            for item in data["maps"]
        ),
        named_files=frozenset(NamedFile(PurePosixPath(path), is_series) for path, is_series in data["named_files"]),
    )


def _stored_issue(issue: Issue) -> list[Any]:
    place = [issue.position.line, issue.position.column]
    hint = [issue.hint.message, dict(issue.hint.values)] if issue.hint else None
    head = [issue.code, issue.level.value, issue.path, place, issue.message, dict(issue.values)]
    return [*head, hint, issue.name, issue.silenced]


def _restored_issue(fields: list[Any]) -> Issue:
    code, level, path, (line, column), message, values, hint, name, silenced = fields
    advice = Hint(*hint) if hint else None
    return Issue(code, IssueLevel(level), path, Position(line, column), message, values, advice, name, silenced)


def _restored_watch(data: dict[str, Any]) -> Watch:
    return Watch(data["pattern"], Position(**data["position"]))
