"""Whether a map can be understood by those it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_plugin.locale import N_
from cjm_plugin.rules.conditions import is_detailed
from cjm_plugin.rules.rule import Rule, RuleLevel, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_plugin.rules.settings import Settings
    from cjm_plugin.rules.subject import Subject


def no_summary(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Write a summary.

    ## What it does
    Asks for `summary`.

    ## Why it is bad
    Those who decide read one screen. Without a summary they see a table and go.

    ## Example
    ```yaml
    title: Buying a kettle
    stages: [Choice, Purchase, Use]
    ```
    ```yaml
    title: Buying a kettle
    summary: Buyers want three good kettles, and get forty pages. Half of them put it off.
    stages: [Choice, Purchase, Use]
    ```

    ## How to fix
    Two sentences: what is worst for the customer, and what should be done.
    """
    if not subject.journey.summary:
        yield Spot()


def long_summary(subject: Subject, settings: Settings) -> Iterator[Spot]:
    """Keep the summary short.

    ## What it does
    Counts the characters of `summary`.

    ## Why it is bad
    What does not fit one screen is skipped, and the sentence that mattered with it.

    ## Example
    ```yaml
    title: Buying a kettle
    summary: >-
      This map was made in a workshop of two days in which many departments took part, and for which a great deal of
      material had been gathered before. It describes the journey of a customer who buys a kettle in our shop, from
      the first thought of it to the everyday use, with all stages, steps, touchpoints, channels and pains that were
      found. Among other things it turned out that customers find it hard to choose, since there are so many models,
      and that the price of delivery is shown late, which some of them do not like at all, as they said when asked.
      Several ideas were gathered as well and rated together, and some of them are going to be worked on soon.
    stages: [Choice, Purchase, Use]
    ```
    ```yaml
    title: Buying a kettle
    summary: Choice takes too long, and the price of delivery comes as a surprise. First a short list, then one price.
    stages: [Choice, Purchase, Use]
    ```

    ## How to fix
    Keep the finding and the proposal. How the map was made belongs into `notes`, what research there was into
    `sources`.
    """
    length = len(subject.journey.summary or "")
    if length > settings.max_summary:
        yield Spot(("summary",), {"length": str(length), "most": str(settings.max_summary)})


def no_purpose(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Say what the map is about and what it is for.

    ## What it does
    Asks for `scope` (segment, product, from, to) and for a purpose: `goals` or `decision`. A map that only names its
    stages is left alone.

    ## Why it is bad
    Without limits a map grows until nobody reads it. Without a decision that it serves, nothing depends on whether it
    is right.

    ## Example
    ```yaml
    title: Buying a kettle
    stages: [{title: Choice, score: 3}, {title: Purchase, score: 4}]
    ```
    ```yaml
    title: Buying a kettle
    scope: {segment: New home owners, from: Needs a kettle, to: First tea}
    decision: Whether to build a short list or better filters
    stages: [{title: Choice, score: 3}, {title: Purchase, score: 4}]
    ```

    ## How to fix
    Complete the sentence: “After reading this map we decide …”.
    """
    journey = subject.journey
    scope = journey.scope
    keys = (
        ("scope", not (scope.segment or scope.product or scope.start or scope.end)),
        ("goals", not (journey.goals or journey.decision)),
    )
    missing = ", ".join(key for key, is_missing in keys if is_missing)
    if missing:
        yield Spot(values={"keys": missing})


def _has_summary(subject: Subject) -> bool:
    return bool(subject.journey.summary)


RULES = (
    Rule(
        "CJM271",
        "no-summary",
        RuleLevel.NOTE,
        N_("the map has no summary for those who read one screen"),
        no_summary,
    ),
    Rule(
        "CJM272",
        "long-summary",
        RuleLevel.NOTE,
        N_("the summary has {length} characters; more than {most} do not fit one screen"),
        long_summary,
        _has_summary,
        ("max_summary",),
    ),
    Rule(
        "CJM273",
        "no-purpose",
        RuleLevel.NOTE,
        N_("the map does not say what it is about and for: it lacks {keys}"),
        no_purpose,
        is_detailed,
    ),
)
