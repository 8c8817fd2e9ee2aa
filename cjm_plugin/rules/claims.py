"""Whether a source can bear the claim that names it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cjm_plugin.analysis.anchors import anchor_of
from cjm_plugin.locale import N_
from cjm_plugin.model.values import Frequency
from cjm_plugin.rules.conditions import has_evidence
from cjm_plugin.rules.research import TELLING
from cjm_plugin.rules.rule import Rule, RuleLevel, Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cjm_plugin.model.source import Source
    from cjm_plugin.model.walk import Loc
    from cjm_plugin.rules.settings import Settings
    from cjm_plugin.rules.subject import Subject

_SHARE = re.compile(r"\d+(?:[.,]\d+)?\s*(?:%|percent\b|per cent\b|процент\w*)", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b(?:customers?|users?|buyers?|clients?|visitors?|guests?|patients?|people|subscribers?|orders?|carts?|calls?|"
    r"requests?|tickets?|клиент\w*|покупател\w*|пользовател\w*|посетител\w*|гост(?:ей|и)|пациент\w*|люд(?:и|ей)|"
    r"подписчик\w*|заказ(?:ов|ы)|корзин|звонк(?:ов|и)|обращени(?:й|я)|заяв(?:ок|ки))\b",
    re.IGNORECASE,
)


def uncounted_share(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Back a share with a count.

    ## What it does
    Looks for a percentage of people or orders (“40 % of customers”) in pain points and in `experience` whose
    sources only tell (interviews, focus groups, user tests, observation, reviews, staff feedback).

    ## Why it is bad
    Two of five people in interviews are not 40 % of customers. A percentage sounds measured and gets quoted as if
    it were.

    ## Example
    ```yaml
    title: Buying a kettle
    sources: [{id: interviews, type: interview, title: Interviews, date: 2026-09-01, sample: 8}]
    stages:
      - title: Purchase
        pains: [{what: 40 % of customers leave at the delivery form, evidence: interviews}]
    ```
    ```yaml
    title: Buying a kettle
    sources:
      - {id: interviews, type: interview, title: Interviews, date: 2026-09-01, sample: 8}
      - {id: funnel, type: analytics, title: Web analytics, date: 2026-10-01}
    stages:
      - title: Purchase
        pains: [{what: 40 % of customers leave at the delivery form, evidence: [interviews, funnel]}]
    ```

    ## How to fix
    Name a source that counts. If there is none, say it as it was heard: “three of eight people asked left here”.
    """
    for text, evidence, loc, anchor in _texts(subject):
        share = _SHARE.search(text)
        if share and _PEOPLE.search(text) and evidence and all(source.type in TELLING for source in evidence):
            yield Spot(loc, {"share": share[0]}, anchor)


def always_for_a_few(subject: Subject, settings: Settings) -> Iterator[Spot]:
    """Say “always” only when enough people say so.

    ## What it does
    Looks for pain points of the frequency `often` or `always` whose sources only tell and together have asked
    fewer people than a threshold. Sources without `sample` are left alone.

    ## Why it is bad
    The frequency decides how pains are ranked. From a handful of people nobody can tell how often something happens.

    ## Example
    ```yaml
    title: Buying a kettle
    sources: [{id: interviews, type: interview, title: Interviews, date: 2026-09-01, sample: 3}]
    stages:
      - title: Purchase
        pains: [{what: The courier is late, frequency: always, evidence: interviews}]
    ```
    ```yaml
    title: Buying a kettle
    sources:
      - {id: interviews, type: interview, title: Interviews, date: 2026-09-01, sample: 3}
      - {id: tickets, type: tickets, title: Calls to support, date: 2026-10-01, sample: 420}
    stages:
      - title: Purchase
        pains: [{what: The courier is late, frequency: always, evidence: [interviews, tickets]}]
    ```

    ## How to fix
    Add a source that counts: tickets, analytics, a survey. Until then leave `frequency` out.
    """
    for placed in subject.pains:
        pain = placed.noun
        sources = _named(subject, pain.evidence)
        samples = [source.sample for source in sources if source.sample is not None and source.type in TELLING]
        told_only = bool(sources) and len(samples) == len(sources)
        if pain.frequency in {Frequency.OFTEN, Frequency.ALWAYS} and told_only:
            asked = sum(samples)
            if asked < settings.min_people_for_always:
                values = {"pain": pain.what, "frequency": str(pain.frequency), "asked": str(asked)}
                yield Spot(placed.loc, values, anchor_of(pain))


def _texts(subject: Subject) -> Iterator[tuple[str, tuple[Source, ...], Loc, str]]:
    """Yield what is claimed, with its sources, its place and its id on the page."""
    for pain in subject.pains:
        yield pain.noun.what, _named(subject, pain.noun.evidence), (*pain.loc, "what"), anchor_of(pain.noun)
    for placed in subject.moments:
        sources = _named(subject, placed.noun.evidence)
        for i, text in enumerate(placed.noun.experience):
            yield text, sources, (*placed.loc, "experience", i), anchor_of(placed.noun)


def _named(subject: Subject, ids: Iterable[str]) -> tuple[Source, ...]:
    return tuple(subject.sources[source_id] for source_id in ids if source_id in subject.sources)


RULES = (
    Rule(
        "CJM209",
        "uncounted-share",
        RuleLevel.WARNING,
        N_('"{share}" is a count, but no source of this claim counts'),
        uncounted_share,
        has_evidence,
    ),
    Rule(
        "CJM210",
        "always-for-a-few",
        RuleLevel.WARNING,
        N_('"{pain}" is said to happen "{frequency}", but the number of people asked is {asked}'),
        always_for_a_few,
        has_evidence,
        ("min_people_for_always",),
    ),
)
