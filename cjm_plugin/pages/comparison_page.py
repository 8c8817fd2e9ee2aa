"""Two maps beside each other: what the second one makes better and worse; and the page that lists the comparisons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from cjm_plugin.analysis.anchors import anchor_of
from cjm_plugin.analysis.comparison import Delta, MapComparison, StageComparison
from cjm_plugin.analysis.ranking import answers, pain_weight
from cjm_plugin.analysis.scores import moment_score
from cjm_plugin.locale import N_, Interface
from cjm_plugin.model.moment import Moment
from cjm_plugin.model.opportunity import Opportunity
from cjm_plugin.model.pain import Pain
from cjm_plugin.model.portfolio import PersonaEntry
from cjm_plugin.model.stage import name_of
from cjm_plugin.model.walk import Placed, moments, opportunities, pains
from cjm_plugin.pages.addresses import COMPARISONS_KEY, Addresses
from cjm_plugin.pages.charts.comparison_curve import AFTER, BEFORE, draw_comparison, moments_by_stage, moments_of
from cjm_plugin.pages.comparisons import KINDS, Comparison
from cjm_plugin.pages.document import PageDocument, shortened
from cjm_plugin.pages.escaping import plain
from cjm_plugin.pages.living import Living
from cjm_plugin.pages.people import travellers
from cjm_plugin.pages.register_parts import MOST_ROWS, chooser
from cjm_plugin.pages.rendering import Identity, Renderer
from cjm_plugin.pages.tables import NOTHING, Column, FilteredTable, useful_table

BETTER, WORSE, SAME = "better", "worse", "same"

DIRECTIONS: Mapping[str, str] = {BETTER: N_("better"), WORSE: N_("worse"), SAME: N_("the same")}


@dataclass(frozen=True, slots=True)
class Turn:
    """A stage that changed, with what it is called and by how many points."""

    title: str
    points: float


@dataclass(frozen=True, slots=True)
class ComparedPain:
    """A pain point on either map: `told` is the one that stands on the page, `ideas` what was to be done about it."""

    before: Placed[Pain] | None
    after: Placed[Pain] | None
    ideas: tuple[Opportunity, ...]

    @property
    def told(self) -> Placed[Pain]:
        """The pain point as the second map tells it, or the first when the second has it no more."""
        return self.after or self.before  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class PainPart:
    """Pain points that went the same way, the worst first; `ideas_on` is the side whose opportunities they name."""

    id: str
    title: str
    nothing: str
    ideas_on: str
    pains: tuple[ComparedPain, ...]


def comparison_page(
    comparison: Comparison, personas: Mapping[str, PersonaEntry], renderer: Renderer, addresses: Addresses
) -> PageDocument:
    """Return the page of one comparison; `personas` are those with a file, by id."""
    words, result = renderer.words, comparison.result
    maps = (comparison.before.journey, comparison.after.journey)
    names = {who.id: plain(who.persona.name) for journey in maps for who in travellers(journey, personas)}
    title = comparison.name(words)
    turns = [turn for pair in result.stages if (turn := _turn(pair))]
    values = {
        "comparison": comparison,
        "result": result,
        "pictures": draw_comparison(result),
        "pain_parts": _pain_parts(result, words),
        "gain": max((turn for turn in turns if turn.points > 0), key=lambda turn: turn.points, default=None),
        "loss": min((turn for turn in turns if turn.points < 0), key=lambda turn: turn.points, default=None),
        "nobody_loses": not any(
            direction(own) == WORSE for pair in result.stages for own in pair.score.by_persona.values()
        ),
        "told_apart": _told_apart,
        "persona_names": names,
        "by_person": ", ".join(_of_persona(names.get(who, who), own, words) for who, own in _told_apart(result.total)),
        "points": _points(result),
        "names": {BEFORE: words.text("before"), AFTER: words.text("after")},
        "place": _links(comparison, addresses),
        "direction": direction,
        "directions": DIRECTIONS,
        "signed": words.signed,
        "moment_score": moment_score,
        "name_of": name_of,
    }
    identity = Identity(
        key=comparison.key,
        title=title,
        description=shortened(plain(title), 160),
        language=comparison.language or words.language,
    )
    return renderer.page("comparison.html.jinja", identity, addresses, values)


def comparisons_page(
    every: tuple[Comparison, ...], living: Living, renderer: Renderer, addresses: Addresses
) -> PageDocument:
    """Return the page that lists all comparisons."""
    words = renderer.words
    title = living.title(COMPARISONS_KEY, words)
    table = comparisons_table(every[:MOST_ROWS], words)
    values = {
        "table": table,
        "total": len(every),
        "better": sum(direction(each.result.total) == BETTER for each in every),
        "worse": sum(direction(each.result.total) == WORSE for each in every),
        "kinds": KINDS,
        "chosen": chooser(COMPARISONS_KEY, table),
        "direction": direction,
        "directions": DIRECTIONS,
        "signed": words.signed,
        "words": words,
    }
    return renderer.page(
        "comparisons.html.jinja", Identity(COMPARISONS_KEY, title, title, words.language), addresses, values
    )


def comparisons_table(comparisons: tuple[Comparison, ...], words: Interface) -> FilteredTable[Comparison]:
    """Return the table of these comparisons with its filters."""
    ways = {name: words.text(text) for name, text in DIRECTIONS.items()} | {NOTHING: "—"}
    kinds = {kind.value: words.text(text) for kind, text in KINDS.items()}
    return useful_table(
        comparisons,
        Column("change", words.text("Change"), ways, lambda row: [direction(row.result.total)]),
        Column("kind", words.text("What is compared"), kinds, lambda row: [row.kind]),
    )


def direction(delta: Delta) -> str:
    """Return whether a score became BETTER, WORSE or stayed the SAME to one decimal; NOTHING when that is not known."""
    if delta.change is None:
        return NOTHING
    points = round(delta.change, 1)
    return BETTER if points > 0 else WORSE if points < 0 else SAME


def _told_apart(delta: Delta) -> Iterable[tuple[str, Delta]]:
    """Return the change for each persona, by id, where the mean over them would hide that they feel unlike."""
    return delta.by_persona.items() if delta.is_mixed else ()


def _of_persona(name: str, delta: Delta, words: Interface) -> str:
    return f"{name} {'—' if delta.change is None else words.signed(delta.change)}"


def _turn(pair: StageComparison) -> Turn | None:
    told, points = pair.after or pair.before, pair.score.change
    if told is None or points is None or direction(pair.score) == SAME:
        return None
    return Turn(plain(told.title), points)


def _pain_parts(result: MapComparison, words: Interface) -> tuple[PainPart, ...]:
    no_more, still = answers(result.before), answers(result.after)
    return (
        PainPart(
            "resolved",
            words.text("Pain points resolved"),
            words.text("No pain point is resolved."),
            BEFORE,
            _worst_first(ComparedPain(it.before, it.after, _ideas(it.before, no_more)) for it in result.resolved),
        ),
        PainPart(
            "introduced",
            words.text("Pain points introduced"),
            words.text("No pain point is introduced."),
            AFTER,
            _worst_first(ComparedPain(it.before, it.after, _ideas(it.after, still)) for it in result.introduced),
        ),
        PainPart(
            "remaining",
            words.text("Pain points that remain"),
            words.text("No pain point remains."),
            BEFORE,
            _worst_first(ComparedPain(it.before, it.after, _ideas(it.before, no_more)) for it in result.remaining),
        ),
    )


def _ideas(placed: Placed[Pain] | None, by_pain: Mapping[str, tuple[Opportunity, ...]]) -> tuple[Opportunity, ...]:
    return by_pain.get(placed.noun.id, ()) if placed else ()


def _worst_first(found: Iterable[ComparedPain]) -> tuple[ComparedPain, ...]:
    return tuple(sorted(found, key=lambda each: -max(pain_weight(it.noun) for it in (each.before, each.after) if it)))


def _points(result: MapComparison) -> list[tuple[StageComparison, Placed[Moment] | None, Placed[Moment] | None]]:
    """Return the dots of both curves stage by stage, those of the two maps side by side in their order."""
    before, after = moments_by_stage(result.before), moments_by_stage(result.after)
    return [
        (pair, left, right)
        for pair in result.stages
        for left, right in zip_longest(moments_of(pair.before, before), moments_of(pair.after, after))
    ]


def _links(comparison: Comparison, addresses: Addresses) -> Callable[[str, str], str]:
    """Return what makes the link to something on the page of either map, by side and anchor; "" when it is not there.

    The page of a map at a tag is that of today, which may not have everything any more.
    """
    today = comparison.after.journey
    kept = {anchor_of(placed.noun) for placed in pains(today)}
    kept |= {anchor_of(placed.noun) for placed in opportunities(today)}
    kept |= {anchor_of(placed.noun) for placed in moments(today)}

    def link(side: str, anchor: str) -> str:
        if side == AFTER:
            return addresses.page(comparison.after.key, anchor)
        is_gone = comparison.tag and anchor not in kept
        return "" if is_gone else addresses.page(comparison.before.key, anchor)

    return link
