"""The maps folder → a portfolio and every problem in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

from cjm_plugin.model.base import Noun
from cjm_plugin.model.catalog import Catalog
from cjm_plugin.model.collection import Collection
from cjm_plugin.model.identity import catalog_with_ids, persona_with_ids, with_ids
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.persona import Persona
from cjm_plugin.model.portfolio import BrokenEntry, CollectionEntry, MapEntry, PersonaEntry, Portfolio
from cjm_plugin.reading import problems
from cjm_plugin.reading.assets import Assets
from cjm_plugin.reading.consistency import check_catalog, check_consistency, given_twice
from cjm_plugin.reading.diagnostics import TOP, Diagnostic, Hint, in_order
from cjm_plugin.reading.document import Document
from cjm_plugin.reading.folder import PERSONAS, Found, Role, find_files, page_key
from cjm_plugin.reading.nodes import parse
from cjm_plugin.reading.references import Known, check_map
from cjm_plugin.reading.text_file import read_text
from cjm_plugin.reading.validation import validate

N = TypeVar("N", bound=Noun)

_NOUNS: dict[Role, type[Noun]] = {
    Role.MAP: JourneyMap,
    Role.PERSONA: Persona,
    Role.CATALOG: Catalog,
    Role.COLLECTION: Collection,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a folder gave: all that is sound, and every problem, sorted by file and place."""

    portfolio: Portfolio
    diagnostics: tuple[Diagnostic, ...]

    @property
    def has_errors(self) -> bool:
        """Whether a build must stop."""
        return any(diagnostic.is_error for diagnostic in self.diagnostics)


def read_portfolio(maps_dir: Path, shown_as: str) -> Reading:
    """Read a maps folder. `shown_as` is how problems name it: `maps`. Raises nothing for bad files."""
    reader = _Reader(maps_dir, PurePosixPath(shown_as))
    reader.read()
    return Reading(reader.portfolio(), in_order(reader.diagnostics))


