"""Whether a map is kept true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_plugin.analysis.review import Freshness
from cjm_plugin.locale import N_
from cjm_plugin.model.values import ReviewStatus
from cjm_plugin.rules.conditions import is_detailed
from cjm_plugin.rules.rule import Rule, RuleLevel, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_plugin.rules.settings import Settings
    from cjm_plugin.rules.subject import Subject


def no_review_cycle(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Set a review cycle.

    ## What it does
    Asks for `review.cycle`, or for a `review_cycle` of the collection the map lies in. A draft that only names its
    stages is left alone.

    ## Why it is bad
    A map is true on the day it is made. Without a date for looking again it goes stale, and readers do not know since
    when.

    ## Example
    ```yaml
    title: Buying a kettle
    review: {last_reviewed: 2026-10-01}
    stages: [Choice, Purchase, Use]
    ```
    ```yaml
    title: Buying a kettle
    review: {last_reviewed: 2026-10-01, cycle: 6 months}
    stages: [Choice, Purchase, Use]
    ```

    ## How to fix
    Set the cycle once for the whole folder, in `_collection.yaml`. A quarter suits what changes with every release,
    half a year or a year what changes slowly.
    """
    if subject.review.cycle is None:
        yield Spot(("review",))


def never_reviewed(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Begin the review cycle.

    ## What it does
    Looks at maps with a review cycle that are not approved yet: is there a first review, `review.last_reviewed`?

    ## Why it is bad
    The next review is counted from the last one. Without a first one the map never comes due, and never leaves the
    state of a draft.

    ## Example
    ```yaml
    title: Buying a kettle
    review: {cycle: 6 months}
    stages: [Choice, Purchase, Use]
    ```
    ```yaml
    title: Buying a kettle
    review: {cycle: 6 months, last_reviewed: 2026-10-01}
    stages: [Choice, Purchase, Use]
    ```

    ## How to fix
    Go through the map with those who know the customers, and record it: `cjm review done maps/….yaml --by "…"`.
    """
    if subject.journey.review.last_reviewed is None:
        yield Spot(("review",))


def review_overdue(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Review on time.

    ## What it does
    Adds the review cycle to `review.last_reviewed` and compares the day with the day of the check. The option
    `overdue` of the plugin sets the level of this rule: `ignore`, `warn` or `error`.

    ## Why it is bad
    The map may still be right, but nobody can say so. Who decides by it decides by old news.

    ## Example
    ```yaml
    title: Buying a kettle
    review: {cycle: 6 months, last_reviewed: 2025-01-15}
    stages: [Choice, Purchase, Use]
    ```
    ```yaml
    title: Buying a kettle
    review: {cycle: 6 months, last_reviewed: 2026-10-01}
    stages: [Choice, Purchase, Use]
    ```

    ## How to fix
    Check the map against new feedback and data, change what is no longer true, and record the review:
    `cjm review done maps/….yaml --by "…"`. A map nobody needs any more gets `status: retired`.
    """
    state = subject.review
    if state.freshness is Freshness.OVERDUE and state.due:
        yield Spot(("review", "last_reviewed"), {"due": state.due.isoformat()})


def approved_assumptions(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Approve only what has evidence.

    ## What it does
    Looks at maps with `status: approved`: is there any step, stage or pain point that names a source? Maps of a future
    state are left alone.

    ## Why it is bad
    “Approved” reads as “checked”. What was approved here are opinions.

    ## Example
    ```yaml
    title: Buying a kettle
    review: {status: approved, last_reviewed: 2026-10-01}
    stages: [{title: Choice, score: 3}, {title: Purchase, score: 4}]
    ```
    ```yaml
    title: Buying a kettle
    review: {status: approved, last_reviewed: 2026-10-01}
    sources: [{id: reviews, type: reviews, title: Reviews, date: 2026-09-01}]
    stages: [{title: Choice, score: 3, evidence: reviews}, {title: Purchase, score: 4}]
    ```

    ## How to fix
    Set the status back to `draft` or `in-review` until some of the claims have evidence.
    """
    steps = (placed.noun.evidence for placed in subject.columns)
    pains = (placed.noun.evidence for placed in subject.pains)
    if not any(steps) and not any(pains):
        yield Spot(("review", "status"))


def approved_unreviewed(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Review before you approve.

    ## What it does
    Looks at maps with `status: approved` that have no `review.last_reviewed`.

    ## Why it is bad
    Nobody can tell when it was found to be true, and the next review never comes due.

    ## Example
    ```yaml
    title: Buying a kettle
    review: {status: approved}
    stages: [Choice, Purchase, Use]
    ```
    ```yaml
    title: Buying a kettle
    review: {status: approved, last_reviewed: 2026-10-01}
    stages: [Choice, Purchase, Use]
    ```

    ## How to fix
    Write the day on which the map was approved, or record a review now: `cjm review done maps/….yaml --by "…"`.
    """
    if subject.journey.review.last_reviewed is None:
        yield Spot(("review",))


def _is_more_than_a_sketch(subject: Subject) -> bool:
    review = subject.journey.review
    return review.status is not ReviewStatus.DRAFT or review.last_reviewed is not None or is_detailed(subject)


def _is_approved(subject: Subject) -> bool:
    return subject.journey.review.status is ReviewStatus.APPROVED


def _is_approved_as_true(subject: Subject) -> bool:
    return _is_approved(subject) and subject.shows_what_is


def _is_to_be_reviewed(subject: Subject) -> bool:
    return not _is_approved(subject) and subject.review.cycle is not None


def _has_due_date(subject: Subject) -> bool:
    return subject.review.due is not None


RULES = (
    Rule(
        "CJM261",
        "no-review-cycle",
        RuleLevel.WARNING,
        N_("the map has no review cycle, so it never comes due"),
        no_review_cycle,
        _is_more_than_a_sketch,
    ),
    Rule(
        "CJM262",
        "never-reviewed",
        RuleLevel.NOTE,
        N_("the map has a review cycle, but was never reviewed"),
        never_reviewed,
        _is_to_be_reviewed,
    ),
    Rule(
        "CJM263",
        "review-overdue",
        RuleLevel.WARNING,
        N_("the review was due on {due}"),
        review_overdue,
        _has_due_date,
    ),
    Rule(
        "CJM264",
        "approved-assumptions",
        RuleLevel.WARNING,
        N_("the map is approved, but no claim of it names a source"),
        approved_assumptions,
        _is_approved_as_true,
    ),
    Rule(
        "CJM265",
        "approved-unreviewed",
        RuleLevel.WARNING,
        N_("the map is approved, but nothing says when it was reviewed"),
        approved_unreviewed,
        _is_approved,
    ),
)
