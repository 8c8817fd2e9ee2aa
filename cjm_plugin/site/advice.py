"""The rules of good practice in a build: which of them are to be heard, and what they say of each map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from cjm_plugin.checking.configuration import OVERDUE_LEVELS
from cjm_plugin.checking.judging import OVERDUE_RULE, judge, selection_of
from cjm_plugin.checking.option_files import ConfigurationError, from_pyproject
from cjm_plugin.checking.options import RuleOptions
from cjm_plugin.checking.silences import check_silences
from cjm_plugin.reading.diagnostics import Diagnostic
from cjm_plugin.reading.nodes import Mapping, find
from cjm_plugin.reading.parsing import parse
from cjm_plugin.reading.problems import Level, Problem
from cjm_plugin.reading.text_file import TextFile, read_text
from cjm_plugin.rules.rule import RuleLevel
from cjm_plugin.rules.selection import Selection

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from collections.abc import Mapping as Dictionary
    from pathlib import Path, PurePosixPath

    from cjm_plugin.reading.portfolio import Reading
    from cjm_plugin.reading.stored_nouns import Kept
    from cjm_plugin.rules.health import MapFindings
    from cjm_plugin.site.config import JourneyMapsConfig
    from cjm_plugin.site.place import Place

_PYPROJECT = "pyproject.toml"
_LOUD = {RuleLevel.ERROR: Level.ERROR, RuleLevel.WARNING: Level.WARNING}


@dataclass(frozen=True, slots=True)
class Advice:
    """The rules that run, and the codes of those that somebody has made warnings or errors.

    Only the latter stop a build, or a strict one: the others are advice, and a new version may have more of it.
    """

    selection: Selection
    loud: frozenset[str]

    @classmethod
    def of(cls, options: JourneyMapsConfig, base: Path) -> Advice:
        """Return what `mkdocs.yml` says, and where that is silent `pyproject.toml` in the same folder.

        Raises PluginError when the latter says something that cannot be understood.
        """
        written = RuleOptions(options.rules or {}, options.overdue)
        if options.rules is None or options.overdue is None:
            written = _completed(written, base / _PYPROJECT, options)
        try:
            return cls(selection_of(written), frozenset(_loud(written)))
        except ValueError as error:
            raise PluginError(f"{_PYPROJECT}: tool.cjm.{error}") from error

    def judge(self, reading: Reading, today: dt.date, kept: Kept | None = None) -> dict[str, MapFindings]:
        """Return what the rules say of each map, by its key; what they said before is `kept`."""
        return {key: judged.findings for key, judged in judge(reading, self.selection, today, kept).items()}

    def told(self, findings: Dictionary[str, MapFindings], reading: Reading, place: Place) -> Iterator[Diagnostic]:
        """Yield what is to be heard, with its places: a map that is told anything is parsed once more for them."""
        for entry in reading.portfolio.maps:
            heard = [it for it in findings[entry.key].findings if it.rule.code in self.loud and it.level in _LOUD]
            if not heard and not entry.journey.silence:
                continue
            path, tree = place.shown(entry.path), _tree(place, entry.path)
            yield from check_silences(entry.journey, findings[entry.key], tree, path)
            for finding in heard:
                problem = Problem(finding.rule.code, finding.rule.message, _LOUD[finding.level])
                yield Diagnostic(problem, path, find(tree, finding.loc)[0], finding.values)

    def quiet(self, findings: Dictionary[str, MapFindings]) -> int:
        """Return how many findings are advice only."""
        return sum(finding.rule.code not in self.loud for found in findings.values() for finding in found.findings)


def _tree(place: Place, path: PurePosixPath) -> Mapping:
    text = read_text(place.maps_dir / path, place.shown(path), place.maps_dir)
    return (parse(text).root if isinstance(text, TextFile) else None) or Mapping(None)


def _loud(written: RuleOptions) -> Iterator[str]:
    for level in _LOUD:
        if level.value in written.rules:
            yield from Selection.from_options({"select": written.rules[level.value]}).levels
    if written.overdue in {"warn", "error"}:
        yield from Selection.from_options({"select": OVERDUE_RULE}).levels


def _completed(written: RuleOptions, path: Path, options: JourneyMapsConfig) -> RuleOptions:
    if not path.is_file():
        return written
    try:
        shared = from_pyproject(path, _PYPROJECT)
    except ConfigurationError as error:
        raise PluginError(error.line(str)) from error
    rules, overdue = (shared[key].value if key in shared else None for key in ("rules", "overdue"))
    if not isinstance(rules, dict | None):
        raise PluginError(f"{_PYPROJECT}: tool.cjm.rules: a group of keys with values is expected")
    if overdue not in {None, *OVERDUE_LEVELS}:
        raise PluginError(f"{_PYPROJECT}: tool.cjm.overdue: {overdue!r} is not one of {', '.join(OVERDUE_LEVELS)}")
    return RuleOptions(
        (rules or {}) if options.rules is None else written.rules,
        str(overdue) if overdue and options.overdue is None else written.overdue,
    )
