"""How each language writes days, numbers and shares."""

from __future__ import annotations

import datetime as dt

import pytest

from cjm_plugin.locale import interface, supported


@pytest.mark.parametrize(
    ("language", "day", "written"),
    [
        ("ru", dt.date(2026, 9, 15), "15\u00a0сентября 2026\u00a0г."),
        ("ru", dt.date(2027, 5, 1), "1\u00a0мая 2027\u00a0г."),
        ("en", dt.date(2026, 9, 15), "15\u00a0Sep 2026"),
    ],
)
def test_days_are_written_with_the_name_of_the_month(language: str, day: dt.date, written: str) -> None:
    assert interface(language).date(day) == written


@pytest.mark.parametrize(
    ("value", "english", "russian"),
    [
        (0, "0", "0"),
        (-0.0, "0", "0"),
        (-0.0000001, "0", "0"),
        (42.0, "42", "42"),
        (0.004, "0.004", "0,004"),
        (4.3, "4.3", "4,3"),
        (-3.5, "-3.5", "-3,5"),
        (1234.5, "1,234.5", "1\u00a0234,5"),
        (1_000_000, "1,000,000", "1\u00a0000\u00a0000"),
    ],
)
def test_numbers_have_the_separators_of_the_language(value: float, english: str, russian: str) -> None:
    assert interface("en").number(value) == english
    assert interface("ru").number(value) == russian


@pytest.mark.parametrize("value", [1e15, 1e22, 12345678901234567890123.5, 1.7976931348623157e308, -1e300])
def test_no_number_is_too_large(value: float) -> None:
    assert float(interface("en").number(value).replace(",", "")) == pytest.approx(value)


def test_equal_shares_are_the_same_whichever_way_they_were_counted() -> None:
    assert {
        interface("en").percent(share) for share in (0.375, (4 - 3.7) / (4.5 - 3.7), (3.9 - 3.6) / (4.4 - 3.6))
    } == {"38%"}


def test_russian_keeps_the_percent_sign_off_the_number() -> None:
    assert interface("en").percent(0.555) == "56%"
    assert interface("ru").percent(0.555) == "56\u00a0%"


@pytest.mark.parametrize(
    ("tag", "language"),
    [("ru", "ru"), ("ru-RU", "ru"), ("RU_ru", "ru"), ("en-GB", "en"), ("de", None), ("", None), (None, None)],
)
def test_language_tags_find_their_interface(tag: str | None, language: str | None) -> None:
    assert supported(tag) == language
    assert interface(tag).language == (language or "en")
