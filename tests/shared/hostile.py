"""Texts as somebody would write them who wants to break a page, or does not know that they do."""

from __future__ import annotations

HOSTILE = (
    "danger <script>window.pwned=1</script>",
    "danger <img src=x onerror=window.pwned=1>",
    "</script></style></title></textarea></svg><script>window.pwned=1</script>",
    "\"' onfocus=window.pwned=1 autofocus x='\"",
    "--><svg onload=window.pwned=1><!--",
    "[link](javascript:window.pwned=1)",
    "](javascript:window.pwned=1) [](",
    "![image](https://elsewhere.example/x.png) <https://elsewhere.example>",
    "[outer [inner](https://example.org/inner) more](https://example.org/outer)",
    "{{ 7 * 7 }} {% raw %} {# x #} ${x} $x$ <%= x %>",
    "%%{init: {'theme': 'dark'}}%% %% # ; : , journey section",
    '--8<-- "mkdocs.yml" \\n --8<-- mkdocs.yml',
    ":smile: :material-account: ++ctrl++ ==mark== ~~gone~~ ^up^ {.class #id onclick=x}",
    "| a | b |",
    "one * star ** two *** three _ under __ ` tick `` two",
    "&lt;b&gt; &amp;amp; &#60;script&#62; &nbsp;",
    "\u202eright to left override\u202c \u200fmark\u200f \u2067isolate",
    "👩‍👩‍👧 🇷🇺 é и\u0306 \u00a0 \u200b \ufeff \U0001d54f",
    "# no heading - no list > no quote 1. no number --- === ``` ~~~",
    "a\\b \\* \\[ \\\\ \\",
    "Key: value",
    "x" * 200 + " " + "длинное-слово-без-пробелов" * 8,
)
