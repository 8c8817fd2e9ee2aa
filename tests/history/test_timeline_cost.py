"""What was worked out about earlier versions is kept, and nothing else."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import pytest

from cjm_plugin.cache.store import Cache
from cjm_plugin.history.log import read_history
from cjm_plugin.history.timeline import Timeline, Timelines
from tests.history.repositories import Work, new_repository
from tests.history.timelines import FIRST, A, journey, numbered, scored, timeline, told


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJM_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return new_repository(tmp_path / "site", {"maps/a.yaml": FIRST})


class TestCost:
    def test_nothing_is_read_twice(self, work: Work, tmp_path: Path) -> None:
        work.import_commits({"maps/a.yaml": scored(pay=1 + number % 5)} for number in range(30))
        work.git("tag", "v1", "HEAD~3")
        cold = timeline(work)
        (kept,) = (tmp_path / "cache").rglob("*.cache")
        written = kept.stat().st_mtime_ns
        assert timeline(work) == cold
        assert kept.stat().st_mtime_ns == written

    def test_the_cache_changes_nothing(self, work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
        work.commit("One", {"maps/a.yaml": numbered("1.0", "2026-01-01") + "x-own: {a: [1, {b: no}], c: 2026-01-01}\n"})
        work.commit("Two", {"maps/a.yaml": numbered("2.0", "2026-02-01") + "x-own: {a: [2]}\ntags: [a, b]\n"})
        cold, warm = timeline(work), timeline(work)
        monkeypatch.setenv("CJM_CACHE_DIR", "off")
        assert timeline(work) == cold == warm

    def test_a_damaged_entry_is_worked_out_again(self, work: Work, tmp_path: Path) -> None:
        work.commit("Edit", {"maps/a.yaml": numbered("1.0")})
        cold = timeline(work)
        (kept,) = (tmp_path / "cache").rglob("*.cache")
        good = kept.read_bytes()
        for damage in [b"", b"\xff", good[: len(good) // 2], good.replace(b"null", b"[1]"), good[65:], b"[" * 100_000]:
            kept.write_bytes(damage)
            assert timeline(work) == cold
            assert kept.read_bytes() == good

    def test_an_entry_of_another_shape_is_worked_out_again(self, work: Work, tmp_path: Path) -> None:
        first = work.head()
        work.commit("Edit", {"maps/a.yaml": numbered("1.0")})
        history, cache = read_history(work.folder / "maps"), Cache(tmp_path / "mine")

        def worked_out() -> Timeline:
            with Timelines(history, cache) as timelines:
                return timelines.of(A, journey(work))

        cold, key = worked_out(), f"{first} a.yaml"
        good = cache.get(key)
        values: list[Any] = [
            [],
            "x",
            3,
            [[], "x", None, None],
            [[["id"]], None, None, None],
            {"changes": [[]]},
            {"ids": 3},
        ]
        shapes: list[Any] = [[], 3, {"figures": 3}, {"figures": {}, "differences": []}]
        shapes += [
            {kind: dict.fromkeys(known, value) for kind, known in good.items() if kind != "lines"} for value in values
        ]
        for shape in shapes:
            cache.put(key, shape)
            assert worked_out() == cold

    def test_a_new_commit_adds_to_what_is_known(self, work: Work, tmp_path: Path) -> None:
        work.commit("Edit", {"maps/a.yaml": scored(pay=1)})
        timeline(work)
        work.commit("More", {"maps/a.yaml": scored(pay=5)})
        assert told(work) == ["More: score-up pay", "Edit: score-down pay", "First: created"]
        assert len(list((tmp_path / "cache").rglob("*.cache"))) == 1

    def test_the_process_ends_with_its_owner(self, work: Work) -> None:
        timelines = Timelines(read_history(work.folder / "maps"))
        assert timelines.of(A, journey(work)).changes
        assert timelines.of(A, journey(work)).changes
        # A process that is left behind would be a warning, and so an error.
        del timelines
        gc.collect()

    def test_another_cache(self, work: Work, tmp_path: Path) -> None:
        with Timelines(read_history(work.folder / "maps"), Cache(tmp_path / "mine")) as timelines:
            timelines.of(A, journey(work))
        assert list((tmp_path / "mine").rglob("*.cache"))
        assert not (tmp_path / "cache").exists()
