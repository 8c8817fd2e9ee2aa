"""A build of maps that have not changed plans nothing anew, and says what it said before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_plugin.site import plan
from tests.history.repositories import new_repository
from tests.site.built_site import a_map

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.site.built_site import Project


@pytest.fixture(autouse=True)
def cache(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of its own."""
    monkeypatch.setenv("CJM_CACHE_DIR", str(project.root / "cache"))


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The plans that are made from now on."""
    made: list[object] = []

    def noted(*given: object) -> object:
        made.append(given)
        return whole(*given)

    whole: Callable[..., object] = plan.SitePlan
    monkeypatch.setattr(plan, "SitePlan", noted)
    return made


def test_nothing_is_planned_twice(project: Project, plans: list[object]) -> None:
    first = project.build().contents()
    assert len(plans) == 1
    assert project.build().contents() == first
    project.write("docs/more.md", "# More\n")
    assert project.build().contents().keys() - first.keys() == {"more/index.html"}
    assert len(plans) == 1


def test_what_was_said_is_said_again(project: Project, plans: list[object], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "mkdocs")
    said = []
    for _ in range(2):
        caplog.clear()
        project.build()
        said.append([line for line in caplog.messages if line.startswith("cjm_plugin")])
    assert any("remarks on good practice" in line for line in said[0])
    assert said[0] == said[1]
    assert len(plans) == 1


def test_what_is_wrong_is_reported_each_time(project: Project, plans: list[object]) -> None:
    project.configure(cjm={"rules": {"warning": ["no-owner"]}})
    warnings = [project.build().warnings for _ in range(2)]
    assert warnings[0]
    assert warnings[0] == warnings[1]
    assert len(plans) == 2


def test_a_picture_that_is_gone_is_noticed(project: Project) -> None:
    step = {"title": "Looks", "image": {"file": "shop.png", "alt": "A shop"}}
    project.write("maps/loose.yaml", a_map("Loose map", stages=[step]))
    (project.root / "maps/shop.png").write_bytes(b"png")
    built = [project.build(), project.build()][1]
    assert built.warnings == []
    assert (built.folder / "maps/shop.png").read_bytes() == b"png"
    (project.root / "maps/shop.png").write_bytes(b"other")
    assert (project.build().folder / "maps/shop.png").read_bytes() == b"other"
    (project.root / "maps/shop.png").unlink()
    with pytest.raises(SystemExit):
        project.build()


def test_a_page_that_the_cache_has_lost_is_made(project: Project, plans: list[object]) -> None:
    project.build()
    project.configure(repo_url="https://code.example/maps/", edit_uri="edit/main/docs/")
    built = project.build().contents()
    assert len(plans) == 2
    assert built == project.build_from_nothing().contents()


def test_a_directive_is_shown_without_a_change(project: Project, plans: list[object]) -> None:
    project.write("docs/guide.md", "# Guide\n\n::: cjm grid map=loose\n")
    first = project.build().contents()
    assert b"Looks around" in first["guide/index.html"]
    assert project.build().contents() == first
    assert len(plans) == 2


def test_a_commit_that_touches_no_map_plans_nothing(project: Project, plans: list[object]) -> None:
    project.write(".gitignore", "cache/\nsite/\n")
    work = new_repository(project.root)
    work.commit("First")
    project.build()
    work.commit("Words", {"docs/index.md": "# Words\n"})
    project.build()
    assert len(plans) == 1


def test_a_commit_of_a_map_and_a_tag_are_noticed(project: Project) -> None:
    project.write(".gitignore", "cache/\nsite/\n")
    work = new_repository(project.root)
    stages = [{"title": "Looks", "score": 2}]
    work.commit("First", {"maps/loose.yaml": a_map("Loose map", stages=stages)})
    work.git("tag", "v0.9")
    built = [project.build().contents()]
    work.commit("Better", {"maps/loose.yaml": a_map("Loose map", stages=[{**stages[0], "score": 4}])})
    built.append(project.build().contents())
    work.git("tag", "v1.0")
    built.append(project.build().contents())
    assert built[2] == project.build_from_nothing().contents()
    pages = [each["maps/loose/index.html"] for each in built]
    assert [b"Better" in page for page in pages] == [False, True, True]
    assert [b"v1.0" in page for page in pages] == [False, False, True]
