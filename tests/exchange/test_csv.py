"""The registers as CSV, read back as programs read it."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_plugin.exchange.csv_tables import csv_bytes
from cjm_plugin.exchange.spreadsheet_text import MOST_CHARACTERS, cell_text, csv_text, starts_formula
from cjm_plugin.locale import interface
from tests.exchange.registers import MAPS, examples, of_files, saying, tables
from tests.shared.hostile import HOSTILE
from tests.shared.raw_portfolio import raw_maps, weight_of

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_plugin.analysis.registers import Registers

FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "=cmd|' /C calc'!A1", '=HYPERLINK("https://e.example","x")', "＝1", "-"]
BEGINS = tuple("=+-@＝＋－＠")


@pytest.fixture(scope="module")
def told() -> Registers:
    return examples()


def rows_of(data: bytes, separator: str = ",") -> list[dict[str, str]]:
    """Read CSV as RFC 4180 has it, and hold its lines against it."""
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert text.endswith("\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text)
    lines = [*csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)]
    assert {len(line) for line in lines} == {len(lines[0])}
    assert len(set(lines[0])) == len(lines[0])
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def test_the_pains_of_the_examples(told: Registers) -> None:
    rows = rows_of(csv_bytes(tables(told).pains(), interface("en")))
    by_hand = sorted(round(weight_of(pain), 6) for raw in raw_maps(MAPS) for _, _, pain in raw.pains())
    assert sorted(float(row["Points"]) for row in rows) == pytest.approx(by_hand)
    first = told.pains.records[0]
    assert rows[0]["Pain point"] == cell_text(first.pain.what)
    assert rows[0]["Pain point: link"] == f"https://example.org/maps/{first.entry.key}/#pain-{first.pain.id}"
    assert (rows[0]["Severity"], rows[0]["Status"], rows[0]["Answered"]) == ("Critical", "Open", "yes")


def test_the_opportunities_of_the_examples(told: Registers) -> None:
    rows = rows_of(csv_bytes(tables(told).opportunities(), interface("en")))
    ideas = [idea for raw in raw_maps(MAPS) for idea in raw.opportunities()]
    assert len(rows) == len(ideas)
    assert sorted(row["Due"] for row in rows) == sorted(
        idea["due"].isoformat() if "due" in idea else "" for idea in ideas
    )
    assert sum(int(row["Impact"] or 0) for row in rows) == sum(idea.get("impact", 0) for idea in ideas)


def test_titles_and_words_are_in_the_language_of_the_site(told: Registers) -> None:
    rows = rows_of(csv_bytes(tables(told, "ru").pains(), interface("ru")))
    assert [*rows[0]][:4] == ["Болевая точка", "Болевая точка: ссылка", "Карта", "Карта: ссылка"]
    assert rows[0]["Серьёзность"] == "Критическая"


def test_without_an_address_there_are_no_links(told: Registers) -> None:
    rows = rows_of(csv_bytes(tables(told, url=lambda _: None).pains(), interface("en")))
    assert not [title for title in rows[0] if "link" in title]


def test_a_semicolon_goes_with_a_decimal_comma(told: Registers) -> None:
    rows = rows_of(csv_bytes(tables(told, "ru").pains(), interface("ru"), ";"), ";")
    points = {row["Баллы"] for row in rows}
    assert any("," in each for each in points)
    assert not any("." in each for each in points)


@pytest.mark.parametrize("text", FORMULAS)
def test_nothing_in_it_is_run(tmp_path: Path, text: str) -> None:
    told = saying(tmp_path, lambda name: f"{text} {name}")
    data = tables(told)
    for table in data.all():
        for separator in ",;":
            rows = rows_of(csv_bytes(table, interface("en"), separator), separator)
            cells = [cell for row in rows for cell in row.values()]
            assert not [cell for cell in cells if cell.startswith(BEGINS)]
            assert table.name != "Pain points" or any(cell.startswith(f"'{text}") for cell in cells)


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("separator", [",", ";"])
def test_nothing_is_run_where_a_program_splits_at_another_separator(tmp_path: Path, text: str, separator: str) -> None:
    """Excel splits at `;` in Russian, whatever the file is written with; then the quotes of most fields are text."""
    told = of_files(
        tmp_path, {"a.yaml": {"title": f'A;{text};"{text}",{text}, {text}', "stages": [stage(f"x;{text}")]}}
    )
    data = csv_bytes(tables(told).pains(), interface("en"), separator).decode("utf-8-sig")
    other = {",": ";", ";": ","}[separator]
    for line in csv.reader(io.StringIO(data, newline=""), delimiter=other):
        assert not [cell for cell in line if cell.lstrip(' "').startswith(BEGINS)], line


def stage(pain: str) -> dict[str, Any]:
    return {"title": "S", "pains": [{"what": pain, "severity": "low"}]}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("-5", "-5"),
        ("-5.25", "-5.25"),
        ("-5,25", "-5,25"),
        ("-5 %", "'-5 %"),
        ("-5+cmd|' /C calc'!A1", "'-5+cmd|' /C calc'!A1"),
        ("+7 495 123-45-67", "'+7 495 123-45-67"),
        ("a - b, = c", "a - b, = c"),
        ("Дёшево; +10 % спроса", "Дёшево; '+10 % спроса"),
        ("'=1", "'=1"),
        ("", ""),
    ],
)
def test_plain_texts_stay_as_they_are(text: str, written: str) -> None:
    assert csv_text(text, ",") == written


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_only_texts(tmp_path: Path, text: str) -> None:
    told = saying(tmp_path, lambda name: f"{text} {name}")
    for table in tables(told).all():
        for row in rows_of(csv_bytes(table, interface("en"))):
            assert not [cell for cell in row.values() if cell.startswith(BEGINS)]


@given(st.text())
def test_any_text_makes_a_cell(text: str) -> None:
    cell = cell_text(text)
    assert not re.search(r"[\0-\x1f\ud800-\udfff]", cell)
    assert len(cell) <= MOST_CHARACTERS
    assert not csv_text(cell, ",").startswith(BEGINS) or not starts_formula(cell)


def test_the_same_portfolio_gives_the_same_bytes(told: Registers) -> None:
    once, again = (csv_bytes(tables(each).pains(), interface("en")) for each in (told, examples()))
    assert once == again
