"""The repository that history is read from."""

from __future__ import annotations

from pathlib import Path

from benchmarks.repository import COMMITS_OF_A_MAP, commit_history
from benchmarks.sites import Kind, write_site
from cjm_plugin.history.log import read_history


def test_each_map_has_its_commits_and_is_as_on_disk(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", Kind.OURS, 5)
    commit_history(site)
    history = read_history(site.maps_dir)
    maps = [file for path, file in history.files.items() if path.name.startswith("journey-")]
    assert [len(file.versions) for file in maps] == [COMMITS_OF_A_MAP] * 5
    assert not any(file.is_uncommitted for file in history.files.values())
