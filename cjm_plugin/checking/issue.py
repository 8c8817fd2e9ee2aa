"""An issue: a problem of reading or a finding of a rule, with its place, in no language yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cjm_plugin.reading.diagnostics import Diagnostic, Hint, Position, Translate, told


class IssueLevel(StrEnum):
    """An error fails the check, a warning fails a strict one, a note never does."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Issue:
    """What was found at one place. `path` is shown as it is: relative, with slashes.

    `message` and `hint` are translatable templates, `name` is that of the rule ("" for a problem of reading),
    `silenced` the reason why the map silences it, None when it does not.
    """

    code: str
    level: IssueLevel
    path: str
    position: Position
    message: str
    values: Mapping[str, str] = field(default_factory=dict)
    hint: Hint | None = None
    name: str = ""
    silenced: str | None = None

    def text(self, translate: Translate) -> str:
        """Return what is wrong, in words, on one line."""
        return told(self.message, self.values, translate)

    def advice(self, translate: Translate) -> str:
        """Return how to mend it; "" when there is nothing to say."""
        return self.hint.text(translate) if self.hint else ""


def issue_of(diagnostic: Diagnostic) -> Issue:
    """Return a problem of reading as an issue."""
    return Issue(
        code=diagnostic.problem.code,
        level=IssueLevel(diagnostic.problem.level.value),
        path=diagnostic.path,
        position=diagnostic.position,
        message=diagnostic.problem.message,
        values=diagnostic.values,
        hint=diagnostic.hint,
    )


def sorted_issues(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Sort by file and place; each issue once."""
    unique = {(issue.path, issue.position, issue.code, tuple(sorted(issue.values.items()))): issue for issue in issues}
    return tuple(unique[key] for key in sorted(unique))
