"""`cjm review`: what is due, and recording that it was done."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from cjm_plugin.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

FILES = {
    "bank/_collection.yaml": "title: Банк\nowner: Анна Петрова\nreview_cycle: 3 months\n",
    "bank/late.yaml": "title: Открыть **вклад** @anna\nstages: [A]\nreview: {last_reviewed: 2026-08-01}\n",
    "soon.yaml": "title: Soon\nownership: Boris | Co\nstages: [A]\nreview: {last_reviewed: 2026-11-01, cycle: P1M}\n",
    "later.yaml": "title: Later\nstages: [A]\nreview: {cycle: 1 month, last_reviewed: 2026-11-20}\n",
    "never.yaml": "title: Never\nstages: [A]\n",
    "retired.yaml": "title: Retired\nstages: [A]\nreview: {status: retired}\n",
}
LATE = "maps/bank/late.yaml: 20 days overdue (2026-11-01) · Анна Петрова · Открыть вклад @anna"
NEVER = "maps/never.yaml: never reviewed · nobody · Never"
SOON = "maps/soon.yaml: in 10 days (2026-12-01) · Boris | Co · Soon"
LATER = "maps/later.yaml: in 29 days (2026-12-20) · nobody · Later"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a repository with a maps folder; git knows nobody's name."""
    for name, text in FILES.items():
        path = tmp_path / "maps" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(tmp_path / "none"))
    return tmp_path


def due(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["review", "due", "--today", "2026-11-21", *arguments])


def done(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["review", "done", *arguments])


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        ([], [LATE, NEVER, SOON]),
        (["--within", "0d"], [LATE, NEVER]),
        (["--within", "9d"], [LATE, NEVER]),
        (["--within", "10 days"], [LATE, NEVER, SOON]),
        (["--within", "4w"], [LATE, NEVER, SOON]),
        (["--within", "1 month"], [LATE, NEVER, SOON, LATER]),
        (["--within", "1M"], [LATE, NEVER, SOON, LATER]),
        (["--within", "1y"], [LATE, NEVER, SOON, LATER]),
        (["--within", "раз в квартал"], [LATE, NEVER, SOON, LATER]),
        (["--within", "99999y"], [LATE, NEVER, SOON, LATER]),
        (["--owner", "анна  петрова"], [LATE]),
        (["--owner", "Анна Петрова", "--owner", "Boris | Co"], [LATE, SOON]),
        (["--owner", "Boris | Co", "--within", "1d"], ["Nothing is to be reviewed by 2026-11-22."]),
    ],
)
def test_what_is_due(arguments: list[str], lines: list[str]) -> None:
    result = due(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == lines


def test_the_maps_folder_may_have_another_name(folder: Path) -> None:
    (folder / "maps").rename(folder / "journeys")
    assert due("--maps-dir", "journeys").stdout.startswith("journeys/bank/late.yaml: ")
    assert due().exit_code == 2


def test_the_exit_code_tells_of_overdue_maps_when_asked_to() -> None:
    assert due("--exit-code").exit_code == 1
    assert due("--exit-code", "--owner", "Boris | Co").exit_code == 0
    assert due("--exit-code", "--format", "json").exit_code == 1


def test_broken_files_are_named_and_the_others_listed(folder: Path) -> None:
    (folder / "maps" / "soon.yaml").write_text("titel: Soon\n", encoding="utf-8")
    result = due()
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [LATE, NEVER]
    assert result.stderr == "maps/soon.yaml: has errors, so a review may be missing here; `cjm check` tells them\n"


def test_json() -> None:
    told: dict[str, Any] = json.loads(due("--format", "json").stdout)
    assert (told["today"], told["until"], told["broken"]) == ("2026-11-21", "2026-12-05", [])
    assert [review["map"] for review in told["reviews"]] == ["bank/late", "never", "soon"]
    assert told["reviews"][0] == {
        "map": "bank/late",
        "file": "maps/bank/late.yaml",
        "title": "Открыть вклад @anna",
        "owner": "Анна Петрова",
        "team": None,
        "status": "draft",
        "state": "overdue",
        "cycle": "3 months",
        "last_reviewed": "2026-08-01",
        "due": "2026-11-01",
        "days_left": -20,
    }


def test_markdown_is_the_body_of_an_issue(folder: Path) -> None:
    (folder / "maps" / "broken map.yaml").write_text("titel: x\n", encoding="utf-8")
    base = "https://example.org/blob/main/"
    assert due("--format", "markdown", "--link-base", base).stdout.replace("\N{NO-BREAK SPACE}", " ") == (
        "| Map | Owner | Next review | State |\n"
        "| --- | --- | --- | --- |\n"
        f"| [Открыть вклад \\@\N{ZERO WIDTH SPACE}anna]({base}maps/bank/late.yaml)"
        " | Анна Петрова | 1 Nov 2026 | **20 days overdue** |\n"
        f"| [Never]({base}maps/never.yaml) | *nobody* | – | never reviewed |\n"
        f"| [Soon]({base}maps/soon.yaml) | Boris \\| Co | 1 Dec 2026 | in 10 days |\n"
        "\n"
        "When a map has been reviewed, record it: `cjm review done FILE --by NAME`\n"
        "\n"
        f"These files have errors and are left out: [maps/broken map.yaml]({base}maps/broken%20map.yaml)\n"
    )


def test_the_language_can_be_chosen() -> None:
    assert "просрочена на 20 дней" in due("--language", "ru").stdout
    assert "| Карта |" in due("--language", "ru", "--format", "markdown").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--owner", "Анна Петровна"], 'did you mean "Анна Петрова"?'),
        (["--within", "soon"], "'soon' is not a span"),
        (["--within", "-3 days"], "'-3 days' is not a span"),
        (["--today", "21.11.2026"], "'21.11.2026' is not a day"),
        (["--today", "2026-02-30"], "'2026-02-30' is not a day"),
        (["--maps-dir", "nowhere"], 'there is no folder "nowhere"'),
    ],
)
def test_wrong_calls(arguments: list[str], message: str) -> None:
    result = due(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_review_is_recorded(folder: Path) -> None:
    result = done(
        "maps/bank/late.yaml", "maps/soon.yaml", "--by", "Анна", "--date", "2026-11-02", "--note", "Всё верно"
    )
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "maps/bank/late.yaml: reviewed on 2026-11-02 by Анна; next review on 2027-02-02",
        "maps/soon.yaml: reviewed on 2026-11-02 by Анна; next review on 2026-12-02",
    ]
    assert (folder / "maps" / "bank" / "late.yaml").read_text(encoding="utf-8") == (
        "title: Открыть **вклад** @anna\nstages: [A]\n"
        "review: {last_reviewed: 2026-11-02, log: [{date: 2026-11-02, by: Анна, note: Всё верно}]}\n"
    )
    assert due("--within", "0d").stdout.splitlines() == [NEVER]


