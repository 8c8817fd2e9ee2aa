"""What the card of a stage or a step lists, fact by fact: only what is said, in the order it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cjm_plugin.locale import N_, Interface
from cjm_plugin.model.moment import Moment, Reactions
from cjm_plugin.model.portfolio import MapEntry
from cjm_plugin.model.stage import Stage
from cjm_plugin.pages.labels import REACTIONS
from cjm_plugin.pages.touchpoints import ChannelsOnPage


@dataclass(frozen=True, slots=True)
class Fact:
    """A name with what is said under it. `kind` says how the template writes the values."""

    name: str
    kind: str
    values: Sequence[Any]


_OF_STAGES = (
    (N_("Customer's goal"), "goal"),
    (N_("Trigger"), "trigger"),
    (N_("Decides"), "decisions"),
    (N_("Wants to know"), "information"),
)
_MEETS = ((N_("Touchpoint"), "touchpoints"),)
_ONE_OF_BOTH = ((N_("Expects"), "expects"), (N_("Gets"), "experience"))
_INNER = ((N_("Feels"), "feels"), (N_("Thinks"), "thinks"))
_BEHIND = (
    (N_("Takes"), "duration"),
    (N_("When"), "timing"),
    (N_("Physical evidence"), "physical_evidence"),
    (N_("Frontstage"), "frontstage"),
    (N_("Backstage"), "backstage"),
    (N_("Support processes"), "support"),
    (N_("Systems"), "systems"),
)


@dataclass(frozen=True, slots=True)
class MomentFacts:
    """Tells the facts of the moments of one map; `lanes` are its own, title by id.

    Values are one-line texts, `own` those of a lane that the map has named, but for these kinds: `gap` has what is
    expected and what is got, each several texts; `reactions` names with a share (0–1) or words; `ways` transitions;
    `map` the more detailed map; `pains` and `opportunities` those.
    """

    words: Interface
    lanes: Mapping[str, str]
    on_page: ChannelsOnPage
    map_called: Callable[[str], MapEntry | None]

    def of(self, moment: Moment) -> tuple[Fact, ...]:
        """Return the facts of a moment."""
        return (*self._customer(moment), *self._company(moment), *self._onward(moment))

    def _customer(self, moment: Moment) -> Iterator[Fact]:
        if isinstance(moment, Stage):
            yield from self._texts(moment, _OF_STAGES)
        yield from self._texts(moment, _MEETS)
        if moment.channels:
            yield self._fact(N_("Channels"), "channels", [self.on_page(use).title for use in moment.channels])
        if moment.expects and moment.experience:
            name = f"{self.words.text(N_('Expects'))} → {self.words.text(N_('Gets'))}"
            yield Fact(name, "gap", (moment.expects, moment.experience))
        else:
            yield from self._texts(moment, _ONE_OF_BOTH)
        yield from self._texts(moment, _INNER)
        if moment.reactions:
            yield self._fact(N_("Reactions"), "reactions", self._reactions(moment.reactions))

    def _company(self, moment: Moment) -> Iterator[Fact]:
        yield from self._texts(moment, _BEHIND)
        for id_, title in self.lanes.items():
            if said := moment.lane_values.get(id_, ()):
                yield Fact(title, "own", said)

    def _onward(self, moment: Moment) -> Iterator[Fact]:
        if moment.next:
            yield self._fact(N_("Next"), "ways", moment.next)
        if moment.map and (detail := self.map_called(moment.map)):
            yield self._fact(N_("In detail"), "map", (detail,))
        if moment.pains:
            yield self._fact(N_("Pain points"), "pains", moment.pains)
        if moment.opportunities:
            yield self._fact(N_("Opportunities"), "opportunities", moment.opportunities)

    def _fact(self, name: str, kind: str, values: Sequence[Any]) -> Fact:
        return Fact(self.words.text(name), kind, values)

    def _texts(self, moment: Moment, fields: Sequence[tuple[str, str]]) -> Iterator[Fact]:
        for name, field in fields:
            if said := getattr(moment, field):
                yield self._fact(name, "texts", (said,) if isinstance(said, str) else said)

    def _reactions(self, reactions: Reactions) -> list[tuple[str, float | str]]:
        told = [(self.words.text(name), getattr(reactions, kind)) for kind, name in REACTIONS.items()]
        return [(name, said if isinstance(said, str) else said / 100) for name, said in told if said is not None]
