"""Maps of parts below maps of wholes, scores that roll up, and circles."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_plugin.analysis.hierarchy import Hierarchy, MapNode, circles, has_hierarchy, hierarchy
from cjm_plugin.model.identity import with_ids
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.portfolio import MapEntry, Portfolio
from cjm_plugin.pages.library import Library
from tests.analysis.portfolios import examples, journey, portfolio

if TYPE_CHECKING:
    from pathlib import Path

KEYS = [f"m{number}" for number in range(8)]
edges = st.dictionaries(st.sampled_from(KEYS), st.lists(st.sampled_from(KEYS), max_size=4, unique=True))


def shape(hierarchy_: Hierarchy) -> list[Any]:
    def of(node: MapNode) -> Any:
        return {node.entry.key: [of(child) for child in node.children]} if node.children else node.entry.key

    return [of(root) for root in hierarchy_.roots]


def rolled(folder: Path, files: dict[str, Any]) -> dict[str, float | None]:
    return {node.entry.key: node.rolled_up for node in hierarchy(portfolio(folder, files)).walk()}


def test_a_map_says_its_place_in_three_ways(tmp_path: Path) -> None:
    files = {
        "a.yaml": journey("A", {"title": "S", "steps": [{"action": "Looks", "map": "d"}]}, links={"children": "c"}),
        "b.yaml": journey("B", links={"parent": "a"}),
        "c.yaml": journey("C"),
        "d.yaml": journey("D", {"title": "S", "map": "e"}),
        "e.yaml": journey("E"),
        "f.yaml": journey("F"),
    }
    found = hierarchy(portfolio(tmp_path, files))
    assert shape(found) == [{"a": ["b", "c", {"d": ["e"]}]}, "f"]
    assert [tree.entry.key for tree in found.trees] == ["a"]
    assert [node.entry.key for node in found.walk()] == ["a", "b", "c", "d", "e", "f"]


def test_the_parent_a_map_names_counts_before_those_that_name_it(tmp_path: Path) -> None:
    files = {
        "a.yaml": journey("A", links={"children": "c"}),
        "b.yaml": journey("B"),
        "c.yaml": journey("C", links={"parent": "b"}),
    }
    assert shape(hierarchy(portfolio(tmp_path, files))) == ["a", {"b": ["c"]}]


def test_the_tree_is_the_one_that_pages_show() -> None:
    assert hierarchy(examples()).parents == Library.of(examples()).parents


def test_without_details_a_score_rolls_up_to_itself(tmp_path: Path) -> None:
    assert rolled(tmp_path, {"a.yaml": journey("A", {"title": "S", "score": 2}, {"title": "T", "score": 5})}) == {
        "a": 3.5
    }


def test_the_finer_picture_takes_the_place_of_the_coarse_one(tmp_path: Path) -> None:
    files = {
        "a.yaml": journey(
            "A",
            {"title": "S", "steps": [{"action": "X", "score": 1, "map": "b"}, {"action": "Y", "score": 2}]},
            {"title": "T", "score": 5, "map": "c"},
            {"title": "U", "score": 3, "map": "unscored"},
        ),
        "b.yaml": journey("B", {"title": "S", "score": 4}),
        "c.yaml": journey("C", {"title": "S", "score": 1, "map": "d"}),
        "d.yaml": journey("D", {"title": "S", "score": 2}),
        "unscored.yaml": journey("N"),
    }
    # S: the mean of 4 (from b) and 2; T: 2 (from d, by way of c); U: its own.
    expected = ((4 + 2) / 2 + 2 + 3) / 3
    assert rolled(tmp_path, files) == {"a": pytest.approx(expected), "b": 4, "c": 2, "d": 2, "unscored": None}


def test_a_detail_that_no_step_names_counts_as_one_more_stage(tmp_path: Path) -> None:
    files = {
        "a.yaml": journey("A", {"title": "S", "score": 2}, {"title": "T", "score": 3}),
        "b.yaml": journey("B", {"title": "S", "score": 4}, links={"parent": "a"}),
    }
    assert rolled(tmp_path, files)["a"] == pytest.approx((2 + 3 + 4) / 3)


def test_what_is_no_more_or_not_yet_does_not_count(tmp_path: Path) -> None:
    files = {
        "a.yaml": journey("A", {"title": "S", "score": 2}),
        "b.yaml": journey("B", {"title": "S", "score": 5}, links={"parent": "a"}, review={"status": "retired"}),
        "c.yaml": journey("C", {"title": "S", "score": 5}, links={"parent": "a"}, kind="future-state"),
    }
    assert rolled(tmp_path, files)["a"] == 2


def entries(said: dict[str, dict[str, Any]]) -> Portfolio:
    """Return a portfolio as no reading would give it: with circles."""
    maps = tuple(
        MapEntry(
            key,
            PurePosixPath(f"{key}.yaml"),
            with_ids(JourneyMap.model_validate({"title": key, "stages": ["S"], **keys})),
        )
        for key, keys in said.items()
    )
    return Portfolio(maps=maps, map_keys={key: (key,) for key in said})


def test_a_circle_is_told_and_cut() -> None:
    found = hierarchy(entries({key: {"links": {"parent": other}} for key, other in ("ab", "bc", "ca", "da")}))
    assert found.circles == (("a", "c", "b", "a"),)
    assert has_hierarchy(entries({"a": {"links": {"children": "b"}}, "b": {}}))
    assert not has_hierarchy(entries({"a": {"links": {"children": "a", "parent": "a"}}, "b": {}}))
    assert sorted(node.entry.key for node in found.walk()) == ["a", "b", "c", "d"]


def test_a_thousand_maps_below_each_other() -> None:
    keys = [f"m{number:04}" for number in range(1500)]
    said = {key: {"links": {"children": below}} for key, below in pairwise(keys)} | {keys[-1]: {}}
    found = hierarchy(entries(said))
    assert [node.entry.key for node in found.walk()] == keys
    assert found.circles == ()


@given(edges)
def test_without_the_last_link_of_each_circle_there_is_none(links: dict[str, list[str]]) -> None:
    found = circles(links)
    for way in found:
        assert way[0] == way[-1]
        assert all(after in links[before] for before, after in pairwise(way))
    cut = {(way[-2], way[-1]) for way in found}
    left = {key: [other for other in others if (key, other) not in cut] for key, others in links.items()}
    assert circles(left) == ()
    assert bool(found) == goes_round(links)


@given(edges, st.randoms(use_true_random=False))
def test_every_map_is_in_the_trees_once(links: dict[str, list[str]], chance: random.Random) -> None:
    parents = {key: chance.choice(KEYS) for key in KEYS if chance.random() < 0.3}
    said = {key: {"links": {"children": links.get(key, []), "parent": parents.get(key)}} for key in KEYS}
    found = hierarchy(entries(said))
    assert sorted(node.entry.key for node in found.walk()) == KEYS
    every = {key: [*links.get(key, []), *(child for child in KEYS if parents.get(child) == key)] for key in KEYS}
    assert bool(found.circles) == goes_round(every)


def goes_round(links: dict[str, list[str]]) -> bool:
    """Tell whether some key can be reached from itself, by trying all ways."""
    for start, others in links.items():
        seen: set[str] = set()
        waiting = [*others]
        while waiting:
            key = waiting.pop()
            if key == start:
                return True
            if key not in seen:
                seen.add(key)
                waiting += links.get(key, [])
    return False