def test_a_review_is_recorded_once(folder: Path) -> None:
    arguments = ("maps/never.yaml", "--by", "Анна", "--date", "2026-11-02", "--status", "approved")
    assert done(*arguments).exit_code == 0
    text = (folder / "maps" / "never.yaml").read_text(encoding="utf-8")
    again = done(*arguments)
    assert (again.exit_code, again.stdout) == (0, "maps/never.yaml: this review is recorded already\n")
    assert (folder / "maps" / "never.yaml").read_text(encoding="utf-8") == text


def test_a_review_without_a_date_is_of_today(folder: Path) -> None:
    before = dt.datetime.now().astimezone().date()
    assert done("maps/never.yaml", "--by", "Анна").exit_code == 0
    after = dt.datetime.now().astimezone().date()
    text = (folder / "maps" / "never.yaml").read_text(encoding="utf-8")
    assert f"last_reviewed: {before}" in text or f"last_reviewed: {after}" in text


def test_without_a_name_it_is_the_one_git_knows(folder: Path) -> None:
    nameless = done("maps/never.yaml")
    assert nameless.exit_code == 2
    assert "--by" in nameless.stderr
    (folder / "gitconfig").write_text("[user]\n  name = Анна Петрова\n", encoding="utf-8")
    refused = done("maps/retired.yaml")
    assert (refused.exit_code, "Анна Петрова" in refused.output) == (1, False)
    named = done("maps/never.yaml", "--date", "2026-11-02")
    assert named.stderr == "the name Анна Петрова is that of git config user.name\n"
    assert "by: Анна Петрова" in (folder / "maps" / "never.yaml").read_text(encoding="utf-8")


def test_files_that_are_refused_are_named_and_the_others_recorded(folder: Path) -> None:
    (folder / "maps" / "broken.yaml").write_text("titel: x\nstages: [A]\n", encoding="utf-8")
    names = ("broken.yaml", "retired.yaml", "bank/_collection.yaml", "never.yaml")
    result = done(*(f"maps/{name}" for name in names), "--by", "Анна", "--date", "2026-11-02")
    assert result.exit_code == 1
    assert result.stdout == "maps/never.yaml: reviewed on 2026-11-02 by Анна\n"
    assert result.stderr.splitlines() == [
        'maps/broken.yaml:1:1: CJM020 unknown key "titel"; did you mean "title"?',
        "maps/retired.yaml: the map is retired; to take it back, say so with --status",
        "maps/bank/_collection.yaml: is not a map",
    ]
    assert all((folder / "maps" / name).read_text(encoding="utf-8") == FILES[name] for name in names[1:3])


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["maps/soon.yaml", "--by", "A", "--date", "2026-10-31"], 1, "is before the last review, 2026-11-01"),
        (["maps/soon.yaml", "--by", "A", "--date", "9999-01-01"], 1, "9999-01-01 is in the future"),
        (["maps/soon.yaml", "--by", " "], 2, "must be text"),
        (["maps/soon.yaml", "--by", "A\x1b[31m"], 2, "must be text"),
        (["maps/soon.yaml", "--by", "A", "--note", "\x00"], 2, "must be text"),
        (["maps/soon.yaml", "--by", "A", "--status", "done"], 2, "'done' is not one of"),
        (["maps/missing.yaml", "--by", "A"], 2, "does not exist"),
        (["maps", "--by", "A"], 2, "is a directory"),
        (["--by", "A"], 2, "Missing argument"),
    ],
)
def test_refused_calls(arguments: list[str], code: int, message: str, folder: Path) -> None:
    result = done(*arguments)
    assert result.exit_code == code
    assert message in result.stderr
    assert (folder / "maps" / "soon.yaml").read_text(encoding="utf-8") == FILES["soon.yaml"]
