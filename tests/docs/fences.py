"""Code blocks of the documentation."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("README*.md"), *ROOT.glob("docs/**/*.md")])

_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>\w+)(?P<rest>[^\n]*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL
)
_TITLE = re.compile(r'title="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page; `title` is the file that its text stands for."""

    page: Path
    language: str
    title: str
    text: str


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of a page, in order."""
    return [
        Block(page, found["language"], title(found), textwrap.dedent(found["text"]))
        for found in _FENCE.finditer(page.read_text("utf-8"))
    ]


def title(found: re.Match[str]) -> str:
    match = _TITLE.search(found["rest"])
    unnamed = "maps/unnamed.yaml" if found["language"] == "yaml" else ""
    return match[1] if match else unnamed


def put(text: str, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
