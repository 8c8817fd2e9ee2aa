"""Somebody filters the pain points of all maps and sends the link to somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from playwright.sync_api import expect

from tests.browser.served import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.browser.visits import Visit

pytestmark = pytest.mark.browser

SLOW = {"id": "slow", "what": "Slow site", "severity": "critical"}
MAPS = {
    "shop": {"title": "Shop", "ownership": "Vera & Co", "stages": [{"title": "Search", "pains": [SLOW, "Old photos"]}]},
    "bank": {"title": "Bank", "ownership": "Oleg", "stages": [{"title": "Pay", "pains": "Fees"}]},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("registers")
    for name, said in MAPS.items():
        (folder / "maps").mkdir(exist_ok=True)
        (folder / f"maps/{name}.yaml").write_text(yaml.safe_dump(said), encoding="utf-8")
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    with served(folder, {"theme": {"name": "material", "font": False}, "plugins": ["cjm"]}) as url:
        yield url


def test_a_choice_can_be_sent_to_somebody_who_gets_to_the_map(site: str, visit: Callable[[], Visit]) -> None:
    page = visit().page
    page.goto(f"{site}maps/pains/")
    page.locator("label", has_text="Owner").first.get_by_role("combobox").select_option(label="Vera & Co")
    rows = page.locator("[data-cjm-table] tbody tr:visible")
    expect(rows.locator("th > a")).to_have_text(["Slow site", "Old photos"])
    page.get_by_role("link", name="1 critical and open").click()
    expect(rows.locator("th > a")).to_have_text(["Slow site"])
    other = visit().page
    other.goto(page.url)
    expect(other.locator("[data-cjm-table] tbody tr:visible th > a")).to_have_text(["Slow site"])
    other.get_by_role("link", name="Slow site").click()
    other.wait_for_url(f"{site}maps/shop/#pain-slow")
    expect(other.locator("#pain-slow")).to_be_visible()
