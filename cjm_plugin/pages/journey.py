"""The journey as Mermaid diagrams: which faces stand in them, for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.moment import Moment
from cjm_plugin.model.stage import name_of
from cjm_plugin.model.walk import feels_as_one
from cjm_plugin.pages.diagrams.journey import JourneyDiagram, JourneySection, JourneyTask, journey_diagrams
from cjm_plugin.pages.escaping import plain


@dataclass(frozen=True, slots=True)
class JourneyPicture:
    """The diagrams of a map, and how many of its moments have no score and so no place in them."""

    diagrams: tuple[JourneyDiagram, ...]
    unscored: int


def journey_picture(journey: JourneyMap, persona_names: Mapping[str, str]) -> JourneyPicture:
    """Draw the scored moments of a map. `persona_names` has the personas of the map by id, in order."""
    sections = []
    unscored = 0
    for stage in journey.stages:
        moments: tuple[Moment, ...] = (stage,) if feels_as_one(stage) else stage.steps
        tasks = tuple(task for moment in moments for task in _tasks(moment, persona_names))
        unscored += sum(not moment.score for moment in moments)
        if tasks:
            sections.append(JourneySection(plain(stage.title), tasks))
    if not sections:
        return JourneyPicture((), unscored)
    return JourneyPicture(journey_diagrams(sections, title=plain(journey.title)), unscored)


def _tasks(moment: Moment, persona_names: Mapping[str, str]) -> list[JourneyTask]:
    """Return one face for each score, with all personas who feel so."""
    who_feels: dict[float, list[str]] = {}
    for persona, score in (moment.score or {}).items():
        names = [persona_names.get(persona, persona)] if persona else list(persona_names.values())
        who_feels.setdefault(score, []).extend(names)
    label = plain(name_of(moment))
    return [JourneyTask(label, score, tuple(map(plain, names))) for score, names in who_feels.items()]
