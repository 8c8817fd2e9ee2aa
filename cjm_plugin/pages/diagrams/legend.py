"""The actors of a journey: their names left of the boxes, and their colours."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cjm_plugin.pages.diagrams import mermaid_text
from cjm_plugin.pages.diagrams.text_width import measure, text_width

if TYPE_CHECKING:
    from collections.abc import Iterable

# Told apart with any kind of colour vision, as far as twelve can be, on light and dark ground.
# A thirteenth actor shares the colour of the first; the names beside the dots stay complete.
_COLOURS = (
    "#e69f00",
    "#56b4e9",
    "#009e73",
    "#cc79a7",
    "#0072b2",
    "#d55e00",
    "#f0e442",
    "#8c6bb1",
    "#a6761d",
    "#999999",
    "#a6d854",
    "#e7298a",
)

_LONGEST_NAME = 60
# Mermaid breaks a longer word itself, though in the middle of a character code if there is one.
_LONGEST_WORD = 20
_LINE_WIDTH = 150
_FIRST_LINE_Y, _LINE_HEIGHT = 60, 20
# Mermaid widens the margin by the longest name only where that is longer than half the margin.
_MARGIN, _MARGIN_OF_SHORT_NAMES, _MARGIN_OF_NO_NAMES = 48, 76, 8


@dataclass(frozen=True)
class Actor:
    """One actor: the name as Mermaid reads it, a CSS colour, and whether the name was cut."""

    encoded: str
    colour: str
    is_cut: bool

    @cached_property
    def drawn(self) -> str:
        """The name as Mermaid measures it."""
        return mermaid_text.while_drawing(self.encoded)


@dataclass(frozen=True)
class Legend:
    """All actors of a journey by name, in order of appearance. Sizes are in pixels.

    Colours belong to the whole journey: Mermaid by itself would give an actor another colour in
    each picture, by the alphabetical order of those who appear in it.
    """

    actors: dict[str, Actor]
    font_px: float

    @classmethod
    def of(cls, names: Iterable[str], font_px: float) -> Legend:
        """Return the legend of all ``names``, repetitions included."""
        actors: dict[str, Actor] = {}
        look_alikes: Counter[str] = Counter()
        for name in names:
            if name in actors:
                continue
            shown = _wrappable(_cut(mermaid_text.readable(name)))
            actors[name] = Actor(
                encoded=mermaid_text.actor_name(shown, twin=look_alikes[shown]),
                colour=_COLOURS[len(actors) % len(_COLOURS)],
                is_cut=len(mermaid_text.readable(name)) > _LONGEST_NAME,
            )
            look_alikes[shown] += 1
        return cls(actors, font_px)

    @cached_property
    def line_width(self) -> int:
        """The width at which Mermaid is to wrap the names; no single word is wider."""
        words = (word for actor in self.actors.values() for word in actor.drawn.split(" "))
        return math.ceil(max((_LINE_WIDTH, *(text_width(word, self.font_px) for word in words))))

    @property
    def margin(self) -> int:
        """The left margin to ask of Mermaid, which adds the width of the longest line to it."""
        if not self.actors:
            return _MARGIN_OF_NO_NAMES
        # A narrow font takes no less than half of the width assumed here.
        return _MARGIN if self._longest_line / 2 > _MARGIN / 2 else _MARGIN_OF_SHORT_NAMES

    @property
    def width(self) -> int:
        """The most room that the legend takes, from the left edge to the first box."""
        return self.margin + math.ceil(self._longest_line)

    def bottom(self, names: Iterable[str]) -> int:
        """Return the greatest y below the last of these names."""
        lines = sum(measure(actor.drawn, self.font_px).wrap(self.line_width).lines for actor in self.among(names))
        return _FIRST_LINE_Y + _LINE_HEIGHT * lines

    def among(self, names: Iterable[str]) -> tuple[Actor, ...]:
        """Return the actors of these names, in the order in which Mermaid numbers them."""
        actors = {self.actors[name] for name in names}
        # JavaScript sorts by UTF-16 units.
        return tuple(sorted(actors, key=lambda actor: actor.drawn.encode("utf-16-be")))

    @cached_property
    def _longest_line(self) -> float:
        longest = max((text_width(a.drawn, self.font_px) for a in self.actors.values()), default=0)
        return min(longest, self.line_width)


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "\u2026"


def _wrappable(name: str) -> str:
    """Return the name with words too long for a line broken by a hyphen, as Mermaid would."""
    return " ".join(
        "- ".join(word[start : start + _LONGEST_WORD] for start in range(0, len(word), _LONGEST_WORD))
        for word in name.split(" ")
    )
