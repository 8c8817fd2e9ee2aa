"""A report is taken from the cache as long as nothing has changed, and never when anything has."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjm_plugin.cache.store import Cache
from cjm_plugin.checking.inputs import inputs_of
from cjm_plugin.checking.options import RuleOptions
from cjm_plugin.checking.remembered import remembered_check
from cjm_plugin.checking.stored_report import restored, stored
from tests.reading.folders import write

if TYPE_CHECKING:
    from cjm_plugin.checking.report import Report

DAY = dt.date(2026, 11, 20)
OPTIONS = RuleOptions()
PNG = b"\x89PNG\r\n"
FILES: dict[str, str | bytes] = {
    "a.yaml": "title: A\npersonas: [ann]\nstages: [{title: S, image: img/x.png}]\n"
    "metrics: [{name: N, from: data/n.csv}]\nwatches: [src/**]\nsilence: [{rule: no-owner, reason: None yet}]\n",
    "b.yaml": "titel: B\n",
    "personas/ann.yaml": "name: Ann\nimage: ../img/y.png\n",
    "catalog.yaml": "channels: [web]\n",
    "x/_collection.yaml": "title: X\n",
    "x/c.yaml": "title: C\nstages: [A]\n",
    "img/x.png": PNG,
    "data/n.csv": "date,value\n2026-01-01,3\n",
}


class Checked:
    """A folder that is checked with a cache."""

    def __init__(self, folder: Path) -> None:
        self.maps = write(folder / "maps", FILES)
        self.kept_in = folder / "cache"

    def check(self, options: RuleOptions = OPTIONS, day: dt.date = DAY) -> Report:
        return remembered_check(self.maps, "maps", options, day, Cache(self.kept_in))

    @property
    def entry(self) -> Path:
        """The one file of the cache."""
        (entry,) = (path for path in self.kept_in.rglob("*") if path.is_file())
        return entry

    def misses(self, options: RuleOptions = OPTIONS, day: dt.date = DAY) -> bool:
        """Whether the folder is checked anew: then the entry is written again. The answer must be right either way."""
        os.utime(self.entry, ns=(1, 1))
        assert self.check(options, day) == remembered_check(self.maps, "maps", options, day, Cache(None))
        return self.entry.stat().st_mtime_ns != 1


@pytest.fixture
def folder(tmp_path: Path) -> Checked:
    checked = Checked(tmp_path)
    checked.check()
    return checked


def test_the_same_folder_is_not_checked_again(folder: Checked) -> None:
    assert not folder.misses()


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith((".yaml", ".csv"))])
def test_a_changed_byte_is_a_change(name: str, folder: Checked) -> None:
    path = folder.maps / name
    data = bytearray(path.read_bytes())
    for place in (0, len(data) // 2, len(data) - 2):
        data[place] ^= 1
        path.write_bytes(data)
        assert folder.misses()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_flipped_bit_of_any_file_gives_another_digest(tmp_path: Path, data: st.DataObject) -> None:
    maps = write(tmp_path / "maps", FILES)
    before = inputs_of(maps, "maps")
    name = data.draw(st.sampled_from([name for name in FILES if name.endswith(".yaml")]))
    original = (maps / name).read_bytes()
    place = data.draw(st.integers(0, len(original) - 1))
    flipped = bytearray(original)
    flipped[place] ^= 1 << data.draw(st.integers(0, 7))
    (maps / name).write_bytes(flipped)
    assert inputs_of(maps, "maps").digest != before.digest
    (maps / name).write_bytes(original)
    assert inputs_of(maps, "maps") == before


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_a_change(name: str, folder: Checked) -> None:
    (folder.maps / name).unlink()
    assert folder.misses()


@pytest.mark.parametrize("name", ["new.yaml", "img/y.png", "x/d.yml", "personas/bob.yaml"])
def test_a_new_file_that_is_read_or_named_is_a_change(name: str, folder: Checked) -> None:
    write(folder.maps, {name: "name: Bob\n"})
    assert folder.misses()


def test_a_renamed_file_is_a_change(folder: Checked) -> None:
    (folder.maps / "a.yaml").rename(folder.maps / "aa.yaml")
    assert folder.misses()


def test_text_that_moves_from_file_to_file_is_a_change(folder: Checked) -> None:
    write(folder.maps, {"a.yaml": FILES["b.yaml"], "b.yaml": FILES["a.yaml"]})
    assert folder.misses()


def test_files_that_nobody_reads_are_no_change(folder: Checked) -> None:
    write(folder.maps, {"notes.txt": "x", ".hidden/a.yaml": "x", "_draft.yaml": "x", "img/x.png": PNG + b"more"})
    assert not folder.misses()


def test_options_and_the_day_count(folder: Checked) -> None:
    assert folder.misses(options=RuleOptions({"ignore": ["no-owner"]}))
    assert folder.misses(options=RuleOptions(overdue="error"))
    assert folder.misses(day=DAY + dt.timedelta(days=1))
    assert not folder.misses(day=DAY + dt.timedelta(days=1))


@pytest.mark.parametrize("damage", ["", "{}", "null", "[1]", "half", "flipped"])
def test_damaged_entries_are_ignored(damage: str, folder: Checked) -> None:
    whole = folder.entry.read_bytes()
    texts = {"half": whole[: len(whole) // 2], "flipped": whole.replace(b"CJM2", b"CJM3", 1)}
    folder.entry.write_bytes(texts.get(damage, damage.encode()))
    assert folder.misses()
    assert not folder.misses()


@pytest.mark.parametrize("value", [None, 3, [], {}, {"rests_on": ""}, {"report": {"issues": [[]]}}])
def test_sound_entries_of_another_shape_are_ignored(value: object, folder: Checked) -> None:
    cache = Cache(folder.kept_in)
    good = cache.get(str(folder.maps))
    shaped = {**good, **value} if isinstance(value, dict) and value else value
    cache.put(str(folder.maps), shaped)
    assert folder.misses()
    assert not folder.misses()


def test_a_cache_that_cannot_be_written_is_no_harm(tmp_path: Path) -> None:
    maps = write(tmp_path / "maps", FILES)
    (tmp_path / "cache").write_text("a file stands here", encoding="utf-8")
    assert remembered_check(maps, "maps", OPTIONS, DAY, Cache(tmp_path / "cache")).issues


def test_the_cache_does_not_grow_with_every_edit(folder: Checked) -> None:
    for number in range(3):
        write(folder.maps, {"a.yaml": f"title: A{number}\nstages: [A]\n"})
        folder.check()
    assert folder.entry


def test_a_report_survives_storing(folder: Checked) -> None:
    report = folder.check()
    assert report.issues
    assert report.named_files
    assert any(issue.silenced for issue in report.issues)
    assert any(checked.watches for checked in report.maps) == ("maps/a.yaml" in {c.path for c in report.maps})
    assert restored(stored(report)) == report
