"""The page of the commands tells every command and option that there is, and the documentation no others."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import click
import pytest

from cjm_plugin.cli import main
from tests.docs.fences import PAGES, ROOT, blocks, name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LANGUAGES = ("en", "ru")
SHARED = {"--language", "--maps-dir"}
"""Told once, for all commands that have them."""
ALWAYS = {"--help", "--version"}

_HEADING = re.compile(r"^#{2,3} (.*)$", re.MULTILINE)
_ROW = re.compile(r"^\| `(--[a-z-]+)[ `]", re.MULTILINE)
_CODE = re.compile(r"`(cjm [^`]+)`")
_LINE = re.compile(r"^ *(?:- )?(?:run: )?(cjm [^\n]+)$", re.MULTILINE)


def walk(command: click.Command, path: tuple[str, ...] = ("cjm",)) -> Iterator[tuple[str, click.Command]]:
    """Yield each command below one with all words that call it; groups too, if they have options of their own."""
    if len(path) > 1 and (not isinstance(command, click.Group) or options(command)):
        yield " ".join(path), command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for each in command.list_commands(context):
            inner = command.get_command(context, each)
            assert inner
            yield from walk(inner, (*path, each))


def options(command: click.Command) -> set[str]:
    given = (parameter for parameter in command.params if isinstance(parameter, click.Option))
    return {spelling for option in given for spelling in option.opts if spelling.startswith("--")} - ALWAYS


COMMANDS = dict(walk(main))


def page(language: str) -> str:
    return (ROOT / f"docs/{language}/commands.md").read_text("utf-8")


def sections(language: str) -> dict[str, str]:
    """Return the text under each heading of the page."""
    _, *parts = _HEADING.split(page(language))
    return dict(zip(parts[::2], parts[1::2], strict=True))


def told(language: str) -> dict[str, list[str]]:
    """Return the options in the table of each command."""
    return {heading: _ROW.findall(text) for heading, text in sections(language).items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_a_section_and_no_other_has(language: str) -> None:
    groups = {words.rpartition(" ")[0] for words in COMMANDS} - {"cjm", "cjm review"}
    assert {heading for heading in told(language) if heading.startswith("cjm ")} == {*COMMANDS, *groups}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", COMMANDS)
def test_the_table_of_a_command_has_all_its_options_and_no_others(language: str, words: str) -> None:
    assert sorted(told(language)[words]) == sorted(options(COMMANDS[words]) - SHARED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_shared_options_are_told_once(language: str) -> None:
    common = [rows for heading, rows in told(language).items() if not heading.startswith("cjm ") and rows]
    assert [set(rows) for rows in common] == [SHARED]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", COMMANDS)
def test_the_section_of_a_command_names_what_it_takes_and_shows_how_to_call_it(language: str, words: str) -> None:
    section = sections(language)[words]
    taken = [parameter for parameter in COMMANDS[words].params if parameter.name != "language"]
    choices = [choice for each in taken if isinstance(each.type, click.Choice) for choice in each.type.choices]
    variables = [each.envvar for each in taken if each.envvar]
    assert [word for word in (*choices, *variables) if f"`{word}`" not in section] == []
    assert words in section


def test_both_languages_show_the_same_options_of_each_command() -> None:
    english, russian = ({key: rows for key, rows in told(each).items() if rows} for each in LANGUAGES)
    assert list(english.values()) == list(russian.values())


def calls(path: Path) -> set[str]:
    """Return what a page types after `cjm`, in its text and in its examples."""
    typed = (line for block in blocks(path) for line in _LINE.findall(block.text))
    return {*_CODE.findall(" ".join(path.read_text("utf-8").split())), *typed}


@pytest.mark.parametrize("path", [*PAGES, ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md"], ids=name)
def test_no_page_calls_a_command_or_option_that_does_not_exist(path: Path) -> None:
    assert [call for call in sorted(calls(path)) if not exists(call)] == []


def exists(call: str) -> bool:
    command: click.Command = main
    known, before = ALWAYS | options(main), ""
    for word in shlex.split(call, comments=True)[1:]:
        if word.startswith("--"):
            if word not in known:
                return False
        elif isinstance(command, click.Group) and word.islower() and not before.startswith("--"):
            inner = command.get_command(click.Context(command), word)
            if inner is None:
                return False
            command, known = inner, known | options(inner)
        before = word
    return True


def test_what_does_not_exist_is_seen() -> None:
    assert exists("cjm review due --within 30d --exit-code")
    assert exists("cjm COMMAND")
    assert exists("cjm github --repository shop/maps overdue --label late")
    assert not exists("cjm chekc")
    assert not exists("cjm review dun")
    assert not exists("cjm check --stict")
