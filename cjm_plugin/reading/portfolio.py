"""The maps folder → a portfolio and every problem in it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from cjm_plugin.model.base import Noun
from cjm_plugin.model.catalog import Catalog
from cjm_plugin.model.collection import Collection
from cjm_plugin.model.identity import catalog_with_ids, persona_with_ids, slug
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.persona import Persona
from cjm_plugin.model.portfolio import BrokenEntry, CollectionEntry, MapEntry, PersonaEntry, Portfolio
from cjm_plugin.reading import problems
from cjm_plugin.reading.addresses import check_addresses
from cjm_plugin.reading.ahead import parsed_ahead
from cjm_plugin.reading.assets import Assets, NamedFile
from cjm_plugin.reading.circles import Detail, circle_problems, details_of
from cjm_plugin.reading.collector import collector_at_rest
from cjm_plugin.reading.consistency import check_catalog, check_consistency, check_persona, check_persona_ids
from cjm_plugin.reading.diagnostics import TOP, Diagnostic, at_most, harmless, in_order
from cjm_plugin.reading.document import Document, MapDocument
from cjm_plugin.reading.folder import Found, Role, list_files, page_key
from cjm_plugin.reading.nodes import Mapping, Scalar, find
from cjm_plugin.reading.noun_file import NOUNS, noun_file
from cjm_plugin.reading.references import Known, check_map
from cjm_plugin.reading.stored_nouns import KeptTexts, name_of, restored, stored
from cjm_plugin.reading.text_file import TextFile, read_text
from cjm_plugin.reading.validation import MOST_PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Mapping as MappingOf

N = TypeVar("N", bound=Noun)


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the maps of a folder: of every `of` maps, number `number`, counted from 0; or the one at `path` alone."""

    number: int = 0
    of: int = 1
    path: PurePosixPath | None = None

    def chosen(self, listed: Sequence[Found]) -> Sequence[Found]:
        """Return those of all maps that belong to this part."""
        if self.path is not None:
            return [file for file in listed if file.path == self.path]
        return listed[self.number :: self.of]


