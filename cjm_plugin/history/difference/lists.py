"""Lists of nouns: what tells their items apart, and what an item that came or went is called."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from cjm_plugin.history.difference.change import Subject
from cjm_plugin.history.difference.kinds import ChangeKind, NounKind
from cjm_plugin.history.difference.matching import Item, Pairs, pair, pair_in_passes
from cjm_plugin.history.difference.twins import items_of
from cjm_plugin.history.difference.versions import Versions
from cjm_plugin.model.base import Noun
from cjm_plugin.model.catalog import Channel, Person, SharedPain, Team
from cjm_plugin.model.journey_map import ReviewEntry, SilencedRule
from cjm_plugin.model.metric import Metric
from cjm_plugin.model.moment import ChannelUse, Transition
from cjm_plugin.model.source import Source

Meant = Callable[[NounKind, str], Subject]
"""Tells what an id means in one of the versions."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list of a noun is made of. `key` is the field that tells items apart; "": an id made from the text."""

    kind: NounKind
    key: str = ""
    added: ChangeKind = ChangeKind.ITEM_ADDED
    removed: ChangeKind = ChangeKind.ITEM_REMOVED


LISTINGS: dict[type[Noun], Listing] = {
    ChannelUse: Listing(NounKind.CHANNEL, "id", ChangeKind.CHANNEL_ADDED, ChangeKind.CHANNEL_REMOVED),
    Transition: Listing(NounKind.WAY, "to", ChangeKind.WAY_ADDED, ChangeKind.WAY_REMOVED),
    ReviewEntry: Listing(NounKind.REVIEW, "date", ChangeKind.REVIEW_LOGGED),
    SilencedRule: Listing(NounKind.RULE, "rule"),
    Source: Listing(NounKind.SOURCE, "", ChangeKind.SOURCE_ADDED, ChangeKind.SOURCE_REMOVED),
    Metric: Listing(NounKind.METRIC, "", ChangeKind.METRIC_ADDED, ChangeKind.METRIC_REMOVED),
    Channel: Listing(NounKind.CHANNEL),
    Team: Listing(NounKind.TEAM),
    SharedPain: Listing(NounKind.PAIN),
    Person: Listing(NounKind.PERSON, "name"),
}
"""The nouns that stand in lists which are compared item by item, in no order."""


def listing_of(noun: type[Noun]) -> Listing:
    """Return what a list of a noun is made of, also of one that nothing is known of here."""
    known = LISTINGS.get(noun)
    if known:
        return known
    has_id = "id" in noun.model_fields and noun.main_text != "id"
    return Listing(NounKind.ENTRY, "" if has_id and noun.main_text else noun.main_text or next(iter(noun.model_fields)))


def subject_in_list(noun: Noun, meant: Meant) -> Subject:
    """Return an item as the subject of a change."""
    listing = listing_of(type(noun))
    if isinstance(noun, Transition):
        target = meant(NounKind.STEP, noun.to)
        return Subject(listing.kind, target.id, target.title)
    if isinstance(noun, ReviewEntry):
        day = noun.date.isoformat() if noun.date else ""
        return Subject(listing.kind, day, day or noun.by or noun.note or "")
    key = getattr(noun, listing.key or "id")
    return Subject(listing.kind, key, getattr(noun, type(noun).main_text, "") or key)


def paired(old: Sequence[Noun], new: Sequence[Noun], versions: Versions) -> Pairs:
    """Pair the items of two versions of a list, by their indexes."""
    listing = listing_of(type((*old, *new)[0]))
    if not listing.key:
        text_field = type((*old, *new)[0]).main_text
        return pair(items_of(old, text_field), items_of(new, text_field))
    refers = listing.kind is NounKind.WAY
    keys = [str(getattr(noun, listing.key)) for noun in old]
    keys = [versions.current_id(NounKind.STEP, key) if refers else key for key in keys]
    olds = [_item(i, noun, keys[i]) for i, noun in enumerate(old)]
    news = [_item(j, noun, str(getattr(noun, listing.key))) for j, noun in enumerate(new)]
    return pair_in_passes(olds, news, _BY_KEY)


_BY_KEY: tuple[Callable[[Item], Hashable], ...] = (
    lambda item: (item.id, item.content()),
    lambda item: item.id,
)


def _item(index: int, noun: Noun, key: str) -> Item:
    return Item(index, key, key, content=lambda: noun.model_dump_json(exclude_defaults=True))
