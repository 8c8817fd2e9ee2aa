"""One version of one file, read from its bytes without the files around it."""

from __future__ import annotations

import pytest

from cjm_plugin.model.catalog import Catalog
from cjm_plugin.reading import problems
from cjm_plugin.reading.single import read_map, read_noun
from cjm_plugin.reading.text_file import MAX_BYTES


def test_ids_are_complete_and_references_to_other_files_are_not_checked() -> None:
    text = "title: Foo\npersonas: nobody\nstages: [{title: First, channels: nowhere, pains: Slow}]\n"
    reading = read_map(text.encode(), "a.yaml")
    assert reading.diagnostics == ()
    assert reading.journey
    (stage,) = reading.journey.stages
    assert (stage.id, stage.pains[0].id) == ("first", "slow")


def test_warnings_leave_the_map() -> None:
    reading = read_map(b"title: Foo\nstages: [A]\nnotes: &x y\n", "a.yaml")
    assert reading.journey
    assert [diagnostic.is_error for diagnostic in reading.diagnostics] == [False]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", problems.EMPTY.code),
        (b"\xcf\xf3\xf2\xfc", problems.NOT_UTF8.code),
        (b"title: [", problems.SYNTAX.code),
        (b"title: Foo\n", problems.MISSING.code),
        (b"x" * (MAX_BYTES + 1), problems.TOO_LARGE.code),
    ],
)
def test_what_is_wrong_is_said(data: bytes, code: str) -> None:
    reading = read_map(data, "old/a.yaml")
    assert reading.journey is None
    assert [(found.path, found.problem.code) for found in reading.diagnostics] == [("old/a.yaml", code)]


def test_other_files_are_read_the_same_way() -> None:
    assert read_noun(b"channels: [Web]", "catalog.yaml", Catalog).noun
    assert read_noun(b"chanels: [Web]", "catalog.yaml", Catalog).noun is None
