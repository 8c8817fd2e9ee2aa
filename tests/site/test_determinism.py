"""The same maps give the same bytes, whatever else is different: https://reproducible-builds.org."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.site.built_site import Project

MAPS = Path(__file__).parents[2] / "maps"
# Late in the evening of 1 November in London, the next day in Kamchatka.
MOMENT = "1793575800"

AROUND = [
    {"TZ": "Europe/London", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "Asia/Kamchatka", "LC_ALL": "POSIX", "LANG": "ru_RU.UTF-8", "LANGUAGE": "ru", "PYTHONHASHSEED": "2"},
]


def written(source: Path, target: Path, *, backwards: bool) -> None:
    """Copy a folder file by file, so that the disk lists them in another order."""
    for path in sorted(source.rglob("*"), reverse=backwards):
        if path.is_file():
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)


def built(root: Path, around: dict[str, str], *, backwards: bool) -> dict[str, bytes]:
    project = Project(root)
    project.configure(theme={"name": "material", "language": "ru", "font": False}, cjm={"today": None})
    project.write("docs/index.md", "# Начало\n\n::: cjm dashboard\n")
    written(MAPS, root / "maps", backwards=backwards)
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=root,
        env=os.environ | around | {"SOURCE_DATE_EPOCH": MOMENT, "CJM_CACHE_DIR": str(root / "cache")},
        check=True,
    )
    files = (path for path in project.site.rglob("*") if path.is_file())
    return {path.relative_to(project.site).as_posix(): path.read_bytes() for path in files}


def test_neither_time_zone_nor_locale_nor_the_order_of_files_shows(tmp_path: Path) -> None:
    first, second = (built(tmp_path / str(place), around, backwards=bool(place)) for place, around in enumerate(AROUND))
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    assert any(name.endswith("reviews.ics") for name in first)
    assert any(name.endswith(".xlsx") for name in first)
    assert b'"today":"2026-11-01"' in second["maps/api/portfolio.json"]
