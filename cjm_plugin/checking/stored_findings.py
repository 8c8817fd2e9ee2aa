"""What the rules say of a map, as bytes, and back."""

from __future__ import annotations

import json
from typing import Any

from cjm_plugin.rules.catalogue import rule_called
from cjm_plugin.rules.health import MapFindings, Silenced
from cjm_plugin.rules.rule import Finding, Rule, RuleLevel


def stored(found: MapFindings) -> bytes:
    """Return the findings as JSON."""
    return json.dumps(
        [
            [_told(finding) for finding in found.findings],
            [[_told(silenced.finding), silenced.reason] for silenced in found.silenced],
            found.unused_silences,
            [[rule.code, level.value] for rule, level in found.applied],
        ],
        separators=(",", ":"),
    ).encode()


def restored(content: bytes) -> MapFindings:
    """Return the findings that were stored. Raises KeyError, TypeError or ValueError for anything else."""
    findings, silenced, unused, applied = json.loads(content)
    return MapFindings(
        tuple(_finding(told) for told in findings),
        tuple(Silenced(_finding(told), reason) for told, reason in silenced),
        tuple(unused),
        tuple((_rule(code), RuleLevel(level)) for code, level in applied),
    )


def _told(finding: Finding) -> list[Any]:
    return [finding.rule.code, finding.loc, dict(finding.values), finding.anchor, finding.level.value]


def _finding(told: list[Any]) -> Finding:
    code, loc, values, anchor, level = told
    return Finding(_rule(code), tuple(loc), values, anchor, RuleLevel(level))


def _rule(code: str) -> Rule:
    rule = rule_called(code)
    if rule is None:
        raise ValueError(code)
    return rule
