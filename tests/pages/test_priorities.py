"""Impact against effort: every open opportunity has its place, and none stands on another."""

from __future__ import annotations

from itertools import combinations
from math import dist

from hypothesis import given
from hypothesis import strategies as st

from cjm_plugin.analysis.ranking import is_open, is_quick_win
from cjm_plugin.model.opportunity import Opportunity
from cjm_plugin.model.stage import Stage
from cjm_plugin.model.values import OpportunityStatus
from cjm_plugin.model.walk import Placed
from cjm_plugin.pages.charts.priorities import RADIUS, DrawnPriorities, draw_priorities

TITLE_HEIGHT = 26
ratings = st.none() | st.integers(1, 5)
opportunities = st.lists(
    st.builds(
        Opportunity, idea=st.just("x"), impact=ratings, effort=ratings, status=st.sampled_from(OpportunityStatus)
    ),
    max_size=60,
)


def drawn(*items: Opportunity) -> DrawnPriorities | None:
    stage = Stage(title="A")
    return draw_priorities([Placed(item, stage, None, ("x",)) for item in items])


def rated(impact: int | None, effort: int | None, **more: object) -> Opportunity:
    return Opportunity.model_validate({"idea": "x", "impact": impact, "effort": effort} | more)


@given(opportunities)
def test_every_rated_open_opportunity_has_a_dot_with_its_row(items: list[Opportunity]) -> None:
    open_ones = [(number, item) for number, item in enumerate(items, start=1) if is_open(item)]
    wanted = [(number, item) for number, item in open_ones if item.impact and item.effort]
    picture = drawn(*items)
    if len(wanted) < 2:
        assert picture is None
        return
    assert picture is not None
    assert sorted((dot.number, dot.opportunity.idea) for dot in picture.dots) == [(n, i.idea) for n, i in wanted]
    assert [number for number, _ in picture.quick_wins] == [number for number, item in wanted if is_quick_win(item)]
    assert [number for number, _ in picture.unrated] == [
        number for number, item in open_ones if (number, item) not in wanted
    ]


@given(opportunities)
def test_no_dot_touches_another_or_a_title(items: list[Opportunity]) -> None:
    picture = drawn(*items)
    if picture is None:
        return
    for one, other in combinations(picture.dots, 2):
        assert dist((one.x, one.y), (other.x, other.y)) > 2 * RADIUS
    for dot in picture.dots:
        (home,) = [
            part
            for part in picture.quadrants
            if part.x < dot.x < part.x + part.width and part.y < dot.y < part.y + part.height
        ]
        assert home.x + RADIUS < dot.x < home.x + home.width - RADIUS
        assert home.y + TITLE_HEIGHT + RADIUS < dot.y < home.y + home.height - RADIUS
        assert (home.kind == "quick") is is_quick_win(dot.opportunity)


def test_the_quadrants_are_named_by_what_they_hold() -> None:
    picture = drawn(rated(4, 2), rated(4, 3), rated(3, 2), rated(3, 3))
    assert picture is not None
    kinds = []
    for dot in picture.dots:
        kinds += [p.kind for p in picture.quadrants if p.x < dot.x < p.x + p.width and p.y < dot.y < p.y + p.height]
    assert kinds == ["quick", "big", "fill", "twice"]


def test_what_is_done_or_rejected_is_left_out_but_keeps_its_row() -> None:
    picture = drawn(
        rated(5, 1, status="done"), rated(5, 1), rated(None, 2), rated(5, 2, status="rejected"), rated(1, 1)
    )
    assert picture is not None
    assert [dot.number for dot in picture.dots] == [2, 5]
    assert [number for number, _ in picture.quick_wins] == [2]
    assert [number for number, _ in picture.unrated] == [3]
