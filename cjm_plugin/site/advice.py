"""The rules of good practice in a build: which of them are to be heard, and what they say of each map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError

from cjm_plugin.checking.configuration import PYPROJECT, ConfigurationError, shared_options
from cjm_plugin.checking.judging import OVERDUE_RULE, judge, selection_of
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
            written = _completed(written, base / PYPROJECT, options)
        try:
            return cls(selection_of(written), frozenset(_loud(written)))
        except ValueError as error:
            raise PluginError(f"{PYPROJECT}: tool.cjm.{error}") from error

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
        shared: Dictionary[str, Any] = shared_options(path)
    except ConfigurationError as error:
        raise PluginError(error.line(str)) from error
    return RuleOptions(
        shared.get("rules", {}) if options.rules is None else written.rules,
        shared.get("overdue", written.overdue) if options.overdue is None else written.overdue,
    )
