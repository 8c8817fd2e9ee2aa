"""Whether the claims of a map rest on anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_plugin.analysis.anchors import anchor_of
from cjm_plugin.analysis.scores import moment_score, stage_score
from cjm_plugin.locale import N_
from cjm_plugin.model.stage import name_of
from cjm_plugin.rules.conditions import (
    has_evidence,
    has_scores,
    has_sources,
    has_unresolved_pains,
    is_unresolved,
)
from cjm_plugin.rules.rule import Rule, RuleLevel, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_plugin.model.moment import Moment
    from cjm_plugin.model.stage import Stage
    from cjm_plugin.model.walk import Placed
    from cjm_plugin.rules.settings import Settings
    from cjm_plugin.rules.subject import Subject


def no_sources(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Name what the map rests on.

    ## What it does
    Asks for at least one source: in `sources` of the map, or in the catalog and named by a claim. Maps of a future
    state are left alone.

    ## Why it is bad
    Without research a map shows what the team believes. It looks like knowledge all the same, and decisions are
    built on it.

    ## Example
    ```yaml
    title: Buying a kettle
    stages: [Choice, Purchase, Use]
    ```
    ```yaml
    title: Buying a kettle
    sources:
      - {id: interviews, type: interview, title: Interviews with buyers, date: 2026-09-01, sample: 8}
    stages:
      - {title: Choice, evidence: interviews}
      - Purchase
      - Use
    ```

    ## How to fix
    Write down what you already have: calls to support, reviews, web analytics, a few interviews. Name it in
    `evidence` where it shows something. What no source shows stays on the map as an assumption.
    """
    if not subject.evidence:
        yield Spot()


def unbacked_pains(subject: Subject, settings: Settings) -> Iterator[Spot]:
    """Back most pain points with evidence.

    ## What it does
    Counts the unresolved pain points that name a source in `evidence`, and compares their share with a threshold.
    Maps of a future state are left alone.

    ## Why it is bad
    Work on assumed pains costs as much as work on real ones, and helps nobody.

    ## Example
    ```yaml
    title: Buying a kettle
    sources: [{id: reviews, type: reviews, title: Reviews, date: 2026-09-01}]
    stages:
      - title: Choice
        pains:
          - {what: Too many models, evidence: reviews}
          - The site is slow
          - Photos are small
    ```
    ```yaml
    title: Buying a kettle
    sources: [{id: reviews, type: reviews, title: Reviews, date: 2026-09-01}]
    stages:
      - title: Choice
        pains:
          - {what: Too many models, evidence: reviews}
          - {what: Photos are small, evidence: reviews}
          - The site is slow
    ```

    ## How to fix
    Begin with the most severe pains: find a source for each, or plan the research that will show whether it is
    real. Delete what nobody could confirm.
    """
    pains = [placed for placed in subject.pains if is_unresolved(placed.noun)]
    assumed = [placed for placed in pains if not placed.noun.evidence]
    backed = len(pains) - len(assumed)
    if 100 * backed < settings.min_backed_pains * len(pains):
        first = assumed[0]
        yield Spot(first.loc, {"backed": str(backed), "all": str(len(pains))}, anchor_of(first.noun))


