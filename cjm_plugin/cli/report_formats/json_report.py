"""The report for programs: JSON.

| Key | Value |
| --- | --- |
| `version` | 1. Keys may be added; when one is removed or changes its meaning, this number grows. |
| `tool` | `name` and `version` of the program. |
| `summary` | How many: `maps`, `errors`, `warnings`, `notes`, `silenced`. |
| `maps` | The maps without errors, by path: `path` and `health`, 0 to 100; null when no rule applies. |
| `issues` | What was found, by path and place; see below. |

An issue has `code` (`CJM012`), `name` (of the rule, null for a problem of the format), `level` (`error`, `warning`,
`note`), `path` (with slashes, as the report shows it), `line` and `column` (from 1, in characters), `message` and
`hint` (in the language of the report; null without one), and `silenced`: the reason the map gives, null when it is not.
"""

from __future__ import annotations

import json
from typing import Any

from cjm_plugin import __version__
from cjm_plugin.checking.issue import Issue, IssueLevel
from cjm_plugin.cli.report_formats.telling import Telling
from cjm_plugin.reading.diagnostics import harmless

VERSION = 1


def as_json(telling: Telling) -> str:
    """Return the report as one JSON value."""
    report = telling.report
    data = {
        "version": VERSION,
        "tool": {"name": "cjm", "version": __version__},
        "summary": {
            "maps": len(report.maps),
            "errors": report.count(IssueLevel.ERROR),
            "warnings": report.count(IssueLevel.WARNING),
            "notes": report.count(IssueLevel.NOTE),
            "silenced": len(report.issues) - len(report.told),
        },
        "maps": [{"path": harmless(checked.path), "health": checked.health} for checked in report.maps],
        "issues": [_issue(issue, telling) for issue in report.issues],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _issue(issue: Issue, telling: Telling) -> dict[str, Any]:
    return {
        "code": issue.code,
        "name": issue.name or None,
        "level": issue.level.value,
        "path": harmless(issue.path),
        "line": issue.position.line,
        "column": issue.position.column,
        "message": issue.text(telling.words.text),
        "hint": issue.advice(telling.words.text) or None,
        "silenced": None if issue.silenced is None else harmless(issue.silenced),
    }
