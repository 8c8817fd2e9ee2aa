"""What the rules said is said again, not asked again, while all they look at is the same."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cjm_plugin.checking import judging
from cjm_plugin.checking.judging import judge, selection_of
from cjm_plugin.checking.options import RuleOptions
from cjm_plugin.reading.portfolio import read_portfolio
from tests.shared.memory import Memory

MAPS = Path(__file__).parents[2] / "maps"
DAY = dt.date(2026, 11, 1)


@pytest.fixture
def maps(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MAPS, tmp_path / "maps"))


def append(text: str, name: str) -> Callable[[Path], None]:
    def edit(maps: Path) -> None:
        file = next(maps.rglob(name))
        file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")

    return edit


def test_nothing_is_asked_twice(maps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, selection, kept = read_portfolio(maps, "maps"), selection_of(RuleOptions()), Memory()
    first = judge(reading, selection, DAY, kept)
    assert first == judge(reading, selection, DAY)
    monkeypatch.setattr(judging, "check_map", None)
    assert judge(reading, selection, DAY, kept) == first


@pytest.mark.parametrize(
    ("edit", "asked_again"),
    [
        (append("\nsilence: [{rule: CJM242, reason: known}]\n", "home-goods.yaml"), 1),
        (append("\n# a remark\n", "catalog.yaml"), 15),
        (append("\nreview_cycle: 1 month\n", "_collection.yaml"), 15),
    ],
)
def test_what_may_have_changed_is_asked_again(edit: Callable[[Path], None], asked_again: int, maps: Path) -> None:
    selection, kept = selection_of(RuleOptions()), Memory()
    judge(read_portfolio(maps, "maps"), selection, DAY, kept)
    before = len(kept)
    edit(maps)
    reading = read_portfolio(maps, "maps")
    assert judge(reading, selection, DAY, kept) == judge(reading, selection, DAY)
    assert len(kept) - before == asked_again


@pytest.mark.parametrize(
    ("options", "day"),
    [
        (RuleOptions(rules={"ignore": ["CJM242"]}), DAY),
        (RuleOptions(rules={"max_source_age": 1}), DAY),
        (RuleOptions(overdue="error"), DAY),
        (RuleOptions(), DAY + dt.timedelta(days=900)),
    ],
)
def test_other_options_and_another_day_give_other_answers(options: RuleOptions, day: dt.date, maps: Path) -> None:
    reading, kept = read_portfolio(maps, "maps"), Memory()
    first = judge(reading, selection_of(RuleOptions()), DAY, kept)
    second = judge(reading, selection_of(options), day, kept)
    assert second == judge(reading, selection_of(options), day) != first


def test_maps_of_the_same_text_are_judged_by_their_own_collections(tmp_path: Path) -> None:
    text = "title: A\nstages: [x]\nreview: {last_reviewed: 2026-01-01}\n"
    for folder, cycle in (("a", "12 months"), ("b", "1 month")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "m.yaml").write_text(text, encoding="utf-8")
        (tmp_path / folder / "_collection.yaml").write_text(f"title: A\nreview_cycle: {cycle}\n", encoding="utf-8")
    reading, selection, kept = read_portfolio(tmp_path, "maps"), selection_of(RuleOptions()), Memory()
    told = judge(reading, selection, DAY, kept)
    assert told == judge(reading, selection, DAY)
    assert told["a/m"] != told["b/m"]
