"""`cjm kit`: files for a repository of maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from cjm_plugin.cli import main
from cjm_plugin.cli.kit import KITS, kit_files
from tests.kit.workflows import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def kit(*arguments: str | Path) -> Result:
    # The project of this checkout speaks Russian.
    return CliRunner().invoke(main, ["kit", *map(str, arguments)], env={"CJM_LANGUAGE": "en"})


@pytest.mark.parametrize("name", KITS)
def test_the_files_are_printed_with_their_places(name: str) -> None:
    result = kit(name)
    assert result.exit_code == 0
    for path, text in kit_files(name, "en").items():
        assert f"# ---- {path}\n{text}" in result.stdout


@pytest.mark.parametrize("name", KITS)
def test_the_files_are_written(name: str, tmp_path: Path) -> None:
    result = kit(name, "--write", tmp_path / "new", "--language", "ru")
    assert result.exit_code == 0
    written = {
        path.relative_to(tmp_path / "new").as_posix() for path in (tmp_path / "new").rglob("*") if path.is_file()
    }
    assert written == set(kit_files(name, "ru"))


def test_a_file_that_differs_is_kept_and_told(tmp_path: Path) -> None:
    kit("pre-commit", "--write", tmp_path)
    own = tmp_path / ".pre-commit-config.yaml"
    assert kit("pre-commit", "--write", tmp_path).exit_code == 0
    own.write_bytes(b"repos: [] # \xff")
    result = kit("pre-commit", "--write", tmp_path)
    assert result.exit_code == 1
    assert result.stderr == ".pre-commit-config.yaml: differs, kept as it is\n"
    assert own.read_bytes() == b"repos: [] # \xff"
    assert kit("pre-commit", "--write", tmp_path, "--force").exit_code == 0
    assert own.read_text("utf-8") == kit_files("pre-commit", "en")[".pre-commit-config.yaml"]


def test_every_file_of_the_package_belongs_to_a_kit() -> None:
    here = ROOT / "cjm_plugin" / "kit"
    used = {path.format(language=each) for kit in KITS.values() for path in kit.values() for each in ("en", "ru")}
    assert {path.relative_to(here).as_posix() for path in here.rglob("*") if path.is_file()} == used


def test_an_unknown_kit_is_refused() -> None:
    assert kit("bitbucket").exit_code == 2
