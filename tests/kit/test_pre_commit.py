"""The hooks, run by the real pre-commit in a real repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from cjm_plugin.cli.kit import kit_files
from tests.kit.workflows import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

BIN = Path(sys.executable).parent
PUBLISHED = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
SOUND = "title: Sofa\nstages: [A, B]\n"
BROKEN = "titel: Sofa\nstages: [A, B]\n"


def config() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(kit_files("pre-commit", "en")[".pre-commit-config.yaml"])
    return loaded


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return a function that runs a program in a new repository with the hook of the kit and a sound map."""
    environment = os.environ | {
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "Anna",
        "GIT_AUTHOR_EMAIL": "anna@example.org",
        "GIT_COMMITTER_NAME": "Anna",
        "GIT_COMMITTER_EMAIL": "anna@example.org",
    }
    repository = tmp_path / "repository"
    (repository / "maps").mkdir(parents=True)
    (repository / "maps/sofa.yaml").write_text(SOUND, encoding="utf-8")
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config()), encoding="utf-8")

    def done(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=repository, env=environment, check=False, capture_output=True, text=True, encoding="utf-8"
        )

    for command in (["git", "init", "-q"], ["git", "add", "."], ["git", "commit", "-qm", "A map"]):
        assert done(*command).returncode == 0
    assert done("pre-commit", "install").returncode == 0
    return done


def test_a_broken_map_is_not_committed(run: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    (tmp_path / "repository/maps/sofa.yaml").write_text(BROKEN, encoding="utf-8")
    done = run("git", "commit", "-qam", "A mistake")
    assert done.returncode == 1
    assert "maps/sofa.yaml:1:1: CJM020" in done.stdout + done.stderr
    assert run("git", "status", "--short").stdout == " M maps/sofa.yaml\n"


def test_a_sound_map_is_committed(run: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    (tmp_path / "repository/maps/sofa.yaml").write_text(SOUND.replace("Sofa", "Table"), encoding="utf-8")
    done = run("git", "commit", "-qam", "Another title")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout + done.stderr


def test_other_files_do_not_wait_for_the_check(
    run: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    (tmp_path / "repository/notes.md").write_text("x", encoding="utf-8")
    run("git", "add", "notes.md")
    done = run("git", "commit", "-qm", "A note")
    assert done.returncode == 0
    assert "Skipped" in done.stdout + done.stderr


def test_the_hook_of_the_kit_is_the_published_one() -> None:
    """It differs in where the command comes from: from beside MkDocs, or from an environment of its own."""
    (hook,) = config()["repos"][0]["hooks"]
    (published,) = PUBLISHED
    assert {**published, "language": "system"} == {**hook, "description": published["description"]}
    assert published["language"] == "python"


def test_pre_commit_accepts_the_published_hooks() -> None:
    done = subprocess.run(
        [BIN / "pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml"],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout) == (0, "")
