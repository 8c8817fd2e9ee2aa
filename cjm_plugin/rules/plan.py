"""Whether the opportunities of a map are on their way: who, until when, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_plugin.analysis.anchors import anchor_of
from cjm_plugin.analysis.ranking import is_open
from cjm_plugin.locale import N_
from cjm_plugin.model.values import OpportunityStatus, PainStatus
from cjm_plugin.rules.rule import Rule, RuleLevel, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_plugin.model.opportunity import Opportunity
    from cjm_plugin.rules.settings import Settings
    from cjm_plugin.rules.subject import Subject

_AGREED = frozenset({OpportunityStatus.PLANNED, OpportunityStatus.IN_PROGRESS, OpportunityStatus.DONE})


def incomplete_plan(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Give a plan an owner, a date and a measure.

    ## What it does
    Looks at opportunities that are `planned` or `in-progress` and asks for `owner`, `due` and `metric`; at those `done`
    it asks for `metric` only. Mere ideas are left alone.

    ## Why it is bad
    What nobody owns and nothing dates is not going to happen. What is not measured cannot be called a success.

    ## Example
    ```yaml
    title: Buying a kettle
    stages:
      - title: Choice
        opportunities: {idea: A short list by need, status: planned}
    ```
    ```yaml
    title: Buying a kettle
    stages:
      - title: Choice
        opportunities:
          - idea: A short list by need
            status: planned
            owner: Anna
            due: 2027-03-01
            metric: conversion
    metrics: [{id: conversion, name: Conversion to cart, unit: "%", baseline: 12, target: 15}]
    ```

    ## How to fix
    Agree on one person, one day and one number. Until you have, set the status back to `idea`.
    """
    for placed in subject.opportunities:
        idea = placed.noun
        missing = ", ".join(_missing_from(idea))
        if missing:
            values = {"idea": idea.idea, "status": str(idea.status), "keys": missing}
            yield Spot(placed.loc, values, anchor_of(idea))


def late_opportunity(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Keep the dates of the plan, or move them.

    ## What it does
    Looks for opportunities whose `due` lies before the day of the check and that are neither `done` nor `rejected`.

    ## Why it is bad
    Either it is done and the map does not know, or it is not and nobody minds. Both teach readers not to trust the
    plan.

    ## Example
    ```yaml
    title: Buying a kettle
    stages:
      - title: Choice
        opportunities: {idea: A short list by need, status: in-progress, due: 2026-03-01}
    ```
    ```yaml
    title: Buying a kettle
    stages:
      - title: Choice
        opportunities: {idea: A short list by need, status: done, due: 2026-03-01}
    ```

    ## How to fix
    Ask the owner. Set the status to `done` or `rejected`, or agree on a new date and say in `notes` why it moved.
    """
    for placed in subject.opportunities:
        idea = placed.noun
        if idea.due and idea.due < subject.today and is_open(idea):
            values = {"idea": idea.idea, "due": idea.due.isoformat()}
            yield Spot((*placed.loc, "due"), values, anchor_of(idea))


def done_but_painful(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Look again at a pain once the work is done.

    ## What it does
    Looks for pain points of status `open` that a `done` opportunity addresses. If another opportunity for the same
    pain is still under way, they are left alone.

    ## Why it is bad
    Either the change helped and the map keeps showing a problem that is gone, or it did not help and nobody has
    looked.

    ## Example
    ```yaml
    title: Buying a kettle
    stages:
      - title: Choice
        pains: {id: too-many, what: Too many models}
        opportunities: {idea: A short list by need, addresses: too-many, status: done}
    ```
    ```yaml
    title: Buying a kettle
    stages:
      - title: Choice
        pains: {id: too-many, what: Too many models, status: mitigated}
        opportunities: {idea: A short list by need, addresses: too-many, status: done}
    ```

    ## How to fix
    Look at the metric, ask a few customers, and set the `status` of the pain to `mitigated` or `resolved`. If nothing
    got better, add what comes next as an opportunity.
    """
    for placed in subject.pains:
        pain = placed.noun
        ideas = subject.answers.get(pain.id, ())
        done = next((idea for idea in ideas if idea.status is OpportunityStatus.DONE), None)
        if pain.status is PainStatus.OPEN and done and not any(is_open(idea) for idea in ideas):
            yield Spot(placed.loc, {"pain": pain.what, "idea": done.idea}, anchor_of(pain))


def _missing_from(idea: Opportunity) -> Iterator[str]:
    if idea.status not in _AGREED:
        return
    if idea.status is not OpportunityStatus.DONE:
        if not idea.owner:
            yield "owner"
        if not idea.due:
            yield "due"
    if not idea.metric:
        yield "metric"


def _has_a_plan(subject: Subject) -> bool:
    return any(placed.noun.status in _AGREED for placed in subject.opportunities)


def _has_dates(subject: Subject) -> bool:
    return any(placed.noun.due for placed in subject.opportunities)


def _has_done_something(subject: Subject) -> bool:
    return any(placed.noun.status is OpportunityStatus.DONE for placed in subject.opportunities)


RULES = (
    Rule(
        "CJM243",
        "incomplete-plan",
        RuleLevel.WARNING,
        N_('the opportunity "{idea}" is "{status}", but lacks {keys}'),
        incomplete_plan,
        _has_a_plan,
    ),
    Rule(
        "CJM244",
        "late-opportunity",
        RuleLevel.WARNING,
        N_('the opportunity "{idea}" was due on {due} and is not done'),
        late_opportunity,
        _has_dates,
    ),
    Rule(
        "CJM245",
        "done-but-painful",
        RuleLevel.WARNING,
        N_('"{idea}" is done, but the pain it addresses, "{pain}", is still open'),
        done_but_painful,
        _has_done_something,
    ),
)
