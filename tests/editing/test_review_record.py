"""Recording a review in the text of a map: only what it must change is changed."""

from __future__ import annotations

import datetime as dt
import difflib
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cjm_plugin.editing.refusal import NOT_PROVEN, EditRefusedError
from cjm_plugin.editing.review_file import record_in_file
from cjm_plugin.editing.review_record import ReviewRecord, recorded
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.values import ReviewStatus
from cjm_plugin.reading.single import read_map
from cjm_plugin.reading.text_file import FORBIDDEN
from tests.shared.hostile import HOSTILE

TODAY = dt.date(2026, 11, 21)
GOLDEN = Path(__file__).parent / "golden" / "reviews.yaml"
MAPS = Path(__file__).parents[2] / "maps"
EXAMPLES = sorted(
    path
    for path in MAPS.rglob("*.yaml")
    if path.name[0] != "_" and path.stem != "catalog" and "personas" not in path.parts
)
CASES: list[Any] = yaml.safe_load(GOLDEN.read_text(encoding="utf-8"))


def read(text: str) -> JourneyMap:
    single = read_map(text.encode(), "map.yaml")
    assert single.journey is not None, [diagnostic.line(str) for diagnostic in single.diagnostics]
    return single.journey


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_golden(case: Any) -> None:
    status = ReviewStatus(case["status"]) if "status" in case else None
    record = ReviewRecord(TODAY, "Анна Петрова", case.get("note"), status)
    if case.get("refused"):
        with pytest.raises(EditRefusedError) as refused:
            recorded(case["before"], record)
        assert refused.value.message == NOT_PROVEN
    else:
        assert recorded(case["before"], record) == case["after"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_git_sees_only_the_lines_of_the_review(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    record_in_file(copy, ReviewRecord(dt.date(2030, 1, 1), "Анна Петрова", "Цены: новые"), dt.date(2030, 1, 1))
    command = ["git", "diff", "--no-index", "--unified=0", "--", str(path), str(copy)]
    told = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False).stdout
    lines = [line for line in told.splitlines() if line[0] in "+-" and not line.startswith(("+++", "---"))]
    gone, new = [line for line in lines if line[0] == "-"], [line for line in lines if line[0] == "+"]
    assert len(gone) == 1
    assert "last_reviewed:" in gone[0]
    assert len(new) in {1, 3}
    assert all("last_reviewed:" in line or "log:" in line or "Анна Петрова" in line for line in new)


REVIEWS = (
    "",
    "review:\n",
    "review: {}\n",
    "review: {cycle: 3 months, last_reviewed: 2026-01-15}\n",
    "review:\n  # a comment\n  cycle: quarterly   # another\n\n  status: 'draft'\n  last_reviewed: \"2026-01-15\"\n",
    "review:\n    log:\n    - {date: 2026-01-15, by: B}\n    # after it\n    last_reviewed: 2026-01-15\n",
    "review:\n  last_reviewed: 2026-01-15\n  log:\n    - date: 2026-01-15\n      note: >\n        long\n        er\n\n",
    "review:\n  log: [{date: 2026-01-15}, B,\n    {date: 2026-02-15}]\n  notes: 'single ''quotes''\n\n    in lines'\n",
    "review:\n  notes: |\n    # no comment\n    log: no key\n\n  reviewers:\n  - A\n  - B\n",
)
BEFORE = (
    "",
    "# yaml-language-server: $schema=x.json\n",
    "---\n",
    "cjm: 1\n\n\n",
    "tags: [\n  a,  # c\n  b ]\n",
    "\ufeff",
)
BETWEEN = (
    "",
    "\n",
    "# above the stages\n",
    "summary: |\n  Two\n\n  paragraphs\n\n\n",
    "notes: plain text\n  goes on — дальше\n",
)
AFTER = ("", "\n\n", "# the end", "metrics: []\n", "x-anchor: &a {b: c}\nx-alias: *a\n", "...\n")

maps = st.builds(
    lambda before, review, between, after: f"{before}title: Карта  # name\n{review}{between}stages: [A]\n{after}",
    *(st.sampled_from(pieces) for pieces in (BEFORE, REVIEWS, BETWEEN, AFTER)),
)
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(str.strip) | st.sampled_from(HOSTILE)
texts = texts.filter(lambda text: bool(text) and not FORBIDDEN.search(text))
records = st.builds(
    ReviewRecord,
    date=st.just(TODAY),
    by=texts,
    note=st.none() | texts,
    status=st.none() | st.sampled_from([ReviewStatus.APPROVED, ReviewStatus.DRAFT]),
)


@settings(max_examples=300)
@given(maps, records, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_a_review_is_recorded_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, text: str, record: ReviewRecord, newline: str, ends: bool
) -> None:
    old = (text if ends else text.rstrip("\n")).replace("\n", newline)
    path = tmp_path_factory.getbasetemp() / "map.yaml"
    path.write_bytes(old.encode())
    before = read(old)

    record_in_file(path, record, TODAY)

    new = path.read_bytes().decode()
    review = read(new).review
    assert review.last_reviewed == TODAY
    assert (review.log[-1].date, review.log[-1].by, review.log[-1].note) == (TODAY, record.by, record.note)
    assert review.log[:-1] == before.review.log
    assert review.status == (record.status or before.review.status)
    changed = {"last_reviewed": None, "log": (), "status": ReviewStatus.DRAFT}
    assert review.model_copy(update=changed) == before.review.model_copy(update=changed)
    assert read(new).model_copy(update={"review": None}) == before.model_copy(update={"review": None})
    lines = [line for line in difflib.ndiff(old.split(newline), new.split(newline)) if line[0] == "-"]
    assert all(any(key in line for key in ("review", "log", "status", "{date: 2026-02-15}")) for line in lines), lines
    assert old.startswith("\ufeff") == new.startswith("\ufeff")
    assert old.endswith(newline) == new.endswith(newline)
    assert newline == "\n" or "\n" not in new.replace(newline, "")

    assert record_in_file(path, record, TODAY) is None
    assert path.read_bytes().decode() == new


@given(records, st.sampled_from(REVIEWS))
@example(ReviewRecord(TODAY, "no", "a\nb\r\n\tc \x85 \u2028 \ufeff d"), REVIEWS[0])
@example(ReviewRecord(TODAY, "2026-11-21", "- {a: b} # c"), REVIEWS[3])
def test_texts_of_any_kind_come_back_as_they_were(record: ReviewRecord, review: str) -> None:
    entry = read(recorded(f"title: Map\n{review}stages: [A]\n", record)).review.log[-1]
    assert (entry.by, entry.note) == (record.by, record.note)
