"""The ways through a map: from each moment to the next, with branches, loops and drop-outs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.moment import EXIT, Moment, Transition
from cjm_plugin.model.walk import Placed, columns


@dataclass(frozen=True, slots=True)
class Way:
    """From one moment to another, by their numbers in `Ways.moments`; `end` is None where the customer leaves.

    `when` is the condition as it was typed, "" for none.
    """

    start: int
    end: int | None
    when: str = ""

    @property
    def is_back(self) -> bool:
        """Whether the way leads to where the customer has been."""
        return self.end is not None and self.end <= self.start


@dataclass(frozen=True, slots=True)
class Ways:
    """The moments of a journey in order (steps, and stages without steps), and all ways between them."""

    moments: tuple[Placed[Moment], ...]
    ways: tuple[Way, ...]

    @property
    def is_linear(self) -> bool:
        """Whether the journey only ever goes on with the following moment, without conditions."""
        return all(way.end == way.start + 1 and not way.when for way in self.ways)


def ways_through(journey: JourneyMap) -> Ways:
    """Return the ways of a map. A moment that does not tell where it leads leads to the following one.

    So does one that tells of a single way, on a condition: that is what happens otherwise. Of two conditions one holds.
    What a stage with steps tells holds for its last step; a way to such a stage leads to its first step.
    """
    moments = tuple(columns(journey))
    numbers = {placed.noun.id: number for number, placed in enumerate(moments)}
    for stage in journey.stages:
        if stage.steps:
            numbers[stage.id] = numbers[stage.steps[0].id]
    ways: list[Way] = []
    for number, placed in enumerate(moments):
        told = tuple(_told(placed))
        ways += [
            Way(number, None if way.to == EXIT else numbers[way.to], way.when or "")
            for way in told
            if way.to == EXIT or way.to in numbers
        ]
        if _goes_on(told) and number + 1 < len(moments):
            ways.append(Way(number, number + 1))
    return Ways(moments, tuple(dict.fromkeys(ways)))


def _goes_on(told: tuple[Transition, ...]) -> bool:
    return not told or (len(told) == 1 and bool(told[0].when))


def _told(placed: Placed[Moment]) -> Iterator[Transition]:
    yield from placed.noun.next
    if placed.step is not None and placed.step is placed.stage.steps[-1]:
        yield from placed.stage.next
