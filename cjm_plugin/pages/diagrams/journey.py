"""A customer journey as Mermaid ``journey`` pictures that can be read.

Mermaid draws every journey as one endless row of boxes of one size. Here the row is cut into
pictures that fit a column of text at their natural size, and the boxes of a picture are as wide
as its longest label needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_plugin.pages.diagrams import mermaid_text
from cjm_plugin.pages.diagrams.legend import Legend
from cjm_plugin.pages.diagrams.row import (
    BOX_HEIGHT,
    FONT_PX,
    GAP,
    JourneySection,
    JourneyTask,
    Row,
    cut_to_box,
    width_of_boxes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["JourneyDiagram", "JourneySection", "JourneyTask", "journey_diagrams"]

COLUMN_WIDTH = 800
"""Pixels: a usual column of text. Material with both of its sidebars leaves 688."""

# What cjm.js leaves of Mermaid's drawing: from just above the sections (y=50) to just below the
# dashed lines (y=450), with the arrow head to the right of the last box.
_TOP, _BOTTOM, _ARROW_HEAD = 48, 452, 14
# For the boxes beside names of whatever length; the picture is wider than the column then.
_LEAST_ROOM = 320


@dataclass(frozen=True)
class JourneyDiagram:
    """One picture: its Mermaid source, and the size in pixels at which it is drawn.

    The size is exact or a little too large, since it depends on the reader's font.
    ``cut_labels`` holds in full the texts that were too long to be drawn in full.
    """

    text: str
    width: int
    height: int
    cut_labels: tuple[str, ...]


def journey_diagrams(
    sections: Sequence[JourneySection], *, title: str, column: int = COLUMN_WIDTH
) -> tuple[JourneyDiagram, ...]:
    """Return the pictures of a journey, in order, each to fit a ``column`` of so many pixels.

    A picture ends where a section ends if possible; a section too long for one picture goes on in
    the next, its title repeated. ``title`` is for screen readers and is not drawn.
    """
    legend = Legend.of((name for section in sections for name in _names(section)), FONT_PX)
    row = Row(max(column - legend.width - _ARROW_HEAD, _LEAST_ROOM))
    pictures = tuple(row.pictures(sections))
    return tuple(
        _diagram(
            picture,
            row.box_width(picture),
            legend,
            title if len(pictures) == 1 else f"{title} ({number}/{len(pictures)})",
        )
        for number, picture in enumerate(pictures, start=1)
    )


def _names(section: JourneySection) -> Iterator[str]:
    return (name for task in section.tasks for name in task.actors)


def _diagram(picture: Sequence[JourneySection], box: int, legend: Legend, title: str) -> JourneyDiagram:
    names = [name for section in picture for name in _names(section)]
    lines = [*_configuration(box, legend, names), "journey", *_description(picture, title)]
    cut_labels = [name for name in dict.fromkeys(names) if legend.actors[name].is_cut]
    for number, section in enumerate(picture):
        heading = cut_to_box(section.title, width_of_boxes(len(section.tasks), box), bold=True)
        # Neighbours of the same title would become one section.
        lines.append(f"section {mermaid_text.label(heading.text, twin=number % 2)}")
        cut_labels += [section.title] if heading.is_cut else []
        for task in section.tasks:
            label = cut_to_box(task.label, box)
            lines.append(_task(mermaid_text.label(label.text), task, legend))
            cut_labels += [task.label] if label.is_cut else []
    boxes = sum(len(section.tasks) for section in picture)
    return JourneyDiagram(
        text="\n".join(lines) + "\n",
        width=legend.width + width_of_boxes(boxes, box) + _ARROW_HEAD,
        height=max(_BOTTOM, legend.bottom(names)) - _TOP,
        cut_labels=tuple(cut_labels),
    )


def _task(label: str, task: JourneyTask, legend: Legend) -> str:
    actors = ", ".join(legend.actors[name].encoded for name in dict.fromkeys(task.actors))
    # Every colon is followed by a space: Mermaid takes a line with "style", ":" and "#…;" in this
    # order for a style, unless the code is a word of its own.
    return f"{label}: {task.score:g}" + (f": {actors}" if actors else "")


def _description(picture: Sequence[JourneySection], title: str) -> tuple[str, str]:
    stages = " → ".join(section.title for section in picture)
    return f"accTitle: {mermaid_text.label(title)}", f"accDescr: {mermaid_text.label(stages)}"


def _configuration(box: int, legend: Legend, names: Sequence[str]) -> list[str]:
    """Return Mermaid's front matter: block style, as ``{{`` or ``{%`` would be a macro to others.

    Colours of actors are CSS, because Mermaid only ever adds to its own list of actor colours.
    """
    colours = "".join(f".actor-{position}{{fill:{actor.colour}}}" for position, actor in enumerate(legend.among(names)))
    return [
        "---",
        "config:",
        f'  themeCSS: "{colours}"',
        "  themeVariables:",
        f"    fontSize: {FONT_PX}px",
        "  journey:",
        "    useMaxWidth: false",
        f"    width: {box}",
        f"    height: {BOX_HEIGHT}",
        # Both are the gap: one between tasks, the other counted into the width of sections.
        f"    taskMargin: {GAP}",
        f"    diagramMarginX: {GAP}",
        f"    leftMargin: {legend.margin}",
        f"    maxLabelWidth: {legend.line_width}",
        # Brings the names closer to their dots.
        "    boxTextMargin: -4",
        "---",
    ]
