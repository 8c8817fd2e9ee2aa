"""The registers in a built site: their pages, the files to download, and the options that leave them out."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from cjm_plugin.site.exports import MOST_MAPS_IN_WORKBOOK
from tests.site.built_site import SITE_URL, a_map

if TYPE_CHECKING:
    from tests.site.built_site import Built, Project

STAGES = [
    {
        "title": "Pays",
        "pains": {"id": "fees", "what": "Скрытые платежи", "severity": "high"},
        "opportunities": {"id": "list", "idea": "=List of prices", "addresses": "fees"},
    }
]
PAGES = {"maps/pains/index.html", "maps/opportunities/index.html"}
FILES = {
    "maps/pains.csv",
    "maps/opportunities.csv",
    "maps/portfolio.xlsx",
    "maps/api/portfolio.json",
    "maps/api/maps/loose.json",
}


@pytest.fixture
def project(project: Project) -> Project:
    project.write("maps/loose.yaml", a_map("Loose map", stages=STAGES))
    return project


def table(built: Built, path: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO((built.folder / path).read_text("utf-8-sig"))))


def offered(built: Built, page: str) -> list[str]:
    return [link.get_text() for link in built.page(page).select("a[download]")]


def test_files_say_what_the_pages_say_and_lead_to_them(project: Project) -> None:
    built = project.build()
    assert built.warnings == []
    assert built.files() >= PAGES | FILES
    assert built.dead_links() == set()
    titles, *rows = table(built, "maps/pains.csv")
    assert [dict(zip(titles, row, strict=True))["Pain point: link"] for row in rows] == [
        f"{SITE_URL}maps/loose/#pain-fees"
    ]
    assert table(built, "maps/opportunities.csv")[1][0] == "'=List of prices"
    told = json.loads(built.read("maps/api/portfolio.json"))
    assert told["pains"][0]["url"] == f"{SITE_URL}maps/loose/#pain-fees"
    assert json.loads(built.read("maps/api/maps/loose.json"))["map"]["key"] == "loose"
    book = load_workbook(built.folder / "maps/portfolio.xlsx")
    assert book["Pain points"]["A2"].value == "Скрытые платежи"
    for page in PAGES:
        assert offered(built, page) == ["CSV", "Excel", "JSON"]


def test_files_stand_below_the_path_of_the_maps_and_need_no_address(project: Project) -> None:
    project.configure(cjm={"path": "research/карты"}, use_directory_urls=False, site_url="")
    built = project.build()
    assert built.warnings == []
    assert {path.replace("maps/", "research/карты/", 1) for path in FILES} <= built.files()
    assert "Pain point: link" not in table(built, "research/карты/pains.csv")[0]
    assert built.dead_links() == set()


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_the_registers_are_there_in_every_theme(project: Project, theme: str) -> None:
    project.configure(theme=theme)
    built = project.build()
    assert built.warnings == []
    assert built.page("maps/pains/index.html").find("h1", string="Pain points")
    assert built.dead_links() == set()


def test_each_page_can_be_left_out(project: Project) -> None:
    project.configure(cjm={"pains": False, "opportunities": False})
    built = project.build()
    assert built.warnings == []
    assert not PAGES & built.files()
    assert built.files() >= FILES
    assert built.dead_links() == set()


def test_pages_that_are_excluded_are_spoken_of_nowhere(project: Project) -> None:
    project.configure(exclude_docs="pains.md\n")
    built = project.build()
    assert built.warnings == []
    assert "maps/pains/index.html" not in built.files()
    assert built.dead_links() == set()


def test_files_can_be_left_out(project: Project) -> None:
    project.configure(cjm={"exports": False})
    built = project.build()
    assert not FILES & built.files()
    assert offered(built, "maps/pains/index.html") == []
    project.configure(cjm={"workbook": False})
    built = project.build()
    assert FILES - built.files() == {"maps/portfolio.xlsx"}
    assert offered(built, "maps/pains/index.html") == ["CSV", "JSON"]


def test_of_many_maps_there_is_a_workbook_only_when_asked_for(project: Project) -> None:
    for number in range(MOST_MAPS_IN_WORKBOOK):
        project.write(f"maps/many/m{number}.yaml", a_map(f"Map {number}"))
    quick = {"previews": False, "history": False, "nav": "index"}
    project.configure(cjm=quick, theme="mkdocs")
    assert "maps/portfolio.xlsx" not in project.build().files()
    project.configure(cjm=quick | {"workbook": True}, theme="mkdocs")
    assert "maps/portfolio.xlsx" in project.build().files()


@pytest.mark.parametrize("key", ["pains", "opportunities"])
def test_a_map_of_that_name_keeps_its_address(project: Project, key: str) -> None:
    project.write(f"maps/{key}.yaml", a_map("Something else"))
    built = project.build()
    (warning,) = built.warnings
    assert f"maps/{key}.yaml" in warning
    assert f'set the option "{key}" to false' in warning
    assert built.page(f"maps/{key}/index.html").find("h1", string="Something else")
    assert built.dead_links() == set()


def test_the_same_maps_give_the_same_files(project: Project) -> None:
    first, second = ({path: (site.folder / path).read_bytes() for path in FILES} for site in builds(project))
    assert first == second


def builds(project: Project) -> list[Built]:
    return [project.build(), project.build()]
