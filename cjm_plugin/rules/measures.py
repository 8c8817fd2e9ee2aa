"""Whether success could be told."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from cjm_plugin.analysis.anchors import anchor_of
from cjm_plugin.locale import N_
from cjm_plugin.model.values import OpportunityStatus
from cjm_plugin.rules.conditions import has_metrics
from cjm_plugin.rules.rule import Rule, RuleLevel, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_plugin.model.metric import Metric
    from cjm_plugin.model.opportunity import Opportunity
    from cjm_plugin.rules.settings import Settings
    from cjm_plugin.rules.subject import Subject

_UNDER_WAY = frozenset({OpportunityStatus.PLANNED, OpportunityStatus.IN_PROGRESS})


def incomplete_metric(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Give a metric a baseline and a target.

    ## What it does
    Asks each metric for `target`, and for `baseline` unless its values come from a series (`from`).

    ## Why it is bad
    A number alone is neither good nor bad. Without the value before the change nobody can tell what it brought;
    without a target nobody can tell when it is enough.

    ## Example
    ```yaml
    title: Buying a kettle
    stages: [Choice, Purchase, Use]
    metrics: [{name: NPS, value: 31, date: 2026-10-01}]
    ```
    ```yaml
    title: Buying a kettle
    stages: [Choice, Purchase, Use]
    metrics: [{name: NPS, baseline: 24, target: 40, value: 31, date: 2026-10-01}]
    ```

    ## How to fix
    Take the value of the last quarter as the baseline, and agree on a target with whoever answers for the number.
    """
    for i, metric in enumerate(subject.journey.metrics):
        keys = (("baseline", metric.baseline is None and not metric.series), ("target", metric.target is None))
        missing = ", ".join(key for key, is_missing in keys if is_missing)
        if missing:
            yield Spot(("metrics", i), {"name": metric.name, "keys": missing}, anchor_of(metric))


def unmeasured_success(subject: Subject, settings: Settings) -> Iterator[Spot]:
    """Measure what was done.

    ## What it does
    Looks at the metrics of opportunities that are `done`: is there a value, and, a month after the `due` date, is it
    of a later day? Metrics with a series (`from`) are left alone.

    ## Why it is bad
    Nobody knows whether the work helped, so the next one is chosen by taste again.

    ## Example
    ```yaml
    title: Buying a kettle
    stages:
      - title: Choice
        opportunities: {idea: A short list by need, status: done, due: 2026-06-01, metric: conversion}
    metrics: [{id: conversion, name: Conversion, baseline: 12, target: 15, value: 12, date: 2026-03-01}]
    ```
    ```yaml
    title: Buying a kettle
    stages:
      - title: Choice
        opportunities: {idea: A short list by need, status: done, due: 2026-06-01, metric: conversion}
    metrics: [{id: conversion, name: Conversion, baseline: 12, target: 15, value: 14, date: 2026-09-01}]
    ```

    ## How to fix
    Measure again, and write `value` and `date` of the metric; or connect the series with `from`.
    """
    for placed in subject.opportunities:
        idea = placed.noun
        metric = subject.metrics.get(idea.metric or "")
        if (
            metric
            and idea.status is OpportunityStatus.DONE
            and _is_unmeasured(metric, idea, subject.today - dt.timedelta(settings.days_to_measure))
        ):
            loc = ("metrics", list(subject.metrics).index(metric.id))
            yield Spot(loc, {"name": metric.name, "idea": idea.idea}, anchor_of(metric))


def aimless_opportunity(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Plan work that answers a pain point.

    ## What it does
    On maps that link opportunities to pain points, looks for those `planned` or `in-progress` without `addresses`. Mere
    ideas are left alone, and so is what is planned for a wow moment: delight needs no pain.

    ## Why it is bad
    A solution without a problem is somebody’s favourite feature. It competes for the same people as the answers to
    real pains.

    ## Example
    ```yaml
    title: Buying a kettle
    stages:
      - title: Choice
        pains: {id: too-many, what: Too many models}
        opportunities:
          - {idea: A short list by need, addresses: too-many}
          - {idea: A chat bot, status: planned}
    ```
    ```yaml
    title: Buying a kettle
    stages:
      - title: Choice
        pains: {id: too-many, what: Too many models}
        opportunities:
          - {idea: A short list by need, addresses: too-many}
          - {idea: A chat bot that asks three questions, status: planned, addresses: too-many}
    ```

    ## How to fix
    Name the pain it answers. If there is none, ask what it is for, and reject it or move it to the backlog.
    """
    for placed in subject.opportunities:
        idea = placed.noun
        moment = placed.step or placed.stage
        if idea.status in _UNDER_WAY and not idea.addresses and not moment.wow:
            yield Spot(placed.loc, {"idea": idea.idea}, anchor_of(idea))


def _is_unmeasured(metric: Metric, idea: Opportunity, latest_due: dt.date) -> bool:
    """Whether nothing was measured after work that was due on a certain day at the latest."""
    if metric.series:
        return False
    is_time = idea.due is not None and idea.due < latest_due
    return metric.value is None or bool(is_time and idea.due and metric.date and metric.date < idea.due)


def _has_measured_work(subject: Subject) -> bool:
    ideas = (placed.noun for placed in subject.opportunities)
    return any(idea.status is OpportunityStatus.DONE and idea.metric in subject.metrics for idea in ideas)


def _links_ideas_to_pains(subject: Subject) -> bool:
    return any(placed.noun.addresses for placed in subject.opportunities)


RULES = (
    Rule(
        "CJM247",
        "incomplete-metric",
        RuleLevel.NOTE,
        N_('the metric "{name}" lacks {keys}'),
        incomplete_metric,
        has_metrics,
    ),
    Rule(
        "CJM248",
        "unmeasured-success",
        RuleLevel.WARNING,
        N_('"{idea}" is done, but "{name}" has not been measured since'),
        unmeasured_success,
        _has_measured_work,
        ("days_to_measure",),
    ),
    Rule(
        "CJM249",
        "aimless-opportunity",
        RuleLevel.NOTE,
        N_('the opportunity "{idea}" answers no pain point'),
        aimless_opportunity,
        _links_ideas_to_pains,
    ),
)
