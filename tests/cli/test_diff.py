"""`cjm diff` on real repositories and files: which versions are compared, what is printed, how it ends."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from cjm_plugin.cli import main
from tests.history.repositories import Work, clone, map_text, new_repository

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

MAP = "maps/shop.yaml"
FALLEN = "    ▼ Stage “Buy”: score 4 → 2\n"


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    work = new_repository(tmp_path / "work", {MAP: map_text("Shop", buy=4, pay=3), "maps/bank.yaml": map_text("Bank")})
    monkeypatch.chdir(work.folder)
    return work


def diff(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["diff", *arguments])


def told(*arguments: str) -> str:
    result = diff(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def test_without_arguments_what_is_not_committed_yet(work: Work) -> None:
    assert told() == "Nothing changed.\n"
    work.write({MAP: map_text("Shop", buy=2, pay=3)})
    assert told() == (
        "Map “Shop” – maps/shop.yaml\n"
        "  ▼ 2 · mean score 3.5 → 2.5 · evidence 0%\n"
        "  Scores\n"
        "    ▼ Mean score of the map: 3.5 → 2.5\n" + FALLEN
    )
    work.commit()
    assert told() == "Nothing changed.\n"


def test_late_is_told_for_the_day_of_the_project(work: Work) -> None:
    idea = "{title: Shop, stages: [{title: A, opportunities: {id: x, idea: X, due: 2021-01-01}}]}"
    work.write({MAP: idea})
    assert "is late" in told()
    work.write({"pyproject.toml": "[tool.cjm]\ntoday = 2020-01-01\n"})
    assert "is late" not in told()


def test_one_revision_against_the_files_on_disk(work: Work) -> None:
    work.commit(files={MAP: map_text("Shop", buy=2, pay=3)})
    work.write({"maps/bank.yaml": map_text("Savings bank")})
    text = told("HEAD~1")
    assert FALLEN in text
    assert "The map “Bank” is now called “Savings bank”" in text


def test_two_revisions_and_their_order(work: Work) -> None:
    work.commit(files={MAP: map_text("Shop", buy=2, pay=3)})
    work.git("tag", "v2")
    assert FALLEN in told("HEAD~1", "v2") == told("HEAD~1..v2") == told("HEAD~1..")
    assert "▲ Stage “Buy”: score 2 → 4" in told("v2", "HEAD~1")


def test_three_dots_are_what_a_branch_brings(work: Work) -> None:
    work.switch("feature", new=True)
    work.commit(files={MAP: map_text("Shop", buy=2, pay=3)})
    work.switch("main")
    work.commit(files={"maps/bank.yaml": map_text("Savings bank")})
    assert "bank" not in told("main...feature")
    assert FALLEN in told("main...feature")
    assert "bank" in told("main..feature")
    work.switch("feature")
    assert told("main...") == told("main...HEAD") == told("main...feature")


def test_maps_that_came_went_and_moved(work: Work) -> None:
    work.commit(
        files={"maps/retail/new.yaml": map_text("New one", a=1, b=2)},
        removed=["maps/bank.yaml"],
        renamed={MAP: "maps/retail/store.yaml"},
    )
    assert told("HEAD~1", "HEAD") == (
        "Map “Bank” – maps/bank.yaml\n"
        "  Deleted: 1 stage, evidence 0%\n"
        "\n"
        "Map “New one” – maps/retail/new.yaml\n"
        "  New: 2 stages, mean score 1.5, evidence 0%\n"
        "\n"
        "Map “Shop” – maps/retail/store.yaml\n"
        "  The file moved: maps/shop.yaml → maps/retail/store.yaml\n"
    )


def test_a_map_that_becomes_a_persona_is_gone(work: Work) -> None:
    text = "title: Sara the customer\nstages: [Start]\nsummary: Long enough for git to know this file again\n"
    work.commit(files={"maps/sara.yaml": text})
    persona = text.replace("title: Sara", "name: Sara").replace("stages: [Start]\n", "")
    work.commit(files={"maps/personas/sara.yaml": persona}, removed=["maps/sara.yaml"])
    text = told("HEAD~1", "HEAD")
    assert "Map “Sara the customer” – maps/sara.yaml\n  Deleted:" in text
    assert "Persona “Sara the customer” – maps/personas/sara.yaml\n  New." in text


def test_a_broken_version_is_told_and_the_others_go_on(work: Work) -> None:
    work.write({"maps/bank.yaml": "title: [", MAP: map_text("Shop", buy=2, pay=3)})
    text = told()
    assert "The newer version cannot be read:\n  maps/bank.yaml:" in text
    assert FALLEN in text


def test_personas_catalog_collections_and_other_files(work: Work) -> None:
    work.commit(
        files={
            "maps/personas/sara.yaml": "name: Sara\nage: 30\n",
            "maps/catalog.yaml": "channels: [Web]\n",
            "maps/retail/_collection.yaml": "title: Retail\n",
            "maps/data/nps.csv": "date,value\n2026-01-01,3\n",
        }
    )
    work.write(
        {
            "maps/personas/sara.yaml": "name: Sara\nage: 31\n",
            "maps/catalog.yaml": "channels: [Web, Shop]\n",
            "maps/retail/_collection.yaml": "title: Shops\n",
            "maps/data/nps.csv": b"\xff\xfe",
        }
    )
    text = told()
    assert "Persona “Sara” › Age: 30 → 31" in text
    assert "New: channel “Shop”" in text
    assert "Title: “Retail” → “Shops”" in text
    assert text.endswith("\nmaps/data/nps.csv\n")


def test_two_files_need_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, score in (("a.yaml", 4), ("b.yaml", 2)):
        (tmp_path / name).write_text(map_text("Shop", buy=score), encoding="utf-8")
    assert FALLEN in told("a.yaml", "b.yaml")
    assert told("a.yaml", "a.yaml") == "Nothing changed.\n"
    (tmp_path / "b.yaml").write_text("# a comment\n" + map_text("Shop", buy=4), encoding="utf-8")
    assert "No change in meaning" in told("a.yaml", "b.yaml")


def test_the_exit_code_is_that_of_git_when_it_is_asked_for(work: Work) -> None:
    assert diff("--exit-code").exit_code == 0
    work.write({MAP: "# only a comment\n" + map_text("Shop", buy=4, pay=3)})
    assert diff("--exit-code").exit_code == 0
    assert "No change in meaning" in diff().stdout
    work.write({MAP: map_text("Shop", buy=2, pay=3)})
    assert diff().exit_code == 0
    assert diff("--exit-code").exit_code == 1


def test_formats_languages_and_output(work: Work, tmp_path: Path) -> None:
    work.write({MAP: map_text("Магазин", buy=2, pay=3)})
    assert told("--format", "markdown", "--language", "ru").startswith(
        "**Изменилась 1 карта · ▼ 2 · средняя оценка 3,5 → 2,5"
    )
    data = json.loads(told("--format", "json"))
    assert (data["old"], data["new"], data["files"][0]["new_path"]) == ("HEAD", None, MAP)
    target = tmp_path / "new folder" / "diff.md"
    assert told("--output", str(target)) == ""
    assert target.read_text(encoding="utf-8") == told()


def test_another_folder_of_maps_also_from_inside_the_repository(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    work.commit(files={"site/journeys/a.yaml": map_text("A", buy=4)})
    work.write({"site/journeys/a.yaml": map_text("A", buy=2), MAP: map_text("Shop", buy=1, pay=3)})
    text = told("--maps-dir", "site/journeys")
    assert "site/journeys/a.yaml" in text
    assert MAP not in text
    monkeypatch.chdir(work.folder / "site")
    assert told("--maps-dir", "journeys") == text


def test_a_folder_that_is_gone_is_told_from_where_it_was(work: Work) -> None:
    work.commit(removed=[MAP, "maps/bank.yaml"])
    (work.folder / "maps").rmdir() if (work.folder / "maps").exists() else None
    assert told("HEAD~1").count("  Deleted:") == 2


def test_a_link_is_not_followed(work: Work, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text(map_text("Secret"), encoding="utf-8")
    (work.folder / "maps" / "link.yaml").symlink_to(secret)
    (work.folder / MAP).unlink()
    (work.folder / MAP).symlink_to(secret)
    assert "Secret" not in told()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere",), 'there is no revision "nowhere"'),
        (("nowhere...HEAD",), 'there is no revision "nowhere"'),
        (("HEAD", MAP), f'"{MAP}" is a file'),
        ((MAP,), f'"{MAP}" is a file'),
        (("HEAD...HEAD", "HEAD"), '"HEAD...HEAD" names both ends already'),
        (("--maps-dir", "nowhere"), 'there is no folder "nowhere"'),
        (("--format", "html"), "'html' is not one of"),
        (("--maps-dir", "../elsewhere"), "outside the repository"),
    ],
)
def test_what_cannot_be_compared_is_said(work: Work, arguments: tuple[str, ...], message: str) -> None:
    assert work.folder.is_dir()
    result = diff(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_without_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "maps").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", os.fspath(tmp_path.parent))
    result = diff()
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_a_shallow_clone_tells_how_to_get_the_rest(work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work.commit(files={MAP: map_text("Shop", buy=2, pay=3)})
    copy = clone(work, tmp_path / "copy", "--depth", "1")
    monkeypatch.chdir(copy.folder)
    result = diff("HEAD~1")
    assert result.exit_code == 2
    assert "fetch-depth: 0" in result.stderr


def test_personas_and_sources_of_other_files_are_called_by_their_names(work: Work) -> None:
    text = "{{title: Shop, personas: [anna, leo], stages: [{{title: Buy, score: {{anna: {}, leo: 3}}, evidence: {}}}]}}"
    files = {
        "maps/personas/anna.yaml": "name: Anna Karenina\n",
        "maps/catalog.yaml": "sources: [{id: s1, title: Survey of 2026}]\n",
        MAP: text.format(4, "[]"),
    }
    work.commit(files=files)
    work.write({MAP: text.format(2, "s1").replace("anna, leo]", "anna]").replace(", leo: 3", "")})
    for form in ("text", "markdown", "json"):
        found = told("--format", form)
        assert "Anna Karenina" in found
        assert "Survey of 2026" in found
    assert "“Buy” (Anna Karenina): score 4 → 2" in told()
    assert "“leo”" in told()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_persona_that_may_not_be_read_goes_by_its_id(work: Work) -> None:
    text = "{{title: Shop, personas: [anna], stages: [{{title: Buy, score: {{anna: {}}}}}]}}"
    work.commit(files={"maps/personas/anna.yaml": "name: Anna Karenina\n", MAP: text.format(4)})
    work.write({MAP: text.format(2)})
    (work.folder / "maps/personas/anna.yaml").chmod(0)
    assert "“Buy” (anna): score 4 → 2" in told()
