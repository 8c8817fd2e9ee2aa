"""The registers of small and of hostile portfolios, as exports are made from them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from cjm_plugin.analysis.registers import Registers, registers
from cjm_plugin.exchange.register_tables import RegisterTables
from cjm_plugin.locale import interface
from cjm_plugin.reading.portfolio import read_portfolio
from tests.shared.filled import PICTURE, everything

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_plugin.exchange.tables import UrlOf

MAPS = Path(__file__).parents[2] / "maps"
TODAY = dt.date(2026, 11, 22)


def url_of(key: str) -> str | None:
    return f"https://example.org/maps/{key}/"


def examples() -> Registers:
    return registers(read_portfolio(MAPS, "maps").portfolio, TODAY)


def of_files(folder: Path, files: dict[str, Any]) -> Registers:
    """Return the registers of a folder with these files: data for YAML, or text for the rest."""
    for name, said in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = said if isinstance(said, str) else yaml.safe_dump(said, allow_unicode=True, sort_keys=False)
        path.write_text(text, encoding="utf-8")
    reading = read_portfolio(folder, "maps")
    assert not reading.has_errors, [found.line(str) for found in reading.diagnostics]
    return registers(reading.portfolio, TODAY)


def saying(folder: Path, say: Callable[[str], str]) -> Registers:
    """Return the registers of a portfolio that says this in every field of the format."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    files = everything(say)
    files["full.yaml"]["watches"] = "src/**"
    return of_files(folder, {PICTURE: svg, "series.csv": "date,value\n2026-09-01,2\n", **files})


def tables(told: Registers, language: str = "en", url: UrlOf = url_of) -> RegisterTables:
    return RegisterTables(told, interface(language), url)
