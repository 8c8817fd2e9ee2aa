"""Every example of the documentation does what the page says. YAML without the name of a file is a map."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from click.testing import CliRunner

from cjm_plugin.cli import main
from cjm_plugin.reading.portfolio import read_portfolio
from tests.docs.fences import PAGES, ROOT, Block, blocks, name, put

if TYPE_CHECKING:
    from pathlib import Path

MISTAKES = "maps/mistakes.yaml"
EXAMPLES = [block for page in PAGES for block in blocks(page)]


def of_kind(language: str, start: str) -> list[Block]:
    """Return the examples in a language of code whose title, or else text, begins like this."""
    ours = (block for block in EXAMPLES if block.language == language and block.title != MISTAKES)
    return [block for block in ours if (block.title or block.text).startswith(start)]


def shown(block: Block) -> str:
    return f"{name(block.page)} {block.title}"


MAPS = of_kind("yaml", "maps/")
SITES = of_kind("yaml", "mkdocs.yml")
WORKFLOWS = of_kind("yaml", ".git")
CHECKS = of_kind("console", "$ cjm check")

TWINS = [(page, ROOT / "docs/ru" / page.relative_to(ROOT / "docs/en")) for page in PAGES if "docs/en" in name(page)]
TWINS.append((ROOT / "README.md", ROOT / "README.ru.md"))

_WORDS = re.compile(r'"[^"]*"|#.*| --language ru')
"""What may differ in code: texts, comments and the language that is asked for."""


def test_there_are_examples_of_each_kind_in_both_languages() -> None:
    for examples in (MAPS, SITES, WORKFLOWS, CHECKS):
        assert {block.page.parent.name for block in examples} >= {"en", "ru"}


@pytest.mark.parametrize(("english", "russian"), TWINS, ids=name)
def test_both_languages_show_the_same_code(english: Path, russian: Path) -> None:
    ours, theirs = blocks(english), blocks(russian)
    assert [(block.language, block.title) for block in ours] == [(block.language, block.title) for block in theirs]
    for one, other in zip(ours, theirs, strict=True):
        if one.language in {"python", "sh", "yml"} or one.title.startswith(".git"):
            assert code_of(one) == code_of(other)


def code_of(block: Block) -> list[str]:
    lines = (_WORDS.sub("", line).rstrip() for line in block.text.splitlines())
    return [line for line in lines if line.strip() not in {"", "language: ru"} and not line.startswith("site_name: ")]


@pytest.mark.parametrize("block", MAPS, ids=shown)
def test_every_map_is_valid(block: Block, tmp_path: Path) -> None:
    for other in MAPS:
        if other.page == block.page:  # they may name each other
            put(other.text, tmp_path / other.title)
    put(block.text, tmp_path / block.title)
    reading = read_portfolio(tmp_path / "maps", "maps")
    assert [diagnostic.line(str) for diagnostic in reading.diagnostics] == []


@pytest.mark.parametrize("block", SITES, ids=shown)
def test_every_site_builds(block: Block, tmp_path: Path) -> None:
    config = yaml.safe_load(block.text)
    named = (plugin for plugin in config["plugins"] if isinstance(plugin, dict))
    options: dict[str, Any] = next((plugin["cjm"] for plugin in named if "cjm" in plugin), {})
    put(block.text, tmp_path / "mkdocs.yml")
    put("# Home\n", tmp_path / "docs/index.md")
    compared: list[str] = [each[side] for each in options.get("compare", ()) for side in ("before", "after")]
    for key in ("sofa", *compared):
        put(
            f"title: {key.title()}\nstages: [{{title: A, score: 4}}, B]\n",
            tmp_path / options.get("maps_dir", "maps") / f"{key}.yaml",
        )
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]  # `--quiet` would hide warnings from `--strict`
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(
        command, cwd=tmp_path, env=environment, check=False, capture_output=True, text=True, encoding="utf-8"
    )
    assert built.returncode == 0, built.stdout + built.stderr
    html = (tmp_path / "site" / options.get("path", "maps") / "sofa/index.html").read_text("utf-8")
    assert "Sofa" in html


@pytest.mark.parametrize("block", WORKFLOWS, ids=shown)
def test_every_workflow_is_yaml(block: Block) -> None:
    assert "mkdocs build --strict" in str(yaml.safe_load(block.text))


@pytest.mark.parametrize("block", CHECKS, ids=shown)
def test_every_report_is_what_the_check_says(block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command, _, report = block.text.partition("\n")
    wrong = next(other for other in blocks(block.page) if other.title == MISTAKES)
    put(wrong.text, tmp_path / MISTAKES)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, command.split()[2:])
    assert result.exit_code == 1
    assert result.output == report


def test_the_smallest_map_has_as_many_lines_as_the_readme_says() -> None:
    for page, words in (("README.md", "These ten lines"), ("README.ru.md", "Из этих десяти строк")):
        smallest = next(block for block in blocks(ROOT / page) if block.title.startswith("maps/"))
        assert len(smallest.text.splitlines()) == 10
        assert words in (ROOT / page).read_text("utf-8")
