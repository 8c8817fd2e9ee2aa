"""The maps folder: which file is a map, a persona, a collection or the catalog, and its address."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path, PurePosixPath

YAML_SUFFIXES = {".yaml", ".yml"}
PERSONAS = "personas"
CATALOG = "catalog"
COLLECTION = "_collection"

_UNSAFE = re.compile(r"[^\w.~-]+")


class Role(Enum):
    """What a file of the maps folder is."""

    MAP = auto()
    PERSONA = auto()
    CATALOG = auto()
    COLLECTION = auto()


@dataclass(frozen=True, slots=True)
class Found:
    """A YAML file. `path` is relative to the maps folder; `key` is the path of its page."""

    role: Role
    path: PurePosixPath
    key: str


def find_files(maps_dir: Path) -> Iterator[Found]:
    """Yield the YAML files of the folder, sorted. Hidden files and those that begin with `_` are skipped."""
    for folder, folders, names in os.walk(maps_dir):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        here = Path(folder).relative_to(maps_dir)
        for name in sorted(names):
            path = PurePosixPath(*here.parts, name)
            role = role_of(path)
            if role:
                yield Found(role, path, page_key(path.parent if role is Role.COLLECTION else path.with_suffix("")))


def role_of(path: PurePosixPath) -> Role | None:
    """Return what a file is by its place and name; None when it is not ours to read."""
    if path.suffix.lower() not in YAML_SUFFIXES or path.name.startswith("."):
        return None
    if path.stem == COLLECTION:
        return Role.COLLECTION
    if path.name.startswith("_"):
        return None
    if path.parts[0] == PERSONAS and len(path.parts) > 1:
        return Role.PERSONA
    if path.stem == CATALOG and len(path.parts) == 1:
        return Role.CATALOG
    return Role.MAP


def page_key(path: PurePosixPath) -> str:
    """Return the address of a page below the maps: `розница/Товары для дома` → `розница/товары-для-дома`."""
    return "/".join(_address_part(part) for part in path.parts)


def _address_part(part: str) -> str:
    # A file name may hold bytes that are no text; they come as lone surrogates and cannot stand in an address.
    text = part.encode("utf-8", "replace").decode("utf-8")
    return _UNSAFE.sub("-", unicodedata.normalize("NFC", text).lower()).strip("-.") or "map"
