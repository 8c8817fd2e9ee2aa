"""The register of all pain points: their order, what stands around them, and those that are counted together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from cjm_plugin.analysis.pain_register import Grouping, PainLine, PainRegister, pain_register
from cjm_plugin.analysis.reality import shows_today
from cjm_plugin.analysis.survey import survey
from tests.analysis.portfolios import MAPS, examples, journey, portfolio
from tests.shared.raw_portfolio import RawMap, many, raw_maps, weight_of

if TYPE_CHECKING:
    from pathlib import Path

RAW = {raw.key: raw for raw in raw_maps(MAPS)}
OPENNESS = ["open", "mitigated", "resolved"]


@pytest.fixture(scope="module")
def register() -> PainRegister:
    return pain_register(survey(examples()))


def raw_pain(key: str, id_: str) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    return next(found for found in RAW[key].pains() if found[2].get("id") == id_)


def given_ids(register: PainRegister) -> list[Any]:
    """Return the records whose ids stand in the YAML: those made from the text are no help in finding them."""
    known = {(key, pain.get("id")) for key, raw in RAW.items() for _, _, pain in raw.pains()}
    return [record for record in register.records if (record.entry.key, record.pain.id) in known]


def test_every_pain_of_every_map_is_there_once(register: PainRegister) -> None:
    counted = Counter(record.entry.key for record in register.records)
    assert counted == Counter({key: n for key, raw in RAW.items() if (n := len([*raw.pains()]))})
    assert len(given_ids(register)) > 100


def test_the_points_are_severity_by_frequency_by_confidence(register: PainRegister) -> None:
    for record in given_ids(register):
        _, _, pain = raw_pain(record.entry.key, record.pain.id)
        assert record.points == pytest.approx(weight_of(pain)), record.pain.id
    by_hand = sorted(weight_of(pain) for raw in RAW.values() for _, _, pain in raw.pains())
    assert sorted(record.points for record in register.records) == pytest.approx(by_hand)


def test_the_worst_comes_first_open_ones_before_all_others(register: PainRegister) -> None:
    order = [(OPENNESS.index(line.status), -line.points) for line in register.lines]
    assert order == sorted(order)


def test_what_stands_around_a_pain_is_told(register: PainRegister) -> None:
    for record in given_ids(register):
        raw = RAW[record.entry.key]
        stage, moment, pain = raw_pain(record.entry.key, record.pain.id)
        assert record.placed.stage.title == stage["title"]
        steps = {step.get("id"): step for step in many(stage.get("steps")) if isinstance(step, dict)}
        step = steps[pain["step"]] if "step" in pain else moment
        channels = many(step.get("channels")) or many(stage.get("channels"))
        assert {name.key for name in record.channels} == {key_of(channel) for channel in channels}
        assert {name.id for name in record.personas} == set(many(pain.get("personas")) or personas(raw))
        rejected = [
            o.get("status") == "rejected" for o in raw.opportunities() if pain["id"] in many(o.get("addresses"))
        ]
        assert len(record.answers) == len(rejected)
        assert record.is_answered == (not all(rejected))


def test_evidence_is_counted(register: PainRegister) -> None:
    backed = [bool(pain.get("evidence")) for raw in RAW.values() for _, _, pain in raw.pains()]
    assert (register.coverage.claims, register.coverage.backed) == (len(backed), sum(backed))


@pytest.mark.parametrize("grouping", Grouping)
def test_groups_hold_all_pains_and_the_worst_group_comes_first(register: PainRegister, grouping: Grouping) -> None:
    groups = register.by(grouping)
    held = {(r.entry.key, r.pain.id) for group in groups for line in group.lines for r in line.records}
    assert held == {(record.entry.key, record.pain.id) for record in register.records}
    known = [group for group in groups if group.key is not None]
    assert [*known, *(group for group in groups if group.key is None)] == [*groups]
    points = [sum(line.points for line in group.lines if line.status != "resolved") for group in known]
    assert points == sorted(points, reverse=True)
    assert len({group.key for group in groups}) == len(groups)


def test_the_groups_by_owner_are_those_of_the_maps(register: PainRegister) -> None:
    owners = Counter(
        owner for raw in RAW.values() for _ in raw.pains() if (owner := raw.data.get("ownership", {}).get("owner"))
    )
    found = {group.title: sum(len(line.records) for line in group.lines) for group in register.by(Grouping.OWNER)}
    assert {owner: found[owner] for owner in owners} == dict(owners)


def test_a_register_can_be_narrowed(register: PainRegister) -> None:
    today = register.where(lambda record: shows_today(record.entry.journey))
    assert {record.entry.key for record in today.records} == {key for key, raw in RAW.items() if raw.tells_of_today}


def test_unknowns_count_as_documented(tmp_path: Path) -> None:
    pains = [
        {"id": "unrated", "what": "A", "frequency": "always"},
        {"id": "no-frequency", "what": "B", "severity": "critical"},
        {"id": "unknown-source", "what": "C", "severity": "low", "frequency": "rare"},
    ]
    register = pain_register(survey(portfolio(tmp_path, {"a.yaml": journey("A", {"title": "S", "pains": pains})})))
    assert [(record.pain.id, record.points) for record in register.records] == [
        ("no-frequency", 4 * 2 * 0.5),
        ("unknown-source", 0.5),
        ("unrated", 0),
    ]


def test_the_owner_is_the_maps_or_its_collections(tmp_path: Path) -> None:
    files = {
        "shop/_collection.yaml": {"title": "Shop", "owner": "Anna"},
        "shop/a.yaml": journey("A", {"title": "S", "pains": "Slow"}),
        "shop/b.yaml": journey("B", {"title": "S", "pains": "Slow"}, ownership="Boris"),
        "c.yaml": journey("C", {"title": "S", "pains": "Slow"}),
    }
    register = pain_register(survey(portfolio(tmp_path, files)))
    assert {record.entry.key: record.owner for record in register.records} == {
        "shop/a": "Anna",
        "shop/b": "Boris",
        "c": None,
    }
    assert [group.key for group in register.by(Grouping.OWNER)] == ["Anna", "Boris", None]


def test_stages_called_the_same_are_one_group(tmp_path: Path) -> None:
    files = {
        "a.yaml": journey("A", {"title": "Payment", "pains": {"what": "Slow", "severity": "low"}}),
        "b.yaml": journey("B", {"title": "payment ", "pains": "Dear"}, {"title": "Use", "pains": "Dull"}),
    }
    groups = pain_register(survey(portfolio(tmp_path, files))).by(Grouping.STAGE)
    assert [(group.title, len(group.lines)) for group in groups] == [("Payment", 2), ("Use", 1)]


SHARED = {
    "catalog.yaml": {"pains": [{"id": "slow", "what": "Nobody answers"}], "sources": [{"id": "s", "title": "Survey"}]},
    "a.yaml": journey(
        "A",
        {
            "title": "S",
            "pains": [
                {
                    "id": "x",
                    "what": "No reply",
                    "same_as": "slow",
                    "severity": "low",
                    "frequency": "rare",
                    "evidence": "s",
                }
            ],
        },
    ),
    "b.yaml": journey(
        "B",
        {
            "title": "S",
            "pains": [
                {"id": "y", "what": "The line is busy", "same_as": "slow", "severity": "high", "frequency": "often"},
                {
                    "id": "z",
                    "what": "Chat is silent",
                    "same_as": "slow",
                    "severity": "medium",
                    "evidence": ["own", "s"],
                },
            ],
            "opportunities": {"idea": "Call back", "addresses": "z"},
        },
        sources={"id": "own", "title": "Calls"},
    ),
    "c.yaml": journey(
        "C",
        {"title": "S", "pains": {"what": "Was slow", "same_as": "slow", "severity": "critical", "status": "resolved"}},
    ),
    "d.yaml": journey("D", {"title": "S", "pains": {"what": "Dear", "severity": "critical"}}),
}


def test_pains_that_are_the_same_are_counted_together(tmp_path: Path) -> None:
    line, other = shared_line(tmp_path)
    assert (line.what, line.status.value, line.is_answered) == ("Nobody answers", "open", True)
    assert [entry.key for entry in line.maps] == ["b", "a", "c"]
    assert [record.anchor for record in line.records] == ["pain-y", "pain-z", "pain-x", "pain-was-slow"]
    assert line.severity == "high"  # the critical one is resolved
    assert line.frequency == "often"  # that of the heaviest, as the points are
    assert {source.id for source in line.sources} == {"own", "s"}
    assert line.points == 3 * 3 * 1.0
    assert (other.what, other.points) == ("Dear", 4 * 2 * 0.5)


def test_groups_tell_the_part_of_a_shared_pain_that_is_theirs(tmp_path: Path) -> None:
    register = pain_register(survey(portfolio(tmp_path, SHARED)))
    only_a = register.where(lambda record: record.entry.key == "a")
    assert [(line.what, line.points) for line in only_a.lines] == [("Nobody answers", 1 * 1 * 0.8)]


def test_lines_are_ranked_anew_when_they_lose_pain_points(tmp_path: Path) -> None:
    pain = {"what": "Slow", "same_as": "slow", "severity": "high", "frequency": "often"}
    files = {
        "catalog.yaml": {"pains": [{"id": "slow", "what": "Nobody answers"}]},
        "a.yaml": journey("A", {"title": "S", "pains": [pain | {"severity": "low"}, "Dull"]}),
        "b.yaml": journey("B", {"title": "S", "pains": [pain, {"what": "Dear", "severity": "medium"}]}),
    }
    register = pain_register(survey(portfolio(tmp_path, files)))
    assert [line.what for line in register.lines] == ["Nobody answers", "Dear", "Dull"]
    fewer = register.where(lambda record: record.pain.severity != "high")
    assert [(line.what, line.points) for line in fewer.lines] == [("Dear", 2), ("Nobody answers", 1.5), ("Dull", 0)]
    (group,) = fewer.by(Grouping.STAGE)
    assert group.lines == fewer.lines


def test_of_equal_lines_those_on_one_map_only_come_first(tmp_path: Path) -> None:
    same = {"what": "Slow", "same_as": "slow", "severity": "high"}
    files = {
        "catalog.yaml": {"pains": [{"id": "slow", "what": "Nobody answers"}]},
        "a.yaml": journey("A", {"title": "S", "pains": [same, {"what": "Dear", "severity": "high"}]}),
        "b.yaml": journey("B", {"title": "S", "pains": same}),
    }
    register = pain_register(survey(portfolio(tmp_path, files)))
    assert [line.what for line in register.lines] == ["Nobody answers", "Dear"]
    on_a = register.where(lambda record: record.entry.key == "a")
    assert [line.what for line in on_a.lines] == ["Dear", "Nobody answers"]


def test_a_shared_pain_that_is_resolved_everywhere_is_resolved(tmp_path: Path) -> None:
    register = pain_register(survey(portfolio(tmp_path, {name: SHARED[name] for name in ("catalog.yaml", "c.yaml")})))
    assert [(line.status.value, line.severity, line.points) for line in register.lines] == [("resolved", "critical", 4)]
    assert register.unanswered == ()


def shared_line(folder: Path) -> tuple[PainLine, PainLine]:
    line, other = pain_register(survey(portfolio(folder, SHARED))).lines
    return line, other


def key_of(channel: Any) -> str:
    name = channel["id"] if isinstance(channel, dict) else channel
    return str(name).casefold()


def personas(raw: RawMap) -> list[str]:
    named = many(raw.data.get("personas")) + many(raw.data.get("persona"))
    return [item if isinstance(item, str) else item["id"] for item in named]
