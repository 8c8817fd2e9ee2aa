"""`cjm check`: where options come from, where the report goes, and the exit code."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cjm_plugin.cache.store import EVERYTHING, release

if TYPE_CHECKING:
    from tests.checking.checks import Project

SOUND = "title: Foo\nownership: Anna\nsummary: Short.\nstages: [A]\n"
NO_OWNER = "title: Foo\nsummary: Short.\nstages: [A]\n"
BROKEN = "titel: Foo\n"
ONE_RULE = "plugins:\n- cjm:\n    rules: {select: no-owner"


def test_the_folder_is_maps_or_what_is_said(project: Project) -> None:
    project.write({"maps/a.yaml": SOUND, "other/b.yaml": BROKEN, "third/c.yaml": NO_OWNER})
    assert project.check().exit_code == 0
    assert project.found("other") == ["other/b.yaml:1 CJM020", "other/b.yaml:1 CJM021"]
    project.write({"mkdocs.yml": "plugins:\n- cjm: {maps_dir: third}\n"})
    assert project.found() == ["third/c.yaml:1 CJM251"]
    assert project.found("other")[0] == "other/b.yaml:1 CJM020"


def test_a_folder_that_is_not_there_is_a_wrong_call(project: Project) -> None:
    assert project.check("nowhere").exit_code == 2
    result = project.check()
    assert result.exit_code == 2
    assert 'there is no folder "maps"' in result.stderr


def test_errors_fail_warnings_only_strictly_and_notes_never(project: Project) -> None:
    project.write({"maps/a.yaml": NO_OWNER})
    for level, plain, strict in (("error", 1, 1), ("warning", 0, 1), ("note", 0, 0)):
        project.write({"mkdocs.yml": f"{ONE_RULE}, {level}: no-owner}}\n"})
        assert project.run("check").exit_code == plain
        assert project.run("check", "--strict").exit_code == strict
        assert f"1 {level}" in project.run("check").stderr


def test_rules_given_here_win(project: Project) -> None:
    project.write({"maps/a.yaml": NO_OWNER, "mkdocs.yml": "plugins:\n- cjm:\n    rules: {ignore: [no-owner]}\n"})
    assert "CJM251" not in project.run("check").stdout
    assert "CJM251" in project.run("check", "--select", "no-owner", "--ignore", "CJM201,no-summary").stdout
    assert project.run("check", "--ignore", "all").stdout == ""


@pytest.mark.parametrize(
    ("files", "arguments", "told"),
    [
        ({}, ["--select", "CJM999"], "--select, --ignore: rules: select: there is no rule 'cjm999'"),
        (
            {"mkdocs.yml": "plugins:\n- cjm:\n    rules: {selct: all}\n"},
            [],
            "mkdocs.yml:3:12: plugins.cjm.rules: rules: unknown option 'selct'; did you mean 'select'?",
        ),
        ({"pyproject.toml": "[tool.cjm.rules]\nmax_stages = 'x'\n"}, [], "pyproject.toml: tool.cjm.rules: rules: "),
        ({"mkdocs.yml": "plugins:\n- cjm: {overdue: x}\n"}, [], "mkdocs.yml:2:18: plugins.cjm.overdue: "),
        ({"mkdocs.yml": "plugins:\n- cjm: {maps_dir: gone}\n"}, [], 'there is no folder "gone"'),
    ],
)
def test_wrong_options_are_wrong_calls(
    files: dict[str, str], arguments: list[str], told: str, project: Project
) -> None:
    result = project.write({"maps/a.yaml": SOUND, **files}).run("check", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""


def test_the_language_is_that_of_the_site_unless_it_is_said(project: Project) -> None:
    project.write({"maps/a.yaml": BROKEN, "mkdocs.yml": "plugins:\n- cjm: {language: ru}\n"})
    assert "неизвестный ключ" in project.check().stdout
    assert "unknown key" in project.check("--language", "en").stdout


def test_the_option_overdue_sets_the_level_of_its_rule(project: Project) -> None:
    text = "title: Foo\nstages: [A]\nreview: {last_reviewed: 2020-01-01, cycle: 1 month}\n"
    project.write({"maps/a.yaml": text})
    for overdue, told in (("ignore", []), ("warn", ["CJM263 warning:"]), ("error", ["CJM263 "])):
        project.write({"mkdocs.yml": f"plugins:\n- cjm: {{overdue: {overdue}, rules: {{select: review-overdue}}}}\n"})
        result = project.run("check")
        assert [word for word in told if word not in result.stdout] == []
        assert result.exit_code == (overdue == "error")
        assert bool(result.stdout) == bool(told)


def test_the_day_is_that_of_the_configuration(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "title: Foo\nstages: [A]\nreview: {last_reviewed: 2026-01-01, cycle: 1 month}\n"
    project.write({"maps/a.yaml": text, "mkdocs.yml": "plugins:\n- cjm: {today: 2026-01-15, overdue: error}\n"})
    assert project.run("check").exit_code == 0
    project.write({"mkdocs.yml": "plugins:\n- cjm: {overdue: error}\n"})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1768435200")
    assert project.run("check").exit_code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796083200")
    assert project.run("check").exit_code == 1
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    result = project.run("check")
    assert (result.exit_code, "SOURCE_DATE_EPOCH must be a number" in result.stderr) == (2, True)


def test_the_report_can_go_to_a_file(project: Project) -> None:
    project.write({"maps/a.yaml": BROKEN})
    result = project.check("--format", "json", "--output", "out/report.json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert json.loads((project.folder / "out/report.json").read_text("utf-8"))["summary"]["errors"] == 2
    project.write({"out/blocked": "x"})
    result = project.check("--output", "out/blocked/report.txt")
    assert result.exit_code == 1
    assert "Could not open file" in result.stderr


def test_paths_for_tools_count_from_the_top_of_the_repository(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write({"cx/maps/карта 1.yaml": BROKEN, ".git/HEAD": ""})
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.chdir(project.folder / "cx")
    assert "file=cx/maps/карта 1.yaml," in project.check("--format", "github").stdout
    sarif = json.loads(project.check("--format", "sarif").stdout)
    place = sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {
        "uri": "cx/maps/%D0%BA%D0%B0%D1%80%D1%82%D0%B0%201.yaml",
        "uriBaseId": "%SRCROOT%",
    }
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project.folder / "cx"))
    assert "file=maps/карта 1.yaml," in project.check("--format", "github").stdout


def test_names_that_are_no_text_are_told_in_every_format(project: Project) -> None:
    (project.folder / "maps").mkdir()
    (project.folder / "maps" / "b\udcff.yaml").write_text(BROKEN, encoding="utf-8")
    for form in ("text", "json", "github", "sarif"):
        told = project.check("--format", form).stdout
        assert "udcff.yaml" in told or "%FF.yaml" in told


class TestFiles:
    """Some files alone are told of; what they name is looked up in the whole folder."""

    @pytest.fixture
    def three(self, project: Project) -> Project:
        parent = "title: A\nstages: [B]\nlinks: {parent: b}\n"
        project.write({"maps/a.yaml": parent, "maps/b.yaml": "titel: B\n", "maps/sub/c.yaml": "titel: C\n"})
        return project

    def test_only_these_are_told_of(self, three: Project) -> None:
        whole = three.run("check")
        assert {line.partition(":")[0] for line in whole.stdout.splitlines() if "CJM020" in line} == {
            "maps/b.yaml",
            "maps/sub/c.yaml",
        }
        some = three.run("check", "maps/a.yaml", "maps/sub/c.yaml")
        assert some.exit_code == 1
        assert "CJM020" in some.stdout
        assert "maps/b.yaml:" not in some.stdout
        assert "1 map, 2 errors" in some.stderr
        sound = three.run("check", "maps/a.yaml", "--ignore", "all")
        assert (sound.exit_code, sound.stdout) == (0, "")

    def test_the_report_shows_them_as_that_of_the_folder(self, three: Project) -> None:
        (file,) = {
            issue["path"]
            for issue in json.loads(three.run("check", "maps/b.yaml", "--format", "json").stdout)["issues"]
        }
        assert file == "maps/b.yaml"

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["mkdocs.yml"], "mkdocs.yml is not in the folder of the maps, maps; name that folder"),
            (["maps", "maps/a.yaml"], "name one folder, or files in the folder of the maps"),
            (["maps/gone.yaml"], 'there is no folder "maps/gone.yaml"'),
        ],
    )
    def test_what_cannot_be_meant(self, three: Project, arguments: list[str], said: str) -> None:
        three.write({"mkdocs.yml": "plugins: [cjm]\n"})
        done = three.run("check", *arguments)
        assert done.exit_code == 2
        assert said in " ".join(done.stderr.split())


def _run(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, **variables}
    return subprocess.run(
        [sys.executable, "-m", "cjm_plugin", "check", *arguments],
        cwd=folder,
        env=environment,
        check=False,
        capture_output=True,
    )


def test_a_console_that_lacks_letters_gets_their_codes(project: Project) -> None:
    project.write({"maps/карта.yaml": BROKEN})
    shown = _on_terminal(project.folder, NO_COLOR="1", PYTHONIOENCODING="cp1252")
    assert "\\u043a\\u0430\\u0440\\u0442\\u0430.yaml:1:1: CJM020" in shown


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp1251"])
def test_files_and_pipes_are_utf_8_whatever_the_code_page(project: Project, encoding: str) -> None:
    project.write({"maps/карта é ≥ 😀.yaml": BROKEN})
    done = _run(project.folder, "--language", "ru", PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert "карта é ≥ 😀.yaml:1:1: CJM020" in done.stdout.decode()
    assert "Traceback" not in done.stderr.decode()
    as_json = _run(project.folder, "--format", "json", PYTHONIOENCODING=encoding)
    assert json.loads(as_json.stdout)["issues"][0]["path"] == "maps/карта é ≥ 😀.yaml"


def _on_terminal(folder: Path, **variables: str) -> str:
    """Return what the check writes when its output is a terminal."""
    ours, theirs = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | variables
    command = [sys.executable, "-m", "cjm_plugin", "check"]
    subprocess.run(command, cwd=folder, env=environment, check=False, stdout=theirs, stderr=subprocess.DEVNULL)
    os.close(theirs)
    with os.fdopen(ours, "rb") as terminal:
        return terminal.read1(100_000).decode()


def test_colours_are_for_terminals_only(project: Project) -> None:
    project.write({"maps/a.yaml": BROKEN})
    assert "\x1b[31mCJM020\x1b[0m" in _on_terminal(project.folder)
    assert "\x1b" not in _on_terminal(project.folder, NO_COLOR="1")
    assert b"\x1b" not in _run(project.folder).stdout


def test_what_is_remembered_is_told_without_the_libraries_that_read_maps() -> None:
    code = "import sys, cjm_plugin.cli.check; print({'jinja2', 'pydantic'} & sys.modules.keys())"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout == "set()\n"


def test_a_second_check_reads_nothing_anew_and_says_the_same(project: Project, tmp_path: Path) -> None:
    project.write({"maps/a.yaml": BROKEN, "maps/b.yaml": NO_OWNER})
    folder = tmp_path / "cache"
    cache = {"CJM_CACHE_DIR": str(folder)}

    def written() -> list[int]:
        return [file.stat().st_mtime_ns for file in folder.rglob("*.cache")]

    first = _run(project.folder, **cache)
    assert b"CJM251" in first.stdout
    when = written()
    second = _run(project.folder, **cache)
    assert (second.stdout, second.stderr) == (first.stdout, first.stderr)
    _run(project.folder, "--language", "ru", "--format", "json", **cache)
    assert written() == when
    assert len(when) == 1
    # Whatever changes in the program, the report is made anew.
    assert [found.name for found in folder.iterdir()] == [f"check-{release(EVERYTHING)}"]
    project.write({"maps/b.yaml": SOUND})
    assert b"CJM251" not in _run(project.folder, "--no-cache", **cache).stdout
    assert written() == when
    assert b"CJM251" not in _run(project.folder, **cache).stdout
    assert written() != when
