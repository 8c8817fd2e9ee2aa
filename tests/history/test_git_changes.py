"""Which files changed, on real repositories, whatever the surroundings are set to."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from cjm_plugin.history.changes import nearby
from cjm_plugin.history.git import FileChange, GitError, open_repository
from tests.history.repositories import Work, map_text, new_repository

if TYPE_CHECKING:
    from cjm_plugin.history.git import Repository

MAP = map_text(search=4, pay=2)


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return new_repository(tmp_path / "site", {"maps/a.yaml": MAP, "README.md": "Hello\n"})


def opened(work: Work) -> Repository:
    return open_repository(work.folder)


def told(changes: tuple[FileChange, ...]) -> list[str]:
    """Write changes as people would."""
    return [f"{change.old or '+'} → {change.new or '-'}" for change in changes]


class TestChangedFiles:
    def test_between_two_commits(self, work: Work) -> None:
        work.commit("All", {"maps/b.yaml": "title: B\n", "README.md": "Bye\n"}, removed=["maps/a.yaml"])
        changes = opened(work).changed_files("HEAD~1", "HEAD")
        assert told(changes) == ["README.md → README.md", "maps/a.yaml → -", "+ → maps/b.yaml"]
        assert opened(work).contents([blob for change in changes for blob in [change.old_blob] if blob]).values()
        assert changes[2].old_blob is None
        assert opened(work).contents([changes[2].new_blob or ""]) == {changes[2].new_blob: b"title: B\n"}

    def test_of_one_folder(self, work: Work) -> None:
        work.commit("All", {"maps/b.yaml": "title: B\n", "README.md": "Bye\n"})
        assert told(opened(work).changed_files("HEAD~1", "HEAD", work.folder / "maps")) == ["+ → maps/b.yaml"]

    def test_a_rename_with_an_edit_is_one_change(self, work: Work) -> None:
        work.commit("Rename", {"maps/b.yaml": MAP + "notes: new\n"}, removed=["maps/a.yaml"])
        assert told(opened(work).changed_files("HEAD~1", "HEAD")) == ["maps/a.yaml → maps/b.yaml"]

    def test_a_file_that_came_into_the_folder(self, work: Work) -> None:
        work.commit("Draft", {"drafts/b.yaml": map_text("Черновик", a=1, b=2, c=3)})
        work.commit("Publish", renamed={"drafts/b.yaml": "maps/b.yaml"})
        changes = opened(work).changed_files("HEAD~1", "HEAD", work.folder / "maps")
        assert told(changes) == ["drafts/b.yaml → maps/b.yaml"]

    def test_work_in_progress(self, work: Work) -> None:
        work.write({"maps/a.yaml": MAP + "notes: new\n", "maps/new/b.yaml": "title: B\n", ".gitignore": "*.bak\n"})
        work.write({"maps/a.bak": "x"})
        changes = opened(work).changed_files("HEAD", None, work.folder / "maps")
        assert told(changes) == ["maps/a.yaml → maps/a.yaml", "+ → maps/new/b.yaml"]
        assert [change.new_blob for change in changes] == [None, None]

    def test_staged_work(self, work: Work) -> None:
        work.write({"maps/a.yaml": "title: X\n", "maps/b.yaml": "title: B\n"})
        work.git("add", "--all")
        assert told(opened(work).changed_files("HEAD", None)) == ["maps/a.yaml → maps/a.yaml", "+ → maps/b.yaml"]

    def test_a_rename_that_git_was_not_told_of(self, work: Work) -> None:
        (work.folder / "maps" / "a.yaml").unlink()
        work.write({"maps/ы.yaml": MAP + "notes: new\n", "maps/other.yaml": "title: Other\n"})
        before = work.git("status", "--porcelain", "-z")
        changes = opened(work).changed_files("HEAD", None)
        assert told(changes) == ["+ → maps/other.yaml", "maps/a.yaml → maps/ы.yaml"]
        assert work.git("status", "--porcelain", "-z") == before

    def test_work_in_progress_against_an_older_commit(self, work: Work) -> None:
        work.commit("Second", {"maps/b.yaml": "title: B\n"})
        work.write({"maps/c.yaml": "title: C\n"})
        assert told(opened(work).changed_files("HEAD~1", None)) == ["+ → maps/b.yaml", "+ → maps/c.yaml"]

    def test_a_file_in_conflict_is_listed_once(self, work: Work) -> None:
        work.switch("side", new=True)
        work.commit("Side", {"maps/a.yaml": "title: Side\n"})
        work.switch("main")
        work.commit("Main", {"maps/a.yaml": "title: Main\n"})
        with pytest.raises(AssertionError, match="CONFLICT"):
            work.merge("side")
        assert told(opened(work).changed_files("HEAD", None)) == ["maps/a.yaml → maps/a.yaml"]

    def test_another_repository_in_the_folder_is_left_alone(self, work: Work) -> None:
        new_repository(work.folder / "maps" / "nested", {"x.yaml": MAP})
        assert opened(work).changed_files("HEAD", None) == ()

    def test_a_link_is_no_file(self, work: Work) -> None:
        (work.folder / "maps" / "link.yaml").symlink_to("a.yaml")
        work.commit("Link")
        assert opened(work).changed_files("HEAD~1", "HEAD") == ()
        assert opened(work).files_at("HEAD", work.folder / "maps").keys() == {PurePosixPath("maps/a.yaml")}

    def test_a_folder_of_another_place(self, work: Work, tmp_path: Path) -> None:
        with pytest.raises(GitError, match="lies outside the repository"):
            opened(work).changed_files("HEAD", None, tmp_path)

    def test_a_folder_that_is_gone(self, work: Work) -> None:
        work.commit("Gone", removed=["maps/a.yaml"])
        (work.folder / "maps").rmdir()
        assert told(opened(work).changed_files("HEAD~1", "HEAD", work.folder / "maps")) == ["maps/a.yaml → -"]

    def test_a_name_that_looks_like_a_pattern(self, work: Work) -> None:
        work.commit("Odd", {":(top)/x.yaml": MAP, "*/y.yaml": MAP})
        assert told(opened(work).changed_files("HEAD~1", "HEAD", work.folder / "*")) == ["+ → */y.yaml"]
        assert opened(work).files_at("HEAD", work.folder / ":(top)").keys() == {PurePosixPath(":(top)/x.yaml")}


class TestHostileSurroundings:
    def test_variables_that_mean_another_repository(
        self, work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = new_repository(tmp_path / "other", {"x": "x"})
        monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
        monkeypatch.setenv("GIT_WORK_TREE", str(other.folder))
        monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "no-index"))
        monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(tmp_path))
        assert opened(work).root == work.folder.resolve()
        assert opened(work).commit_of("HEAD") == work.head()
        assert opened(work).changed_files("HEAD", None) == ()

    def test_no_program_of_the_settings_is_started(self, work: Work, tmp_path: Path) -> None:
        trap, trace = tmp_path / "trap", tmp_path / "trace"
        trap.write_text(f"#!/bin/sh\necho $0 >> {trace}\ncat\n", encoding="utf-8")
        trap.chmod(0o755)
        shutil.copy(trap, work.folder / ".git" / "hooks" / "post-index-change")
        for name in ("core.fsmonitor", "core.pager", "diff.external", "diff.map.textconv", "diff.map.command"):
            work.git("config", name, str(trap))
        work.commit("Attributes", {".gitattributes": "*.yaml diff=map\n"})
        trace.unlink(missing_ok=True)
        work.write({"maps/a.yaml": "title: X\n"})
        repository = opened(work)
        assert told(repository.changed_files("HEAD~1", None)) == ["+ → .gitattributes", "maps/a.yaml → maps/a.yaml"]
        assert repository.contents(repository.files_at("HEAD").values())
        assert not trace.exists()

    def test_settings_that_change_what_git_prints(self, work: Work) -> None:
        settings = {
            "diff.noprefix": "true",
            "diff.renames": "false",
            "diff.orderFile": "/nowhere",
            "diff.relative": "true",
            "color.ui": "always",
            "core.quotePath": "true",
            "log.showSignature": "true",
        }
        work.commit("Rename", renamed={"maps/a.yaml": "maps/ы.yaml"})
        for name, value in settings.items():
            work.git("config", name, value)
        repository = open_repository(work.folder / "maps")
        assert told(repository.changed_files("HEAD~1", "HEAD")) == ["maps/a.yaml → maps/ы.yaml"]
        assert told(repository.changed_files("HEAD~1", None)) == ["maps/a.yaml → maps/ы.yaml"]

    def test_a_broken_repository(self, work: Work) -> None:
        (work.folder / ".git" / "config").write_text("[core\n", encoding="utf-8")
        with pytest.raises(GitError, match="git failed: bad config"):
            opened(work)

    def test_the_message_is_one_harmless_line(self, work: Work) -> None:
        with pytest.raises(GitError) as caught:
            opened(work).commit_of("a\n\x1b[31m")
        assert str(caught.value).isprintable()

    def test_messages_speak_other_languages(self, work: Work) -> None:
        with pytest.raises(GitError) as caught:
            opened(work).commit_of("v9")
        assert caught.value.line(lambda _: "нет версии {revision}") == "нет версии v9"

    def test_nothing_is_written(self, work: Work) -> None:
        def state() -> dict[Path, int]:
            return {path: path.stat().st_mtime_ns for path in work.folder.rglob("*") if path.is_file()}

        work.write({"maps/b.yaml": MAP})
        (work.folder / "maps" / "a.yaml").unlink()
        before = state()
        repository = opened(work)
        repository.changed_files("HEAD", None)
        repository.contents(repository.files_at("HEAD").values())
        assert state() == before


def test_a_command_line_names_so_many_folders_as_windows_takes() -> None:
    folders = [PurePosixPath(f"maps/{group:03}/{'x' * 60}-{number:02}") for group in range(100) for number in range(9)]
    few = nearby(folder / "a.yaml" for folder in folders[:9])
    assert few == ("--", *sorted(map(str, folders[:9])))
    many = nearby(folder / "a.yaml" for folder in folders)
    assert many == ("--", *(f"maps/{group:03}" for group in range(100)))
    assert nearby(PurePosixPath(f"{number:03}{'x' * 200}.yaml") for number in range(200)) == ()
