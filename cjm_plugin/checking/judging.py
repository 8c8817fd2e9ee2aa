"""The rules of good practice, asked of every map of a folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_plugin.analysis.reviews import Inherited
from cjm_plugin.cache.digest import digest
from cjm_plugin.checking.stored_findings import restored, stored
from cjm_plugin.rules.health import MapFindings, check_map, health
from cjm_plugin.rules.rule import RuleLevel
from cjm_plugin.rules.selection import Selection
from cjm_plugin.rules.subject import Subject

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import PurePosixPath

    from cjm_plugin.checking.options import RuleOptions
    from cjm_plugin.model.portfolio import Portfolio
    from cjm_plugin.reading.portfolio import Reading
    from cjm_plugin.reading.stored_nouns import Kept

OVERDUE_RULE = "review-overdue"
"""The name of the rule whose level the option `overdue` sets."""

_OVERDUE = {"ignore": None, "warn": RuleLevel.WARNING, "error": RuleLevel.ERROR}


@dataclass(frozen=True, slots=True)
class JudgedMap:
    """What the rules say of a map, and its health: 0 to 100, None when no rule applies."""

    findings: MapFindings
    health: int | None


Judgement = Mapping[str, JudgedMap]
"""What the rules say of each map, by its key."""


def selection_of(options: RuleOptions) -> Selection:
    """Return the rules that the options select. Raises ValueError that says what is wrong."""
    selection = Selection.from_options(options.rules)
    return selection if options.overdue is None else selection.with_level(OVERDUE_RULE, _OVERDUE[options.overdue])


def judge(reading: Reading, selection: Selection, today: dt.date, kept: Kept | None = None) -> Judgement:
    """Ask the selected rules of every sound map, as it stands on `today`; answers that are `kept` are not asked for."""
    subjects = _subjects(reading.portfolio, today)
    if kept is None:
        found = {key: check_map(subject, selection) for key, _, subject in subjects}
    else:
        of_maps = {entry.path for entry in reading.portfolio.maps}
        others = sorted((str(path), text) for path, text in reading.digests.items() if path not in of_maps)
        around = digest("findings", selection, today, others)
        found = {
            # The folder says which of the collections a map belongs to.
            key: _remembered(f"{around} {path.parent} {reading.digests[path]}", subject, selection, kept)
            for key, path, subject in subjects
        }
    return {key: JudgedMap(findings, health(findings)) for key, findings in found.items()}


def _remembered(name: str, subject: Subject, selection: Selection, kept: Kept) -> MapFindings:
    content = kept.get(name)
    if content is not None:
        return restored(content)
    found = check_map(subject, selection)
    kept.put(name, stored(found))
    return found


def _subjects(portfolio: Portfolio, today: dt.date) -> Iterator[tuple[str, PurePosixPath, Subject]]:
    personas = {entry.persona.id: entry.persona for entry in portfolio.personas}
    inherited = Inherited(portfolio)
    for entry in portfolio.maps:
        yield (
            entry.key,
            entry.path,
            Subject(entry.journey, personas, portfolio.catalog, inherited.collection(entry), today),
        )
