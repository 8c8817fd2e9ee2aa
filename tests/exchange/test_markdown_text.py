"""Texts of users in Markdown: shown as typed, calling nobody."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cjm_plugin.exchange.markdown_text import markdown_text, markdown_title
from tests.shared.hostile import HOSTILE

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
NO_WIDTH = "\N{ZERO WIDTH SPACE}"


def cell(text: str) -> str:
    """Return what a cell of a table shows."""
    tokens = MARKDOWN.parse(f"| {text} | end |\n| --- | --- |\n| {text} | end |\n")
    head, *rest = [token for token in tokens if token.type == "inline"]
    assert [token.content for token in rest[::2]] == ["end", "end"]
    assert all(token.type == "text" for token in head.children or []), head.children
    return "".join(token.content for token in head.children or [])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_shown_as_typed(text: str) -> None:
    assert cell(markdown_text(text)).replace(NO_WIDTH, "") == " ".join(text.split()).replace(NO_WIDTH, "")


@given(st.text(alphabet=st.sampled_from("ab @#!~$&%|\\`*_[]<>()1-+.{}'\"ы:/")))
def test_any_text_is_shown_as_typed(text: str) -> None:
    shown = " ".join(text.split())
    assert cell(markdown_text(f"x{shown}x")).replace(NO_WIDTH, "") == f"x{shown}x"


@pytest.mark.parametrize(
    "text",
    [
        *("@anna", "см. @anna-b, @c", "#12", "org/repo#3", "!4", "~bug", "%1", "a@b.org", "$5", "&6"),
        *("GH-12", ":tada:", "https://evil.example/x", "www.evil.example"),
    ],
)
def test_nobody_and_nothing_is_called(text: str) -> None:
    assert not re.search(r"[@#!~%$&:]\w|GH-\d|://|www\.", cell(markdown_text(text)))


def test_a_title_loses_its_markup() -> None:
    assert markdown_title("**Bold** and [a link](https://example.org)") == "Bold and a link"
