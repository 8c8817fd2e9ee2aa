"""The sentence for each kind of change. Other languages translate them; the places in braces are filled in `wording`.

`{name}` is what changed, in quotes; `{thing}` the same with what it is; `{where}` goes on to the field; `{holder}` is
the stage or step it stands at; `{change}` is `before → after`.
"""

from __future__ import annotations

from cjm_plugin.history.difference import ChangeKind
from cjm_plugin.locale import N_

SENTENCES: dict[ChangeKind, str] = {
    ChangeKind.STAGE_ADDED: N_("New stage {name}"),
    ChangeKind.STAGE_REMOVED: N_("Stage {name} removed"),
    ChangeKind.STAGE_MOVED: N_("Stage {name} now comes after {above}"),
    ChangeKind.STAGE_RENAMED: N_("Stage {before} is now called {after}"),
    ChangeKind.STEP_ADDED: N_("New step {name} in {holder}"),
    ChangeKind.STEP_REMOVED: N_("Step {name} removed from {holder}"),
    ChangeKind.STEP_MOVED: N_("Step {name} now comes after {above}"),
    ChangeKind.STEP_MOVED_TO_STAGE: N_("Step {name} moved to another stage: {change}"),
    ChangeKind.STEP_RENAMED: N_("Step {before} is now called {after}"),
    ChangeKind.SCORE_DOWN: N_("{thing}: score {change}"),
    ChangeKind.SCORE_UP: N_("{thing}: score {change}"),
    ChangeKind.SCORE_SET: N_("{thing}: score {after}, none before"),
    ChangeKind.SCORE_DROPPED: N_("{thing}: no score any more, {before} before"),
    ChangeKind.STAGE_MEAN: N_("Mean score of {thing}: {change}"),
    ChangeKind.MAP_MEAN: N_("Mean score of the map: {change}"),
    ChangeKind.PAIN_OPENED: N_("New pain point {name}"),
    ChangeKind.PAIN_ADDED: N_("Pain point {name} added"),
    ChangeKind.PAIN_REOPENED: N_("Pain point {name} is back: {change}"),
    ChangeKind.PAIN_MITIGATED: N_("Pain point {name} mitigated"),
    ChangeKind.PAIN_RESOLVED: N_("Pain point {name} resolved"),
    ChangeKind.PAIN_REMOVED: N_("Pain point {name} removed"),
    ChangeKind.PAIN_WORSE: N_("Pain point {name} got worse: {field} {change}"),
    ChangeKind.PAIN_MILDER: N_("Pain point {name} got milder: {field} {change}"),
    ChangeKind.PAIN_RATED: N_("{where}: {change}"),
    ChangeKind.PAIN_MOVED: N_("Pain point {name} moved: {change}"),
    ChangeKind.PAIN_RENAMED: N_("Pain point {before} now reads {after}"),
    ChangeKind.OPPORTUNITY_ADDED: N_("New opportunity {name}"),
    ChangeKind.OPPORTUNITY_REMOVED: N_("Opportunity {name} removed"),
    ChangeKind.OPPORTUNITY_MOVED: N_("Opportunity {name} moved: {change}"),
    ChangeKind.OPPORTUNITY_RENAMED: N_("Opportunity {before} now reads {after}"),
    ChangeKind.OPPORTUNITY_DONE: N_("Opportunity {name} is done"),
    ChangeKind.OPPORTUNITY_REJECTED: N_("Opportunity {name} rejected"),
    ChangeKind.OPPORTUNITY_REOPENED: N_("Opportunity {name} is open again: {change}"),
    ChangeKind.OPPORTUNITY_STATUS: N_("Opportunity {name}: {change}"),
    ChangeKind.OPPORTUNITY_LATE: N_("Opportunity {name} is late: it was due on {after}"),
    ChangeKind.OPPORTUNITY_POSTPONED: N_("Opportunity {name} postponed: {change}"),
    ChangeKind.OPPORTUNITY_DUE: N_("Opportunity {name}: due {change}"),
    ChangeKind.OPPORTUNITY_OWNER: N_("Opportunity {name}: owner {change}"),
    ChangeKind.METRIC_ADDED: N_("New metric {name}"),
    ChangeKind.METRIC_REMOVED: N_("Metric {name} removed"),
    ChangeKind.METRIC_RENAMED: N_("Metric {before} is now called {after}"),
    ChangeKind.METRIC_WORSE: N_("Metric {name} got worse: {change}"),
    ChangeKind.METRIC_BETTER: N_("Metric {name} got better: {change}"),
    ChangeKind.METRIC_VALUE: N_("Metric {name}: {change}"),
    ChangeKind.METRIC_TARGET: N_("Metric {name}: target {change}"),
    ChangeKind.EVIDENCE_LOST: N_("{thing}: an assumption now, the evidence is gone: {before}"),
    ChangeKind.EVIDENCE_GAINED: N_("{thing}: backed by evidence now: {after}"),
    ChangeKind.EVIDENCE_CHANGED: N_("{where}: {change}"),
    ChangeKind.EVIDENCE_COVERAGE: N_("Backed by evidence: {change}"),
    ChangeKind.SOURCE_ADDED: N_("New source {name}"),
    ChangeKind.SOURCE_REMOVED: N_("Source {name} removed"),
    ChangeKind.SOURCE_RENAMED: N_("Source {before} is now called {after}"),
    ChangeKind.REVIEWED: N_("Reviewed on {after}, before that on {before}"),
    ChangeKind.REVIEW_LOGGED: N_("Review recorded: {day}"),
    ChangeKind.REVIEW_STATUS: N_("Status of the map: {change}"),
    ChangeKind.REVIEW_CYCLE: N_("Review cycle: {change}"),
    ChangeKind.OWNER_CHANGED: N_("Owner of the map: {change}"),
    ChangeKind.VERSION_CHANGED: N_("Version: {change}"),
    ChangeKind.MAP_RENAMED: N_("The map {before} is now called {after}"),
    ChangeKind.PERSONA_ADDED: N_("New persona on the map: {name}"),
    ChangeKind.PERSONA_REMOVED: N_("Persona no longer on the map: {name}"),
    ChangeKind.PERSONA_RENAMED: N_("Persona {before} is now called {after}"),
    ChangeKind.PERSONA_TO_FILE: N_("Persona {name} is now described in a file of its own"),
    ChangeKind.PERSONA_TO_MAP: N_("Persona {name} is now described in the map itself"),
    ChangeKind.LANE_ADDED: N_("New row {name}"),
    ChangeKind.LANE_REMOVED: N_("Row {name} removed"),
    ChangeKind.LANE_MOVED: N_("Row {name} now comes after {above}"),
    ChangeKind.LANE_RENAMED: N_("Row {before} is now called {after}"),
    ChangeKind.CHANNEL_ADDED: N_("New: {thing}"),
    ChangeKind.CHANNEL_REMOVED: N_("Removed: {thing}"),
    ChangeKind.WAY_ADDED: N_("New: {thing}"),
    ChangeKind.WAY_REMOVED: N_("Removed: {thing}"),
    ChangeKind.ITEM_ADDED: N_("New: {thing}"),
    ChangeKind.ITEM_REMOVED: N_("Removed: {thing}"),
    ChangeKind.ID_CHANGED: N_("{thing} has another id, old links to it break: {change}"),
    ChangeKind.FIELD_SET: N_("{where}: {change}"),
    ChangeKind.FIELD_CHANGED: N_("{where}: {change}"),
    ChangeKind.FIELD_REORDERED: N_("{where}: the same in another order"),
    ChangeKind.FIELD_REMOVED: N_("{where}: {change}"),
}

WITHOUT_BEFORE: dict[ChangeKind, str] = {
    ChangeKind.REVIEWED: N_("Reviewed for the first time, on {after}"),
    ChangeKind.LANE_RENAMED: N_("Row {name} has a title now: {after}"),
}
"""The sentences when there was nothing before."""

FIRST: dict[ChangeKind, str] = {
    ChangeKind.STAGE_MOVED: N_("Stage {name} now comes first"),
    ChangeKind.STEP_MOVED: N_("Step {name} now comes first in {holder}"),
    ChangeKind.LANE_MOVED: N_("Row {name} now comes first"),
}
"""The sentences for what moved to the top."""
