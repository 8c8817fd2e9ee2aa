"""What holds for every map, and every figure worked out a second way."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_plugin.analysis.evidence import evidence_coverage
from cjm_plugin.analysis.ranking import best_opportunity, pain_weight, ranked_opportunities, ranked_pains, worst_pain
from cjm_plugin.analysis.review import Freshness, review_state
from cjm_plugin.analysis.scores import map_score, moment_score, weak_link
from cjm_plugin.model.cycle import Cycle
from cjm_plugin.model.identity import with_ids
from cjm_plugin.model.journey_map import JourneyMap, Review
from cjm_plugin.model.moment import Moment
from cjm_plugin.model.opportunity import Opportunity
from cjm_plugin.model.pain import Pain
from cjm_plugin.model.stage import Stage, Step
from cjm_plugin.model.values import Frequency, OpportunityStatus, PainStatus, Severity
from cjm_plugin.model.walk import opportunities, pains

ratings = st.none() | st.integers(1, 5)
halves = st.integers(2, 10).map(lambda number: number / 2)
scores = st.none() | halves | st.dictionaries(st.sampled_from(["ann", "bob"]), halves)
evidence = st.sampled_from([(), ("s",), ("s", "t")])
some_pains = st.lists(
    st.builds(
        Pain,
        what=st.just("Pain"),
        severity=st.none() | st.sampled_from(Severity),
        frequency=st.none() | st.sampled_from(Frequency),
        status=st.sampled_from(PainStatus),
        evidence=evidence,
    ),
    max_size=3,
).map(tuple)
some_opportunities = st.lists(
    st.builds(
        Opportunity,
        idea=st.just("Idea"),
        impact=ratings,
        effort=ratings,
        status=st.sampled_from(OpportunityStatus),
    ),
    max_size=3,
).map(tuple)
steps = st.builds(
    Step,
    action=st.just("Step"),
    score=scores,
    evidence=evidence,
    pains=some_pains,
    opportunities=some_opportunities,
)
stages = st.builds(
    Stage,
    title=st.just("Stage"),
    score=scores,
    evidence=evidence,
    pains=some_pains,
    opportunities=some_opportunities,
    steps=st.lists(steps, max_size=3).map(tuple),
)
journeys = st.builds(
    JourneyMap, title=st.just("Journey"), stages=st.lists(stages, min_size=1, max_size=3).map(tuple)
).map(with_ids)


def mean(values: list[Fraction]) -> Fraction | None:
    return sum(values, Fraction(0)) / len(values) if values else None


def exact(moment: Moment) -> Fraction | None:
    return mean([Fraction(score) for score in (moment.score or {}).values()])


@settings(max_examples=50, deadline=None)
@given(journeys)
def test_the_score_of_a_map_is_a_mean_of_means_of_means(journey: JourneyMap) -> None:
    means = []
    for stage in journey.stages:
        by_steps = mean([score for step in stage.steps if (score := exact(step)) is not None])
        of_stage = exact(stage) if by_steps is None else by_steps
        means += [] if of_stage is None else [of_stage]
    expected = mean(means)
    assert map_score(journey) == (None if expected is None else pytest.approx(float(expected)))


def felt_moments(stage: Stage) -> Sequence[Moment]:
    return stage.steps if any(step.score for step in stage.steps) or not stage.score else (stage,)


@settings(max_examples=50, deadline=None)
@given(journeys)
def test_no_moment_feels_worse_than_the_weak_link_and_none_as_bad_comes_before(journey: JourneyMap) -> None:
    felt = [(moment.id, exact(moment)) for stage in journey.stages for moment in felt_moments(stage)]
    known = [(id_, score) for id_, score in felt if score is not None]
    weak = weak_link(journey)
    if weak is None:
        assert len({score for _, score in known}) < 2
    else:
        lowest = min(score for _, score in known)
        assert weak.noun.id == next(id_ for id_, score in known if score == lowest)
        assert moment_score(weak.noun) == pytest.approx(float(lowest))


@settings(max_examples=50, deadline=None)
@given(journeys)
def test_the_ranking_holds_every_pain_once_and_the_order_of_the_map_among_equals(journey: JourneyMap) -> None:
    severities, statuses = [None, *Severity], [*PainStatus]
    place = {placed.noun.id: number for number, placed in enumerate(pains(journey))}
    ranked = [placed.noun for placed in ranked_pains(journey)]
    assert sorted(pain.id for pain in ranked) == sorted(place)
    for before, after in pairwise(ranked):
        assert statuses.index(before.status) <= statuses.index(after.status)
        if before.status is after.status:
            assert pain_weight(before) >= pain_weight(after)
            if pain_weight(before) == pain_weight(after):
                harm = [severities.index(pain.severity) for pain in (before, after)]
                proof = [bool(pain.evidence) for pain in (before, after)]
                assert (harm[0], proof[0]) >= (harm[1], proof[1])
                if (harm[0], proof[0]) == (harm[1], proof[1]):
                    assert place[before.id] < place[after.id]
    worst = worst_pain(journey)
    alive = [pain for pain in ranked if pain.status is not PainStatus.RESOLVED]
    assert (worst.noun if worst else None) == next(iter(alive), None)


@settings(max_examples=50, deadline=None)
@given(journeys)
def test_the_ranking_holds_every_opportunity_once_and_closed_ones_last(journey: JourneyMap) -> None:
    closed = {OpportunityStatus.DONE, OpportunityStatus.REJECTED}
    ranked = [placed.noun for placed in ranked_opportunities(journey)]
    assert sorted(item.id for item in ranked) == sorted(placed.noun.id for placed in opportunities(journey))
    for before, after in pairwise(ranked):
        assert (before.status in closed) <= (after.status in closed)
        if (before.status in closed) == (after.status in closed) and after.impact and after.effort:
            assert before.impact
            assert before.effort
            assert before.impact - before.effort >= after.impact - after.effort
    best = best_opportunity(journey)
    assert (best is None) == all(item.status in closed for item in ranked)


@settings(max_examples=50, deadline=None)
@given(journeys)
def test_every_claim_counts_once(journey: JourneyMap) -> None:
    holders: list[Moment] = [holder for stage in journey.stages for holder in (stage, *stage.steps)]
    around = [stage for stage in journey.stages if stage.steps and not stage.evidence]
    claims: list[Moment | Pain] = [holder for holder in holders if holder not in around]
    claims += [pain for holder in holders for pain in holder.pains]
    coverage = evidence_coverage(journey)
    assert (coverage.claims, coverage.backed) == (len(claims), len([claim for claim in claims if claim.evidence]))
    assert 0 <= coverage.share <= 1


@settings(deadline=None)
@given(
    reviewed=st.dates(dt.date(1970, 1, 1), dt.date(2100, 1, 1)),
    months=st.integers(0, 60),
    days=st.integers(0, 400),
    passed=st.integers(0, 2000),
)
def test_the_next_review_is_whole_months_and_then_days_later(
    reviewed: dt.date, months: int, days: int, passed: int
) -> None:
    year, month = divmod(reviewed.year * 12 + reviewed.month - 1 + months, 12)
    day = min(reviewed.day, calendar.monthrange(year, month + 1)[1])
    due = dt.date(year, month + 1, day) + dt.timedelta(days)
    today = reviewed + dt.timedelta(passed)
    review = Review(cycle=Cycle(months, days, ""), last_reviewed=reviewed)
    state = review_state(JourneyMap(title="Journey", stages=(Stage(title="Stage"),), review=review), None, today)
    assert (state.due, state.days_left) == (due, (due - today).days)
    if today > due:
        assert state.freshness is Freshness.OVERDUE
    else:
        assert state.freshness is (Freshness.FRESH if due > today + dt.timedelta(14) else Freshness.DUE_SOON)
