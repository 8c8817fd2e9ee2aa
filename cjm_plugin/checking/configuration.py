"""The options of a check, from `mkdocs.yml` or `pyproject.toml`. MkDocs is not asked, and nothing is run."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cjm_plugin.checking.option_files import ConfigurationError, Written, from_mkdocs, from_pyproject
from cjm_plugin.locale import LANGUAGES, N_

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

OVERDUE_LEVELS = ("ignore", "warn", "error")

_MKDOCS_FILES = ("mkdocs.yml", "mkdocs.yaml")
PYPROJECT = "pyproject.toml"

NOT_TEXT = N_("text is expected")
NOT_A_GROUP = N_("a group of keys with values is expected")
NOT_A_CHOICE = N_('"{written}" is not one of {choices}')
NOT_A_DAY = N_('"{written}" is not a date such as 2026-09-15')
UNKNOWN_OPTION = N_("there is no such option; known: {choices}")
INHERITED = N_("{file}: options in the file that INHERIT names are not read")


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a project sets for its checks; None and empty: not set. `notes` are translatable templates with values.

    `rules` is what `Selection.from_options` takes, as it was written; `rules_from` tells where, for messages.
    """

    maps_dir: str | None = None
    language: str | None = None
    overdue: str | None = None
    today: dt.date | None = None
    rules: Mapping[str, object] = field(default_factory=dict)
    rules_from: str = ""
    notes: tuple[tuple[str, Mapping[str, str]], ...] = ()


def read_configuration(folder: Path) -> Configuration:
    """Return the options of the project in `folder`.

    The entry `cjm` of `plugins` in `mkdocs.yml` counts before `[tool.cjm]` in `pyproject.toml`, option by option.
    Raises ConfigurationError, which names file and key, for options that cannot be understood.
    """
    notes: list[tuple[str, Mapping[str, str]]] = []
    found: dict[str, Written] = {}
    pyproject = folder / PYPROJECT
    if pyproject.is_file():
        found |= _known(from_pyproject(pyproject, PYPROJECT))
    for name in _MKDOCS_FILES:
        if (folder / name).is_file():
            options = from_mkdocs(folder / name, name)
            found |= {key: written for key, written in options.written.items() if key in _READERS}
            notes += [(INHERITED, {"file": name})] if options.inherits else []
            break
    values = _read(found)
    rules_from = f"{found['rules'].place}: {found['rules'].key}" if "rules" in values else ""
    return Configuration(**values, rules_from=rules_from, notes=tuple(notes))  # type: ignore[arg-type]


def shared_options(file: Path) -> Mapping[str, object]:
    """Return the options of `[tool.cjm]` in a `pyproject.toml`. Raises ConfigurationError as `read_configuration`."""
    return _read(_known(from_pyproject(file, PYPROJECT)))


def _read(options: Mapping[str, Written]) -> dict[str, object]:
    return {key: _READERS[key](written) for key, written in options.items() if written.value is not None}


def _known(options: Mapping[str, Written]) -> Mapping[str, Written]:
    for key, written in options.items():
        if key not in _READERS:
            raise written.refused(UNKNOWN_OPTION, choices=", ".join(_READERS))
    return options


def _text(written: Written) -> str:
    if not isinstance(written.value, str) or not written.value.strip():
        raise written.refused(NOT_TEXT)
    return written.value


def _choice(*choices: str) -> Callable[[Written], str]:
    def read(written: Written) -> str:
        if written.value not in choices:
            raise written.refused(NOT_A_CHOICE, written=str(written.value), choices=", ".join(choices))
        return str(written.value)

    return read


def _day(written: Written) -> dt.date:
    if isinstance(written.value, dt.date) and not isinstance(written.value, dt.datetime):
        return written.value
    try:
        return dt.date.fromisoformat(str(written.value))
    except ValueError as error:
        raise written.refused(NOT_A_DAY, written=str(written.value)) from error


def _group(written: Written) -> Mapping[str, object]:
    if not isinstance(written.value, dict):
        raise written.refused(NOT_A_GROUP)
    return written.value


_READERS: dict[str, Callable[[Written], object]] = {
    "maps_dir": _text,
    "language": _choice(*LANGUAGES),
    "overdue": _choice(*OVERDUE_LEVELS),
    "today": _day,
    "rules": _group,
}

__all__ = ["OVERDUE_LEVELS", "Configuration", "ConfigurationError", "read_configuration", "shared_options"]
