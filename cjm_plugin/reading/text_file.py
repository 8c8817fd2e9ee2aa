"""One file → its text: size, encoding, links. Refuses early what would be slow to read."""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cjm_plugin.locale import N_
from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import TOP, Diagnostic, Hint, Position
from cjm_plugin.reading.encodings import likely_encoding

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 2 * 1024 * 1024
"""A map of a thousand steps takes some 500 KB."""

FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that YAML does not allow, such as NUL."""

_BOM = b"\xef\xbb\xbf"
_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


@dataclass(frozen=True)
class TextFile:
    """The text of a file, without its byte order mark, and the path it is reported under."""

    shown_path: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines as the YAML parser counts them."""
        return self.text.splitlines()


def read_text(path: Path, shown_path: str, root: Path) -> TextFile | Diagnostic:
    """Return the text of `path`, or why it cannot be had. Links must stay inside `root`."""
    data = read_bytes(path, shown_path, root)
    return data if isinstance(data, Diagnostic) else _decoded(data, shown_path)


def read_bytes(path: Path, shown_path: str, root: Path) -> bytes | Diagnostic:
    """Return the content of `path`, or why it cannot be had. Links must stay inside `root`."""
    try:
        return _refused(path, shown_path, root) or path.read_bytes()
    except OSError as error:
        return Diagnostic(problems.UNREADABLE, shown_path, TOP, {"reason": error.strerror or str(error)})


def text_of(data: bytes, shown_path: str) -> TextFile | Diagnostic:
    """Return the text of a file whose bytes are at hand, such as an earlier version, or why it cannot be had."""
    return _too_large(len(data), shown_path) or _decoded(data, shown_path)


def refused_link(path: Path, shown_path: str, root: Path) -> Diagnostic | None:
    """Return what is wrong with a link: it leads nowhere, or out of `root`."""
    if not path.exists():
        return Diagnostic(problems.LINK_DANGLING, shown_path, TOP)
    if not path.resolve().is_relative_to(root.resolve()):
        return Diagnostic(problems.LINK_OUTSIDE, shown_path, TOP)
    return None


def not_a_file(mode: int, shown_path: str) -> Diagnostic | None:
    """Return what stands in the place of a file; a pipe would let the reader wait for ever."""
    if stat.S_ISREG(mode):
        return None
    kinds = {stat.S_IFDIR: N_("a folder"), stat.S_IFIFO: N_("a pipe")}
    kind = kinds.get(stat.S_IFMT(mode), N_("a device"))
    return Diagnostic(problems.NOT_A_FILE, shown_path, TOP, {"reason": kind})


def _refused(path: Path, shown_path: str, root: Path) -> Diagnostic | None:
    link = refused_link(path, shown_path, root) if path.is_symlink() else None
    if link:
        return link
    status = path.stat()
    return _too_large(status.st_size, shown_path) or not_a_file(status.st_mode, shown_path)


def _too_large(size: int, shown_path: str) -> Diagnostic | None:
    if size <= MAX_BYTES:
        return None
    values = {"size": f"{size / 1024**2:.1f}", "limit": str(MAX_BYTES // 1024**2)}
    return Diagnostic(problems.TOO_LARGE, shown_path, TOP, values)


def _decoded(data: bytes, shown_path: str) -> TextFile | Diagnostic:
    data = data.removeprefix(_BOM)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        position = position_at(data[: error.start].decode())
        return Diagnostic(problems.NOT_UTF8, shown_path, position, hint=_encoding_hint(data))
    bad = FORBIDDEN.search(text)
    if not bad:
        return TextFile(shown_path, text)
    values = {"character": f"U+{ord(bad[0]):04X}"}
    hint = _encoding_hint(data) if bad[0] == "\0" else None
    return Diagnostic(problems.CONTROL_CHARACTER, shown_path, position_at(text[: bad.start()]), values, hint)


def _encoding_hint(data: bytes) -> Hint | None:
    encoding = likely_encoding(data)
    return Hint(problems.SAVE_AS_UTF8, {"encoding": encoding}) if encoding else None


def position_at(before: str) -> Position:
    """Return the place right after the text `before`."""
    *above, last = _LINE_BREAK.split(before)
    return Position(len(above) + 1, len(last) + 1)
