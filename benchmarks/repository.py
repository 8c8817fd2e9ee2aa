"""A git repository around a generated portfolio: three commits a map, made in one pass by `git fast-import`."""

from __future__ import annotations

import datetime as dt
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks.journeys import TODAY
from benchmarks.portfolio import as_yaml, collection_of, map_data, portfolio

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.journeys import Journey
    from benchmarks.sites import SiteFolder

COMMITS_OF_A_MAP = 3

_MIDNIGHT = int(dt.datetime.combine(TODAY, dt.time(), dt.UTC).timestamp())
_BETWEEN_COMMITS = 3_600


def commit_history(folder: SiteFolder) -> None:
    """Make the project folder a repository where each map has grown over several commits; the last is what is on disk.

    Raises subprocess.CalledProcessError when git fails.
    """
    _git(folder, "init", "--quiet", "--initial-branch=main")
    _git(folder, "fast-import", "--quiet", text=b"".join(_commits(folder)))
    # What is on disk beside the maps is committed too, so that the folder is clean.
    _git(folder, "reset", "--quiet")
    _git(folder, "add", ".")
    author = ["-c", "user.name=Анна", "-c", "user.email=anna@example.org"]
    _git(folder, *author, "commit", "--quiet", "--message=The rest")


def _commits(folder: SiteFolder) -> Iterator[bytes]:
    items = portfolio(folder.maps)
    count = COMMITS_OF_A_MAP * len(items)
    number = 0
    for version in range(COMMITS_OF_A_MAP):
        for place, item in enumerate(items):
            path = f"maps/{collection_of(place)}/{item.name}.yaml"
            text = as_yaml(map_data(_earlier(item, COMMITS_OF_A_MAP - 1 - version))).encode()
            moment = _MIDNIGHT - (count - number) * _BETWEEN_COMMITS
            yield _commit(path, text, moment, f"{item.name}: {version + 1}")
            number += 1


def _commit(path: str, text: bytes, moment: int, message: str) -> bytes:
    data = message.encode()
    head = f"commit refs/heads/main\ncommitter Анна <anna@example.org> {moment} +0000\ndata {len(data)}\n".encode()
    return head + data + f"\nM 100644 inline {path}\ndata {len(text)}\n".encode() + text + b"\n"


def _earlier(item: Journey, versions: int) -> Journey:
    """Return the map as it was some versions ago: its first pain points had other words, its steps felt worse."""
    if not versions:
        return item
    first, *others = item.stages
    steps = [replace(step, score=max(1, step.score - versions)) for step in first.steps]
    pains = [replace(pain, what=f"{pain.what}, {versions}") for pain in first.pains]
    return replace(item, stages=[replace(first, steps=steps, pains=pains), *others])


def _git(folder: SiteFolder, *arguments: str, text: bytes = b"") -> None:
    command = ["git", *arguments]
    subprocess.run(command, cwd=folder.path, input=text, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
