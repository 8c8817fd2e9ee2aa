"""Whether what a map silences is there to be silenced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import Diagnostic, Hint
from cjm_plugin.reading.nodes import Mapping, find
from cjm_plugin.reading.suggestions import suggestion
from cjm_plugin.rules.catalogue import rule_called, rule_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_plugin.model.journey_map import JourneyMap
    from cjm_plugin.model.walk import Loc
    from cjm_plugin.rules.health import MapFindings


def check_silences(journey: JourneyMap, found: MapFindings, tree: Mapping, shown_path: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each silenced rule that does not exist, or that finds nothing on this map."""

    def at(problem: problems.Problem, loc: Loc, value: str, hint: Hint | None) -> Diagnostic:
        return Diagnostic(problem, shown_path, find(tree, loc)[0], {"value": value}, hint)

    for i, item in enumerate(journey.silence):
        if rule_called(item.rule) is None:
            hint = suggestion(item.rule, rule_names())
            yield at(problems.UNKNOWN_RULE, ("silence", i, "rule"), item.rule, hint)
    for i in found.unused_silences:
        yield at(problems.UNUSED_SILENCE, ("silence", i), journey.silence[i].rule, Hint(problems.DELETE_IT))
