"""How long a person waits who saves a map while `mkdocs serve` runs: a client as the script in the page is one."""

from __future__ import annotations

import contextlib
import re
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.journeys import journey
from benchmarks.portfolio import as_yaml, map_data, personas_for
from benchmarks.processes import FailedRunError, environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.sites import SiteFolder

_LIVERELOAD = re.compile(r"livereload\((\d+), (\d+)\)")
_SAVED = 0
"""The number of the map that is saved."""
_PAUSE = 0.2


@dataclass(frozen=True, slots=True)
class Server:
    """A preview that answers."""

    address: str
    process: subprocess.Popen[bytes]

    def get(self, path: str) -> str:
        """Return what the server answers, as text; waits as long as it does."""
        with urlopen(f"{self.address}/{path}", timeout=600) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode("utf-8"))


def saves(folder: SiteFolder, cache: Path, times: int, patience: float) -> list[float]:
    """Save a map `times` times; return the seconds from each save to the page that shows it.

    `patience` is how many seconds the first build, and each reload, may take. Raises FailedRunError.
    """
    with serving(folder, cache, patience) as server:
        return [_save(server, folder, number, patience) for number in range(times)]


@contextlib.contextmanager
def serving(folder: SiteFolder, cache: Path, patience: float) -> Iterator[Server]:
    """Run `mkdocs serve` until the block ends; it has built the site when the block begins."""
    port = _free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(  # noqa: S603 - our own arguments
            command, cwd=folder.path, env=environment(cache), stdout=said, stderr=subprocess.STDOUT
        )
        try:
            server = Server(f"http://127.0.0.1:{port}", process)
            _wait_for(server, patience)
            yield server
        except FailedRunError as error:
            said.seek(0)
            raise FailedRunError(f"{error}:\n{said.read().decode('utf-8', 'replace')}") from error
        finally:
            process.terminate()
            process.wait()


def _save(server: Server, folder: SiteFolder, number: int, patience: float) -> float:
    """Save the map with a new title as an editor does; return the seconds until its page shows that."""
    item = journey(_SAVED, personas_for(folder.maps))
    file = next(folder.maps_dir.rglob(f"{item.name}.yaml"))
    page = f"maps/{file.parent.name}/{item.name}/"
    found = _LIVERELOAD.search(server.get(page))
    if not found:
        raise FailedRunError("the preview has put no script for reloading into the page")
    epoch, request = found.groups()
    title = f"{item.title}, правка {number + 1}"
    text = as_yaml(map_data(replace(item, title=title)))
    begin = time.perf_counter()
    file.write_text(text, encoding="utf-8")
    while time.perf_counter() - begin < patience:
        now = server.get(f"livereload/{epoch}/{request}")
        if int(now) > int(epoch) and title in server.get(page):
            return time.perf_counter() - begin
        epoch = now
    raise FailedRunError(f"the preview has not shown what was saved after {patience:.0f} s")


def _wait_for(server: Server, patience: float) -> None:
    begin = time.perf_counter()
    while time.perf_counter() - begin < patience:
        if server.process.poll() is not None:
            raise FailedRunError(f"mkdocs serve ended with {server.process.returncode}")
        with contextlib.suppress(URLError, ConnectionError):
            server.get("")
            return
        time.sleep(_PAUSE)
    raise FailedRunError(f"mkdocs serve has not answered after {patience:.0f} s")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
