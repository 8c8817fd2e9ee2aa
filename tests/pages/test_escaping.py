"""What a person typed becomes HTML in one place: nothing is run, nothing is lost, nobody is led astray."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup, escape

from cjm_plugin.model.values import Severity
from cjm_plugin.pages.escaping import block, escaped, inline, plain, unlinked

PAGES = {"guide.md": "../guide/", "/гид.md": "../гид/", "a.md#x": "../a/#x"}

INLINE_TAGS = {"em", "strong", "code", "a", "br"}
BLOCK_TAGS = INLINE_TAGS | {"p", "ul", "ol", "li"}

MARKS = "*_`[]()\\"
PIECES = [
    *MARKS,
    *"<>&\"'!#|~=-+:/ \n\t",
    "**",
    "](",
    "![",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!--",
    "]]>",
    "&lt;",
    "&#106;",
    "javascript:alert(1)",
    "https://example.org/",
    "mailto:a@b.c",
    "guide.md",
    "{{ x }}",
    "{% raw %}",
    "- ",
    "1. ",
    "# ",
    "    ",
    "\u202e",
    "\u200f",
    "\x00",
    "\ud800",
    "ж",
    "👩‍👩‍👧",
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=25).map("".join)


def resolve(link: str) -> str | None:
    return PAGES.get(link)


def parsed(html: str) -> Tag:
    (body,) = BeautifulSoup(f"<body>{html}</body>", "html.parser").find_all("body")
    return body


def elements(html: str) -> list[Tag]:
    return list(parsed(html).find_all(True))


def shown(html: str) -> str:
    return parsed(html).get_text()


def without_marks(text: str) -> str:
    """Return the characters of a text that no Markdown can take away, in their order."""
    gone = set(MARKS) | set("\x00\ufffd")
    return "".join(char for char in text if char not in gone and not char.isspace())


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Plain & simple <b>", "Plain &amp; simple &lt;b&gt;"),
        ("*a* **b** `c` _d_ __e__", "<em>a</em> <strong>b</strong> <code>c</code> <em>d</em> <strong>e</strong>"),
        ("snake_case_name, 2 * 3 * 4, [a], (b), a\\b", "snake_case_name, 2 * 3 * 4, [a], (b), a\\b"),
        (r"\*not bold\*, \[no](link)", "*not bold*, [no](link)"),
        ("`<b>`, `*`", "<code>&lt;b&gt;</code>, <code>*</code>"),
        ("[a](https://x.y/?a=1&b=2)", '<a href="https://x.y/?a=1&amp;b=2">a</a>'),
        ("[a](mailto:a@b.c)", '<a href="mailto:a@b.c">a</a>'),
        ("[a](guide.md)", '<a href="../guide/">a</a>'),
        ("[a](/гид.md)", '<a href="../гид/">a</a>'),
        ("[a](#pain-x)", '<a href="#pain-x">a</a>'),
        ("[*a* b](no.md), [c](guide.md)", '<em>a</em> b, <a href="../guide/">c</a>'),
        ("# a, - b, > c, 1. d, ---", "# a, - b, &gt; c, 1. d, ---"),
        ("https://x.y <https://x.y>", "https://x.y &lt;https://x.y&gt;"),
        ("&lt; &amp; &#60; &nbsp;", "&amp;lt; &amp;amp; &amp;#60; &amp;nbsp;"),
        (":smile: ==a== ^b^ ~~c~~ ++d++ $e$", ":smile: ==a== ^b^ ~~c~~ ++d++ $e$"),
    ],
)
def test_the_small_markdown_of_a_line(text: str, html: str) -> None:
    assert inline(text, resolve) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a\nb\n\nc", "<p>a\nb</p>\n<p>c</p>\n"),
        ("- a\n- *b*", "<ul>\n<li>a</li>\n<li><em>b</em></li>\n</ul>\n"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        ("# a\n\n> b\n\n---\n\n    c", "<p># a</p>\n<p>&gt; b</p>\n<p>---</p>\n<p>c</p>\n"),
        ("<script>\nx\n</script>", "<p>&lt;script&gt;\nx\n&lt;/script&gt;</p>\n"),
        ("[a]: https://x.y\n\n[a]", "<p>[a]: https://x.y</p>\n<p>[a]</p>\n"),
        ("| a |\n|---|\n| b |", "<p>| a |\n|---|\n| b |</p>\n"),
    ],
)
def test_longer_texts_have_paragraphs_and_lists_and_nothing_else(text: str, html: str) -> None:
    assert block(text, resolve) == html


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("*a* **b** `c` [d](guide.md)", "a b c d"),
        (" a\n  b\\\nc ", "a b c"),
        ("[](https://x.y)", "[](https://x.y)"),
        ("2 * 3", "2 * 3"),
        ("<b>", "<b>"),
    ],
)
def test_a_title_is_one_line_without_marks_and_never_empty(text: str, line: str) -> None:
    assert plain(text) == line


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a [*b*](https://x.y) c", "a <em>b</em> c"),
        ("[a](guide.md) <b>", "a &lt;b&gt;"),
        ("[](https://x.y)", "[](https://x.y)"),
        ("plain & simple", "plain &amp; simple"),
    ],
)
def test_what_stands_in_a_link_holds_no_other_link(text: str, html: str) -> None:
    assert unlinked(text) == html


@settings(deadline=None)
@given(texts)
@example("[a](<b> 'c\" onclick=\"d'>)")
@example("`<script>`\\<script>")
def test_no_other_tag_comes_out_of_any_text(text: str) -> None:
    for html, allowed in ((inline(text, resolve), INLINE_TAGS), (block(text, resolve), BLOCK_TAGS)):
        for element in elements(html):
            assert element.name in allowed
            assert set(element.attrs) <= ({"href", "title"} if element.name == "a" else {"start"})
    assert {element.name for element in elements(unlinked(text))} <= INLINE_TAGS - {"a"}


@settings(deadline=None)
@given(texts)
def test_all_that_is_said_is_shown(text: str) -> None:
    # Where a link leads is not shown, nor is the number that begins a list.
    linked = any(element.name == "a" for element in elements(inline(text, lambda link: link)))
    numbered = any(element.name == "li" for element in elements(block(text, resolve)))
    if not linked:
        assert without_marks(shown(inline(text, resolve))) == without_marks(text)
        assert without_marks(shown(unlinked(text))) == without_marks(text)
        assert without_marks(plain(text)) == without_marks(text)
        if not numbered:
            assert without_marks(shown(block(text, resolve))) == without_marks(text)


def as_markdown_reads(text: str) -> str:
    """Return text with one kind of line ending, and without U+0000, which no file of maps may hold either.

    https://spec.commonmark.org/0.31.2/#preliminaries
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}")


