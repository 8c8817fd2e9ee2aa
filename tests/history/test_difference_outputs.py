"""The difference in Markdown and JSON: texts of the maps stay texts, limits are kept, the shape is documented."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from cjm_plugin.history.difference.files import FileStatus, FileVersion, file_difference, in_order
from cjm_plugin.history.wording_json import as_json, diff_schema
from cjm_plugin.history.wording_markdown import MOST_CHARACTERS, as_markdown, escaped
from cjm_plugin.history.wording_text import as_text
from cjm_plugin.locale import interface
from cjm_plugin.reading.folder import Role
from tests.history.difference_cases import GOLDEN, JOURNEY
from tests.shared.hostile import HOSTILE

if TYPE_CHECKING:
    from cjm_plugin.history.difference.files import FileDifference

ROOT = Path(__file__).parents[2]
BASE = (GOLDEN / JOURNEY).read_text(encoding="utf-8")
DAY = dt.date(2026, 11, 22)
ENGLISH, RUSSIAN = interface("en"), interface("ru")
CALLS = re.compile(r"[@#]\w|\bGH-[0-9]|:[\w+-]+:|https?://|\bwww\.")

MORE_HOSTILE = (
    *HOSTILE,
    "@everyone see #12, GH-7, octo/repo#3 and !4, $5, %6, ~bug, &7, ^8",
    "https://example.org/x www.example.org a@example.org",
    "</details></summary><summary>",
    "- item\n# heading\n> quote\n1. number\n```\ncode",
    ":tada: :+1:",
)


def changed(
    old: str | None, new: str | None, role: Role | None = Role.MAP, path: str = "maps/a.yaml"
) -> FileDifference:
    was, now = (None if text is None else FileVersion(PurePosixPath(path), text.encode()) for text in (old, new))
    return file_difference(role, was, now, DAY)


def shown(markdown: str) -> BeautifulSoup:
    """Return the comment as GitHub shows it: CommonMark with HTML, addresses made links."""
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    return BeautifulSoup(parser.render(markdown), "html.parser")


def hostile_map(text: str) -> str:
    step = {"id": "a", "action": text, "thinks": text, "channels": text, "pains": [text], "opportunities": [text]}
    said = {"title": text, "summary": text, "stages": [{"id": "s", "title": text, "steps": [step]}], "x-key": text}
    return json.dumps(said | {"ownership": text, "lanes": [{"id": "row", "title": text}]}, ensure_ascii=False)


@pytest.mark.parametrize("text", MORE_HOSTILE)
def test_texts_of_maps_can_do_nothing_in_a_comment(text: str) -> None:
    old = hostile_map("Plain")
    for files in (
        [changed(old, hostile_map(text))],
        [changed(hostile_map(text), old)],
        [changed(None, hostile_map(text))],
    ):
        assert not files[0].new_problems
        page = shown(as_markdown(files, ENGLISH))
        assert {tag.name for tag in page.find_all(True)} <= {"p", "strong", "h3", "ul", "li", "details", "summary", "b"}
        assert not CALLS.search(page.get_text())


@pytest.mark.parametrize("text", MORE_HOSTILE)
def test_texts_of_maps_are_shown_as_they_are(text: str) -> None:
    line = " ".join(text.split())
    seen = shown("x " + escaped(line)).get_text().replace("\N{ZERO WIDTH SPACE}", "").strip()
    assert seen == "x " + line.replace("\N{ZERO WIDTH SPACE}", "")
    assert html.unescape(seen) == seen or "&" in line


def test_paths_can_do_nothing_either() -> None:
    for path in (
        "maps/<b>@me</b>.yaml",
        "# maps/x.yaml",
        "- maps.yaml",
        "1. maps.yaml",
        "``` x.yaml",
        "maps/\u202e.yaml",
    ):
        page = shown(as_markdown([changed(None, BASE, None, path), changed("a: [", BASE, path=path)], ENGLISH))
        assert {tag.name for tag in page.find_all(True)} <= {"p", "strong", "h3", "ul", "li"}
        assert "\u202e" not in page.get_text()


def test_a_comment_leads_with_counts_and_what_becomes_of_mean_and_evidence() -> None:
    new = BASE.replace("score: 4, feels", "score: 2, feels").replace("severity: medium", "severity: low")
    new = new.replace(", evidence: funnel", "")
    lines = as_markdown([changed(BASE, new)], ENGLISH).splitlines()
    assert lines[0] == "**1 map changed · ▼ 5 · ▲ 1 · mean score 3.39 → 3.17 · evidence 25% → 12%**"
    assert lines[2] == "### Map “Buying a kettle”"
    assert "**Pain points**" in lines
    assert "- ▼ Step “Asks friends”: score 4 → 2" in lines


def test_long_parts_are_folded() -> None:
    steps = "".join(f"      - {{action: Step {letter * 9}}}\n" for letter in "abcdefghi")
    page = shown(
        as_markdown([changed(BASE, BASE.replace("      - {id: search", steps + "      - {id: search"))], ENGLISH)
    )
    (folded,) = page.find_all("details")
    assert [summary.get_text() for summary in folded.find_all("summary")] == ["Stages and steps (9)"]
    assert len(folded.find_all("li")) == 9


def test_a_comment_that_is_too_long_is_cut_between_lines_and_says_so() -> None:
    big = "title: Big\nstages:\n" + "".join(f"  - {{id: s{n}, title: Stage {n}, score: 4}}\n" for n in range(2500))
    file = changed(big, big.replace("score: 4", "score: 2"))
    for words in (ENGLISH, RUSSIAN):
        text = as_markdown([file], words)
        assert MOST_CHARACTERS - 1000 < len(text) <= MOST_CHARACTERS
        told = len(shown(text).find_all("li"))
        left = int(re.findall(r"[0-9]+", text.splitlines()[-1])[0])
        assert told + left == len(file.changes) == 2501
        assert text.count("<details>") == text.count("</details>") == 1
        assert "`cjm diff`" in text.splitlines()[-1]


def test_a_comment_fits_whatever_the_limit() -> None:
    file = changed(BASE, BASE.replace("score: 4", "score: 2"))
    for most in range(450, 1500, 50):
        assert len(as_markdown([file], ENGLISH, most)) <= most


def test_what_is_only_written_differently_is_said_to_be() -> None:
    file = changed(BASE, "# a comment\n" + BASE)
    assert file.says_the_same
    assert "No change in meaning" in as_text([file], ENGLISH)
    assert "Смысл не изменился" in as_markdown([file], RUSSIAN)


def test_nothing_changed() -> None:
    assert as_text([], ENGLISH) == "Nothing changed.\n"
    assert as_markdown([], RUSSIAN) == "Ничего не изменилось.\n"


def test_new_and_deleted_maps_tell_what_they_hold() -> None:
    assert "  New: 3 stages, 4 steps, mean score 3.39, evidence 25%\n" in as_text([changed(None, BASE)], ENGLISH)
    assert "  Файл удалён: 3 этапа, 4 шага, средняя оценка 3,39, подтверждено 25\N{NO-BREAK SPACE}%\n" in as_text(
        [changed(BASE, None)], RUSSIAN
    )


def test_a_version_that_cannot_be_read_is_told_with_its_first_problems() -> None:
    file = changed(BASE, "titel: x\n")
    assert as_text([file], ENGLISH).splitlines() == [
        "Map “Buying a kettle” – maps/a.yaml",
        "  The newer version cannot be read:",
        '  maps/a.yaml:1:1: CJM020 unknown key "titel"; did you mean "title"?',
        '  maps/a.yaml:1:1: CJM021 "stages" is missing',
    ]
    assert not file.says_the_same
    assert "The earlier version cannot be read" in as_text([changed("a: [", BASE)], ENGLISH)


def test_other_files_are_named() -> None:
    files = in_order([changed("a", "b", None, "maps/data/nps.csv"), changed(None, BASE)])
    assert [file.role for file in files] == [Role.MAP, None]
    assert "**1 map changed · 1 other file changed**" in as_markdown(files, ENGLISH)


def test_personas_collections_and_the_catalog_are_compared_field_by_field() -> None:
    persona = changed(
        "name: Sara\ngoals: [Save]\nsources: [Talks]\n", "name: Sara\nage: 30\nsources: []\n", Role.PERSONA
    )
    assert as_text([persona], ENGLISH).splitlines()[1:] == [
        "  Evidence",
        "    • Source “Talks” removed",
        "  Other fields",
        "    • Persona “Sara” › Age: — → 30",
        "    • Persona “Sara” › Goals: removed “Save”",
    ]
    catalog = changed(
        "channels: [{id: web, title: Site}]\n", "channels: [{id: web, title: The site}, Shop]\n", Role.CATALOG
    )
    assert as_text([catalog], ENGLISH).splitlines()[2:] == [
        "    • New: channel “Shop”",
        "    • Channel “The site” › Title: “Site” → “The site”",
    ]
    collection = changed("title: Shop\n", "title: Shop\nreview_cycle: monthly\n", Role.COLLECTION)
    assert as_text([collection], ENGLISH).splitlines()[2:] == ["    • Review cycle: added “monthly”"]


def cases() -> list[tuple[str, FileDifference]]:
    new = BASE.replace("score: 4", "score: 2").replace("due: 2026-12-01", "due: 2026-11-01, x-y: {a: [1]}")
    new = new.replace("    pains:\n", "    pains:\n      - A new one\n").replace(", evidence: funnel", "")
    return [
        ("changed", changed(BASE, new)),
        ("back", changed(new, BASE)),
        ("added", changed(None, BASE)),
        ("deleted", changed(BASE, None)),
        ("broken", changed(BASE, "title: x")),
        ("other", changed("a", "b", None)),
        *[(f"hostile {n}", changed(hostile_map("A"), hostile_map(text))) for n, text in enumerate(MORE_HOSTILE)],
    ]


@pytest.mark.parametrize(("name", "file"), cases())
def test_json_fits_its_schema(name: str, file: FileDifference) -> None:
    schema: dict[str, Any] = json.loads((ROOT / "schemas" / "diff.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    data = json.loads(as_json([file], "main", None, ENGLISH))
    validator.validate(data)
    assert data["format"] == 1
    assert data["files"][0]["status"] == {"added": FileStatus.ADDED, "deleted": FileStatus.DELETED}.get(
        name, FileStatus.CHANGED
    )


def test_json_holds_ids_and_sentences() -> None:
    new = BASE.replace("addresses: [too-many,", "addresses: [old-ads,").replace("(", "")
    (change,) = json.loads(as_json([changed(BASE, new)], "a", "b", RUSSIAN))["files"][0]["changes"]
    assert change["before"] == ["too-many", "shops-are-far-away"]
    assert change["after"] == ["old-ads", "shops-are-far-away"]
    assert change["anchor"] == "opportunity-quiz"
    assert change["text"].startswith("Возможность «A quiz that narrows it down» › Отвечает на болевые точки")


def test_the_schema_in_the_repository_is_fresh() -> None:
    written = (ROOT / "schemas" / "diff.schema.json").read_text(encoding="utf-8")
    assert written == diff_schema(), "write what cjm_plugin.history.wording_json.diff_schema() returns into it"
