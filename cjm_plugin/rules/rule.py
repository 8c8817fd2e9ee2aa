"""A rule of good practice, and what it finds on a map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from cjm_plugin.model.walk import Loc
from cjm_plugin.rules.settings import Settings
from cjm_plugin.rules.subject import Subject


class RuleLevel(StrEnum):
    """How much a finding weighs: an error fails the check, a warning asks to be mended, a note may be left."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a rule is broken: the way to it in the file, what to fill in the message, the id on the map's page."""

    loc: Loc = ()
    values: Mapping[str, str] = field(default_factory=dict)
    anchor: str = ""


Check: TypeAlias = Callable[[Subject, Settings], Iterable[Spot]]
Condition: TypeAlias = Callable[[Subject], bool]


def always(_subject: Subject) -> bool:
    """Tell that a rule can be asked of every map."""
    return True


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: `code` and `name` never change their meaning; `message` is a translatable template.

    `check` yields every spot where the map breaks it; its docstring is the documentation page (see `documentation`).
    `applies` tells whether the map says anything the rule could be asked of; where it does not, the
    rule neither holds nor fails. `settings` names the settings that it looks at.
    """

    code: str
    name: str
    level: RuleLevel
    message: str
    check: Check
    applies: Condition = always
    settings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a map breaks a rule.

    `loc` is the way from the top of the file (`("stages", 0, "pains", 1)`; `()` for the whole map), `values`
    fill the placeholders of the message, `anchor` is the id of the place on the page (`pain-too-many`; "" for the
    whole map), `level` is what the selection makes of the rule.
    """

    rule: Rule
    loc: Loc
    values: Mapping[str, str]
    anchor: str
    level: RuleLevel

    def message(self, translate: Callable[[str], str]) -> str:
        """Return what is said to the author."""
        return translate(self.rule.message).format_map(self.values)
