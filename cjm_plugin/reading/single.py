"""One version of one file → its noun: for history and comparison, where the files around it are not at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from cjm_plugin.model.base import Noun
from cjm_plugin.model.identity import with_ids
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.reading.diagnostics import Diagnostic, joined
from cjm_plugin.reading.parsing import parse
from cjm_plugin.reading.text_file import text_of
from cjm_plugin.reading.validation import validate

N = TypeVar("N", bound=Noun)


@dataclass(frozen=True, slots=True)
class SingleMap:
    """A version of a map with complete ids; None when it has errors. `diagnostics` says what was found."""

    journey: JourneyMap | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class SingleNoun(Generic[N]):
    """A version of any file, ids as written; None when it has errors. `diagnostics` says what was found."""

    noun: N | None
    diagnostics: tuple[Diagnostic, ...]


def read_map(data: bytes, shown_path: str) -> SingleMap:
    """Read a version of a map from its bytes; `shown_path` is how problems name it.

    References are not checked: what they point to may be in other files. Raises nothing, whatever the bytes.
    """
    single = read_noun(data, shown_path, JourneyMap)
    return SingleMap(with_ids(single.noun) if single.noun else None, single.diagnostics)


def read_noun(data: bytes, shown_path: str, noun: type[N]) -> SingleNoun[N]:
    """Read a version of a file that holds a `noun`: a map, a persona, the catalog or a collection."""
    file = text_of(data, shown_path)
    if isinstance(file, Diagnostic):
        return SingleNoun(None, (file,))
    parsed = parse(file)
    if parsed.root is None:
        return SingleNoun(None, parsed.diagnostics)
    checked = validate(parsed.root, noun, shown_path)
    found = joined(parsed.diagnostics, checked.diagnostics)
    broken = any(diagnostic.is_error for diagnostic in found)
    return SingleNoun(None if broken else checked.noun, found)
