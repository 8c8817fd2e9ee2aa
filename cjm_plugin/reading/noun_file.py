"""One file: its text → what it says, and everything that is wrong with it by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from cjm_plugin.model.base import Noun
from cjm_plugin.model.catalog import Catalog
from cjm_plugin.model.collection import Collection
from cjm_plugin.model.identity import with_ids
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.persona import Persona
from cjm_plugin.reading.diagnostics import Diagnostic, joined
from cjm_plugin.reading.folder import Role
from cjm_plugin.reading.nodes import Mapping
from cjm_plugin.reading.parsing import parse
from cjm_plugin.reading.text_file import TextFile
from cjm_plugin.reading.validation import validate

N_co = TypeVar("N_co", bound=Noun, covariant=True)

NOUNS: dict[Role, type[Noun]] = {
    Role.MAP: JourneyMap,
    Role.PERSONA: Persona,
    Role.CATALOG: Catalog,
    Role.COLLECTION: Collection,
}
"""What the files of each role say."""


@dataclass(frozen=True, slots=True)
class NounFile(Generic[N_co]):
    """A file that was parsed: `noun` is None when it has errors, `root` when it is no YAML that can be read.

    A map has all its ids: they follow from its text alone.
    """

    noun: N_co | None
    diagnostics: tuple[Diagnostic, ...]
    root: Mapping | None


def noun_file(text: TextFile, role: Role) -> NounFile[Noun]:
    """Parse and validate a text. Raises nothing for bad ones."""
    parsed = parse(text)
    if parsed.root is None:
        return NounFile(None, tuple(parsed.diagnostics), None)
    checked = validate(parsed.root, NOUNS[role], text.shown_path)
    found = joined(parsed.diagnostics, checked.diagnostics)
    noun = None if any(diagnostic.is_error for diagnostic in found) else checked.noun
    return NounFile(with_ids(noun) if isinstance(noun, JourneyMap) else noun, found, parsed.root)
