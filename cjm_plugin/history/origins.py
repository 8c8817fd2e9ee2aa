"""Where files lay before they came into the folder: a limit to one folder hides renames across its border."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cjm_plugin.history.commits import compared

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cjm_plugin.history.walk import Trail, Wanted


def origins(root: Path, trail: Trail, options: Sequence[str]) -> dict[str, Wanted]:
    """Return, for the revision right before each move into the folder, the files to be sought there.

    The first known version of a file that was moved is mended in `trail`: it has a content before. Raises GitError.
    """
    born: dict[str, dict[PurePosixPath, set[PurePosixPath]]] = defaultdict(lambda: defaultdict(set))
    for file, versions in trail.versions.items():
        if not versions[-1].before and file not in trail.cut:
            born[versions[-1].commit][versions[-1].path].add(file)
    if not born:
        return {}
    sought: dict[str, Wanted] = defaultdict(dict)
    everywhere = compared(root, [(commit, "") for commit in born], ["--diff-filter=R", "--diff-merges=off", *options])
    for commit, changes in everywhere:
        for change in changes:
            files = born[commit.id].get(change.new or PurePosixPath())
            if files and change.old and change.old_blob:
                sought[f"{commit.id}^"][change.old] = frozenset(files)
                for file in files:
                    trail.versions[file][-1] = replace(trail.versions[file][-1], before=(change.old_blob,))
    return sought
