"""Which versions of the files have a git tag: what people named to find it again."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cjm_plugin.history.commits import date_of
from cjm_plugin.history.git_process import fields, run_git

if TYPE_CHECKING:
    from cjm_plugin.history.git import Repository
    from cjm_plugin.history.objects import Contents
    from cjm_plugin.history.versions import Version

MOST_TAGS = 200
"""So many tags are looked at, the newest; build servers set thousands."""

_FORMAT = "%(refname:strip=2)%00%(objectname)%00%(creatordate:unix)%00"


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its name and when it was set."""

    name: str
    date: dt.datetime


Tagged = Mapping[tuple[PurePosixPath, str], list[Tag]]
"""The tags on a content at a path."""


def all_tags(repository: Repository) -> tuple[Tag, ...]:
    """Return all tags of a repository, by name. Raises GitError."""
    parts = iter(fields(run_git(repository.root, ["for-each-ref", f"--format={_FORMAT}", "refs/tags"])))
    named = zip(parts, parts, parts, strict=False)
    return tuple(Tag(name.decode("utf-8", "replace").strip(), date_of(seconds)) for name, _, seconds in named)


def tags_until(repository: Repository, head: str) -> bytes:
    """Return the newest tags of all commits that lead to `head`, as git tells them. Raises GitError."""
    list_tags = ["for-each-ref", f"--merged={head}", "--sort=-creatordate", f"--count={MOST_TAGS}"]
    return run_git(repository.root, [*list_tags, f"--format={_FORMAT}", "refs/tags"])


def read_tagged(repository: Repository, head: str, versions: Iterable[Version], contents: Contents) -> Tagged:
    """Return the tags of all commits that lead to `head`, by the versions they are on. Raises GitError."""
    wanted = {(version.path, version.blob) for version in versions}
    parts = iter(fields(tags_until(repository, head)))
    trees: dict[str, list[Tag]] = defaultdict(list)
    for name, id_, seconds in zip(parts, parts, parts, strict=False):
        tag = Tag(name.decode("utf-8", "replace").strip(), date_of(seconds))
        trees[f"{id_.decode().strip()}^{{tree}}"].append(tag)
    places = {parent for path, _ in wanted for parent in path.parents}
    return {key: tags for key, tags in _files(contents, PurePosixPath(), trees, places) if key in wanted}


def _files(
    contents: Contents, path: PurePosixPath, trees: Mapping[str, list[Tag]], places: AbstractSet[PurePosixPath]
) -> Iterator[tuple[tuple[PurePosixPath, str], list[Tag]]]:
    """Yield the files below a path with their tags. What is the same under many tags is looked at once."""
    folders: dict[str, dict[str, list[Tag]]] = defaultdict(lambda: defaultdict(list))
    files: dict[tuple[str, str], list[Tag]] = defaultdict(list)
    for tree, tags in trees.items():
        for entry in contents.entries(tree):
            if entry.is_folder:
                folders[entry.name][entry.id] += tags
            elif entry.is_file:
                files[entry.name, entry.id] += tags
    for (name, blob), tags in files.items():
        yield (path / name, blob), tags
    for name, below in folders.items():
        if path / name in places:
            yield from _files(contents, path / name, below, places)


def tags_by_commit(tagged: Tagged, versions: Sequence[Version]) -> dict[str, list[Tag]]:
    """Return the tags of one file, the oldest first, by the commit of the version they are on.

    A content that came back, as after a revert, has its tags on the last version before they were set.
    """
    same: dict[tuple[PurePosixPath, str], list[Version]] = defaultdict(list)
    for version in versions:
        same[version.path, version.blob].append(version)
    found: dict[str, list[Tag]] = defaultdict(list)
    for key, candidates in same.items():
        for tag in tagged.get(key, ()):
            earlier = (version for version in candidates if version.date <= tag.date)
            found[next(earlier, candidates[-1]).commit].append(tag)
    for tags in found.values():
        tags.sort(key=lambda tag: (tag.date, tag.name))
    return found
