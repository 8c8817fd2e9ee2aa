"""What changed on a map in the language of the map."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

import pytest

from cjm_plugin.history.log import read_history
from cjm_plugin.history.timeline import Event, MeaningfulChange, Timeline, Timelines
from cjm_plugin.reading.portfolio import read_portfolio
from cjm_plugin.reading.single import read_map
from tests.history.repositories import OLEG, Work, clone, new_repository
from tests.history.timelines import FIRST, A, journey, line, scored, timeline, told


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJM_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return new_repository(tmp_path / "site", {"maps/a.yaml": FIRST})


class TestChanges:
    def test_newest_first_down_to_the_creation(self, work: Work) -> None:
        work.commit("Worse", {"maps/a.yaml": scored(pay=1)}, author=OLEG, date="2026-05-01T10:00:00+05:00")
        work.commit("Better", {"maps/a.yaml": scored(pay=1, wait=4)})
        assert told(work) == ["Better: score-up wait", "Worse: score-down pay", "First: created"]
        change = timeline(work).changes[1]
        assert (change.author, change.commit[:8]) == ("Олег Ким", change.short_commit)
        assert change.date is not None
        assert change.date.isoformat() == "2026-05-01T10:00:00+05:00"
        assert change.difference is not None
        assert (change.difference.before.mean, change.difference.after.mean) == (3.6, 3.4)

    def test_formatting_is_no_change(self, work: Work) -> None:
        reordered = "# a comment\nstages:\n" + FIRST.partition("stages:\n")[2].replace("title: ", "title:   ")
        work.commit("Format", {"maps/a.yaml": reordered + "\ntitle: 'Путь'\n"})
        work.commit("Rename", renamed={"maps/a.yaml": "maps/b.yaml"})
        assert told(work, PurePosixPath("b.yaml")) == ["First: created"]

    def test_a_rename_with_an_edit(self, work: Work) -> None:
        work.commit("Both", {"maps/b.yaml": scored(pay=1)}, removed=["maps/a.yaml"])
        assert told(work, PurePosixPath("b.yaml")) == ["Both: score-down pay", "First: created"]

    def test_at_most_so_many(self, work: Work) -> None:
        work.import_commits({"maps/a.yaml": scored(pay=1 + number % 5)} for number in range(300))
        assert told(work) == [f"Edit {299 - i}: score-{'down' if (299 - i) % 5 == 0 else 'up'} pay" for i in range(10)]
        assert len(told(work, limit=3)) == 3
        assert told(work, limit=0) == []

    def test_opportunities_are_late_as_of_the_day_of_the_commit(self, work: Work) -> None:
        plan = FIRST + "notes: x\n"
        plan = plan.replace("score: 4}", "score: 4, opportunities: [{id: idea, idea: Better, due: 2026-04-01}]}", 1)
        work.commit("Plan", {"maps/a.yaml": plan}, date="2026-03-15T10:00:00+00:00")
        work.commit("After", {"maps/a.yaml": plan.replace("notes: x", "notes: y")}, date="2026-05-01T10:00:00+00:00")
        assert [change.message for change in timeline(work).changes] == ["After", "Plan", "First"]

    def test_a_version_with_errors_is_named(self, work: Work) -> None:
        work.commit("Oops", {"maps/a.yaml": "title: [\n"})
        work.commit("Still", {"maps/a.yaml": "title: {\n"})
        work.commit("Mend", {"maps/a.yaml": scored(pay=1)})
        assert told(work) == ["Mend: score-down pay", "Still: unreadable", "Oops: unreadable", "First: created"]

    def test_mended_without_a_change(self, work: Work) -> None:
        work.commit("Oops", {"maps/a.yaml": "title: [\n"})
        work.commit("Revert", {"maps/a.yaml": FIRST})
        assert told(work) == ["Oops: unreadable", "First: created"]

    def test_errors_from_the_beginning(self, tmp_path: Path) -> None:
        work = new_repository(tmp_path / "site", {"maps/a.yaml": "title: [\n"})
        work.commit("Mend", {"maps/a.yaml": FIRST})
        assert told(work) == ["Mend: repaired", "First: unreadable"]

    @pytest.mark.parametrize(
        "content", [b"\xcf\xf0\xe8\xe2\xe5\xf2", b"\0", b"", b"x" * 3_000_000, b"!!python/object:x"]
    )
    def test_hostile_versions(self, work: Work, content: bytes) -> None:
        work.commit("Bad", {"maps/a.yaml": content})
        work.commit("Good", {"maps/a.yaml": scored(pay=1)})
        assert told(work) == ["Good: score-down pay", "Bad: unreadable", "First: created"]

    def test_deleted_and_restored(self, work: Work) -> None:
        work.commit("Delete", removed=["maps/a.yaml"])
        work.commit("Restore", {"maps/a.yaml": scored(pay=1)})
        assert told(work) == ["Restore: score-down pay", "First: created"]

    def test_a_file_that_git_does_not_know(self, work: Work) -> None:
        work.write({"maps/new.yaml": FIRST, ".gitignore": "new.yaml\n"})
        assert timeline(work, PurePosixPath("new.yaml")) == Timeline()

    def test_without_a_repository(self, tmp_path: Path) -> None:
        work = Work(tmp_path)
        work.write({"maps/a.yaml": FIRST})
        assert timeline(work) == Timeline()

    def test_git_is_gone_after_the_log_was_read(self, work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
        history = read_history(work.folder / "maps")
        monkeypatch.setenv("PATH", os.devnull)
        with Timelines(history) as timelines:
            assert timelines.of(A, journey(work)) == Timeline()


class TestNotCommittedYet:
    def test_an_edit(self, work: Work) -> None:
        work.write({"maps/a.yaml": scored(pay=1)})
        first, second = timeline(work).changes
        assert (first.version, first.date, first.author, first.commit) == (None, None, "", "")
        assert [line(first), line(second)] == [": score-down pay", "First: created"]

    def test_formatting_is_no_change(self, work: Work) -> None:
        work.write({"maps/a.yaml": "# a comment\n" + FIRST})
        assert told(work) == ["First: created"]

    def test_a_new_map(self, work: Work) -> None:
        work.write({"maps/new.yaml": FIRST})
        assert timeline(work, PurePosixPath("new.yaml")).changes == (MeaningfulChange(Event.CREATED, None),)

    def test_the_last_commit_has_errors(self, work: Work) -> None:
        work.commit("Oops", {"maps/a.yaml": "title: [\n"})
        work.write({"maps/a.yaml": scored(pay=1)})
        assert told(work) == [": score-down pay", "Oops: unreadable", "First: created"]

    def test_a_map_that_only_had_errors(self, tmp_path: Path) -> None:
        work = new_repository(tmp_path / "site", {"maps/a.yaml": "title: [\n"})
        work.write({"maps/a.yaml": FIRST})
        assert told(work) == [": repaired", "First: unreadable"]


class TestMerges:
    @pytest.fixture
    def parted(self, work: Work) -> Work:
        """Two branches that change different stages; the branch is `side`, and `main` is checked out."""
        work.switch("side", new=True)
        work.commit("Side", {"maps/a.yaml": scored(search=5)}, author=OLEG)
        work.switch("main")
        work.commit("Main", {"maps/a.yaml": scored(use=1)})
        return work

    def test_what_git_merged_is_told_once(self, parted: Work) -> None:
        parted.merge("side")
        assert journey(parted).stages[0].score != journey(parted).stages[4].score
        assert told(parted) == ["Main: score-down use", "Side: score-up search", "First: created"]

    def test_what_people_merged_by_hand_is_told(self, parted: Work) -> None:
        parted.git("merge", "--no-ff", "--no-commit", "side")
        parted.commit("Merge", {"maps/a.yaml": scored(search=5, use=1, pay=1)})
        assert told(parted) == [
            "Merge: score-down pay",
            "Main: score-down use",
            "Side: score-up search",
            "First: created",
        ]

    def test_a_conflict_settled_by_a_third_way(self, work: Work) -> None:
        work.switch("side", new=True)
        work.commit("Side", {"maps/a.yaml": scored(pay=5)})
        work.switch("main")
        work.commit("Main", {"maps/a.yaml": scored(pay=1)})
        with pytest.raises(AssertionError, match="CONFLICT"):
            work.merge("side")
        work.commit("Settle", {"maps/a.yaml": scored(pay=3)})
        assert told(work) == ["Settle: score-up pay", "Main: score-down pay", "Side: score-up pay", "First: created"]


class TestShallow:
    def test_what_is_known_is_told(self, work: Work, tmp_path: Path) -> None:
        work.commit("Edit", {"maps/a.yaml": scored(pay=1)})
        work.commit("Again", {"maps/a.yaml": scored(pay=3)})
        assert told(clone(work, tmp_path / "two", "--depth=2")) == ["Again: score-up pay"]
        assert told(clone(work, tmp_path / "one", "--depth=1")) == []

    def test_an_edit_in_a_clone_that_knows_nothing_else(self, work: Work, tmp_path: Path) -> None:
        work.commit("Edit", {"maps/a.yaml": scored(pay=1)})
        shallow = clone(work, tmp_path / "one", "--depth=1")
        shallow.write({"maps/a.yaml": scored(pay=3)})
        assert told(shallow) == [": score-up pay"]

    def test_a_partial_clone(self, work: Work, tmp_path: Path) -> None:
        work.git("config", "uploadpack.allowFilter", "true")
        work.commit("Edit", {"maps/a.yaml": scored(pay=1)})
        assert told(clone(work, tmp_path / "partial", "--filter=blob:none")) == ["Edit: repaired", "First: unreadable"]


def test_a_map_of_the_portfolio_is_the_same_as_its_committed_version() -> None:
    """Work in progress is compared with versions that are read without the files around them."""
    maps = Path(__file__).parents[2] / "maps"
    for entry in read_portfolio(maps, "maps").portfolio.maps:
        assert read_map((maps / entry.path).read_bytes(), "x").journey == entry.journey, entry.path
