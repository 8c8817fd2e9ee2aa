"""The page for leadership: what hurts customers, what is being done, and which maps may be trusted, on one screen."""

from __future__ import annotations

from collections.abc import Iterable, Sized
from dataclasses import dataclass, replace

from cjm_plugin.analysis.dashboard import Dashboard
from cjm_plugin.analysis.registers import Registers
from cjm_plugin.analysis.review import Freshness
from cjm_plugin.analysis.trust import LITTLE_EVIDENCE
from cjm_plugin.history.score_movement import ScoreMovement, score_movement
from cjm_plugin.locale import N_, Interface
from cjm_plugin.pages.addresses import DASHBOARD_KEY, Addresses
from cjm_plugin.pages.dashboard_links import DashboardLinks
from cjm_plugin.pages.document import PageDocument
from cjm_plugin.pages.freshness import CHANGING, review_words
from cjm_plugin.pages.living import Living
from cjm_plugin.pages.rendering import Identity, Renderer, label_of

MOST_NAMED = 5
"""So many pain points, opportunities and maps are named; the others are a click away."""

MOST_LEAST_COVERED = 3

_STATES = (Freshness.OVERDUE, Freshness.DUE_SOON, Freshness.FRESH, Freshness.NEVER_REVIEWED, Freshness.NO_CYCLE)

_SAME = N_("as %(days)s days ago")
_MOVED = N_("%(change)s in %(days)s days")
_SAME_AS_BEFORE = N_("as in the version before")
_MOVED_SINCE = N_("%(change)s since the version before")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it is shown, what it is, and where the things it counts are; `href` is "" when nowhere.

    `tone` is the colour of one that asks for something. `state` is that of the reviews it counts, which a browser
    brings up to the day of the reader; "" for any other figure.
    """

    shown: str
    title: str
    href: str
    tone: str = ""
    note: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class DashboardFigures:
    """The figures of the dashboard by what they answer: what hurts, what is being done, what may be trusted.

    `dues` are the days on which reviews are due (ISO, with spaces between them), as `assets/freshness.js` reads them.
    """

    hurts: tuple[Figure, ...]
    doing: tuple[Figure, ...]
    trust: tuple[Figure, ...]
    dues: str


def dashboard_page(told: Registers, living: Living, renderer: Renderer, addresses: Addresses) -> PageDocument:
    """Return the page of the dashboard."""
    words, board = renderer.words, told.dashboard
    title = living.title(DASHBOARD_KEY, words)
    links = DashboardLinks.of(told, living, words, addresses)
    movement = moved(board, living, told)
    values = {
        "figures": dashboard_figures(board, movement, links, words),
        "board": board,
        "links": links,
        "movement": movement,
        "little": words.percent(LITTLE_EVIDENCE),
        "most": MOST_NAMED,
        "least_covered": board.least_covered[:MOST_LEAST_COVERED],
        "review_words": review_words(words.language),
    }
    identity = Identity(DASHBOARD_KEY, title, title, words.language)
    return replace(renderer.page("dashboard.html.jinja", identity, addresses, values), is_one_screen=True)


def moved(board: Dashboard, living: Living, told: Registers) -> ScoreMovement | None:
    """Return how the mean score has moved, as far as git knows."""
    histories = (living.history.get(record.entry.key) for record in board.scored)
    return score_movement((known.timeline.scores for known in histories if known), told.today)


def dashboard_figures(
    board: Dashboard, movement: ScoreMovement | None, links: DashboardLinks, words: Interface
) -> DashboardFigures:
    """Return the figures of a portfolio; each leads to what it counts."""
    hurts = [
        _counted(
            board.critical_pains,
            words.plural("critical and open", "critical and open", len(board.critical_pains)),
            links.critical,
            "overdue",
        ),
        _counted(
            board.critical_pains_unanswered, words.text("of them without an opportunity"), links.unanswered, "due-soon"
        ),
    ]
    if board.score is not None:
        shown = words.number(round(board.score, 1))
        hurts.insert(0, Figure(shown, words.text("mean score of 5"), links.scored, note=movement_told(movement, words)))
    doing = (
        _counted(board.opportunities_late, words.text("late"), links.late, "overdue"),
        _counted(board.opportunities_in_progress, words.text("in progress"), links.in_progress),
        _counted(board.opportunities_done, words.text("done"), links.done),
    )
    return DashboardFigures(tuple(hurts), doing, tuple(_trust(board, links, words)), _dues(board))


def movement_told(movement: ScoreMovement | None, words: Interface) -> str:
    """Return a movement in words, "" when none is known."""
    if movement is None:
        return ""
    change = round(movement.change, 1)
    values = {"change": words.signed(change), "days": movement.days}
    if movement.days is None:
        return words.text(_MOVED_SINCE if change else _SAME_AS_BEFORE) % values
    return words.text(_MOVED if change else _SAME) % values


def _trust(board: Dashboard, links: DashboardLinks, words: Interface) -> Iterable[Figure]:
    for state in _STATES:
        count = len(board.maps[state])
        if count or state in CHANGING:
            live = state.value if state in CHANGING else ""
            yield Figure(str(count), words.text(label_of(state)), links.reviews(state), state.value, state=live)
    if board.coverage.claims:
        yield Figure(words.percent(board.coverage.share), words.text("rests on sources"), links.coverage)


def _counted(things: Sized, title: str, href: str, tone: str = "") -> Figure:
    """Return the figure of so many things; of none it asks for nothing and leads nowhere."""
    return Figure(str(len(things)), title, href, tone) if things else Figure("0", title, "")


def _dues(board: Dashboard) -> str:
    days = (record.review.due for state in CHANGING for record in board.maps[state])
    return " ".join(sorted(day.isoformat() for day in days if day))
