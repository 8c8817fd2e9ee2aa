"""One file → its text: size, encoding, links. Refuses early what would be slow to read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import TOP, Diagnostic, Hint, Position

MAX_BYTES = 2 * 1024 * 1024
"""A map of a thousand steps takes some 500 KB."""

_LIKELY_ENCODINGS = ["cp1251", "koi8_r", "cp866", "mac_cyrillic", "utf_16", "utf_32", "cp1252", "latin_1"]
_SAMPLE_BYTES = 20_000
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BOMS = {b"\xff\xfe\x00\x00": "UTF-32", b"\x00\x00\xfe\xff": "UTF-32", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


@dataclass(frozen=True, slots=True)
class TextFile:
    """The text of a file, without its byte order mark, and the path it is reported under."""

    shown_path: str
    text: str


def read_text(path: Path, shown_path: str, root: Path) -> TextFile | Diagnostic:
    """Return the text of `path`, or why it cannot be had. Links must stay inside `root`."""
    try:
        refused = _refused_link(path, shown_path, root)
        if refused:
            return refused
        size = path.stat().st_size
        if size > MAX_BYTES:
            values = {"size": f"{size / 1024**2:.1f}", "limit": str(MAX_BYTES // 1024**2)}
            return Diagnostic(problems.TOO_LARGE, shown_path, TOP, values)
        data = path.read_bytes()
    except OSError as error:
        return Diagnostic(problems.UNREADABLE, shown_path, TOP, {"reason": error.strerror or str(error)})
    return _decoded(data, shown_path)


def _refused_link(path: Path, shown_path: str, root: Path) -> Diagnostic | None:
    if not path.exists():
        return Diagnostic(problems.LINK_DANGLING, shown_path, TOP)
    if not path.resolve().is_relative_to(root.resolve()):
        return Diagnostic(problems.LINK_OUTSIDE, shown_path, TOP)
    return None


def _decoded(data: bytes, shown_path: str) -> TextFile | Diagnostic:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # A BOM shifts `error.start` in utf-8-sig, but a file with one is UTF-8 by its own account.
        position = position_at(data[: error.start].decode("utf-8", "replace"))
        encoding = _likely_encoding(data)
        hint = Hint(problems.SAVE_AS_UTF8, {"encoding": encoding}) if encoding else None
        return Diagnostic(problems.NOT_UTF8, shown_path, position, hint=hint)
    bad = _FORBIDDEN.search(text)
    if bad:
        encoding = _likely_encoding(data) if "\0" in text[:200] else ""
        values = {"character": f"U+{ord(bad[0]):04X}"}
        hint = Hint(problems.SAVE_AS_UTF8, {"encoding": encoding}) if encoding else None
        return Diagnostic(problems.CONTROL_CHARACTER, shown_path, position_at(text[: bad.start()]), values, hint)
    return TextFile(shown_path, text)


def position_at(before: str) -> Position:
    """Return the place right after the text `before`."""
    start = before.rfind("\n") + 1
    return Position(before.count("\n") + 1, len(before) - start + 1)


def _likely_encoding(data: bytes) -> str:
    for bom, name in _BOMS.items():
        if data.startswith(bom):
            return name
    if data[1:2] == b"\0" or data[:1] == b"\0":
        return "UTF-16"
    best = from_bytes(data[:_SAMPLE_BYTES], cp_isolation=_LIKELY_ENCODINGS, threshold=0.8).best()
    return best.encoding.replace("_", "-") if best else ""
