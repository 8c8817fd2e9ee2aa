"""Runs a command by itself and says what it took: time, processor time and memory, with all its children."""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.journeys import TODAY

_BETWEEN_LOOKS = 0.03
"""Seconds between two looks at the memory, at least."""

_SHOWN_OF_ERRORS = 2_000


class FailedRunError(Exception):
    """A command that was to be measured has failed: its figures would mean nothing."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took: seconds by the clock, seconds of processors, and the most memory at once in MB (2**20 bytes).

    The memory of several processes is added up; what they share counts once where the system tells (Linux).
    """

    seconds: float
    cpu: float
    memory: float


def median(costs: Iterable[Cost]) -> Cost:
    """Return the median of each figure."""
    known = tuple(costs)
    return Cost(
        statistics.median(cost.seconds for cost in known),
        statistics.median(cost.cpu for cost in known),
        statistics.median(cost.memory for cost in known),
    )


def run(command: Sequence[str], folder: Path, cache: Path, *, accepted: Iterable[int] = (0,)) -> tuple[Cost, str]:
    """Run a module of this Python in `folder`; return what it took and what it wrote. Raises FailedRunError."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        before = os.times()
        begin = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own arguments
            [sys.executable, *command], cwd=folder, env=environment(cache), stdout=output, stderr=errors
        )
        memory = _most_memory(process)
        seconds = time.perf_counter() - begin
        after = os.times()
        output.seek(0)
        errors.seek(0)
        if process.returncode not in {*accepted}:
            said = errors.read().decode("utf-8", "replace")[-_SHOWN_OF_ERRORS:]
            raise FailedRunError(f"{' '.join(command)} in {folder} ended with {process.returncode}:\n{said}")
        cpu = after.children_user + after.children_system - before.children_user - before.children_system
        return Cost(seconds, cpu, memory), output.read().decode("utf-8", "replace")


def environment(cache: Path) -> Mapping[str, str]:
    """Return the environment of every run: its own cache, a fixed day, the benchmarks importable."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CJM_")}
    # Who installs a package has it compiled; a copy of the repository is compiled in the first run.
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    midnight = (TODAY - type(TODAY)(1970, 1, 1)).days * 86_400
    paths = [str(Path(__file__).resolve().parent.parent), kept.get("PYTHONPATH", "")]
    ours = {
        "CJM_CACHE_DIR": str(cache),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "SOURCE_DATE_EPOCH": str(midnight),
    }
    return {**kept, **ours}


def _most_memory(process: subprocess.Popen[bytes]) -> float:
    """Wait for a process; return the most memory that it and its children held at once, in MB."""
    most = 0
    watched = psutil.Process(process.pid)
    while process.poll() is None:
        begin = time.perf_counter()
        most = max(most, memory_of(watched))
        # What several processes share takes long to find out: looking must not slow down what is looked at.
        pause = max(_BETWEEN_LOOKS, 20 * (time.perf_counter() - begin))
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(pause)
    return most / 2**20


def memory_of(process: psutil.Process) -> int:
    """Return the bytes that a process and its children hold now; 0 when it has ended."""
    held = 0
    with contextlib.suppress(psutil.Error):
        together = [process, *process.children(recursive=True)]
        for one in together:
            with contextlib.suppress(psutil.Error):
                # One that was copied from another shares with it what neither has written to.
                held += _share_of(one) if len(together) > 1 else one.memory_info().rss
    return held


def _share_of(process: psutil.Process) -> int:
    told = process.memory_full_info()
    return int(getattr(told, "pss", told.rss))
