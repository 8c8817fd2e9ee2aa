"""Whether a map knows whose journey it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cjm_plugin.locale import N_
from cjm_plugin.model.values import EVERYONE
from cjm_plugin.model.walk import persona_ids
from cjm_plugin.rules.conditions import has_personas
from cjm_plugin.rules.rule import Rule, RuleLevel, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_plugin.model.persona import Persona
    from cjm_plugin.rules.settings import Settings
    from cjm_plugin.rules.subject import Subject

_WHOLE = (
    r"(?:(?:the|our|a|an|all|any|every|each|average|typical|generic|обычн\w+|типичн\w+|наш\w*|средн\w+|любо\w+|"
    r"кажд\w+|все)\s+)*"
)
_ANYBODY = (
    r"(?:users?|customers?|clients?|buyers?|visitors?|guests?|patients?|consumers?|shoppers?|people|persons?|persona|"
    r"everyone|everybody|anyone|all|клиент(?:ы|ка|ки)?|пользовател(?:ь|и)|покупател(?:ь|и|ьница)|посетител(?:ь|и)|"
    r"гост(?:ь|и)|пациент(?:ы|ка)?|потребител(?:ь|и)|люди|человек|персона|все|каждый|любой)"
)
_GENERIC = re.compile(rf"{_WHOLE}{_ANYBODY}(?:\s*(?:№\s*)?\d+)?", re.IGNORECASE)


def no_persona(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Say whose journey it is.

    ## What it does
    Asks for at least one persona in `personas`.

    ## Why it is bad
    Different people go different ways. A journey of nobody in particular is an average that no customer has ever
    lived through, and nobody can check it.

    ## Example
    ```yaml
    title: Buying a kettle
    stages: [Choice, Purchase, Use]
    ```
    ```yaml
    title: Buying a kettle
    personas:
      - {name: Sara, role: moves into her first own flat, goals: A kitchen she will not have to do again}
    stages: [Choice, Purchase, Use]
    ```

    ## How to fix
    Begin with two or three lines about the customer you know best from research. Put them into a file of `personas/`
    once a second map needs them.
    """
    if not subject.journey.personas:
        yield Spot()


def generic_persona(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Draw personas of certain people, not of everybody.

    ## What it does
    Looks at the names of personas: “Customer”, “User 1”, “everyone”.

    ## Why it is bad
    A persona stands for certain people, drawn from research. “The customer” agrees with whatever the team already
    thinks.

    ## Example
    ```yaml
    title: Buying a kettle
    personas: {name: Customer, goals: To buy a kettle}
    stages: [Choice, Purchase, Use]
    ```
    ```yaml
    title: Buying a kettle
    personas: {name: Sara, role: moves into her first own flat, goals: To buy a kettle}
    stages: [Choice, Purchase, Use]
    ```

    ## How to fix
    Give the persona a name, and say what makes these people different from other customers: their situation, goals
    and habits. If you find three kinds of people, make three personas.
    """
    for persona, loc in subject.travellers:
        if _GENERIC.fullmatch(persona.name.strip()):
            yield Spot(loc, {"name": persona.name})


def thin_persona(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Give a persona goals, problems and research.

    ## What it does
    Asks each persona of the map for `goals` (or gains in the empathy map), `problems` (or pains there) and `sources`.

    ## Why it is bad
    Age and income do not explain what people do. Without goals nobody can tell whether the journey leads to them;
    without sources the persona is invented.

    ## Example
    ```yaml
    title: Buying a kettle
    personas: {name: Sara, age: 32, role: moves into her first own flat}
    stages: [Choice, Purchase, Use]
    ```
    ```yaml
    title: Buying a kettle
    personas:
      name: Sara
      age: 32
      role: moves into her first own flat
      goals: A kitchen she will not have to do again
      problems: Has only evenings to search
      sources: {title: Interviews with new owners, type: interview, date: 2026-09-01, sample: 8}
    stages: [Choice, Purchase, Use]
    ```

    ## How to fix
    Take goals and problems from what people said, in their words. Name the research under `sources` of the persona.
    """
    for persona, loc in subject.travellers:
        missing = ", ".join(_missing_from(persona))
        if missing:
            yield Spot(loc, {"name": persona.name, "keys": missing})


def unscored_persona(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Score every persona of the map.

    ## What it does
    On maps that score their personas one by one, looks for personas that have not a single score.

    ## Why it is bad
    The persona stands at the top of the map, but the map says nothing of their journey. Readers take the other
    curve for theirs.

    ## Example
    ```yaml
    title: Buying a kettle
    personas: [{id: sara, name: Sara}, {id: leo, name: Leo}]
    stages:
      - {title: Choice, score: {sara: 4}}
      - {title: Purchase, score: {sara: 2}}
    ```
    ```yaml
    title: Buying a kettle
    personas: [{id: sara, name: Sara}, {id: leo, name: Leo}]
    stages:
      - {title: Choice, score: {sara: 4, leo: 2}}
      - {title: Purchase, score: {sara: 2, leo: 5}}
    ```

    ## How to fix
    Add the scores of this persona, or take the persona off the map until there is research on them.
    """
    scored = {who for placed in subject.moments for who in placed.noun.score or {}}
    named = {persona.id: persona.name for persona, _ in subject.travellers}
    for i, persona_id in enumerate(persona_ids(subject.journey)):
        if persona_id not in scored and EVERYONE not in scored:
            yield Spot(("personas", i), {"name": named.get(persona_id, persona_id)})


def _missing_from(persona: Persona) -> Iterator[str]:
    empathy = persona.empathy
    if not persona.goals and not (empathy and empathy.gains):
        yield "goals"
    if not persona.problems and not (empathy and empathy.pains):
        yield "problems"
    if not persona.sources:
        yield "sources"


def _has_own_curves(subject: Subject) -> bool:
    return len(subject.journey.personas) > 1 and any(
        placed.noun.score and placed.noun.score.keys() - {EVERYONE} for placed in subject.moments
    )


RULES = (
    Rule(
        "CJM221",
        "no-persona",
        RuleLevel.WARNING,
        N_("the map does not say whose journey it is: it has no persona"),
        no_persona,
    ),
    Rule(
        "CJM222",
        "generic-persona",
        RuleLevel.WARNING,
        N_('"{name}" could be anybody: a persona stands for certain people'),
        generic_persona,
        has_personas,
    ),
    Rule(
        "CJM223",
        "thin-persona",
        RuleLevel.NOTE,
        N_('the persona "{name}" lacks {keys}'),
        thin_persona,
        has_personas,
    ),
    Rule(
        "CJM224",
        "unscored-persona",
        RuleLevel.WARNING,
        N_('other personas have scores, "{name}" has none'),
        unscored_persona,
        _has_own_curves,
    ),
)