@settings(deadline=None)
@given(texts)
@example("\n\r")
@example("\n\0")
def test_text_without_marks_is_shown_to_the_letter(text: str) -> None:
    # The parser used here makes one space of a text of blanks.
    text = "".join(char for char in text if char not in MARKS) + "."
    assert as_markdown_reads(shown(inline(text, resolve))) == as_markdown_reads(text)
    assert as_markdown_reads(shown(unlinked(text))) == as_markdown_reads(text)
    assert as_markdown_reads(plain(text)) == " ".join(as_markdown_reads(text).split())


@settings(deadline=None)
@given(texts)
def test_links_lead_to_the_web_to_mail_or_to_a_page_that_exists(text: str) -> None:
    for html in (inline(text, resolve), block(text, resolve)):
        for link in parsed(html).find_all("a"):
            assert_harmless(str(link["href"]))


def assert_harmless(href: str) -> None:
    """Check a link as a browser reads it: without control characters, with slashes for backslashes."""
    seen = "".join(char for char in href if ord(char) > 32).replace("\\", "/")
    scheme, colon, _ = seen.partition(":")
    if href in PAGES.values() or seen.startswith("#"):
        return
    assert colon
    assert scheme.lower() in {"http", "https", "mailto"}


LONG = {
    "plain": "a",
    "stars": "*",
    "brackets": "[",
    "closing brackets": "]",
    "backticks": "`",
    "backslashes": "\\",
    "images": "![",
    "open links": "[](",
    "open link targets": "[a](<b",
    "open link titles": '[a](b "',
    "half emphasis": "*a ",
    "emphasis inside words": "a**b_c__",
    "links": "[a](https://x.y) ",
    "bullets in a row": "- ",
    "a long list": "\n- a",
    "paragraphs": "\n\na",
    "angles": "<",
    "entities": "&#",
}


@given(st.one_of(texts, texts.map(Markup), st.none(), st.integers(), st.floats(), st.sampled_from(Severity)))
def test_what_templates_put_out_is_escaped_as_everywhere(value: object) -> None:
    assert escaped(value) == escape(value)
    assert isinstance(escaped(value), Markup)


@given(texts)
def test_a_text_is_escaped_though_the_same_letters_were_html_before(text: str) -> None:
    for value in (Markup(text), text, Markup(text), text):
        assert escaped(value) == (text if isinstance(value, Markup) else escape(text))


def test_long_and_twisted_texts_take_no_longer_than_they_are_long() -> None:
    program = (
        "import sys, json\n"
        "from cjm_plugin.pages.escaping import block, inline, plain, unlinked\n"
        "for piece in json.loads(sys.stdin.read()):\n"
        "    text = (piece * 20_000)[:20_000]\n"
        "    for make in (lambda t: inline(t, str), lambda t: block(t, str), plain, unlinked):\n"
        "        make(text)\n"
        "    widening = ' '.join('`' * number for number in range(400))\n"
        "    nested = ''.join(' ' * 2 * number + '- a\\n' for number in range(300))\n"
        "    assert inline(widening, str) and block(nested, str)\n"
    )
    # A quadratic way through would take hours.
    subprocess.run(
        [sys.executable, "-c", program], input=json.dumps([*LONG.values()]), text=True, check=True, timeout=120
    )


def test_deep_nesting_ends_somewhere() -> None:
    deep = "*a **b " * 500 + "[" * 500 + "](x)" * 500
    assert shown(inline(deep, resolve)).count("a") == 500
    assert block("- " * 500 + "a", resolve).count("<ul>") < 100
