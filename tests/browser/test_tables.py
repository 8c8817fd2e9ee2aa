"""Sorting, filtering and sharing on built pages of maps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from tests.browser.filled_tables import ALL_IDEAS, ALL_PAINS, NASTY, THEMES, calm, link_to
from tests.browser.visits import wait_until_prepared

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.filled_tables import Open, Sites

pytestmark = pytest.mark.browser


def rows(page: Page, table: str = "pains") -> list[str]:
    """Return the ids of the rows that a reader sees, in their order."""
    ids: list[str] = page.eval_on_selector_all(
        f".cjm-{table} tbody tr", "rows => rows.filter(row => row.checkVisibility()).map(row => row.id)"
    )
    return [id_.split("-", 1)[1] for id_ in ids]


def controls(page: Page, table: str = "pains") -> Any:
    return page.locator(f".cjm-controls:has(#cjm-choices-{table})")


def choose(page: Page, title: str, label: str, table: str = "pains") -> None:
    controls(page, table).get_by_role("combobox", name=title, exact=True).select_option(label=label)


def head(page: Page, title: str, table: str = "pains") -> Any:
    return page.locator(f".cjm-{table} thead th", has=page.get_by_role("button", name=title, exact=True))


def sort(page: Page, title: str, table: str = "pains") -> str | None:
    head(page, title, table).get_by_role("button").click()
    direction: str | None = head(page, title, table).get_attribute("aria-sort")
    return direction


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query, keep_blank_values=True)


def test_untouched_tables_are_as_written_and_so_is_the_address(opened: Open) -> None:
    page = opened()
    assert rows(page) == ALL_PAINS
    assert rows(page, "opportunities") == ALL_IDEAS
    assert page.locator(".cjm-count").all_inner_texts() == ["Показано 6 из 6"] * 2
    assert page.locator(".cjm-reset:visible, [aria-sort]").count() == 0
    assert query(page) == {}


@pytest.mark.parametrize(
    ("table", "title", "first", "then"),
    [
        ("pains", "Серьёзность", "сбой долго код форма дорого молча", "дорого форма долго код сбой молча"),
        ("pains", "Частота", "долго код форма молча сбой дорого", "код долго форма молча сбой дорого"),
        ("pains", "Этап", "долго молча дорого код сбой форма", "форма код сбой долго молча дорого"),
        ("opportunities", "Срок", "b a e d f c", "d e a b f c"),
        ("opportunities", "Влияние", "a d f b c e", "b f d a c e"),
        ("opportunities", "Усилия", "d a f b c e", "b f a d c e"),
        ("opportunities", "Возможность", "a b c d e f", "f e d c b a"),
    ],
)
def test_heads_sort_by_value_either_way_and_back(opened: Open, table: str, title: str, first: str, then: str) -> None:
    page = opened(theme="mkdocs")
    before = rows(page, table)
    falls = title in {"Серьёзность", "Частота", "Влияние"}
    directions = ["descending", "ascending"] if falls else ["ascending", "descending"]
    assert sort(page, title, table) == directions[0]
    assert rows(page, table) == first.split()
    assert sort(page, title, table) == directions[1]
    assert rows(page, table) == then.split()
    assert sort(page, title, table) is None
    assert rows(page, table) == before
    assert query(page) == {}


def test_names_are_sorted_as_the_language_does(opened: Open) -> None:
    page = opened()
    assert sort(page, "Ответственный", "opportunities") == "ascending"
    assert rows(page, "opportunities")[-1] == "e"
    found = rows(page, "opportunities")
    assert found.index("d") < found.index("f")  # "анна" before "Ёж", whatever the case


@pytest.mark.parametrize(
    ("control", "label", "said", "left"),
    [
        (("pains", "Серьёзность"), "Высокая", ("severity", "high"), "долго код"),
        (("pains", "Серьёзность"), "—", ("severity", ""), "молча"),
        (("pains", "Этап"), "2. Оплата <b>", ("stage", "оплата"), "форма код сбой"),
        (("pains", "Персона"), "Анна A", ("persona", "анна"), "долго форма код молча дорого"),
        (("pains", "Персона"), "Boris & Co", ("persona", "boris"), "форма код молча сбой дорого"),
        (("pains", "Подтверждение"), "предположение", ("evidence", "no"), "код молча сбой дорого"),
        (("pains", "Статус"), "Открыта", ("status", "open"), "долго форма код молча"),
        (("opportunities", "Этап"), "1. Поиск & выбор", ("stage", "поиск"), "a c b"),
        (("opportunities", "Персона"), "Анна A", ("persona", "анна"), "a d f c b"),
        (("opportunities", "Ответственный"), NASTY, ("owner", NASTY), "a"),
        (("opportunities", "Ответственный"), "all", ("owner", "all"), "c"),
        (("opportunities", "Ответственный"), "не назначен", ("owner", ""), "e"),
        (("opportunities", "Подтверждение"), "с источником", ("evidence", "yes"), "b"),
        (("opportunities", "Статус"), "Реализована", ("status", "done"), "b"),
    ],
)
def test_each_filter_and_a_link_to_it(
    opened: Open, control: tuple[str, str], label: str, said: tuple[str, str], left: str
) -> None:
    table, title = control
    page = opened(theme="mkdocs")
    choose(page, title, label, table)
    assert rows(page, table) == left.split()
    assert query(page) == {f"{table}.{said[0]}": [said[1]]}
    count = f"Показано {len(left.split())} из 6"
    assert controls(page, table).get_by_role("status").inner_text() == count
    other = opened(f"?{urlsplit(page.url).query}", "mkdocs")
    assert rows(other, table) == left.split()
    assert (
        controls(other, table).get_by_role("combobox", name=title, exact=True).locator(":checked").inner_text() == label
    )
    assert page.evaluate("window.broken") is None


def test_choices_add_up_tables_are_independent_and_the_link_tells_all(opened: Open) -> None:
    page = opened("?utm=x#stage-поиск")
    choose(page, "Этап", "2. Оплата <b>")
    choose(page, "Персона", "Boris & Co")
    sort(page, "Серьёзность")
    choose(page, "Статус", "Идея", "opportunities")
    sort(page, "Срок", "opportunities")
    sort(page, "Срок", "opportunities")
    expected = (["сбой", "код", "форма"], ["d", "e", "a", "f", "c"])
    assert (rows(page), rows(page, "opportunities")) == expected
    assert query(page)["utm"] == ["x"]
    assert page.url.endswith(f"#{quote('stage-поиск')}")
    other = opened(page.url.split("/")[-1])
    assert (rows(other), rows(other, "opportunities")) == expected
    assert head(other, "Срок", "opportunities").get_attribute("aria-sort") == "descending"
    other.reload()
    assert (rows(other), rows(other, "opportunities")) == expected
    controls(other).get_by_role("button", name="Сбросить").click()
    assert (rows(other), rows(other, "opportunities")) == (ALL_PAINS, expected[1])
    assert not [key for key in query(other) if key.startswith("pains.")]


def test_what_a_link_says_and_the_page_no_longer_knows_is_left_out(opened: Open) -> None:
    page = opened("?pains.severity=awful&pains.sort=-nothing&pains.status=open&pains.toString=1&opportunities.sort=%")
    assert rows(page) == ["долго", "форма", "код", "молча"]
    assert rows(page, "opportunities") == ALL_IDEAS


def test_a_link_to_a_filtered_row_shows_it(opened: Open) -> None:
    page = opened(f"?pains.severity=high&opportunities.owner=all#{quote('pain-дорого')}")
    assert rows(page) == ALL_PAINS
    assert rows(page, "opportunities") == ["c"]
    assert query(page) == {"opportunities.owner": ["all"]}
    assert page.locator("tr:target").get_attribute("id") == "pain-дорого"
    calm(page, link_to(page, "opportunity-a", "#pain-долго")).click()
    page.wait_for_function("document.querySelector('tr:target')?.id === 'opportunity-a'")
    assert rows(page, "opportunities") == ALL_IDEAS
    page.wait_for_function("""() => {
      const { top, bottom } = document.getElementById("opportunity-a").getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    }""")
    # Typed into the address bar.
    choose(page, "Серьёзность", "Критическая")
    page.evaluate("location.hash = '#pain-код'")
    page.wait_for_function("document.querySelector('tr:target')?.checkVisibility()")
    assert rows(page) == ALL_PAINS


def test_a_choice_that_hides_the_row_of_the_link_can_be_shared(opened: Open) -> None:
    page = opened(f"#{quote('pain-дорого')}")
    choose(page, "Статус", "Открыта")
    page.reload()
    assert rows(page) == ["долго", "форма", "код", "молча"]


@pytest.mark.parametrize("theme", THEMES)
def test_a_link_to_a_row_that_is_shown_keeps_the_choice(opened: Open, theme: str) -> None:
    page = opened("?pains.severity=low", theme)
    choose(page, "Серьёзность", "Высокая")
    link_to(page, "stage-поиск", "#pain-долго").click()
    link_to(page, "pain-долго", ".cjm-stage").click()
    page.wait_for_function("document.querySelector('tr:target')")
    assert rows(page) == ["долго", "код"]
    assert query(page) == {"pains.severity": ["high"]}
    controls(page).get_by_role("button", name="Сбросить").click()
    link_to(page, "stage-поиск", "#pain-долго").click()
    page.wait_for_url(f"**/#{quote('stage-поиск')}")
    assert rows(page) == ALL_PAINS
    page.go_back()
    page.go_back()
    page.wait_for_function("location.search")
    assert rows(page) == ["долго", "код"]


def test_instant_navigation_away_and_back(opened: Open, filled_site: Sites) -> None:
    page = opened()
    page.goto(filled_site("material"))
    page.wait_for_load_state("networkidle")  # Material takes over links when it has the sitemap
    page.evaluate("window.sameDocument = true")
    page.click(".md-content a[href*='maps/main']")
    page.wait_for_selector(".cjm-controls")
    wait_until_prepared(page)
    choose(page, "Серьёзность", "Высокая")
    sort(page, "Этап")
    page.locator(".md-nav__link, .cjm-crumbs a").filter(has_text="Other map").first.click()
    page.wait_for_selector("h1:has-text('Other map')")
    assert query(page) == {}
    assert page.locator(".cjm-controls").count() == 0
    page.go_back()
    page.wait_for_selector("h1:has-text('Главная карта')")
    page.wait_for_selector(".cjm-controls")
    assert rows(page) == ["долго", "код"]
    assert head(page, "Этап").get_attribute("aria-sort") == "ascending"
    assert page.locator(".cjm-controls").count() == 2
    assert page.evaluate("window.sameDocument")


@pytest.mark.parametrize("theme", THEMES)
def test_keyboard_alone_is_enough(opened: Open, theme: str) -> None:
    page = opened(theme=theme)
    controls(page).get_by_role("combobox", name="Серьёзность").focus()
    # Letters that some themes turn pages with.
    for key in ("s", "n", "p", "ArrowDown"):
        page.keyboard.press(key)
    assert rows(page) == ["сбой"]
    page.keyboard.press("ArrowDown")
    assert rows(page) == ["долго", "код"]
    assert page.evaluate("document.activeElement.tagName") == "SELECT"
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Сбросить":
            break
    page.keyboard.press("Enter")
    assert rows(page) == ALL_PAINS
    assert page.evaluate("document.activeElement.tagName") == "SELECT"
    head(page, "Серьёзность").get_by_role("button").focus()
    page.keyboard.press("Space")
    assert rows(page)[0] == "сбой"
    page.keyboard.press("Enter")
    assert rows(page)[0] == "дорого"
    assert page.evaluate("document.activeElement.textContent") == "Серьёзность"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_every_control_has_a_name(opened: Open) -> None:
    page = opened()
    for table, title in (("pains", "Болевые точки"), ("opportunities", "Возможности")):
        group = page.get_by_role("group", name=f"Фильтры и порядок: {title}")
        assert group.count() == 1
        for select in group.locator("select:visible").all():
            assert select.evaluate("select => select.labels[0].textContent.trim().length > 0")
        assert page.locator(f".cjm-{table} thead th:not(:has(button))").count() == 0
    names = page.locator(".cjm-copy").evaluate_all("links => links.map(link => [link.ariaLabel, link.title])")
    assert names == [["Скопировать ссылку", "Скопировать ссылку"]] * (6 + 6 + 2 + 1)


@pytest.mark.parametrize("theme", THEMES)
def test_without_scripts_all_is_there_and_nothing_is_dead(filled_site: Sites, browser: Browser, theme: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{filled_site(theme)}maps/main/?pains.severity=high#pain-{quote('дорого')}")
    assert [row.get_attribute("id") for row in page.locator(".cjm-pains tbody tr:visible").all()] == [
        f"pain-{id_}" for id_ in ALL_PAINS
    ]
    assert page.locator(".cjm-opportunities tbody tr:visible").count() == 6
    assert page.locator(".cjm :is(select, button, output):visible").count() == 0
    assert page.locator("#pain-дорого a[href='#pain-дорого']").count() == 1
    context.close()


def test_on_a_phone_cards_are_filtered_and_sorted_behind_a_button(opened: Open) -> None:
    page = opened("?pains.status=open", width=360)
    assert rows(page) == ["долго", "форма", "код", "молча"]
    group = controls(page)
    assert group.locator("select:visible").count() == 0
    assert group.get_by_role("status").inner_text() == "Показано 4 из 6"
    toggle = group.get_by_role("button", name="Фильтры и порядок")
    toggle.click()
    assert toggle.get_attribute("aria-expanded") == "true"
    choose(page, "Порядок", "Серьёзность ↑")
    assert rows(page) == ["форма", "долго", "код", "молча"]
    assert query(page)["pains.sort"] == ["severity"]
    choose(page, "Порядок", "Серьёзность ↓")
    assert rows(page) == ["долго", "код", "форма", "молча"]
    assert page.locator(".cjm-pains thead button:visible").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    toggle.click()
    group.get_by_role("button", name="Сбросить").click()
    assert rows(page) == ALL_PAINS
    assert page.evaluate("document.activeElement.className").endswith("cjm-toggle")
    page.set_viewport_size({"width": 1300, "height": 800})
    assert group.locator("select:visible").count() == 5
    assert page.locator(".cjm-pains thead button:visible").count() == 7


def test_on_paper_all_rows_are_shown_and_no_controls(opened: Open) -> None:
    page = opened("?pains.severity=high")
    page.emulate_media(media="print")
    assert sorted(rows(page)) == sorted(ALL_PAINS)
    assert page.locator(":is(.cjm-controls, .cjm-copy):visible").count() == 0


def test_focus_stays_when_the_address_changes(opened: Open) -> None:
    page = opened(theme="mkdocs")  # Material loads the page anew when an anchor is first followed
    page.evaluate("history.pushState(null, '', '#pain-код')")
    link_to(page, "opportunity-a", "#pain-долго").focus()
    page.go_back()
    page.wait_for_function("!location.hash")
    assert page.evaluate("document.activeElement.closest('tr')?.id") == "pain-долго"
