"""A map as addresses and what stands there, so that two versions can be compared by somebody else than the code.

An address leads by ids, not by numbers: `("steps", "search", "thinks", 0)`. What the format calls the same in any
order or writing is the same address and value here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cjm_plugin.history.difference import ChangeKind, MapDifference, NounKind
from cjm_plugin.history.difference.matching import is_derived
from cjm_plugin.history.difference.texts import normal
from cjm_plugin.model.cycle import parse_cycle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_plugin.model.journey_map import JourneyMap
    from cjm_plugin.model.walk import Loc

IDENTIFIED = {
    "stages": ("title", NounKind.STEP),
    "steps": ("action", NounKind.STEP),
    "pains": ("what", NounKind.PAIN),
    "opportunities": ("idea", NounKind.OPPORTUNITY),
    "sources": ("title", NounKind.SOURCE),
    "metrics": ("name", NounKind.METRIC),
    "personas": ("name", NounKind.PERSONA),
    "lanes": ("title", NounKind.LANE),
}
KEYED = {"channels": "id", "next": "to", "log": "date", "silence": "rule"}
IN_ANY_ORDER = {"tags", "contributors", "reviewers", "children", "related", "watches", "evidence", "addresses", "needs"}
REFERRING = {
    "evidence": NounKind.SOURCE,
    "addresses": NounKind.PAIN,
    "needs": NounKind.OPPORTUNITY,
    "metric": NounKind.METRIC,
    "stage": NounKind.STEP,
    "step": NounKind.STEP,
    "to": NounKind.STEP,
}
MOVES = {kind for kind in ChangeKind if "-moved" in kind}


@dataclass
class Leaves:
    """What stands at each address, and where in the file that is. `orders` are the ids of each list, in order."""

    values: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    ways: dict[tuple[Any, ...], Loc] = field(default_factory=dict)
    orders: dict[tuple[Any, ...], list[str]] = field(default_factory=lambda: defaultdict(list))
    everyone: set[tuple[Any, ...]] = field(default_factory=set)


class _Flattening:
    def __init__(self, journey: JourneyMap, ids: dict[NounKind, dict[str, str]]) -> None:
        self.leaves = Leaves()
        self.ids = ids
        data = _plain(journey.model_dump(mode="json", by_alias=True))
        self.personas = [self.current(NounKind.PERSONA, _id(item)) for item in data["personas"]]
        self.steps_of: dict[tuple[Any, ...], list[str]] = {}
        self.walk(data, (), ())

    def current(self, kind: NounKind, id_: str) -> str:
        return self.ids.get(kind, {}).get(id_, id_)

    def walk(self, value: Any, address: tuple[Any, ...], way: Loc) -> None:
        if isinstance(value, dict):
            for key, item in value.items():
                self.entry(key, item, value, address, (*way, key))
        elif value not in (None, ""):
            self.leaves.values[address] = normal(value) if isinstance(value, str) else value
            self.leaves.ways[address] = way

    def entry(self, key: str, item: Any, holder: dict[str, Any], address: tuple[Any, ...], way: Loc) -> None:
        if key == "sources" and address:
            return  # of a persona: their ids are their own, and no business of the map
        if key in IDENTIFIED and isinstance(item, list) and (not address or address[0] in {"stages", "steps"}):
            self.identified(key, item, address, way)
        elif key in KEYED and isinstance(item, list):
            self.keyed(key, item, (*address, key), way)
        elif key == "score" and item:
            self.scores(item, (*address, key), way)
        elif key == "lane_values":
            for lane, texts in item.items():
                self.entry("texts", texts, {}, (*address, key, self.current(NounKind.LANE, lane)), (*way, lane))
        elif isinstance(item, list):
            self.listed(key, item, (*address, key), way)
        else:
            self.walk(self.meaning(key, item, holder, address), (*address, key), way)

    def meaning(self, key: str, item: Any, holder: dict[str, Any], address: tuple[Any, ...]) -> Any:
        if key == "cycle" and item:
            return (parse_cycle(item).months, parse_cycle(item).days)
        if key == "id" and address[:1] and address[0] in IDENTIFIED:
            text = holder.get(IDENTIFIED[address[0]][0])
            return "(from the text)" if is_derived(item, text or "") else item
        if key in REFERRING and isinstance(item, str):
            return self.current(REFERRING[key], item)
        return item

    def identified(self, key: str, items: list[Any], address: tuple[Any, ...], way: Loc) -> None:
        for i, item in enumerate(items):
            kind = IDENTIFIED[key][1]
            here = (key, self.current(kind, _id(item)))
            if key in {"steps", "pains", "opportunities"}:
                self.place(here, item, address, (*way, i))
            if key == "stages":
                self.steps_of[here] = [self.current(kind, step["id"]) for step in item["steps"]]
            if key in {"stages", "steps", "lanes"}:
                self.leaves.orders[(*address, key)].append(here[1])
            if isinstance(item, str):
                self.walk("named", here, (*way, i))
            else:
                self.walk({k: v for k, v in item.items() if not (key == "pains" and k == "step")}, here, (*way, i))

    def place(self, here: tuple[str, str], item: dict[str, Any], address: tuple[Any, ...], way: Loc) -> None:
        """Note at which stage or step something stands; a pain may stand at its stage and name the step."""
        at: tuple[Any, ...] = address
        step = item.get("step") if here[0] == "pains" else None
        step = self.current(NounKind.STEP, step) if step else None
        if step in self.steps_of.get(address, ()):
            at = ("steps", step)
        elif step and address != ("steps", step):
            self.walk(step, (*here, "step"), (*way, "step"))
        self.leaves.values[(*here, "is at")] = at
        self.leaves.ways[(*here, "is at")] = way

    def keyed(self, name: str, items: list[Any], address: tuple[Any, ...], way: Loc) -> None:
        told: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for i, item in enumerate(items):
            key = str(item.get(KEYED[name]))
            told[self.current(NounKind.STEP, key) if name == "next" else key].append((repr(item), i))
        for key, same in told.items():
            for count, (_, i) in enumerate(sorted(same) if len(same) > 1 else same):
                self.walk(items[i], (*address, key, count), (*way, i))

    def listed(self, key: str, items: list[Any], address: tuple[Any, ...], way: Loc) -> None:
        kind = REFERRING.get(key) or (NounKind.PERSONA if key == "personas" else None)
        for i, item in enumerate(items):
            value = self.current(kind, item) if kind else item
            inner = normal(value) if isinstance(value, str) else i
            self.walk(value, (*address, inner if key in IN_ANY_ORDER or kind else i), (*way, i))

    def scores(self, scores: dict[str, float], address: tuple[Any, ...], way: Loc) -> None:
        if "" in scores:
            self.leaves.everyone.add(address)
            scores = dict.fromkeys(self.personas or [""], scores[""])
        for persona, score in scores.items():
            self.walk(score, (*address, self.current(NounKind.PERSONA, persona)), (*way, persona))


def _plain(value: Any) -> Any:
    """Give lanes and extensions the names they have in the model."""
    if isinstance(value, dict):
        names = {"\0lanes": "lane_values", "\0extensions": "extensions"}
        return {names.get(key, key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _id(item: Any) -> str:
    return item if isinstance(item, str) else item["id"]


def unexplained(old: JourneyMap, new: JourneyMap, difference: MapDifference) -> Iterator[str]:
    """Yield each address where the versions differ and no change accounts for it."""
    ids = {kind: dict(pairs) for kind, pairs in difference.ids.items()}
    one, other = _Flattening(old, ids).leaves, _Flattening(new, {}).leaves
    told = [change for change in difference.changes if change.kind not in MOVES]
    moved = [change for change in difference.changes if change.kind in MOVES]
    sides = (
        (one, [way for change in told for way in change.old_at], [way for change in moved for way in change.old_at]),
        (other, [way for change in told for way in change.new_at], [way for change in moved for way in change.new_at]),
    )
    for address in sorted({*one.values, *other.values}, key=repr):
        if one.values.get(address) == other.values.get(address) or _spread(address, one, other):
            continue
        for leaves, ways, moves in sides:
            if address in leaves.ways:
                allowed = [*ways, *moves] if address[-1] == "is at" else ways
                if not any(leaves.ways[address][: len(way)] == way for way in allowed):
                    yield f"{address}: {one.values.get(address)!r} → {other.values.get(address)!r}"
    yield from _out_of_order(one, other, {change.place[-1].id for change in moved})


def _spread(address: tuple[Any, ...], one: Leaves, other: Leaves) -> bool:
    """Whether a score for everyone only seems to differ, because a persona came or went."""
    score = address[:-1]
    only = other if address in other.values else one
    both = address in one.values and address in other.values
    return not both and score in only.everyone and (score in one.everyone) == (score in other.everyone)


def _out_of_order(one: Leaves, other: Leaves, moved: set[str]) -> Iterator[str]:
    for address in {*one.orders, *other.orders}:
        before, after = one.orders.get(address, []), other.orders.get(address, [])
        stayed = (set(before) & set(after)) - moved
        if [id_ for id_ in before if id_ in stayed] != [id_ for id_ in after if id_ in stayed]:
            yield f"{address}: another order"


def differ(old: JourneyMap, new: JourneyMap, difference: MapDifference) -> bool:
    """Whether two versions differ in anything at all."""
    nothing = MapDifference((), difference.before, difference.after, difference.ids)
    return any(unexplained(old, new, nothing))
