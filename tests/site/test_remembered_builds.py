"""A build takes pages from an earlier one, and no reader can tell: whatever was edited, the site is the same."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from markupsafe import Markup

from cjm_plugin.cache.shelf import Shelf
from cjm_plugin.cache.store import Cache
from cjm_plugin.pages import contents as contents_of_site
from cjm_plugin.pages import map_page
from cjm_plugin.pages.addresses import Site
from cjm_plugin.pages.document import Heading, PageDocument
from cjm_plugin.pages.planned_page import PlannedPage
from cjm_plugin.site.finished import Finished
from tests.site.built_site import Project, a_map

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cjm_plugin.model.portfolio import MapEntry

PAIN = {"id": "wait", "what": "Long wait", "severity": "high", "same_as": "waiting"}
IDEAS = [
    {"id": "bench", "idea": "A bench", "due": "2026-11-20", "status": "planned"},
    {"id": "tea", "idea": "Tea", "due": "2026-12-24", "status": "planned"},
]
STAGES = [
    {"id": "look", "title": "Looks", "score": 2, "map": "detail", "channels": ["shop"], "pains": [PAIN]},
    {"id": "pay", "title": "Pays", "score": {"anna": 4, "ben": 1}, "evidence": ["survey"], "opportunities": IDEAS},
]
METRICS = [{"id": "nps", "name": "NPS", "from": "nps.csv"}]
FULL = {
    "personas": ["anna", "ben"],
    "stages": STAGES,
    "metrics": METRICS,
    "summary": "See [the guide](/guide.md), [the other](other.yaml) and [nothing](nowhere.md).",
    "links": {"future": "other", "related": ["detail"]},
    "review": {"status": "approved", "last_reviewed": "2026-10-01", "cycle": "2 months"},
}
CATALOG = {
    "channels": [{"id": "shop", "title": "Shop"}],
    "sources": [{"id": "survey", "title": "Survey", "date": "2026-01-01"}],
    "pains": [{"id": "waiting", "what": "Customers wait"}],
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A site whose pages rest on one another in all ways there are."""
    project = Project(tmp_path_factory.mktemp("remembered"))
    project.configure()
    project.write("docs/index.md", "# Home\n")
    project.write("docs/guide.md", "# Guide\n")
    project.write("maps/full.yaml", a_map("Full map", **FULL))
    project.write("maps/other.yaml", a_map("Other map", stages=[{"title": "Looks", "pains": [PAIN]}]))
    project.write("maps/shop/detail.yaml", a_map("Detail"))
    project.write("maps/shop/_collection.yaml", "title: Shops\nowner: Vera\n")
    project.write("maps/personas/anna.yaml", "name: Anna\n")
    project.write("maps/personas/ben.yaml", "name: Ben\n")
    project.write("maps/catalog.yaml", yaml.safe_dump(CATALOG))
    project.write("maps/nps.csv", "date,value\n2026-01-01,10\n2026-02-01,20\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CJM_CACHE_DIR", str(project.root / "cache"))
        build(project)
        yield project


def build(project: Project) -> dict[str, bytes]:
    return project.build().contents()


def replaced(path: str, old: str, new: str) -> Callable[[Project], None]:
    def edit(project: Project) -> None:
        file = project.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def moved(project: Project, old: str, new: str) -> None:
    (project.root / "maps" / old).rename(project.root / "maps" / new)


EDITS: dict[str, Callable[[Project], None]] = {
    "nothing": lambda _: None,
    "a letter of a map": replaced("maps/full.yaml", "Long wait", "Long wais"),
    "the title of a map that others name": replaced("maps/shop/detail.yaml", "Detail", "Details"),
    "the title of a map that names others": replaced("maps/full.yaml", "Full map", "Whole map"),
    "a score of a map that others name": replaced("maps/other.yaml", "title: Looks", "title: Looks\n  score: 5"),
    "a persona": replaced("maps/personas/anna.yaml", "Anna", "Hanna"),
    "a channel": replaced("maps/catalog.yaml", "title: Shop", "title: Corner shop"),
    "a source": replaced("maps/catalog.yaml", "2026-01-01", "2020-01-01"),
    "a pain point of several maps": replaced("maps/other.yaml", "same_as: waiting", "same_as: null"),
    "a collection": replaced("maps/shop/_collection.yaml", "Vera", "Zoe"),
    "a series of a metric": replaced("maps/nps.csv", "20\n", "5\n"),
    "the link to a future state": replaced("maps/full.yaml", "future: other", "current: other"),
    "a page that a text links to": lambda project: (project.root / "docs/guide.md").unlink(),
    "the same page again": lambda project: project.write("docs/guide.md"),
    "a new map": lambda project: project.write("maps/shop/new.yaml", a_map("New")),
    "no longer that map": lambda project: (project.root / "maps/shop/new.yaml").unlink(),
    "a map above": lambda project: project.write("maps/top.yaml", a_map("Top", links={"children": ["full"]})),
    "another title of the map above": replaced("maps/top.yaml", "Top", "Summit"),
    "no map above": lambda project: (project.root / "maps/top.yaml").unlink(),
    "a broken map": lambda project: project.write("maps/b.yaml", a_map("B", links={"parent": "full"})),
    "the next day": lambda project: project.configure(cjm={"today": "2026-11-02"}),
    "the day on which a review is due soon": lambda project: project.configure(cjm={"today": "2026-11-17"}),
    "the day after which a review is due": lambda project: project.configure(cjm={"today": "2026-12-02"}),
    "the new year": lambda project: project.configure(cjm={"today": "2027-01-01"}),
    "an option": lambda project: project.configure(cjm={"today": "2027-01-01", "pains": False}),
    "the title of a page": lambda project: project.configure(cjm={"pains": "What hurts"}),
    "the address of the site": lambda project: project.configure(site_url="https://other.example/"),
    "how addresses end": lambda project: project.configure(use_directory_urls=False),
    "the language": lambda project: project.configure(cjm={"language": "ru"}),
    "the name of the site": lambda project: project.configure(site_name="Journeys"),
    "where sources are edited": lambda project: project.configure(repo_url="https://code.example/maps/"),
    "a page that is left out": lambda project: project.configure(exclude_docs="maps/other.md"),
    "the same page back": lambda project: project.configure(),
    "a directive in a text": lambda project: project.write("docs/guide.md", "# Guide\n\n::: cjm pains map=full\n"),
    "nothing beside a directive": lambda _: None,
    "a map in another collection": lambda project: moved(project, "shop/detail.yaml", "detail.yaml"),
    "the same collection again": lambda project: moved(project, "detail.yaml", "shop/detail.yaml"),
    "a file by another name for the same page": lambda project: moved(project, "full.yaml", "Full.YML"),
    "its first name again": lambda project: moved(project, "Full.YML", "full.yaml"),
    "a rule": lambda project: project.configure(cjm={"rules": {"ignore": ["no-owner"]}}),
}


