"""The portfolios that benchmarks are run on are what the figures say they are."""

from __future__ import annotations

import statistics
from pathlib import Path

import pytest

from benchmarks.by_hand import page
from benchmarks.journeys import journey
from benchmarks.portfolio import portfolio, write_portfolio
from cjm_plugin.model.walk import opportunities, pains
from cjm_plugin.reading.portfolio import Reading, read_portfolio

MAPS = 30


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    maps_dir = tmp_path_factory.mktemp("generated") / "maps"
    write_portfolio(maps_dir, MAPS)
    return maps_dir


@pytest.fixture(scope="module")
def reading(folder: Path) -> Reading:
    return read_portfolio(folder, "maps")


def test_it_is_sound(reading: Reading) -> None:
    assert not [found for found in reading.diagnostics if found.is_error]
    assert len(reading.portfolio.maps) == MAPS


def test_each_map_has_six_stages_of_three_steps_and_what_belongs_to_them(reading: Reading) -> None:
    for entry in reading.portfolio.maps:
        assert [len(stage.steps) for stage in entry.journey.stages] == [3] * 6
        assert len([*pains(entry.journey)]) == 18
        assert len([*opportunities(entry.journey)]) == 12
        assert len(entry.journey.sources) == 4


def test_maps_are_15_kb_each_and_stand_in_collections(folder: Path, reading: Reading) -> None:
    sizes = [file.stat().st_size for file in folder.rglob("journey-*.yaml")]
    assert 14_000 < statistics.mean(sizes) < 16_500
    assert {entry.key for entry in reading.portfolio.collections} == {"collection-001", "collection-002"}


def test_no_two_maps_say_the_same() -> None:
    texts = {page(item, diagrams=True).partition("\n")[2] for item in portfolio(MAPS)}
    assert len(texts) == MAPS
    assert len({journey(number, 4).title for number in range(5_000)}) == 5_000


def test_a_map_says_the_same_however_many_there_are() -> None:
    assert [item.stages for item in portfolio(10)] == [item.stages for item in portfolio(20)[:10]]


def test_the_page_by_hand_holds_every_text_of_the_map() -> None:
    item = journey(7, 4)
    text = page(item, diagrams=True)
    said = [stage.title for stage in item.stages]
    said += [step.touchpoint for stage in item.stages for step in stage.steps]
    said += [pain.what for stage in item.stages for pain in stage.pains]
    said += [opportunity.idea for stage in item.stages for opportunity in stage.opportunities]
    said += [metric.name for metric in item.metrics] + [source.title for source in item.sources]
    assert not [each for each in said if each not in text]
    assert text.count("```mermaid") == 1
    assert "mermaid" not in page(item, diagrams=False)
