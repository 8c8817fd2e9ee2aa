"""What the formats of `cjm check` promise, whatever users have typed."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cjm_plugin.checking.issue import Issue, IssueLevel
from cjm_plugin.checking.report import CheckedMap, Report
from cjm_plugin.cli.report_formats import FORMATS, written
from cjm_plugin.cli.report_formats.excerpt import WIDEST, excerpt
from cjm_plugin.cli.report_formats.telling import Telling
from cjm_plugin.locale import interface
from cjm_plugin.reading.diagnostics import Hint, Position
from cjm_plugin.rules.catalogue import RULES
from tests.checking.checks import Project

SCHEMA = json.loads((Path(__file__).parents[1] / "checking" / "sarif-2.1.0.json").read_text("utf-8"))
ROOT = Path(__file__).parents[2]

HOSTILE = [
    "two\nlines",
    "two\r\nlines",
    "::error file=x::boo",
    "\n::stop-commands::x",
    "##[error]x",
    "\x1b[2J",
    "100 %0A",
    "a,b:c=d",
    "{0} {name} }{",
    "[here](https://evil.example)",
    "\u202egnp.exe",
    "\u2028\u2029\x85",
    "</script><img src=x onerror=alert(1)>",
    "\udcff",
    '"quoted" \\ back',
]


def telling(*issues: Issue, language: str = "en") -> Telling:
    report = Report(issues, (CheckedMap("maps/a.yaml", 80),))
    return Telling(report, interface(language), Path("maps"), "maps", Path.cwd())


def issue(text: str, *, path: str = "maps/a.yaml", silenced: str | None = None) -> Issue:
    return Issue(
        code="CJM020",
        level=IssueLevel.ERROR,
        path=path,
        position=Position(3, 5),
        message='unknown key "{key}"',
        values={"key": text},
        hint=Hint('write "{key}: …"', {"key": text}),
        silenced=silenced,
    )


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", FORMATS)
def test_no_text_of_users_breaks_out(form: str, text: str) -> None:
    told = written(form, telling(issue(text), issue(text, silenced=text)))
    assert not [char for char in told if char != "\n" and unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"}]
    if form in {"json", "sarif"}:
        assert json.loads(told)
        return
    assert len(told.splitlines()) == 1
    if form == "text":
        assert told.startswith("maps/a.yaml:3:5: ")
        assert "##[" not in told
    else:
        assert re.fullmatch(r"::error file=maps/a\.yaml,line=3,col=5,title=CJM020::[^\r\n]*\n", told)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_workflow_commands_can_be_read_back(text: str) -> None:
    told = written("github", telling(issue("x", path=f"maps/{text}".replace("/..", "/").replace("\0", ""))))
    command, _, message = told.removesuffix("\n")[2:].partition("::")
    properties = dict(part.split("=", 1) for part in command.partition(" ")[2].split(","))
    assert set(properties) == {"file", "line", "col", "title"}
    assert message == 'unknown key "x"%0Awrite "x: …"'
    assert not re.search(r"[\r\n]", told.removesuffix("\n"))


def validated(told: str) -> dict[str, Any]:
    log = json.loads(told)
    Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


@pytest.mark.parametrize("language", ["en", "ru"])
def test_sarif_keeps_to_its_schema(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project(ROOT, monkeypatch)
    run = validated(project.run("check", "--format", "sarif", "--language", language).stdout)
    rules = run["tool"]["driver"]["rules"]
    assert run["results"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"].startswith("maps/")
        assert place["region"]["startLine"] > 0
    assert all(rule["help"]["markdown"].startswith("# CJM2") for rule in rules)


def test_sarif_describes_every_rule_and_problem() -> None:
    found = [
        Issue(rule.code, IssueLevel(rule.level.value), "maps/a.yaml", Position(1, 1), rule.message, {}, name=rule.name)
        for rule in RULES
    ]
    silent = [Issue(**{field: getattr(one, field) for field in one.__slots__} | {"message": "x"}) for one in found]
    run = validated(written("sarif", telling(*silent, issue("x"))))
    described = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert described.keys() == {rule.code for rule in RULES} | {"CJM020"}
    assert described["CJM020"]["shortDescription"]["text"] == 'unknown key "…"'
    for rule in described.values():
        assert rule["help"]["text"]


@pytest.mark.parametrize("text", HOSTILE)
def test_sarif_keeps_to_its_schema_with_hostile_texts(text: str) -> None:
    run = validated(written("sarif", telling(issue(text), issue(text, silenced=text))))
    assert run["results"][1]["suppressions"][0]["kind"] == "inSource"


def test_sarif_messages_hold_no_placeholders_and_no_links_of_users() -> None:
    told = validated(written("sarif", telling(issue("{0} [a](b)"))))["results"][0]["message"]["text"]
    assert told == 'unknown key "{{0}} [a] (b)"; write "{{0}} [a] (b): …"'


def test_github_shows_errors_first() -> None:
    late = issue("x")
    note = Issue("CJM203", IssueLevel.NOTE, "maps/a.yaml", Position(1, 1), "a note")
    warning = Issue("CJM201", IssueLevel.WARNING, "maps/a.yaml", Position(1, 1), "a warning", name="no-sources")
    lines = written("github", telling(note, warning, late)).splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["::error", "::warning", "::notice"]
    assert "title=CJM201 no-sources::" in lines[1]


def columns(text: str) -> int:
    return sum(
        0 if unicodedata.category(char) in {"Mn", "Me"} else 1 + (unicodedata.east_asian_width(char) in {"W", "F"})
        for char in text
    )


@given(line=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=400), data=st.data())
def test_the_caret_stands_under_the_place(line: str, data: st.DataObject) -> None:
    column = data.draw(st.integers(1, len(line)))
    shown, caret = excerpt(line, 12, column)
    assert shown.startswith("  12 | ")
    assert caret.startswith("     | ")
    assert caret.strip(" |") == "^"
    assert len(caret) <= WIDEST + 10
    assert columns(shown) <= WIDEST + 10
    char = line[column - 1]
    if unicodedata.category(char)[0] == "L" and line.count(char) == 1 and "##" not in line:
        at = [i for i in range(len(shown)) if columns(shown[:i]) == len(caret) - 1]
        assert char in {shown[i] for i in at if i < len(shown)}
