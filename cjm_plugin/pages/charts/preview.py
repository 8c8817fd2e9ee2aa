"""The picture that messengers show beside a link: the emotion curve, as PNG. Words stay in the page's head."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

from PIL import Image, ImageDraw

from cjm_plugin.analysis.curve import Curve

WIDTH, HEIGHT = 800, 420
"""Pixels: twice as wide as high, as most messengers show it."""

_SCALE = 2
_MARGIN = 40 * _SCALE
_BACKGROUND, _BAND, _LEVEL = (255, 255, 255), (241, 245, 251), (214, 220, 228)
_LINES = ((11, 98, 184), (179, 71, 0), (0, 112, 90), (143, 63, 143), (106, 90, 0), (85, 85, 85))
_STEPS = 12

Place = tuple[float, float]


def preview_png(curve: Curve) -> bytes:
    """Return a PNG of 800 × 420 pixels with the lines of a curve, its stages as bands behind them."""
    size = (WIDTH * _SCALE, HEIGHT * _SCALE)
    picture = Image.new("RGB", size, _BACKGROUND)
    draw = ImageDraw.Draw(picture)
    column = size[0] / max(1, len(curve.moments))
    for left, right in _bands(curve):
        draw.rectangle((left * column, 0, right * column, size[1]), fill=_BAND)
    for score in (1, 2, 3, 4, 5):
        draw.line((0, _y(score), size[0], _y(score)), fill=_LEVEL, width=_SCALE)
    for number, line in enumerate(curve.lines):
        colour = _LINES[number % len(_LINES)]
        places = [None if s is None else ((i + 0.5) * column, _y(s)) for i, s in enumerate(line.scores)]
        for before, after in pairwise(places):
            if before and after:
                draw.line(_eased(before, after), fill=colour, width=5 * _SCALE, joint="curve")
        for place in places:
            if place:
                _dot(draw, place, colour)
    out = BytesIO()
    small = picture.reduce(_SCALE).quantize(32, method=Image.Quantize.FASTOCTREE)
    small.save(out, "PNG")
    return out.getvalue()


def _y(score: float) -> float:
    return _MARGIN + (5 - score) * (HEIGHT * _SCALE - 2 * _MARGIN) / 4


def _bands(curve: Curve) -> list[tuple[int, int]]:
    """Return the columns of every second stage."""
    ids = [placed.stage.id for placed in curve.moments]
    starts = [0, *(number for number, (a, b) in enumerate(pairwise(ids), start=1) if a != b), len(ids)]
    return list(pairwise(starts))[::2]


def _eased(before: Place, after: Place) -> list[Place]:
    """Return points from one score to the next that leave and arrive level, so never beyond them."""
    shares = [step / _STEPS for step in range(_STEPS + 1)]
    return [
        (before[0] + (after[0] - before[0]) * t, before[1] + (after[1] - before[1]) * t * t * (3 - 2 * t))
        for t in shares
    ]


def _dot(draw: ImageDraw.ImageDraw, place: Place, colour: tuple[int, int, int]) -> None:
    radius = 9 * _SCALE
    box = (place[0] - radius, place[1] - radius, place[0] + radius, place[1] + radius)
    draw.ellipse(box, fill=_BACKGROUND, outline=colour, width=4 * _SCALE)
