"""A journey with branches, loops and drop-outs as Mermaid ``flowchart`` pictures.

Conditions are nodes without a border, not labels of edges: Mermaid keeps nodes apart, but draws
labels of edges over one another. Each drop-out has an end of its own beside the step that is left:
a single exit would draw its lines across the whole picture. So would frames around stages, which
double the width; a stage is told by the colour of its boxes and its title in the first of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cjm_plugin.pages.diagrams import mermaid_text

FONT_PX = 13
COLOURS = 8
"""How many stages are told apart by colour; `diagrams.css` has them."""

_LABEL_WIDTH = 136
_MOST_NODES = 36
_FAR = 5
_HEIGHT_OF_BOX = 80


@dataclass(frozen=True)
class FlowBox:
    """A step. `stage` is the number of its stage (from 0), `heading` the stage's title; `anchor` where it leads.

    A stage without steps has a heading only, and no label.
    """

    label: str
    stage: int
    heading: str
    anchor: str


@dataclass(frozen=True)
class FlowWay:
    """From one box to another, by their numbers; `end` is None for a drop-out. `when` is the condition or ""."""

    start: int
    end: int | None
    when: str


@dataclass(frozen=True)
class FlowDiagram:
    """One picture: its Mermaid source, and about how high it will be, in pixels."""

    text: str
    height: int


def flowcharts(
    boxes: Sequence[FlowBox], ways: Sequence[FlowWay], *, title: str, leaves: str
) -> tuple[FlowDiagram, ...]:
    """Return the pictures of a journey, from top to bottom; a long one is cut where a stage ends.

    A way to another picture, or to a far place of a large one, ends in a copy of the box it leads to.
    `leaves` is what a drop-out is called.
    """
    chart = _Chart(boxes, ways, leaves)
    parts = tuple(chart.parts())
    titles = [title] if len(parts) == 1 else [f"{title} ({number}/{len(parts)})" for number in range(1, len(parts) + 1)]
    return tuple(chart.diagram(part, called) for part, called in zip(parts, titles, strict=True))


@dataclass(frozen=True)
class _Chart:
    boxes: Sequence[FlowBox]
    ways: Sequence[FlowWay]
    leaves: str

    def parts(self) -> Iterator[range]:
        """Yield the numbers of the boxes of each picture: as many whole stages as have room in it."""
        nodes = Counter(range(len(self.boxes)))
        nodes.update(way.start for way in self.ways if way.end is None or way.when)
        start, used = 0, 0
        for stage in self._stages():
            size = sum(nodes[number] for number in stage)
            if used and used + size > _MOST_NODES:
                yield range(start, stage.start)
                start, used = stage.start, 0
            used += size
        yield range(start, len(self.boxes))

    def diagram(self, part: range, title: str) -> FlowDiagram:
        lines = [*_CONFIGURATION, "flowchart TB", f"accTitle: {mermaid_text.label(title)}"]
        for number in part:
            box = self.boxes[number]
            opens_stage = number == part.start or self.boxes[number - 1].stage != box.stage
            lines += _box(
                f"n{number}", _shown(box, with_heading=opens_stage), f"stage{box.stage % COLOURS}", box.anchor
            )
        for number, way in enumerate(self.ways):
            if way.start in part:
                lines += self._way(number, way, part)
        return FlowDiagram("\n".join(lines) + "\n", _HEIGHT_OF_BOX * len(part))

    def _stages(self) -> Iterator[range]:
        start = 0
        for number in range(1, len(self.boxes) + 1):
            if number == len(self.boxes) or self.boxes[number].stage != self.boxes[start].stage:
                yield range(start, number)
                start = number

    def _way(self, number: int, way: FlowWay, part: range) -> Iterator[str]:
        start, end = f"n{way.start}", f"n{way.end}"
        when = [_text(way.when)] if way.when.strip() else []
        is_back = way.end is not None and way.end <= way.start
        if way.end is None:
            end = f"x{number}"
            yield from _box(end, [*when, f"**{_text(self.leaves)}**"], "leaves")
        elif self._is_far(way.start, way.end, part):
            end, there = f"o{number}", self.boxes[way.end]
            condition = [f"*{text}*" for text in when]
            yield from _box(end, [*condition, *_shown(there, with_heading=True)], "elsewhere", there.anchor)
        elif when:
            yield from _box(f"c{number}", when, "condition")
            yield f"{start} {'-.-' if is_back else '---'} c{number}"
            start = f"c{number}"
        yield f"{start} {'-.->' if is_back else '-->'} {end}"

    def _is_far(self, start: int, end: int, part: range) -> bool:
        """Return whether a line to a box would leave the picture, or cross much of it in a large journey."""
        return end not in part or (len(part) < len(self.boxes) and abs(end - start) > _FAR)


def _shown(box: FlowBox, *, with_heading: bool) -> list[str]:
    """Return the lines in a box. Without a label it has its heading in any case."""
    heading = [f"**{_text(box.heading)}**"] if with_heading or not box.label else []
    return [*heading, _text(box.label)] if box.label else heading


def _box(name: str, lines: Sequence[str], looks: str, anchor: str = "") -> Iterator[str]:
    # Bold by Markdown: with a single tag in it, Mermaid passes a label through its HTML cleaner, which
    # decodes the codes, and only then looks for Markdown and "\\n" in it.
    shown = "\n".join(lines)
    yield f'{name}["`{shown}`"]'
    yield f"class {name} {looks}"
    if anchor:
        yield f'click {name} href "#{anchor}"'


def _text(text: str) -> str:
    """Return a text for a box. Mermaid decodes those twice, and would take some texts for its own placeholders."""
    # A word joiner, which is not seen, keeps the halves of a placeholder apart.
    apart = text.replace("\ufb02\u00b0", "\ufb02\u2060\u00b0").replace("\u00b6\u00df", "\u00b6\u2060\u00df")
    return mermaid_text.label(apart)


_CONFIGURATION = (
    "---",
    "config:",
    # Not in a style sheet: Mermaid measures the labels outside of the page's frame.
    '  themeCSS: ".nodeLabel{overflow-wrap:anywhere} .condition .label{font-style:italic}"',
    "  themeVariables:",
    f"    fontSize: {FONT_PX}px",
    "  flowchart:",
    "    useMaxWidth: false",
    f"    wrappingWidth: {_LABEL_WIDTH}",
    "    nodeSpacing: 18",
    "    rankSpacing: 24",
    "    padding: 8",
    "    diagramPadding: 2",
    "    curve: basis",
    "---",
)