WHOLE = Part()


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a folder gave: all that is sound, and every problem, sorted by file and place.

    `named_files` are the pictures and series that maps and personas name, there or not. `trees` holds the places of
    all values of the sound maps, by path, when they were asked for. `details` is what the maps say of each other.
    `digests` tells each text that could be read from every other one, by path.
    """

    portfolio: Portfolio
    diagnostics: tuple[Diagnostic, ...]
    named_files: frozenset[NamedFile] = frozenset()
    trees: MappingOf[PurePosixPath, Mapping] = field(default_factory=dict)
    details: tuple[Detail, ...] = ()
    digests: MappingOf[PurePosixPath, str] = field(default_factory=dict)

    @property
    def files_with_errors(self) -> tuple[str, ...]:
        """The files that have errors, as they are shown, each once."""
        return tuple(dict.fromkeys(diagnostic.path for diagnostic in self.diagnostics if diagnostic.is_error))

    @property
    def has_errors(self) -> bool:
        """Whether a build must stop."""
        return any(diagnostic.is_error for diagnostic in self.diagnostics)


def read_portfolio(
    maps_dir: Path, shown_as: str, part: Part = WHOLE, *, keep_trees: bool = False, kept: KeptTexts | None = None
) -> Reading:
    """Read a maps folder. `shown_as` is how problems name it: `maps`. Raises nothing for bad files.

    With a `part`, only those maps are read, with all that they refer to; the parts together tell what the whole
    would. Trees take some twenty times the memory of the text. Files whose text is `kept` are not parsed again, unless
    their trees are wanted.
    """
    reader = _Reader(maps_dir, PurePosixPath(shown_as), part, keep_trees=keep_trees, kept=kept)
    with collector_at_rest():
        reader.read()
    return Reading(
        reader.portfolio(),
        in_order(reader.diagnostics),
        frozenset(reader.assets.named),
        reader.trees(),
        reader.details,
        reader.digests,
    )


class _Reader:
    """Gathers documents and diagnostics, then links them up."""

    def __init__(
        self, maps_dir: Path, shown_as: PurePosixPath, part: Part, *, keep_trees: bool, kept: KeptTexts | None
    ) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.assets = Assets(maps_dir, shown_as)
        self.details: tuple[Detail, ...] = ()
        self._maps_dir = maps_dir
        self._shown_as = shown_as
        self._part = part
        self._keep_trees = keep_trees
        self._kept = None if keep_trees else kept
        self.digests: dict[PurePosixPath, str] = {}
        self._listed_maps: list[Found] = []
        self._maps: list[MapDocument] = []
        self._personas: list[Document[Persona]] = []
        self._collections: list[Document[Collection]] = []
        self._catalogs: list[Document[Catalog]] = []
        self._broken: dict[PurePosixPath, Found] = {}
        self._broken_ids: list[str | None] = []
        self._homeless: set[str] = set()

    def read(self) -> None:
        """Read all files, then check what they say of each other."""
        listing = list_files(self._maps_dir, self._shown_as)
        self.diagnostics += listing.diagnostics
        clashes = list(check_addresses(listing.files, self._shown_as))
        self.diagnostics += clashes
        self._homeless = {clash.path for clash in clashes}
        self._listed_maps = [file for file in listing.files if file.role is Role.MAP]
        shared = [file for file in listing.files if file.role is not Role.MAP]
        self._read_files((*shared, *self._part.chosen(self._listed_maps)))
        if not listing.diagnostics and not self._listed_maps:
            self.diagnostics.append(Diagnostic(problems.NO_MAPS, str(self._shown_as), TOP))
        known = self._known()
        for journey in self._maps:
            self._take_checks(journey, self._said_of(journey, known), self.assets.collect(journey))
        for persona in self._personas:
            self._take_checks(persona, check_persona(persona), self.assets.collect_portrait(persona))
        self.diagnostics += check_persona_ids(self._personas)
        for catalog in self._catalogs:
            self.diagnostics += check_catalog(catalog)
        documents = {document.shown_path: document for document in self._maps if self._is_sound(document)}
        self.details = tuple(chain.from_iterable(details_of(each, known.maps) for each in documents.values()))
        # A map in a circle stays sound: its page can be shown, only not as a part of another.
        if self._part == WHOLE:  # a circle may lead through several parts
            self.diagnostics += circle_problems(self.details, lambda said: documents[said.path].position_of(said.loc))

    def portfolio(self) -> Portfolio:
        """Return what is sound."""
        maps = [document for document in self._maps if self._is_sound(document)]
        personas = [document for document in self._personas if self._is_sound(document)]
        broken = [file for file in self._broken.values() if str(self._shown_as / file.path) not in self._homeless]
        return Portfolio(
            maps=tuple(MapEntry(d.found.key, d.found.path, d.noun) for d in maps),
            personas=tuple(PersonaEntry(d.found.key, d.found.path, d.noun) for d in personas),
            collections=tuple(self._all_collections()),
            broken=tuple(BrokenEntry(_key_when_broken(file), file.path) for file in broken),
            catalog=self._catalogs[0].noun if self._catalogs else Catalog(),
            series=dict(self.assets.series),
            images=frozenset(self.assets.images),
            map_keys=self._map_names,
        )

    def trees(self) -> dict[PurePosixPath, Mapping]:
        """Return the trees of the sound maps; none when they were not to be kept."""
        return {d.found.path: d.tree for d in self._maps if d.tree is not None and self._is_sound(d)}

    def _is_sound(self, document: Document[N]) -> bool:
        """Whether a document has no errors of its own and an address that no other page has."""
        return document.found.path not in self._broken and document.shown_path not in self._homeless

    def _read_files(self, files: Iterable[Found]) -> None:
        texts = {file: text for file in files if (text := self._text_of(file))}
        names = {file: name_of(text, file.role) for file, text in texts.items()}
        self.digests = {file.path: name for file, name in names.items()}
        known = {file: self._known_noun(file, name) for file, name in names.items()}
        new = [file for file, noun in known.items() if noun is None]
        if self._kept is not None and new:
            self._kept.fill({names[file]: partial(parsed_ahead, texts[file], file.role) for file in new})
            known |= {file: self._known_noun(file, names[file]) for file in new}
        for file, text in texts.items():
            noun = known[file]
            if noun is None:
                self._parse(file, text, names[file])
            else:
                self._take(file, text, noun, None)

    def _text_of(self, file: Found) -> TextFile | None:
        shown = str(self._shown_as / file.path)
        text = read_text(self._maps_dir / file.path, shown, self._maps_dir)
        if isinstance(text, TextFile):
            return text
        self._break(file, [text])
        return None

    def _known_noun(self, file: Found, name: str) -> Noun | None:
        return restored(self._kept.get(name), NOUNS[file.role]) if self._kept is not None else None

    def _parse(self, file: Found, text: TextFile, name: str) -> None:
        parsed = noun_file(text, file.role)
        if parsed.noun is None:
            self._break(file, parsed.diagnostics, parsed.root)
            return
        self.diagnostics += parsed.diagnostics
        if self._kept is not None and not parsed.diagnostics:
            self._kept.put(name, stored(parsed.noun))
        self._take(file, text, parsed.noun, parsed.root if self._keep_trees else None)

    def _take(self, file: Found, text: TextFile, noun: Noun, tree: Mapping | None) -> None:
        match noun:
            case JourneyMap() as journey:
                self._maps.append(MapDocument(file, text, journey, tree))
            case Persona() as persona:
                named = persona_with_ids(persona, file.path.stem)
                self._personas.append(Document(file, text, named))
            case Collection() as collection:
                self._collections.append(Document(file, text, collection))
            case Catalog() as catalog:
                self._catalogs.append(Document(file, text, catalog_with_ids(catalog)))

    def _break(self, file: Found, why: Iterable[Diagnostic], root: Mapping | None = None) -> None:
        """Note that a file cannot be used. Its id is kept where it can be had: references to it are right."""
        self.diagnostics += at_most(MOST_PROBLEMS, why)
        self._broken[file.path] = file
        if file.role is Role.PERSONA:
            given = find(root, ("id",))[1] if root else None
            id_ = given.raw if isinstance(given, Scalar) else slug(file.path.stem)
            self._broken_ids.append(id_ if root else None)

    def _said_of(self, journey: MapDocument, known: Known) -> Iterator[Diagnostic]:
        """Yield what is wrong in a map; nothing is when nothing was, and nothing has changed."""
        name = f"sound {self.digests[journey.found.path]} {known.digest}"
        if self._kept is not None and self._kept.get(name) is not None:
            return
        is_sound = True
        for found in chain(check_consistency(journey), check_map(journey, known)):
            is_sound = False
            yield found
        if self._kept is not None and is_sound:
            self._kept.put(name, b"")

    def _take_checks(self, document: Document[N], *checks: Iterable[Diagnostic]) -> None:
        found = tuple(at_most(MOST_PROBLEMS, chain(*checks)))
        self.diagnostics += found
        if any(diagnostic.is_error for diagnostic in found):
            self._broken[document.found.path] = document.found

    def _known(self) -> Known:
        catalog = self._catalogs[0].noun if self._catalogs else Catalog()
        catalog_broken = any(file.role is Role.CATALOG for file in self._broken.values())
        personas = {id_: "" for id_ in self._broken_ids if id_} | {d.noun.id: d.shown_path for d in self._personas}
        return Known(
            personas=None if None in self._broken_ids else personas,
            channels=None if catalog_broken else {channel.id: channel.title for channel in catalog.channels},
            shared_sources=None if catalog_broken else frozenset(source.id for source in catalog.sources),
            shared_pains=None if catalog_broken else frozenset(pain.id for pain in catalog.pains),
            maps=self._map_names,
        )

    @cached_property
    def _map_names(self) -> dict[str, tuple[str, ...]]:
        """Return what maps can be called: the key or its last part, and the path or file name as typed.

        A name with letters in two characters, as archives from macOS have it, can be called by the usual ones too.
        """
        names: dict[str, list[str]] = {}
        for file in sorted(self._listed_maps, key=lambda file: file.path):
            typed = file.path.with_suffix("")
            called = (file.key, file.key.rpartition("/")[2], str(typed), typed.name)
            # No set: its order is another in every process, and what is known is told apart by it.
            for name in dict.fromkeys((*called, *(unicodedata.normalize("NFC", name) for name in called))):
                names.setdefault(name, []).append(file.key)
        return {name: tuple(keys) for name, keys in names.items()}

    def _all_collections(self) -> Iterator[CollectionEntry]:
        """Yield a collection for each folder that holds a map, at any depth, and for each `_collection.yaml`."""
        described = {document.found.path.parent: document for document in self._collections}
        folders = set(described).union(*(file.path.parents for file in self._listed_maps))
        by_key: dict[str, PurePosixPath] = {}
        for folder in sorted(folders - {PurePosixPath(".")}):
            by_key.setdefault(page_key(folder), folder)
        for key, folder in by_key.items():
            document = described.get(folder)
            noun = document.noun if document else Collection(title=harmless(folder.name).strip() or key)
            yield CollectionEntry(key, folder, document.found.path if document else None, noun)


def _key_when_broken(file: Found) -> str:
    """Return the path of the page that tells what is wrong with a file; no map has that of a collection or catalog."""
    return file.key if file.role in {Role.MAP, Role.PERSONA} else page_key(file.path)
