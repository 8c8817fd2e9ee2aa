"""What search sees of our pages: each text once, under the heading where it is told, and few words of ours.

Parsing whole pages takes 15 times as long, and every reader downloads the index of all pages.
"""

from __future__ import annotations

import re
from functools import cache

_EXCLUDED = " data-search-exclude"
_UNSEEN = re.compile(
    r"<(svg|nav|thead|time|meter)\b.*?</\1>"
    r"|<dt>[^<]*</dt>"  # what a user has named stands in <bdi>
    r'|<(a|span) class="(?:headerlink|cjm-(?:anchor|badge|score|rank)\b).*?</\2>',
    re.DOTALL,
)
_IN_SENTENCE = re.compile(r"</?(?:bdi|code|em|strong)\b[^>]*>")
_LINK = re.compile(r"<a ([^>]*)>(.*?)</a>", re.DOTALL)
_TO_THIS_PAGE = 'href="#'
_LINK_TO_THIS_PAGE = re.compile(rf"<a {_TO_THIS_PAGE}[^>]*>.*?</a>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_HEADING_OR_TAG = re.compile(r"(<h[1-6]\b.*?</h[1-6]>)|<[^>]*>")
_WORD = re.compile(r"\w")


def searchable(html: str) -> str:
    """Return the headings of a document of ours with the plain words below each, no text twice.

    What Material's `data-search-exclude` takes out of its search is out for the search of every theme. A link to
    another place of the page is left out when that place, or any other, says the same: there one wants to land.
    """
    html = _IN_SENTENCE.sub("", _UNSEEN.sub("", _without_excluded(html)))
    told = _TAG.sub("\n", _LINK_TO_THIS_PAGE.sub("", html))
    is_told = cache(lambda text: _says(told, text))
    html = _LINK.sub(lambda link: "" if link[1].startswith(_TO_THIS_PAGE) and is_told(link[2]) else link[2], html)
    found: list[str] = []
    seen: set[str] = set()
    for piece in _HEADING_OR_TAG.split(html):
        if not piece or piece in seen:  # most are blank, or told before as they stand
            continue
        if piece.startswith("<h"):
            found.append(piece)
            seen.clear()
            continue
        text = " ".join(piece.split())
        if text not in seen and _WORD.search(text):
            found.append(text)
        seen |= {piece, text}
    return " ".join(found)


def _says(told: str, text: str) -> bool:
    """Return whether a text stands in another one, and not within longer words there."""
    at = told.find(text)
    while at >= 0:
        if not (told[at - 1 : at].isalnum() or told[at + len(text) : at + len(text) + 1].isalnum()):
            return True
        at = told.find(text, at + 1)
    return False


def _without_excluded(html: str) -> str:
    kept, start = [], 0
    found = html.find(_EXCLUDED)
    while found >= 0:
        tag = html.rfind("<", 0, found)
        content = html.find(">", tag)
        if found < content and not html.count('"', tag, found) % 2:  # else it is the text of a user
            kept.append(html[start:tag])
            start = _end_of(re.split(r"\W", html[tag + 1 : found], maxsplit=1)[0], html, content)
        found = html.find(_EXCLUDED, max(start, found + 1))
    return "".join([*kept, html[start:]])


def _end_of(tag: str, html: str, start: int) -> int:
    """Return where an element ends whose content begins at `start`; at the end of the page if nowhere."""
    depth = 1
    for found in re.finditer(rf"<(/?){tag}\b", html[start:]):
        depth += -1 if found[1] else 1
        if not depth:
            return html.index(">", start + found.end()) + 1
    return len(html)
