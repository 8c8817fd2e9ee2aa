"""Channels: where each is used, how that feels, and the matrix of maps and channels."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING, Any

import pytest

from cjm_plugin.analysis.channel_register import ChannelRegister, channel_register
from cjm_plugin.analysis.pain_register import pain_register
from cjm_plugin.analysis.survey import survey
from tests.analysis.portfolios import MAPS, examples, journey, portfolio
from tests.shared.raw_portfolio import many, mean, raw_maps, score_of

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_plugin.model.portfolio import Portfolio

RAW = raw_maps(MAPS)


def test_every_use_of_a_channel_is_there_with_the_mean_of_its_moments() -> None:
    uses: dict[str, list[float | None]] = {}
    for raw in RAW:
        for stage, moment in raw.moments():
            whole = moment is stage and stage.get("steps")
            score = mean(map(score_of, stage["steps"])) if whole else score_of(moment)
            for name in {key_of(channel) for channel in many(moment.get("channels"))}:
                uses.setdefault(name, []).extend([score] if raw.tells_of_today else [])
    read = examples()
    register = channels_in(read)
    used = [channel for channel in register.channels if channel.moments]
    assert {channel.name.key for channel in used} == set(uses)
    for channel in used:
        assert channel.score == (pytest.approx(mean(uses[channel.name.key])) if mean(uses[channel.name.key]) else None)
    scores = [channel.score for channel in used if channel.score is not None]
    assert scores == sorted(scores)


def test_channels_that_no_map_uses_are_told(tmp_path: Path) -> None:
    files = {"catalog.yaml": {"channels": ["Web", "Fax"]}, "a.yaml": journey("A", {"title": "S", "channels": "web"})}
    register = channels_of(tmp_path, files)
    assert [channel.name.title for channel in register.unused] == ["Fax"]


CHANNELS: dict[str, Any] = {
    "catalog.yaml": {
        "channels": [{"id": "web", "title": "Site", "responsible": "Anna", "wanted_action": "Order", "team": "dx"}],
        "teams": [{"id": "dx", "title": "Digital"}],
    },
    "a.yaml": journey(
        "A",
        {
            "title": "Search",
            "steps": [
                {
                    "action": "Looks",
                    "channels": ["web", "SITE"],
                    "touchpoint": ["Home", "List"],
                    "score": {"x": 1, "y": 2},
                },
                {"action": "Asks", "channels": {"id": "Phone call", "responsible": "Boris"}, "score": 5},
                {"action": "Thinks", "channels": "web"},
            ],
            "pains": [{"id": "p", "what": "Slow", "step": "looks"}],
        },
        {
            "title": "Whole",
            "channels": "web",
            "steps": [{"action": "Pays", "score": 3}, {"action": "Waits", "score": 4}],
        },
        personas=[{"id": "x", "name": "X"}, {"id": "y", "name": "Y"}],
    ),
    "b.yaml": journey("B", {"title": "S", "channels": ["phone  call", "web"], "score": 2}),
    "future.yaml": journey("F", {"title": "S", "channels": "web", "score": 5}, kind="future-state"),
}


def test_a_channel_is_known_by_its_id_and_its_title_and_free_text_by_its_words(tmp_path: Path) -> None:
    web, phone = channels_of(tmp_path, CHANNELS).channels
    assert [(web.name.key, web.name.title), (phone.name.key, phone.name.title)] == [
        ("web", "Site"),
        ("phone call", "Phone call"),
    ]
    assert (web.responsible, web.wanted_actions, web.team and web.team.title) == (("Anna",), ("Order",), "Digital")
    assert (phone.responsible, phone.wanted_actions, phone.team) == (("Boris",), (), None)


def test_each_moment_weighs_the_same_and_future_states_are_not_in_the_mean(tmp_path: Path) -> None:
    web, phone = channels_of(tmp_path, CHANNELS).channels
    assert web.score == pytest.approx(fmean([1.5, 3.5, 2]))
    assert phone.score == pytest.approx(fmean([5, 2]))
    assert {used.entry.key: used.score for used in web.maps} == {"a": pytest.approx(2.5), "b": 2, "future": 5}
    assert [used.anchor for used in web.moments] == ["step-looks", "step-thinks", "stage-whole", "stage-s", "stage-s"]


def test_a_channel_has_its_touchpoints_and_pains(tmp_path: Path) -> None:
    web, phone = channels_of(tmp_path, CHANNELS).channels
    assert [(used.entry.key, [met.title for met in used.touchpoints]) for used in web.maps] == [
        ("a", ["Home", "List", "Site"]),
        ("b", ["Site"]),
        ("future", ["Site"]),
    ]
    assert [met.score for met in web.maps[0].touchpoints] == [1.5, 1.5, pytest.approx(3.5)]
    assert [record.pain.id for record in web.pains] == ["p"]
    assert phone.pains == ()


def test_the_matrix_has_the_weakest_first(tmp_path: Path) -> None:
    matrix = channels_of(tmp_path, CHANNELS).matrix()
    assert [entry.key for entry in matrix.maps] == ["b", "a", "future"]
    assert [channel.name.key for channel in matrix.channels] == ["web", "phone call"]
    assert matrix.scores == {
        ("a", "web"): 2.5,
        ("a", "phone call"): 5,
        ("b", "web"): 2,
        ("b", "phone call"): 2,
        ("future", "web"): 5,
    }


def channels_of(folder: Path, files: dict[str, Any]) -> ChannelRegister:
    return channels_in(portfolio(folder, files))


def channels_in(read: Portfolio) -> ChannelRegister:
    surveyed = survey(read)
    return channel_register(surveyed, pain_register(surveyed))


def key_of(channel: Any) -> str:
    name = channel["id"] if isinstance(channel, dict) else channel
    return str(name).casefold()
