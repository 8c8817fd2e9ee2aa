"""Changes in plain sentences, in every language of the interface."""

from __future__ import annotations

from collections import Counter

from cjm_plugin.history.difference import Change, ChangeKind, NounKind, Subject, Value
from cjm_plugin.history.difference.matching import LIKE_ENOUGH
from cjm_plugin.history.difference.texts import likeness
from cjm_plugin.history.wording_sentences import FIRST, SENTENCES, WITHOUT_BEFORE
from cjm_plugin.history.wording_values import NOTHING, Escape, Writer
from cjm_plugin.locale import N_, Interface
from cjm_plugin.model.days import day_of

_MOMENTS = (NounKind.STAGE, NounKind.STEP)
_PARTS_OF_MOMENTS = (NounKind.CHANNEL, NounKind.WAY, NounKind.LANE)
_TOLD_OTHERWISE = frozenset({"steps", "entries", "after", "unit", "persona"})
"""Details that are no fact of their own: they stand elsewhere in the sentence, or count nothing."""
_WITH_HOLDER = frozenset(
    {ChangeKind.PAIN_OPENED, ChangeKind.PAIN_ADDED, ChangeKind.OPPORTUNITY_ADDED, ChangeKind.PAIN_REMOVED}
)
_UNQUOTED = frozenset(
    {
        ChangeKind.OWNER_CHANGED,
        ChangeKind.OPPORTUNITY_OWNER,
        ChangeKind.REVIEW_CYCLE,
        ChangeKind.VERSION_CHANGED,
        ChangeKind.ID_CHANGED,
    }
)
"""Kinds whose texts cannot be taken for part of the sentence."""


def sentence(change: Change, words: Interface, escape: Escape = str) -> str:
    """Return one line that tells a change. `escape` makes text of users harmless where the line is to stand."""
    writer = Writer(words, escape)
    template = SENTENCES[change.kind]
    if change.before is None:
        template = WITHOUT_BEFORE.get(change.kind, template)
    above = dict(change.details).get("after")
    if above == "":
        template = FIRST[change.kind]
    told = words.text(template).format(
        name=writer.name(change.place[-1].title) if change.place else "",
        day=_day(change, writer),
        thing=_thing(change, writer),
        where=" › ".join(part for part in (_thing(change, writer), writer.label(change.path)) if part),
        holder=writer.noun(change.place[-2]) if len(change.place) > 1 else "",
        field=writer.field(change.path),
        above=writer.name(str(above)) if above else "",
        before=_value(change.before, change, writer),
        after=_value(change.after, change, writer),
        change=_change(change, writer),
    )
    facts = ", ".join(_facts(change, writer))
    return told[:1].upper() + told[1:] + (f" ({facts})" if facts else "")


def _thing(change: Change, writer: Writer) -> str:
    """Return what changed: `step “Compares” (sara)`; what has no name of its own on a map, with its step."""
    if not change.place:
        return ""
    own = [subject for subject in change.place if subject.noun not in _MOMENTS] or list(change.place[-1:])
    if own[0].noun in _PARTS_OF_MOMENTS:
        own = list(change.place[-2:])
    told = " › ".join(map(writer.noun, own))
    persona = dict(change.details).get("persona")
    return f"{told} ({writer.bare(str(persona))})" if persona else told


def _value(value: Value, change: Change, writer: Writer) -> str:
    if isinstance(value, str) and value and change.kind in _UNQUOTED:
        return writer.bare(value)
    unit = dict(change.details).get("unit")
    told = writer.value(value, change.path)
    return f"{told} {writer.bare(str(unit))}" if unit and value is not None else told


def _change(change: Change, writer: Writer) -> str:
    """Return `before → after`; of lists, what was added and removed."""
    before, after = change.before, change.after
    if isinstance(before, tuple) or isinstance(after, tuple):
        return _list_change(_items(before), _items(after), change, writer)
    if change.kind in {ChangeKind.FIELD_SET, ChangeKind.FIELD_REMOVED} and isinstance(before or after, str):
        return _list_change(_items(before), _items(after), change, writer)
    if isinstance(before, str) and isinstance(after, str) and change.kind not in _UNQUOTED:
        return writer.both(before, after, change.path)
    if change.kind in {ChangeKind.PAIN_MOVED, ChangeKind.OPPORTUNITY_MOVED}:
        return " → ".join(writer.noun(value) for value in (before, after) if isinstance(value, Subject))
    return f"{_value(before, change, writer)} → {_value(after, change, writer)}"


def _items(value: Value) -> tuple[Value, ...]:
    if value in (None, ""):
        return ()
    return value if isinstance(value, tuple) else (value,)


def _list_change(before: tuple[Value, ...], after: tuple[Value, ...], change: Change, writer: Writer) -> str:
    """Return what became of the items of a list: those that are alike were reworded, the others came or went."""
    came, went = (
        list((Counter(after) - Counter(before)).elements()),
        list((Counter(before) - Counter(after)).elements()),
    )
    told = []
    for old in list(went):
        new = _reworded(old, came, is_only=len(came) == len(went) == 1)
        if new is not None:
            came.remove(new)
            went.remove(old)
            told.append(writer.both(old, new, change.path))
    for text, items in ((N_("added {items}"), came), (N_("removed {items}"), went)):
        if items:
            listed = ", ".join(writer.value(item, change.path) for item in items)
            told.append(writer.words.text(text).format(items=listed))
    return "; ".join(told)


def _reworded(old: Value, came: list[Value], *, is_only: bool) -> Value:
    """Return the new item that is the old one in other words; the only new one is that of the only old one."""
    texts = [item for item in came if isinstance(item, str)]
    if not texts or not isinstance(old, str):
        return None
    score, new = max((likeness(old, text, LIKE_ENOUGH), text) for text in texts)
    return new if score or is_only else None


def _day(change: Change, writer: Writer) -> str:
    """Return the day of a review, or what else it is known by."""
    known_by = change.place[-1].id if change.place else ""
    try:
        return writer.words.date(day_of(known_by))
    except ValueError:
        return NOTHING


def _facts(change: Change, writer: Writer) -> list[str]:
    """Return what is told of a change beside, in brackets."""
    words = writer.words
    facts = [writer.noun(change.place[-2])] if change.kind in _WITH_HOLDER and len(change.place) > 1 else []
    for key, value in change.details:
        if key == "steps" and isinstance(value, int) and value:
            facts.append(words.plural("{count} step", "{count} steps", value))
        elif key == "entries" and isinstance(value, int) and value:
            if change.kind in {ChangeKind.PERSONA_ADDED, ChangeKind.PERSONA_REMOVED}:
                facts.append(words.plural("{count} score", "{count} scores", value))
            else:
                facts.append(words.plural("{count} entry", "{count} entries", value))
        elif key == "target":
            facts.append(f"{writer.field((key,))}: {_value(value, change, writer)}")
        elif key not in _TOLD_OTHERWISE:
            facts.append(writer.fact(key, value))
    return facts
