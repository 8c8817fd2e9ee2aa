"""Versions of the site, published by the real `mike`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.kit.repository import SITE, repository

if TYPE_CHECKING:
    from pathlib import Path


def test_each_version_keeps_its_maps_and_the_newest_has_a_name(tmp_path: Path) -> None:
    team = repository(tmp_path)
    site = SITE.replace("[search,", "[search, mike,") + "site_url: https://journeys.example/\n"
    (team.upstream / "mkdocs.yml").write_text(site, encoding="utf-8")
    first = team.upstream / "maps/sofa.yaml"
    for version, title in (("2026-Q3", "Buying a sofa"), ("2026-Q4", "Buying a table")):
        first.write_text(first.read_text("utf-8").replace("Buying a sofa", title), encoding="utf-8")
        team.git("add .")
        team.git(f"commit -qm {version} --allow-empty")
        done = team.run(f"mike deploy --update-aliases {version} latest", team.upstream)
        assert done.returncode == 0, done.stderr

    def published(path: str) -> str:
        return team.git(f"show gh-pages:{path}")

    assert "Buying a sofa" in published("2026-Q3/maps/sofa/index.html")
    assert "Buying a table" in published("2026-Q4/maps/sofa/index.html")
    assert "https://journeys.example/2026-Q3/maps/sofa/" in published("2026-Q3/maps/sofa/index.html")
    assert published("latest") == "2026-Q4"
    versions = {each["version"]: each["aliases"] for each in json.loads(published("versions.json"))}
    assert versions == {"2026-Q4": ["latest"], "2026-Q3": []}
