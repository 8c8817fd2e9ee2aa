"""Which rules run, and at which level, as a site says it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from cjm_plugin.rules.catalogue import RULES, rule_called
from cjm_plugin.rules.rule import RuleLevel
from cjm_plugin.rules.selection import Selection


def levels(options: dict[str, Any]) -> dict[str, str]:
    return {code: str(level) for code, level in Selection.from_options(options).levels.items()}


def test_by_default_all_rules_run_as_they_are() -> None:
    assert levels({}) == levels({"select": "all"}) == {rule.code: str(rule.level) for rule in RULES}
    assert Selection.from_options({}) == Selection()


def test_no_rule_is_an_error_unless_somebody_says_so() -> None:
    assert "error" not in levels({}).values()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"select": ["CJM201", "no-owner"]}, {"CJM201": "warning", "CJM251": "warning"}),
        ({"select": "cjm201"}, {"CJM201": "warning"}),
        ({"select": ["CJM201", "CJM203"], "ignore": "no-sources"}, {"CJM203": "note"}),
        ({"select": ["CJM201", "CJM203"], "ignore": "all"}, {}),
        ({"select": []}, {}),
        ({"select": None}, {rule.code: str(rule.level) for rule in RULES}),
        (
            {"select": ["CJM201", "CJM203"], "error": ["CJM203"], "note": "no-sources"},
            {"CJM201": "note", "CJM203": "error"},
        ),
        ({"select": "CJM203", "error": "all", "ignore": None}, {"CJM203": "error"}),
        ({"select": "CJM203", "error": "CJM201"}, {"CJM203": "note"}),
    ],
)
def test_rules_are_selected_by_code_or_name(options: dict[str, Any], expected: dict[str, str]) -> None:
    assert levels(options) == expected


def test_settings_are_numbers() -> None:
    assert Selection.from_options({"max_stages": 3, "min-survey": 7}).settings.max_stages == 3
    assert Selection.from_options({"max_stages": 3, "min-survey": 7}).settings.min_survey == 7


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"selct": []}, "rules: unknown option 'selct'; did you mean 'select'?"),
        ({"eror": ["CJM201"]}, "rules: unknown option 'eror'; did you mean 'error'?"),
        ({"max_stage": 3}, "rules: unknown option 'max_stage'; did you mean 'max_stages'?"),
        ({"colour": 3}, "rules: unknown option 'colour'"),
        ({"ignore": ["no-ownr"]}, "rules: ignore: there is no rule 'no-ownr'; did you mean 'no-owner'?"),
        ({"error": [12]}, "rules: error: there is no rule '12'"),
        ({"select": {"CJM201": True}}, "rules: select must be a list of rules, not a group of keys"),
        ({"max_stages": "3"}, "rules: max_stages must be a whole number, not '3'"),
        ({"max_stages": True}, "rules: max_stages must be a whole number, not True"),
        ({"max_stages": -1}, "rules: max_stages must be a whole number, not -1"),
        ({"error": "CJM201", "note": "no-sources"}, "rules: CJM201 stands in both 'error' and 'note'"),
        ({"a1": 1, "ignore": "b2"}, "rules: unknown option 'a1'; rules: ignore: there is no rule 'b2'"),
    ],
)
def test_what_is_wrong_is_said(options: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        Selection.from_options(options)


def test_the_level_of_one_rule_is_set_from_elsewhere() -> None:
    rule = rule_called("review-overdue")
    assert rule
    selection = Selection.from_options({"select": ["CJM263", "CJM201"]})
    assert selection.with_level("review-overdue", RuleLevel.ERROR).level_of(rule) is RuleLevel.ERROR
    assert selection.with_level("CJM263", None).level_of(rule) is None
    assert selection.level_of(rule) is RuleLevel.WARNING
    with pytest.raises(ValueError, match="there is no rule 'overdu'"):
        selection.with_level("overdu", None)
