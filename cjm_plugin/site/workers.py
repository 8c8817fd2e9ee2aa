"""Many pages are made by several processes, each with a copy of all that was read."""

from __future__ import annotations

import gc
import multiprocessing
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from cjm_plugin.checking.workers import processors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Task = tuple[str, Callable[[], bytes]]

FEWEST_TASKS = 60
"""Fewer pages are made sooner than processes are started."""

_MOST_WORKERS = 8
_TOGETHER = 12
"""So many tasks are handed over at once."""

_tasks: Sequence[Task] = ()


def made_by_workers(tasks: Mapping[str, Callable[[], bytes]]) -> Iterator[dict[str, bytes]]:
    """Yield what the tasks give, by name, as far as processes can be had; what is missing is left to the caller.

    A task that fails is missing too: the caller finds out why. Only systems that can copy a process are used, and only
    one without threads is copied.
    """
    workers = min(processors(), _MOST_WORKERS)
    if len(tasks) < FEWEST_TASKS or workers < 2 or sys.platform in {"win32", "darwin"} or threading.active_count() > 1:
        return
    global _tasks  # noqa: PLW0603 - a copied process finds its work where the first one has put it
    _tasks = tuple(tasks.items())
    gc.freeze()  # else the collector of each process would touch, and thereby copy, everything
    try:
        yield from _shared_out(range(0, len(_tasks), _TOGETHER), workers)
    except (BrokenProcessPool, OSError, NotImplementedError):
        return  # some systems allow no processes, or end them for want of memory
    finally:
        gc.unfreeze()
        _tasks = ()


def _shared_out(starts: range, workers: int) -> Iterator[dict[str, bytes]]:
    with ProcessPoolExecutor(workers - 1, mp_context=multiprocessing.get_context("fork")) as pool:
        futures = [(start, pool.submit(_made, start)) for start in starts]
        # This process works from the other end rather than wait.
        for start, future in reversed(futures):
            yield _made(start) if future.cancel() else future.result()


def _made(start: int) -> dict[str, bytes]:
    found = {}
    for name, make in _tasks[start : start + _TOGETHER]:
        try:
            found[name] = make()
        except Exception:  # noqa: BLE001, S112 - made once more where it can be reported
            continue
    return found
