"""Codes and names are for ever: maps, settings and reports hold on to them."""

from __future__ import annotations

import pickle
import re

import pytest

from cjm_plugin.reading.problems import ALL
from cjm_plugin.rules.catalogue import RULES, rule_called
from cjm_plugin.rules.settings import ABOUT, Settings

NAMES = {
    "CJM201": "no-sources",
    "CJM202": "unbacked-pains",
    "CJM203": "stage-without-evidence",
    "CJM204": "single-source",
    "CJM205": "small-sample",
    "CJM206": "one-sided-research",
    "CJM207": "undated-source",
    "CJM208": "outdated-source",
    "CJM209": "uncounted-share",
    "CJM210": "always-for-a-few",
    "CJM211": "weak-moment-of-truth",
    "CJM221": "no-persona",
    "CJM222": "generic-persona",
    "CJM223": "thin-persona",
    "CJM224": "unscored-persona",
    "CJM225": "too-much-at-once",
    "CJM226": "company-as-actor",
    "CJM227": "process-without-customer",
    "CJM228": "stages-without-goal",
    "CJM231": "no-emotions",
    "CJM232": "unscored-stage",
    "CJM233": "flat-curve",
    "CJM234": "rosy-curve",
    "CJM235": "unanswered-weak-link",
    "CJM241": "no-opportunities",
    "CJM242": "unanswered-pain",
    "CJM243": "incomplete-plan",
    "CJM244": "late-opportunity",
    "CJM245": "done-but-painful",
    "CJM246": "no-priorities",
    "CJM247": "incomplete-metric",
    "CJM248": "unmeasured-success",
    "CJM249": "aimless-opportunity",
    "CJM251": "no-owner",
    "CJM252": "one-function",
    "CJM253": "touchpoint-without-channel",
    "CJM254": "channel-without-responsible",
    "CJM261": "no-review-cycle",
    "CJM262": "never-reviewed",
    "CJM263": "review-overdue",
    "CJM264": "approved-assumptions",
    "CJM265": "approved-unreviewed",
    "CJM271": "no-summary",
    "CJM272": "long-summary",
    "CJM273": "no-purpose",
}
"""Never change or delete a line; add one for a new rule."""


def test_codes_and_names_stay_as_they_are() -> None:
    assert {rule.code: rule.name for rule in RULES} == NAMES
    assert [rule.code for rule in RULES] == sorted(NAMES)


def test_codes_are_not_those_of_problems() -> None:
    assert not NAMES.keys() & {problem.code for problem in ALL}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_goes_by_its_code_and_by_its_name(rule: object) -> None:
    found = next(each for each in RULES if each is rule)
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)+", found.name)
    assert rule_called(found.code) is rule_called(found.code.lower()) is rule_called(f" {found.name} ") is found
    assert pickle.loads(pickle.dumps(found)) == found


def test_nothing_else_is_a_rule() -> None:
    assert rule_called("CJM012") is rule_called("") is rule_called("no sources") is None


def test_every_setting_is_told_and_used() -> None:
    names = set(Settings.__slots__)
    assert set(ABOUT) == names
    assert {name for rule in RULES for name in rule.settings} == names
