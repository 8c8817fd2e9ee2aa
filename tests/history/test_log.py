"""What git knows of all files of a maps folder."""

from __future__ import annotations

import datetime as dt
from pathlib import Path, PurePosixPath

import pytest

from cjm_plugin.history.log import FileHistory, read_history
from tests.history.logs import LONG, edited, history, messages, of
from tests.history.repositories import ANNA, OLEG, Work, new_repository


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return new_repository(tmp_path / "site", {"maps/a.yaml": LONG, "README.md": "Hello\n"})


class TestOneFile:
    def test_its_versions_newest_first(self, work: Work) -> None:
        second = work.commit("Lower the score", {"maps/a.yaml": edited(LONG, 1)}, author=OLEG)
        work.commit("Elsewhere", {"README.md": "Bye\n"})
        file = of(work)
        assert [(version.message, version.author) for version in file.versions] == [
            ("Lower the score", "Олег Ким"),
            ("First", "Анна Петрова"),
        ]
        last, first = file.versions
        assert last.commit == second
        assert second.startswith(last.short_commit)
        assert (last.path, last.before) == (PurePosixPath("maps/a.yaml"), (first.blob,))
        assert first.before == ()
        assert (file.first, file.last, file.revisions) == (first, last, 2)
        assert file.is_complete
        assert not file.is_uncommitted

    def test_dates_keep_the_time_zone_of_the_author(self, work: Work) -> None:
        work.commit("Far east", {"maps/a.yaml": "title: X\n"}, date="2026-05-31T23:30:00+10:30")
        last = of(work).last
        assert last is not None
        assert last.date.isoformat() == "2026-05-31T23:30:00+10:30"

    def test_an_impossible_date_is_some_date(self, work: Work) -> None:
        tree, parent = work.git("write-tree"), work.head()
        blob = work.git("hash-object", "-w", "--stdin", text="title: X\n")
        work.git("update-index", "--cacheinfo", f"100644,{blob},maps/a.yaml")
        tree = work.git("write-tree")
        odd = f"tree {tree}\nparent {parent}\nauthor A <a@x> 99999999999999 +9900\ncommitter A <a@x> 0 +0000\n\nOdd\n"
        commit = work.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", text=odd)
        work.git("update-ref", "HEAD", commit)
        assert messages(work) == ["Odd", "First"]
        assert all(isinstance(version.date, dt.datetime) and version.date.tzinfo for version in of(work).versions)

    def test_authors_by_contribution(self, work: Work) -> None:
        for number, author in enumerate([OLEG, OLEG, "Zoë <z@example.org>", ANNA, OLEG]):
            work.commit("Edit", {"maps/a.yaml": f"title: {number}\n"}, author=author)
        assert of(work).authors == ("Олег Ким", "Анна Петрова", "Zoë")

    def test_mailmap(self, work: Work) -> None:
        work.commit("Edit", {"maps/a.yaml": "title: X\n"}, author="anna <old@example.org>")
        assert of(work).authors == ("Анна Петрова", "anna")
        work.commit("Map", {".mailmap": "Анна Петрова <anna@example.org> <old@example.org>\n"})
        assert of(work).authors == ("Анна Петрова",)

    def test_commit_messages_are_one_harmless_line(self, work: Work) -> None:
        work.commit(
            "Bad \x1b[31mred\x07 \u202eright to left\ttab\nsecond line\n\nBody\n", {"maps/a.yaml": "title: X\n"}
        )
        assert messages(work)[0] == "Bad [31mred right to left tab second line"

    def test_a_commit_without_a_message(self, work: Work) -> None:
        work.commit("", {"maps/a.yaml": "title: X\n"})
        assert messages(work) == ["", "First"]

    def test_messages_in_another_encoding(self, work: Work) -> None:
        work.git("config", "i18n.commitEncoding", "cp1251")
        work.write({"maps/a.yaml": "title: X\n", "message": "Правка".encode("cp1251")})
        work.git("commit", "--quiet", "-a", "-F", "message", **work.when())
        assert messages(work)[0] == "Правка"

    def test_messages_that_look_like_the_format(self, work: Work) -> None:
        work.commit(":100644 100644 aaa bbb M", {"maps/a.yaml": "title: X\n"})
        work.commit("a" * 40, {"maps/a.yaml": "title: Y\n"})
        assert messages(work) == ["a" * 40, ":100644 100644 aaa bbb M", "First"]

    def test_names_of_any_script(self, work: Work) -> None:
        work.commit("Новая", {"maps/розница/товары «для дома».yaml": LONG + "# x\n"})
        assert messages(work, "розница/товары «для дома».yaml") == ["Новая"]

    def test_three_hundred_commits(self, work: Work) -> None:
        work.import_commits({"maps/a.yaml": edited(LONG, number % 20) + f"notes: {number}\n"} for number in range(300))
        assert messages(work) == [*(f"Edit {number}" for number in reversed(range(300))), "First"]

    def test_deleted_and_restored(self, work: Work) -> None:
        work.commit("Delete", removed=["maps/a.yaml"])
        assert history(work).of(PurePosixPath("a.yaml")) is None
        work.commit("Restore", {"maps/a.yaml": LONG})
        assert messages(work) == ["Restore", "First"]

    def test_a_link_has_no_history(self, work: Work) -> None:
        (work.folder / "maps" / "link.yaml").symlink_to("a.yaml")
        work.commit("Link")
        assert history(work).of(PurePosixPath("link.yaml")) is None
        (work.folder / "maps" / "link.yaml").unlink()
        work.commit("Now a file", {"maps/link.yaml": "title: X\n"})
        assert messages(work, "link.yaml") == ["Now a file"]


