"""Texts as YAML scalars that may stand anywhere, in lines as well as in braces."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"[^\W\d_](?:[\w ./()«»„“”’–—-]*[\w.)»”’])?")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_ESCAPES = {
    '"': '\\"',
    "\\": "\\\\",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\x85": "\\N",
    "\u2028": "\\L",
    "\u2029": "\\P",
    "\ufeff": "\\uFEFF",
}
_ESCAPED = re.compile(f"[{re.escape(''.join(_ESCAPES))}]")


def scalar(text: str) -> str:
    """Return text on one line: without quotes where nobody could misread it, else in double quotes."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS:
        return text
    return f'"{_ESCAPED.sub(lambda found: _ESCAPES[found[0]], text)}"'
