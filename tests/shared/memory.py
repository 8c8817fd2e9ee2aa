"""A place where bytes are kept, as a cache keeps them, that can be asked how often it helped."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Memory(dict[str, bytes]):
    """Keeps bytes, and counts what was found."""

    found = 0

    def get(self, name: str, /) -> bytes | None:  # type: ignore[override]
        content = super().get(name)
        self.found += content is not None
        return content

    def fill(self, tasks: Mapping[str, Callable[[], bytes]], /) -> None:
        """Leave everything to be read one by one."""

    def put(self, name: str, content: bytes, /) -> None:
        self[name] = content


class Ahead(Memory):
    """Has work done ahead."""

    def fill(self, tasks: Mapping[str, Callable[[], bytes]], /) -> None:
        for name, task in tasks.items():
            with suppress(ValueError):
                self[name] = task()
