"""The way of a file back through renames and merges."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from cjm_plugin.history.log import read_history
from tests.history.logs import LONG, edited, messages, of
from tests.history.repositories import OLEG, Work, map_text, new_repository


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return new_repository(tmp_path / "site", {"maps/a.yaml": LONG, "README.md": "Hello\n"})


class TestRenames:
    def test_with_an_edit(self, work: Work) -> None:
        work.commit("Rename and edit", {"maps/b.yaml": edited(LONG, 1)}, removed=["maps/a.yaml"])
        assert messages(work, "b.yaml") == ["Rename and edit", "First"]
        assert [str(version.path) for version in of(work, "b.yaml").versions] == ["maps/b.yaml", "maps/a.yaml"]
        assert of(work, "b.yaml").versions[0].before == (of(work, "b.yaml").versions[1].blob,)

    def test_a_chain(self, work: Work) -> None:
        for old, new in [("a", "b"), ("b", "c"), ("c", "d")]:
            work.commit(f"To {new}", renamed={f"maps/{old}.yaml": f"maps/{new}.yaml"})
        assert messages(work, "d.yaml") == ["To d", "To c", "To b", "First"]

    def test_two_files_that_change_names(self, work: Work) -> None:
        other = map_text("Другая", **{f"other-{number}": 2 for number in range(20)})
        work.commit("Other", {"maps/b.yaml": other})
        work.commit("Swap", {"maps/a.yaml": other, "maps/b.yaml": LONG})
        # Git sees two edits here, and so do readers of the page.
        assert messages(work) == ["Swap", "First"]
        assert messages(work, "b.yaml") == ["Swap", "Other"]

    def test_a_name_used_again(self, work: Work) -> None:
        work.commit("Rename", renamed={"maps/a.yaml": "maps/b.yaml"})
        work.commit("Remove", removed=["maps/b.yaml"])
        work.commit("Another", {"maps/a.yaml": "title: Another\n"})
        assert messages(work) == ["Another"]

    def test_of_a_collection(self, work: Work) -> None:
        work.commit("More", {"maps/retail/b.yaml": LONG + "notes: b\n", "maps/retail/c.yaml": LONG + "notes: c\n"})
        work.commit("Rename the collection", renamed={"maps/retail": "maps/shops"})
        assert messages(work, "shops/c.yaml") == ["Rename the collection", "More"]

    def test_of_the_maps_folder_itself(self, work: Work) -> None:
        work.commit("Move", renamed={"maps": "journeys"})
        work.commit("Edit", {"journeys/a.yaml": edited(LONG, 1)})
        found = read_history(work.folder / "journeys").of(PurePosixPath("a.yaml"))
        assert found is not None
        assert [version.message for version in found.versions] == ["Edit", "Move", "First"]

    def test_of_the_maps_folder_more_than_once(self, work: Work) -> None:
        work.commit("Edit", {"maps/a.yaml": edited(LONG, 1)})
        work.commit("Once", renamed={"maps": "journeys"})
        work.commit("Edit again", {"journeys/a.yaml": edited(LONG, 2)})
        (work.folder / "docs").mkdir()
        work.commit("Twice", renamed={"journeys": "docs/maps"})
        found = read_history(work.folder / "docs" / "maps").of(PurePosixPath("a.yaml"))
        assert found is not None
        assert [version.message for version in found.versions] == ["Twice", "Edit again", "Once", "Edit", "First"]
        assert [len(version.before) for version in found.versions] == [1, 1, 1, 1, 0]

    def test_from_the_top_of_the_repository(self, work: Work) -> None:
        work.commit("Draft", {"draft.yaml": LONG + "notes: draft\n"})
        work.commit("Publish", renamed={"draft.yaml": "maps/b.yaml"})
        assert messages(work, "b.yaml") == ["Publish", "Draft"]

    def test_on_one_branch_with_an_edit_on_the_other(self, work: Work) -> None:
        work.switch("side", new=True)
        work.commit("Rename", renamed={"maps/a.yaml": "maps/b.yaml"})
        work.switch("main")
        work.commit("Edit", {"maps/a.yaml": edited(LONG, 1)})
        work.merge("side")
        assert messages(work, "b.yaml") == ["Edit", "Rename", "First"]


class TestMerges:
    def test_a_branch_counts_by_its_own_commits(self, work: Work) -> None:
        work.switch("side", new=True)
        work.commit("Side", {"maps/a.yaml": edited(LONG, 1)}, author=OLEG)
        work.switch("main")
        work.commit("Main", {"maps/b.yaml": "title: B\n"})
        work.merge("side")
        assert messages(work) == ["Side", "First"]
        assert messages(work, "b.yaml") == ["Main"]

    def test_both_sides_edit(self, work: Work) -> None:
        work.switch("side", new=True)
        work.commit("Side", {"maps/a.yaml": edited(LONG, 1)}, author=OLEG)
        work.switch("main")
        work.commit("Main", {"maps/a.yaml": edited(LONG, 18)})
        work.merge("side")
        file = of(work)
        assert [version.message for version in file.versions] == ["Merge", "Main", "Side", "First"]
        assert [version.is_merge for version in file.versions] == [True, False, False, False]
        assert file.versions[0].before == (file.versions[1].blob, file.versions[2].blob)
        assert file.versions[1].before == file.versions[2].before == (file.versions[3].blob,)
        assert file.revisions == 3
        assert file.authors == ("Анна Петрова", "Олег Ким")

    def test_both_sides_make_the_same_edit(self, work: Work) -> None:
        work.switch("side", new=True)
        work.commit("Side", {"maps/a.yaml": edited(LONG, 1), "maps/s.yaml": "title: S\n"})
        work.switch("main")
        work.commit("Main", {"maps/a.yaml": edited(LONG, 1), "maps/m.yaml": "title: M\n"})
        work.merge("side")
        assert messages(work) == ["Main", "First"]
        assert messages(work, "s.yaml") == ["Side"]

    def test_an_edit_that_the_merge_threw_away(self, work: Work) -> None:
        work.switch("side", new=True)
        work.commit("Side", {"maps/a.yaml": edited(LONG, 1)})
        work.switch("main")
        work.commit("Main", {"maps/b.yaml": "title: B\n"})
        work.merge("side", strategy="ours")
        assert messages(work) == ["First"]

    def test_an_edit_thrown_away_among_others_that_were_kept(self, work: Work) -> None:
        work.switch("side", new=True)
        work.commit("Side", {"maps/a.yaml": edited(LONG, 1), "maps/s.yaml": "title: S\n"})
        work.switch("main")
        work.commit("Main", {"maps/m.yaml": "title: M\n"})
        work.git("merge", "--no-ff", "--no-commit", "side")
        work.commit("Merge", {"maps/a.yaml": LONG})
        assert messages(work) == ["First"]
        assert messages(work, "s.yaml") == ["Side"]

    def test_a_branch_that_was_merged_back_and_forth(self, work: Work) -> None:
        work.switch("side", new=True)
        work.commit("Side 1", {"maps/a.yaml": edited(LONG, 1)})
        work.switch("main")
        work.commit("Main 1", {"maps/b.yaml": LONG + "notes: b\n"})
        work.switch("side")
        work.merge("main", "Update")
        work.commit("Side 2", {"maps/b.yaml": edited(LONG, 3) + "notes: b\n"})
        work.switch("main")
        work.merge("side", "Take over")
        assert messages(work) == ["Side 1", "First"]
        assert messages(work, "b.yaml") == ["Side 2", "Main 1"]

    def test_three_branches_at_once(self, work: Work) -> None:
        for name in ("one", "two"):
            work.switch(name, new=True)
            work.commit(name, {f"maps/{name}.yaml": f"title: {name}\n"})
            work.switch("main")
        work.commit("Main", {"maps/a.yaml": edited(LONG, 1)})
        work.git("merge", "--no-ff", "-m", "Octopus", "one", "two", **work.when())
        assert messages(work) == ["Main", "First"]
        assert [messages(work, "one.yaml"), messages(work, "two.yaml")] == [["one"], ["two"]]

    def test_another_repository_merged_in(self, work: Work) -> None:
        work.git("switch", "--quiet", "--orphan", "other")
        work.commit("Other", {"maps/z.yaml": "title: Z\n"})
        work.switch("main")
        work.git("merge", "--no-ff", "--allow-unrelated-histories", "-m", "Join", "other", **work.when())
        assert messages(work, "z.yaml") == ["Other"]
        assert messages(work) == ["First"]
