"""Whether a map sees the journey with the customer's eyes, and no more of it than can be seen at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_plugin.analysis.anchors import anchor_of
from cjm_plugin.locale import N_
from cjm_plugin.model.values import Kind
from cjm_plugin.rules.actors import company_in
from cjm_plugin.rules.conditions import is_detailed
from cjm_plugin.rules.rule import Rule, RuleLevel, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_plugin.model.moment import Moment
    from cjm_plugin.rules.settings import Settings
    from cjm_plugin.rules.subject import Subject


def too_much_at_once(subject: Subject, settings: Settings) -> Iterator[Spot]:
    """Map one thing at a time.

    ## What it does
    Counts stages, steps, personas, and the different segments of the personas.

    ## Why it is bad
    Nobody reads such a map to its end, and nobody keeps it up to date. It is too long for those who decide and too
    coarse for those who do the work.

    ## Example
    ```yaml
    title: Everything about our customers
    stages: [Ad, Search, Choice, Cart, Sign-up, Payment, Wait, Delivery, Set-up, Use, Support, Repair, Return]
    ```
    ```yaml
    title: From the first look to the order
    stages: [Ad, Search, Choice, Cart, Sign-up, Payment]
    ```

    ## How to fix
    Keep one map of the whole journey with few stages, and zoom into the parts: give each a map of its own and name
    it under `map` of the stage. Another segment is another map.
    """
    segments = {persona.segment.casefold() for persona, _ in subject.travellers if persona.segment}
    counted = (
        ("stages", "stages", len(subject.journey.stages), settings.max_stages),
        ("steps", "stages", sum(len(stage.steps) for stage in subject.journey.stages), settings.max_steps),
        ("personas", "personas", len(subject.journey.personas), settings.max_personas),
        ("segments", "personas", len(segments), settings.max_segments),
    )
    for what, key, count, most in counted:
        if count > most:
            yield Spot((key,), {"key": what, "count": str(count), "most": str(most)})


def company_as_actor(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Tell what the customer does, not the company.

    ## What it does
    Looks at how the `action` of a step begins: “The manager calls …”, “CRM assigns …”, “We send …”. A word that
    a persona of the map has in name or role is left alone. The rule knows English and Russian and only the common
    cases; service blueprints are checked too, for their steps are the customer’s.

    ## Why it is bad
    A map that follows the company’s process shows what we do, not what customers live through: their waiting,
    doubts and detours are missing.

    ## Example
    ```yaml
    title: Buying a kettle
    stages:
      - title: Delivery
        steps: [The manager confirms the order, We send an SMS]
    ```
    ```yaml
    title: Buying a kettle
    stages:
      - title: Delivery
        steps:
          - {action: Waits for the order to be confirmed, backstage: The manager confirms it}
          - {action: Reads the SMS and plans the evening, backstage: The system sends it}
    ```

    ## How to fix
    Say what the customer does, sees or waits for meanwhile. Put the company’s part into `frontstage`, `backstage`
    or `systems` of that step.
    """
    known = " ".join(f"{persona.name} {persona.role or ''}" for persona, _ in subject.travellers).casefold()
    for placed in subject.moments:
        if placed.step is None:
            continue
        actor = company_in(placed.step.action)
        if actor and actor.casefold() not in known:
            values = {"action": placed.step.action, "actor": actor}
            yield Spot((*placed.loc, "action"), values, anchor_of(placed.step))


def process_without_customer(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Show the customer, not only the process.

    ## What it does
    On maps that fill `frontstage`, `backstage`, `support` or `systems`, looks for anything the customer thinks,
    feels or expects, for scores and reactions. Service blueprints are left alone.

    ## Why it is bad
    This is a process chart with the heading of a journey map. It shows how the company is organised, and not where
    it hurts.

    ## Example
    ```yaml
    title: Buying a kettle
    stages:
      - title: Delivery
        steps: [{action: Waits for the courier, backstage: The warehouse packs, systems: CRM}]
    ```
    ```yaml
    title: Buying a kettle
    stages:
      - title: Delivery
        steps:
          - action: Waits for the courier
            thinks: Will he come before I have to leave?
            score: 2
            backstage: The warehouse packs
    ```

    ## How to fix
    Fill `thinks`, `feels` and `score` from what customers said. If the map is meant to show the company’s side, say
    so: `kind: service-blueprint`.
    """
    if not any(_tells_of_the_customer(placed.noun) for placed in subject.moments):
        first = next(placed for placed in subject.moments if _tells_of_the_company(placed.noun))
        yield Spot(first.loc)


def stages_without_goal(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Say what the customer wants at every stage.

    ## What it does
    Looks for stages without `goal`. All of them make one finding; a map that only names its stages is left alone.

    ## Why it is bad
    Whether a stage works can only be judged by what the customer came for. Without it the company’s goal takes
    its place.

    ## Example
    ```yaml
    title: Buying a kettle
    stages: [{title: Choice, score: 3}, {title: Purchase, score: 4}]
    ```
    ```yaml
    title: Buying a kettle
    stages:
      - {title: Choice, goal: Find one that lasts, score: 3}
      - {title: Purchase, goal: Know the whole price, score: 4}
    ```

    ## How to fix
    Complete the sentence “At this stage I want to …” in the customer’s words.
    """
    stages = subject.journey.stages
    missing = [i for i, stage in enumerate(stages) if not stage.goal]
    if missing:
        titles = "; ".join(stages[i].title for i in missing)
        yield Spot(("stages", missing[0]), {"stages": titles}, anchor_of(stages[missing[0]]))


def _tells_of_the_company(moment: Moment) -> bool:
    return bool(moment.frontstage or moment.backstage or moment.support or moment.systems)


def _tells_of_the_customer(moment: Moment) -> bool:
    told = moment.thinks or moment.feels or moment.expects or moment.experience
    return bool(told or moment.score or moment.reactions)


def _shows_the_company(subject: Subject) -> bool:
    is_blueprint = subject.journey.kind is Kind.SERVICE_BLUEPRINT
    return not is_blueprint and any(_tells_of_the_company(placed.noun) for placed in subject.moments)


def _has_steps(subject: Subject) -> bool:
    return any(stage.steps for stage in subject.journey.stages)


RULES = (
    Rule(
        "CJM225",
        "too-much-at-once",
        RuleLevel.WARNING,
        N_("{key}: {count}; a map of more than {most} is hard to read and to keep true"),
        too_much_at_once,
        settings=("max_stages", "max_steps", "max_personas", "max_segments"),
    ),
    Rule(
        "CJM226",
        "company-as-actor",
        RuleLevel.WARNING,
        N_('"{action}" is what the company does ("{actor}"), not the customer'),
        company_as_actor,
        _has_steps,
    ),
    Rule(
        "CJM227",
        "process-without-customer",
        RuleLevel.WARNING,
        N_("the map tells what the company does, and nothing of what the customer thinks and feels"),
        process_without_customer,
        _shows_the_company,
    ),
    Rule(
        "CJM228",
        "stages-without-goal",
        RuleLevel.NOTE,
        N_("stages that do not say what the customer wants: {stages}"),
        stages_without_goal,
        is_detailed,
    ),
)
