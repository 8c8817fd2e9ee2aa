"""The rules of good practice in a build: advice by default, louder when somebody asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from mkdocs.exceptions import Abort

from tests.site.built_site import a_map

if TYPE_CHECKING:
    from tests.site.built_site import Project

OVERDUE = {"cycle": "monthly", "last_reviewed": "2026-09-01"}


@pytest.fixture
def project(project: Project) -> Project:
    project.write("maps/loose.yaml", a_map("Loose map", review=OVERDUE))
    return project


def codes(project: Project) -> list[str]:
    """Return the codes of the rules that the page of the map lists."""
    page = project.build().page("maps/loose/index.html")
    return [code.text for code in page.select(".cjm-findings > li > code")]


def test_advice_stands_on_the_page_and_fails_no_strict_build(project: Project) -> None:
    built = project.build()
    assert built.warnings == []
    assert built.page("maps/loose/index.html").select(".cjm-findings li")


@pytest.mark.parametrize(
    "cjm", [{"overdue": "warn"}, {"rules": {"warning": ["CJM263"]}}, {"rules": {"warning": "review-overdue"}}]
)
def test_what_is_made_a_warning_counts_for_strict(project: Project, cjm: dict[str, Any]) -> None:
    project.configure(cjm=cjm)
    (warning,) = project.build().warnings
    assert warning.startswith("cjm_plugin: maps/loose.yaml:")
    assert "CJM263" in warning
    assert "2026-10-01" in warning


@pytest.mark.parametrize("cjm", [{"overdue": "error"}, {"rules": {"error": ["review-overdue"]}}])
def test_what_is_made_an_error_stops_the_build(
    project: Project, cjm: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    project.configure(cjm=cjm)
    with pytest.raises(Abort):
        project.build()
    assert "maps/loose.yaml:8:18: CJM263 the review was due on 2026-10-01" in caplog.text


def test_overdue_can_be_ignored(project: Project) -> None:
    assert "CJM263" in codes(project)
    project.configure(cjm={"overdue": "ignore"})
    assert "CJM263" not in codes(project)


def test_a_rule_can_be_left_out_or_silenced_on_the_map(project: Project) -> None:
    project.configure(cjm={"rules": {"ignore": ["review-overdue"]}})
    assert "CJM263" not in codes(project)
    silence = [{"rule": "CJM263", "reason": "We wait for the new shop"}]
    project.write("maps/loose.yaml", a_map("Loose map", review=OVERDUE, silence=silence))
    project.configure(cjm={"overdue": "error"})
    assert "We wait for the new shop" in project.build().read("maps/loose/index.html")


def test_rules_of_the_project_stand_in_pyproject_toml_too(project: Project) -> None:
    project.write("pyproject.toml", '[tool.cjm]\noverdue = "warn"\n[tool.cjm.rules]\nselect = ["CJM263"]\n')
    built = project.build()
    assert len(built.warnings) == 1
    assert codes(project) == ["CJM263"]
    project.configure(cjm={"overdue": "ignore"})
    assert codes(project) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[tool.cjm.rules]\nselect = ["no-such-rule"]', "pyproject.toml: tool.cjm.rules: select"),
        ("[tool.cjm]\nrules = 3", "pyproject.toml: tool.cjm.rules"),
        ("[tool.cjm]\nrulez = 3", "pyproject.toml: tool.cjm.rulez: there is no such option"),
        ('[tool.cjm]\noverdue = "never"', '"never" is not one of ignore, warn, error'),
        ("[tool.cjm", "pyproject.toml: cannot be read"),
    ],
)
def test_mistakes_in_pyproject_toml_are_told(
    project: Project, text: str, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    project.write("pyproject.toml", text)
    with pytest.raises(Abort):
        project.build()
    assert told in caplog.text


@pytest.mark.parametrize(
    "cjm", [{"rules": {"select": ["no-such-rule"]}}, {"rules": {"unknown": 1}}, {"rules": []}, {"overdue": "never"}]
)
def test_mistakes_in_the_options_are_told_by_mkdocs(project: Project, cjm: dict[str, Any]) -> None:
    project.configure(cjm=cjm)
    with pytest.raises(Abort, match="configuration error"):
        project.build()


@pytest.mark.parametrize("loud", [{}, {"overdue": "warn"}], ids=["", "loud"])
def test_a_silence_without_a_rule_is_reported(project: Project, loud: dict[str, Any]) -> None:
    silence = [{"rule": "review-overdue", "reason": "x"}, {"rule": "CJM999", "reason": "x"}]
    project.write("maps/loose.yaml", a_map("Loose map", review=OVERDUE, silence=silence))
    project.configure(cjm=loud)
    (warning,) = project.build().warnings
    assert "CJM084" in warning
    assert "CJM999" in warning
