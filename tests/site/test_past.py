"""What git knows of the maps in a built site, and what is said where it knows little."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.history.repositories import Work, clone, new_repository
from tests.site.built_site import Project, a_map

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def in_git(project: Project) -> Project:
    """The same site in a repository, with two versions of a map."""
    work = new_repository(project.root)
    work.commit("First")
    work.commit("Second", {"maps/loose.yaml": a_map("Loose map", personas="anna", summary="Short.")})
    return project


def test_a_page_tells_what_changed(in_git: Project) -> None:
    built = in_git.build()
    assert built.warnings == []
    page = built.page("maps/loose/index.html")
    changes = [change.text for change in page.select(".cjm-changes > ol > li > p")]
    assert ["Second" in changes[0], "First" in changes[1]] == [True, True]
    assert built.dead_links() == set()


def test_history_can_be_left_out(in_git: Project) -> None:
    in_git.configure(cjm={"history": False})
    assert "cjm-changes" not in in_git.build().read("maps/loose/index.html")


def test_without_git_the_build_is_as_quiet_as_ever(project: Project) -> None:
    built = project.build()
    assert built.warnings == []
    assert 'id="history"' not in built.read("maps/loose/index.html")


def test_a_shallow_clone_is_told_once_with_the_remedy(in_git: Project, tmp_path: Path) -> None:
    work = clone(Work(in_git.root), tmp_path / "clone", "--depth", "1")
    project = Project(work.folder)
    project.configure()
    built = project.build()
    (warning,) = built.warnings
    assert "fetch-depth: 0" in warning
    assert "`history`" in warning
    assert "maps/loose/index.html" in built.files()
    project.configure(cjm={"history": False})
    assert project.build().warnings == []


def test_the_version_of_the_site_is_told_where_mike_says_it(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Version of the site" not in project.build().read("maps/loose/index.html")
    monkeypatch.setenv("MIKE_DOCS_VERSION", "1.2 <b>")
    page = project.build().page("maps/loose/index.html")
    (term,) = [term for term in page.find_all("dt") if term.text == "Version of the site"]
    value = term.find_next_sibling("dd")
    assert value
    assert value.text == "1.2 <b>"
