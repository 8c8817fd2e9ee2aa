"""The layer over the program git, on real repositories."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from cjm_plugin.history.git import GitError, open_repository
from cjm_plugin.history.objects import LARGEST, Contents
from tests.history.repositories import Work, clone, map_text, new_repository

if TYPE_CHECKING:
    from cjm_plugin.history.git import Repository

MAP = map_text(search=4, pay=2)


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return new_repository(tmp_path / "site", {"maps/a.yaml": MAP, "README.md": "Hello\n"})


def opened(work: Work) -> Repository:
    return open_repository(work.folder)


class TestOpening:
    def test_any_folder_of_a_repository_opens_it(self, work: Work) -> None:
        repository = open_repository(work.folder / "maps")
        assert repository.root == work.folder.resolve()
        assert not repository.is_shallow

    def test_a_relative_folder(self, work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(work.folder)
        assert open_repository(Path("maps")).files_at("HEAD", Path("maps")).keys() == {PurePosixPath("maps/a.yaml")}

    def test_a_folder_under_a_link(self, work: Work, tmp_path: Path) -> None:
        link = tmp_path / "link"
        link.symlink_to(work.folder / "maps")
        assert open_repository(link).files_at("HEAD", link).keys() == {PurePosixPath("maps/a.yaml")}

    def test_names_of_any_script_and_line_breaks(self, tmp_path: Path) -> None:
        work = new_repository(tmp_path / "Карты\n клиентов", {"розница/товары «для дома».yaml": MAP})
        assert opened(work).root == work.folder.resolve()
        assert opened(work).files_at("HEAD").keys() == {PurePosixPath("розница/товары «для дома».yaml")}

    @pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
    def test_names_that_are_no_text(self, work: Work) -> None:
        name = os.fsdecode(b"maps/\xff.yaml")
        work.commit("Odd", {name: MAP})
        repository = opened(work)
        assert PurePosixPath(name) in repository.files_at("HEAD")
        assert [change.new for change in repository.changed_files("HEAD~1", "HEAD")] == [PurePosixPath(name)]

    def test_a_program_of_the_current_folder_is_not_git(
        self, work: Work, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        stranger = tmp_path / "clone"
        (stranger / "bin").mkdir(parents=True)
        for place in (stranger / "git", stranger / "bin" / "git"):
            place.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
            place.chmod(0o755)
        monkeypatch.chdir(stranger)
        monkeypatch.setenv("PATH", f"{os.pathsep}.{os.pathsep}bin{os.pathsep}{os.environ['PATH']}")
        assert opened(work).files_at("HEAD")

    def test_no_git_program(self, work: Work, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
        with pytest.raises(GitError, match="git is not installed; install it from"):
            opened(work)

    def test_no_git_program_on_a_mac(self, work: Work, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """What stands in its place there tells where to get one."""
        stand_in = tmp_path / "bin" / "git"
        stand_in.parent.mkdir()
        stand_in.write_text("#!/bin/sh\necho 'xcrun: error: invalid active developer path' >&2\nexit 1\n", "utf-8")
        stand_in.chmod(0o755)
        monkeypatch.setenv("PATH", str(stand_in.parent))
        with pytest.raises(GitError, match="git is not installed; install it from"):
            opened(work)

    def test_no_repository(self, tmp_path: Path) -> None:
        with pytest.raises(GitError, match=f"{tmp_path} is not in a git repository; `git init` makes one"):
            open_repository(tmp_path)

    def test_no_folder(self, tmp_path: Path) -> None:
        with pytest.raises(GitError, match="is not a folder"):
            open_repository(tmp_path / "none")

    def test_a_repository_without_files(self, work: Work, tmp_path: Path) -> None:
        bare = clone(work, tmp_path / "bare", "--bare")
        with pytest.raises(GitError, match="without files of its own; use a clone of it"):
            opened(bare)

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
    def test_a_repository_of_somebody_else(self, work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
        for place in (work.folder, work.folder / ".git"):
            os.chown(place, 12345, 12345)
        with pytest.raises(GitError, match=f'git config --global --add safe.directory "{work.folder}"'):
            open_repository(work.folder / "maps")

    def test_a_worktree(self, work: Work, tmp_path: Path) -> None:
        work.git("worktree", "add", "--quiet", str(tmp_path / "tree"))
        assert open_repository(tmp_path / "tree" / "maps").root == (tmp_path / "tree").resolve()

    def test_a_submodule(self, work: Work, tmp_path: Path) -> None:
        site = new_repository(tmp_path / "outer", {"mkdocs.yml": ""})
        site.git("submodule", "--quiet", "add", work.folder.as_uri(), "journeys")
        repository = open_repository(site.folder / "journeys" / "maps")
        assert repository.root == (site.folder / "journeys").resolve()
        assert PurePosixPath("journeys") not in opened(site).files_at("HEAD")

    def test_a_shallow_clone(self, work: Work, tmp_path: Path) -> None:
        work.commit("Second", {"maps/b.yaml": MAP})
        assert opened(clone(work, tmp_path / "shallow", "--depth=1")).is_shallow


class TestRevisions:
    def test_what_git_understands(self, work: Work) -> None:
        first = work.head()
        work.git("tag", "-a", "v1", "-m", "Version 1")
        second = work.commit("Second", {"maps/b.yaml": MAP})
        repository = opened(work)
        found = [repository.commit_of(name) for name in ("HEAD", "main", "v1", "HEAD~1", first[:8])]
        assert found == [second, second, first, first, first]

    @pytest.mark.parametrize("name", ["nowhere", "", "--help", "-x", "a b", "a\nb", "main..HEAD", "HEAD:maps", "^main"])
    def test_what_it_does_not(self, work: Work, name: str) -> None:
        with pytest.raises(GitError, match="there is no revision"):
            opened(work).commit_of(name)

    def test_a_name_that_nothing_can_have(self, work: Work) -> None:
        with pytest.raises(GitError, match="null byte"):
            opened(work).commit_of("a\0b")

    def test_a_hostile_branch_name_is_a_name(self, work: Work) -> None:
        work.git("update-ref", "--", "refs/heads/--output=x", "HEAD")
        repository = opened(work)
        assert repository.commit_of("--output=x") == work.head()
        assert repository.merge_base("--output=x", "main") == work.head()
        assert repository.changed_files("--output=x", "main") == ()
        assert sorted(path.name for path in work.folder.iterdir()) == [".git", "README.md", "maps"]

    def test_a_branch_that_only_the_server_has(self, work: Work, tmp_path: Path) -> None:
        work.switch("feature", new=True)
        work.commit("Feature", {"maps/b.yaml": MAP})
        copy = clone(work, tmp_path / "copy")
        with pytest.raises(GitError, match='did you mean "origin/main"'):
            opened(copy).commit_of("main")

    def test_in_a_shallow_clone_the_fix_is_told(self, work: Work, tmp_path: Path) -> None:
        work.commit("Second", {"maps/b.yaml": MAP})
        shallow = clone(work, tmp_path / "shallow", "--depth=1")
        with pytest.raises(GitError, match="fetch-depth: 0"):
            opened(shallow).commit_of("HEAD~1")

    def test_without_commits(self, tmp_path: Path) -> None:
        with pytest.raises(GitError, match="no commits yet"):
            opened(new_repository(tmp_path / "empty")).commit_of("HEAD")

    def test_where_branches_parted(self, work: Work) -> None:
        base = work.head()
        work.switch("side", new=True)
        work.commit("Side", {"maps/b.yaml": MAP})
        work.switch("main")
        work.commit("Main", {"maps/c.yaml": MAP})
        assert opened(work).merge_base("main", "side") == base

    def test_branches_without_a_common_commit(self, work: Work) -> None:
        work.git("switch", "--quiet", "--orphan", "other")
        work.commit("Other", {"x": "x"})
        with pytest.raises(GitError, match='"main" and "other" have no commit in common'):
            opened(work).merge_base("main", "other")

    def test_a_detached_head(self, work: Work) -> None:
        first = work.head()
        work.commit("Second", {"maps/b.yaml": MAP})
        work.git("checkout", "--quiet", first)
        assert opened(work).commit_of("HEAD") == first


class TestContents:
    def test_many_at_once(self, work: Work) -> None:
        files = {f"maps/{number}.yaml": f"title: {number}\n" * number for number in range(300)}
        work.commit("Many", files)
        repository = opened(work)
        blobs = repository.files_at("HEAD", work.folder / "maps")
        found = repository.contents(blobs.values())
        assert {str(path): found[blob].decode() for path, blob in blobs.items()} == {**files, "maps/a.yaml": MAP}

    def test_what_is_missing_is_left_out(self, work: Work) -> None:
        blob = opened(work).files_at("HEAD")[PurePosixPath("README.md")]
        assert opened(work).contents(["0" * 40, "nowhere", "HEAD", "--help", "", blob]) == {blob: b"Hello\n"}

    def test_nothing(self, work: Work) -> None:
        assert opened(work).contents([]) == {}

    def test_of_what_is_too_large_only_the_beginning(self, work: Work) -> None:
        work.commit("Large", {"large": b"x" * (3 * LARGEST), "small": "y"})
        files = opened(work).files_at("HEAD")
        found = opened(work).contents([files[PurePosixPath("large")], files[PurePosixPath("small")]])
        assert [len(content) for content in found.values()] == [LARGEST, 1]


class TestContentsOneByOne:
    def test_in_any_order_and_again(self, work: Work) -> None:
        work.commit("More", {"large": b"x" * (3 * LARGEST), "empty": "", "no line end": "y"})
        files = {str(path): blob for path, blob in opened(work).files_at("HEAD").items()}
        contents = Contents(work.folder)
        for name, expected in [("large", LARGEST), ("empty", 0), ("no line end", 1), ("empty", 0), ("README.md", 6)]:
            assert len(contents.read(files[name]) or b"") == expected
            assert contents.read("0" * 40) is None
        contents.close()
        assert contents.read(files["no line end"]) == b"y"
        contents.close()

    def test_a_partial_clone_fetches_nothing(self, work: Work, tmp_path: Path) -> None:
        before = opened(work).files_at("HEAD")[PurePosixPath("maps/a.yaml")]
        work.git("config", "uploadpack.allowFilter", "true")
        work.commit("Edit", {"maps/a.yaml": "title: X\n"})
        partial = clone(work, tmp_path / "partial", "--filter=blob:none")
        contents = Contents(partial.folder)
        assert contents.read(before) is None
        assert contents.read(opened(partial).files_at("HEAD")[PurePosixPath("maps/a.yaml")]) == b"title: X\n"
        contents.close()


def test_git_is_the_real_one() -> None:
    assert b"git version" in subprocess.run(["git", "--version"], capture_output=True, check=True).stdout
