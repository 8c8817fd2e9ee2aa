"""The registers as a workbook, opened as spreadsheet programs open it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import re
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_plugin.exchange.register_tables import RegisterTables
from cjm_plugin.exchange.spreadsheet_text import cell_text, xlsx_text
from cjm_plugin.exchange.tables import Cell, Form, Link, Table
from cjm_plugin.exchange.workbook import LONGEST_NAME, MOST_LINKS, workbook_bytes
from cjm_plugin.locale import interface
from tests.exchange.registers import MAPS, examples, of_files, saying, tables
from tests.exchange.test_csv import FORMULAS
from tests.shared.hostile import HOSTILE
from tests.shared.raw_portfolio import many, mean, raw_maps

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from cjm_plugin.analysis.registers import Registers

RAW = raw_maps(MAPS)
SHEETS = ["Maps", "Pain points", "Opportunities", "Channels", "Metrics", "Sources", "Personas"]


@pytest.fixture(scope="module")
def told() -> Registers:
    return examples()


@pytest.fixture(scope="module")
def data(told: Registers) -> bytes:
    return workbook_bytes(tables(told).all(), "Journey maps")


@pytest.fixture(scope="module")
def book(data: bytes) -> Workbook:
    return opened(data)


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def rows_of(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    titles, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, titles), row, strict=True)) for row in rows]


def target_of(cell: Any) -> str | None:
    return cell.hyperlink.target if cell.hyperlink else None


def one(cells: list[tuple[Cell, ...]], forms: tuple[Form, ...] = (Form.PLAIN,), name: str = "Sheet") -> Table:
    titles = tuple(f"T{number}" for number, _ in enumerate(forms))
    return Table(name, titles, (10,) * len(forms), forms, lambda: iter(cells))


def test_every_register_has_a_sheet_with_frozen_titles_and_filters(book: Workbook) -> None:
    assert book.sheetnames == SHEETS
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(cell.font.bold for cell in sheet[1])
        assert all(dimension.width >= 8 for dimension in sheet.column_dimensions.values())


def test_the_sheets_hold_all_there_is(book: Workbook) -> None:
    counts = {name: book[name].max_row - 1 for name in SHEETS}
    own_sources = sum(len(many(raw.data.get("sources"))) for raw in RAW)
    assert counts["Maps"] == len(RAW)
    assert counts["Pain points"] == sum(len([*raw.pains()]) for raw in RAW)
    assert counts["Opportunities"] == sum(len([*raw.opportunities()]) for raw in RAW)
    assert counts["Metrics"] == sum(len(many(raw.data.get("metrics"))) for raw in RAW)
    assert counts["Sources"] >= own_sources


def test_the_figures_of_the_maps(book: Workbook) -> None:
    rows = {row["Map"]: row for row in rows_of(book, "Maps")}
    for raw in RAW:
        row = rows[raw.data["title"]]
        assert row["Mean score"] == pytest.approx(raw.score)
        assert row["Pain points"] == len([*raw.pains()])
        statuses = [pain.get("status", "open") for _, _, pain in raw.pains()]
        assert row["Open pain points"] == statuses.count("open")
        assert row["Last reviewed"].date() == raw.data["review"]["last_reviewed"]
    total = mean(row["Mean score"] for row in rows.values())
    assert total == pytest.approx(mean(raw.score for raw in RAW))


def test_numbers_are_numbers_and_days_are_days(book: Workbook) -> None:
    for row in rows_of(book, "Opportunities"):
        assert isinstance(row["Due"], dt.datetime | None)
        assert isinstance(row["Impact"], int | None)
    for cell in book["Maps"]["N"][1:]:
        assert cell.data_type == "n"
        assert cell.number_format == "0.0"
    for cell in book["Maps"]["O"][1:]:
        assert cell.number_format == "0%"
        assert 0 <= float(str(cell.value)) <= 1


def test_things_link_to_their_places(told: Registers, book: Workbook) -> None:
    for record, (what, home, *_) in zip(told.pains.records, book["Pain points"].iter_rows(min_row=2), strict=True):
        page = f"https://example.org/maps/{quote(record.entry.key)}/"
        assert target_of(what) == f"{page}#pain-{quote(record.pain.id)}"
        assert target_of(home) == page


def test_links_that_people_typed_are_followed_only_when_they_may_be(tmp_path: Path) -> None:
    links = ["https://tracker.example/1", "javascript:alert(1)", "file:///etc/passwd", "\\\\host\\share", "UX-12"]
    ideas = [{"idea": f"I{n}", "link": link} for n, link in enumerate(links)]
    files = {"a.yaml": {"title": "A", "stages": [{"title": "S", "opportunities": ideas}]}}
    book = opened(workbook_bytes([tables(of_files(tmp_path, files)).opportunities()], "x"))
    cells = [row[-1] for row in book["Opportunities"].iter_rows(min_row=2)]
    assert [*map(target_of, cells)] == [links[0], None, None, None, None]


def test_without_an_address_there_are_no_links(told: Registers) -> None:
    book = opened(workbook_bytes([RegisterTables(told, interface("en"), lambda _: None).pains()], "x"))
    assert not [cell for row in book["Pain points"].iter_rows() for cell in row if cell.hyperlink]


def test_names_and_titles_are_in_the_language_of_the_site(told: Registers) -> None:
    book = opened(workbook_bytes(tables(told, "ru").all(), "Карты"))
    assert book.sheetnames == ["Карты", "Болевые точки", "Возможности", "Каналы", "Метрики", "Источники", "Персоны"]
    assert book["Болевые точки"]["A1"].value == "Болевая точка"
    assert book.properties.title == "Карты"


@pytest.mark.parametrize("text", FORMULAS)
def test_nothing_in_it_is_run(tmp_path: Path, text: str) -> None:
    told = saying(tmp_path, lambda name: f"{text} {name}")
    data = workbook_bytes(tables(told).all(), text)
    assert not re.search(r"<f[ >]", sheets_of(data))
    cells = [cell for sheet in opened(data) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    risky = [cell for cell in cells if str(cell.value).startswith(text)]
    assert len(risky) > 20
    assert {cell.data_type for cell in risky} == {"s"}
    assert all(cell.quotePrefix for cell in risky)


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "=", "TRUE", "1e5", "2026-01-01", "_x0041_", " a ", "<&>\"'"])
def test_texts_that_look_like_something_else_stay_texts(text: str) -> None:
    (cell,) = opened(workbook_bytes([one([(text,)])], "x"))["Sheet"]["A"][1:]
    assert cell.data_type == "s"
    assert cell.value == xlsx_text(text)


def test_character_codes_are_no_codes() -> None:
    assert xlsx_text("a _x0041_ _x00g1_ _x0041_x0042_") == "a _x005F_x0041_ _x00g1_ _x005F_x0041_x005F_x0042_"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_only_texts(tmp_path: Path, text: str) -> None:
    told = saying(tmp_path, lambda name: f"{text} {name}")
    book = opened(workbook_bytes(tables(told).all(), text))
    assert "formula" not in {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}


@settings(max_examples=60)
@given(st.lists(st.text(), min_size=1, max_size=5), st.text(min_size=1))
def test_any_text_makes_a_workbook(texts: list[str], name: str) -> None:
    cells: list[tuple[Cell, ...]] = [(cell_text(text),) for text in texts]
    book = opened(workbook_bytes([one(cells, name=cell_text(name)), one(cells, name=cell_text(name))], cell_text(name)))
    assert len(book.sheetnames) == 2
    assert all(0 < len(each) <= LONGEST_NAME for each in book.sheetnames)


def test_days_before_excel_counts_them_are_texts() -> None:
    days: list[tuple[Cell, ...]] = [(dt.date(1899, 5, 6),), (dt.date(1900, 2, 28),), (dt.date(1900, 3, 1),)]
    values = [cell.value for cell in opened(workbook_bytes([one(days)], "x"))["Sheet"]["A"][1:]]
    assert values == ["1899-05-06", "1900-02-28", dt.datetime(1900, 3, 1)]  # noqa: DTZ001 - as openpyxl has it


def test_a_sheet_has_no_more_links_than_excel_takes() -> None:
    cells: list[tuple[Cell, ...]] = [(Link("a", "https://example.org/"),)] * (MOST_LINKS + 2)
    text = sheets_of(workbook_bytes([one(cells)], "x"))
    assert text.count("<hyperlink ") == MOST_LINKS


def test_the_same_portfolio_gives_the_same_bytes(told: Registers, data: bytes) -> None:
    assert workbook_bytes(tables(told).all(), "Journey maps") == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_libreoffice_reads_the_same_and_runs_nothing(tmp_path: Path, told: Registers) -> None:
    risky = one([(cell_text(text),) for text in FORMULAS], name="Formulas")
    written = workbook_bytes([*tables(told).all(), risky], "Journey maps")
    read = sheets_by_libreoffice(tmp_path, written)
    assert list(read) == [*SHEETS, "Formulas"]
    for sheet in opened(written):
        cells = [*sheet.iter_rows(values_only=True)]
        assert [len(row) for row in read[sheet.title]] == [len(row) for row in cells]
        for texts, values in zip(read[sheet.title], cells, strict=True):
            assert all(map(says, texts, values)), (texts, values)
    assert [text for (text,) in read["Formulas"][1:]] == [*FORMULAS]


def sheets_by_libreoffice(folder: Path, written: bytes) -> dict[str, list[list[str]]]:
    """Return what LibreOffice reads in the cells of each sheet of a workbook."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        missing = "LibreOffice is not installed"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    file = folder / "portfolio.xlsx"
    file.write_bytes(written)
    # 44: comma, 34: quotes, 76: UTF-8; the first false: not as cells are shown; -1: every sheet into a file of its own.
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office, profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    names = openpyxl.load_workbook(file, read_only=True).sheetnames
    texts = {name: (folder / f"portfolio-{name}.csv").read_text(encoding="utf-8") for name in names}
    return {name: [*csv.reader(io.StringIO(text, newline=""))] for name, text in texts.items()}


def says(text: str, value: Any) -> bool:
    """Tell whether a text of LibreOffice is the value of a cell."""
    if isinstance(value, dt.datetime):
        return text == f"{value:%Y-%m-%d}"
    if isinstance(value, int | float):
        return float(text.rstrip("%")) / (100 if text.endswith("%") else 1) == pytest.approx(value)
    return text == (value or "")


def sheets_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if "/worksheets/sheet" in name)
