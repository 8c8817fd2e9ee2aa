"""What a project says in mkdocs.yml holds for every command."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from cjm_plugin.cli import main
from tests.history.repositories import new_repository

if TYPE_CHECKING:
    from pathlib import Path

MKDOCS = """\
site_name: Site
plugins:
  - cjm: {maps_dir: research/maps, language: ru, today: "2026-07-05"}
"""
MAP = """\
title: Покупка
ownership: Анна
review: {cycle: monthly, last_reviewed: 2026-06-01}
stages: [{id: a, title: A, score: 4}]
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    repository = new_repository(tmp_path / "project")
    repository.commit(files={"mkdocs.yml": MKDOCS, "research/maps/shop.yaml": MAP})
    repository.commit(files={"research/maps/shop.yaml": MAP.replace("score: 4", "score: 1")})
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


def said(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.output


@pytest.mark.usefixtures("project")
def test_the_folder_and_the_language() -> None:
    assert "4 → 1" in said("diff", "HEAD~1", "HEAD")[1]
    assert "средняя оценка" in said("diff", "HEAD~1", "HEAD")[1].casefold()
    assert "Покупка" in said("review", "due")[1]
    assert "research/maps/shop.yaml" in said("codeowners")[1]
    assert "1 карта" in said("check")[1]


@pytest.mark.usefixtures("project")
def test_the_day() -> None:
    (found,) = json.loads(said("review", "due", "--format", "json")[1])["reviews"]
    assert found["days_left"] == -4


@pytest.mark.usefixtures("project")
def test_what_is_typed_wins() -> None:
    assert "mean score" in said("diff", "HEAD~1", "HEAD", "--language", "en")[1].casefold()
    assert said("diff", "HEAD~1", "HEAD", "--maps-dir", "nowhere")[0] == 2


def test_a_folder_that_is_gone_from_the_disk_is_compared(project: Path) -> None:
    (project / "research/maps/shop.yaml").unlink()
    (project / "research/maps").rmdir()
    assert "4 → 1" in said("diff", "HEAD~1", "HEAD")[1]


def test_wrong_options_are_told(project: Path) -> None:
    (project / "mkdocs.yml").write_text(MKDOCS.replace("language: ru", "language: xx"), encoding="utf-8")
    for command in (["check"], ["diff"], ["review", "due"], ["codeowners"]):
        code, output = said(*command)
        assert code == 2
        assert "mkdocs.yml" in output


def test_a_review_follows_no_link_out_of_the_maps(project: Path) -> None:
    secret = project / "secret.yaml"
    secret.write_text(MAP, encoding="utf-8")
    (project / "research/maps/link.yaml").symlink_to(secret)
    code, output = said("review", "done", "research/maps/link.yaml", "--by", "Анна")
    assert code == 1
    assert "CJM015" in output
    assert secret.read_text(encoding="utf-8") == MAP
