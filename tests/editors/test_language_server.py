"""What an editor with yaml-language-server shows while a map is typed.

`golden/editors.yaml`: `‸` is where the cursor stands; `offers` must be among what is offered there, `never` must not;
`hover` must be in the text that is shown for what stands left of the cursor; `problems` are all that are reported.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.editors.conftest import ROOT

if TYPE_CHECKING:
    from tests.editors.language_server import LanguageServer

CURSOR = "‸"
CASES = yaml.safe_load(Path(__file__).with_name("golden").joinpath("editors.yaml").read_text("utf-8"))
EXAMPLES = sorted((ROOT / "maps").rglob("*.yaml"))


def cursor(text: str) -> tuple[str, int, int]:
    """Return the text without the cursor, and its line and column from 0 (at the end when there is none)."""
    before, _, after = text.partition(CURSOR)
    return before + after, before.count("\n"), len(before.rpartition("\n")[2])


def lines(problems: list[dict[str, Any]]) -> list[str]:
    """Return the problems in the order of the file, each with line and column from 1."""
    starts = [(problem["range"]["start"], problem["message"]) for problem in problems]
    found = sorted((start["line"] + 1, start["character"] + 1, message) for start, message in starts)
    return [f"{line}:{column} {message}" for line, column, message in found]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_editors(case: dict[str, Any], server: LanguageServer) -> None:
    name = case.get("file", "maps/new.yaml")
    text, line, column = cursor(case["text"])
    problems = server.open(name, text)
    try:
        if "problems" in case:
            assert lines(problems) == case["problems"]
        if "offers" in case or "never" in case:
            offered = {item["label"]: item for item in server.completions(name, line, column)}
            assert [label for label in case.get("offers", []) if label not in offered] == []
            assert [label for label in case.get("never", []) if label in offered] == []
            for label, explained in case.get("explained", {}).items():
                assert explained in str(offered[label]["documentation"])
        for shown in case.get("hover", []):
            assert shown in server.hover(name, line, max(column - 1, 0))
    finally:
        server.close(name)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_examples_have_no_problems(path: Path, server: LanguageServer) -> None:
    name = path.relative_to(ROOT).as_posix()
    problems = server.open(name, path.read_text("utf-8"))
    server.close(name)
    assert lines(problems) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_example_names_its_schema(path: Path) -> None:
    """So that editors without our settings find it."""
    first, _, _ = path.read_text("utf-8").partition("\n")
    start, _, schema = first.partition("$schema=")
    assert start == "# yaml-language-server: "
    assert (path.parent / schema).resolve().parent == ROOT / "schemas"
