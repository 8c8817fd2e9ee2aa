"""The picture that messengers show beside a link: the emotion curve, as PNG. Words stay in the page's head.

Only lines and dots need soft edges. They are drawn twice as large, made smaller, and laid over what lies behind them,
all as numbers of colours: a picture of a thousand colours would take four times as long to draw and to write.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from itertools import pairwise
from math import hypot

from PIL import Image, ImageChops, ImageDraw

from cjm_plugin.analysis.curve import Curve, CurveLine

WIDTH, HEIGHT = 800, 420
"""Pixels: twice as wide as high, as most messengers show it."""

_SCALE = 2
_MARGIN = 40
_BEHIND = ((255, 255, 255), (241, 245, 251), (214, 220, 228))
_PAPER, _BAND, _LEVEL = range(3)
_LINES = ((11, 98, 184), (179, 71, 0), (0, 112, 90), (143, 63, 143), (106, 90, 0), (85, 85, 85))
_SHADES = 6
"""So many steps from what lies behind to a line. One line takes 15 colours in all: two pixels share a byte then."""
_COLOURS_OF_A_LINE = 2 * _SHADES
_STEPS = 12
_EASING = [(t, t * t * (3 - 2 * t), 6 * t * (1 - t)) for t in (step / _STEPS for step in range(_STEPS + 1))]
"""Shares of the way across, of the way down, and how steep it is there."""
_RADIUS, _RING, _STROKE = 9, 4, 5

Place = tuple[float, float]


def preview_png(curve: Curve) -> bytes:
    """Return a PNG of 800 × 420 pixels with the lines of a curve, its stages as bands behind them.

    A single line is mostly rows of one colour: looking for nothing else takes half the time then, and no more bytes.
    """
    behind = picture = _behind(curve)
    lines = [*enumerate(curve.lines[: len(_LINES)])]
    for number, line in lines:
        picture = _laid(_drawn(line), behind, picture, len(_BEHIND) + number * _COLOURS_OF_A_LINE)
    picture.putpalette(_palette(len(lines)))
    out = BytesIO()
    picture.save(out, "PNG", compress_type=zlib.Z_DEFAULT_STRATEGY if len(lines) > 1 else zlib.Z_RLE)
    return out.getvalue()


def _palette(lines: int) -> list[int]:
    """Return red, green and blue of each colour: what lies behind, then the shades of each line over paper and band."""
    shades = [
        round(low + (high - low) * shade / _SHADES)
        for line in _LINES[:lines]
        for behind in (_BEHIND[_PAPER], _BEHIND[_BAND])
        for shade in range(1, _SHADES + 1)
        for low, high in zip(behind, line, strict=True)
    ]
    return [*(part for colour in _BEHIND for part in colour), *shades]


def _behind(curve: Curve) -> Image.Image:
    """Return the bands of stages and the levels of scores; nothing behind a dot."""
    picture = Image.new("L", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(picture)
    column = WIDTH / max(1, len(curve.moments))
    for left, right in _bands(curve):
        draw.rectangle((round(left * column), 0, round(right * column) - 1, HEIGHT), fill=_BAND)
    for score in (1, 2, 3, 4, 5):
        draw.line((0, round(_y(score)), WIDTH, round(_y(score))), fill=_LEVEL)
    for line in curve.lines:
        for place in _places(line):
            if place:
                draw.ellipse(_around(place, _RADIUS - _RING / 2, 1), fill=_PAPER)
    return picture


def _drawn(line: CurveLine) -> Image.Image:
    """Return how much of each pixel a line covers, 0–255."""
    large = Image.new("L", (WIDTH * _SCALE, HEIGHT * _SCALE), 0)
    draw = ImageDraw.Draw(large)
    places = _places(line)
    for before, after in pairwise(places):
        if before and after:
            draw.polygon(_stroke(before, after), fill=255)
    for place in places:
        if place:
            draw.ellipse(_around(place, _RADIUS, _SCALE), fill=0, outline=255, width=_RING * _SCALE)
    return large.reduce(_SCALE)


def _laid(covered: Image.Image, behind: Image.Image, picture: Image.Image, first: int) -> Image.Image:
    """Return the picture with a line, whose colours begin with the number `first`, laid over it."""
    shades = covered.point([len(_BEHIND) * round(value * _SHADES / 255) for value in range(256)])
    mixed = ImageChops.add(shades, behind)
    line = mixed.point([_colour(*divmod(value, len(_BEHIND)), first) for value in range(256)])
    return line if picture is behind else Image.composite(line, picture, shades.point([0, *[255] * 255]))


def _colour(shade: int, ground: int, first: int) -> int:
    """Return the number of the colour of a line on what lies behind it."""
    return min(255, first - 1 + shade + _SHADES * (ground == _BAND)) if shade else ground


def _places(line: CurveLine) -> list[Place | None]:
    """Return where the scores of a line stand, in pixels; None where there is none."""
    column = WIDTH / max(1, len(line.scores))
    return [None if score is None else ((i + 0.5) * column, _y(score)) for i, score in enumerate(line.scores)]


def _y(score: float) -> float:
    return _MARGIN + (5 - score) * (HEIGHT - 2 * _MARGIN) / 4


def _bands(curve: Curve) -> list[tuple[int, int]]:
    """Return the columns of every second stage."""
    ids = [placed.stage.id for placed in curve.moments]
    starts = [0, *(number for number, (a, b) in enumerate(pairwise(ids), start=1) if a != b), len(ids)]
    return list(pairwise(starts))[::2]


def _stroke(before: Place, after: Place) -> list[Place]:
    """Return the outline of a stroke from one score to the next, `_SCALE` times as large.

    It leaves and arrives level, so never goes beyond them.
    """
    (x, y), width, height = before, after[0] - before[0], after[1] - before[1]
    left, right = [], []
    for share, eased, slope in _EASING:
        length = hypot(width, height * slope)
        across, down = _STROKE / 2 * height * slope / length, _STROKE / 2 * width / length
        middle = x + width * share, y + height * eased
        left.append((_SCALE * (middle[0] + across), _SCALE * (middle[1] - down)))
        right.append((_SCALE * (middle[0] - across), _SCALE * (middle[1] + down)))
    return left + right[::-1]


def _around(place: Place, radius: float, scale: int) -> tuple[float, float, float, float]:
    x, y = place
    return ((x - radius) * scale, (y - radius) * scale, (x + radius) * scale, (y + radius) * scale)
