"""What words without quotes stand for."""

from __future__ import annotations

import pytest

from cjm_plugin.reading.scalars import resolve


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_nothing(text: str) -> None:
    assert resolve(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("yes", True), ("On", True), ("TRUE", True), ("no", False), ("off", False)]
)
def test_yes_and_no(text: str, value: bool) -> None:
    assert resolve(text) is value


@pytest.mark.parametrize(
    "text", ["y", "n", "nO", "tRUE", "да", "-", "+", ".", "1_000", "0x1F", "12:30", "1e", "--1", "٣"]
)
def test_text(text: str) -> None:
    assert resolve(text) == text


@pytest.mark.parametrize(
    ("text", "value"), [("4", 4), ("-4", -4), ("+4", 4), ("010", 10), ("3.50", 3.5), (".5", 0.5), ("1e3", 1000)]
)
def test_numbers_remember_how_they_were_written(text: str, value: float) -> None:
    number = resolve(text)
    assert number == value
    assert isinstance(number, (int, float))
    assert str(number) == text


@pytest.mark.parametrize("text", [".nan", ".inf", "NaN", "1e999", "-1.5e999", "9" * 400])
def test_what_no_number_can_hold_stays_text(text: str) -> None:
    assert resolve(text) == text
