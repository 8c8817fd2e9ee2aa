"""Ways, plan and priorities as a reader sees and uses them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from cjm_plugin.pages.diagrams.flowchart import FlowBox, FlowWay, flowcharts
from cjm_plugin.pages.diagrams.gantt import WIDTH
from cjm_plugin.pages.diagrams.mermaid_text import readable
from tests.browser.drawings import STYLES, TEXTS, article, bars, chart, flow, plan, said
from tests.browser.test_journey_diagrams import KINDS, LENGTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.browser.visits import Visit

    Show = Callable[..., Visit]

pytestmark = pytest.mark.browser

FONTS = ("DejaVu Sans", "Liberation Serif")
DARK = "() => { document.body.style.background = '#1e2129'; document.body.style.color = '#e2e4e9' }"


def test_every_way_says_what_was_written(show: Show) -> None:
    visit = show(chart(TEXTS), head=STYLES)
    assert visit.problems == []
    shown = sorted(readable(text) for text in TEXTS)
    assert sorted(said(visit, "[class*='stage'] .nodeLabel strong")) == shown
    assert sorted(said(visit, "[class*='stage'] .nodeLabel")) == sorted(text * 2 for text in map(readable, TEXTS))
    conditions = said(visit, ".condition .nodeLabel") + said(visit, ".elsewhere .nodeLabel em")
    assert sorted(conditions) == shown
    assert sorted(said(visit, ".leaves .nodeLabel")) == sorted(f"{text}Leaves" for text in map(readable, TEXTS))
    assert_nothing_runs(visit)


def test_every_row_of_a_plan_says_what_was_written(show: Show) -> None:
    diagram = plan(TEXTS)
    visit = show(bars(diagram), head=STYLES)
    assert visit.problems == []
    assert diagram.cut_labels == ()
    lines = visit.page.eval_on_selector_all(
        ".sectionTitle", "all => all.map(e => [...e.children].map(l => l.textContent))"
    )
    for found, text in zip(lines, TEXTS, strict=True):
        whole = readable(text) + readable(f"{text} · Idea")
        assert "".join(found).replace(" ", "") == whole.replace(" ", "")
    assert said(visit, "text[class*=taskText]") == ["30 Jan 2026"] * len(TEXTS)
    assert said(visit, "svg > title") == ["<b>: #1;"]
    assert said(visit, "svg > desc") == ["%%{x}%%; y"]
    assert_nothing_runs(visit)


def test_all_of_a_note_looks_like_a_note_and_late_days_are_red(show: Show) -> None:
    diagram = plan(TEXTS)
    visit = show(f'<div class="cjm">{bars(diagram)}</div>', head=STYLES)
    looks = visit.page.eval_on_selector_all(
        ".sectionTitle", "all => all.map(e => [...e.children].map(l => getComputedStyle(l).fillOpacity))"
    )
    assert max(diagram.note_lines) > 1
    for lines, notes in zip(looks, diagram.note_lines, strict=True):
        assert lines == ["1"] * (len(lines) - notes) + ["0.8"] * notes
    days = visit.page.eval_on_selector_all(
        "text[class*=taskTextOutside]", "all => all.map(e => [e.id, getComputedStyle(e).fill])"
    )
    late = {name: int(re.findall(r"\d+", name)[-1]) % 5 == 0 for name, _ in days}
    (red,) = {fill for name, fill in days if late[name]}
    assert {fill == red for name, fill in days if not late[name]} == {False}


def assert_nothing_runs(visit: Visit) -> None:
    assert visit.page.evaluate("window.broken") is None
    assert visit.page.locator("svg :is(script, img, iframe, image, b, code, ul, ol)").count() == 0
    links = visit.page.eval_on_selector_all("svg a", "all => all.map(a => a.href.baseVal)")
    assert links
    assert all(link.startswith("#") for link in links)


# Told from where the browser has put things.
BOX = "const box = e => { const r = e.getBoundingClientRect(); return [r.left, r.right, r.top, r.bottom] };"
FLOW_GEOMETRY = f"""() => {{
  {BOX}
  return [...document.querySelectorAll(".cjm-flow svg")].map(svg => ({{
    svg: box(svg),
    nodes: [...svg.querySelectorAll(".node")].map(node => box(node.querySelector(".label-container"))),
    labels: [...svg.querySelectorAll(".node")].map(node => {{
      const range = document.createRange();
      range.selectNodeContents(node.querySelector(".nodeLabel"));
      return box(range);
    }}),
  }}));
}}"""
# Mermaid puts bars in the document by date.
PLAN_GEOMETRY = f"""() => {{
  {BOX}
  const svg = document.querySelector(".cjm-plan svg");
  const boxes = selector => [...svg.querySelectorAll(selector)].map(box);
  const labels = boxes(".sectionTitle");
  const byRow = end => labels.map((_, row) => box(svg.querySelector(`[id$='-t${{row}}${{end}}']`)));
  return {{
    svg: box(svg), labels, bars: byRow(""), days: byRow("-text"), axis: boxes(".grid .tick text"),
    rows: boxes("rect.section").sort((a, b) => a[2] - b[2]),
  }};
}}"""
Edges = tuple[float, float, float, float]


def inside(inner: Edges, outer: Edges) -> bool:
    return (
        inner[0] >= outer[0] - 0.6
        and inner[1] <= outer[1] + 0.6
        and inner[2] >= outer[2] - 0.6
        and inner[3] <= outer[3] + 0.6
    )


def apart(boxes: Sequence[Edges]) -> bool:
    return all(
        one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
        for number, one in enumerate(boxes)
        for other in boxes[:number]
    )


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("kind", KINDS)
def test_labels_of_any_length_stay_in_their_boxes(show: Show, kind: str, font: str) -> None:
    texts = [(KINDS[kind] * 9)[:length].strip() for length in LENGTHS]
    body = f'<div class="cjm">{chart(texts)}{bars(plan(texts))}</div>'
    visit = show(body, head=f"{STYLES}<style>body {{ font-family: '{font}' }}</style>")
    assert visit.problems == []
    for picture in visit.page.evaluate(FLOW_GEOMETRY):
        assert apart(picture["nodes"])
        for label, node in zip(picture["labels"], picture["nodes"], strict=True):
            assert inside(label, node)
            assert inside(node, picture["svg"])
    assert_plan_is_readable(visit)


def assert_plan_is_readable(visit: Visit) -> None:
    picture = visit.page.evaluate(PLAN_GEOMETRY)
    first_bar = min(bar[0] for bar in picture["bars"])
    for row, label, bar, day in zip(picture["rows"], picture["labels"], picture["bars"], picture["days"], strict=True):
        assert label[1] < min(first_bar, day[0])
        for part in (label, bar, day):
            assert inside((*part[:2], *part[2:]), (picture["svg"][0], picture["svg"][1], row[2], row[3]))
    assert apart(picture["axis"])
    assert all(inside(text, picture["svg"]) for text in picture["axis"])
    assert min(text[2] for text in picture["axis"]) >= max(row[3] for row in picture["rows"]) - 1
    assert picture["svg"][1] - picture["svg"][0] == WIDTH


def test_the_space_reserved_for_a_plan_is_the_space_taken(show: Show) -> None:
    diagram = plan(["A", "B b " * 40])
    visit = show(bars(diagram), head=STYLES)
    assert visit.page.eval_on_selector(".cjm-plan", "e => e.clientHeight") == diagram.height


@pytest.mark.parametrize("key", ["services/food-delivery", "finance/banking-app", "retail/home-goods"])
def test_the_pictures_of_an_example_fit_its_column(show: Show, key: str) -> None:
    visit = show(article(key), head=f"{STYLES}<style>body {{ width: 800px }}</style>")
    assert visit.problems == []
    for picture in visit.page.evaluate(FLOW_GEOMETRY):
        assert picture["svg"][1] - picture["svg"][0] <= 800
        assert apart(picture["nodes"])
        assert all(map(inside, picture["labels"], picture["nodes"]))
    assert_plan_is_readable(visit)
    assert visit.page.eval_on_selector_all(".node p", "all => all.every(e => e.getBoundingClientRect().height > 14)")


def test_links_work_by_mouse_and_by_keyboard(show: Show) -> None:
    visit = show(article("services/food-delivery"), head=STYLES)
    page = visit.page
    targets = set(page.eval_on_selector_all("[id]", "all => all.map(e => e.id)"))
    for frame, name in (
        (".cjm-flow", "step-open-app"),
        (".cjm-plan", "opportunity-"),
        (".cjm-priorities", "opportunity-"),
    ):
        links = page.locator(f"{frame} svg a")
        anchors = links.evaluate_all("all => all.map(a => decodeURIComponent(a.href.baseVal.slice(1)))")
        assert anchors
        assert set(anchors) <= targets
        first = links.first
        first.focus()
        page.keyboard.press("Enter")
        assert hash_of(page) in anchors
        page.evaluate("location.hash = ''")
        links.last.click()
        assert hash_of(page) == anchors[-1]
        assert any(anchor.startswith(name) for anchor in anchors)
    page.locator(".cjm-flow").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.cjm-flow') && document.activeElement.localName") == "a"
    assert visit.problems == []


def hash_of(page: Any) -> str:
    found: str = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    return found


def test_a_cyrillic_anchor_is_reached(show: Show) -> None:
    (diagram,) = flowcharts(
        [FlowBox("А", 0, "Э", "step-%D1%88%D0%B0%D0%B3")], [FlowWay(0, None, "")], title="", leaves="Уходит"
    )
    visit = show(flow([diagram]) + '<p id="шаг" style="margin-top: 3000px"><b id="step-шаг">Шаг</b></p>', head=STYLES)
    visit.page.click(".cjm-flow a")
    assert hash_of(visit.page) == "step-шаг"
    assert visit.page.evaluate("scrollY") > 1000


def test_dark_pages_have_light_words_on_dark_boxes(show: Show) -> None:
    visit = show(chart(["Один", "Два"]) + bars(plan(["Один", "Два"])), head=STYLES)
    page = visit.page
    probe = """() => [
      getComputedStyle(document.querySelector(".stage0 .nodeLabel")).color,
      getComputedStyle(document.querySelector(".stage0 > .label-container")).fill,
      getComputedStyle(document.querySelector(".condition .nodeLabel")).color,
      getComputedStyle(document.querySelector("rect.task")).fill,
      getComputedStyle(document.querySelector("text[class*=taskText]")).fill,
      getComputedStyle(document.querySelector(".grid .tick text")).fill,
    ]"""
    light = page.evaluate(probe)
    assert [brightness(colour) > 128 for colour in light] == [False, True, False, True, False, False]
    page.evaluate(DARK)
    page.wait_for_function("getComputedStyle(document.querySelector('.grid .tick text')).fill === 'rgb(238, 241, 245)'")
    page.wait_for_function(
        "getComputedStyle(document.querySelector('.stage0 .nodeLabel')).color === 'rgb(238, 241, 245)'"
    )
    assert [brightness(colour) > 128 for colour in page.evaluate(probe)] == [True, False, True, False, True, True]
    assert page.locator(".cjm-plan a .sectionTitle").count() == 2
    assert visit.problems == []


def brightness(colour: str) -> float:
    parts = [float(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    return sum(parts) / 3


def test_without_scripts_the_tables_say_it_all(show: Show) -> None:
    visit = show(article("services/food-delivery"), head=STYLES)
    context = visit.page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    page = context.new_page()
    page.goto(visit.page.url)
    assert not page.is_visible(".cjm-flow")
    page.click(".cjm-ways summary")
    assert page.is_visible("text=повторяет прошлый заказ >> nth=0")
    assert page.is_visible(".cjm-priorities svg")
    context.close()
