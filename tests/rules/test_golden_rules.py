"""The cases in `golden/`: a map, and what the rules named find on it: code, place, id on the page, message."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from cjm_plugin.rules.catalogue import RULES
from cjm_plugin.rules.health import check_map
from cjm_plugin.rules.rule import Finding
from cjm_plugin.rules.selection import Selection
from tests.rules.subjects import subject

GOLDEN = Path(__file__).parent / "golden"


def cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{family.stem}: {case['case']}")
        for family in sorted(GOLDEN.glob("*.yaml"))
        for case in yaml.safe_load(family.read_text(encoding="utf-8"))
    ]


def told(finding: Finding) -> str:
    place = ".".join(map(str, finding.loc)) or "map"
    anchor = f" #{finding.anchor}" if finding.anchor else ""
    return f"{finding.rule.code} {place}{anchor}: {finding.message(str)}"


@pytest.mark.parametrize("case", cases())
def test_findings(case: dict[str, Any], tmp_path: Path) -> None:
    selection = Selection.from_options({"select": case["rules"], **case.get("options", {})})
    found = check_map(subject(tmp_path, case["map"], **case.get("files", {})), selection)
    assert [told(finding) for finding in found.findings] == case.get("found", [])


def test_every_rule_has_a_case() -> None:
    named = {name for case in cases() for name in case.values[0]["rules"]}
    assert {rule.name for rule in RULES} <= named
