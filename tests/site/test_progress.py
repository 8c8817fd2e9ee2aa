"""What a long build says while it runs: on a terminal, in a log, to nobody."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

STEPS = """
import logging, sys
from cjm_plugin.site.progress import Progress

level, maps = getattr(logging, sys.argv[1]), int(sys.argv[2])
logging.basicConfig(format="%(levelname)s %(message)s")
logging.getLogger("mkdocs").setLevel(level)
progress = Progress(maps)
for label in ("Pages made", "Pages written"):
    progress.begin(label, maps)
    for _ in range(maps):
        progress.advance()
progress.begin("Nothing to do", 0)
progress.end()
"""


def said(level: str, maps: int) -> list[str]:
    """Return the lines of a log."""
    command = [sys.executable, "-c", STEPS, level, str(maps)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stderr.splitlines()


def shown(level: str, maps: int) -> str:
    """Return what a terminal shows."""
    ours, its = pty.openpty()
    try:
        # Read while it writes: a terminal that nobody reads holds a writer up when it is full.
        with subprocess.Popen([sys.executable, "-c", STEPS, level, str(maps)], stderr=its) as process:
            os.close(its)
            text = _read(ours)
        assert process.returncode == 0
        return text.decode()
    finally:
        os.close(ours)


def _read(terminal: int) -> bytes:
    text = b""
    while True:
        try:
            text += os.read(terminal, 65536)
        except OSError:  # the end, as Linux tells it
            return text


def test_a_log_has_a_few_lines_for_each_step() -> None:
    lines = said("INFO", 1000)
    assert [line.rpartition(": ")[2] for line in lines if "made" in line] == [
        f"{n} of 1000" for n in range(200, 1001, 200)
    ]
    assert len(lines) == 10


def test_a_terminal_has_a_bar_for_each_step() -> None:
    text = shown("INFO", 300)
    assert "Pages made" in text
    assert "Pages written  [####################################]  100%" in text
    assert "300 of 300" not in text


def test_a_small_site_and_a_quiet_build_say_nothing() -> None:
    assert said("INFO", 200) == []
    assert said("ERROR", 1000) == []
    assert shown("ERROR", 300) == ""
