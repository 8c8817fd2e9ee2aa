"""The page of all pain points: what hurts customers most across the maps, and what nobody has an answer to."""

from __future__ import annotations

from dataclasses import dataclass

from cjm_plugin.analysis.pain_register import Grouping, PainGroup, PainLine, PainRegister
from cjm_plugin.analysis.registers import Registers
from cjm_plugin.locale import N_, Interface
from cjm_plugin.model.identity import folded
from cjm_plugin.model.values import PainStatus, Severity
from cjm_plugin.pages.addresses import PAINS_CSV, PAINS_KEY, Addresses
from cjm_plugin.pages.document import PageDocument
from cjm_plugin.pages.living import Living
from cjm_plugin.pages.plan import NOBODY
from cjm_plugin.pages.register_parts import MOST_ROWS, chooser, downloads, named, token
from cjm_plugin.pages.rendering import Identity, Renderer
from cjm_plugin.pages.tables import NOTHING, Column, FilteredTable, evidence_labels, labels, rank, useful_table

MOST_GROUPS = 10
"""So many stages, channels, personas and owners are named, the ones that hurt most."""

_NOW, _CRITICAL, _UNANSWERED = "open", "critical", "unanswered"

_GROUPINGS = {
    Grouping.STAGE: N_("By stage"),
    Grouping.CHANNEL: N_("By channel"),
    Grouping.PERSONA: N_("By persona"),
    Grouping.OWNER: N_("By owner"),
}


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group that is named: `value` is that of its filter, `count` how many of it hurt still."""

    group: PainGroup
    value: str
    count: int
    unanswered: int


def pains_page(told: Registers, living: Living, renderer: Renderer, addresses: Addresses) -> PageDocument:
    """Return the page of all pain points."""
    words = renderer.words
    title = living.title(PAINS_KEY, words)
    register = told.pains
    table = pains_table(told, register.lines[:MOST_ROWS], words)
    hurting = register.where(lambda record: record.hurts)
    values = {
        "table": table,
        "total": len(register.lines),
        "critical": len(told.dashboard.critical_pains),
        "unanswered": len(register.unanswered),
        "assumed": sum(not line.sources for line in register.lines),
        "groupings": [(text, groups) for by, text in _GROUPINGS.items() if (groups := shown_groups(hurting, by))],
        "grouped_by": {text: by.value for by, text in _GROUPINGS.items()},
        "chosen": chooser(PAINS_KEY, table),
        "downloads": downloads(PAINS_CSV, living),
        "owners_of": _owners,
        "answers_of": lambda line: [(it.entry.key, answer.noun) for it in line.records for answer in it.answers],
        "lacks_answer": lambda line: _answer(line) == "no",
        "rank": rank,
    }
    return renderer.page("pains.html.jinja", Identity(PAINS_KEY, title, title, words.language), addresses, values)


def pains_table(told: Registers, lines: tuple[PainLine, ...], words: Interface) -> FilteredTable[PainLine]:
    """Return the table of these lines with its filters; a line is found by what is said of it on any of its maps.

    The marks are those of the dashboard, which counts neither retired maps nor future states.
    """
    board = told.dashboard
    counted = {_NOW: board.open_pains, _CRITICAL: board.critical_pains, _UNANSWERED: board.critical_pains_unanswered}
    marked = {mark: {_key(line) for line in lines} for mark, lines in counted.items()}
    marks = {
        _NOW: words.text("open today"),
        _CRITICAL: words.text("critical today"),
        _UNANSWERED: words.text("critical today, without an opportunity"),
        NOTHING: "—",
    }

    def marks_of(line: PainLine) -> list[str]:
        return [mark for mark, keys in marked.items() if _key(line) in keys]

    answers = {"yes": words.text("there is one"), "no": words.text("none yet"), NOTHING: "—"}
    severities = labels(reversed(Severity), words) | {NOTHING: "—"}
    return useful_table(
        lines,
        Column("severity", words.text("Severity"), severities, lambda line: [line.severity or NOTHING]),
        Column("status", words.text("Status"), labels(PainStatus, words), lambda line: [line.status]),
        Column("mark", words.text("Mark"), marks, marks_of, has_many=True),
        Column("opportunity", words.text("Opportunity"), answers, lambda line: [_answer(line)]),
        Column("evidence", words.text("Evidence"), evidence_labels(words), lambda line: [_evidence(line)]),
        named("map", words.text("Map"), lines, lambda line: {it.key: it.journey.title for it in line.maps}),
        named("stage", words.text("Stage"), lines, _stages),
        named("channel", words.text("Channel"), lines, _channels),
        named("persona", words.text("Persona"), lines, _personas),
        named("owner", words.text("Owner"), lines, _owners, words.text(NOBODY)),
    )


def shown_groups(register: PainRegister, grouping: Grouping) -> tuple[ShownGroup, ...]:
    """Return the groups of pain points that hurt most; none unless there are two at least."""
    groups = [group for group in register.by(grouping) if group.key is not None]
    if len(groups) < 2:
        return ()
    return tuple(
        ShownGroup(
            group,
            token(group.key or ""),
            len(group.lines),
            sum(not line.is_answered for line in group.lines),
        )
        for group in groups[:MOST_GROUPS]
    )


def _key(line: PainLine) -> tuple[str, str]:
    """Return what tells a line from all others, in whatever register it stands."""
    return ("", line.shared.id) if line.shared else (line.records[0].entry.key, line.records[0].pain.id)


def _answer(line: PainLine) -> str:
    if line.is_answered:
        return "yes"
    return NOTHING if line.status is PainStatus.RESOLVED else "no"


def _evidence(line: PainLine) -> str:
    return "yes" if line.sources else "no"


def _stages(line: PainLine) -> dict[str, str]:
    """Return the stages by what they are called: `Grouping.STAGE` puts those of one title together."""
    titles = [record.placed.stage.title for record in reversed(line.records)]  # the first one counts
    return {folded(title): title for title in titles}


def _channels(line: PainLine) -> dict[str, str]:
    return {channel.key: channel.title for record in line.records for channel in record.channels}


def _personas(line: PainLine) -> dict[str, str]:
    """Return the personas by what tells them from others: those written into a map are its own."""
    found = (persona for record in line.records for persona in record.personas)
    return {persona.key: persona.title for persona in found}


def _owners(line: PainLine) -> dict[str, str]:
    return {record.owner: record.owner for record in line.records if record.owner}
