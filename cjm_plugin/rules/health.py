"""How well a map keeps to the rules of good practice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cjm_plugin.model.journey_map import SilencedRule
from cjm_plugin.model.values import ReviewStatus
from cjm_plugin.rules.catalogue import RULES, rule_called
from cjm_plugin.rules.rule import Finding, Rule, RuleLevel
from cjm_plugin.rules.selection import Selection
from cjm_plugin.rules.subject import Subject

WEIGHTS = {RuleLevel.ERROR: 5, RuleLevel.WARNING: 3, RuleLevel.NOTE: 1}
"""What a rule counts for in the health of a map. The weights are ours."""


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that the map silences, and why."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class MapFindings:
    """What the rules say of a map.

    `findings` are in the order of their codes; `applied` holds every rule that could be asked of the map and was not
    silenced, with its level; `unused_silences` are the places in `silence` whose rule was asked and found nothing.
    """

    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...]
    unused_silences: tuple[int, ...]
    applied: tuple[tuple[Rule, RuleLevel], ...]


def check_map(subject: Subject, selection: Selection) -> MapFindings:
    """Ask every selected rule of a map; a retired map is asked nothing. Raises nothing for any valid map."""
    if subject.journey.review.status is ReviewStatus.RETIRED:
        return MapFindings((), (), (), ())
    asked = tuple(_asked(subject, selection))
    found = [finding for rule, level in asked for finding in _findings(rule, level, subject, selection)]
    silences = subject.journey.silence
    reasons = {rule.code: item.reason for item in silences if (rule := rule_called(item.rule))}
    return MapFindings(
        findings=tuple(finding for finding in found if finding.rule.code not in reasons),
        silenced=tuple(Silenced(found_, reasons[code]) for found_ in found if (code := found_.rule.code) in reasons),
        unused_silences=tuple(_unused(silences, {finding.rule.code for finding in found}, selection)),
        applied=tuple((rule, level) for rule, level in asked if rule.code not in reasons),
    )


def health(found: MapFindings) -> int | None:
    """Return how healthy a map is, 0 to 100: the share of the rules that hold, of those that could be asked of it.

    A rule counts by its level (WEIGHTS), once, however often the map breaks it; what is silenced does not count.
    None when no rule could be asked. The formula is ours.
    """
    broken = {finding.rule.code for finding in found.findings}
    whole = sum(WEIGHTS[level] for _, level in found.applied)
    held = sum(WEIGHTS[level] for rule, level in found.applied if rule.code not in broken)
    return round(100 * held / whole) if whole else None


def _asked(subject: Subject, selection: Selection) -> Iterator[tuple[Rule, RuleLevel]]:
    for rule in RULES:
        level = selection.level_of(rule)
        if level is not None and rule.applies(subject):
            yield rule, level


def _findings(rule: Rule, level: RuleLevel, subject: Subject, selection: Selection) -> Iterator[Finding]:
    for spot in rule.check(subject, selection.settings):
        yield Finding(rule, spot.loc, spot.values, spot.anchor, level)


def _unused(silences: tuple[SilencedRule, ...], broken: set[str], selection: Selection) -> Iterator[int]:
    for i, item in enumerate(silences):
        rule = rule_called(item.rule)
        if rule and selection.level_of(rule) and rule.code not in broken:
            yield i
