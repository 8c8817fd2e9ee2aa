"""What git does not know of the maps, and how that is told."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from cjm_plugin.history.log import Unknown, read_history
from tests.history.repositories import Work, clone, new_repository

if TYPE_CHECKING:
    from collections.abc import Callable
from tests.history.logs import LONG, edited, history, messages, of


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return new_repository(tmp_path / "site", {"maps/a.yaml": LONG, "README.md": "Hello\n"})


def _nothing(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _empty(folder: Path) -> Path:
    return new_repository(folder, None).folder


def _ignored(folder: Path) -> Path:
    work = new_repository(folder, {".gitignore": "maps\n"})
    work.write({"maps/a.yaml": LONG})
    return folder / "maps"


def _all_new(folder: Path) -> Path:
    work = new_repository(folder, {"README.md": "x"})
    work.write({"maps/a.yaml": LONG})
    return folder / "maps"


def _above(folder: Path) -> Path:
    new_repository(folder / "maps" / "retail", {"a.yaml": LONG})
    return folder / "maps"


def _shallow(folder: Path) -> Path:
    source = new_repository(folder / "source", {"maps/a.yaml": LONG})
    source.commit("Edit", {"maps/a.yaml": edited(LONG, 1)})
    return clone(source, folder / "clone", "--depth=1").folder / "maps"


def _partial(folder: Path) -> Path:
    source = new_repository(folder / "source", {"maps/a.yaml": LONG})
    source.git("config", "uploadpack.allowFilter", "true")
    source.commit("Rename", {"maps/b.yaml": edited(LONG, 1)}, removed=["maps/a.yaml"])
    return clone(source, folder / "clone", "--filter=blob:none").folder / "maps"


def _broken(folder: Path) -> Path:
    work = new_repository(folder, {"maps/a.yaml": LONG})
    for path in (folder / ".git" / "objects").rglob("*"):
        if path.is_file():
            path.unlink()
    return work.folder / "maps"


def _half_broken(folder: Path) -> Path:
    work = new_repository(folder, {"maps/a.yaml": LONG})
    tree = work.git("rev-parse", "HEAD:maps")
    (folder / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    return work.folder / "maps"


@pytest.mark.parametrize(
    ("make", "kind", "fix"),
    [
        (_nothing, Unknown.NO_REPOSITORY, "git init"),
        (_above, Unknown.NO_REPOSITORY, "git init"),
        (_empty, Unknown.NO_COMMITS, "no commits yet"),
        (_ignored, Unknown.NOT_COMMITTED, "git add"),
        (_all_new, Unknown.NOT_COMMITTED, "git add"),
        (_shallow, Unknown.SHALLOW, "fetch-depth: 0"),
        (_partial, Unknown.PARTIAL, "without `--filter`"),
        (_broken, Unknown.FAILED, "git fsck"),
        (_half_broken, Unknown.FAILED, "git failed"),
    ],
)
def test_what_is_missing_is_told_in_one_line(
    tmp_path: Path, make: Callable[[Path], Path], kind: Unknown, fix: str
) -> None:
    problem = read_history(make(tmp_path / "x")).problem
    assert problem is not None
    assert problem.kind is kind
    assert fix in problem.line(str)
    assert "\n" not in problem.line(str)


def test_without_a_git_program(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    found = history(work)
    assert found.problem is not None
    assert found.problem.kind is Unknown.NO_GIT
    assert found.files == {}


class TestShallow:
    def test_what_is_known_is_told(self, work: Work, tmp_path: Path) -> None:
        work.commit("New", {"maps/new.yaml": "title: X\n"})
        work.commit("Edit", {"maps/a.yaml": edited(LONG, 1)})
        work.commit("Again", {"maps/a.yaml": edited(LONG, 2)})
        shallow = clone(work, tmp_path / "shallow", "--depth=2")
        assert messages(shallow) == ["Again"]
        assert not of(shallow).is_complete
        assert of(shallow).first is None
        assert messages(shallow, "new.yaml") == []
        assert not of(shallow, "new.yaml").is_complete
        found = history(shallow)
        assert found.repository is not None
        assert found.repository.contents(of(shallow).versions[0].before)

    def test_deep_enough_is_no_problem(self, tmp_path: Path) -> None:
        work = new_repository(tmp_path / "site", {"README.md": "x"})
        for number in range(3):
            work.commit(f"Maps {number}", {f"maps/{number}.yaml": "title: X\n"})
        shallow = clone(work, tmp_path / "shallow", "--depth=3")
        assert not of(shallow, "0.yaml").is_complete
        assert of(shallow, "1.yaml").is_complete

    def test_a_partial_clone_knows_dates(self, tmp_path: Path) -> None:
        folder = _partial(tmp_path)
        found = read_history(folder).of(PurePosixPath("b.yaml"))
        assert found is not None
        assert [version.message for version in found.versions] == ["Rename"]
