"""The report for people: place, code and message, then the line with a caret."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cjm_plugin.checking.issue import Issue, IssueLevel
from cjm_plugin.cli.report_formats.excerpt import excerpt, without_commands
from cjm_plugin.cli.report_formats.telling import LEVELS, Telling
from cjm_plugin.reading.diagnostics import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator

_COLOURS = {IssueLevel.ERROR: "red", IssueLevel.WARNING: "yellow", IssueLevel.NOTE: "cyan"}


def as_text(telling: Telling) -> str:
    """Return a paragraph for each issue that is not silenced."""
    return "".join(f"{line}\n" for issue in telling.report.told for line in _lines(issue, telling))


def summary(telling: Telling) -> str:
    """Return how many maps there are and what was found, in one line."""
    words, report = telling.words, telling.report
    silenced = len(report.issues) - len(report.told)
    notes = report.count(IssueLevel.NOTE)
    parts = [
        words.plural("{count} map", "{count} maps", len(report.maps)),
        words.plural("{count} error", "{count} errors", report.count(IssueLevel.ERROR)),
        words.plural("{count} warning", "{count} warnings", report.count(IssueLevel.WARNING)),
    ]
    parts += [words.plural("{count} note", "{count} notes", notes)] if notes else []
    parts += [words.plural("{count} silenced", "{count} silenced", silenced)] if silenced else []
    return ", ".join(parts)


def _lines(issue: Issue, telling: Telling) -> Iterator[str]:
    place = f"{harmless(issue.path)}:{issue.position.line}:{issue.position.column}:"
    # An error needs no word: it is what everybody expects of a check.
    level = "" if issue.level is IssueLevel.ERROR else f"{telling.words.text(LEVELS[issue.level])}: "
    told = f"{level}{issue.text(telling.words.text)}"
    advice = issue.advice(telling.words.text)
    message = without_commands(f"{told}; {advice}" if advice else told)
    colour = _COLOURS[issue.level]
    yield f"{_styled(telling, place, bold=True)} {_styled(telling, issue.code, fg=colour)} {message}"
    line = telling.line(issue.path, issue.position.line)
    if line.strip():
        shown, caret = excerpt(line, issue.position.line, issue.position.column)
        yield shown
        yield _styled(telling, caret, fg=colour)


def _styled(telling: Telling, text: str, *, fg: str | None = None, bold: bool | None = None) -> str:
    return click.style(text, fg=fg, bold=bold) if telling.coloured else text
