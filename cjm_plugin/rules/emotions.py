"""Whether a map says how the journey feels, and says it honestly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_plugin.analysis.anchors import anchor_of
from cjm_plugin.analysis.scores import moment_score, stage_score
from cjm_plugin.locale import N_
from cjm_plugin.model.stage import name_of
from cjm_plugin.rules.conditions import has_scores
from cjm_plugin.rules.rule import Rule, RuleLevel, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_plugin.model.moment import Moment
    from cjm_plugin.model.walk import Placed
    from cjm_plugin.rules.settings import Settings
    from cjm_plugin.rules.subject import Subject

_FEWEST = 4
"""With fewer scores than this, that they are alike may well be true."""


def no_emotions(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Say how the journey feels.

    ## What it does
    Asks for a `score` somewhere on the map, and for words somewhere: `feels`, `thinks` or `reactions`.

    ## Why it is bad
    Emotions decide whether customers come back, and they are what the map has more than a process chart. A score
    without words does not tell why, words without a score draw no curve.

    ## Example
    ```yaml
    title: Buying a kettle
    stages: [Choice, Purchase, Use]
    ```
    ```yaml
    title: Buying a kettle
    stages:
      - {title: Choice, score: 2, thinks: "They all look the same"}
      - {title: Purchase, score: 4, feels: relief}
      - {title: Use, score: 5}
    ```

    ## How to fix
    Score every step, or every stage that has no steps, from 1 (very bad) to 5 (very good). Add a quote from the
    interviews where the curve turns.
    """
    told = any(placed.noun.feels or placed.noun.thinks or placed.noun.reactions for placed in subject.moments)
    missing = [key for key, there in (("score", has_scores(subject)), ("feels, thinks", told)) if not there]
    if missing:
        yield Spot(values={"keys": ", ".join(missing)})


