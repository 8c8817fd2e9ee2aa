"""What the rules of good practice say of a map, as its page tells it to those who write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from cjm_plugin.locale import Interface
from cjm_plugin.rules.documentation import translated
from cjm_plugin.rules.health import MapFindings, Silenced
from cjm_plugin.rules.health import health as score_of
from cjm_plugin.rules.rule import Finding, Rule, RuleLevel

GOOD, FAIR = 80, 50
"""From these scores on a map is called in good and in fair health. The numbers are ours."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of one place; `anchor` is its id on the page, "" for the whole map."""

    message: str
    anchor: str


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule with every place where the map breaks it; `fix` is how that is mended, in paragraphs.

    `reason` tells why the map silences it, "" if it does not.
    """

    rule: Rule
    title: str
    fix: str
    level: RuleLevel
    remarks: tuple[Remark, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MapHealth:
    """The health of a map: 0 to 100, and how that is called; the rules it breaks, the weightiest first."""

    score: int
    state: str
    broken: tuple[BrokenRule, ...]
    silenced: tuple[BrokenRule, ...]

    @property
    def count(self) -> int:
        """In how many places the map breaks a rule."""
        return sum(len(broken.remarks) for broken in self.broken)


def map_health(found: MapFindings | None, words: Interface) -> MapHealth | None:
    """Return the health of a map in the language of its page; None when no rule could be asked of it."""
    score = None if found is None else score_of(found)
    if found is None or score is None:
        return None
    state = "good" if score >= GOOD else "fair" if score >= FAIR else "poor"
    return MapHealth(score, state, tuple(_broken(found.findings, words)), tuple(_silenced(found.silenced, words)))


def _broken(findings: Iterable[Finding], words: Interface) -> Iterator[BrokenRule]:
    weight = list(RuleLevel)
    ordered = sorted(findings, key=lambda finding: (weight.index(finding.level), finding.rule.code))
    for _, same in groupby(ordered, key=lambda finding: finding.rule.code):
        yield _told([*same], "", words)


def _silenced(findings: Iterable[Silenced], words: Interface) -> Iterator[BrokenRule]:
    for reason, same in groupby(findings, key=lambda silenced: (silenced.finding.rule.code, silenced.reason)):
        yield _told([silenced.finding for silenced in same], reason[1], words)


def _told(findings: list[Finding], reason: str, words: Interface) -> BrokenRule:
    remarks = tuple(Remark(finding.message(words.text), finding.anchor) for finding in findings)
    rule, level = findings[0].rule, findings[0].level
    told = translated(rule, words.text)
    return BrokenRule(rule, told.title, told.fix, level, remarks, reason)