class TestUncommitted:
    def test_an_edit(self, work: Work) -> None:
        work.write({"maps/a.yaml": "title: X\n"})
        assert of(work).is_uncommitted
        assert messages(work) == ["First"]

    def test_a_staged_edit(self, work: Work) -> None:
        work.write({"maps/a.yaml": "title: X\n"})
        work.git("add", "--all")
        assert of(work).is_uncommitted

    def test_a_new_file(self, work: Work) -> None:
        work.write({"maps/new.yaml": "title: X\n"})
        assert of(work, "new.yaml") == FileHistory(is_uncommitted=True)
        assert history(work).problem is None

    def test_an_ignored_file(self, work: Work) -> None:
        work.write({"maps/new.yaml": "title: X\n", ".gitignore": "new.yaml\n"})
        assert history(work).of(PurePosixPath("new.yaml")) is None

    @pytest.mark.parametrize("is_told", [True, False])
    def test_a_rename(self, work: Work, *, is_told: bool) -> None:
        (work.folder / "maps" / "a.yaml").rename(work.folder / "maps" / "b.yaml")
        if is_told:
            work.git("add", "--all")
        assert messages(work, "b.yaml") == ["First"]
        assert of(work, "b.yaml").is_uncommitted

    def test_line_ends_that_git_converts_are_no_edit(self, work: Work) -> None:
        work.git("config", "core.autocrlf", "true")
        work.write({"maps/a.yaml": LONG.replace("\n", "\r\n")})
        assert not of(work).is_uncommitted


class TestPlaces:
    def test_a_detached_head_and_what_is_after_it(self, work: Work) -> None:
        first = work.head()
        work.commit("Later", {"maps/a.yaml": "title: X\n"})
        work.git("checkout", "--quiet", first)
        assert messages(work) == ["First"]

    def test_maps_at_the_top_of_the_repository(self, tmp_path: Path) -> None:
        work = new_repository(tmp_path, {"a.yaml": LONG, "docs/index.md": "x"})
        work.switch("side", new=True)
        work.commit("Side", {"a.yaml": edited(LONG, 1)})
        work.switch("main")
        work.commit("Main", {"docs/index.md": "y"})
        work.merge("side")
        found = read_history(tmp_path)
        assert [version.message for version in found.files[PurePosixPath("a.yaml")].versions] == ["Side", "First"]

    def test_a_worktree(self, work: Work, tmp_path: Path) -> None:
        work.git("worktree", "add", "--quiet", str(tmp_path / "tree"))
        assert messages(Work(tmp_path / "tree")) == ["First"]

    def test_a_submodule(self, work: Work, tmp_path: Path) -> None:
        site = new_repository(tmp_path / "outer", {"mkdocs.yml": ""})
        site.git("submodule", "--quiet", "add", work.folder.as_uri(), "journeys")
        site.commit("Submodule")
        assert messages(Work(site.folder / "journeys")) == ["First"]

    def test_a_linked_maps_folder(self, work: Work, tmp_path: Path) -> None:
        link = tmp_path / "link"
        link.symlink_to(work.folder / "maps")
        assert read_history(link).of(PurePosixPath("a.yaml"))

    def test_variables_that_mean_another_repository(
        self, work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GIT_DIR", str(new_repository(tmp_path / "other", {"x": "x"}).folder / ".git"))
        assert messages(work) == ["First"]

    def test_a_hostile_branch_name(self, work: Work) -> None:
        work.git("update-ref", "--", "refs/heads/--output=x", "HEAD")
        work.git("symbolic-ref", "HEAD", "refs/heads/--output=x")
        assert messages(work) == ["First"]

    def test_colons_and_quotes_in_the_path(self, tmp_path: Path) -> None:
        work = new_repository(tmp_path / 'a:b"c', {"maps/a.yaml": LONG})
        (work.folder / "maps" / "a.yaml").rename(work.folder / "maps" / "b.yaml")
        assert messages(work, "b.yaml") == ["First"]
