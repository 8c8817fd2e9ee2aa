"""A preview: real `mkdocs serve`, real changes of files, real requests."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.site.built_site import Project, a_map

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 40.0
"""Seconds that a rebuild may take. MkDocs looks at the folders every half second, and answers no request
after a rebuild that has failed."""


@dataclass
class Preview:
    """A running `mkdocs serve`."""

    project: Project
    process: subprocess.Popen[bytes]
    url: str
    log: Path

    def get(self, path: str) -> str:
        """Return the text of a page, "" when there is none."""
        try:
            with urllib.request.urlopen(self.url + quote(path), timeout=PATIENCE) as response:
                return str(response.read().decode())
        except OSError:
            return ""

    def wait_for(self, path: str, *texts: str) -> str:
        """Wait until a page has these texts, or, without texts, until it is gone."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            page = self.get(path)
            if (all(text in page for text in texts) and page) if texts else not page:
                return page
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.1)
        return pytest.fail(f"{path} never had {texts}; the server said:\n{self.log.read_text()}")


@pytest.fixture
def preview(project: Project) -> Iterator[Preview]:
    """A preview with a broken map from the start."""
    project.configure(theme="mkdocs")
    project.write("maps/broken.yaml", "title: Broken\nstages: [A]\nowner: nobody\n")
    with served(project) as running:
        yield running


@pytest.fixture
def slow_preview(project: Project) -> Iterator[Preview]:
    """A preview of a site that takes long to build."""
    project.configure(theme="mkdocs", hooks=["slow.py"])
    project.write("slow.py", "import time\n\n\ndef on_env(env, **_):\n    time.sleep(2)\n    return env\n")
    with served(project) as running:
        yield running


@contextmanager
def served(project: Project) -> Iterator[Preview]:
    """Run `mkdocs serve` until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = project.root / "serve.log"
    command = [str(Path(sys.executable).with_name("mkdocs")), "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=project.root,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    preview = Preview(project, process, f"http://127.0.0.1:{port}/sub/path/", log)
    try:
        preview.wait_for("", "Home")
        yield preview
    finally:
        process.terminate()
        process.wait(PATIENCE)


def test_a_folder_that_was_away_is_watched_again(preview: Preview) -> None:
    maps = preview.project.root / "maps"
    for number in (1, 2):
        maps.rename(maps.with_name("away"))
        time.sleep(2)  # the watcher has to notice
        maps.with_name("away").rename(maps)
        time.sleep(2)
        preview.project.write("maps/loose.yaml", a_map(f"Map number {number}"))
        preview.wait_for("maps/loose/", f"Map number {number}")


def test_a_preview_lives_through_everything(preview: Preview) -> None:
    project = preview.project
    broken = preview.wait_for("maps/broken/", "broken.yaml has problems", "CJM020")
    assert '<td class="cjm-number">3</td>' in broken
    assert "Loose map" in preview.get("maps/loose/")

    project.write("maps/broken.yaml", a_map("Mended map"))
    preview.wait_for("maps/broken/", "Mended map", "Looks around")

    project.write("maps/loose.yaml", "title: Loose\n\nstages: [A\n")
    preview.wait_for("maps/loose/", "loose.yaml has problems", "CJM002")
    assert "Товары для дома" in preview.get("maps/розница/товары-для-дома/")
    preview.wait_for("maps/", "Mended map")  # on a slow machine the other pages follow a little later

    # A clash: the hand-written page stays, the server too.
    project.write("maps/loose.yaml", a_map("Loose again"))
    project.write("docs/maps/broken.md", "# By hand\n")
    preview.wait_for("maps/loose/", "Loose again")
    preview.wait_for("maps/broken/", "By hand")
    (project.root / "docs/maps/broken.md").unlink()
    preview.wait_for("maps/broken/", "Mended map")

    project.write("maps/новая.yaml", a_map("New map"))
    preview.wait_for("maps/новая/", "New map")
    (project.root / "maps/новая.yaml").rename(project.root / "maps/moved.yaml")
    preview.wait_for("maps/moved/", "New map")
    preview.wait_for("maps/новая/")
    (project.root / "maps/moved.yaml").unlink()
    preview.wait_for("maps/moved/")
    assert "New map" not in preview.get("maps/")

    log = preview.log.read_text()
    assert "maps/broken.yaml:3:1: CJM020" in log
    assert "CJM018" in log
    assert "Traceback" not in log


def test_in_a_large_site_a_saved_map_is_shown_before_all_others_are_built(slow_preview: Preview) -> None:
    preview, project = slow_preview, slow_preview.project
    assert "Loose map" in preview.get("maps/")
    project.write("maps/loose.yaml", a_map("Other title", summary="See [the guide](nowhere.md)."))
    page = preview.wait_for("maps/loose/", "Other title")
    assert "<title>Other title - Site</title>" in page
    assert "Loose map" in preview.get("maps/")

    project.write("maps/loose.yaml", "title: Loose\n\nstages: [A\n")
    preview.wait_for("maps/loose/", "loose.yaml has problems", "CJM002")
    project.write("maps/loose.yaml", a_map("Last title", personas="anna"))
    assert "Anna" in preview.wait_for("maps/loose/", "Last title")
    assert "Loose map" in preview.get("maps/")

    preview.wait_for("maps/", "Last title")
    assert "Last title" in preview.get("maps/loose/")
    log = preview.log.read_text()
    assert "The other pages follow" in log
    assert "maps/loose.yaml:" in log.partition("CJM067")[0]
    assert "Traceback" not in log
    # What concerns more than one map is built at once, with all pages.
    project.write("maps/personas/anna.yaml", "name: Hanna\n")
    assert "Hanna" in preview.wait_for("maps/personas/anna/", "Hanna")
    assert "Hanna" in preview.get("maps/loose/")


def test_a_page_that_embeds_a_map_changes_with_it(preview: Preview) -> None:
    project = preview.project
    project.write("docs/index.md", "# Home\n\n::: cjm card map=loose\n\n::: cjm card map=broken\n")
    preview.wait_for("", "Loose map", "The file of this map has errors")
    project.write("maps/loose.yaml", a_map("Another title"))
    preview.wait_for("", "Another title")
    project.write("docs/index.md", "# Home\n\n::: cjm card map=lose\n")
    preview.wait_for("", "the maps know no map &#34;lose&#34;; did you mean &#34;loose&#34;?")
    assert "docs/index.md:3:18: CJM098" in preview.log.read_text()
