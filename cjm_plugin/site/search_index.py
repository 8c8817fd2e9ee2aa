"""The index of the search, in the letters of its language."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from pathlib import Path
from typing import IO

_INDEX = "search/search_index.json"
_AT_ONCE = 1 << 20
_CONTROL = re.compile(r"[\x00-\x1f]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def write_letters(site_dir: str) -> None:
    r"""Write the letters of the search index as they are: `\u0430` is three times as long as `а`.

    The index of thousands of maps is read in pieces: as a whole it would take as much memory as all maps. One that
    holds letters already is left alone.
    """
    index = Path(site_dir, _INDEX)
    if not index.is_file():
        return
    shorter = index.with_suffix(".tmp")
    with index.open("rb") as source, shorter.open("w", encoding="utf-8", newline="") as target:
        is_done = _write(source, target)
    if is_done:
        # In one step, so that a preview never serves half of it. Windows refuses while it is being read; it stays long.
        with suppress(PermissionError):
            shorter.replace(index)
    shorter.unlink(missing_ok=True)


def _write(source: IO[bytes], target: IO[str]) -> bool:
    """Copy JSON with its letters decoded; return False when it is not ASCII, as Python writes JSON."""
    # Of all that begins with a backslash this codec takes `\\uXXXX` only; a backslash after a backslash begins nothing.
    decoder = codecs.getincrementaldecoder("raw_unicode_escape")()
    rest = ""
    while piece := source.read(_AT_ONCE):
        if not piece.isascii():
            return False
        text = rest + decoder.decode(piece)
        # Half a letter beyond U+FFFF waits for its other half.
        end = len(text) - ("\ud800" <= text[-1:] <= "\udbff")
        text, rest = text[:end], text[end:]
        target.write(_valid(text))
    target.write(_valid(rest + decoder.decode(b"", final=True)))
    return True


def _valid(text: str) -> str:
    """Return decoded JSON with what it cannot hold as it is written as before, and halves of letters joined."""
    joined = _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    for kind in (_CONTROL, _SURROGATE):
        joined = kind.sub(lambda char: f"\\u{ord(char[0]):04x}", joined)
    return joined
