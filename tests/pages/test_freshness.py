"""What a page says of a review, so that it is right on the day of the reader and told without scripts, too."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.pages.rendered import check_html, page_of, render, write

if TYPE_CHECKING:
    from pathlib import Path

FRESH = {"cycle": "yearly", "last_reviewed": "2026-10-01"}
LATE = {"cycle": "monthly", "last_reviewed": "2026-09-30"}


def test_a_badge_carries_the_due_date_from_which_a_script_tells_the_state(tmp_path: Path) -> None:
    page = page_of(tmp_path, {"review": FRESH})
    badges = page.all(".cjm-badge[data-cjm-due]")
    assert [(badge.text, badge["data-cjm-due"]) for badge in badges] == [("Up to date", "2027-10-01")] * 2
    words = json.loads(str(page.article["data-cjm-review"]))
    assert words == {
        "fresh": "Up to date",
        "due-soon": "Review due soon",
        "overdue": "Review overdue",
        "language": "en",
        "soon": 14,
        "late": {"one": "{count} day ago", "other": "{count} days ago"},
    }


def test_the_words_are_in_the_language_of_the_page_with_its_plurals(tmp_path: Path) -> None:
    page = page_of(tmp_path, {"review": FRESH, "language": "ru"})
    words = json.loads(str(page.article["data-cjm-review"]))
    assert (words["language"], words["overdue"]) == ("ru", "Проверка просрочена")
    assert words["late"] == {"one": "{count} день назад", "few": "{count} дня назад", "many": "{count} дней назад"}


@pytest.mark.parametrize("review", [{}, {"last_reviewed": "2026-10-01"}, {"status": "retired", **LATE}])
def test_what_days_do_not_change_has_nothing_for_scripts(tmp_path: Path, review: dict[str, str]) -> None:
    page = page_of(tmp_path, {"review": review})
    assert page.all("[data-cjm-due], .cjm-banner") == []
    assert "data-cjm-review" not in page.article.attrs


def test_a_banner_tells_since_when_whom_to_ask_and_what_to_do(tmp_path: Path) -> None:
    write(tmp_path, {"a.yaml": {"title": "A", "stages": ["S"], "review": LATE, "ownership": "Vera *Sun*"}})
    page = render(tmp_path, edit="https://git.example/edit/a.yaml")["a"]
    check_html(page)
    told = page.text(".cjm-banner:not([hidden])")
    for words in ("30 Oct 2026", "Vera Sun", "last_reviewed"):
        assert words in told
    assert "ago" not in told, "the number of days is for the script: it would be wrong tomorrow"
    assert [link["href"] for link in page.all(".cjm-banner a")] == ["https://git.example/edit/a.yaml"]
    (day,) = page.all(".cjm-banner time")
    assert day["datetime"] == "2026-10-30"


def test_a_banner_without_an_owner_or_an_address_to_edit(tmp_path: Path) -> None:
    page = page_of(tmp_path, {"review": LATE})
    assert "Nobody answers for it" in page.text(".cjm-banner")
    assert page.all(".cjm-banner a") == []


def test_a_map_that_is_up_to_date_has_its_banner_ready_but_hidden(tmp_path: Path) -> None:
    (banner,) = page_of(tmp_path, {"review": FRESH}).all(".cjm-banner")
    assert "hidden" in banner.attrs
    assert banner["data-cjm-due"] == "2027-10-01"


def test_every_list_of_maps_has_the_badge(tmp_path: Path) -> None:
    said: dict[str, Any] = {"title": "A", "stages": ["S"], "personas": "anna", "review": FRESH}
    write(tmp_path, {"c/a.yaml": said, "personas/anna.yaml": {"name": "Anna"}, "c/_collection.yaml": {"title": "C"}})
    pages = render(tmp_path)
    for key in ("", "c", "personas/anna", "reviews"):
        assert pages[key].texts("tbody .cjm-badge[data-cjm-due]") == ["Up to date"], key
        (row,) = pages[key].all("tr[data-cjm-due]")
        assert row["data-state"] == "fresh"
        assert "data-cjm-review" in str(pages[key].document.html)


def test_a_map_takes_owner_and_cycle_from_the_nearest_folder_above(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a/_collection.yaml": {"title": "A", "owner": "Vera", "review_cycle": "yearly"},
            "a/b/_collection.yaml": {"title": "B", "owner": "Oleg"},
            "a/b/m.yaml": {"title": "M", "stages": ["S"], "review": {"last_reviewed": "2026-01-15"}},
        },
    )
    pages = render(tmp_path)
    assert pages["a/b/m"].fact("Owner", ".cjm-review") == "Oleg"
    assert pages["a/b/m"].fact("Next review", ".cjm-review") == "15 Jan 2027"
    assert "Oleg" in pages["a/b"].text("tbody tr")


@pytest.mark.parametrize("late", [0, 1])
def test_the_list_of_all_maps_counts_the_overdue_ones(tmp_path: Path, late: int) -> None:
    write(tmp_path, {"a.yaml": {"title": "A", "stages": ["S"], "review": LATE if late else FRESH}})
    index = render(tmp_path)[""]
    assert index.texts("[data-cjm-count=overdue]") == [str(late)]
    check_html(index)
