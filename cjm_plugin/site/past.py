"""What git knows of the maps, and what is said when that is not enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_plugin.history.log import Unknown
from cjm_plugin.history.timeline import Timelines
from cjm_plugin.locale import N_
from cjm_plugin.pages.history_parts import KnownHistory
from cjm_plugin.site.reporting import log

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_plugin.history.log import History, HistoryProblem
    from cjm_plugin.model.portfolio import Portfolio

NO_HISTORY = N_("pages tell no history: {reason}")
OR_NONE = N_("{reason}; or set the option `history` to false")

_NOTHING_TO_KNOW = {Unknown.NO_GIT, Unknown.NO_REPOSITORY, Unknown.NO_COMMITS, Unknown.NOT_COMMITTED}
"""A folder that is in no repository, or not yet, is no mistake. Half a history is: its pages would tell it wrongly."""


def known_histories(portfolio: Portfolio, history: History, translate: Callable[[str], str]) -> dict[str, KnownHistory]:
    """Return what git knows of each map, by its key; what is missing is said once, and stops nothing."""
    if history.problem:
        _say(history.problem, translate)
    known = {}
    with Timelines(history) as timelines:
        for entry in portfolio.maps:
            file = history.of(entry.path)
            if file:
                known[entry.key] = KnownHistory(file, timelines.of(entry.path, entry.journey))
    return known


def _say(problem: HistoryProblem, translate: Callable[[str], str]) -> None:
    line = problem.line(translate)
    if problem.kind in _NOTHING_TO_KNOW:
        log.info("%s", translate(NO_HISTORY).format(reason=line))
    else:
        log.warning("%s", translate(OR_NONE).format(reason=line))
