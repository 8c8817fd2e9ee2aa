"""Two maps beside each other: the current and the future state, say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cjm_plugin.analysis.comparison import RenamedIds, compare_maps, planned_changes
from cjm_plugin.model.identity import with_ids
from cjm_plugin.model.journey_map import JourneyMap
from tests.analysis.portfolios import MAPS, examples, journey, portfolio
from tests.shared.raw_portfolio import raw_maps, stage_mean

if TYPE_CHECKING:
    from pathlib import Path


def read(*stages: Any) -> JourneyMap:
    return with_ids(JourneyMap.model_validate({"title": "A", "stages": list(stages)}))


def test_the_example_of_a_future_state() -> None:
    raw = {each.key: each for each in raw_maps(MAPS)}
    now, then = raw["retail/home-goods"], raw["retail/home-goods-to-be"]
    maps = {entry.key: entry.journey for entry in examples().maps}
    compared = compare_maps(maps[now.key], maps[then.key])
    after = {stage["id"]: stage_mean(stage) for stage in then.stages}
    changes = {stage["id"]: (after[stage["id"]] or 0) - (stage_mean(stage) or 0) for stage in now.stages}
    assert {s.before.id: s.score.change for s in compared.stages if s.before} == pytest.approx(changes)
    assert compared.total.change == pytest.approx((then.score or 0) - (now.score or 0))

    def hurting(of: Any) -> set[str]:
        return {pain["id"] for _, _, pain in of.pains() if pain.get("status") != "resolved"}

    assert {pair.before.noun.id for pair in compared.resolved if pair.before} == hurting(now) - hurting(then)
    assert {pair.after.noun.id for pair in compared.introduced if pair.after} == hurting(then) - hurting(now)
    assert {pair.before.noun.id for pair in compared.remaining if pair.before} == hurting(now) & hurting(then)


def test_stages_are_matched_by_id_and_new_ones_stand_where_they_come() -> None:
    before = read({"id": "a", "title": "A", "score": 2}, {"id": "b", "title": "B", "score": 3}, "Gone")
    after = read("New", {"id": "a", "title": "Other name", "score": 4}, "Newer", {"id": "b", "title": "B"}, "Last")
    compared = compare_maps(before, after)
    assert [(s.before and s.before.id, s.after and s.after.id, s.score.change) for s in compared.stages] == [
        (None, "new", None),
        ("a", "a", 2),
        (None, "newer", None),
        ("b", "b", None),
        ("gone", None, None),
        (None, "last", None),
    ]
    assert (compared.total.before, compared.total.after, compared.total.change) == (2.5, 4, 1.5)


def test_scores_of_different_personas_are_no_change() -> None:
    before = read({"id": "a", "title": "A", "score": {"ann": 5}}, {"id": "b", "title": "B", "score": {"ann": 2}})
    after = read({"id": "a", "title": "A", "score": {"bob": 1}}, {"id": "b", "title": "B", "score": {"bob": 4}})
    compared = compare_maps(before, after)
    assert [stage.score.change for stage in compared.stages] == [None, None]
    assert (compared.total.before, compared.total.after, compared.total.change) == (3.5, 2.5, None)
    for same in ({"ann": 3, "bob": 1}, 3):
        shared = compare_maps(before, read({"id": "a", "title": "A", "score": same}, "B"))
        assert shared.stages[0].score.change is not None
        assert shared.total.change is not None


def test_each_persona_has_a_change_where_the_mean_hides_it() -> None:
    before = read({"id": "a", "title": "A", "score": {"ann": 1, "bob": 5}}, {"id": "b", "title": "B", "score": 3})
    after = read({"id": "a", "title": "A", "score": {"ann": 5, "bob": 1}}, {"id": "b", "title": "B", "score": 4})
    compared = compare_maps(before, after)
    swapped, alike = (stage.score for stage in compared.stages)
    assert (swapped.change, swapped.is_mixed) == (0, True)
    assert {who: own.change for who, own in swapped.by_persona.items()} == {"ann": 4, "bob": -4}
    assert (alike.change, alike.is_mixed, alike.by_persona) == (1, False, {})
    assert {who: own.change for who, own in compared.total.by_persona.items()} == {"ann": 2.5, "bob": -1.5}
    assert compared.total.is_mixed


def test_who_has_a_score_on_one_side_only_makes_the_mean_no_change_for_all() -> None:
    before = read({"id": "a", "title": "A", "score": {"ann": 4, "bob": 1}})
    after = read({"id": "a", "title": "A", "score": {"ann": 4}})
    (stage,) = compare_maps(before, after).stages
    assert (stage.score.change, stage.score.is_mixed) == (1.5, True)
    assert {who: (own.before, own.after) for who, own in stage.score.by_persona.items()} == {
        "ann": (4, 4),
        "bob": (1, None),
    }
    everyone = compare_maps(before, read({"id": "a", "title": "A", "score": 3}))
    assert {who: own.change for who, own in everyone.stages[0].score.by_persona.items()} == {"ann": -1, "bob": 2}


def test_scores_that_steps_overrule_tell_nothing_of_who_was_asked() -> None:
    overruled = {"id": "a", "title": "A", "score": {"bob": 5}, "steps": [{"action": "One", "score": {"ann": 4}}]}
    before, after = read({"id": "a", "title": "A", "score": {"bob": 2}}), read(overruled)
    assert compare_maps(before, after).total.change is None


def test_stages_in_another_order_are_still_the_same() -> None:
    compared = compare_maps(read("A", "B", "C"), read("C", "New", "A", "B"))
    assert [(s.before and s.before.id, s.after and s.after.id) for s in compared.stages] == [
        (None, "new"),
        ("a", "a"),
        ("b", "b"),
        ("c", "c"),
    ]


def test_what_has_another_id_since_is_still_the_same() -> None:
    before = read(
        {"id": "old", "title": "S", "pains": [{"id": "slow", "what": "Slow"}, {"id": "fees", "what": "Fees"}]},
        {"id": "new", "title": "T"},
    )
    after = read(
        {"id": "new", "title": "S", "pains": [{"id": "fees", "what": "Slow"}, {"id": "cost", "what": "Fees"}]},
        {"id": "newer", "title": "T"},
    )
    renamed = RenamedIds({"old": "new", "new": "newer"}, {"slow": "fees", "fees": "cost"})
    compared = compare_maps(before, after, renamed)
    assert [(s.before and s.before.title, s.after and s.after.title) for s in compared.stages] == [
        ("S", "S"),
        ("T", "T"),
    ]
    pairs = [(p.before and p.before.noun.what, p.after and p.after.noun.what) for p in compared.remaining]
    assert pairs == [("Slow", "Slow"), ("Fees", "Fees")]
    assert compared.resolved == compared.introduced == ()


def test_pains_go_come_and_stay() -> None:
    before = read(
        {
            "title": "S",
            "pains": [
                {"id": "gone", "what": "A"},
                {"id": "solved", "what": "B", "status": "mitigated"},
                {"id": "stays", "what": "C"},
                {"id": "back", "what": "D", "status": "resolved"},
                {"id": "never", "what": "E", "status": "resolved"},
                {"id": "shared-here", "what": "F", "same_as": "common"},
            ],
        }
    )
    after = read(
        {
            "title": "Elsewhere",
            "pains": [
                {"id": "solved", "what": "B", "status": "resolved"},
                {"id": "stays", "what": "C", "severity": "low"},
                {"id": "back", "what": "D"},
                {"id": "shared-there", "what": "F", "same_as": "common"},
                {"id": "fresh", "what": "G"},
            ],
        }
    )
    compared = compare_maps(before, after)

    def ids(pairs: Any) -> list[Any]:
        return [(pair.before and pair.before.noun.id, pair.after and pair.after.noun.id) for pair in pairs]

    assert ids(compared.resolved) == [("gone", None), ("solved", "solved")]
    assert ids(compared.introduced) == [("back", "back"), (None, "fresh")]
    assert ids(compared.remaining) == [("stays", "stays"), ("shared-here", "shared-there")]


def test_a_map_does_not_differ_from_itself() -> None:
    for entry in examples().maps:
        compared = compare_maps(entry.journey, entry.journey)
        assert compared.resolved == compared.introduced == ()
        assert {stage.score.change for stage in compared.stages} <= {0, None}


def test_pairs_of_current_and_future_state_are_found_from_both_sides(tmp_path: Path) -> None:
    files = {
        "a.yaml": journey("A", links={"future": "b"}),
        "b.yaml": journey("B", links={"current": "a"}, kind="future-state"),
        "c.yaml": journey("C"),
        "d.yaml": journey("D", links={"current": "c"}, kind="future-state"),
        "e.yaml": journey("E", links={"future": "e"}),
    }
    pairs = planned_changes(portfolio(tmp_path, files))
    assert [(now.key, then.key) for now, then in pairs] == [("a", "b"), ("c", "d")]
