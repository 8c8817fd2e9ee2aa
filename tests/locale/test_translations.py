"""The Russian catalogue: complete, in step with the sources, and fit to be filled in."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from importlib.util import module_from_spec, spec_from_file_location
from inspect import getdoc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from cjm_plugin.locale import interface
from cjm_plugin.model.catalog import Catalog as MapCatalog
from cjm_plugin.model.collection import Collection
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.shape import fields_of, nouns_of
from cjm_plugin.pages.labels import LABELS
from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import TOP, Diagnostic, Hint

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

    from cjm_plugin.model.base import Noun

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "translations.py"
PO_FILE = ROOT / "cjm_plugin" / "locale" / "ru" / "LC_MESSAGES" / "cjm_plugin.po"
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
PLACEHOLDER = re.compile(r"\{\w+\}|%\(\w+\)s")


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="ru")


def forms(texts: str | Iterable[str] | None) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts or ())


MESSAGES = [message for message in read(PO_FILE) if message.id]
MSGIDS = {forms(message.id)[0] for message in MESSAGES}


def is_from(message: Message, suffix: str) -> bool:
    return any(origin.endswith(suffix) for origin, _ in message.locations)


def test_nothing_is_missing_fuzzy_or_stale() -> None:
    result = subprocess.run([sys.executable, TOOL, "check"], capture_output=True, encoding="utf-8", check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_translations_keep_the_placeholders() -> None:
    for message in MESSAGES:
        wanted = {frozenset(PLACEHOLDER.findall(text)) for text in forms(message.id)}
        assert {frozenset(PLACEHOLDER.findall(text)) for text in forms(message.string)} == wanted, message.id


def test_placeholders_can_be_filled_in() -> None:
    for message in MESSAGES:
        for text in (*forms(message.id), *forms(message.string)):
            if is_from(message, ".jinja"):
                assert text % defaultdict(str)
            if is_from(message, "reading/problems.py"):
                assert text.format_map(defaultdict(str))


def test_msgids_are_english() -> None:
    assert not [msgid for message in MESSAGES for msgid in forms(message.id) if CYRILLIC.search(msgid)]


def test_all_problems_and_hints_are_marked() -> None:
    hints = {value for name, value in vars(problems).items() if name.isupper() and isinstance(value, str)}
    assert hints
    assert {problem.message for problem in problems.ALL} | hints <= MSGIDS


def test_all_labels_are_marked() -> None:
    assert set(LABELS.values()) <= MSGIDS


@pytest.mark.parametrize(
    "noun", [*nouns_of(JourneyMap), *nouns_of(MapCatalog), Collection], ids=lambda noun: noun.__name__
)
def test_the_format_reference_can_be_translated(noun: type[Noun]) -> None:
    assert getdoc(noun) in MSGIDS
    assert {field.description for field in fields_of(noun).values()} <= MSGIDS


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (0, "0 карт"),
        (1, "1 карта"),
        (2, "2 карты"),
        (5, "5 карт"),
        (11, "11 карт"),
        (21, "21 карта"),
        (104, "104 карты"),
    ],
)
def test_russian_plurals(count: int, written: str) -> None:
    words = interface("ru")
    assert words.plural("{count} map", "{count} maps", count) == written
    assert words.translations.ngettext("%(num)s map", "%(num)s maps", count) % {"num": count} == written


def test_english_plurals() -> None:
    assert [interface("en").plural("{count} map", "{count} maps", count) for count in (1, 2)] == ["1 map", "2 maps"]


def test_a_problem_is_told_in_the_language_of_the_reader() -> None:
    hint = Hint(problems.DID_YOU_MEAN, {"suggestion": "telegram"})
    found = Diagnostic(problems.UNKNOWN_CHANNEL, "maps/a.yaml", TOP, {"value": "telegramm"}, hint)
    assert found.message(interface("en").text) == 'unknown channel "telegramm"; did you mean "telegram"?'
    assert found.message(interface("ru").text) == "неизвестный канал «telegramm»; возможно, имелось в виду «telegram»?"


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The tool, working on a fresh Russian catalogue of three texts in another folder."""
    spec = spec_from_file_location("translations", TOOL)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "po_file", lambda language: tmp_path / language / "cjm.po")
    monkeypatch.setattr(module, "extracted", lambda: texts("Map", "Stage", ("a step", "steps")))
    module.update(["ru"])
    for untranslated, translated in [
        ('"Map"\nmsgstr ""', '"Map"\nmsgstr "Карта"'),
        ('"Stage"\nmsgstr ""', '"Stage"\nmsgstr "Этап"'),
        ('msgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""', 'msgstr[0] "шаг"\nmsgstr[1] "шага"\nmsgstr[2] "шагов"'),
    ]:
        edit(tmp_path, untranslated, translated)
    module.update(["ru"])
    return module


def texts(*messages: str | tuple[str, str]) -> Catalog:
    catalog = Catalog()
    for message in messages:
        catalog.add(message, locations=[("a.py", 0)])
    return catalog


def edit(folder: Path, old: str, new: str) -> None:
    file = folder / "ru" / "cjm.po"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def kinds_of_problems(tool: ModuleType) -> list[str]:
    return sorted(line.partition(": ")[2] for line in tool.problems(["ru"]))


def test_the_check_finds_nothing_in_a_good_catalogue(tool: ModuleType) -> None:
    assert kinds_of_problems(tool) == []


def test_an_update_of_a_good_catalogue_changes_nothing(tool: ModuleType, tmp_path: Path) -> None:
    before = {file: file.read_bytes() for file in (tmp_path / "ru").iterdir()}
    tool.update(["ru"])
    assert {file: file.read_bytes() for file in (tmp_path / "ru").iterdir()} == before


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('"Карта"', '""', ['not translated: "Map"']),
        ('"шага"', '""', ['not translated: "a step"']),
        ('msgid "Map"', '#, fuzzy\nmsgid "Map"', ['fuzzy: "Map"']),
        ('msgid "Map"', 'msgid "Old"', ['missing: "Map"', 'stale: "Old"']),
        ('a.py\nmsgid "Map"', 'b.py\nmsgid "Map"', ['stands elsewhere now: "Map"']),
        ('"Карта"', '"Схема"', []),
    ],
)
def test_the_check_finds_what_is_wrong(tool: ModuleType, tmp_path: Path, old: str, new: str, found: list[str]) -> None:
    edit(tmp_path, old, new)
    problems_found = kinds_of_problems(tool)
    assert [line for line in problems_found if not line.startswith("differs")] == found
    assert any(line.startswith("differs") for line in problems_found) == ("elsewhere" not in "".join(found))


def test_a_text_that_changed_a_little_keeps_its_translation_to_be_looked_at(
    tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tool, "extracted", lambda: texts("Map", "Stages", ("a step", "steps")))
    tool.update(["ru"])
    assert kinds_of_problems(tool) == ['fuzzy: "Stages"']
    assert read(tmp_path / "ru" / "cjm.po")["Stages"].string == "Этап"
