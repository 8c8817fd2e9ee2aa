"""The cases in `golden/`: the files of a maps folder, and what is said of them, word for word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from cjm_plugin.reading import problems
from tests.reading.folders import report_of

GOLDEN = Path(__file__).parent / "golden"


def cases() -> list[Any]:
    return [
        pytest.param(case["files"], case["report"], id=f"{family.stem}: {case['case']}")
        for family in sorted(GOLDEN.glob("*.yaml"))
        for case in yaml.safe_load(family.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(("files", "report"), cases())
def test_report(files: dict[str, str], report: list[str], tmp_path: Path) -> None:
    assert report_of(tmp_path, files) == report


def test_codes_are_told_apart() -> None:
    codes = [problem.code for problem in problems.ALL]
    assert len(codes) == len(set(codes))


def test_most_problems_have_a_case() -> None:
    told = "".join(family.read_text(encoding="utf-8") for family in GOLDEN.glob("*.yaml"))
    elsewhere = {
        problems.UNREADABLE,
        problems.NOT_UTF8,
        problems.TOO_LARGE,
        problems.LINK_OUTSIDE,
        problems.LINK_DANGLING,
        problems.LINKED_FOLDER,
        problems.NOT_A_FILE,
        problems.TOO_MANY,
        problems.PAGE_CLASH,
        problems.DEAD_LINK,
        problems.INVALID,
        problems.WATCHED_CHANGED,
        problems.WATCHES_NOTHING,
        problems.UNKNOWN_RULE,
        problems.UNUSED_SILENCE,
        problems.EMBED_UNKNOWN,
        problems.EMBED_FORM,
        problems.EMBED_TWICE,
        problems.EMBED_OPTION,
        problems.EMBED_VALUE,
        problems.EMBED_NEEDS,
    }
    assert {problem.code for problem in problems.ALL if problem.code not in told} == {
        problem.code for problem in elsewhere
    }
