"""Many values of one folder of maps in one file, read and written at once."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cjm_plugin.cache.store import Cache

_QUICK = 1
"""How hard zlib tries: harder takes longer than it saves."""


class Shelf:
    """Bytes by name, as one run leaves them to the next. What a run does not ask for is not there in the next one.

    Two runs may use the same shelf at once: each sees the whole of what another has left, and the last one stays.
    Raises nothing.
    """

    def __init__(self, cache: Cache, key: str) -> None:
        """Take what an earlier run has left under `key`."""
        self._cache = cache
        self._key = key
        self._left = _parted(cache.get_bytes(key))
        self._saved = set(self._left)
        self._used: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        """Return the bytes of a name; None when there are none."""
        packed = self._used.get(name) or self._left.get(name)
        if packed is None:
            return None
        self._used[name] = packed
        return zlib.decompress(packed)

    def has(self, name: str) -> bool:
        """Whether there are bytes of a name."""
        return name in self._used or name in self._left

    def put(self, name: str, content: bytes) -> None:
        """Put bytes on the shelf."""
        self.put_packed(name, packed(content))

    def put_packed(self, name: str, content: bytes) -> None:
        """Put bytes on the shelf that `packed` gave, perhaps in another process."""
        self._used[name] = content

    def save(self) -> None:
        """Leave to the next run what this one has asked for and put here."""
        if self._used.keys() != self._saved:
            self._cache.put_bytes(self._key, _joined(self._used))
            self._saved = set(self._used)

    def begin(self) -> None:
        """Begin another run in the same process."""
        self._left |= self._used
        self._used = {}


def packed(content: bytes) -> bytes:
    """Return bytes as they lie on a shelf."""
    return zlib.compress(content, _QUICK)


def _joined(values: dict[str, bytes]) -> bytes:
    index = {name: len(value) for name, value in values.items()}
    return b"".join([json.dumps(index).encode(), b"\n", *values.values()])


def _parted(content: bytes | None) -> dict[str, bytes]:
    head, _, body = (content or b"{}\n").partition(b"\n")
    values, start = {}, 0
    for name, length in json.loads(head).items():
        values[name] = body[start : start + length]
        start += length
    return values