@pytest.mark.parametrize("name", EDITS)
def test_the_site_is_that_of_a_build_from_nothing(project: Project, name: str) -> None:
    EDITS[name](project)
    built = project.build()
    remembered, from_nothing = built.contents(), project.build_from_nothing()
    new = from_nothing.contents()
    assert built.warnings == from_nothing.warnings
    assert remembered.keys() == new.keys()
    for path, content in new.items():
        assert (
            remembered[path].decode(errors="replace").splitlines() == content.decode(errors="replace").splitlines()
        ), path
    assert remembered == new


def test_everything_a_document_says_is_kept(tmp_path: Path) -> None:
    whole = PageDocument(
        key="a",
        title="A <b>",
        description="\udcff",
        language="ru",
        tags=("x", "y"),
        html=Markup("<p>ё</p>"),
        outline=(Heading(2, "h", "Ш"),),
        source=PurePosixPath("a.yaml"),
        dead_links=("nowhere",),
        followed=(("b.md", None), ("/c.md", "../c/")),
        is_one_screen=True,
    )
    defaults = {field.name: field.default for field in fields(whole)}
    assert not [name for name, value in defaults.items() if value == getattr(whole, name)]
    page = PlannedPage(key="a", title="A", made_at=lambda _: whole, rests_on=lambda: "rests on")
    finished = Finished(Shelf(Cache(tmp_path), "key"))
    site = Site(pages={"c.md": "c/"}, prefix="")
    assert finished.page(page, site, "").document is whole
    assert finished.page(page, site, "").document == whole
    assert finished.page(page, site, "").document is not whole


def test_what_nothing_has_changed_for_is_not_made_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = build(project)
    monkeypatch.setattr(map_page, "emotion_curve", None)  # so that no page of a map could be made
    assert build(project) == before


def noted_maps(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return a set that will hold the keys of the maps whose pages are made from now on."""
    made: set[str] = set()

    def noted(entry: MapEntry, *rest: Any, **more: Any) -> PageDocument:
        made.add(entry.key)
        return map_page.map_page(entry, *rest, **more)

    monkeypatch.setattr(contents_of_site, "map_page", noted)
    return made


def test_only_maps_that_are_tied_to_a_changed_one_are_made_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("maps/lone.yaml", a_map("Lone"))
    build(project)
    made = noted_maps(monkeypatch)
    for edit, expected in (
        (replaced("maps/lone.yaml", "Lone", "Alone"), {"lone"}),
        (replaced("maps/shop/detail.yaml", "Detail", "A detail"), {"shop/detail", "full"}),
        (lambda project: project.write("maps/shop/new.yaml", a_map("New")), {"shop/new"}),
        (lambda project: (project.root / "maps/shop/new.yaml").unlink(), set()),
    ):
        edit(project)
        build(project)
        assert made == expected
        made.clear()


def test_another_day_makes_only_what_it_changes(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    made = noted_maps(monkeypatch)
    project.configure(cjm={"today": "2026-11-01"})
    build(project)
    made.clear()
    days = {
        "2026-11-02": set(),
        "2026-11-16": set(),
        "2026-11-17": {"full"},  # its review is due in two weeks
        "2026-11-20": set(),
        "2026-11-21": {"full"},  # an opportunity is late
        "2026-12-01": set(),
        "2026-12-02": {"full"},  # so is its review
        "2026-12-24": set(),
    }
    for day, expected in days.items():
        project.configure(cjm={"today": day})
        build(project)
        assert made == expected, day
        made.clear()


def test_a_damaged_cache_is_as_good_as_none(project: Project) -> None:
    before = build(project)
    caches = [
        path for path in (project.root / "cache").rglob("*.cache") if path.parts[-3].startswith(("pages", "texts"))
    ]
    assert caches
    for file in caches:
        whole = file.read_bytes()
        middle = len(whole) // 2
        file.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    assert build(project) == before


def test_two_builds_at_once_and_a_seed_of_hashes_change_nothing(project: Project) -> None:
    before = build(project)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d"]
    folders = [project.root / f"site-{number}" for number in (1, 2)]
    runs = [
        subprocess.Popen([*command, str(folder)], cwd=project.root, env=os.environ | {"PYTHONHASHSEED": str(number)})
        for number, folder in enumerate(folders, 7)
    ]
    assert [run.wait() for run in runs] == [0, 0]
    for folder in folders:
        names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        assert {n: Path(folder, n).read_bytes() for n in names if not n.startswith("sitemap")} == before
