"""What others may build on: its names, its documentation, and a use of it without MkDocs."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import cjm_plugin

if TYPE_CHECKING:
    from pathlib import Path


def test_the_public_names_are_these() -> None:
    assert cjm_plugin.__all__ == [
        "Diagnostic",
        "JourneyMap",
        "PageDocument",
        "PlannedPage",
        "Portfolio",
        "Reading",
        "Site",
        "json_schema",
        "plan_pages",
        "read_portfolio",
    ]


@pytest.mark.parametrize("name", cjm_plugin.__all__)
def test_every_public_name_says_what_it_is(name: str) -> None:
    assert getattr(cjm_plugin, name).__doc__


def test_pages_can_be_made_without_mkdocs(tmp_path: Path) -> None:
    (tmp_path / "ride.yaml").write_text("title: A ride\nstages: [Find, Ride, Pay]\n", encoding="utf-8")

    reading = cjm_plugin.read_portfolio(tmp_path, "maps")
    pages = cjm_plugin.plan_pages(reading, shown_as="maps", language="en", today=dt.date(2026, 1, 2))
    documents = {page.key: page.make(cjm_plugin.Site()) for page in pages}

    assert reading.diagnostics == ()
    assert documents["ride"].title == "A ride"
    assert "mkdocs" not in _modules_loaded_by("import cjm_plugin; cjm_plugin.plan_pages; cjm_plugin.read_portfolio")


def _modules_loaded_by(code: str) -> set[str]:
    told = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print('\\n'.join(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in told.stdout.split()}
