"""Our pages in a nav, case by case: see navigation.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from cjm_plugin.pages.planned_page import PlannedPage
from cjm_plugin.site.navigation import AUTO_LIMIT, placed_in, shows_all
from cjm_plugin.site.place import Place

CASES = yaml.safe_load(Path(__file__).with_name("navigation.yaml").read_text(encoding="utf-8"))


def planned(name: str) -> PlannedPage:
    key = name.removesuffix("/")
    return PlannedPage(key=key, title=key or "Maps", is_section=name.endswith("/"), made_at=NotImplemented)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_placed_in(case: dict[str, Any]) -> None:
    place = Place(Path("/site/maps"), Path("/site/docs"), Path("/site"), case.get("prefix", "maps"))
    nav = case["nav"]
    before = repr(nav)
    pages = [planned(name) for name in case["pages"]]
    assert placed_in(nav, pages, place, full=case.get("full", True)) == case["expected"]
    assert repr(nav) == before


def test_how_much_is_shown() -> None:
    assert shows_all("auto", AUTO_LIMIT)
    assert not shows_all("auto", AUTO_LIMIT + 1)
    assert shows_all("full", 10_000)
    assert not shows_all("index", 1)
