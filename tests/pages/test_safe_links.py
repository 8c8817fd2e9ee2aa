"""Links that a person typed: whatever their disguise, they lead to the web, to mail or to a page that exists."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_plugin.pages.escaping import block, inline, is_safe_link


def resolve(link: str) -> str | None:
    return {"guide.md": "../guide/"}.get(link)


FORBIDDEN = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java\x00script:alert(1)",
    "\u00a0javascript:alert(1)",
    "\u2028javascript:alert(1)",
    "\ufeffjavascript:alert(1)",
    "javascript\u200b:alert(1)",
    "javascript\u200d:alert(1)",
    "ｊavascript:alert(1)",
    "jаvascript:alert(1)",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript&#58;alert(1)",
    "java%0ascript:alert(1)",
    "%0ajavascript:alert(1)",
    "javascript%3Aalert(1)",
    "javascript\\:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml;base64,PHN2Zz4=",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://x.y/1",
    "view-source:javascript:alert(1)",
    "tel:112",
    "//host/path",
    "\\\\host\\path",
    "/\\host/path",
    "\\/host/path",
    "/\t/host/path",
    "///host/path",
    "%2F%2Fhost/path",
    "%5C%5Chost",
    ":x",
    "",
]


@pytest.mark.parametrize("link", FORBIDDEN)
@pytest.mark.parametrize("form", ["[a]({})", "[a](<{}>)", "[a]({} 'title')", "![a]({})", "<{}>", "[a]: {}\n\n[a]"])
def test_no_disguise_makes_a_forbidden_link(form: str, link: str) -> None:
    text = form.format(link)
    for html in (inline(text, resolve), block(text, resolve)):
        assert "href" not in html.split("&")[0]
        assert BeautifulSoup(f"<body>{html}</body>", "html.parser").find(["a", "img"]) is None


@pytest.mark.parametrize(
    "link",
    [link for link in FORBIDDEN if link and "%" not in link and "&" not in link],
)
def test_a_bare_address_in_disguise_is_not_followed_either(link: str) -> None:
    assert not is_safe_link(link)


@pytest.mark.parametrize(
    "link",
    ["https://x.y", "HTTP://x.y", "mailto:a@b.c", "a.md", "../a/b.md#c", "/a", "#a", "a/b:c", "гид.md"],
)
def test_what_may_be_followed(link: str) -> None:
    assert is_safe_link(link)


@settings(deadline=None)
@given(st.text())
def test_what_may_be_followed_stays_on_the_site_or_has_a_scheme_that_runs_nothing(link: str) -> None:
    if is_safe_link(link):
        seen = unicodedata.normalize("NFKC", link).replace("\\", "/")
        try:
            parts = urlsplit(seen)
        except ValueError:
            return
        assert parts.scheme in {"http", "https", "mailto"} or not link.startswith(("//", "\\\\"))
        assert parts.scheme not in {"javascript", "data", "vbscript"}
