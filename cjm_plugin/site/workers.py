"""Many pages are made by several processes, each with a copy of all that was read."""

from __future__ import annotations

import gc
import multiprocessing
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TYPE_CHECKING

from cjm_plugin.checking.workers import processors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Task = Callable[[], bytes]
    Tasks = Mapping[str, Task]

FEWEST_TASKS = 150
"""Fewer pages, pictures and files are made sooner than processes are started."""

_MOST_WORKERS = 8
_TOGETHER = 12
"""So many small parts are handed over at once."""

_parts: Sequence[Tasks] = ()


def together(parts: Iterable[Tasks]) -> Iterator[dict[str, Task]]:
    """Yield small parts of the work joined to larger ones: each hand-over takes time."""
    waiting = iter(parts)
    while some := [*islice(waiting, _TOGETHER)]:
        yield {name: task for part in some for name, task in part.items()}


def made_by_workers(parts: Sequence[Tasks]) -> Iterator[dict[str, bytes]]:
    """Yield what the tasks give, by name, as far as processes can be had; what is missing is left to the caller.

    Parts are handed over whole; large ones should come last: this process begins with them. What a copy looks at it
    copies, so copies had better look at little. A task that fails is missing too: the caller finds out why.
    Only systems that can copy a process are used, and only one without threads is copied.
    """
    if sum(map(len, parts)) < FEWEST_TASKS or not _can_share():
        return
    global _parts  # noqa: PLW0603 - a copied process finds its work where the first one has put it
    _parts = tuple(parts)
    was_frozen = gc.get_freeze_count() > 0
    gc.freeze()  # else the collector of each process would touch, and thereby copy, everything
    try:
        yield from _shared_out(len(_parts))
    except (BrokenProcessPool, OSError, NotImplementedError):
        return  # some systems allow no processes, or end them for want of memory
    finally:
        if not was_frozen:
            gc.unfreeze()
        _parts = ()


def _can_share() -> bool:
    """Whether this process can be copied, and has somewhere to run."""
    return _workers() > 1 and sys.platform not in {"win32", "darwin"} and threading.active_count() == 1


def _workers() -> int:
    return min(processors(), _MOST_WORKERS)


def _shared_out(count: int) -> Iterator[dict[str, bytes]]:
    # What this loads, such as templates, the copies have too.
    yield _made(0)
    with ProcessPoolExecutor(_workers() - 1, mp_context=multiprocessing.get_context("fork")) as pool:
        futures = [(number, pool.submit(_made, number)) for number in range(1, count)]
        # This process works from the other end rather than wait.
        for number, future in reversed(futures):
            yield _made(number) if future.cancel() else future.result()


def _made(number: int) -> dict[str, bytes]:
    found = {}
    for name, make in _parts[number].items():
        try:
            found[name] = make()
        except Exception:  # noqa: BLE001, S112 - made once more where it can be reported
            continue
    return found
