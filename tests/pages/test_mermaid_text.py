"""The escaping of labels, as far as it can be told without a browser (see tests/browser)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_plugin.pages.diagrams import mermaid_text

# Lone surrogates and control characters included: YAML escapes can write them.
anything = st.text(st.characters(exclude_categories=()), max_size=60)
SYNTAX = "#;:,%{}<>&\"'`\\\n\r\t\u2028"
_CODE = re.compile(r"#\d+;")


@given(anything)
def test_a_label_decodes_to_what_was_written(text: str) -> None:
    assert mermaid_text.decoded(mermaid_text.label(text)) == (mermaid_text.readable(text) or "\u00a0")


@given(anything)
def test_a_name_decodes_to_what_was_written(text: str) -> None:
    assert mermaid_text.decoded(mermaid_text.actor_name(text)) == (mermaid_text.readable(text) or "\u00a0")


@given(anything)
def test_a_label_holds_letters_digits_spaces_and_codes_only(text: str) -> None:
    encoded = mermaid_text.label(text)
    assert _CODE.match(encoded)
    assert all(char == " " or char.isalnum() for char in _CODE.sub("", encoded))


@given(anything)
def test_nothing_in_a_name_is_syntax(text: str) -> None:
    assert not set(_CODE.sub("", mermaid_text.actor_name(text))) & set(SYNTAX)


@given(anything)
def test_nobody_can_write_a_placeholder_of_mermaid(text: str) -> None:
    plain = _CODE.sub("", mermaid_text.label(text) + mermaid_text.actor_name(text))
    assert not set(plain) & {"\ufb02", "\u00b0", "\u00b6"}


@given(anything)
def test_white_space_is_collapsed_and_never_at_the_ends(text: str) -> None:
    shown = mermaid_text.readable(text)
    assert shown == mermaid_text.readable(shown)
    assert "  " not in shown
    assert shown == shown.strip(" \n\t")


@given(anything)
def test_twins_are_spelt_differently_and_read_the_same(text: str) -> None:
    for encode in (mermaid_text.label, mermaid_text.actor_name):
        spellings = [encode(text, twin=number) for number in range(3)]
        assert len(set(spellings)) == 3
        assert len({mermaid_text.decoded(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("text", "encoded"),
    [
        ("title x", "#116;itle x"),
        ("Шаг 1: вход", "#1064;аг 1#58; вход"),
        ("%%{init", "#37;#37;#123;init"),
        ("a\n \tb", "#97; b"),
        ("в\u00a0магазин", "#1074;#160;магазин"),
        ("", "#160;"),
        ("\ud800\x00", "#65533;#65533;"),
    ],
)
def test_examples(text: str, encoded: str) -> None:
    assert mermaid_text.label(text) == encoded


def test_usual_names_need_no_codes() -> None:
    # Each code would widen the left margin of the picture.
    assert mermaid_text.actor_name("Анна-Мария (мама)") == "Анна-Мария (мама)"


def test_the_form_while_drawing_is_that_of_mermaid() -> None:
    assert mermaid_text.while_drawing("#35;a") == "\ufb02\u00b0\u00b035\u00b6\u00dfa"