class _Reader:
    """Gathers documents and diagnostics, then links them up."""

    def __init__(self, maps_dir: Path, shown_as: PurePosixPath) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._maps_dir = maps_dir
        self._shown_as = shown_as
        self._assets = Assets(maps_dir)
        self._maps: list[Document[JourneyMap]] = []
        self._personas: list[Document[Persona]] = []
        self._collections: list[Document[Collection]] = []
        self._catalogs: list[Document[Catalog]] = []
        self._broken: list[Found] = []

    def read(self) -> None:
        """Read all files, then check what they say of each other."""
        found = list(find_files(self._maps_dir))
        self.diagnostics += self._clashes(found)
        for file in found:
            self._read_file(file)
        if not any(file.role is Role.MAP for file in found):
            self.diagnostics.append(Diagnostic(problems.NO_MAPS, str(self._shown_as), TOP))
        known = self._known()
        for journey in self._maps:
            checks = (check_consistency(journey), check_map(journey, known), self._assets.collect(journey))
            self._broken_if_errors(journey, [diagnostic for check in checks for diagnostic in check])
        for persona in self._personas:
            twice = given_twice(persona, ((s.id, ("sources", i)) for i, s in enumerate(persona.noun.sources)))
            self._broken_if_errors(persona, [*twice, *self._assets.collect_portrait(persona)])
        for catalog in self._catalogs:
            self.diagnostics += check_catalog(catalog)

    def portfolio(self) -> Portfolio:
        """Return what is sound."""
        broken = {file.path for file in self._broken}
        return Portfolio(
            maps=tuple(MapEntry(d.found.key, d.found.path, d.noun) for d in self._maps if d.found.path not in broken),
            personas=tuple(
                PersonaEntry(d.found.key, d.found.path, d.noun) for d in self._personas if d.found.path not in broken
            ),
            collections=tuple(self._all_collections()),
            broken=tuple(
                BrokenEntry(file.key, file.path) for file in self._broken if file.role in {Role.MAP, Role.PERSONA}
            ),
            catalog=self._catalogs[0].noun if self._catalogs else Catalog(),
            series=dict(self._assets.series),
            images=frozenset(self._assets.images),
            map_keys=self._map_names(),
        )

    def _read_file(self, file: Found) -> None:
        shown = str(self._shown_as / file.path)
        text = read_text(self._maps_dir / file.path, shown, self._maps_dir)
        if isinstance(text, Diagnostic):
            self.diagnostics.append(text)
            self._broken.append(file)
            return
        parsed = parse(text)
        self.diagnostics += parsed.diagnostics
        if parsed.root is None:
            self._broken.append(file)
            return
        checked = validate(parsed.root, _NOUNS[file.role], shown)
        self.diagnostics += checked.diagnostics
        if checked.noun is None or any(diagnostic.is_error for diagnostic in parsed.diagnostics):
            self._broken.append(file)
            return
        match checked.noun:
            case JourneyMap() as journey:
                self._maps.append(Document(file, shown, parsed.root, with_ids(journey)))
            case Persona() as persona:
                named = persona_with_ids(persona, file.path.stem)
                self._personas.append(Document(file, shown, parsed.root, named))
            case Collection() as collection:
                self._collections.append(Document(file, shown, parsed.root, collection))
            case Catalog() as catalog:
                self._catalogs.append(Document(file, shown, parsed.root, catalog_with_ids(catalog)))

    def _broken_if_errors(self, document: Document[N], found: list[Diagnostic]) -> None:
        self.diagnostics += found
        if any(diagnostic.is_error for diagnostic in found):
            self._broken.append(document.found)

    def _known(self) -> Known:
        catalog = self._catalogs[0].noun if self._catalogs else Catalog()
        catalog_broken = any(file.role is Role.CATALOG for file in self._broken)
        broken_personas = {file.path.stem for file in self._broken if file.role is Role.PERSONA}
        return Known(
            personas=frozenset(document.noun.id for document in self._personas) | broken_personas,
            channels=None if catalog_broken else {channel.id: channel.title for channel in catalog.channels},
            shared_sources=None if catalog_broken else frozenset(source.id for source in catalog.sources),
            maps=self._map_names(),
        )

    def _map_names(self) -> dict[str, tuple[str, ...]]:
        """Return what maps can be called: the key or its last part, and the path or file name as typed."""
        files = {document.found.path: document.found for document in self._maps}
        files |= {file.path: file for file in self._broken if file.role is Role.MAP}
        names: dict[str, list[str]] = {}
        for path, file in sorted(files.items()):
            typed = path.with_suffix("")
            for name in {file.key, file.key.rpartition("/")[2], str(typed), typed.name}:
                names.setdefault(name, []).append(file.key)
        return {name: tuple(keys) for name, keys in names.items()}

    def _all_collections(self) -> Iterator[CollectionEntry]:
        """Yield a collection for each folder that holds a map, at any depth, and for each `_collection.yaml`."""
        described = {document.found.path.parent: document for document in self._collections}
        folders = set(described)
        for file in (*(document.found for document in self._maps), *self._broken):
            if file.role is Role.MAP:
                folders |= set(file.path.parents)
        for folder in sorted(folders - {PurePosixPath(".")}):
            document = described.get(folder)
            key = page_key(folder)
            noun = document.noun if document else Collection(title=folder.name)
            yield CollectionEntry(key, folder, document.found.path if document else None, noun)

    def _clashes(self, found: Iterable[Found]) -> Iterator[Diagnostic]:
        """Report pages that would have the same address: two files, or a file and a folder."""
        files = [file for file in found if file.role in {Role.MAP, Role.PERSONA}]
        folders = {parent for file in files for parent in file.path.parents} - {PurePosixPath(".")}
        taken: dict[str, str] = {"": str(self._shown_as), PERSONAS: str(self._shown_as / PERSONAS)}
        for folder in sorted(folders):
            taken.setdefault(page_key(folder), str(self._shown_as / folder))
        for file in files:
            shown = str(self._shown_as / file.path)
            if file.key in taken:
                yield Diagnostic(
                    problems.SAME_ADDRESS, shown, TOP, {"other": taken[file.key]}, Hint(problems.RENAME_ONE)
                )
            taken.setdefault(file.key, shown)

