"""Journeys as a reader sees them: every text exact and in full, nothing on top of anything else."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from cjm_plugin.pages.diagrams.journey import (
    COLUMN_WIDTH,
    JourneyDiagram,
    JourneySection,
    JourneyTask,
    journey_diagrams,
)
from cjm_plugin.pages.diagrams.mermaid_text import readable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.browser.visits import Visit

    Show = Callable[..., Visit]

pytestmark = pytest.mark.browser

NASTY = [
    "title x",
    "section y",
    "journey",
    "accDescr { z",
    "accTitle: a",
    "end",
    "__proto__",
    "constructor",
    "toString",
    "style a: #fff; b",
    "classDef x:#1; y",
    "%%{init: {'theme': 'dark'}}%%",
    "%% comment",
    "50 % скидка",
    "---",
    "--- title: x ---",
    "# heading",
    "#quot; #35; #x41;",
    "&lt;b&gt; &amp; &#60; &nbsp;",
    "<script>window.broken = 1</script>",
    "<img src=x onerror='window.broken = 1'>",
    '<a href="javascript:alert(1)">x</a>',
    "</style></svg><script>window.broken = 1</script>",
    "<!-- x --> ]]>",
    "<br/> <br>",
    "a: 5: Me",
    "a; b, c",
    "ﬂ°°35¶ß ﬂ°lt¶ß ß¶°ﬂ",
    "{{ x }} {% raw %} ${y} `z`",
    "\\n \\u0041 \\",
    "Ждёт «ответа» — 3 дня…",
    "в\u00a0магазин №\u00a05",
    "שלום עולם",
    "\u202eпереворот\u202c",
    "\u200fa\u200eb",
    "👩‍👩‍👧 🇷🇺 ❤️",
    "e\u0301 и\u0306 ก็ क्षि",
    "\U00020000\U0001d54f",
    "２２ ① ½ ²",
    "\x01\x7f\x80\x9f",
    "\ud83d lone",
    "\ufeff\u200b",
    "\u00a0",
    "",
    "  two\n lines\t ",
    "'\"`",
]

LENGTHS = (1, 12, 25, 45, 70, 110, 180, 260)
KINDS = {
    "cyrillic": "Сравнивает условия договора и выясняет дополнительную стоимость обслуживания, ",
    "wide": "ЩУЩЬИ ЖЮЖЫ MWMW @@@ Ш Ш ШШШШШ Ю Ю ",
    "unbroken": "https://example.org/предпринимательство/",
    "pictograms": "👍 漢字かな交じり文 👩‍👩‍👧",
}


def task(label: str, score: float = 3, *actors: str) -> JourneyTask:
    return JourneyTask(label, score, actors)


def html(diagrams: Sequence[JourneyDiagram]) -> str:
    return "".join(
        f'<div class="cjm-diagram" style="--cjm-h:{diagram.height}px"><div class="mermaid">{diagram.text}</div></div>'
        for diagram in diagrams
    )


def texts(visit: Visit, selector: str) -> list[str]:
    """Return the texts as in the document, for that is what a reader copies and a machine reads aloud."""
    found: list[str] = visit.page.eval_on_selector_all(selector, "found => found.map(e => e.textContent)")
    return found


@pytest.fixture
def nasty(show: Show) -> Visit:
    sections = [JourneySection(text, (task(text, 3.5, text),)) for text in NASTY]
    visit = show(html(journey_diagrams(sections, title="<b>: #1;")))
    assert visit.problems == []
    return visit


def test_every_text_is_drawn_exactly_as_written(nasty: Visit) -> None:
    shown = [readable(text) or "\u00a0" for text in NASTY]
    assert texts(nasty, "rect.journey-section ~ switch .label") == shown
    assert texts(nasty, "rect.task ~ switch .label") == shown
    assert texts(nasty, "rect.task ~ circle title") == [re.sub(r"(\S{20})(?=\S)", r"\1- ", text) for text in shown]


def test_no_text_becomes_an_element_or_runs(nasty: Visit) -> None:
    assert nasty.page.evaluate("window.broken") is None
    assert nasty.page.locator("svg :is(script, img, a, b, iframe, image)").count() == 0
    assert texts(nasty, "svg > title")[0].startswith("<b>: #1; (1/")


def test_the_legend_names_each_actor(show: Show) -> None:
    names = ["Анна", "Пётр (отец)", "a:b;c#d", "Служба поддержки первой линии", "__proto__", "Яна"]
    visit = show(html(journey_diagrams([JourneySection("С", (task("Шаг", 3, *names),))], title="")))
    assert sorted(" ".join(texts(visit, ".legend")).split()) == sorted(" ".join(names).split())


# Everything below is told from where the browser has put things.
GEOMETRY = """() => [...document.querySelectorAll("svg")].map(svg => {
  const box = element => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { left, right, top, bottom };
  };
  const boxes = selector => [...svg.querySelectorAll(selector)].map(box);
  return {
    svg: box(svg),
    sections: boxes("rect.journey-section"), sectionTexts: boxes("rect.journey-section ~ switch .label"),
    tasks: boxes("rect.task"), taskTexts: boxes("rect.task ~ switch .label"),
    overflowing: [...svg.querySelectorAll(".label")].filter(e => e.scrollWidth > e.clientWidth + 1).length,
    faces: boxes(".face"), names: boxes(".legend"), dots: boxes("rect ~ circle[class^=actor]"),
    axis: box(svg.querySelector(":scope > line")),
    lines: [...svg.querySelectorAll(".label")].map(e => getComputedStyle(e).fontSize),
  };
})"""

Box = dict[str, float]


def inside(inner: Box, outer: Box) -> bool:
    return (
        inner["left"] >= outer["left"] - 0.5
        and inner["right"] <= outer["right"] + 0.5
        and inner["top"] >= outer["top"] - 0.5
        and inner["bottom"] <= outer["bottom"] + 0.5
    )


def assert_readable(visit: Visit, diagrams: Sequence[JourneyDiagram]) -> None:
    pictures = visit.page.evaluate(GEOMETRY)
    assert len(pictures) == len(diagrams)
    for picture, diagram in zip(pictures, diagrams, strict=True):
        assert picture["overflowing"] == 0
        assert set(picture["lines"]) == {"13px"}
        for shape, text in (("tasks", "taskTexts"), ("sections", "sectionTexts")):
            assert all(map(inside, picture[text], picture[shape]))
        rows = (picture["sections"], picture["dots"], picture["tasks"], [picture["axis"]], picture["faces"])
        for above, below in pairwise(row for row in rows if row):
            assert max(shape["bottom"] for shape in above) <= min(shape["top"] for shape in below)
        for left, right in [*pairwise(picture["sections"]), *pairwise(picture["tasks"])]:
            assert left["right"] < right["left"]
        first_box = picture["tasks"][0]["left"]
        assert all(name["right"] < first_box for name in picture["names"])
        assert picture["axis"]["right"] > picture["tasks"][-1]["right"]
        for shapes in ("sections", "tasks", "faces", "names"):
            assert all(inside(shape, picture["svg"]) for shape in picture[shapes])
        width = picture["svg"]["right"] - picture["svg"]["left"]
        assert width <= diagram.width <= COLUMN_WIDTH
        assert picture["svg"]["bottom"] - picture["svg"]["top"] <= diagram.height


@pytest.mark.parametrize("font", ["DejaVu Sans", "Liberation Sans", "Liberation Serif"])
@pytest.mark.parametrize("kind", KINDS)
def test_labels_of_any_length_stay_in_their_boxes(show: Show, kind: str, font: str) -> None:
    sections = [
        JourneySection((KINDS[kind] * 9)[: length // 2 + 1], (task((KINDS[kind] * 9)[:length], 1 + n % 5, "Анна"),) * 4)
        for n, length in enumerate(LENGTHS)
    ]
    diagrams = journey_diagrams(sections, title="")
    visit = show(html(diagrams), head=f"<style>body {{ font-family: '{font}' }}</style>")
    assert_readable(visit, diagrams)


def test_labels_up_to_some_260_cyrillic_letters_are_not_cut() -> None:
    label = (KINDS["cyrillic"] * 9)[:260]
    assert all(not d.cut_labels for d in journey_diagrams([JourneySection("С", (task(label, 3, "Я"),))], title=""))


def test_many_actors_with_long_names(show: Show) -> None:
    names = tuple(f"Руководитель отдела закупок №{number} (филиал)" for number in range(1, 9))
    steps = tuple(task(f"Шаг {number}", 1 + number % 5, *names[:number]) for number in range(1, 9))
    diagrams = journey_diagrams([JourneySection("Согласование", steps)], title="")
    assert_readable(show(html(diagrams)), diagrams)


@pytest.mark.parametrize("name", ["Я", "Ян", "Анна", "Iljit", "ЖШМ", "Марина"])
def test_short_names_do_not_touch_the_boxes(show: Show, name: str) -> None:
    diagrams = journey_diagrams([JourneySection("С", (task("Шаг", 3, name),))], title="")
    assert_readable(show(html(diagrams)), diagrams)


def test_thirty_short_tasks(show: Show) -> None:
    sections = [JourneySection(f"Этап {n}", tuple(task(f"Шаг {n}.{k}", k) for k in range(1, 6))) for n in range(6)]
    diagrams = journey_diagrams(sections, title="")
    assert_readable(show(html(diagrams)), diagrams)


def test_neighbouring_sections_of_one_title_are_two(show: Show) -> None:
    sections = [JourneySection("Поиск", (task("Шаг"),)), JourneySection("Поиск", (task("Шаг"),))]
    visit = show(html(journey_diagrams(sections, title="")))
    assert texts(visit, "rect.journey-section ~ switch .label") == ["Поиск", "Поиск"]


def test_an_actor_has_one_colour_in_all_pictures(show: Show) -> None:
    steps = [JourneySection(f"{n}", tuple(task("Шаг", 3, *names) for _ in range(6))) for n, names in enumerate(ACTORS)]
    visit = show(html(journey_diagrams(steps, title="")))
    colours = visit.page.eval_on_selector_all(
        "rect.task ~ circle[class^=actor]",
        "dots => dots.map(dot => [dot.textContent, getComputedStyle(dot).fill].join())",
    )
    assert len(set(colours)) == len({colour.split(",")[0] for colour in colours}) == 3


ACTORS = (("Яна",), ("Яна", "Анна"), ("Борис", "Анна"))


def test_a_narrow_screen_scrolls_inside_the_diagram(show: Show) -> None:
    visit = show(html(journey_diagrams([JourneySection("С", (task("Шаг"),) * 6)], title="")))
    visit.page.set_viewport_size({"width": 360, "height": 640})
    (picture,) = visit.page.evaluate(GEOMETRY)
    assert picture["svg"]["right"] - picture["svg"]["left"] > 600
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_space_reserved_is_the_space_taken(show: Show) -> None:
    (diagram,) = journey_diagrams([JourneySection("С", (task("Шаг"),))], title="")
    visit = show(html([diagram]))
    assert visit.page.eval_on_selector(".cjm-diagram", "e => e.clientHeight") == diagram.height
