"""The maps folder: which file is a map, a persona, a collection or the catalog, and its address."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from pathlib import Path, PurePosixPath

from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import TOP, Diagnostic, Hint
from cjm_plugin.reading.text_file import not_a_file, refused_link

YAML_SUFFIXES = {".yaml", ".yml"}
PERSONAS = "personas"
CATALOG = "catalog"
COLLECTION = "_collection"

_MOST_REMEMBERED = 10_000
_SAFE = frozenset({"Ll", "Lo", "Lm", "Lu", "Lt", "Mn", "Mc", "Nd", "Nl", "No", "So"})


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


@dataclass(slots=True)
class Listing:
    """The YAML files of a folder, sorted, and what cannot be read at all."""

    files: list[Found] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def list_files(maps_dir: Path, shown_as: PurePosixPath) -> Listing:
    """Find the YAML files of a folder. Hidden files, and all others that begin with `_`, are skipped.

    Linked folders are not entered; each is reported.
    """
    listing = Listing()

    def unreadable(error: OSError) -> None:
        where = Path(error.filename).relative_to(maps_dir) if error.filename else Path()
        values = {"reason": error.strerror or str(error)}
        listing.diagnostics.append(Diagnostic(problems.UNREADABLE, str(shown_as / where), TOP, values))

    for folder, folders, names in os.walk(maps_dir, onerror=unreadable):
        here = PurePosixPath(*map(composed, Path(folder).relative_to(maps_dir).parts))
        visible = sorted(composed(name) for name in folders if not name.startswith((".", "_")))
        refused = [(name, _refused_folder(maps_dir, here / name, shown_as)) for name in visible]
        folders[:] = [name for name, problem in refused if problem is None]
        listing.diagnostics += [problem for _, problem in refused if problem is not None]
        for name in sorted(map(composed, names)):
            _list_file(listing, maps_dir, here / name, shown_as)
    return listing


def composed(name: str) -> str:
    """Return a path as people and git write it: macOS lists `й` as two characters, and opens it in either form."""
    return unicodedata.normalize("NFC", name) if sys.platform == "darwin" else name


def _list_file(listing: Listing, maps_dir: Path, path: PurePosixPath, shown_as: PurePosixPath) -> None:
    role = role_of(path)
    if role:
        key = page_key(path.parent if role is Role.COLLECTION else path.with_suffix(""))
        listing.files.append(Found(role, path, key))
    elif not path.suffix and not path.name.startswith((".", "_")) and (maps_dir / path).is_symlink():
        # A link that leads nowhere may have been a folder.
        dangling = refused_link(maps_dir / path, str(shown_as / path), maps_dir)
        listing.diagnostics += [dangling] if dangling else []
    elif path.suffix.lower() == ".txt" and role_of(path.with_suffix("")):
        # Editors for plain text add their own ending.
        hint = Hint(problems.RENAME_TO, {"suggestion": path.stem})
        listing.diagnostics.append(Diagnostic(problems.NOT_YAML, str(shown_as / path), TOP, hint=hint))


def _refused_folder(maps_dir: Path, path: PurePosixPath, shown_as: PurePosixPath) -> Diagnostic | None:
    shown = str(shown_as / path)
    full = maps_dir / path
    if full.is_symlink():
        hint = Hint(problems.COPY_FILES)
        return refused_link(full, shown, maps_dir) or Diagnostic(problems.LINKED_FOLDER, shown, TOP, hint=hint)
    return not_a_file(full.stat().st_mode, shown) if path.suffix.lower() in YAML_SUFFIXES else None


def role_of(path: PurePosixPath) -> Role | None:
    """Return what a file is by its place and name; None when it is not ours to read."""
    stem = path.stem.lower()
    if path.suffix.lower() not in YAML_SUFFIXES or path.name.startswith("."):
        return None
    if stem == COLLECTION:
        return Role.COLLECTION
    if stem.startswith("_"):
        return None
    if len(path.parts) == 1:
        return Role.CATALOG if stem == CATALOG else Role.MAP
    return Role.PERSONA if path.parts[0].lower() == PERSONAS else Role.MAP


def page_key(path: PurePosixPath) -> str:
    """Return the address of a page below the maps: `розница/Товары для дома` → `розница/товары-для-дома`."""
    return "/".join(_address_part(part) for part in path.parts)


@lru_cache(_MOST_REMEMBERED)
def _address_part(part: str) -> str:
    # A file name may hold bytes that are no text; they come as lone surrogates and cannot stand in an address.
    text = part.encode("utf-8", "replace").decode("utf-8")
    safe = (char if _is_safe(char) else "-" for char in unicodedata.normalize("NFC", text).lower())
    return re.sub("-+", "-", "".join(safe)).strip("-.") or "map"


def _is_safe(char: str) -> bool:
    """Tell letters, marks, digits and pictures from what an address would need escapes for."""
    return char in "_.~-" or unicodedata.category(char) in _SAFE
