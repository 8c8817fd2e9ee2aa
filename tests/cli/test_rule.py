"""`cjm rule`: what a code means."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from cjm_plugin.cli import main
from cjm_plugin.locale import interface
from cjm_plugin.reading.mends import MENDS
from cjm_plugin.reading.problems import ALL
from cjm_plugin.rules.catalogue import RULES
from tests.docs.fences import ROOT


def run(*arguments: str) -> tuple[int, str]:
    # The project of this checkout speaks Russian.
    result = CliRunner().invoke(main, ["rule", *arguments], env={"CJM_LANGUAGE": "en"})
    return result.exit_code, result.output


@pytest.mark.parametrize("name", ["CJM242", "cjm242", "unanswered-pain"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_rule_is_explained_as_on_its_page(name: str, language: str) -> None:
    code, output = run(name, "--language", language)
    note = "\n<!-- Written by tools/rule_pages.py; do not edit. -->\n"
    page = (ROOT / "docs" / language / "rules" / "CJM242.md").read_text("utf-8").replace(note, "", 1)
    assert (code, output) == (0, page)


def test_all_rules_are_listed() -> None:
    code, output = run()
    lines = output.splitlines()
    assert code == 0
    assert [line.split()[0] for line in lines] == [rule.code for rule in RULES]
    assert lines[0] == "CJM201  warning  no-sources                   Name what the map rests on"
    assert "предупреждение" in run("--language", "ru")[1]


def test_a_problem_of_the_format_is_explained_too() -> None:
    mend = "Correct the id, or add the channel to `catalog.yaml`. Free text such as “Call to the shop” is fine too."
    page = f'# CJM012\n\nLevel: error. Message:\n\n> unknown channel "…"\n\n## How to fix\n\n{mend}\n'
    assert run("cjm012") == (0, page)


def test_every_problem_has_its_remedy_in_both_languages() -> None:
    assert {problem.code for problem in ALL} == MENDS.keys()
    assert [code for code, mend in MENDS.items() if interface("ru").text(mend) == mend] == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("unanswered-pian", "Did you mean unanswered-pain?"),
        ("CJM999", "`cjm rule` lists all rules."),
        ("", "lists all"),
    ],
)
def test_an_unknown_name_is_a_wrong_call(name: str, hint: str) -> None:
    code, output = run(name)
    assert code == 2
    assert f"there is no rule {name!r}." in output
    assert hint in output
