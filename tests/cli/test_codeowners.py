"""`cjm codeowners`: who is asked about a change of a map."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cjm_plugin.exchange.codeowners import BEGIN, END, BrokenMarksError, block_of, ownerships, with_block
from cjm_plugin.model.catalog import Catalog
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.portfolio import MapEntry, Portfolio
from tests.history.repositories import new_repository

if TYPE_CHECKING:
    from tests.checking.checks import Project

CATALOG = """\
people:
  - {name: Анна Петрова, handle: anna}
  - {name: Oleg Kim, handle: "@oleg"}
  - {name: Mia Mail, email: mia@example.org}
  - No Account
teams:
  - {id: cx, title: Клиентский опыт, handle: shop/cx}
  - {title: Support, lead: Oleg Kim}
  - Ops
"""


def a_map(ownership: str = "") -> str:
    return f"title: Foo\nstages: [A]\n{f'ownership: {ownership}' if ownership else ''}\n"


def rules(project: Project, files: dict[str, str]) -> list[str]:
    """Return the lines of the block between its marks and the sentence about it."""
    project.write({"maps/catalog.yaml": CATALOG, **files})
    begin, _, *lines, end = project.run("codeowners").stdout.splitlines()
    assert (begin, end) == (BEGIN, END)
    return lines


@pytest.mark.parametrize(
    ("ownership", "line"),
    [
        ("Анна Петрова", "/maps/a.yaml @anna"),
        ("анна  петрова", "/maps/a.yaml @anna"),
        ("Oleg Kim", "/maps/a.yaml @oleg"),
        ("Mia Mail", "/maps/a.yaml mia@example.org"),
        ('"@somebody"', "/maps/a.yaml @somebody"),
        ('"@org/team"', "/maps/a.yaml @org/team"),
        ('"@group/sub/team"', "/maps/a.yaml @group/sub/team"),
        ("who@example.org", "/maps/a.yaml who@example.org"),
        ("Клиентский опыт", "/maps/a.yaml @shop/cx"),
        ("cx", "/maps/a.yaml @shop/cx"),
        ("Support", "/maps/a.yaml @oleg"),
        ("{team: cx}", "/maps/a.yaml @shop/cx"),
        ("{owner: Анна Петрова, team: cx}", "/maps/a.yaml @anna @shop/cx"),
        ("{owner: Oleg Kim, team: Support}", "/maps/a.yaml @oleg"),
        ("{owner: Анна Петрова, team: Ops}", "/maps/a.yaml @anna"),
        ("No Account", "# /maps/a.yaml: No Account"),
        ('"@not an account"', "# /maps/a.yaml: @not an account"),
        ('"x@evil.org # @admin"', "# /maps/a.yaml: x@evil.org # @admin"),
        ('"a\\n* @evil"', "# /maps/a.yaml: a\\u000a* @evil"),
    ],
)
def test_how_owners_are_written(ownership: str, line: str, project: Project) -> None:
    assert rules(project, {"maps/a.yaml": a_map(ownership)}) == [line]


def test_a_team_is_asked_when_the_owner_has_no_account(project: Project) -> None:
    lines = rules(project, {"maps/a.yaml": a_map("{owner: Nobody, team: cx}")})
    assert lines == ["# /maps/a.yaml: Nobody", "/maps/a.yaml @shop/cx"]


def test_maps_without_an_owner_are_left_out(project: Project) -> None:
    assert rules(project, {"maps/a.yaml": a_map()}) == []


def test_folders_come_first_from_the_top_down(project: Project) -> None:
    files = {
        "maps/shop/web/_collection.yaml": "title: Web\nowner: cx\n",
        "maps/shop/_collection.yaml": "title: Shop\nowner: Oleg Kim\n",
        "maps/shop/web/a.yaml": a_map("Анна Петрова"),
        "maps/shop/b.yaml": a_map(),
        "maps/0.yaml": a_map("Mia Mail"),
    }
    assert rules(project, files) == [
        "/maps/shop/ @oleg",
        "/maps/shop/web/ @shop/cx",
        "/maps/0.yaml mia@example.org",
        "/maps/shop/web/a.yaml @anna",
    ]


def test_paths_are_escaped(project: Project) -> None:
    files = {
        "maps/Карты сайта/а б.yaml": a_map("cx"),
        "maps/a#b.yaml": a_map("cx"),
        "maps/[x]*.yaml": a_map("cx"),
        "maps/!bang.yaml": a_map("cx"),
    }
    assert rules(project, files) == [
        "/maps/?bang.yaml @shop/cx",
        "/maps/?x??.yaml @shop/cx",
        "/maps/a?b.yaml @shop/cx",
        "/maps/Карты\\ сайта/а\\ б.yaml @shop/cx",
    ]


@given(st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=30), st.text(min_size=1, max_size=30))
def test_no_name_makes_a_rule_of_its_own(name: str, owner: str) -> None:
    assume(name not in {".", ".."})
    journey = JourneyMap.model_validate({"title": "A", "stages": ["A"], "ownership": {"owner": f"{owner}."}})
    entry = MapEntry("a", PurePosixPath(name), journey)
    owners = ownerships(Portfolio(maps=(entry,), catalog=Catalog()), PurePosixPath("maps"))
    begin, _, *lines, end = block_of(owners).removesuffix("\n").split("\n")
    assert (begin, end) == (BEGIN, END)
    assert all(line.startswith(("# /maps/", "/maps/")) for line in lines)
    assert not any(re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", line) for line in lines)


def test_paths_count_from_the_top_of_the_repository(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    new_repository(project.folder)
    project.write({"docs/cx/maps/a.yaml": a_map('"@anna"')})
    monkeypatch.chdir(project.folder / "docs")
    assert "/docs/cx/maps/a.yaml @anna" in project.run("codeowners", "cx/maps").stdout


def test_names_without_an_account_are_told_once(project: Project) -> None:
    project.write({f"maps/{name}.yaml": a_map("Nobody") for name in "ab"})
    result = project.run("codeowners")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        'no account is known of "Nobody" (/maps/a.yaml)',
        "add accounts under `people` or `teams` of catalog.yaml, or write an owner as `@account`",
    ]


def test_maps_with_errors_are_mended_first(project: Project) -> None:
    result = project.write({"maps/a.yaml": "titel: x\n"}).run("codeowners", "--write", "CODEOWNERS")
    assert result.exit_code == 1
    assert "maps/a.yaml:1:1: CJM020" in result.stderr
    assert not (project.folder / "CODEOWNERS").exists()


@pytest.mark.parametrize(
    "before",
    [
        b"",
        b"* @all\n",
        b"* @all",
        b"* @all\r\n\r\n/src/ @dev\r\n",
        "# Владельцы\n* @all\n".encode("cp1251"),
        f"* @all\n{BEGIN}\n/old @x\n{END}\n/maps/ @last\n".encode(),
        f"\ufeff{BEGIN}\n/old @x\n{END}\n* @all\n".encode(),
        f"* @all\r\n  {BEGIN}\r\n/old @x\r\n{END}  \r\n/maps/ @last\r\n".encode(),
        f"{BEGIN}\n{END}".encode(),
    ],
)
def test_only_the_block_is_replaced(before: bytes, project: Project) -> None:
    project.write({"maps/a.yaml": a_map('"@anna"'), "CODEOWNERS": before})
    assert project.run("codeowners", "--check", "CODEOWNERS").exit_code == 1
    assert project.run("codeowners", "--write", "CODEOWNERS").exit_code == 0
    after = (project.folder / "CODEOWNERS").read_bytes()
    assert after.count(b"/maps/a.yaml @anna") == 1
    assert b"/old" not in after
    around = re.compile(rb"[ ]*# cjm: begin.*?# cjm: end[ ]*\r?\n?", re.DOTALL)
    assert around.sub(b"", after).strip() == around.sub(b"", before).strip()
    assert (b"\r\n" in after) == (b"\r\n" in before)
    assert b"\r\r" not in after
    assert project.run("codeowners", "--write", "CODEOWNERS").exit_code == 0
    assert (project.folder / "CODEOWNERS").read_bytes() == after
    assert project.run("codeowners", "--check", "CODEOWNERS").exit_code == 0


def test_a_new_file_is_made_with_its_folder(project: Project) -> None:
    project.write({"maps/a.yaml": a_map('"@anna"')})
    assert project.run("codeowners", "--check", ".github/CODEOWNERS").exit_code == 1
    assert project.run("codeowners", "--write", ".github/CODEOWNERS").exit_code == 0
    assert (project.folder / ".github/CODEOWNERS").read_text("utf-8") == project.run("codeowners").stdout


@pytest.mark.parametrize("marks", [f"{BEGIN}\n", f"{END}\n", f"{END}\n{BEGIN}\n", f"{BEGIN}\n{END}\n{BEGIN}\n{END}\n"])
def test_a_file_with_broken_marks_stays_as_it_is(marks: str, project: Project) -> None:
    with pytest.raises(BrokenMarksError):
        with_block(marks, block_of(()))
    project.write({"maps/a.yaml": a_map('"@anna"'), "CODEOWNERS": marks})
    result = project.run("codeowners", "--write", "CODEOWNERS")
    assert result.exit_code == 1
    assert "nothing was written" in result.stderr
    assert (project.folder / "CODEOWNERS").read_text("utf-8") == marks


@given(st.text(), st.text(), st.text())
def test_writing_twice_changes_nothing_more(above: str, old: str, below: str) -> None:
    block = block_of(())
    for text in (above, f"{above}\n{BEGIN}\n{old}\n{END}\n{below}"):
        try:
            once = with_block(text, block)
        except BrokenMarksError:
            continue
        assert with_block(once, block) == once


def test_write_and_check_exclude_each_other(project: Project) -> None:
    project.write({"maps/a.yaml": a_map()})
    assert project.run("codeowners", "--write", "A", "--check", "B").exit_code == 2


def test_a_file_that_cannot_be_written_is_told(project: Project) -> None:
    project.write({"maps/a.yaml": a_map('"@anna"'), "blocked": "x"})
    result = project.run("codeowners", "--write", "blocked/CODEOWNERS")
    assert result.exit_code == 1
    assert "Could not open file" in result.stderr
