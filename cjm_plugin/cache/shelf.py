"""Many values of one folder of maps in one file, read and written at once."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING

import zstandard

if TYPE_CHECKING:
    from cjm_plugin.cache.store import Cache

_QUICK = 1
"""How hard Zstandard tries: harder takes longer than it saves."""


class Shelf:
    """Bytes by name, as one run leaves them to the next. A run that puts anything new there leaves what it asked for.

    Two runs may use the same shelf at once: each sees the whole of what another has left, and the last one stays.
    Raises nothing.
    """

    def __init__(self, cache: Cache, key: str) -> None:
        """Take what an earlier run has left under `key`."""
        self._cache = cache
        self._key = key
        self._used: dict[str, bytes] = {}
        self._is_new = False
        self._unpack = zstandard.ZstdDecompressor().decompress  # to make one takes as long as to unpack a picture

    @cached_property
    def _left(self) -> dict[str, bytes]:
        # Not before it is needed: a run may need nothing.
        return _parted(self._cache.get_bytes(self._key))

    def get(self, name: str) -> bytes | None:
        """Return the bytes of a name; None when there are none."""
        packed = self._used.get(name) or self._left.get(name)
        if packed is None:
            return None
        self._used[name] = packed
        return self._unpack(packed)

    def has(self, name: str) -> bool:
        """Whether there are bytes of a name."""
        return name in self._used or name in self._left

    def put(self, name: str, content: bytes) -> None:
        """Put bytes on the shelf."""
        self.put_packed(name, packed(content))

    def put_packed(self, name: str, content: bytes) -> None:
        """Put bytes on the shelf that `packed` gave, perhaps in another process."""
        self._used[name] = content
        self._is_new = True

    def save(self) -> None:
        """Leave to the next run what this one has asked for and put here, if it has put anything here."""
        if self._is_new:
            self._cache.put_bytes(self._key, _joined(self._used))
            self._is_new = False

    def begin(self) -> None:
        """Begin another run in the same process."""
        self._left.update(self._used)
        self._used = {}


def packed(content: bytes) -> bytes:
    """Return bytes as they lie on a shelf."""
    compressed = zstandard.ZstdCompressor(level=_QUICK).compress(content)
    # What it gives keeps the room it might have needed: for 1,000 maps a tenth of all memory. A copy does not.
    return bytes(memoryview(compressed))


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
