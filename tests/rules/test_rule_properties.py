"""Whatever a valid map says, the rules answer: no exception, places that exist, levels as selected."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cjm_plugin.analysis.evidence import evidence_coverage
from cjm_plugin.locale import interface
from cjm_plugin.model.base import Noun
from cjm_plugin.model.identity import with_ids
from cjm_plugin.model.journey_map import JourneyMap, SilencedRule
from cjm_plugin.reading.portfolio import read_portfolio
from cjm_plugin.rules.catalogue import RULES
from cjm_plugin.rules.health import MapFindings, check_map, health
from cjm_plugin.rules.selection import Selection
from cjm_plugin.rules.subject import Subject
from tests.reading.examples import FAST, MAPS, PLACES, TYPED, json_like, replaced
from tests.rules.subjects import TODAY, subject, subjects_of
from tests.shared.big_map import big_map
from tests.shared.filled import everything

EXAMPLES = subjects_of(read_portfolio(MAPS, "maps").portfolio)
EVERY_EXAMPLE = pytest.mark.parametrize("key", EXAMPLES)
ALL_RULES = Selection()
FREE_TEXT = st.text(min_size=1, max_size=30).filter(str.strip)


def assert_sound(asked: Subject, found: MapFindings) -> None:
    score = health(found)
    assert score is None or 0 <= score <= 100
    for finding in found.findings:
        assert exists(asked.journey, finding.loc), finding
        for language in ("en", "ru"):
            assert finding.message(interface(language).text)


def exists(noun: Any, loc: tuple[str | int, ...]) -> bool:
    """Whether a map has a value at this place."""
    for element in loc:
        if isinstance(element, int):
            noun = noun[element]
        elif isinstance(noun, Noun):
            noun = getattr(noun, element)
        else:
            return False
    return True


@EVERY_EXAMPLE
def test_the_examples_are_answered(key: str) -> None:
    assert_sound(EXAMPLES[key], check_map(EXAMPLES[key], ALL_RULES))


@EVERY_EXAMPLE
def test_a_finding_is_told_once(key: str) -> None:
    findings = check_map(EXAMPLES[key], ALL_RULES).findings
    told = [(finding.rule.code, finding.loc, tuple(finding.values.items())) for finding in findings]
    assert len(told) == len(set(told))


@EVERY_EXAMPLE
def test_silencing_every_finding_leaves_none(key: str) -> None:
    asked = EXAMPLES[key]
    findings = check_map(asked, ALL_RULES).findings
    silence = tuple(SilencedRule(rule=code, reason="x") for code in sorted({f.rule.code for f in findings}))
    quiet = with_journey(asked, asked.journey.model_copy(update={"silence": silence}))
    result = check_map(quiet, ALL_RULES)
    assert result.findings == ()
    assert result.unused_silences == ()
    assert len(result.silenced) == len(findings)
    assert health(result) == 100


@EVERY_EXAMPLE
def test_each_rule_says_alone_what_it_says_among_all(key: str) -> None:
    among_all = check_map(EXAMPLES[key], ALL_RULES).findings
    for rule in RULES:
        alone = check_map(EXAMPLES[key], Selection.from_options({"select": rule.code})).findings
        assert alone == tuple(finding for finding in among_all if finding.rule is rule)


def with_journey(asked: Subject, journey: JourneyMap) -> Subject:
    return Subject(journey, asked.personas, asked.catalog, asked.collection, asked.today)


@FAST
@given(st.sampled_from(PLACES), json_like)
def test_any_valid_change_of_a_map_is_answered(place: tuple[Any, ...], value: Any) -> None:
    try:
        journey = with_ids(JourneyMap.model_validate(replaced(TYPED, place, value)))
    except ValueError:
        return
    asked = Subject(journey, today=TODAY)
    assert_sound(asked, check_map(asked, ALL_RULES))


@FAST
@given(FREE_TEXT, st.dates())
def test_any_text_and_any_day_are_answered(text: str, today: dt.date) -> None:
    typed = {
        "title": text,
        "summary": text,
        "personas": [{"name": text, "role": text}],
        "review": {"last_reviewed": "2026-01-01", "cycle": "9999 years"},
        "sources": [{"title": text, "id": "a", "date": "0001-01-01", "type": "interview", "sample": 0}],
        "stages": [{"title": text, "steps": [text], "pains": [{"what": f"9 % customers {text}", "evidence": "a"}]}],
    }
    asked = Subject(with_ids(JourneyMap.model_validate(typed)), today=today)
    assert_sound(asked, check_map(asked, ALL_RULES))


def test_maps_with_everything_in_them_are_answered(tmp_path: Any) -> None:
    files = {path: text if isinstance(text, str) else yaml.safe_dump(text) for path, text in everything(str).items()}
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures/a.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "series.csv").write_text("date,value\n2026-01-01,3\n", encoding="utf-8")
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for asked in subjects_of(read_portfolio(tmp_path, "maps").portfolio).values():
        assert_sound(asked, check_map(asked, ALL_RULES))


def test_a_big_map_is_answered(tmp_path: Any) -> None:
    asked = subject(tmp_path, yaml.safe_dump(big_map()))
    found = check_map(asked, ALL_RULES)
    assert_sound(asked, found)
    assert {"too-much-at-once", "no-sources"} <= {finding.rule.name for finding in found.findings}


@EVERY_EXAMPLE
def test_a_map_without_evidence_is_asked_for_it(key: str) -> None:
    journey = EXAMPLES[key].journey
    names = [finding.rule.name for finding in check_map(EXAMPLES[key], ALL_RULES).findings]
    assert ("no-sources" in names) <= (not journey.sources and not evidence_coverage(journey).backed)
