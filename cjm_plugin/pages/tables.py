"""What the tables of pains and opportunities can be filtered by. `assets/tables.js` does the filtering."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Generic, TypeVar

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from cjm_plugin.locale import Interface
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.opportunity import Opportunity
from cjm_plugin.model.pain import Pain
from cjm_plugin.model.values import OpportunityStatus, PainStatus, Severity
from cjm_plugin.model.walk import Placed, moments, opportunities, pains
from cjm_plugin.pages.escaping import plain
from cjm_plugin.pages.labels import LABELS

R = TypeVar("R")
T = TypeVar("T")

NOTHING = ""
"""The value of a row that says nothing here."""


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """Something that rows can be told apart by. `name` stands in the address of the page: never change one."""

    name: str
    title: str
    labels: Mapping[str, str]
    """What each value is called, in the order of the choice."""
    values: Callable[[R], Iterable[str]]
    has_many: bool = False
    """Whether a row may have several values: ids, for a space stands between them."""
    coming: frozenset[str] = frozenset()
    """Values that rows may get as days go by: they can be chosen though no row has them today."""

    def of(self, row: R) -> tuple[str, ...]:
        """Return the values of a row, known ones only; it has always one."""
        return tuple(value for value in self.values(row) if value in self.labels) or (NOTHING,)


@dataclass(frozen=True, slots=True)
class FilteredTable(Generic[R]):
    """A table with its filters. `said` is what each row says in a column, by the name of that."""

    rows: tuple[R, ...]
    columns: tuple[Column[R], ...]
    said: Mapping[str, Sequence[tuple[str, ...]]]

    @classmethod
    def of(cls, rows: tuple[R, ...], *columns: Column[R]) -> FilteredTable[R]:
        """Return the table of these rows with all these filters."""
        return cls(rows, columns, {column.name: [*map(column.of, rows)] for column in columns})

    def only(self, wanted: Callable[[Column[R]], bool]) -> FilteredTable[R]:
        """Return the table with those of its filters."""
        return FilteredTable(self.rows, tuple(filter(wanted, self.columns)), self.said)

    def occurring(self, column: Column[R]) -> set[str]:
        """Return the values that rows have."""
        return {value for values in self.said[column.name] for value in values}

    @property
    def filters(self) -> Markup:
        """Return the filters as JSON for an attribute: name, title and [value, label] of those values that occur."""
        found = [
            {"name": column.name, "title": column.title, "many": column.has_many, "options": self._options(column)}
            for column in self.columns
        ]
        return htmlsafe_json_dumps(found, ensure_ascii=False, separators=(",", ":"))

    def attributes(self, row: R) -> dict[str, str]:
        """Return the data attributes of a row: for each filter, its value."""
        return {f"data-{column.name}": " ".join(column.of(row)) for column in self.columns}

    def _options(self, column: Column[R]) -> list[tuple[str, str]]:
        found = self.occurring(column) | column.coming
        return [(value, label) for value, label in column.labels.items() if value in found]


def table_values(journey: JourneyMap, names: Mapping[str, str], words: Interface) -> dict[str, object]:
    """Return what the templates of the tables ask for; `names` are the personas of the map by id."""
    return {
        "pain_table": pain_table(journey, names, words),
        "opportunity_table": opportunity_table(journey, names, words),
        "personas_helped": personas_helped(journey),
        "journey_order": {placed.noun.id: place for place, placed in enumerate(moments(journey))},
        "rank": rank,
    }


def pain_table(journey: JourneyMap, names: Mapping[str, str], words: Interface) -> FilteredTable[Placed[Pain]]:
    """Return the filters of the pain points."""
    not_rated = {NOTHING: "—"}
    return useful_table(
        tuple(pains(journey)),
        Column("severity", words.text("Severity"), labels(reversed(Severity), words) | not_rated, _severity),
        Column("stage", words.text("Stage"), _stages(journey), _stage),
        Column("persona", words.text("Persona"), _plain(names), lambda row: row.noun.personas or names, has_many=True),
        Column("evidence", words.text("Evidence"), evidence_labels(words), lambda row: [_is_backed(row.noun)]),
        Column("status", words.text("Status"), labels(PainStatus, words), lambda row: [row.noun.status]),
    )


def opportunity_table(
    journey: JourneyMap, names: Mapping[str, str], words: Interface
) -> FilteredTable[Placed[Opportunity]]:
    """Return the filters of the opportunities; one concerns the personas whose pain points it answers."""
    rows = tuple(opportunities(journey))
    owners = sorted({plain(row.noun.owner) for row in rows if row.noun.owner}, key=str.casefold)
    nobody = {NOTHING: words.text("nobody yet")}
    helped = personas_helped(journey)
    return useful_table(
        rows,
        Column("stage", words.text("Stage"), _stages(journey), _stage),
        Column("persona", words.text("Persona"), _plain(names), lambda row: helped(row.noun) or names, has_many=True),
        Column("owner", words.text("Owner"), {owner: owner for owner in owners} | nobody, _owner),
        Column("evidence", words.text("Evidence"), evidence_labels(words), lambda row: [_is_backed(row.noun)]),
        Column("status", words.text("Status"), labels(OpportunityStatus, words), lambda row: [row.noun.status]),
    )


def personas_helped(journey: JourneyMap) -> Callable[[Opportunity], tuple[str, ...]]:
    """Return who an opportunity helps: the personas of the pain points it answers, () when they are all."""
    whose = {row.noun.id: row.noun.personas for row in pains(journey)}

    def helped(opportunity: Opportunity) -> tuple[str, ...]:
        answered = [whose.get(pain, ()) for pain in opportunity.addresses]
        return tuple(dict.fromkeys(id_ for ids in answered for id_ in ids)) if all(answered) else ()

    return helped


@lru_cache(typed=True)
def rank(value: StrEnum | None) -> int | str:
    """Return where a value stands among those of its kind, from 1; NOTHING for none."""
    return NOTHING if value is None else list(type(value)).index(value) + 1


def useful_table(rows: tuple[R, ...], *columns: Column[R]) -> FilteredTable[R]:
    """Return the table with those of the columns that would leave out something."""
    table = FilteredTable.of(rows, *columns)
    return table.only(lambda it: bool(it.coming) or len({*map(frozenset, table.said[it.name])}) > 1)


def labels(values: Iterable[StrEnum], words: Interface) -> dict[str, str]:
    """Return what values of the format are called, in their order."""
    return {value.value: words.text(LABELS[value]) for value in values}


def _plain(names: Mapping[str, str]) -> dict[str, str]:
    return {id_: plain(name) for id_, name in names.items()}


def _stages(journey: JourneyMap) -> dict[str, str]:
    return {stage.id: f"{number}. {plain(stage.title)}" for number, stage in enumerate(journey.stages, start=1)}


def evidence_labels(words: Interface) -> dict[str, str]:
    """Return what a filter calls what a source shows and what none does."""
    return {"yes": words.text("with a source"), "no": words.text("assumption")}


def _severity(row: Placed[Pain]) -> Iterable[str]:
    return [row.noun.severity or NOTHING]


def _stage(row: Placed[T]) -> Iterable[str]:
    return [row.stage.id]


def _owner(row: Placed[Opportunity]) -> Iterable[str]:
    return [plain(row.noun.owner or NOTHING)]


def _is_backed(noun: Pain | Opportunity) -> str:
    return "yes" if noun.evidence else "no"
