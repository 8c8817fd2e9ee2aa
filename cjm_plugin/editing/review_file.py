"""Recording a review in the file of a map."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from cjm_plugin.editing.refusal import NOT_A_MAP, NOT_PROVEN, EditRefusedError
from cjm_plugin.editing.replacing import replace_content
from cjm_plugin.editing.review_record import ReviewRecord, check_order, is_recorded, recorded
from cjm_plugin.model.catalog import Catalog
from cjm_plugin.model.collection import Collection
from cjm_plugin.model.journey_map import JourneyMap, Review
from cjm_plugin.model.persona import Persona
from cjm_plugin.reading.diagnostics import Diagnostic
from cjm_plugin.reading.single import SingleMap, read_map, read_noun
from cjm_plugin.reading.text_file import read_text

_BOM = b"\xef\xbb\xbf"


class BrokenMapError(Exception):
    """The file has errors; `diagnostics` tells them."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(diagnostics)
        self.diagnostics = diagnostics


def record_in_file(path: Path, record: ReviewRecord, today: dt.date, root: Path | None = None) -> Review | None:
    """Record a review in the file of a map; return what its `review` says now, None when it said so before.

    Raises BrokenMapError for a file that cannot be read and for a map with errors, EditRefusedError for a file that is
    not a map, a review that cannot be (see `check_order`), a layout that cannot be changed safely, and a file that
    cannot be written.
    After each of them the file is as it was. A link may not lead out of `root`, by default its folder.
    """
    shown = path.as_posix()
    old = _bytes_of(path, shown, root or path.parent)
    known = _map_of(old, shown).review
    if is_recorded(known, record):
        return None
    check_order(known, record, today)
    bom = _BOM if old.startswith(_BOM) else b""
    new = bom + recorded(old.removeprefix(_BOM).decode(), record).encode()
    proof = read_map(new, shown).journey
    if proof is None or not is_recorded(proof.review, record):
        raise EditRefusedError(NOT_PROVEN)
    replace_content(path, old, new)
    return proof.review


def _bytes_of(path: Path, shown: str, root: Path) -> bytes:
    text = read_text(path, shown, root)
    if isinstance(text, Diagnostic):
        raise BrokenMapError([text])
    return path.read_bytes()


def _map_of(data: bytes, shown: str) -> JourneyMap:
    read: SingleMap = read_map(data, shown)
    if read.journey is not None:
        return read.journey
    if any(read_noun(data, shown, other).noun is not None for other in (Persona, Catalog, Collection)):
        raise EditRefusedError(NOT_A_MAP)
    raise BrokenMapError([found for found in read.diagnostics if found.is_error])
