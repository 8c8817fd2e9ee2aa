"""What a pull request touches, and maps that watch files: on real repositories."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checking.checks import Project
from tests.history.repositories import Work, clone, new_repository

SOUND = "title: {}\nownership: Anna\nstages: [A]\n"
BAD = "title: {}\nownership: Anna\nstages: [A]\nlanguage: fr\n"
FILES = {
    "maps/a.yaml": BAD.format("A"),
    "maps/b.yaml": BAD.format("B"),
    "maps/personas/ann.yaml": "name: Ann\n",
    "maps/c.yaml": "title: C\nownership: Anna\npersonas: [ann]\nlinks: {future: b}\n"
    "stages: [{title: A, channels: web}]\n",
    "maps/catalog.yaml": "channels: [{id: web, title: Web}, {id: app, title: App}]\nsources: []\n",
    "src/pay/form.py": "x = 1\n",
    "src/pay/send.py": "x = 1\n",
    "src/find/list.py": "x = 1\n",
    "Карты оплаты/схема.txt": "x\n",
}


@pytest.fixture
def branch(project: Project) -> Work:
    """A repository with a branch for a pull request, begun when `main` was a commit younger."""
    work = new_repository(project.folder, FILES)
    work.switch("change", new=True)
    work.switch("main")
    work.commit("On main", {"maps/b.yaml": BAD.format("B, on main")})
    work.switch("change")
    return work


def test_only_changed_files_are_told_of(project: Project, branch: Work) -> None:
    branch.commit("Edit", {"maps/a.yaml": BAD.format("A2")})
    assert project.found() == ["maps/a.yaml:4 CJM062", "maps/b.yaml:4 CJM062"]
    assert project.found("--changed-since", "main") == ["maps/a.yaml:4 CJM062"]


def test_nothing_changed_nothing_told(project: Project, branch: Work) -> None:
    assert project.found("--changed-since", "main") == []
    assert branch.head()


def test_work_in_progress_counts(project: Project, branch: Work) -> None:
    branch.write({"maps/b.yaml": BAD.format("B2"), "maps/new.yaml": BAD.format("New")})
    assert project.found("--changed-since", "main") == ["maps/b.yaml:4 CJM062", "maps/new.yaml:4 CJM062"]


def test_a_renamed_map_has_changed(project: Project, branch: Work) -> None:
    branch.commit("Rename", renamed={"maps/a.yaml": "maps/карта.yaml"})
    assert project.found("--changed-since", "main") == ["maps/карта.yaml:4 CJM062"]


def test_errors_that_a_change_causes_elsewhere_are_told(project: Project, branch: Work) -> None:
    branch.commit("Persona gone", removed=["maps/personas/ann.yaml"])
    assert project.found("--changed-since", "main") == ["maps/c.yaml:3 CJM040"]
    branch.commit("Map renamed", renamed={"maps/b.yaml": "maps/bb.yaml"})
    assert project.found("--changed-since", "main") == [
        "maps/bb.yaml:4 CJM062",
        "maps/c.yaml:3 CJM040",
        "maps/c.yaml:4 CJM042",
    ]
    branch.commit("Channel gone", {"maps/catalog.yaml": "channels: [{id: app, title: App}]\n"})
    assert project.found("--changed-since", "HEAD~1") == ["maps/c.yaml:5 CJM012"]


def test_a_circle_that_a_change_closes_is_told_where_it_is(project: Project, branch: Work) -> None:
    outer = "title: {}\nownership: Anna\nlinks: {{children: {}}}\nstages: [A]\n"
    branch.commit("One way", {"maps/a.yaml": outer.format("A", "b"), "maps/b.yaml": SOUND.format("B")})
    branch.commit("And back", {"maps/b.yaml": outer.format("B", "a")})
    assert any("CJM091" in line for line in project.found("--changed-since", "HEAD~1"))
    branch.commit("Edit", {"maps/c.yaml": SOUND.format("C")})
    assert any("CJM091" in line for line in project.found("--changed-since", "HEAD~1"))


def test_errors_of_others_are_not_ours(project: Project, branch: Work) -> None:
    branch.commit("Broken", {"maps/c.yaml": "title: C\nstages: [A]\nlinks: {future: nowhere}\n"})
    branch.switch("more", new=True)
    branch.commit("Edit", {"maps/a.yaml": SOUND.format("A2")})
    assert project.found("--changed-since", "change") == []


def test_an_unknown_revision_is_a_wrong_call(project: Project, branch: Work) -> None:
    result = project.check("--changed-since", "nope")
    assert result.exit_code == 2
    assert 'there is no revision "nope"' in result.stderr
    assert branch.head()


@pytest.mark.parametrize("revision", ["--help", "-x", "", "main..change", "a b", "\0", "@{999}"])
def test_strange_revisions_are_wrong_calls(revision: str, project: Project, branch: Work) -> None:
    result = project.check(f"--changed-since={revision}")
    assert result.exit_code == 2
    assert "Error: " in result.stderr
    assert branch.head()


def test_a_shallow_clone_says_how_to_fetch_more(
    project: Project, branch: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    branch.commit("Edit", {"maps/a.yaml": BAD.format("A2")})
    clone(branch, tmp_path / "ci", "--depth=1", "--branch=change")
    assert project.folder != tmp_path / "ci"
    result = Project(tmp_path / "ci", monkeypatch).check("--changed-since", "main")
    assert result.exit_code == 2
    assert "fetch-depth: 0" in result.stderr


def test_outside_of_a_repository_it_is_a_wrong_call(project: Project) -> None:
    result = project.write(FILES).check("--changed-since", "main")
    assert result.exit_code == 2
    assert "is not in a git repository" in result.stderr


def test_a_maps_folder_deep_in_the_repository(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    work = new_repository(project.folder, {f"docs/cx/{name}": text for name, text in FILES.items()})
    work.write({"docs/cx/maps/a.yaml": BAD.format("A2")})
    monkeypatch.chdir(project.folder / "docs/cx")
    assert project.found("--changed-since", "HEAD") == ["maps/a.yaml:4 CJM062"]
    monkeypatch.chdir(project.folder / "docs")
    assert project.found("cx/maps", "--changed-since", "HEAD") == ["cx/maps/a.yaml:4 CJM062"]


def watching(*patterns: str) -> dict[str, str]:
    lines = "".join(f"  - {pattern!r}\n" for pattern in patterns)
    return {"maps/w.yaml": f"title: W\nownership: Anna\nstages: [A]\nwatches:\n{lines}"}


def test_a_map_that_was_left_behind(project: Project, branch: Work) -> None:
    branch.commit("Watch", watching("src/pay/**"))
    branch.switch("code", new=True)
    branch.commit("Code", {"src/pay/form.py": "x = 2\n", "src/find/list.py": "x = 2\n"})
    told = project.check("--changed-since", "change").stdout
    assert told.splitlines()[0] == (
        "maps/w.yaml:5:5: CJM081 warning: what the map watches has changed, and the map has not: src/pay/form.py; "
        "see whether the map is still true"
    )
    assert project.check("--changed-since", "change", "--strict").exit_code == 1
    branch.commit("Map too", {"maps/w.yaml": watching("src/pay/**")["maps/w.yaml"] + "notes: Seen.\n"})
    assert project.found("--changed-since", "change") == []


def test_at_most_three_files_are_named(project: Project, branch: Work) -> None:
    branch.commit("Watch", watching("src/**"))
    branch.write({f"src/new/{number}.py": "x\n" for number in range(5)})
    told = project.check("--changed-since", "HEAD").stdout
    assert "has not: src/new/0.py, src/new/1.py, src/new/2.py (+2); see" in told


@pytest.mark.parametrize(
    ("patterns", "touched", "told"),
    [
        (["src/pay"], "src/pay/form.py", True),
        (["/src/*/form.py"], "src/pay/form.py", True),
        (["*.py"], "src/find/list.py", True),
        (["src/**", "!src/find/**"], "src/find/list.py", False),
        (["src/**", "!src/find/**"], "src/pay/send.py", True),
        (["form.py/"], "src/pay/form.py", False),
        (["Карты оплаты/*"], "Карты оплаты/схема.txt", True),
    ],
)
def test_patterns_are_those_of_gitignore(
    patterns: list[str], touched: str, *, told: bool, project: Project, branch: Work
) -> None:
    branch.commit("Watch", watching(*patterns))
    branch.write({touched: "new\n"})
    found = [line for line in project.found("--changed-since", "HEAD") if "CJM081" in line]
    assert bool(found) == told


def test_deleted_and_renamed_files_have_changed(project: Project, branch: Work) -> None:
    branch.commit("Watch", watching("src/pay/**"))
    branch.commit("Delete", removed=["src/pay/form.py"])
    assert project.found("--changed-since", "HEAD~1") == ["maps/w.yaml:5 CJM081"]
    branch.commit("Move away", renamed={"src/pay/send.py": "src/send.py"})
    assert project.found("--changed-since", "HEAD~1") == ["maps/w.yaml:5 CJM081"]


def test_a_map_does_not_watch_itself(project: Project, branch: Work) -> None:
    branch.write(watching("**"))
    assert project.found("--changed-since", "HEAD") == []


def test_a_pattern_that_matches_nothing_is_told(project: Project, branch: Work) -> None:
    branch.write(watching("src/pay/**", "src/payment/**", "!docs/*.txt"))
    assert project.found("--changed-since", "HEAD") == ["maps/w.yaml:6 CJM082", "maps/w.yaml:7 CJM082"]
    assert project.found() == [
        "maps/a.yaml:4 CJM062",
        "maps/b.yaml:4 CJM062",
        "maps/w.yaml:6 CJM082",
        "maps/w.yaml:7 CJM082",
    ]


def test_without_a_repository_watching_is_silent(project: Project) -> None:
    project.write({**watching("nothing/**")})
    assert project.found() == []
