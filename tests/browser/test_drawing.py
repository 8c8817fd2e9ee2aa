"""`cjm.js`: the stand-in for Mermaid, and what it does with the diagrams of a page."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from cjm_plugin.pages.diagrams.journey import JourneySection, JourneyTask, journey_diagrams
from tests.browser.visits import ASSETS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.visits import Visit

    Show = Callable[..., Visit]

pytestmark = pytest.mark.browser

LIBRARY = "mermaid.tiny.min.js"
FLOWCHART = '<div class="mermaid">flowchart LR\n  a[One] --&gt; b[Two]</div>'
DARK = "() => { document.body.style.background = '#1e2129'; document.body.style.color = '#e2e4e9' }"


def journey() -> str:
    tasks = tuple(JourneyTask(label, 3, (label,)) for label in ("Ищет", "Сравнивает"))
    (diagram,) = journey_diagrams([JourneySection(title, tasks) for title in "АБВ"], title="Путь")
    return f'<div class="cjm-diagram"><div class="mermaid">{diagram.text}</div></div>'


# A Mermaid that the page brings, and a record of what it is asked to draw.
OWN_MERMAID = """<script>window.mermaid = {
  drawn: [],
  initialize() { throw new Error("not ours to configure") },
  async render(id, text) { this.drawn.push(text); return { svg: "<svg viewBox='0 0 9 9'></svg>" } },
}</script>"""


def test_the_library_is_the_one_its_readme_describes() -> None:
    folder = ASSETS / "mermaid"
    assert hashlib.sha256((folder / LIBRARY).read_bytes()).hexdigest() in (folder / "README.md").read_text()


def test_a_page_without_diagrams_does_not_load_the_library(show: Show) -> None:
    visit = show("<p>Text</p>")
    visit.page.wait_for_timeout(300)
    assert visit.asked_for(LIBRARY) == 0
    assert visit.page.evaluate("typeof mermaid.initialize") == "function"
    assert visit.problems == []


def test_the_library_is_loaded_once_and_stays_behind_the_stand_in(show: Show) -> None:
    visit = show(journey() * 3 + FLOWCHART)
    assert visit.page.locator(".mermaid > svg").count() == 4
    assert visit.asked_for(LIBRARY) == 1
    assert visit.page.evaluate("'mermaidAPI' in mermaid") is False
    assert visit.problems == []


def test_nothing_is_drawn_twice_on_load(show: Show) -> None:
    visit = show(journey())
    visit.page.evaluate("window.svg = document.querySelector('svg')")
    visit.page.wait_for_timeout(800)
    assert visit.page.evaluate("window.svg === document.querySelector('svg')")
    assert visit.page.locator("body > div[id^=d]").count() == 0


def test_the_settings_of_mermaid2_hold(show: Show) -> None:
    # mermaid2 puts such a line at the end of every page with a diagram.
    inline = "<script>mermaid.initialize({theme: 'forest', startOnLoad: true, securityLevel: 'loose'});</script>"
    visit = show(FLOWCHART.replace("One", '"&lt;b onclick=x>One&lt;/b>"'), tail=inline)
    assert visit.page.eval_on_selector(".node rect", "e => getComputedStyle(e).fill") == "rgb(205, 228, 152)"
    assert visit.page.locator("[onclick]").count() == 0
    assert visit.problems == []


def test_a_broken_diagram_is_shown_as_text_and_breaks_no_other(show: Show) -> None:
    visit = show('<div class="mermaid">journey\n  &lt;b&gt; nonsense</div>' + FLOWCHART)
    assert visit.page.inner_text(".mermaid >> nth=0") == "journey <b> nonsense"
    assert visit.page.locator(".mermaid >> nth=1").locator("svg").count() == 1
    assert len(visit.problems) == 1
    assert visit.problems[0].startswith("A diagram is shown as text: ")
    assert visit.page.locator("text=Syntax error").count() == 0


def test_a_long_diagram_is_drawn(show: Show) -> None:
    # Mermaid refuses more than 50,000 characters by itself.
    visit = show(f'<div class="mermaid">flowchart LR\n%% {"x" * 60000}\n a[{"y" * 60000}]</div>')
    assert visit.page.locator("text=Maximum text size").count() == 0


def test_out_of_sight_diagrams_are_drawn_one_by_one_so_that_the_page_answers_in_between(show: Show) -> None:
    visit = show("<div id=closed hidden></div>")
    turns = visit.page.evaluate(
        """async (diagram) => {
            let turn = 0
            setInterval(() => turn++, 0)
            const closed = document.getElementById("closed"), turns = []
            closed.innerHTML = diagram.repeat(5)
            new MutationObserver((all) => turns.push(...all.map(() => turn)))
                .observe(closed, { subtree: true, attributeFilter: ["data-drawn"] })
            mermaid.contentLoaded()
            while (turns.length < 5) await new Promise((next) => setTimeout(next, 20))
            return turns
        }""",
        journey(),
    )
    assert len(set(turns)) == 5


@pytest.mark.parametrize(
    "darken",
    [
        DARK,
        "() => document.body.setAttribute('data-md-color-scheme', 'slate')",
        "() => document.documentElement.setAttribute('data-bs-theme', 'dark')",
    ],
)
def test_a_switch_to_dark_and_back_redraws(show: Show, darken: str) -> None:
    style = "[data-md-color-scheme=slate], [data-bs-theme=dark] body { background: #1e2129 !important; color: #eee }"
    visit = show(journey() + FLOWCHART, head=f"<style>{style}</style>")
    light = assert_contrast(visit)
    visit.page.evaluate(darken)
    visit.page.wait_for_function("getComputedStyle(document.querySelector('.legend')).fill === 'rgb(238, 241, 245)'")
    dark = assert_contrast(visit)
    assert light != dark
    visit.page.evaluate(
        "() => { document.body.removeAttribute('style'); document.body.removeAttribute('data-md-color-scheme');"
        "document.documentElement.removeAttribute('data-bs-theme') }"
    )
    visit.page.wait_for_function("getComputedStyle(document.querySelector('.legend')).fill === 'rgb(31, 35, 40)'")
    assert assert_contrast(visit) == light
    assert visit.problems == []


@pytest.mark.parametrize("background", ["color-mix(in srgb, black 90%, white)", "oklch(0.2 0.02 240)", "lab(10 0 0)"])
def test_a_dark_background_is_recognised_in_any_notation(show: Show, background: str) -> None:
    visit = show(journey(), head=f"<style>body {{ background: {background} !important }}</style>")
    assert visit.page.eval_on_selector(".legend", "e => getComputedStyle(e).fill") == "rgb(238, 241, 245)"


def test_the_browsers_own_dark_scheme_counts(show: Show) -> None:
    head = "<style>:root { color-scheme: light dark } body { background: none !important }</style>"
    visit = show(journey(), head=head)
    visit.page.emulate_media(color_scheme="dark")
    visit.page.wait_for_function("getComputedStyle(document.querySelector('.legend')).fill === 'rgb(238, 241, 245)'")


def assert_contrast(visit: Visit) -> set[str]:
    """Check WCAG AA for all text on what lies behind it, and return the colours of the boxes."""
    pairs = visit.page.evaluate("""() => {
      const page = getComputedStyle(document.body).backgroundColor;
      const labels = [...document.querySelectorAll(".cjm-diagram rect")].map(rect => {
        const style = getComputedStyle(rect);
        const text = getComputedStyle(rect.parentNode.querySelector(".label")).color;
        return [text, style.fill, Number(style.fillOpacity)];
      });
      const lines = [".legend", ".cjm-diagram svg > line", ".cjm-diagram marker path"].map(selector => {
        const style = getComputedStyle(document.querySelector(selector));
        return [selector.endsWith("line") ? style.stroke : style.fill, page, 1];
      });
      return { page, pairs: [...labels, ...lines] };
    }""")
    page = rgb(pairs["page"])
    for text, fill, opacity in pairs["pairs"]:
        behind = tuple(opacity * f + (1 - opacity) * p for f, p in zip(rgb(fill), page, strict=True))
        bright, dim = sorted((luminance(rgb(text)), luminance(behind)), reverse=True)
        assert (bright + 0.05) / (dim + 0.05) >= 4.5
    return {fill for _, fill, _ in pairs["pairs"]}


def rgb(colour: str) -> tuple[float, ...]:
    return tuple(map(float, re.findall(r"[\d.]+", colour)[:3]))


def luminance(colour: tuple[float, ...]) -> float:
    parts = (c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def test_code_that_calls_mermaid_itself_is_served(show: Show) -> None:
    visit = show("<pre id=x>flowchart LR\n a --&gt; b</pre>", drawn=False)
    result = visit.page.evaluate("async () => (await mermaid.render('own', 'flowchart LR\\n a --> b')).svg.slice(0, 4)")
    assert result == "<svg"
    visit.page.evaluate("() => mermaid.init({}, document.getElementById('x'))")
    assert visit.page.locator("#x > svg").count() == 1
    assert visit.page.evaluate("async () => (await mermaid.parse('pie')).diagramType") == "pie"


def test_a_mermaid_of_the_page_draws_our_diagrams_and_keeps_its_own(show: Show) -> None:
    visit = show(journey() + FLOWCHART, head=OWN_MERMAID, drawn=False)
    visit.page.wait_for_selector(".cjm-diagram .mermaid > svg", state="attached")
    assert visit.page.evaluate("mermaid.drawn.length") == 1
    assert visit.asked_for(LIBRARY) == 0


def test_without_scripts_there_is_no_source_to_be_seen(show: Show) -> None:
    visit = show(journey())
    context = visit.page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    page = context.new_page()
    page.goto(visit.page.url)
    assert not page.is_visible(".cjm-diagram")
    context.close()
