"""The drawn emotion curve and the sparkline: smooth, and true to every number."""

from __future__ import annotations

import datetime as dt
import re
from itertools import groupby, pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from cjm_plugin.analysis.curve import Curve, CurveLine, emotion_curve
from cjm_plugin.analysis.scores import weak_link
from cjm_plugin.model.identity import with_ids
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.moment import Reactions
from cjm_plugin.model.stage import Stage
from cjm_plugin.model.values import EVERYONE
from cjm_plugin.model.walk import scored_moments
from cjm_plugin.pages.charts.curve import BOTTOM, TOP, draw_curve, level, smooth_path
from cjm_plugin.pages.charts.sparkline import HEIGHT, WIDTH, sparkline
from cjm_plugin.pages.diagrams.text_width import fitted, text_width

NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]\d+)?")
SHAPE = re.compile(r"M[-\d.]+,[-\d.]+(?:C(?:[-\d.]+,[-\d.]+ ){2}[-\d.]+,[-\d.]+)*")
ROUNDED = 0.11
"""Pixels that rounding to tenths may take or add, at the ends of a difference."""

Point = tuple[float, float]
Cubic = tuple[Point, Point, Point, Point]

scores = st.integers(10, 50).map(lambda tenths: tenths / 10)
columns = st.sampled_from([64, 176])


def cubics(path: str) -> tuple[Point, list[Cubic]]:
    """Return where a path starts and its cubics, each with its four points."""
    assert SHAPE.fullmatch(path), path
    numbers = [float(number) for number in NUMBER.findall(path)]
    points = [*zip(numbers[::2], numbers[1::2], strict=True)]
    starts = range(0, len(points) - 1, 3)
    return points[0], [(points[i], points[i + 1], points[i + 2], points[i + 3]) for i in starts]


