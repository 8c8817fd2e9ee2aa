"""The cases in `golden/`: what `cjm check` writes, word for word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from cjm_plugin import __version__

if TYPE_CHECKING:
    from tests.checking.checks import Project

GOLDEN = Path(__file__).parent / "golden"


def cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{family.stem}: {case['case']}")
        for family in sorted(GOLDEN.glob("*.yaml"))
        for case in yaml.safe_load(family.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("case", cases())
def test_report(case: dict[str, Any], project: Project) -> None:
    result = project.write(case["files"]).run(*case["command"].split())
    assert result.stdout.replace(f'"{__version__}"', '"VERSION"') == case["stdout"]
    assert result.stderr == case["stderr"]
    assert result.exit_code == case["exit_code"]