def stage_without_evidence(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Have some evidence in every stage.

    ## What it does
    Looks for stages with steps, a score or pain points of which none names a source, on maps that have evidence
    elsewhere. Maps of a future state are left alone.

    ## Why it is bad
    The gap is easy to overlook: the stage stands among researched ones and is trusted as they are.

    ## Example
    ```yaml
    title: Buying a kettle
    sources: [{id: reviews, type: reviews, title: Reviews, date: 2026-09-01}]
    stages:
      - {title: Choice, score: 3, evidence: reviews}
      - {title: Purchase, score: 4}
    ```
    ```yaml
    title: Buying a kettle
    sources: [{id: reviews, type: reviews, title: Reviews, date: 2026-09-01}]
    stages:
      - {title: Choice, score: 3, evidence: reviews}
      - {title: Purchase, score: 4, evidence: reviews}
    ```

    ## How to fix
    Ask about this stage in the next interviews, or look into the analytics of its pages. Until then leave it as it
    is: the map marks assumptions by itself.
    """
    for i, stage in enumerate(subject.journey.stages):
        if _claims_something(stage) and not any(_evidence_in(stage)):
            yield Spot(("stages", i), {"stage": stage.title}, anchor_of(stage))


def weak_moment_of_truth(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Prove and score every moment of truth.

    ## What it does
    Looks at steps and stages with `moment_of_truth: true`. Where other moments of the map have evidence, it asks for
    evidence, on the moment or on a pain point there; where others have a score, it asks for a score.

    ## Why it is bad
    Here customers decide whether to stay. A guess in this place moves the whole plan.

    ## Example
    ```yaml
    title: Buying a kettle
    sources: [{id: reviews, type: reviews, title: Reviews, date: 2026-09-01}]
    stages:
      - {title: Choice, score: 3, evidence: reviews}
      - {title: First use, moment_of_truth: true}
    ```
    ```yaml
    title: Buying a kettle
    sources: [{id: reviews, type: reviews, title: Reviews, date: 2026-09-01}]
    stages:
      - {title: Choice, score: 3, evidence: reviews}
      - {title: First use, score: 2, moment_of_truth: true, evidence: reviews}
    ```

    ## How to fix
    Add the score and the source. If there is none, this moment is the first thing to research.
    """
    wants_evidence, wants_score = has_evidence(subject), has_scores(subject)
    proven = {placed.step.id for placed in subject.pains if placed.step and placed.noun.evidence}
    for placed in subject.moments:
        if not placed.noun.moment_of_truth:
            continue
        missing = []
        if wants_evidence and not any(_evidence_at(placed)) and placed.noun.id not in proven:
            missing.append("evidence")
        if wants_score and _score_at(placed) is None:
            missing.append("score")
        if missing:
            yield Spot(placed.loc, {"keys": ", ".join(missing), "moment": name_of(placed.noun)}, anchor_of(placed.noun))


def _claims_something(stage: Stage) -> bool:
    return bool(stage.steps or stage.score or stage.pains)


def _evidence_in(stage: Stage) -> Iterator[tuple[str, ...]]:
    for moment in (stage, *stage.steps):
        yield moment.evidence
        yield from (pain.evidence for pain in moment.pains)
        yield from (idea.evidence for idea in moment.opportunities)


def _evidence_at(placed: Placed[Moment]) -> Iterator[tuple[str, ...]]:
    if placed.step is None:
        return _evidence_in(placed.stage)
    return iter((placed.noun.evidence, *(pain.evidence for pain in placed.noun.pains)))


def _score_at(placed: Placed[Moment]) -> float | None:
    return stage_score(placed.stage) if placed.step is None else moment_score(placed.noun)


def _shows_what_is(subject: Subject) -> bool:
    return subject.shows_what_is


def _can_be_backed(subject: Subject) -> bool:
    return subject.shows_what_is and has_sources(subject) and has_unresolved_pains(subject)


def _has_moments_of_truth(subject: Subject) -> bool:
    compared = has_evidence(subject) or has_scores(subject)
    return compared and any(placed.noun.moment_of_truth for placed in subject.moments)


RULES = (
    Rule(
        "CJM201",
        "no-sources",
        RuleLevel.WARNING,
        N_("nothing on this map names a source: all of it is assumed"),
        no_sources,
        _shows_what_is,
    ),
    Rule(
        "CJM202",
        "unbacked-pains",
        RuleLevel.WARNING,
        N_("pain points that name a source: {backed} of {all}"),
        unbacked_pains,
        _can_be_backed,
        ("min_backed_pains",),
    ),
    Rule(
        "CJM203",
        "stage-without-evidence",
        RuleLevel.NOTE,
        N_('nothing in the stage "{stage}" names a source'),
        stage_without_evidence,
        has_evidence,
    ),
    Rule(
        "CJM211",
        "weak-moment-of-truth",
        RuleLevel.WARNING,
        N_('the moment of truth "{moment}" lacks {keys}'),
        weak_moment_of_truth,
        _has_moments_of_truth,
    ),
)
