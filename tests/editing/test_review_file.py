"""Recording a review in a file: what is refused, and what stays of the file."""

from __future__ import annotations

import datetime as dt
import os
import stat
from pathlib import Path

import pytest

from cjm_plugin.editing.refusal import (
    BEFORE_LAST,
    CHANGED_MEANWHILE,
    IN_FUTURE,
    IS_RETIRED,
    NOT_A_MAP,
    EditRefusedError,
)
from cjm_plugin.editing.replacing import replace_content
from cjm_plugin.editing.review_file import BrokenMapError, record_in_file
from cjm_plugin.editing.review_record import ReviewRecord
from cjm_plugin.model.values import ReviewStatus

TODAY = dt.date(2026, 11, 21)
RECORD = ReviewRecord(TODAY, "Анна")
MAP = "title: Map\nreview: {last_reviewed: 2026-01-15}\nstages: [A]\n"


def file(folder: Path, text: str | bytes) -> Path:
    path = folder / "map.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize(
    ("text", "record", "why"),
    [
        (MAP, ReviewRecord(dt.date(2026, 11, 22), "Анна"), IN_FUTURE),
        (MAP, ReviewRecord(dt.date(2026, 1, 14), "Анна"), BEFORE_LAST),
        (
            "title: M\nreview: {log: [{date: 2026-03-01}]}\nstages: [A]\n",
            ReviewRecord(dt.date(2026, 2, 1), "A"),
            BEFORE_LAST,
        ),
        ("title: M\nreview: {status: retired}\nstages: [A]\n", RECORD, IS_RETIRED),
        ("name: Анна\nrole: Покупатель\n", RECORD, NOT_A_MAP),
        ("channels: [{id: web, title: Web}]\n", RECORD, NOT_A_MAP),
        ("title: Розница\nreview_cycle: 3 months\n", RECORD, NOT_A_MAP),
    ],
)
def test_refusals(text: str, record: ReviewRecord, why: str, tmp_path: Path) -> None:
    path = file(tmp_path, text)
    with pytest.raises(EditRefusedError) as refused:
        record_in_file(path, record, TODAY)
    assert refused.value.message == why
    assert refused.value.text(str)
    assert path.read_text(encoding="utf-8") == text


def test_a_retired_map_is_taken_back_with_a_status(tmp_path: Path) -> None:
    path = file(tmp_path, "title: M\nreview: {status: retired}\nstages: [A]\n")
    review = record_in_file(path, ReviewRecord(TODAY, "Анна", status=ReviewStatus.APPROVED), TODAY)
    assert review is not None
    assert review.status is ReviewStatus.APPROVED


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("titel: Map\nstages: [A]\n", ["CJM020"]),
        ("title: [\n", ["CJM002"]),
        ("", ["CJM011"]),
        ("title: Карта\nstages: [Этап]\n".encode("cp1251"), ["CJM001"]),
        ("title: M\nreview: {last_reviewed: 15.01.2026}\nstages: [A]\n", ["CJM026"]),
        (b"#" * 3_000_000, ["CJM005"]),
    ],
    ids=["unknown key", "no YAML", "empty", "cp1251", "bad date", "too large"],
)
def test_a_broken_map_is_left_alone_and_its_errors_are_told(
    text: str | bytes, codes: list[str], tmp_path: Path
) -> None:
    path = file(tmp_path, text)
    before = path.read_bytes()
    with pytest.raises(BrokenMapError) as broken:
        record_in_file(path, RECORD, TODAY)
    assert sorted(found.problem.code for found in broken.value.diagnostics) == sorted(codes)
    assert path.read_bytes() == before


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "map.yaml")
    for path in (tmp_path / "map.yaml", tmp_path / "missing.yaml", tmp_path):
        with pytest.raises(BrokenMapError) as broken:
            record_in_file(path, RECORD, TODAY)
        assert len(broken.value.diagnostics) == 1


def test_mode_and_link_stay(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = file(tmp_path / "real", MAP)
    target.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(Path("real") / "map.yaml")

    record_in_file(link, RECORD, TODAY)

    assert link.is_symlink()
    assert "2026-11-21" in target.read_text(encoding="utf-8")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert [path.name for path in target.parent.iterdir()] == ["map.yaml"]


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = file(tmp_path, "title: somebody else was faster\n")
    with pytest.raises(EditRefusedError) as refused:
        replace_content(path, MAP.encode(), b"title: new\n")
    assert refused.value.message == CHANGED_MEANWHILE
    assert path.read_text(encoding="utf-8") == "title: somebody else was faster\n"
    assert [each.name for each in tmp_path.iterdir()] == ["map.yaml"]


def test_a_file_name_as_long_as_can_be(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 250 + ".yaml")
    path.write_text(MAP, encoding="utf-8")
    record_in_file(path, RECORD, TODAY)
    assert "2026-11-21" in path.read_text(encoding="utf-8")