def unscored_stage(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Score every stage.

    ## What it does
    On maps that have scores, looks for stages without one: neither the stage nor any of its steps. Steps with no
    score beside steps that have one are left alone.

    ## Why it is bad
    The curve has a hole there. Readers take it for a quiet stage; more often nobody asked.

    ## Example
    ```yaml
    title: Buying a kettle
    stages: [{title: Choice, score: 3}, Purchase, {title: Use, score: 5}]
    ```
    ```yaml
    title: Buying a kettle
    stages: [{title: Choice, score: 3}, {title: Purchase, score: 2}, {title: Use, score: 5}]
    ```

    ## How to fix
    Score the stage. If nobody knows how it feels, that is a question for the next interviews.
    """
    for i, stage in enumerate(subject.journey.stages):
        if stage_score(stage) is None:
            yield Spot(("stages", i), {"stage": stage.title}, anchor_of(stage))


def flat_curve(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Show highs and lows.

    ## What it does
    Looks at maps with four scored moments or more: are all scores the same?

    ## Why it is bad
    No journey feels the same all the way. Equal scores were filled in to have some; they tell neither what to mend
    nor what to keep.

    ## Example
    ```yaml
    title: Buying a kettle
    stages: [{title: A, score: 3}, {title: B, score: 3}, {title: C, score: 3}, {title: D, score: 3}]
    ```
    ```yaml
    title: Buying a kettle
    stages: [{title: A, score: 3}, {title: B, score: 2}, {title: C, score: 3}, {title: D, score: 5}]
    ```

    ## How to fix
    Ask where customers were glad and where they nearly left, and begin with these two points. The others lie
    between them.
    """
    scores = _scores(subject)
    if len(set(scores)) == 1:
        yield Spot(values={"score": f"{scores[0]:g}"})


def rosy_curve(subject: Subject, settings: Settings) -> Iterator[Spot]:
    """Show what is bad, too.

    ## What it does
    Looks at maps with four scored moments or more: is the lowest score still good? Maps of a future state are left
    alone, and so are maps whose scores are all the same: CJM233 speaks of them.

    ## Why it is bad
    A map with nothing to mend was made to please. Customers do complain; the map does not show it.

    ## Example
    ```yaml
    title: Buying a kettle
    stages: [{title: A, score: 4}, {title: B, score: 5}, {title: C, score: 4}, {title: D, score: 5}]
    ```
    ```yaml
    title: Buying a kettle
    stages: [{title: A, score: 4}, {title: B, score: 2}, {title: C, score: 4}, {title: D, score: 5}]
    ```

    ## How to fix
    Read a month of support tickets and one-star reviews, and score again. Ask those who left, not only those who
    stayed.
    """
    scores = _scores(subject)
    if len(set(scores)) > 1 and min(scores) >= settings.rosy_score:
        yield Spot(values={"lowest": f"{min(scores):g}"})


def unanswered_weak_link(subject: Subject, settings: Settings) -> Iterator[Spot]:
    """Explain every low point.

    ## What it does
    Looks for moments with a mean score of 2 or less and neither a pain point nor an opportunity: at the step, or at
    its stage without a step named. When a map has no pain points and opportunities at all, only its lowest moment
    is named.

    ## Why it is bad
    The worst touchpoint decides what customers remember. A low score alone does not tell what went wrong, so
    nothing is done about it.

    ## Example
    ```yaml
    title: Buying a kettle
    stages:
      - {title: Choice, score: 4, pains: Too many models}
      - {title: Delivery, score: 1.5}
    ```
    ```yaml
    title: Buying a kettle
    stages:
      - {title: Choice, score: 4, pains: Too many models}
      - {title: Delivery, score: 1.5, pains: The courier comes without calling}
    ```

    ## How to fix
    Write down what makes it so bad as a pain point of this step, in the customer’s words.
    """
    weak = [placed for placed in subject.scored_moments if _is_weak(placed, settings)]
    if not subject.pains and not subject.opportunities:
        weak = sorted(weak, key=lambda placed: moment_score(placed.noun) or 0)[:1]
    else:
        explained = {moment_id for moment_id in _explained(subject) if moment_id}
        weak = [placed for placed in weak if explained.isdisjoint(_ids_around(placed))]
    for placed in weak:
        values = {"moment": name_of(placed.noun), "score": f"{moment_score(placed.noun) or 0:.3g}"}
        yield Spot(placed.loc, values, anchor_of(placed.noun))


def _scores(subject: Subject) -> tuple[float, ...]:
    return tuple(score for placed in subject.scored_moments for score in (placed.noun.score or {}).values())


def _is_weak(placed: Placed[Moment], settings: Settings) -> bool:
    score = moment_score(placed.noun)
    return score is not None and score <= settings.weak_score


def _ids_around(placed: Placed[Moment]) -> set[str]:
    """Return the ids under which somebody may speak of a moment: its own, its stage's, and those of a stage's steps."""
    steps = placed.stage.steps if placed.step is None else ()
    return {placed.noun.id, placed.stage.id, *(step.id for step in steps)}


def _explained(subject: Subject) -> Iterator[str]:
    """Yield the ids of steps, and of whole stages, that a pain point or an opportunity speaks of."""
    for step, stage in (
        *((placed.step, placed.stage) for placed in subject.pains),
        *((placed.step, placed.stage) for placed in subject.opportunities),
    ):
        yield step.id if step else stage.id
    places = {placed.noun.id: placed.step.id for placed in subject.pains if placed.step}
    for idea in subject.opportunities:
        yield from (places.get(pain_id, "") for pain_id in idea.noun.addresses)


def _has_a_curve(subject: Subject) -> bool:
    return sum(bool(placed.noun.score) for placed in subject.scored_moments) >= _FEWEST


def _has_a_curve_of_today(subject: Subject) -> bool:
    return subject.shows_what_is and _has_a_curve(subject)


RULES = (
    Rule(
        "CJM231",
        "no-emotions",
        RuleLevel.WARNING,
        N_("the map does not say how the journey feels: it lacks {keys}"),
        no_emotions,
    ),
    Rule(
        "CJM232",
        "unscored-stage",
        RuleLevel.NOTE,
        N_('other stages have a score, "{stage}" has none'),
        unscored_stage,
        has_scores,
    ),
    Rule(
        "CJM233",
        "flat-curve",
        RuleLevel.WARNING,
        N_("every score is {score}: no journey feels the same all the way"),
        flat_curve,
        _has_a_curve,
    ),
    Rule(
        "CJM234",
        "rosy-curve",
        RuleLevel.WARNING,
        N_("no score is below {lowest}: a map with nothing to mend is hardly true"),
        rosy_curve,
        _has_a_curve_of_today,
        ("rosy_score",),
    ),
    Rule(
        "CJM235",
        "unanswered-weak-link",
        RuleLevel.WARNING,
        N_('"{moment}" scores {score}, and no pain point tells why'),
        unanswered_weak_link,
        has_scores,
        ("weak_score",),
    ),
)
