"""Several processes make what one would have made."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.site.built_site import Project, a_map

if TYPE_CHECKING:
    from pathlib import Path

SHARED = """
import os, threading, time
from cjm_plugin.site.workers import FEWEST_TASKS, made_by_workers, together

def fails():
    raise ValueError("no")

def answer(number):
    time.sleep(0.01)
    return f"{number} {os.getpid()}".encode()

tasks = {str(number): (lambda number=number: answer(number)) for number in range(FEWEST_TASKS * 2)}
made = {}
for some in made_by_workers([{"bad": fails}, *together({name: task} for name, task in tasks.items())]):
    made |= some
assert made.keys() == tasks.keys()
assert all(content.startswith(name.encode() + b" ") for name, content in made.items())
assert len({content.split()[1] for content in made.values()}) == 2
assert list(made_by_workers([dict(list(tasks.items())[: FEWEST_TASKS - 1])])) == []
still = threading.Event()
threading.Thread(target=still.wait, daemon=True).start()
assert list(made_by_workers([tasks])) == []
"""

on_linux = pytest.mark.skipif(
    not hasattr(os, "sched_setaffinity") or len(os.sched_getaffinity(0)) < 2, reason="needs Linux and two processors"
)


def on_processors(count: int) -> None:
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:count])


@on_linux
def test_tasks_are_shared_out_and_a_failing_one_is_left_to_the_caller() -> None:
    subprocess.run([sys.executable, "-c", SHARED], check=True, preexec_fn=lambda: on_processors(2))


@on_linux
def test_one_processor_or_two_the_site_is_the_same(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.configure()
    project.write("docs/index.md", "# Home\n")
    for number in range(155):
        stages = [{"title": f"Stage {number}", "score": number % 5 + 1, "pains": [f"Pain {number}"]}]
        project.write(f"maps/m{number}.yaml", a_map(f"Map {number}", stages=stages))
    built = {}
    for count in (1, 2):
        folder = tmp_path / f"site-{count}"
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder)],
            cwd=tmp_path,
            env=os.environ | {"CJM_CACHE_DIR": str(tmp_path / f"cache-{count}")},
            check=True,
            preexec_fn=lambda count=count: on_processors(count),  # type: ignore[misc]
        )
        paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        built[count] = {name: path.read_bytes() for name, path in paths.items() if not name.startswith("sitemap")}
    assert built[1] == built[2]
    assert sum(name.endswith("/index.html") for name in built[1]) > 155
