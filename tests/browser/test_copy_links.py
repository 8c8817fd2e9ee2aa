"""Links that copy themselves, on built pages of maps."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest

from tests.browser.filled_tables import THEMES, calm, link_to

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.filled_tables import Open

pytestmark = pytest.mark.browser

# What the page says is gone after two seconds: remember it, with its place.
LISTEN = """
  window.said = {};
  new MutationObserver((changes) => {
    const element = document.querySelector(".cjm-copied");
    if (!element?.textContent || !changes.some(({ target }) => target === element)) return;
    window.said = { text: element.textContent, box: element.getBoundingClientRect() };
  }).observe(document, { childList: true, subtree: true });
"""
COPIED = "window.said.text === 'Скопировано'"
NO_CLIPBOARD = "delete Navigator.prototype.clipboard;"


def clipboard(page: Page) -> str:
    # A page without a clipboard cannot read it, but can paste.
    page.evaluate("""() => {
      const field = document.createElement("textarea");
      field.id = "paste";
      document.body.append(field);
    }""")
    page.focus("#paste")
    page.keyboard.press("Control+V")
    text = page.input_value("#paste")
    page.evaluate("document.getElementById('paste').remove()")
    return text


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("before", ["", NO_CLIPBOARD], ids=["https", "http"])
def test_copy_link(opened: Open, theme: str, before: str) -> None:
    page = opened("?pains.status=open", theme, before=LISTEN + before)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    base = page.url.split("?")[0]
    for place in ("pain-долго", "opportunity-b", "step-карта", "stage-оплата"):
        link = link_to(page, place).and_(page.locator(".cjm-copy"))
        assert link.is_visible()
        assert link.evaluate("link => getComputedStyle(link).opacity") == "1"
        page.evaluate("window.said = {}")
        link.click() if place.startswith("pain") else link.press("Enter")
        page.wait_for_function(COPIED)
        assert clipboard(page) == f"{base}#{quote(place)}"
        assert urlsplit(page.url).fragment == ""
        assert page.evaluate("[said.box.left, said.box.top].every(edge => edge >= 0)")


def test_where_nothing_can_be_copied_the_link_is_followed(opened: Open) -> None:
    page = opened(before=f"{LISTEN} {NO_CLIPBOARD} document.execCommand = () => false;")
    calm(page, link_to(page, "pain-код").and_(page.locator(".cjm-copy"))).click()
    page.wait_for_function("document.querySelector('tr:target')?.id === 'pain-код'")
    assert not page.evaluate(COPIED)


def test_a_link_can_be_opened_in_another_tab(opened: Open) -> None:
    page = opened(before=LISTEN)
    with page.context.expect_page() as found:
        link_to(page, "pain-код").and_(page.locator(".cjm-copy")).click(modifiers=["Control"])
    assert found.value.url.endswith(f"#{quote('pain-код')}")
    assert not page.evaluate(COPIED)
