"""A folder is checked as a whole, in parts, and by several processes: the report is the same."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cjm_plugin.checking import workers
from cjm_plugin.checking.folder import check_part
from cjm_plugin.checking.judging import judge, selection_of
from cjm_plugin.checking.options import RuleOptions
from cjm_plugin.checking.report import joined_reports
from cjm_plugin.reading.portfolio import Part, read_portfolio
from tests.reading.folders import write

if TYPE_CHECKING:
    from cjm_plugin.checking.issue import Issue
    from cjm_plugin.checking.report import Report

MAPS = Path(__file__).parents[2] / "maps"
DAY = dt.date(2026, 11, 20)
BROKEN = {
    "a.yaml": "title: A\nlinks: {future: b, parent: nowhere}\npersonas: [ann, bob]\nstages: [A]\n",
    "b.yaml": "titel: B\n",
    "c.yaml": "title: C\nstages: [{title: A, image: img/x.png}]\nmetrics: [{name: N, from: n.csv}]\n",
    "d.yaml": "title: D\nstages: [A]\nmetrics: [{name: N, from: n.csv}]\n",
    "n.csv": "no series\n",
    "personas/ann.yaml": "name: Ann\n",
    "personas/bob.yaml": "nam: Bob\n",
    "catalog.yaml": "channels: [{id: web, title: Web, team: nobody}]\n",
    "x/a.yaml": "title: XA\nstages: [A]\n",
    "r1.yaml": "title: R1\nlinks: {children: r3}\nstages: [A]\n",
    "r2.yaml": "title: R2\nlinks: {children: r3}\nstages: [A]\n",
    "r3.yaml": "title: R3\nlinks: {children: r2}\nstages: [A]\n",
    "x/_collection.yaml": "title: X\nowner: Anna\n",
}


def check(folder: Path, **options: object) -> Report:
    return joined_reports([check_part(folder, "maps", selection_of(RuleOptions(options)), DAY)])


def places(issues: tuple[Issue, ...]) -> list[str]:
    return [f"{i.path}:{i.position.line}:{i.position.column} {i.code}" for i in issues]


def test_findings_point_at_what_they_are_about(tmp_path: Path) -> None:
    text = (
        "# a comment\ntitle: Sofa\nsummary: Short.\nstages:\n  - title: A\n    score: 2\n    pains:\n"
        "      - {what: Slow, severity: critical}\n      - what: Dear\n        severity: critical\n"
        "    opportunities: [An idea]\n"
    )
    found = check(write(tmp_path, {"sofa.yaml": text}), select=["unanswered-pain", "no-owner"])
    assert places(found.issues) == [
        "maps/sofa.yaml:2:1 CJM251",
        "maps/sofa.yaml:8:9 CJM242",
        "maps/sofa.yaml:9:9 CJM242",
    ]


def test_problems_and_findings_stand_in_one_order(tmp_path: Path) -> None:
    files = {
        "b.yaml": "title: B\nlanguage: fr\nstages: [A]\n",
        "a.yaml": "titel: A\n",
        "c.yaml": "title: C\nstages: [A]\n",
    }
    found = check(write(tmp_path, files), select="no-owner")
    assert places(found.issues) == [
        "maps/a.yaml:1:1 CJM020",
        "maps/a.yaml:1:1 CJM021",
        "maps/b.yaml:1:1 CJM251",
        "maps/b.yaml:2:11 CJM062",
        "maps/c.yaml:1:1 CJM251",
    ]
    assert [checked.path for checked in found.maps] == ["maps/b.yaml", "maps/c.yaml"]


def test_silences_are_checked_too(tmp_path: Path) -> None:
    text = (
        "title: Sofa\nownership: Anna\nstages: [A]\nsilence:\n"
        "  - {rule: no-summary, reason: A sketch}\n  - {rule: no-owner, reason: Why}\n"
        "  - {rule: no-ownr, reason: Why}\n"
    )
    found = check(write(tmp_path, {"sofa.yaml": text}), select=["no-summary", "no-owner"])
    assert [(issue.code, issue.silenced) for issue in found.issues] == [
        ("CJM271", "A sketch"),
        ("CJM085", None),
        ("CJM084", None),
    ]
    assert places(found.told) == ["maps/sofa.yaml:6:5 CJM085", "maps/sofa.yaml:7:12 CJM084"]
    assert [issue.advice(str) for issue in found.told] == ["delete it", 'did you mean "no-owner"?']


def test_a_map_takes_owner_and_cycle_from_the_folders_above(tmp_path: Path) -> None:
    files = {
        "shop/_collection.yaml": "title: Shop\nowner: Anna\nreview_cycle: quarterly\n",
        "shop/web/a.yaml": "title: A\nstages: [A]\n",
        "b.yaml": "title: B\nstages: [A]\n",
    }
    assert places(check(write(tmp_path, files), select="no-owner").issues) == ["maps/b.yaml:1:1 CJM251"]


@pytest.mark.parametrize("of", [2, 7])
@pytest.mark.parametrize("folder", ["examples", "broken"])
def test_the_parts_together_tell_what_the_whole_does(folder: str, of: int, tmp_path: Path) -> None:
    maps = MAPS if folder == "examples" else write(tmp_path, BROKEN)
    selection = selection_of(RuleOptions())
    parts = [check_part(maps, "maps", selection, DAY, Part(number, of)) for number in range(of)]
    assert joined_reports(parts) == check(maps)


def test_several_processes_tell_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"{folder}/{name}": text for folder in ("p", "q", "r") for name, text in BROKEN.items()}
    maps = write(tmp_path, files)
    monkeypatch.setattr(workers, "FEWEST_FOR_WORKERS", 2)
    monkeypatch.setattr(workers, "MAPS_OF_A_PART", 3)
    monkeypatch.setattr(workers, "processors", lambda: 2)
    selection = selection_of(RuleOptions())
    assert workers.check_folder(maps, "maps", selection, DAY, 15) == check(maps)


def test_without_processes_it_takes_longer_and_tells_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    maps = write(tmp_path, BROKEN)
    monkeypatch.setattr(workers, "FEWEST_FOR_WORKERS", 2)
    monkeypatch.setattr(workers, "MAPS_OF_A_PART", 2)
    monkeypatch.setattr(workers, "processors", lambda: 2)
    if hasattr(os, "fork"):
        monkeypatch.setattr(os, "fork", _refuse)
    assert workers.check_folder(maps, "maps", selection_of(RuleOptions()), DAY, 5) == check(maps)


def _refuse() -> int:
    raise OSError(11, "Resource temporarily unavailable")


def test_what_the_rules_say_can_be_asked_without_places() -> None:
    reading = read_portfolio(MAPS, "maps")
    judgement = judge(reading, selection_of(RuleOptions()), DAY)
    assert judgement.keys() == {entry.key for entry in reading.portfolio.maps}
    health = {f"maps/{entry.path}": judgement[entry.key].health for entry in reading.portfolio.maps}
    assert {checked.path: checked.health for checked in check(MAPS).maps} == health
