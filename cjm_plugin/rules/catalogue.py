"""All rules of good practice, sorted by code. A code never changes its meaning and is never used again."""

from __future__ import annotations

from cjm_plugin.rules import (
    action,
    claims,
    emotions,
    measures,
    people,
    personas,
    perspective,
    plan,
    proof,
    research,
    telling,
    upkeep,
)
from cjm_plugin.rules.rule import Rule

_FAMILIES = (
    proof,
    research,
    claims,
    personas,
    perspective,
    emotions,
    action,
    plan,
    measures,
    people,
    upkeep,
    telling,
)

RULES: tuple[Rule, ...] = tuple(
    sorted((rule for family in _FAMILIES for rule in family.RULES), key=lambda rule: rule.code)
)

_BY_NAME = {word: rule for rule in RULES for word in (rule.code.casefold(), rule.name)}


def rule_called(code_or_name: str) -> Rule | None:
    """Return the rule with this code or name, in any case; None when there is none."""
    return _BY_NAME.get(code_or_name.strip().casefold())


def rule_names() -> tuple[str, ...]:
    """Return every code and every name."""
    return tuple(word for rule in RULES for word in (rule.code, rule.name))
