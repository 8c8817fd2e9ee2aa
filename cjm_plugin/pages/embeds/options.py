"""What can be embedded, with which options, and which values these may have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from cjm_plugin.analysis.registers import Registers
from cjm_plugin.analysis.review import Freshness
from cjm_plugin.locale import LANGUAGES
from cjm_plugin.model.identity import folded
from cjm_plugin.model.values import Kind, OpportunityStatus, PainStatus, ReviewStatus, Severity
from cjm_plugin.model.walk import persona_ids
from cjm_plugin.pages.embeds.directive import Directive, Mistake, Word, listed
from cjm_plugin.pages.register_parts import MOST_ROWS
from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import Hint
from cjm_plugin.reading.suggestions import suggestion

_OF_MAPS = ("map", "tag", "owner", "collection")

KINDS: Mapping[str, tuple[str, ...]] = {
    "curve": ("map",),
    "grid": ("map",),
    "card": ("map",),
    "pains": (*_OF_MAPS, "persona", "severity", "status", "opportunity", "evidence", "limit"),
    "opportunities": (*_OF_MAPS, "persona", "status", "mark", "evidence", "limit"),
    "metrics": (*_OF_MAPS, "limit"),
    "maps": (*_OF_MAPS[1:], "persona", "kind", "status", "state", "limit"),
    "dashboard": (),
}
"""What can be embedded, with its own options; each has `language` besides."""

_NEEDS_A_MAP = frozenset({"curve", "grid", "card"})

_STATUSES: Mapping[str, type[StrEnum]] = {
    "pains": PainStatus,
    "opportunities": OpportunityStatus,
    "maps": ReviewStatus,
}

_WORDS: Mapping[str, Iterable[str]] = {
    "severity": Severity,
    "opportunity": ("yes", "no"),
    "evidence": ("yes", "no"),
    "mark": ("late", "quick-win", "waits"),
    "kind": Kind,
    "state": Freshness,
    "language": LANGUAGES,
}

_ONE_ONLY = frozenset({"limit", "language"})


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be embedded. `chosen` has the values that are wanted by their option; none is given for all.

    Maps and collections are told by their keys, tags and owners as `folded` makes them.
    """

    kind: str
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    limit: int = MOST_ROWS
    language: str | None = None

    @property
    def map_key(self) -> str:
        """The key of the one map it is about; "" when there are several."""
        keys = self.chosen.get("map", frozenset())
        return next(iter(keys)) if len(keys) == 1 else ""


def checked(directive: Directive, told: Registers) -> tuple[Request | None, tuple[Mistake, ...]]:
    """Return what a directive asks for, and what is wrong with it; None when it cannot be shown."""
    kind = directive.kind
    if kind.text not in KINDS:
        hint = suggestion(kind.text, KINDS)
        return None, (Mistake(problems.EMBED_UNKNOWN, kind.column, {"value": kind.text}, hint),)
    mistakes = [*directive.mistakes]
    allowed = (*KINDS[kind.text], "language")
    chosen: dict[str, frozenset[str]] = {}
    for name, value in directive.options:
        if name.text not in allowed:
            values = {"key": name.text, "other": kind.text}
            mistakes.append(Mistake(problems.EMBED_OPTION, name.column, values, suggestion(name.text, allowed)))
            continue
        found, wrong = _chosen(kind.text, name, value, told)
        mistakes += wrong
        chosen[name.text] = frozenset(found)
    if kind.text in _NEEDS_A_MAP and len(chosen.get("map", ())) != 1 and not mistakes:
        mistakes.append(Mistake(problems.EMBED_NEEDS, kind.column, {"other": kind.text, "key": "map"}))
    if mistakes:
        return None, tuple(mistakes)
    limit = min(map(int, chosen.pop("limit", ())), default=MOST_ROWS)
    return Request(kind.text, chosen, limit, next(iter(chosen.pop("language", ())), None)), ()


def _chosen(kind: str, name: Word, value: Word, told: Registers) -> tuple[list[str], list[Mistake]]:
    """Return the values that an option asks for, as records are compared with them, and what is wrong."""
    if name.text == "limit":
        is_number = value.text.isascii() and value.text.isdigit() and 0 < int(value.text[:6]) <= MOST_ROWS
        return ([value.text], []) if is_number else ([], [_no_limit(value)])
    known = _known(kind, name.text, told)
    meanings: dict[str, set[str]] = {}
    for text, meant in known.items():
        meanings.setdefault(folded(text), set()).update(meant)
    # A name may have a comma in it.
    words = [value] if folded(value.text) in meanings or name.text in _ONE_ONLY else [*listed(value)] or [value]
    found: list[str] = []
    mistakes: list[Mistake] = []
    for word in words:
        one_of = sorted(meanings.get(folded(word.text), ()))
        if len(one_of) == 1:
            found += one_of
        else:
            mistakes.append(_no_value(name.text, word, one_of, known))
    return found, mistakes


def _known(kind: str, option: str, told: Registers) -> Mapping[str, tuple[str, ...]]:
    """Return what may be typed for an option, and what it means; several meanings are one too many."""
    found: Iterable[str]
    match option:
        case "map":
            portfolio = told.portfolio
            there = {entry.key for entry in portfolio.maps} | {entry.key for entry in portfolio.broken}
            return {
                name: kept for name, keys in portfolio.map_keys.items() if (kept := tuple(there.intersection(keys)))
            }
        case "tag":
            found = (tag for record in told.maps for tag in record.entry.journey.tags)
        case "owner":
            owners = (record.owner for record in told.maps)
            found = (name for name in (*owners, *(it.opportunity.owner for it in told.opportunities.records)) if name)
        case "collection":
            return {key: (key,) for record in told.maps for key in folders(record.entry.collection)}
        case "persona":
            ids = (id_ for record in told.maps for id_ in persona_ids(record.entry.journey))
            return {id_: (id_,) for id_ in ids}
        case "status":
            found = _STATUSES[kind]
        case _:
            found = _WORDS[option]
    return {str(value): (folded(value),) for value in found}


def folders(collection: str) -> Iterable[str]:
    """Return the keys of a collection and of those it lies in, from the top."""
    parts = collection.split("/") if collection else []
    return ("/".join(parts[: count + 1]) for count in range(len(parts)))


def _no_limit(value: Word) -> Mistake:
    hint = Hint(problems.WHOLE_FROM_TO, {"low": "1", "high": str(MOST_ROWS)})
    return Mistake(problems.EMBED_VALUE, value.column, {"value": value.text, "key": "limit"}, hint)


def _no_value(option: str, value: Word, meant: Sequence[str], known: Mapping[str, tuple[str, ...]]) -> Mistake:
    if meant:
        hint: Hint | None = Hint(problems.KNOWN_ARE, {"known": ", ".join(meant)})
    else:
        hint = suggestion(value.text, known)
    return Mistake(problems.EMBED_VALUE, value.column, {"value": value.text, "key": option}, hint)
