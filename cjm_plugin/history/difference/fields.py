"""Field by field: what two versions of a noun say differently. Whatever field the format gets, it is compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from cjm_plugin.history.difference.change import Change, Place, Subject, Value
from cjm_plugin.history.difference.judging import judged, told_along
from cjm_plugin.history.difference.kinds import ChangeKind, NounKind
from cjm_plugin.history.difference.lists import Meant, listing_of, paired, subject_in_list
from cjm_plugin.history.difference.matching import Pairs, is_derived
from cjm_plugin.history.difference.scores import compare_scores
from cjm_plugin.history.difference.texts import normal
from cjm_plugin.history.difference.versions import REFERENCES, Versions
from cjm_plugin.model.base import SET_ASIDE, Noun
from cjm_plugin.model.cycle import Cycle

WITHOUT_ORDER = frozenset(
    {
        "tags",
        "contributors",
        "reviewers",
        "children",
        "related",
        "watches",
        "personas",
        "evidence",
        "addresses",
        "needs",
    }
)
"""Lists that say the same in any order."""


def compare_nouns(
    old: Noun | None, new: Noun | None, place: Place, versions: Versions, skip: Iterable[str] = ()
) -> Iterator[Change]:
    """Yield the changes of all fields but those in `skip` and `id`; None stands for a noun that says nothing."""
    either = new or old
    if either is None or (old == new and versions.have_same_ids):
        return
    left_out = {"id", *skip}
    for name, field in type(either).model_fields.items():
        if name not in left_out:
            values = _value(old, name, field), _value(new, name, field)
            if values[0] != values[1] or not versions.have_same_ids:
                yield from _compare(either, name, values, place.field(_key(name, field)), versions)


def compare_named(old: Noun, new: Noun, place: Place, versions: Versions, skip: Iterable[str] = ()) -> Iterator[Change]:
    """Yield the changes of a noun with an id and a text, also those of the id that its text does not explain."""
    before, after = _id(old), _id(new)
    if before != after and not (is_derived(before, _main_text(old)) and is_derived(after, _main_text(new))):
        yield place.field("id").change(ChangeKind.ID_CHANGED, before, after)
    yield from compare_nouns(old, new, place, versions, skip)


def compare_lists(
    old: tuple[Noun, ...], new: tuple[Noun, ...], place: Place, versions: Versions, pairs: Pairs | None = None
) -> Iterator[Change]:
    """Yield what came to, went from or changed in a list of nouns, in no order. Which is which is said by `pairs`."""
    if not old and not new:
        return
    listing = listing_of(type((*old, *new)[0]))
    pairs = paired(old, new, versions) if pairs is None else pairs
    for i, j in sorted(pairs, key=lambda pair: pair[1]):
        here = place.item(subject_in_list(new[j], versions.meant_now), i, j)
        compare = compare_nouns if listing.key else compare_named
        yield from compare(old[i], new[j], here, versions, {listing.key})
    for i in sorted(set(range(len(old))) - {i for i, _ in pairs}):
        subject = subject_in_list(old[i], versions.meant_before)
        yield place.item(subject, i, None).change(listing.removed, details=_facts(old[i], listing.key))
    for j in sorted(set(range(len(new))) - {j for _, j in pairs}):
        subject = subject_in_list(new[j], versions.meant_now)
        yield place.item(subject, None, j).change(listing.added, details=_facts(new[j], listing.key))


def told(value: Any) -> Value:
    """Return a value as a change holds it."""
    return value.text if isinstance(value, Cycle) else value


def _facts(noun: Noun, key: str) -> tuple[tuple[str, Value], ...]:
    """Return what else is said of an item that came or went, by key."""
    skipped = {"id", "extensions", key or type(noun).main_text}
    facts = []
    for name, field in type(noun).model_fields.items():
        value = getattr(noun, name)
        if name not in skipped and value != field.default and value not in (None, (), ""):
            facts.append((name, told(value)))
    return tuple(facts)


def _id(noun: Noun) -> str:
    return str(getattr(noun, "id", ""))


def _main_text(noun: Noun) -> str:
    return getattr(noun, type(noun).main_text, None) or _id(noun)


def _value(noun: Noun | None, name: str, field: FieldInfo) -> Any:
    if noun is not None:
        return getattr(noun, name)
    default = field.get_default(call_default_factory=True)
    return None if default is PydanticUndefined else default


def _key(name: str, field: FieldInfo) -> str:
    return name if (field.alias or name).startswith(SET_ASIDE) else field.alias or name


def _compare(noun: Noun, name: str, values: tuple[Any, Any], place: Place, versions: Versions) -> Iterator[Change]:
    before, after = values
    if name == "score":
        yield from compare_scores(before or {}, after or {}, place, versions)
    elif name == "lane_values":
        yield from _compare_lane_values(noun, values, place, versions)
    elif isinstance(before, Mapping):
        for key in dict.fromkeys((*before, *after)):
            yield from _compare_values(noun, name, (before.get(key), after.get(key)), place.field(key), versions)
    elif any(isinstance(item, Noun) for value in values if isinstance(value, tuple) for item in value):
        yield from compare_lists(before, after, place, versions)
    elif isinstance(before, Noun) or isinstance(after, Noun):
        yield from compare_nouns(before, after, place, versions)
    else:
        yield from _compare_values(noun, name, values, place, versions)


def _compare_lane_values(
    noun: Noun, values: tuple[Mapping[str, Any], Mapping[str, Any]], place: Place, versions: Versions
) -> Iterator[Change]:
    """Compare what stands in the rows that both versions have; the others come and go as a whole."""
    old_names = {versions.current_id(NounKind.LANE, lane): lane for lane in values[0]}
    for lane in dict.fromkeys((*old_names, *values[1])):
        if lane not in versions.passing_lanes:
            old_name = old_names.get(lane, lane)
            both = values[0].get(old_name, ()), values[1].get(lane, ())
            here = place.field(lane, old_name)
            row = versions.meant_now(NounKind.LANE, lane)
            yield from _compare_values(
                noun, "lane_values", both, replace(here, subjects=(*here.subjects, row), path=()), versions
            )


def _compare_values(
    noun: Noun, name: str, values: tuple[Any, Any], place: Place, versions: Versions
) -> Iterator[Change]:
    before, after = values
    if name in REFERENCES:
        before = _meant(before, REFERENCES[name], versions.meant_before)
        after = _meant(after, REFERENCES[name], versions.meant_now)
    if _meaning(before, name) == _meaning(after, name):
        return
    kind, effect = judged(noun, name, before, after)
    if kind is ChangeKind.FIELD_CHANGED and _has_same_items(before, after):
        kind = ChangeKind.FIELD_REORDERED
    change = place.change(kind, told(before), told(after), effect, told_along(noun, kind))
    yield _with_id(change) if name == type(noun).main_text and "id" in type(noun).model_fields else change


def _meant(value: Any, kind: NounKind, meant: Meant) -> Any:
    if isinstance(value, tuple):
        return tuple(meant(kind, id_) for id_ in value)
    return meant(kind, value) if value else value


def _meaning(value: Any, name: str = "") -> Any:
    """Return what two values must share to say the same."""
    if isinstance(value, tuple):
        items = [_meaning(item) for item in value]
        return frozenset(items) if name in WITHOUT_ORDER else items
    if isinstance(value, Cycle):
        return value.months, value.days
    if isinstance(value, Subject):
        return value.id
    return normal(value) if isinstance(value, str) and not isinstance(value, StrEnum) else value


def _has_same_items(before: Any, after: Any) -> bool:
    if not isinstance(before, tuple) or not isinstance(after, tuple):
        return False
    return Counter(map(_meaning, before)) == Counter(map(_meaning, after))


def _with_id(change: Change) -> Change:
    """Let the change of a text account for the id that is made from it."""
    old_at = tuple((*way[:-1], "id") for way in change.old_at)
    new_at = tuple((*way[:-1], "id") for way in change.new_at)
    return replace(change, old_at=change.old_at + old_at, new_at=change.new_at + new_at)
