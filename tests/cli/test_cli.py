"""The command `cjm`, and the files it writes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from cjm_plugin.cli import main
from cjm_plugin.exchange.json_schemas import EXPORTS
from cjm_plugin.model.schema import FILES

ROOT = Path(__file__).parents[2]
SMALL_MAP = "title: Foo\nstages: [A]\n"


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def test_check_fails_on_errors_and_strictly_on_warnings(tmp_path: Path) -> None:
    folder = str(write(tmp_path, {"a.yaml": "language: fr\n" + SMALL_MAP}))
    assert CliRunner().invoke(main, ["check", folder]).exit_code == 0
    assert CliRunner().invoke(main, ["check", "--strict", folder]).exit_code == 1
    write(tmp_path, {"b.yaml": "titel: x\n"})
    assert CliRunner().invoke(main, ["check", folder]).exit_code == 1


def test_check_prints_names_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "b\udcff.yaml").write_text("titel: x\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert "\\udcff.yaml:1:1: CJM020" in result.stdout


@pytest.mark.parametrize("kind", [*FILES, *EXPORTS])
def test_the_schemas_in_the_repository_are_fresh(kind: str) -> None:
    result = CliRunner().invoke(main, ["schema", kind])
    written = (ROOT / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert result.stdout == written, "run: cjm schema --write schemas"


def test_all_schemas_are_written(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["schema", "--write", str(tmp_path / "new")]).exit_code == 0
    assert {path.name for path in (tmp_path / "new").iterdir()} == {
        f"{kind}.schema.json" for kind in (*FILES, *EXPORTS)
    }


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_reference_in_the_repository_is_fresh(language: str) -> None:
    result = CliRunner().invoke(main, ["reference", "--language", language])
    written = (ROOT / "docs" / language / "format.md").read_text(encoding="utf-8")
    assert result.stdout == written, f"run: cjm reference --language {language} --write docs/{language}/format.md"
