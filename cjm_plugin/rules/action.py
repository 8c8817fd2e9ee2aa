"""Whether anything follows from a map: opportunities for what hurts, and a plan for the opportunities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_plugin.analysis.anchors import anchor_of
from cjm_plugin.analysis.ranking import is_open
from cjm_plugin.locale import N_
from cjm_plugin.model.values import OpportunityStatus, Severity
from cjm_plugin.rules.conditions import has_unresolved_pains, is_unresolved
from cjm_plugin.rules.rule import Rule, RuleLevel, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_plugin.model.pain import Pain
    from cjm_plugin.rules.settings import Settings
    from cjm_plugin.rules.subject import Subject

_SEVERE = frozenset({Severity.HIGH, Severity.CRITICAL})


def no_opportunities(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Look for a way out of the pain.

    ## What it does
    On maps with unresolved pain points, asks for at least one opportunity that is not rejected.

    ## Why it is bad
    A map that only complains is a pretty picture: it is admired once, and nothing changes for the customer.

    ## Example
    ```yaml
    title: Buying a kettle
    stages:
      - {title: Choice, pains: {id: too-many, what: Too many models}}
    ```
    ```yaml
    title: Buying a kettle
    stages:
      - title: Choice
        pains: {id: too-many, what: Too many models}
        opportunities: {idea: A short list by need, addresses: too-many}
    ```

    ## How to fix
    Take the worst pain point and write down what could be done about it. A rough idea is enough: its status is `idea`
    until somebody takes it on.
    """
    if not _has_chances(subject):
        first = next(placed for placed in subject.pains if is_unresolved(placed.noun))
        yield Spot(first.loc)


def unanswered_pain(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Answer every severe pain point.

    ## What it does
    Looks for unresolved pain points of severity `high` or `critical` that no opportunity `addresses`; rejected ones do
    not count. A map without any other opportunities is left to CJM241.

    ## Why it is bad
    These are the places where customers leave. The team works on what was easier to think of.

    ## Example
    ```yaml
    title: Buying a kettle
    stages:
      - title: Choice
        pains:
          - {id: price, what: The price grows at the last step, severity: critical}
          - {id: too-many, what: Too many models, severity: medium}
        opportunities: {idea: A short list by need, addresses: too-many}
    ```
    ```yaml
    title: Buying a kettle
    stages:
      - title: Choice
        pains:
          - {id: price, what: The price grows at the last step, severity: critical}
          - {id: too-many, what: Too many models, severity: medium}
        opportunities:
          - {idea: A short list by need, addresses: too-many}
          - {idea: Show the price with delivery in the catalogue, addresses: price}
    ```

    ## How to fix
    Add an opportunity with `addresses: [id of the pain point]`, or name it in one that answers it already. If the pain
    is over, set its `status`; if it is less bad than it looked, lower its `severity`.
    """
    for placed in subject.pains:
        pain = placed.noun
        tried = (idea.status is not OpportunityStatus.REJECTED for idea in subject.answers.get(pain.id, ()))
        if pain.severity in _SEVERE and is_unresolved(pain) and not any(tried):
            yield Spot(placed.loc, {"pain": pain.what, "severity": str(pain.severity)}, anchor_of(pain))


def no_priorities(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Rank pains and opportunities.

    ## What it does
    On maps with three pain points or more, asks for a `severity` on at least half of them; on maps with three
    open opportunities or more, for `impact` and `effort` on at least half.

    ## Why it is bad
    A list without an order is worked off from the top, or not at all. The map cannot show the worst pains and the
    quick wins either.

    ## Example
    ```yaml
    title: Buying a kettle
    stages:
      - {title: Choice, pains: [Too many models, Photos are small, The price grows at the last step]}
    ```
    ```yaml
    title: Buying a kettle
    stages:
      - title: Choice
        pains:
          - {what: Too many models, severity: medium}
          - Photos are small
          - {what: The price grows at the last step, severity: critical}
    ```

    ## How to fix
    Rate the worst and the mildest first; the others find their place between them. `high` and `critical` are for what
    makes customers leave.
    """
    pains = [placed for placed in subject.pains if is_unresolved(placed.noun)]
    unrated = [placed for placed in pains if placed.noun.severity is None]
    if _is_most(len(unrated), len(pains)):
        values = {"keys": "severity", "count": str(len(unrated)), "all": str(len(pains))}
        yield Spot(unrated[0].loc, values, anchor_of(unrated[0].noun))
    ideas = [placed for placed in subject.opportunities if is_open(placed.noun)]
    vague = [placed for placed in ideas if placed.noun.impact is None or placed.noun.effort is None]
    if _is_most(len(vague), len(ideas)):
        values = {"keys": "impact, effort", "count": str(len(vague)), "all": str(len(ideas))}
        yield Spot(vague[0].loc, values, anchor_of(vague[0].noun))


def _is_most(count: int, whole: int) -> bool:
    return whole >= 3 and 2 * count > whole


def _has_chances(subject: Subject) -> bool:
    return any(placed.noun.status is not OpportunityStatus.REJECTED for placed in subject.opportunities)


def _has_answers_and_severe_pains(subject: Subject) -> bool:
    return _has_chances(subject) and any(_is_severe(placed.noun) for placed in subject.pains)


def _is_severe(pain: Pain) -> bool:
    return pain.severity in _SEVERE and is_unresolved(pain)


def _has_much_to_rank(subject: Subject) -> bool:
    return len(subject.pains) >= 3 or len(subject.opportunities) >= 3


RULES = (
    Rule(
        "CJM241",
        "no-opportunities",
        RuleLevel.WARNING,
        N_("the map names pain points, and nothing that could be done about them"),
        no_opportunities,
        has_unresolved_pains,
    ),
    Rule(
        "CJM242",
        "unanswered-pain",
        RuleLevel.WARNING,
        N_('no opportunity answers the pain "{pain}", whose severity is "{severity}"'),
        unanswered_pain,
        _has_answers_and_severe_pains,
    ),
    Rule(
        "CJM246",
        "no-priorities",
        RuleLevel.NOTE,
        N_("without {keys}: {count} of {all}; what comes first cannot be told"),
        no_priorities,
        _has_much_to_rank,
    ),
)
