"""How the row of a journey's boxes is cut into pictures, and how wide the boxes are.

All sizes are in CSS pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from cjm_plugin.pages.diagrams.mermaid_text import readable
from cjm_plugin.pages.diagrams.text_width import MeasuredText, measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FONT_PX = 13
GAP = 14
# Mermaid draws the axis at four times this height and the best face from y=285; the boxes of
# tasks begin at twice this height. Higher boxes therefore run into the axis and the faces.
BOX_HEIGHT = 68

_LINES_IN_BOX = 4
_PADDING = 4
_MOST_BOXES = 6
# As wide as a box gets for the sake of a full row.
_COMFORTABLE_BOX = 150
# In a box this wide a long word may be broken; narrower boxes are made wider instead.
_WIDE_BOX = 190
# Where Mermaid puts the dots of a task's actors.
_FIRST_DOT, _DOT_STEP = 14, 10


@dataclass(frozen=True)
class JourneyTask:
    """One face of the picture: ``score`` from 1 (worst) to 5 (best), and who feels so."""

    label: str
    score: float
    actors: tuple[str, ...]


@dataclass(frozen=True)
class JourneySection:
    """A stage of the journey, with at least one task."""

    title: str
    tasks: tuple[JourneyTask, ...]


@dataclass(frozen=True)
class BoxText:
    """The text for a box, and whether it is only the beginning of what was given."""

    text: str
    is_cut: bool


def width_of_boxes(count: int, box: int) -> int:
    """Return the width of ``count`` boxes of the width ``box`` and the gaps between them."""
    return count * box + (count - 1) * GAP


def cut_to_box(text: str, width: int, *, bold: bool = False) -> BoxText:
    """Return ``text`` if it fits a box of this width, else as much of it as does, and ``…``."""
    shown = readable(text)
    if _lines(shown, width, bold) <= _LINES_IN_BOX:
        return BoxText(shown, is_cut=False)
    fitting, too_long = 0, len(shown)
    while too_long - fitting > 1:
        middle = (fitting + too_long) // 2
        if _lines(f"{shown[:middle]}…", width, bold) <= _LINES_IN_BOX:
            fitting = middle
        else:
            too_long = middle
    return BoxText(f"{shown[:fitting].rstrip()}…", is_cut=True)


@dataclass(frozen=True)
class Row:
    """A row of boxes to be cut into pictures with ``room`` from the first box to the last."""

    room: int

    def pictures(self, sections: Sequence[JourneySection]) -> Iterator[tuple[JourneySection, ...]]:
        """Yield the sections of each picture; a section may go on in the next picture."""
        picture: tuple[JourneySection, ...] = ()
        for section in sections:
            if self._fits((*picture, section)):
                picture = (*picture, section)
                continue
            if picture:
                yield picture
            *full, last = self._parts(section)
            for part in full:
                yield (part,)
            picture = (last,)
        if picture:
            yield picture

    def box_width(self, picture: Sequence[JourneySection]) -> int:
        """Return the width of the boxes of a picture: what the longest text needs, or more."""
        boxes = sum(len(section.tasks) for section in picture)
        needed = self._width_among(self._most_boxes(picture))
        return max(needed, min(self._width_among(boxes), _COMFORTABLE_BOX))

    def _parts(self, section: JourneySection) -> list[JourneySection]:
        """Return a section in as few and as even parts as fit a picture each."""
        tasks = section.tasks
        for count in range(1, len(tasks)):
            ends = [len(tasks) * number // count for number in range(count + 1)]
            parts = [JourneySection(section.title, tasks[a:b]) for a, b in pairwise(ends)]
            if all(self._fits((part,)) for part in parts):
                return parts
        return [JourneySection(section.title, (task,)) for task in tasks]

    def _fits(self, picture: Sequence[JourneySection]) -> bool:
        return self._holds(picture, sum(len(section.tasks) for section in picture))

    def _most_boxes(self, picture: Sequence[JourneySection]) -> int:
        """Return how many boxes have room side by side if each is to hold any of the texts."""
        return next((count for count in range(_MOST_BOXES, 1, -1) if self._holds(picture, count)), 1)

    def _holds(self, picture: Sequence[JourneySection], boxes: int) -> bool:
        """Whether so many boxes have room side by side if each is to hold any of the texts; one always has."""
        if boxes <= 1:
            return True
        box = self._width_among(boxes)
        return boxes <= _MOST_BOXES and all(_fits_boxes(section, box) for section in picture)

    def _width_among(self, count: int) -> int:
        return (self.room - (count - 1) * GAP) // count


def _fits_boxes(section: JourneySection, box: int) -> bool:
    return _reads_well(section.title, width_of_boxes(len(section.tasks), box), bold=True) and all(
        _reads_well(task.label, box) and _FIRST_DOT + _DOT_STEP * len(task.actors) <= box for task in section.tasks
    )


def _reads_well(text: str, width: int, *, bold: bool = False) -> bool:
    wrapped = _measured(text, bold).wrap(width - 2 * _PADDING)
    return wrapped.lines <= _LINES_IN_BOX and not (wrapped.breaks_a_word and width < _WIDE_BOX)


def _lines(text: str, width: int, bold: bool) -> int:
    return _measured(text, bold).wrap(width - 2 * _PADDING).lines


@lru_cache(maxsize=1024)
def _measured(text: str, bold: bool) -> MeasuredText:
    # Each label of a map is tried at several widths.
    return measure(readable(text), FONT_PX, bold=bold)
