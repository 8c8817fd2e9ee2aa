"""Every rule has a page in both languages, and its examples are true: the first map breaks it, the second does not."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cjm_plugin.locale import LANGUAGES, interface
from cjm_plugin.rules.catalogue import RULES
from cjm_plugin.rules.documentation import documentation, rule_page, texts_of, translated
from cjm_plugin.rules.health import check_map
from cjm_plugin.rules.rule import Rule, RuleLevel
from cjm_plugin.rules.selection import Selection
from cjm_plugin.rules.settings import ABOUT
from tests.docs.fences import ROOT
from tests.rules.subjects import subject

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_plugin.rules.settings import Settings
    from cjm_plugin.rules.subject import Subject

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


@EVERY_RULE
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_breaks_the_rule_and_is_mended(rule: Rule, language: str, tmp_path: Path) -> None:
    told = translated(rule, interface(language).text)
    broken = check_map(subject(tmp_path / "bad", told.bad), Selection())
    mended = check_map(subject(tmp_path / "good", told.good), Selection())
    assert rule in [finding.rule for finding in broken.findings]
    assert rule not in [finding.rule for finding in mended.findings]


@EVERY_RULE
def test_every_text_is_translated(rule: Rule) -> None:
    translate = interface("ru").text
    for text in (*texts_of(rule), rule.message, *(ABOUT[name] for name in rule.settings)):
        assert not CYRILLIC.search(text)
        assert CYRILLIC.search(translate(text)), text


@EVERY_RULE
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_has_its_sections(rule: Rule, language: str) -> None:
    page = rule_page(rule, interface(language).text)
    assert page.startswith(f"# {rule.code}. ")
    assert page.count("\n## ") == (5 if rule.settings else 4)
    assert f"`{rule.name}`" in page
    assert "{" not in re.sub(r"```.*?```|`[^`]*`", "", page, flags=re.DOTALL)


@EVERY_RULE
def test_a_title_is_short_and_has_no_full_stop(rule: Rule) -> None:
    for language in LANGUAGES:
        title = translated(rule, interface(language).text).title
        assert len(title) <= 60
        assert not title.endswith(".")


def test_a_docstring_without_its_sections_is_refused() -> None:
    def check(_subject: Subject, _settings: Settings) -> tuple[()]:
        """Say nothing.

        ## What it does
        Nothing.
        """
        return ()

    with pytest.raises(ValueError, match="CJM999: the sections must be"):
        documentation(Rule("CJM999", "nothing", RuleLevel.NOTE, "", check))


def test_the_pages_in_the_repository_are_fresh() -> None:
    command = [sys.executable, str(ROOT / "tools/rule_pages.py"), "check"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
