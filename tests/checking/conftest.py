from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.checking.checks import Project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """An empty folder, and commands run in it."""
    (tmp_path / "work").mkdir()
    return Project(tmp_path / "work", monkeypatch)
