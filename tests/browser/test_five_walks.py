"""A head of customer experience has only the site, and five questions: a minute and a few clicks for each.

The answers are worked out from the YAML of the maps.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
import yaml
from dateutil.relativedelta import relativedelta
from playwright.sync_api import expect

from tests.shared.example_site import DAY, MAPS
from tests.shared.raw_portfolio import RawMap, many, raw_maps, stage_mean, weight_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Locator, Page

    from tests.browser.visits import Visit
    from tests.shared.example_site import ExampleSite

pytestmark = pytest.mark.browser

RAW = raw_maps(MAPS)
TODAY = [raw for raw in RAW if raw.tells_of_today]
CYCLES = {
    **dict.fromkeys(["3 months", "3 месяца", "quarterly", "P3M"], relativedelta(months=3)),
    **dict.fromkeys(["6 months", "6 месяцев", "P6M"], relativedelta(months=6)),
    "4 months": relativedelta(months=4),
    "120 days": relativedelta(days=120),
}
BACKED_ENOUGH = 0.5


@pytest.fixture
def page(example_site: ExampleSite, visit: Callable[[], Visit]) -> Iterator[Page]:
    """The home page on a desk, on the day of the site; whatever is opened from it has no complaints."""
    opened = visit()
    opened.page.set_viewport_size({"width": 1440, "height": 900})
    opened.page.clock.set_fixed_time(f"{DAY}T12:00:00")
    opened.page.goto(example_site.url)
    yield opened.page
    assert opened.problems == []


def rows(page: Page, table: str) -> Locator:
    return page.locator(f'[data-cjm-table="{table}"] tbody tr:visible')


def names(page: Page, table: str) -> list[str]:
    """Return what the rows that are shown are called."""
    return rows(page, table).locator("th > a:first-child, th > bdi").all_inner_texts()


def figure(page: Page, text: str) -> Locator:
    return page.locator(".cjm-states a", has_text=text).first


def count_of(shown: Locator) -> int:
    return int(shown.locator(".cjm-figure").inner_text())


def number(value: float, digits: int = 1) -> str:
    """Return a number as it is written in Russian."""
    return f"{round(value, digits):g}".replace(".", ",")


def badges(line: Locator) -> set[str]:
    return {text.replace("\N{NO-BREAK SPACE}", "") for text in line.locator(".cjm-badge").all_inner_texts()}


def title(raw: RawMap) -> str:
    return str(raw.data["title"])


def owner(raw: RawMap) -> str:
    return str(raw.data["ownership"]["owner"])


def due(raw: RawMap) -> dt.date:
    found: dt.date = raw.data["review"]["last_reviewed"] + CYCLES[raw.data["review"]["cycle"]]
    return found


def backed(raw: RawMap) -> float:
    """Return the share of the steps, the stages without steps and the pain points that name a source."""
    claims = [
        moment.get("evidence") for stage, moment in raw.moments() if moment is not stage or not stage.get("steps")
    ]
    claims += [pain.get("evidence") for _, _, pain in raw.pains()]
    return sum(map(bool, claims)) / len(claims)


def same(maps: list[RawMap]) -> dict[str, list[dict[str, Any]]]:
    """Return the pain points that are not resolved by what they are called; what is the same on several maps is one."""
    catalog = yaml.safe_load((MAPS / "catalog.yaml").read_text(encoding="utf-8"))
    shared = {pain["id"]: pain["what"] for pain in catalog["pains"]}
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for raw in maps:
        for _, _, pain in raw.pains():
            if pain.get("status") != "resolved":
                found[shared.get(pain.get("same_as"), f"{pain['what']} ({raw.key})")].append(pain)
    return found


def points(pains: list[dict[str, Any]]) -> float:
    """Return how much it hurts: the worst of what is the same, with the sources of all."""
    sources = [source for pain in pains for source in many(pain.get("evidence"))]
    return max(weight_of({**pain, "evidence": sources}) for pain in pains)


def test_what_hurts_customers_most(page: Page) -> None:
    found = {
        name: [pain for pain in pains if pain.get("status", "open") == "open"] for name, pains in same(TODAY).items()
    }
    critical = {
        name.split(" (")[0]: points(pains)
        for name, pains in found.items()
        if any(pain.get("severity") == "critical" for pain in pains)
    }
    assert count_of(figure(page, "критичные и открытые")) == len(critical)

    figure(page, "критичные и открытые").click()
    page.wait_for_url("**/maps/pains/?pains.mark=critical#all")
    expect(rows(page, "pains")).to_have_count(len(critical))
    told = [text.split("\n")[0] for text in rows(page, "pains").locator("th").all_inner_texts()]
    assert set(told) == set(critical)
    weights = [critical[name] for name in told]
    assert weights == sorted(weights, reverse=True)
    shown = rows(page, "pains").locator('[data-label="Баллы"]').all_inner_texts()
    assert shown == [number(weight) for weight in weights]

    rows(page, "pains").first.get_by_role("link", name=told[0]).click()
    expect(page.locator(":target")).to_contain_text(told[0])
    expect(page.locator(":target")).to_be_in_viewport()


def test_who_must_act(page: Page) -> None:
    of_owner: dict[str, list[RawMap]] = defaultdict(list)
    for raw in RAW:
        of_owner[owner(raw)].append(raw)
    burden = {name: sum(map(points, same(maps).values())) for name, maps in of_owner.items()}
    (first, most), *_ = sorted(burden.items(), key=lambda each: -each[1])

    figure(page, "критичные и открытые").click()
    page.locator(".md-sidebar--secondary").get_by_role("link", name="По ответственным").click()
    by_owner = page.locator("#by-owner ~ .cjm-scroll").first.locator("tbody tr")
    told = dict(
        zip(*(by_owner.locator(cell).all_inner_texts() for cell in ("th", '[data-label="Баллы"]')), strict=True)
    )
    assert told == {name: number(burden[name]) for name in told}
    assert next(iter(told.items())) == (first, number(most))

    by_owner.get_by_role("link", name=first).click()
    page.wait_for_url(lambda url: f"?pains.owner={first.replace(' ', '_')}#all" in unquote(url))
    expect(rows(page, "pains").locator('[data-label="Ответственный"]', has_text=first).first).to_be_visible()
    for cell in rows(page, "pains").locator('[data-label="Ответственный"]').all_inner_texts():
        assert first in cell.split("\n")


def test_what_is_late(page: Page) -> None:
    late = {
        idea["idea"]: (idea["owner"], idea["due"])
        for raw in RAW
        for idea in raw.opportunities()
        if idea.get("due", DAY) < DAY and idea.get("status", "idea") not in ("done", "rejected")
    }
    figure(page, "просрочено").click()
    page.wait_for_url("**/maps/opportunities/?opportunities.mark=late#all")
    expect(rows(page, "opportunities")).to_have_count(len(late))
    assert set(names(page, "opportunities")) == set(late)
    for row in rows(page, "opportunities").all():
        who, day = late[row.locator("th > a").inner_text()]
        expect(row.locator('[data-label="Ответственный"]')).to_have_text(who)
        expect(row.locator("time")).to_have_attribute("datetime", str(day))

    overdue = {title(raw) for raw in RAW if due(raw) < DAY}
    page.locator(".md-sidebar--primary").get_by_role("link", name="Календарь проверок").click()
    figure(page, "Проверка просрочена").click()
    expect(rows(page, "reviews")).to_have_count(len(overdue))
    assert set(names(page, "reviews")) == overdue


def test_which_map_may_not_be_trusted(page: Page) -> None:
    doubts = {
        title(raw): {
            *(["Проверка просрочена"] if due(raw) < DAY else []),
            *([f"подтверждено {backed(raw):.0%}"] if backed(raw) < BACKED_ENOUGH else []),
        }
        for raw in TODAY
    }
    page.get_by_role("link", name="Вся сводка").click()
    trust = page.locator("section", has=page.locator("#trust"))
    expect(trust).to_be_visible()
    told = {line.locator("a").inner_text(): badges(line) for line in trust.locator("ol > li").all()}
    assert told == {name: why for name, why in doubts.items() if why}

    worst = min(TODAY, key=backed)
    trust.get_by_role("link", name=title(worst)).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title(worst))
    share = re.compile(rf"\b{100 * backed(worst):.0f}\s?%")
    expect(page.locator("article.cjm")).to_contain_text(share)


def test_what_the_future_state_would_change(page: Page) -> None:
    (now,) = (raw for raw in RAW if "future" in raw.data.get("links", {}))
    (then,) = (raw for raw in RAW if raw.data.get("kind") == "future-state")
    assert now.score is not None
    assert then.score is not None
    left = {pain["id"] for _, _, pain in then.pains() if pain.get("status") != "resolved"}
    resolved = {
        pain["what"] for _, _, pain in now.pains() if pain.get("status") != "resolved" and pain["id"] not in left
    }

    page.get_by_role("link", name="Открыть карты").click()
    page.locator("article.cjm").get_by_role("link", name="Сравнения").click()
    row = page.locator("article.cjm tbody tr")
    for label, value in (("Было", now.score), ("Стало", then.score), ("Болей решено", len(resolved))):
        expect(row.locator(f'[data-label="{label}"]')).to_have_text(number(value))

    row.locator("th a").click()
    change = f"+{number(then.score - now.score)}"
    expect(page.locator(".cjm-lead")).to_contain_text(f"{number(now.score)} → {number(then.score)} ({change})")
    assert count_of(figure(page, "решено")) == len(resolved)
    told = page.locator("#resolved ~ .cjm-scroll").first.locator("tbody th")
    assert {text.split("\n")[0] for text in told.all_inner_texts()} == resolved
    before = {stage["id"]: stage_mean(stage) for stage in now.stages}
    stages = page.locator("#stages ~ .cjm-scroll").first.locator("tbody tr")
    for shown, stage in zip(stages.all(), then.stages, strict=False):
        was, will_be = before[stage["id"]], stage_mean(stage)
        assert was is not None
        assert will_be is not None
        expect(shown.locator("th")).to_have_text(stage["title"])
        expect(shown.locator('[data-label="Изменение"]')).to_contain_text(f"+{number(will_be - was)}")
