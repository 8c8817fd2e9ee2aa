"""Patterns of paths, as git takes them in `.gitignore`, from the top of the repository: what a map watches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pathspec import GitIgnoreSpec

from cjm_plugin.locale import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

OUTSIDE = N_("a path in the repository has no `.` or `..` in it")
BACKSLASH = N_("folders are parted by `/`")
TOO_WILD = N_("there are too many `*` in it")
NOTHING = N_("it names no files")

_LONGEST = 300
_MOST_STARS = 3
"""So many `*` in a folder's name, and so many `**`, can be matched quickly; each more takes a hundred times longer."""

_BACKSLASH_IN_PATH = re.compile(r"\\(?=\w|$)")


def pattern_fault(pattern: str) -> str | None:
    """Return why a pattern cannot be watched, as a translatable text; None when it can."""
    parts = pattern.removeprefix("!").split("/")
    if {".", ".."} & set(parts):
        return OUTSIDE
    if _BACKSLASH_IN_PATH.search(pattern):
        return BACKSLASH
    if len(pattern) > _LONGEST or parts.count("**") > _MOST_STARS or any(_is_wild(part) for part in parts):
        return TOO_WILD
    try:
        compiled = GitIgnoreSpec.from_lines([pattern]).patterns
    except (ValueError, re.error):
        return NOTHING
    return None if any(made.include is not None for made in compiled) else NOTHING


def watched_paths(patterns: Iterable[str]) -> GitIgnoreSpec:
    """Return what tells the files that patterns without faults match: the last pattern that matches counts."""
    return GitIgnoreSpec.from_lines(patterns)


def _is_wild(part: str) -> bool:
    return part != "**" and part.count("*") > _MOST_STARS
