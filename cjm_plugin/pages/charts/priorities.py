"""Impact against effort: where the opportunities stand in the picture. Words and colours are the template's.

Not Mermaid's ``quadrantChart``: ratings are whole numbers from 1 to 5, so several opportunities
share a point, and Mermaid writes the label of each below its point, on one line. Measured with
Mermaid 11.17.2 on the example maps: of 12 opportunities 12 labels lie on others and 3 reach out of
the picture, of 8 they are 7 and 3. Here each opportunity is a number, explained by the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjm_plugin.analysis.ranking import QUICK_WIN_EFFORT, QUICK_WIN_IMPACT, is_open, is_quick_win
from cjm_plugin.locale import N_
from cjm_plugin.model.opportunity import Opportunity
from cjm_plugin.model.walk import Placed

RATINGS = (1, 2, 3, 4, 5)
RADIUS = 12

_LEFT, _TOP, _RIGHT, _BOTTOM = 46, 4, 4, 42
_CELL_WIDTH, _LEAST_CELL_HEIGHT = 132, 44
_DOT_STEP, _DOTS_IN_LINE = 30, 4
_TITLE_HEIGHT = 26


@dataclass(frozen=True, slots=True)
class OpportunityDot:
    """An opportunity: its centre in pixels and its number, which is its row in the table."""

    x: float
    y: float
    number: int
    opportunity: Opportunity


@dataclass(frozen=True, slots=True)
class Quadrant:
    """A part of the picture, in pixels, with its name. No dot stands in its topmost 26 pixels."""

    kind: str
    title: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A rating on an axis, and where it stands there."""

    rating: int
    at: float


@dataclass(frozen=True, slots=True)
class DrawnPriorities:
    """The picture; all lengths in pixels. `efforts` are ticks from left, `impacts` from above.

    `quick_wins` and `unrated` are what the words below it name, each with its number.
    """

    width: float
    height: float
    left: float
    bottom: float
    quadrants: tuple[Quadrant, ...]
    dots: tuple[OpportunityDot, ...]
    efforts: tuple[Tick, ...]
    impacts: tuple[Tick, ...]
    quick_wins: tuple[tuple[int, Opportunity], ...]
    unrated: tuple[tuple[int, Opportunity], ...]


def draw_priorities(opportunities: Sequence[Placed[Opportunity]]) -> DrawnPriorities | None:
    """Place the open opportunities of a table, given in the order of its rows; None for fewer than two."""
    numbered = [(number, placed.noun) for number, placed in enumerate(opportunities, start=1) if is_open(placed.noun)]
    cells: dict[tuple[int, int], list[tuple[int, Opportunity]]] = {}
    for number, item in numbered:
        if item.impact and item.effort:
            cells.setdefault((item.effort, item.impact), []).append((number, item))
    if sum(map(len, cells.values())) < 2:
        return None
    lines = -(-max(map(len, cells.values())) // _DOTS_IN_LINE)
    frame = _Frame(max(_LEAST_CELL_HEIGHT, lines * _DOT_STEP + 10))
    return DrawnPriorities(
        width=frame.x(6) + _RIGHT,
        height=frame.bottom + _BOTTOM,
        left=_LEFT,
        bottom=frame.bottom,
        quadrants=tuple(frame.quadrants()),
        dots=tuple(dot for (effort, impact), items in cells.items() for dot in frame.dots(effort, impact, items)),
        efforts=tuple(Tick(rating, frame.x(rating) + _CELL_WIDTH / 2) for rating in RATINGS),
        impacts=tuple(Tick(rating, frame.y(rating) + frame.cell / 2) for rating in RATINGS),
        quick_wins=tuple((number, item) for number, item in numbered if is_quick_win(item)),
        unrated=tuple((number, item) for number, item in numbered if not (item.impact and item.effort)),
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """The grid of cells, each `cell` pixels high, with a line for titles above the upper and the lower half."""

    cell: float

    @property
    def middle(self) -> float:
        return _TOP + _TITLE_HEIGHT + (5 - QUICK_WIN_IMPACT + 1) * self.cell

    @property
    def bottom(self) -> float:
        return self.middle + _TITLE_HEIGHT + (QUICK_WIN_IMPACT - 1) * self.cell

    def x(self, effort: int) -> float:
        """Return where the column of an effort begins."""
        return _LEFT + (effort - 1) * _CELL_WIDTH

    def y(self, impact: int) -> float:
        """Return where the row of an impact begins."""
        titles = 1 if impact >= QUICK_WIN_IMPACT else 2
        return _TOP + titles * _TITLE_HEIGHT + (5 - impact) * self.cell

    def quadrants(self) -> Sequence[Quadrant]:
        left, middle, right = self.x(1), self.x(QUICK_WIN_EFFORT + 1), self.x(6)
        upper, lower = self.middle - _TOP, self.bottom - self.middle
        return (
            Quadrant("quick", N_("Quick wins"), left, _TOP, middle - left, upper),
            Quadrant("big", N_("Big bets"), middle, _TOP, right - middle, upper),
            Quadrant("fill", N_("Fill-ins"), left, self.middle, middle - left, lower),
            Quadrant("twice", N_("Think twice"), middle, self.middle, right - middle, lower),
        )

    def dots(self, effort: int, impact: int, items: Sequence[tuple[int, Opportunity]]) -> Sequence[OpportunityDot]:
        """Return the dots of a cell, in centred lines."""
        lines = [items[start : start + _DOTS_IN_LINE] for start in range(0, len(items), _DOTS_IN_LINE)]
        middle_x, middle_y = self.x(effort) + _CELL_WIDTH / 2, self.y(impact) + self.cell / 2
        return [
            OpportunityDot(
                middle_x + (place - (len(line) - 1) / 2) * _DOT_STEP,
                middle_y + (row - (len(lines) - 1) / 2) * _DOT_STEP,
                number,
                item,
            )
            for row, line in enumerate(lines)
            for place, (number, item) in enumerate(line)
        ]
