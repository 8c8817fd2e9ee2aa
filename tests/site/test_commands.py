"""`mkdocs build` as people run it: exit codes, what is said, what is left alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.site.built_site import a_map

if TYPE_CHECKING:
    from tests.site.built_site import Project


@pytest.fixture
def project(project: Project) -> Project:
    """The same site in the theme that starts fastest."""
    project.configure(theme="mkdocs")
    return project


def run(project: Project, *arguments: str, program: str = "mkdocs", cwd: str = ".", **env: str) -> tuple[int, str]:
    """Run a command in the folder of a project; return its exit code and all it said."""
    command = [str(Path(sys.executable).with_name(program)), *arguments]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"} | env
    done = subprocess.run(
        command, cwd=project.root / cwd, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_errors_stop_the_build_all_at_once(project: Project) -> None:
    project.write("maps/loose.yaml", "title: A\nstages:\n  - title: B\n    scroe: 3\n")
    project.write("maps/other.yaml", "title: A\nstages: [A]\nlinks: {parent: nowhere}\n")
    project.write("docs/maps/personas.md")
    project.write("site/index.html", "old")
    code, said = run(project, "build", "-q")
    assert code == 1
    assert "Traceback" not in said
    for line in ("maps/loose.yaml:4:5: CJM020", "maps/other.yaml:3:17: CJM042", '"docs/maps/personas.md"'):
        assert line in said
    assert (project.root / "site/index.html").read_text() == "old"


def test_warnings_count_for_strict(project: Project) -> None:
    project.write("maps/loose.yaml", a_map(summary="[gone](gone.md)"))
    code, said = run(project, "build", "--strict")
    assert code == 1
    assert "maps/loose.yaml:" in said
    assert "Aborted with 1 warnings in strict mode" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_missing_folder(project: Project, command: str) -> None:
    project.configure(theme="mkdocs", cjm={"maps_dir": "journeys"})
    code, said = run(project, command)
    assert code == 1
    assert "There is no folder 'journeys' beside mkdocs.yml" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("cjm", "expected"),
    [
        ({"path": "../maps"}, "'../maps' is not a path"),
        ({"path": "a\\b"}, "is not a path"),
        ({"path": 1}, "Expected type"),
        ({"today": "tomorrow"}, "'tomorrow' is not a date such as 2026-09-15"),
        ({"language": "xx"}, "Expected one of: ('en', 'ru')"),
        ({"nav": "all"}, "Expected one of: ('auto', 'full', 'index')"),
    ],
    ids=str,
)
def test_wrong_options(
    project: Project, cjm: dict[str, object], expected: str, caplog: pytest.LogCaptureFixture
) -> None:
    project.configure(cjm=cjm)
    with pytest.raises(SystemExit):
        project.build()
    assert f"Plugin 'cjm' option '{next(iter(cjm))}': " in caplog.text
    assert expected in caplog.text


def test_an_epoch_that_is_none(project: Project) -> None:
    project.configure(theme="mkdocs", cjm={"today": None})
    code, said = run(project, "build", SOURCE_DATE_EPOCH="yesterday")
    assert code == 1
    assert "SOURCE_DATE_EPOCH must be a number of seconds, not 'yesterday'" in said
    assert "Traceback" not in said


def test_from_another_folder(project: Project) -> None:
    project.write("elsewhere/x")
    assert run(project, "build", "-q", "--strict", "-f", "../mkdocs.yml", cwd="elsewhere") == (0, "")
    assert (project.site / "maps/loose/index.html").is_file()
    project.write("maps/loose.yaml", "title: A\n")
    code, said = run(project, "build", "-q", "-f", "../mkdocs.yml", cwd="elsewhere")
    assert code == 1
    assert "\nmaps/loose.yaml:1:1: " in said


def test_properdocs(project: Project) -> None:
    pytest.importorskip("properdocs")
    project.configure()
    assert run(project, "build", "--strict", program="properdocs")[0] == 0
    assert "Loose map" in (project.site / "maps/loose/index.html").read_text()
    project.write("maps/loose.yaml", "title: A\n")
    code, said = run(project, "build", program="properdocs")
    assert code == 1
    assert "maps/loose.yaml:1:1: CJM021" in said
    assert "Traceback" not in said
