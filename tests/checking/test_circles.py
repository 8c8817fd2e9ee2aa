"""A circle is found wherever its maps are read: in large folders, a part of the maps at a time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from cjm_plugin.checking.folder import check_part
from cjm_plugin.checking.report import joined_reports
from cjm_plugin.reading.portfolio import Part
from cjm_plugin.rules.selection import Selection
from tests.reading.folders import write

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "a.yaml": "title: A\nlinks: {children: b}\nstages: [S]\n",
    "b.yaml": "title: B\nstages: [{title: S, map: c}]\n",
    "c.yaml": "title: C\nlinks:\n  children: [d, a]\nstages: [S]\n",
    "d.yaml": "title: D\nlinks: {parent: a}\nstages: [S]\n",
    "broken.yaml": "title: E\nlinks: {parent: a, children: nowhere}\nstages: [S]\n",
}
TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize("parts", [1, 2, 3, 5])
def test_a_circle_through_several_parts_is_found(tmp_path: Path, parts: int) -> None:
    write(tmp_path, FILES)
    selection = Selection.from_options({})
    reports = [check_part(tmp_path, "maps", selection, TODAY, Part(number, parts)) for number in range(parts)]
    found = joined_reports(reports)
    (circle,) = [issue for issue in found.issues if issue.code == "CJM091"]
    assert (circle.path, circle.position.line, circle.position.column) == ("maps/c.yaml", 3, 17)
    assert circle.text(str) == "these maps detail each other in a circle: a → b → c → a"
    assert [checked.path for checked in found.maps] == [f"maps/{name}.yaml" for name in "abcd"]
