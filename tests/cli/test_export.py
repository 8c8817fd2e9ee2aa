"""`cjm export`: files for other programs."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import openpyxl
import pytest
from click.testing import CliRunner

from cjm_plugin.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

FILES = {
    "shop/карта.yaml": (
        "title: Купить\nstages: [{title: A, pains: [{id: p, what: =1+1, severity: low, frequency: rare}]}]\n"
    ),
    "b.yaml": "title: B\nstages: [{title: A, opportunities: [Better]}]\n",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "maps" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def export(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["export", "--today", "2026-11-22", *arguments])


def test_json_is_the_portfolio_and_a_file_for_each_map(folder: Path) -> None:
    result = export("json", "--output", "api", "--url", "https://example.org/maps/")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == ["api/portfolio.json", "api/maps/b.json", "api/maps/shop/карта.json"]
    told = json.loads((folder / "api/portfolio.json").read_text(encoding="utf-8"))
    assert told["today"] == "2026-11-22"
    assert told["pains"][0]["url"] == "https://example.org/maps/shop/%D0%BA%D0%B0%D1%80%D1%82%D0%B0/#pain-p"
    a_map = json.loads((folder / "api/maps/shop/карта.json").read_text(encoding="utf-8"))
    assert a_map["journey"]["title"] == "Купить"


def test_csv_is_two_files_in_the_language_wanted(folder: Path) -> None:
    result = export("csv", "--language", "ru", "--separator", ";")
    assert result.stdout.splitlines() == ["pains.csv", "opportunities.csv"]
    with (folder / "pains.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file, delimiter=";")
    assert (row["Болевая точка"], row["Карта"], row["Баллы"]) == ("'=1+1", "Купить", "0,5")


def test_xlsx_is_one_workbook(folder: Path) -> None:
    assert export("xlsx", "--output", "deep/er").stdout.splitlines() == ["deep/er/portfolio.xlsx"]
    book = openpyxl.load_workbook(folder / "deep/er/portfolio.xlsx")
    cell = book["Pain points"]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == ("=1+1", "s", None)


def test_files_with_errors_are_left_out_and_told(folder: Path) -> None:
    (folder / "maps/bad.yaml").write_text("title: Bad\n", encoding="utf-8")
    result = export("json")
    assert result.exit_code == 1
    assert result.stderr == "maps/bad.yaml has errors, so something may be missing; `cjm check` tells more\n"
    told = json.loads((folder / "portfolio.json").read_text(encoding="utf-8"))
    assert [each["key"] for each in told["maps"]] == ["b", "shop/карта"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["pdf"],
        [],
        ["csv", "--separator", "|"],
        ["json", "--maps-dir", "nowhere"],
        ["json", "--today", "soon"],
        ["json", "--url", "maps"],
    ],
)
def test_what_cannot_be_understood(arguments: list[str]) -> None:
    assert export(*arguments).exit_code == 2


def test_a_place_that_cannot_be_written_to_is_told(folder: Path) -> None:
    (folder / "api").write_text("", encoding="utf-8")
    result = export("csv", "--output", "api/inner")
    assert result.exit_code == 1
    assert "api/inner/pains.csv" in result.stderr
    assert "Traceback" not in result.output
