"""Whether the research behind a map is enough, mixed and recent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_plugin.analysis.anchors import anchor_of
from cjm_plugin.analysis.source_register import is_older
from cjm_plugin.locale import N_
from cjm_plugin.model.values import SourceType
from cjm_plugin.rules.conditions import has_sources
from cjm_plugin.rules.rule import Rule, RuleLevel, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_plugin.rules.settings import Settings
    from cjm_plugin.rules.subject import Subject

COUNTING = frozenset(
    (SourceType.ANALYTICS, SourceType.SALES, SourceType.CRM, SourceType.TICKETS, SourceType.SURVEY),
)
"""Sources that count people, orders or events."""

TELLING = frozenset(SourceType) - COUNTING - {SourceType.DESK_RESEARCH, SourceType.OTHER}
"""Sources that tell. Desk research and other sources may do either."""


def single_source(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Rest on more than one source.

    ## What it does
    Counts the sources of the map, those of the catalog that it names, and those of its personas.

    ## Why it is bad
    Every source sees a part: support hears from those in trouble, interviews reach those who like to talk. Nothing
    shows where a single one is wrong.

    ## Example
    ```yaml
    title: Buying a kettle
    sources: [{id: reviews, type: reviews, title: Reviews, date: 2026-09-01}]
    stages: [{title: Choice, evidence: reviews}, Purchase, Use]
    ```
    ```yaml
    title: Buying a kettle
    sources:
      - {id: reviews, type: reviews, title: Reviews, date: 2026-09-01}
      - {id: funnel, type: analytics, title: Web analytics, date: 2026-10-01}
    stages: [{title: Choice, evidence: [reviews, funnel]}, Purchase, Use]
    ```

    ## How to fix
    Add a source of another kind. The cheapest are those the company has already: support tickets, web analytics,
    public reviews.
    """
    of_personas = {source.id or source.title for persona, _ in subject.travellers for source in persona.sources}
    if len(subject.evidence) == 1 and not of_personas - subject.evidence.keys():
        ((source_id, loc),) = subject.evidence.items()
        source = subject.sources[source_id]
        yield Spot(loc, {"title": source.title}, anchor_of(source))


def small_sample(subject: Subject, settings: Settings) -> Iterator[Spot]:
    """Ask enough people.

    ## What it does
    Compares `sample` of interviews, focus groups, observations, user tests and surveys with the fewest that say
    something. Sources without `sample` are left alone.

    ## Why it is bad
    Three people are three stories. What they have in common may be chance, and what they do not mention is missing
    from the map.

    ## Example
    ```yaml
    title: Buying a kettle
    sources: [{id: interviews, type: interview, title: Interviews, date: 2026-09-01, sample: 2}]
    stages: [{title: Choice, evidence: interviews}, Purchase, Use]
    ```
    ```yaml
    title: Buying a kettle
    sources: [{id: interviews, type: interview, title: Interviews, date: 2026-09-01, sample: 8}]
    stages: [{title: Choice, evidence: interviews}, Purchase, Use]
    ```

    ## How to fix
    Ask more people of the same segment until they tell you nothing new. If you cannot, add a source that counts,
    such as tickets or analytics.
    """
    least = {
        SourceType.INTERVIEW: settings.min_interviews,
        SourceType.FOCUS_GROUP: settings.min_interviews,
        SourceType.OBSERVATION: settings.min_interviews,
        SourceType.USER_TEST: settings.min_user_tests,
        SourceType.SURVEY: settings.min_survey,
    }
    for source_id, loc in subject.evidence.items():
        source = subject.sources[source_id]
        wanted = least.get(source.type, 0)
        if source.sample is not None and source.sample < wanted:
            values = {"title": source.title, "sample": str(source.sample), "least": str(wanted)}
            yield Spot(loc, values, anchor_of(source))


