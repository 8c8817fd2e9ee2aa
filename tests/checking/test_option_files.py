"""Options come from `mkdocs.yml` and `pyproject.toml`, whatever else stands in them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from cjm_plugin.checking.configuration import Configuration, ConfigurationError, read_configuration
from tests.reading.folders import write

if TYPE_CHECKING:
    from pathlib import Path

NOT_UNDERSTOOD = "is not understood here; give the option on the command line"
KNOWN = "maps_dir, language, overdue, today, rules"


def read(folder: Path, **files: str) -> Configuration:
    names = {"mkdocs": "mkdocs.yml", "pyproject": "pyproject.toml"}
    return read_configuration(write(folder, {names[key]: text for key, text in files.items()}))


def refused(folder: Path, **files: str) -> str:
    with pytest.raises(ConfigurationError) as error:
        read(folder, **files)
    return str(error.value)


def test_without_files_nothing_is_set(tmp_path: Path) -> None:
    assert read(tmp_path) == Configuration()


def test_options_of_the_plugin(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        mkdocs="plugins:\n  - search\n  - cjm:\n      maps_dir: research/maps\n      language: ru\n      nav: full\n"
        "      overdue: error\n      today: 2026-09-15\n"
        "      rules: {ignore: [no-owner], max_stages: 9, error: CJM201}\n",
    )
    assert (found.maps_dir, found.language, found.overdue) == ("research/maps", "ru", "error")
    assert found.today == dt.date(2026, 9, 15)
    assert found.rules == {"ignore": ["no-owner"], "max_stages": 9, "error": "CJM201"}
    assert found.rules_from == "mkdocs.yml:9:14: plugins.cjm.rules"


def test_plugins_may_be_a_group_of_keys(tmp_path: Path) -> None:
    assert read(tmp_path, mkdocs="plugins:\n  search: {}\n  cjm: {language: ru}\n").language == "ru"


@pytest.mark.parametrize("text", ["", "tool = 3", "[tool]\ncjm = 3", "[tool.ruff]\nx = 1"])
def test_pyproject_files_that_set_nothing(text: str, tmp_path: Path) -> None:
    assert read(tmp_path, pyproject=text) == Configuration()


@pytest.mark.parametrize("plugins", ["", "plugins:", "plugins: x", "plugins: [search, cjm]", "plugins: [cjm: ]", "- a"])
def test_files_that_set_nothing(plugins: str, tmp_path: Path) -> None:
    assert read(tmp_path, mkdocs=plugins) == Configuration()


def test_options_of_pyproject(tmp_path: Path) -> None:
    found = read(tmp_path, pyproject='[tool.cjm]\nmaps-dir = "m"\n[tool.cjm.rules]\nselect = ["CJM201"]\n')
    assert (found.maps_dir, found.rules) == ("m", {"select": ["CJM201"]})


def test_mkdocs_counts_before_pyproject_option_by_option(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        mkdocs="plugins:\n- cjm: {maps_dir: site}\n",
        pyproject='[tool.cjm]\nmaps_dir = "py"\nlanguage = "ru"\n',
    )
    assert (found.maps_dir, found.language) == ("site", "ru")


def test_tags_elsewhere_are_passed_over_and_never_run(tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    found = read(
        tmp_path,
        mkdocs="theme: {icon: !!python/name:material.extensions.emoji.twemoji }\n"
        f"evil: !!python/object/apply:os.mkdir ['{trap}']\n"
        "secret: !ENV [A, B]\nplugins:\n- cjm: {language: ru}\n- x: !relative $docs_dir\n",
    )
    assert found.language == "ru"
    assert not trap.exists()


def test_environment_variables_are_what_mkdocs_makes_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJM_TEST_MAPS", "from-env")
    text = "plugins:\n- cjm: {maps_dir: !ENV [CJM_TEST_NONE, CJM_TEST_MAPS, d], language: !ENV CJM_TEST_NONE}\n"
    assert (read(tmp_path, mkdocs=text).maps_dir, read(tmp_path, mkdocs=text).language) == ("from-env", None)
    monkeypatch.delenv("CJM_TEST_MAPS")
    assert read(tmp_path, mkdocs=text).maps_dir == "d"


def test_merged_keys_give_way_to_own_ones(tmp_path: Path) -> None:
    text = "x: &d {language: ru, maps_dir: shared}\nplugins:\n- cjm: {<<: *d, maps_dir: own}\n"
    found = read(tmp_path, mkdocs=text)
    assert (found.language, found.maps_dir) == ("ru", "own")


def test_an_inherited_file_is_not_read_and_that_is_said(tmp_path: Path) -> None:
    found = read(tmp_path, mkdocs="INHERIT: base.yml\nplugins: [cjm]\n")
    assert [message.format_map(values) for message, values in found.notes] == [
        "mkdocs.yml: options in the file that INHERIT names are not read"
    ]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"mkdocs": "plugins:\n- cjm: {overdue: never}\n"},
            'mkdocs.yml:2:18: plugins.cjm.overdue: "never" is not one of ignore, warn, error',
        ),
        ({"mkdocs": "plugins:\n- cjm: {maps_dir: [a]}\n"}, "mkdocs.yml:2:19: plugins.cjm.maps_dir: text is expected"),
        (
            {"mkdocs": "plugins:\n- cjm: {rules: CJM201}\n"},
            "mkdocs.yml:2:16: plugins.cjm.rules: a group of keys with values is expected",
        ),
        (
            {"mkdocs": "plugins:\n- cjm: {language: !!python/name:os.getcwd }\n"},
            f'mkdocs.yml:2:19: plugins.cjm.language: the tag "!!python/name:os.getcwd" {NOT_UNDERSTOOD}',
        ),
        (
            {"mkdocs": "plugins:\n- cjm: {maps_dir: !secret x}\n"},
            f'mkdocs.yml:2:19: plugins.cjm.maps_dir: the tag "!secret" {NOT_UNDERSTOOD}',
        ),
        ({"mkdocs": "plugins: [\n"}, "mkdocs.yml:2:1: cannot be read: did not find expected node content"),
        ({"mkdocs": "a: *b\n"}, "mkdocs.yml:1:4: cannot be read: found undefined alias"),
        ({"mkdocs": "a: " + "[" * 100_000}, "mkdocs.yml: more than 100 levels of nesting"),
        (
            {"pyproject": "[tool.cjm]\nmaps = 'm'\n"},
            f"pyproject.toml: tool.cjm.maps: there is no such option; known: {KNOWN}",
        ),
        (
            {"pyproject": "[tool.cjm\n"},
            "pyproject.toml: cannot be read: Expected ']' at the end of a table declaration (at line 1, column 10)",
        ),
        (
            {"pyproject": "[tool.cjm]\ntoday = 2026-09-15T10:00:00\n"},
            'pyproject.toml: tool.cjm.today: "2026-09-15 10:00:00" is not a date such as 2026-09-15',
        ),
    ],
)
def test_options_that_cannot_be_understood(files: dict[str, str], message: str, tmp_path: Path) -> None:
    assert refused(tmp_path, **files) == message


def test_an_alias_bomb_in_the_options_is_refused(tmp_path: Path) -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 9))
    assert refused(tmp_path, mkdocs=f"{bomb}plugins:\n- cjm: {{rules: {{select: *a8}}}}\n").endswith(
        "plugins.cjm.rules: more than 10000 values"
    )
    assert read(tmp_path, mkdocs=f"{bomb}plugins: [cjm]\n") == Configuration()


def test_a_list_that_holds_itself_is_refused(tmp_path: Path) -> None:
    told = refused(tmp_path, mkdocs="plugins:\n- cjm: {rules: {select: &a [*a]}}\n")
    assert told.startswith("mkdocs.yml")


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": "site_name: Карты\n".encode("cp1251")})
    with pytest.raises(ConfigurationError, match=r"mkdocs\.yml: cannot be read: is not UTF-8 text"):
        read_configuration(tmp_path)
