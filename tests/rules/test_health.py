"""What is silenced, and how healthy a map is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_plugin.rules.health import check_map, health
from cjm_plugin.rules.rule import RuleLevel
from cjm_plugin.rules.selection import Selection
from tests.rules.subjects import subject

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_plugin.rules.health import MapFindings

SKETCH = "title: Kettle\nstages: [A, B, C]\n"


def found(folder: Path, text: str, **options: object) -> MapFindings:
    return check_map(subject(folder, text), Selection.from_options(options))


def test_what_is_silenced_is_kept_with_its_reason(tmp_path: Path) -> None:
    silence = "silence: [{rule: no-owner, reason: A gift}, {rule: cjm201, reason: A draft}]\n"
    result = found(tmp_path, SKETCH + silence, select=["no-owner", "no-sources", "no-persona"])
    assert [finding.rule.name for finding in result.findings] == ["no-persona"]
    assert [(item.finding.rule.name, item.reason) for item in result.silenced] == [
        ("no-sources", "A draft"),
        ("no-owner", "A gift"),
    ]
    assert [rule.name for rule, _ in result.applied] == ["no-persona"]
    assert result.unused_silences == ()


def test_silences_that_silence_nothing_are_told(tmp_path: Path) -> None:
    silence = (
        "ownership: Anna\n"
        "silence: [{rule: no-persona, reason: x}, {rule: no-owner, reason: x}, {rule: never-heard-of, reason: x},"
        " {rule: no-summary, reason: x}]\n"
    )
    assert found(tmp_path, SKETCH + silence, ignore="no-summary").unused_silences == (1,)


def test_the_level_is_that_of_the_selection(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, SKETCH, select="no-owner", error="no-owner").findings
    assert finding.level is RuleLevel.ERROR
    assert finding.rule.level is RuleLevel.WARNING


def test_health_is_the_share_of_the_rules_that_hold_by_weight(tmp_path: Path) -> None:
    rules = ["no-owner", "no-persona", "no-summary"]
    owned = SKETCH + "ownership: Anna\n"
    assert health(found(tmp_path, owned, select=rules)) == 43  # 3 of 3 + 3 + 1
    assert health(found(tmp_path, owned, select=rules, error="no-owner")) == 56  # 5 of 5 + 3 + 1
    assert health(found(tmp_path, owned, select=rules, note="all")) == 33


def test_a_rule_counts_once_however_often_it_is_broken(tmp_path: Path) -> None:
    rules = ["unscored-stage", "no-summary"]
    assert health(found(tmp_path, "title: X\nsummary: Y\nstages: [{title: A, score: 3}, B]\n", select=rules)) == 50
    assert (
        health(found(tmp_path, "title: X\nsummary: Y\nstages: [{title: A, score: 3}, B, C, D]\n", select=rules)) == 50
    )


def test_silenced_rules_do_not_count(tmp_path: Path) -> None:
    text = SKETCH + "summary: X\nsilence: {rule: no-owner, reason: A gift}\n"
    assert health(found(tmp_path, text, select=["no-owner", "no-summary"])) == 100


def test_a_rule_that_cannot_be_asked_does_not_count(tmp_path: Path) -> None:
    assert health(found(tmp_path, SKETCH, select=["late-opportunity"])) is None
    assert health(found(tmp_path, SKETCH + "review: {status: retired}\n")) is None
