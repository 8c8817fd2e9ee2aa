"""What is said of a change: the golden cases, and that nothing can change without words for it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import pytest

from cjm_plugin.analysis.value_names import VALUE_NAMES
from cjm_plugin.history.difference import ChangeKind, Group, NounKind, map_difference
from cjm_plugin.history.difference.kinds import group_of
from cjm_plugin.history.difference.lists import LISTINGS
from cjm_plugin.history.difference.order import moved
from cjm_plugin.history.difference.texts import normal
from cjm_plugin.history.wording_labels import FIELDS, GROUPS, NOUNS, UNLABELLED
from cjm_plugin.history.wording_sentences import SENTENCES
from cjm_plugin.model import values
from cjm_plugin.model.catalog import Catalog
from cjm_plugin.model.collection import Collection
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.shape import Many, fields_of, groups_in, nouns_of
from tests.history.difference_cases import GOLDEN, JOURNEY, edited, families, read, told

BASE = (GOLDEN / JOURNEY).read_text(encoding="utf-8")
CASES = [pytest.param(case, id=f"{family}: {case['case']}") for family, cases in families().items() for case in cases]
WITH_LISTS_OF_THEIR_OWN = {"Stage", "Step", "Pain", "Opportunity", "Persona", "Lane"}


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("case", CASES)
def test_golden(case: dict[str, Any], language: str) -> None:
    assert told(BASE, case["edit"], language, case.get("today")) == case[language]


def test_every_kind_of_change_has_a_case() -> None:
    found = set()
    for cases in families().values():
        for case in cases:
            old, new = read(BASE), read(edited(BASE, case["edit"]))
            for one, other in ((old, new), (new, old)):
                found |= {change.kind for change in map_difference(one, other, today=case.get("today")).changes}
    assert not set(ChangeKind) - found


def test_there_are_words_for_everything() -> None:
    assert set(SENTENCES) == set(ChangeKind)
    assert set(GROUPS) == set(Group)
    assert set(NOUNS) == set(NounKind) - {NounKind.MAP}
    words = [getattr(values, name) for name in dir(values) if not name.startswith("_")]
    choices = [kind for kind in words if isinstance(kind, type) and issubclass(kind, StrEnum)]
    assert set(VALUE_NAMES) == {value for kind in choices for value in kind}
    nouns = [noun for top in (JourneyMap, Catalog, Collection) for noun in nouns_of(top)]
    assert {key for noun in nouns for key in fields_of(noun)} - set(FIELDS) <= UNLABELLED
    listed = {
        group
        for noun in nouns
        for field in fields_of(noun).values()
        if isinstance(field.shape, Many)
        for group in groups_in(field.shape)
    }
    assert {noun for noun in listed if noun.__name__ not in WITH_LISTS_OF_THEIR_OWN} == set(LISTINGS)


def test_kinds_stand_under_the_heading_of_their_noun() -> None:
    assert group_of(ChangeKind.STAGE_MEAN) is Group.SCORES
    assert group_of(ChangeKind.STAGE_MOVED) is Group.MOMENTS
    assert group_of(ChangeKind.METRIC_WORSE) is Group.METRICS
    assert group_of(ChangeKind.REVIEW_LOGGED) is Group.REVIEW
    assert group_of(ChangeKind.LANE_ADDED) is Group.OTHER


def test_worse_leads_then_better_then_the_rest() -> None:
    new = BASE.replace("score: 4, feels", "score: 1, feels").replace("title: Buys", "title: Pays")
    new = new.replace("severity: medium", "severity: low")
    effects = [change.effect.value for change in map_difference(read(BASE), read(new)).changes]
    assert effects == sorted(effects, key=["worse", "better", "neutral"].index)
    assert len(set(effects)) == 3


def test_a_change_knows_its_anchor_and_its_place_in_the_file() -> None:
    new = BASE.replace("severity: medium", "severity: low")
    (change,) = map_difference(read(BASE), read(new)).changes
    assert change.anchor == "pain-too-many"
    assert [subject.title for subject in change.place] == ["Compares", "Too many options"]
    assert change.old_at == change.new_at == (("stages", 1, "pains", 0, "severity"),)


def test_ids_that_changed_can_be_followed() -> None:
    new = BASE.replace("  - id: choice\n    title: Compares\n", "  - title: Makes up her mind\n")
    difference = map_difference(read(BASE), read(new))
    assert difference.ids[NounKind.STEP] == {"choice": "makes-up-her-mind"}


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ([], set()),
        ([0, 1, 2], set()),
        ([1, 2, 3, 0], {0}),
        ([3, 0, 1, 2], {3}),
        ([2, 1, 0], {2, 1}),
        ([0, 4, 1, 2, 3], {4}),
    ],
)
def test_as_little_moved_as_explains_the_order(order: list[int], expected: set[int]) -> None:
    assert len(moved(order)) == len(expected)
    if len(expected) == 1:
        assert moved(order) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a b", "a\n  b"),
        ("a\n\nb", "a\n\n\nb\n"),
        ("- a\n- b", "- a\n-  b"),
        ("й", "й"),
    ],
)
def test_texts_that_are_written_differently_only(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(("one", "other"), [("a b", "a\n\nb"), ("- a\n- b", "- a - b"), ("a", "A"), ("a", "a.")])
def test_texts_that_are_not_the_same(one: str, other: str) -> None:
    assert normal(one) != normal(other)
