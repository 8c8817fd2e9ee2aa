"""Everything a check reads, in short: as long as it is the same, so is the report."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cjm_plugin.reading.diagnostics import Diagnostic
from cjm_plugin.reading.folder import Role, list_files
from cjm_plugin.reading.text_file import read_bytes

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Inputs:
    """The YAML files of a folder: a digest of their names and contents, and how many of them are maps."""

    digest: str
    maps: int


def inputs_of(maps_dir: Path, shown_as: str) -> Inputs:
    """Return what reading would see of the YAML files of a folder; pictures and series are not among them."""
    listing = list_files(maps_dir, PurePosixPath(shown_as))
    digest = hashlib.blake2b(_bytes(repr((shown_as, listing.diagnostics))), digest_size=32)
    for found in listing.files:
        content = read_bytes(maps_dir / found.path, str(found.path), maps_dir)
        seen = _bytes(repr(content)) if isinstance(content, Diagnostic) else content
        # The length keeps the end of one file from passing for the begin of the next.
        digest.update(_bytes(f"\0{found.role.name}\0{found.path}\0{len(seen)}\0"))
        digest.update(seen)
    return Inputs(digest.hexdigest(), sum(found.role is Role.MAP for found in listing.files))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
