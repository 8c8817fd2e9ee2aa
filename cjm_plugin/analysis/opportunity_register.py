"""Every opportunity of every map as one backlog: the best first, with what it needs and what it answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cjm_plugin.analysis.anchors import anchor_of
from cjm_plugin.analysis.ranking import is_open, is_quick_win, opportunity_rank
from cjm_plugin.analysis.reality import is_retired
from cjm_plugin.analysis.survey import Survey, SurveyedMap
from cjm_plugin.model.metric import Metric
from cjm_plugin.model.opportunity import Opportunity
from cjm_plugin.model.pain import Pain
from cjm_plugin.model.portfolio import MapEntry
from cjm_plugin.model.values import OpportunityStatus
from cjm_plugin.model.walk import Placed


@dataclass(frozen=True, slots=True)
class OpportunityRecord:
    """An opportunity on its map. `needs` must come first, `pains` are those it addresses, `metric` shows its success.

    `days_left` is negative when it is past its due date; None when it has none, or is done or rejected.
    """

    entry: MapEntry
    placed: Placed[Opportunity]
    needs: tuple[Placed[Opportunity], ...]
    pains: tuple[Placed[Pain], ...]
    metric: Metric | None
    days_left: int | None

    @property
    def opportunity(self) -> Opportunity:
        """The opportunity itself."""
        return self.placed.noun

    @property
    def anchor(self) -> str:
        """Its id on the page of its map."""
        return anchor_of(self.opportunity)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done; of a map that is retired, nothing is."""
        return _is_open(self.entry, self.opportunity)

    @property
    def is_late(self) -> bool:
        """Whether it should have been done by now."""
        return self.days_left is not None and self.days_left < 0

    @property
    def is_quick_win(self) -> bool:
        """Whether it is still to be had, and much is gained (impact 4–5) for little (effort 1–2)."""
        return self.is_open and is_quick_win(self.opportunity)

    @property
    def blocked_by(self) -> tuple[Placed[Opportunity], ...]:
        """What it needs and is not done yet, rejected ones too: they never will be. Nothing, once it is not open."""
        if not self.is_open:
            return ()
        return tuple(need for need in self.needs if need.noun.status is not OpportunityStatus.DONE)


@dataclass(frozen=True, slots=True)
class OpportunityRegister:
    """The backlog of a portfolio on a day, ranked as on a map: open ones, then by impact less effort, then by impact.

    Those without a rating come after those that have one; of equals the earlier due date comes first, then the order of
    the maps. Those of retired maps come last.
    """

    today: dt.date
    records: tuple[OpportunityRecord, ...]

    def where(self, wanted: Callable[[OpportunityRecord], bool]) -> OpportunityRegister:
        """Return the backlog of those opportunities only."""
        return OpportunityRegister(self.today, tuple(filter(wanted, self.records)))

    def with_status(self, *statuses: OpportunityStatus) -> tuple[OpportunityRecord, ...]:
        """Return those in one of these states."""
        return tuple(record for record in self.records if record.opportunity.status in statuses)

    @property
    def quick_wins(self) -> tuple[OpportunityRecord, ...]:
        """The open ones that gain much for little."""
        return tuple(record for record in self.records if record.is_quick_win)

    @property
    def late(self) -> tuple[OpportunityRecord, ...]:
        """Those that should have been done by now, the longest late first."""
        late = (record for record in self.records if record.is_late)
        return tuple(sorted(late, key=lambda record: record.days_left or 0))

    @property
    def blocked(self) -> tuple[OpportunityRecord, ...]:
        """Those that wait for another one."""
        return tuple(record for record in self.records if record.blocked_by)

    @property
    def roadmap(self) -> tuple[OpportunityRecord, ...]:
        """The open ones with a due date, the next one first."""
        dated = [(record.opportunity.due, record) for record in self.records if record.is_open]
        return tuple(record for _, record in sorted(((due, r) for due, r in dated if due), key=lambda pair: pair[0]))


def opportunity_register(survey: Survey, today: dt.date) -> OpportunityRegister:
    """Return the backlog of a portfolio as it stands on `today`."""
    records = [record for surveyed in survey.maps for record in _records(surveyed, today)]
    return OpportunityRegister(today, tuple(sorted(records, key=_rank)))


def _records(surveyed: SurveyedMap, today: dt.date) -> Iterator[OpportunityRecord]:
    by_id = {placed.noun.id: placed for placed in surveyed.opportunities}
    pains_by_id = {placed.noun.id: placed for placed in surveyed.pains}
    metrics = {metric.id: metric for metric in surveyed.entry.journey.metrics}
    for placed in surveyed.opportunities:
        noun = placed.noun
        yield OpportunityRecord(
            surveyed.entry,
            placed,
            tuple(by_id[id_] for id_ in dict.fromkeys(noun.needs) if id_ in by_id),
            tuple(pains_by_id[id_] for id_ in dict.fromkeys(noun.addresses) if id_ in pains_by_id),
            metrics.get(noun.metric or ""),
            (noun.due - today).days if noun.due and _is_open(surveyed.entry, noun) else None,
        )


def _is_open(entry: MapEntry, opportunity: Opportunity) -> bool:
    return is_open(opportunity) and not is_retired(entry.journey)


def _rank(record: OpportunityRecord) -> tuple[bool, tuple[bool, bool, int, int], dt.date, str]:
    item = record.opportunity
    return is_retired(record.entry.journey), opportunity_rank(item), item.due or dt.date.max, record.entry.key
