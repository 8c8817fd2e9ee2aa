"""The report for a GitHub Actions log: workflow commands, which GitHub shows beside the changed lines.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_plugin.checking.issue import Issue, IssueLevel
from cjm_plugin.reading.diagnostics import harmless

if TYPE_CHECKING:
    from cjm_plugin.cli.report_formats.telling import Telling

_COMMANDS = {IssueLevel.ERROR: "error", IssueLevel.WARNING: "warning", IssueLevel.NOTE: "notice"}


def as_github(telling: Telling) -> str:
    """Return a command for each issue that is not silenced, the errors first: GitHub shows only so many of a step."""
    weight = list(IssueLevel)
    issues = sorted(telling.report.told, key=lambda issue: weight.index(issue.level))
    return "".join(f"{_command(issue, telling)}\n" for issue in issues)


def _command(issue: Issue, telling: Telling) -> str:
    translate = telling.words.text
    path, _ = telling.from_top(issue.path)
    properties = {
        "file": harmless(path),
        "line": str(issue.position.line),
        "col": str(issue.position.column),
        "title": f"{issue.code} {issue.name}".strip(),
    }
    advice = issue.advice(translate)
    message = issue.text(translate) + (f"\n{advice}" if advice else "")
    fields = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[issue.level]} {fields}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
