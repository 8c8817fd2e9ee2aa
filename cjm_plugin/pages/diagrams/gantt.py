"""An action plan as a Mermaid ``gantt`` whose labels all show in full.

Mermaid never wraps the label of a bar, and puts one that is longer than its bar over whatever
stands beside it. It does keep the line breaks of a section's title, though. So every task is a
section of its own: its label stands in lines left of the bars, and the bar only tells the date.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_plugin.pages.diagrams import mermaid_text
from cjm_plugin.pages.diagrams.text_lines import broken_into_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 760
"""Pixels: what a column of 800 leaves inside its margins."""

FONT_PX = 12
LINE_HEIGHT = 16
"""Pixels from line to line; `cjm.js` sets the lines so far apart, Mermaid by itself one em."""

# A date (at most some 130 px) stands beside its bar only if 1.5 times the left padding is left of
# it; with these numbers it never reaches into the labels.
_LABELS, _RIGHT = 330, 20
_LABEL_WIDTH = _LABELS - 10 - 16
_MOST_LINES = 8
_BAR = 18
_ROW_PADDING = 12
# Mermaid's own: the axis stands 50 px above the lower edge. cjm.js cuts off what is empty.
_TOP, _CUT_ABOVE, _CUT_BELOW = 50, 46, 24

_DAY, _WEEK, _MONTH = 1, 7, 30.5
_MOST_TICKS = 9


@dataclass(frozen=True)
class GanttTask:
    """A row of the plan: a bar from `start` to `due`, or a diamond on `due`.

    `note` is a second paragraph of the label, `day` the due date as it is to be written beside the
    bar: letters, digits, dots and spaces. `anchor` is where the row leads.
    """

    label: str
    note: str
    start: dt.date | None
    due: dt.date
    day: str
    anchor: str
    is_active: bool = False
    is_late: bool = False


@dataclass(frozen=True)
class AxisFormats:
    """How days and months are written below the bars, in the notation of d3-time-format."""

    day: str
    month: str


@dataclass(frozen=True)
class GanttDiagram:
    """The picture: its Mermaid source and its exact size in pixels. `links` has an anchor for each row.

    `note_lines` tells how many of the last lines of each row are its note. ``cut_labels`` holds in full the texts
    that were too long to be drawn in full.
    """

    text: str
    width: int
    height: int
    links: tuple[str, ...]
    note_lines: tuple[int, ...]
    cut_labels: tuple[str, ...]


def gantt_diagram(
    tasks: Sequence[GanttTask], *, title: str, description: str, formats: AxisFormats, marks_today: bool = False
) -> GanttDiagram:
    """Return the picture of a plan with at least one task, rows in the order given.

    With `marks_today`, a line stands on the day on which the picture is looked at.
    """
    labels = [broken_into_lines(task.label, _LABEL_WIDTH, FONT_PX, most=_MOST_LINES) for task in tasks]
    notes = [broken_into_lines(task.note, _LABEL_WIDTH, FONT_PX, most=_MOST_LINES).lines for task in tasks]
    texts = [(*label.lines, *note) for label, note in zip(labels, notes, strict=True)]
    row = LINE_HEIGHT * max(map(len, texts)) + _ROW_PADDING
    lines = [*_configuration(row), "gantt", "dateFormat YYYY-MM-DD", *_axis(tasks, formats)]
    lines += [] if marks_today else ["todayMarker off"]
    lines += [f"accTitle: {mermaid_text.label(title)}", f"accDescr: {mermaid_text.label(description)}"]
    look_alikes: Counter[tuple[str, ...]] = Counter()
    for number, (task, text) in enumerate(zip(tasks, texts, strict=True)):
        first, *more = text
        # Sections of the same title would become one.
        heading = [mermaid_text.label(first, twin=look_alikes[text]), *map(mermaid_text.label, more)]
        look_alikes[text] += 1
        lines += [f"section {'<br/>'.join(heading)}", _task(number, task)]
    return GanttDiagram(
        text="\n".join(lines) + "\n",
        width=WIDTH,
        height=row * len(tasks) + 2 * _TOP - _CUT_ABOVE - _CUT_BELOW,
        links=tuple(f"#{task.anchor}" for task in tasks),
        note_lines=tuple(map(len, notes)),
        cut_labels=tuple(task.label for task, label in zip(tasks, labels, strict=True) if label.is_cut),
    )


def _task(number: int, task: GanttTask) -> str:
    # Everything before the colon is text, the space before it as well.
    tags = [tag for tag, is_so in (("active", task.is_active), ("crit", task.is_late)) if is_so]
    if task.start is None or task.start >= task.due:
        tags, dates = ["milestone", *tags], f"{_day(task.due)}, 0d"
    else:
        dates = f"{_day(task.start)}, {_day(task.due)}"
    return f"{mermaid_text.actor_name(task.day)}: {''.join(f'{tag}, ' for tag in tags)}t{number}, {dates}"


def _day(day: dt.date) -> str:
    return day.isoformat()


def _axis(tasks: Sequence[GanttTask], formats: AxisFormats) -> list[str]:
    """Return the scale: as few marks as tell the time well, so that none stands on another."""
    days = [day for task in tasks for day in (task.start or task.due, task.due)]
    span = (max(days) - min(days)).days
    if span == 0:
        return [f"axisFormat {formats.day}"]
    for interval, length, form in (
        ("1day", _DAY, formats.day),
        ("1week", _WEEK, formats.day),
        ("1month", _MONTH, formats.month),
        ("3month", 3 * _MONTH, formats.month),
        ("6month", 6 * _MONTH, formats.month),
        ("12month", 12 * _MONTH, "%Y"),
    ):
        if span <= _MOST_TICKS * length:
            return [f"axisFormat {form}", f"tickInterval {interval}"]
    return ["axisFormat %Y"]


def _configuration(row: int) -> list[str]:
    return [
        "---",
        "config:",
        # Mermaid puts bars at the top of their rows.
        f'  themeCSS: ".task,[class*=taskText]{{translate:0 {(row - _BAR) // 2}px}}"',
        "  gantt:",
        "    useMaxWidth: false",
        f"    useWidth: {WIDTH}",
        f"    leftPadding: {_LABELS}",
        f"    rightPadding: {_RIGHT}",
        f"    topPadding: {_TOP}",
        f"    barHeight: {_BAR}",
        f"    barGap: {row - _BAR}",
        f"    fontSize: {FONT_PX}",
        f"    sectionFontSize: {FONT_PX}",
        "---",
    ]
