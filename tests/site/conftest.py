from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.site.built_site import Project, a_map

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A site with two maps, one in a collection, and a persona."""
    project = Project(tmp_path)
    project.configure()
    project.write("docs/index.md", "# Home\n")
    project.write("maps/loose.yaml", a_map("Loose map", personas="anna"))
    project.write("maps/Розница/Товары для дома.yaml", a_map("Товары для дома"))
    project.write("maps/Розница/_collection.yaml", "title: Розничная торговля\n")
    project.write("maps/personas/anna.yaml", "name: Anna\n")
    return project
