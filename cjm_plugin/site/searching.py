"""What search sees of our pages: their words under their headings; parsing whole pages takes 15 times as long."""

from __future__ import annotations

import json
import re
from pathlib import Path

_EXCLUDED = re.compile(r"<(\w+)\b[^>]*\sdata-search-exclude\b[^>]*>")
_UNSEEN = re.compile(r'<svg\b.*?</svg>|<a class="headerlink".*?</a>', re.DOTALL)
_TAG = re.compile(r"<(?!/?h[1-6]\b)[^>]*>\s*")
_INDEX = "search/search_index.json"


def searchable(html: str) -> str:
    """Return the headings of a document of ours with the plain words below each.

    What Material's `data-search-exclude` takes out of its search is out for the search of every theme.
    """
    return _TAG.sub(" ", _UNSEEN.sub("", _without_excluded(html)))


def _without_excluded(html: str) -> str:
    kept, start = [], 0
    while found := _EXCLUDED.search(html, start):
        kept.append(html[start : found.start()])
        start = _end_of(found[1], html, found.end())
    return "".join([*kept, html[start:]])


def _end_of(tag: str, html: str, start: int) -> int:
    """Return where an element ends whose content begins at `start`; at the end of the page if nowhere."""
    depth = 1
    for found in re.finditer(rf"<(/?){tag}\b", html[start:]):
        depth += -1 if found[1] else 1
        if not depth:
            return html.index(">", start + found.end()) + 1
    return len(html)


def write_letters(site_dir: str) -> None:
    r"""Write the letters of the search index as they are: `\u0430` is three times as long as `а`."""
    file = Path(site_dir, _INDEX)
    if file.is_file():
        index = json.loads(file.read_bytes())
        file.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