def one_sided_research(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Use sources that count and sources that tell.

    ## What it does
    Sorts two or more sources into those that count (analytics, sales, CRM, tickets, surveys) and those that tell
    (interviews, focus groups, user tests, observation, reviews, social listening, staff feedback), and asks for both.
    Desk research and other sources count as neither. Sources of the personas count too.

    ## Why it is bad
    Figures tell how many, and not why. Stories tell why, and not how many. With one of them alone a map misreads
    its data.

    ## Example
    ```yaml
    title: Buying a kettle
    sources:
      - {id: funnel, type: analytics, title: Web analytics, date: 2026-10-01}
      - {id: tickets, type: tickets, title: Calls to support, date: 2026-10-01}
    stages: [{title: Choice, evidence: [funnel, tickets]}, Purchase, Use]
    ```
    ```yaml
    title: Buying a kettle
    sources:
      - {id: funnel, type: analytics, title: Web analytics, date: 2026-10-01}
      - {id: interviews, type: interview, title: Interviews, date: 2026-09-01, sample: 8}
    stages: [{title: Choice, evidence: [funnel, interviews]}, Purchase, Use]
    ```

    ## How to fix
    To figures add a handful of interviews about the worst place. To stories add a count: how many tickets, how many
    left at that step.
    """
    used = [subject.sources[source_id] for source_id in subject.evidence]
    used += [source for persona, _ in subject.travellers for source in persona.sources]
    kinds = {source.type for source in used}
    known = kinds & (COUNTING | TELLING)
    if len(used) > 1 and known == kinds and (known <= COUNTING or known <= TELLING):
        yield Spot(next(iter(subject.evidence.values())), {"types": ", ".join(sorted(kinds))})


def undated_source(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Date every source.

    ## What it does
    Looks for sources of the map that have no `date`. All of them make one finding.

    ## Why it is bad
    Nobody can tell whether the research still holds; after a year nobody remembers.

    ## Example
    ```yaml
    title: Buying a kettle
    sources: [{id: reviews, type: reviews, title: Reviews}]
    stages: [{title: Choice, evidence: reviews}, Purchase, Use]
    ```
    ```yaml
    title: Buying a kettle
    sources: [{id: reviews, type: reviews, title: Reviews, date: 2026-09-01}]
    stages: [{title: Choice, evidence: reviews}, Purchase, Use]
    ```

    ## How to fix
    Write the day the data was gathered, not the day it was put into the map.
    """
    undated = [i for i, source in enumerate(subject.journey.sources) if source.date is None]
    if undated:
        sources = subject.journey.sources
        titles = "; ".join(sources[i].title for i in undated)
        yield Spot(("sources", undated[0]), {"titles": titles}, anchor_of(sources[undated[0]]))


def outdated_source(subject: Subject, settings: Settings) -> Iterator[Spot]:
    """Renew old research.

    ## What it does
    Compares the `date` of each source of the map, and of the catalog’s that it names, with the day of the check.

    ## Why it is bad
    Prices, competitors and habits change; so does what customers expect. Old data describes a journey that is no
    longer there.

    ## Example
    ```yaml
    title: Buying a kettle
    sources: [{id: interviews, type: interview, title: Interviews, date: 2021-03-01, sample: 9}]
    stages: [{title: Choice, evidence: interviews}, Purchase, Use]
    ```
    ```yaml
    title: Buying a kettle
    sources: [{id: interviews, type: interview, title: Interviews, date: 2026-09-01, sample: 9}]
    stages: [{title: Choice, evidence: interviews}, Purchase, Use]
    ```

    ## How to fix
    Repeat the research, at least in small. What is confirmed keeps its evidence under the new date; take the old
    source off the other claims.
    """
    for source_id, loc in subject.evidence.items():
        source = subject.sources[source_id]
        if source.date and is_older(source.date, settings.max_source_age, subject.today):
            values = {"title": source.title, "date": source.date.isoformat(), "months": str(settings.max_source_age)}
            yield Spot(loc, values, anchor_of(source))


def _has_several_sources(subject: Subject) -> bool:
    of_personas = sum(len(persona.sources) for persona, _ in subject.travellers)
    return has_sources(subject) and len(subject.evidence) + of_personas > 1


def _has_own_sources(subject: Subject) -> bool:
    return bool(subject.journey.sources)


RULES = (
    Rule(
        "CJM204",
        "single-source",
        RuleLevel.WARNING,
        N_('the whole map rests on one source, "{title}"'),
        single_source,
        has_sources,
    ),
    Rule(
        "CJM205",
        "small-sample",
        RuleLevel.WARNING,
        N_('the sample of "{title}" is {sample}; fewer than {least} tell little'),
        small_sample,
        has_sources,
        ("min_interviews", "min_user_tests", "min_survey"),
    ),
    Rule(
        "CJM206",
        "one-sided-research",
        RuleLevel.NOTE,
        N_("all sources are of one kind ({types}): only figures, or only stories"),
        one_sided_research,
        _has_several_sources,
    ),
    Rule(
        "CJM207",
        "undated-source",
        RuleLevel.NOTE,
        N_("sources without a date: {titles}"),
        undated_source,
        _has_own_sources,
    ),
    Rule(
        "CJM208",
        "outdated-source",
        RuleLevel.WARNING,
        N_('"{title}" of {date} is older than {months} months'),
        outdated_source,
        has_sources,
        ("max_source_age",),
    ),
)
