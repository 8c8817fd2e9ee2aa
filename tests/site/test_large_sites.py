"""Of a very large site the content of pages is put down until it is written, and nobody sees a difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from mkdocs.config import load_config

from cjm_plugin.site import contents
from cjm_plugin.site.files import late_file
from tests.site.built_site import Project, a_map

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any


def written(project: Project) -> dict[str, bytes]:
    return project.build().contents()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.configure()
    project.write("docs/index.md", "# Home\n\nBy hand.\n")
    for number in range(5):
        project.write(f"maps/m{number}.yaml", a_map(f"Map {number}", summary=f"Told once: {number}"))
    return project


def test_the_site_is_the_same(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = written(project)
    seen = []
    monkeypatch.setattr(contents, "MOST_IN_MEMORY", 0)
    again = contents.Contents.show_to_search

    def show_to_search(self: contents.Contents, page: Any) -> None:
        seen.append(page.content)
        again(self, page)

    monkeypatch.setattr(contents.Contents, "show_to_search", show_to_search)
    assert written(project) == expected
    assert seen.count("") >= len(seen) - 1 > 5  # all but perhaps the last one
    assert b"Told once: 3" in expected["search/search_index.json"]


HOOK = """
def on_page_content(html, page, **_):
    return html.replace("Told once", "Changed by a hook") if page.title != "Map 2" else html
"""


def test_what_another_plugin_makes_of_a_page_counts(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("hook.py", HOOK)
    project.configure(hooks=["hook.py"])
    expected = written(project)
    monkeypatch.setattr(contents, "MOST_IN_MEMORY", 0)
    assert written(project) == expected
    assert b"Changed by a hook: 3" in expected["maps/m3/index.html"]
    assert b"Changed by a hook: 3" in expected["search/search_index.json"]
    assert b"Told once: 2" in expected["maps/m2/index.html"]


def test_a_file_is_not_kept_once_it_is_written_and_can_still_be_asked_for(project: Project) -> None:
    made = iter([b"once", b"twice", b"never"])
    config = load_config(str(project.root / "mkdocs.yml"))
    config.plugins._current_plugin = "cjm"  # as while one of our hooks runs
    file = late_file("a.txt", lambda: next(made), config)
    file.copy_file()
    assert (project.site / "a.txt").read_bytes() == b"once"
    assert (file.content_bytes, file.content_bytes) == (b"twice", b"twice")
