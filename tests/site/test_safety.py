"""Text of users in the places that themes print as they get it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.site.built_site import a_map

if TYPE_CHECKING:
    from tests.site.built_site import Project

HOSTILE = (
    "</title></script><script>alert(1)</script><img src=x onerror=alert(1)>"
    """"' onmouseover="alert(1)" {{ 7 * 7 }} R&D"""
)


@pytest.fixture
def hostile(project: Project) -> Project:
    """Every text that reaches a menu, a head or a search index, as a villain would write it."""
    project.write("maps/hostile.yaml", a_map(HOSTILE, summary=HOSTILE, tags=[HOSTILE], stages=[HOSTILE]))
    project.write("maps/Розница/_collection.yaml", json.dumps({"title": HOSTILE, "summary": HOSTILE}))
    project.write("maps/Розница/map.yaml", a_map(HOSTILE))
    project.write("maps/personas/villain.yaml", json.dumps({"name": HOSTILE, "summary": HOSTILE}))
    return project


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_text_never_becomes_markup(hostile: Project, theme: str) -> None:
    features = ["navigation.tabs", "navigation.path", "navigation.footer", "navigation.indexes"]
    plugins: tuple[Any, ...] = ("tags",) if theme == "material" else ()
    settings = {"name": theme, "font": False, "features": features, "highlightjs": False}
    hostile.configure(theme=settings, plugins=plugins)
    built = hostile.build()
    assert built.warnings == []
    for path, page in built.pages():
        scripts = [tag.text for tag in page.find_all("script") if "alert(1)" in tag.text]
        # readthedocs tells its script the title of the page, as a string.
        assert not [text for text in scripts if "mkdocs_page_name" not in text], path
        assert not [tag for tag in page.find_all(True) if {"onerror", "onmouseover"} & set(tag.attrs)], path
        assert not page.select('img[src="x"]'), path
        assert "49 R&D" not in page.text, path
    page = built.page("maps/hostile/index.html")
    assert page.title
    assert page.title.text.strip().startswith(HOSTILE[:60])
    assert page.h1
    assert page.h1.text == HOSTILE
    if theme == "material":
        # Its script shows titles and texts of the index as HTML; that of the others escapes them.
        index = json.loads(built.read("search/search_index.json"))["docs"]
        assert not [entry for entry in index if "<script" in entry["title"] + entry["text"]]


def test_an_ampersand_is_escaped_once(project: Project) -> None:
    for name in "abc":
        project.write(f"maps/{name}.yaml", a_map("R&D", summary="R&D", tags=["R&D"]))
    theme = {"name": "material", "font": False, "features": ["navigation.footer", "navigation.path"]}
    project.configure(theme=theme, plugins=("tags",))
    built = project.build()
    html = built.read("maps/b/index.html")
    assert "R&amp;D" in html
    assert "&amp;amp;" not in html
    index = json.loads(built.read("search/search_index.json"))["docs"]
    assert {entry["title"] for entry in index if entry["location"] == "maps/b/"} == {"R&amp;D"}