def on(cubic: Cubic, t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return (
        sum(weight * x for weight, (x, _) in zip(weights, cubic, strict=True)),
        sum(weight * y for weight, (_, y) in zip(weights, cubic, strict=True)),
    )


def curve_of(*lines: list[float | None]) -> Curve:
    stages = tuple(Stage(id=f"s{number}", title="Stage") for number in range(len(lines[0])))
    moments = tuple(scored_moments(JourneyMap(title="Journey", stages=stages)))
    return Curve(moments, tuple(CurveLine(f"p{number}", tuple(line)) for number, line in enumerate(lines)))


def close(a: Point, b: Point) -> bool:
    return abs(a[0] - b[0]) <= ROUNDED and abs(a[1] - b[1]) <= ROUNDED


@given(st.lists(scores, min_size=2, max_size=100), columns)
def test_the_path_goes_through_every_score_and_never_beyond_its_neighbours(said: list[float], column: int) -> None:
    points = [((number + 0.5) * column, level(score)) for number, score in enumerate(said)]
    start, found = cubics(smooth_path(points))
    assert close(start, points[0])
    assert len(found) == len(points) - 1
    for (left, right), cubic in zip(pairwise(points), found, strict=True):
        assert close(cubic[0], left)
        assert close(cubic[3], right)
        low, high = sorted((left[1], right[1]))
        places = [on(cubic, step / 20) for step in range(21)]
        assert all(low - ROUNDED <= y <= high + ROUNDED for _, y in places)
        assert all(a[0] < b[0] for a, b in pairwise(places))
        rising = 1 if right[1] >= left[1] else -1
        assert all((b[1] - a[1]) * rising >= -ROUNDED for a, b in pairwise(places))


@given(st.lists(scores, min_size=3, max_size=20))
def test_the_path_has_no_corners(said: list[float]) -> None:
    _, found = cubics(smooth_path([((number + 0.5) * 176, level(score)) for number, score in enumerate(said)]))
    for before, after in pairwise(found):
        arriving = (before[3][1] - before[2][1]) / (before[3][0] - before[2][0])
        leaving = (after[1][1] - after[0][1]) / (after[1][0] - after[0][0])
        assert abs(arriving - leaving) < 0.01


@given(st.lists(st.none() | scores, min_size=1, max_size=40), columns)
@example([3, None, 4], 64)
def test_every_gap_breaks_the_line_and_every_score_has_its_dot(said: list[float | None], column: int) -> None:
    drawn = draw_curve(curve_of(said), column)
    (line,) = drawn.lines
    placed = [(number, score) for number, score in enumerate(said) if score is not None]
    assert [(dot.x, dot.y, dot.score) for dot in line.dots] == [
        ((number + 0.5) * column, level(score), score) for number, score in placed
    ]
    assert [int(dot.moment.noun.id[1:]) for dot in line.dots] == [number for number, _ in placed]
    runs = [[*group] for known, group in groupby(enumerate(said), lambda item: item[1] is not None) if known]
    joined = [run for run in runs if len(run) > 1]
    assert len(line.paths) == len(joined)
    for run, path in zip(joined, line.paths, strict=True):
        start, found = cubics(path)
        assert abs(start[0] - (run[0][0] + 0.5) * column) <= ROUNDED
        assert abs(found[-1][3][0] - (run[-1][0] + 0.5) * column) <= ROUNDED
        assert len(found) == len(run) - 1
    assert all(TOP <= dot.y <= BOTTOM and 0 < dot.x < drawn.width for dot in line.dots)


def test_marks_stand_over_the_highest_dot_side_by_side_even_where_one_persona_says_nothing() -> None:
    stages = (
        Stage(id="a", title="A", score={"ann": 2, "bob": 5}, moment_of_truth=True, wow=True),
        Stage(id="b", title="B", score={"bob": 1}),
        Stage(id="c", title="C", moment_of_truth=True),
    )
    journey = JourneyMap.model_validate({"title": "Journey", "personas": ["ann", "bob"], "stages": stages})
    marks = draw_curve(emotion_curve(journey), 100, weak_link(journey)).marks
    assert [(mark.kind, mark.x, mark.moment.noun.id) for mark in marks] == [
        ("wow", 43, "a"),
        ("truth", 57, "a"),
        ("weak", 150, "b"),
        ("truth", 250, "c"),
    ]
    assert [mark.y for mark in marks] == [level(5) - 11, level(5) - 11, level(1) - 11, level(5) - 11]
    assert all(mark.y > 15 for mark in marks)


def test_a_stage_with_the_only_score_is_one_moment_as_wide_as_its_steps_in_the_grid() -> None:
    whole = {"id": "a", "title": "A", "score": 2, "wow": True, "steps": ["one", "two", "three"]}
    parts = {"id": "b", "title": "B", "moment_of_truth": True, "wow": True, "steps": [{"action": "x", "score": 4}]}
    journey = JourneyMap.model_validate({"title": "Journey", "stages": [whole, parts]})
    curve = emotion_curve(with_ids(journey))
    assert [placed.noun.id for placed in curve.moments] == ["a", "x"]
    for over_steps, centres, width in ((True, [150, 350], 400), (False, [50, 150], 200)):
        drawn = draw_curve(curve, 100, over_steps=over_steps)
        assert [dot.x for dot in drawn.lines[0].dots] == centres
        assert drawn.width == width
        assert [(mark.kind, mark.x) for mark in drawn.marks] == [("wow", centres[0])]
        assert [span.title for span in drawn.stages] == ["A", "★ ✦ B"]


@given(st.lists(st.integers(0, 100), min_size=3, max_size=3))
def test_reactions_share_a_bar_under_their_moment(shares: list[int]) -> None:
    told = Reactions.model_validate(dict(zip(("positive", "neutral", "negative"), map(float, shares), strict=True)))
    stages = (Stage(id="a", title="A"), Stage(id="b", title="B", reactions=told))
    moments = tuple(scored_moments(JourneyMap(title="Journey", stages=stages)))
    found = draw_curve(Curve(moments, (CurveLine(EVERYONE, (3, 3)),)), 100).reactions
    assert [share.kind for share in found] == ["positive", "neutral", "negative"]
    assert all(110 <= share.x <= 190 and share.width >= 0 for share in found)
    assert sum(share.width for share in found) <= 80.2
    if sum(shares):
        for share, value in zip(found, shares, strict=True):
            assert abs(share.width - 80 * value / sum(shares)) <= 0.06


def test_reactions_in_words_have_no_bar() -> None:
    stage = Stage(id="a", title="A", reactions=Reactions(positive="They smile"))
    moments = tuple(scored_moments(JourneyMap(title="Journey", stages=(stage,))))
    assert draw_curve(Curve(moments, (CurveLine(EVERYONE, (3,)),)), 100).reactions == ()


values = st.floats(-1e9, 1e9, allow_nan=False)


@given(st.dictionaries(st.dates(), values, min_size=2, max_size=40), st.none() | values)
def test_a_sparkline_stays_in_its_box_and_goes_forward(said: dict[dt.date, float], target: float | None) -> None:
    series = sorted(said.items())
    line = sparkline(series, target)
    assert line
    places = [tuple(float(number) for number in pair.split(",")) for pair in line.points.split()]
    assert len(places) == len(series)
    heights = [y for _, y in places] + ([] if line.target is None else [line.target])
    assert all(0 <= x <= WIDTH for x, _ in places)
    assert all(0 <= y <= HEIGHT for y in heights)
    assert all(a[0] <= b[0] for a, b in pairwise(places))
    assert line.end == places[-1]
    assert (line.target is None) == (target is None)
    highest = max(range(len(series)), key=lambda number: series[number][1])
    assert places[highest][1] == min(y for _, y in places)


def test_days_are_to_scale() -> None:
    line = sparkline([(dt.date(2026, 1, 1), 1), (dt.date(2026, 1, 2), 2), (dt.date(2026, 1, 11), 3)], None)
    assert line
    assert line.points == "3,25 14.4,14 117,3"


def test_one_value_is_no_line() -> None:
    assert sparkline([(dt.date(2026, 1, 1), 1)], 5) is None
    assert sparkline([], 5) is None


def test_stages_are_named_over_their_columns() -> None:
    titles = ("Short", "A title that is far too long for a single column", "**Bold** & <b>plain</b>")
    stages = tuple(Stage(id=f"s{number}", title=title) for number, title in enumerate(titles))
    moments = tuple(scored_moments(JourneyMap(title="Journey", stages=stages)))
    drawn = draw_curve(Curve(moments, (CurveLine(EVERYONE, (3.0, 3.0, 3.0)),)), 64)
    assert [span.x for span in drawn.stages] == [0, 64, 128]
    assert [span.label for span in drawn.stages] == ["Short", "A title…", "Bold…"]


@given(st.text(), st.floats(0, 300))
def test_a_fitted_text_fits(text: str, width: float) -> None:
    found = fitted(text, width, 11)
    if found != text:
        assert found.endswith("…")
        assert text.startswith(found[:-1])
        assert found == "…" or text_width(found, 11) <= width
