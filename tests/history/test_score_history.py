"""How the scores of a map went."""

from __future__ import annotations

import datetime as dt
from pathlib import Path, PurePosixPath

import pytest

from cjm_plugin.history.log import read_history
from cjm_plugin.history.timeline import Timelines
from cjm_plugin.reading.single import read_map
from tests.history.repositories import Work, new_repository
from tests.history.timelines import FIRST, numbered, scored, scores, timeline


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJM_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return new_repository(tmp_path / "site", {"maps/a.yaml": FIRST})


class TestScores:
    def test_only_today(self, work: Work) -> None:
        work.commit("Edit", {"maps/a.yaml": scored(pay=1)})
        (now,) = timeline(work).scores
        assert now.is_now
        assert now.commit is not None
        assert now.commit.message == "Edit"
        assert scores((now,)) == ["-* 3.4: search=4 pay=1 wait=3 get=5 use=4"]

    def test_each_numbered_or_reviewed_version(self, work: Work) -> None:
        work.commit("One", {"maps/a.yaml": numbered("1.0", "2026-01-01", search=1, pay=1)})
        work.commit("Edit", {"maps/a.yaml": numbered("1.0", "2026-01-01", search=2, pay=1)})
        work.commit("Review", {"maps/a.yaml": numbered("1.0", "2026-02-01", search=3, pay=1)})
        work.commit("Two", {"maps/a.yaml": numbered("2.0", "2026-02-01", search=4, pay=1)})
        work.commit("Last", {"maps/a.yaml": numbered("2.0", "2026-02-01", search=4, pay=2)})
        assert scores(timeline(work).scores) == [
            "1.0 1.0: search=1 pay=1",
            "1.0 2.0: search=3 pay=1",
            "2.0 2.5: search=4 pay=1",
            "2.0* 3.0: search=4 pay=2",
        ]
        assert [shot.figures.reviewed for shot in timeline(work).scores][1] == dt.date(2026, 2, 1)

    def test_today_may_be_a_numbered_version(self, work: Work) -> None:
        work.commit("One", {"maps/a.yaml": numbered("1.0", search=1)})
        work.commit("Two", {"maps/a.yaml": numbered("2.0")})
        assert scores(timeline(work).scores) == ["1.0 1.5: search=1 pay=2", "2.0* 3.0: search=4 pay=2"]

    def test_what_is_not_committed_yet_is_today(self, work: Work) -> None:
        work.commit("One", {"maps/a.yaml": numbered("1.0", search=1)})
        work.write({"maps/a.yaml": numbered("1.0", search=2)})
        assert scores(timeline(work).scores) == ["1.0 1.5: search=1 pay=2", "1.0* 2.0: search=2 pay=2"]
        assert timeline(work).scores[-1].date is None

    def test_tagged_versions(self, work: Work) -> None:
        work.git("tag", "v1")
        work.commit("Other", {"maps/b.yaml": FIRST})
        work.git("tag", "-a", "v1.1", "-m", "Nothing new on map a", **work.when())
        work.commit("Edit", {"maps/a.yaml": scored(pay=3)})
        work.commit("Again", {"maps/a.yaml": scored(pay=4)})
        work.git("tag", "выпуск-2")
        work.commit("Now", {"maps/a.yaml": scored(pay=5)})
        found = timeline(work).scores
        assert [(shot.label, shot.tags, shot.figures.stages[1].score) for shot in found] == [
            ("v1", ("v1", "v1.1"), 2),
            ("выпуск-2", ("выпуск-2",), 4),
            ("", (), 5),
        ]

    def test_a_tag_under_another_name_and_folder(self, work: Work) -> None:
        work.git("tag", "v1")
        work.commit("Rename", renamed={"maps/a.yaml": "maps/b.yaml"})
        work.git("tag", "v2")
        work.commit("Move", renamed={"maps": "journeys"})
        work.commit("Edit", {"journeys/b.yaml": scored(pay=5)})
        with Timelines(read_history(work.folder / "journeys")) as timelines:
            current = read_map((work.folder / "journeys" / "b.yaml").read_bytes(), "b.yaml").journey
            assert current is not None
            found = timelines.of(PurePosixPath("b.yaml"), current).scores
        assert [shot.tags for shot in found] == [("v1",), ("v2",), ()]

    def test_tags_elsewhere_do_not_count(self, work: Work) -> None:
        work.switch("side", new=True)
        work.commit("Side", {"maps/a.yaml": scored(pay=5)})
        work.git("tag", "side")
        work.git("tag", "of-a-tree", "HEAD^{tree}")
        work.switch("main")
        work.commit("Main", {"maps/a.yaml": scored(pay=1)})
        assert [shot.tags for shot in timeline(work).scores] == [()]

    def test_a_tag_of_an_impossible_day(self, work: Work) -> None:
        tag = f"object {work.head()}\ntype commit\ntag odd\ntagger A <a@x> 99999999999999999 +0000\n\nOdd\n"
        work.git(
            "update-ref",
            "refs/tags/odd",
            work.git("hash-object", "-t", "tag", "-w", "--stdin", "--literally", text=tag),
        )
        assert [shot.tags for shot in timeline(work).scores] == [("odd",)]

    def test_a_content_that_came_back_keeps_its_tag(self, work: Work) -> None:
        work.git("tag", "v1", **work.when())
        work.commit("Edit", {"maps/a.yaml": scored(pay=5)})
        work.commit("Back", {"maps/a.yaml": FIRST})
        found = timeline(work).scores
        assert [(shot.tags, shot.commit and shot.commit.message) for shot in found] == [
            (("v1",), "First"),
            ((), "Back"),
        ]

    def test_stages_have_the_ids_of_today(self, work: Work) -> None:
        steps = "steps: [{action: Открывает сайт, score: 2}, {action: Сравнивает цены, score: 4}]"
        text = f"title: Путь\nversion: 1\nstages:\n  - {{title: Поиск, {steps}}}\n  - {{title: Оплата, score: 3}}\n"
        work.commit("One", {"maps/a.yaml": text})
        work.commit("Two", {"maps/a.yaml": text.replace("version: 1", "version: 2").replace("Поиск", "Поиск товара")})
        one, two = timeline(work).scores
        assert [stage.title for stage in one.figures.stages] == ["Поиск", "Оплата"]
        assert [stage.id for stage in one.figures.stages] == [stage.id for stage in two.figures.stages]

    def test_versions_with_errors_are_left_out(self, work: Work) -> None:
        work.commit("One", {"maps/a.yaml": numbered("1.0", search=1)})
        work.commit("Oops", {"maps/a.yaml": "version: 1.5\ntitle: [\n"})
        work.git("tag", "oops")
        work.commit("Two", {"maps/a.yaml": numbered("2.0")})
        assert [shot.label for shot in timeline(work).scores] == ["1.0", "2.0"]
