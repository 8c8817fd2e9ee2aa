"""Whether anybody answers for a map and for what it describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_plugin.analysis.anchors import anchor_of
from cjm_plugin.locale import N_
from cjm_plugin.model.identity import folded
from cjm_plugin.rules.rule import Rule, RuleLevel, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_plugin.model.catalog import Channel
    from cjm_plugin.model.moment import Moment
    from cjm_plugin.model.walk import Placed
    from cjm_plugin.rules.settings import Settings
    from cjm_plugin.rules.subject import Subject


def no_owner(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Give every map an owner.

    ## What it does
    Asks for `ownership.owner`, or for an `owner` of the collection the map lies in.

    ## Why it is bad
    After the workshop everybody goes back to work. Within a quarter the map is wrong, and nobody feels called upon
    to say so.

    ## Example
    ```yaml
    title: Buying a kettle
    stages: [Choice, Purchase, Use]
    ```
    ```yaml
    title: Buying a kettle
    ownership: Anna Petrova
    stages: [Choice, Purchase, Use]
    ```

    ## How to fix
    Name one person, not a team: whoever is asked when the map is wrong.
    """
    collection_owner = subject.collection.owner if subject.collection else None
    if not subject.journey.ownership.owner and not collection_owner:
        yield Spot()


def one_function(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Make the map with several functions.

    ## What it does
    On maps with an owner, asks for two or more `ownership.contributors`.

    ## Why it is bad
    Sales, service, product and marketing each see a part of the journey. A map made by one of them is silent about
    what happens with the others, and they do not feel bound by it.

    ## Example
    ```yaml
    title: Buying a kettle
    ownership: {owner: Anna Petrova, contributors: marketing}
    stages: [Choice, Purchase, Use]
    ```
    ```yaml
    title: Buying a kettle
    ownership: {owner: Anna Petrova, contributors: [marketing, support, logistics]}
    stages: [Choice, Purchase, Use]
    ```

    ## How to fix
    Go through the map for an hour with support and sales. They know the pains that no survey shows.
    """
    contributors = {folded(name) for name in subject.journey.ownership.contributors}
    if len(contributors) < 2:
        yield Spot(("ownership", "contributors") if contributors else ("ownership",))


def touchpoint_without_channel(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Name the channel of every touchpoint.

    ## What it does
    Looks for steps, and stages without steps, that name `touchpoints` and no `channels`. All of them make one finding.

    ## Why it is bad
    Each touchpoint is a risk: the customer may leave there. Without the channel nobody can be asked about it, and
    the page of the channel does not list it.

    ## Example
    ```yaml
    title: Buying a kettle
    stages: [{title: Choice, touchpoints: Product page}, Purchase, Use]
    ```
    ```yaml
    title: Buying a kettle
    stages: [{title: Choice, touchpoints: Product page, channels: Website}, Purchase, Use]
    ```

    ## How to fix
    Add `channels`: an id of `catalog.yaml`, or free text. A touchpoint may be reached by several.
    """
    missing = [placed for placed in subject.columns if placed.noun.touchpoints and not placed.noun.channels]
    if missing:
        touchpoints = dict.fromkeys(name for placed in missing for name in placed.noun.touchpoints)
        values = {"touchpoints": "; ".join(touchpoints)}
        yield Spot((*missing[0].loc, "touchpoints"), values, anchor_of(missing[0].noun))


def channel_without_responsible(subject: Subject, _settings: Settings) -> Iterator[Spot]:
    """Have somebody answer for every channel.

    ## What it does
    Looks for channels of the map without `responsible`, there or in the catalog. All of them make one finding. Where
    the catalog lists channels, only these are asked: free text is often a channel that is not yours, such as a
    friend’s advice.

    ## Why it is bad
    A pain in a channel without a responsible person is everybody’s and nobody’s. Two channels promise the customer
    different things, and nobody notices.

    ## Example
    ```yaml
    title: Buying a kettle
    stages: [{title: Choice, channels: Chat}, Purchase, Use]
    ```
    ```yaml
    title: Buying a kettle
    stages:
      - {title: Choice, channels: [{id: Chat, responsible: Irina Vlasova}]}
      - Purchase
      - Use
    ```

    ## How to fix
    Enter your channels in `catalog.yaml` with `responsible` and `wanted_action`; then every map knows.
    """
    ours = {word: channel for channel in subject.catalog.channels for word in _names(channel)}
    answered = {word for word, channel in ours.items() if channel.responsible}
    told = {folded(use.id) for placed in subject.moments for use in placed.noun.channels if use.responsible}
    missing: dict[str, tuple[str, Placed[Moment], int]] = {}
    for placed in subject.moments:
        for i, use in enumerate(placed.noun.channels):
            word = folded(use.id)
            if word not in told and word not in answered and (word in ours or not ours):
                missing.setdefault(word, (use.id, placed, i))
    if missing:
        _, placed, i = next(iter(missing.values()))
        values = {"channels": "; ".join(name for name, _, _ in missing.values())}
        yield Spot((*placed.loc, "channels", i), values, anchor_of(placed.noun))


def _names(channel: Channel) -> tuple[str, str]:
    return folded(channel.id), folded(channel.title)


def _has_owner(subject: Subject) -> bool:
    ownership, collection = subject.journey.ownership, subject.collection
    return bool(ownership.owner or ownership.contributors or (collection and collection.owner))


def _has_touchpoints(subject: Subject) -> bool:
    return any(placed.noun.touchpoints for placed in subject.columns)


def _has_channels(subject: Subject) -> bool:
    return any(placed.noun.channels for placed in subject.moments)


RULES = (
    Rule(
        "CJM251",
        "no-owner",
        RuleLevel.WARNING,
        N_("nobody answers for this map: it has no owner"),
        no_owner,
    ),
    Rule(
        "CJM252",
        "one-function",
        RuleLevel.NOTE,
        N_("the map does not name two functions that worked on it: sales, service, product, marketing"),
        one_function,
        _has_owner,
    ),
    Rule(
        "CJM253",
        "touchpoint-without-channel",
        RuleLevel.NOTE,
        N_("touchpoints without a channel: {touchpoints}"),
        touchpoint_without_channel,
        _has_touchpoints,
    ),
    Rule(
        "CJM254",
        "channel-without-responsible",
        RuleLevel.NOTE,
        N_("channels that nobody answers for: {channels}"),
        channel_without_responsible,
        _has_channels,
    ),
)
