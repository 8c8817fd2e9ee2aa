"""Files that maps name: pictures and CSV series. They must lie in the maps folder and be what they say."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from cjm_plugin.model.named_files import asset_path
from cjm_plugin.model.walk import Loc
from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import Diagnostic, Hint, Position
from cjm_plugin.reading.series import SeriesError, read_series
from cjm_plugin.reading.text_file import read_bytes, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cjm_plugin.model.persona import Persona
    from cjm_plugin.model.portfolio import SeriesPoint
    from cjm_plugin.reading.document import Document, MapDocument

IMAGE_SUFFIXES = {".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".svg"}


@dataclass(frozen=True, slots=True, order=True)
class NamedFile:
    """A file that a map or a persona names, whether it is there or not; `path` is relative to the maps folder."""

    path: PurePosixPath
    is_series: bool


@dataclass(slots=True)
class Assets:
    """What was found so far; paths are relative to the maps folder."""

    maps_dir: Path
    shown_as: PurePosixPath
    named: set[NamedFile] = field(default_factory=set)
    images: set[PurePosixPath] = field(default_factory=set)
    series: dict[PurePosixPath, tuple[SeriesPoint, ...]] = field(default_factory=dict)

    def collect(self, document: MapDocument) -> Iterator[Diagnostic]:
        """Take in the pictures and series of a map; yield what is wrong with them."""
        for placed in document.moments:
            if placed.noun.image:
                yield from self._image(document, placed.noun.image.file, (*placed.loc, "image", "file"))
        for i, metric in enumerate(document.noun.metrics):
            if metric.series:
                yield from self._series(document, metric.series, ("metrics", i, "from"))

    def collect_portrait(self, document: Document[Persona]) -> Iterator[Diagnostic]:
        """Take in the picture of a persona."""
        if document.noun.image:
            yield from self._image(document, document.noun.image, ("image",))

    def _image(self, document: MapDocument | Document[Persona], name: str, loc: Loc) -> Iterator[Diagnostic]:
        path = self._named(document, name, loc, is_series=False)
        if isinstance(path, Diagnostic):
            yield path
            return
        problem = None if path in self.images else _missing(self.maps_dir, path)
        if problem is None and path.suffix.lower() not in IMAGE_SUFFIXES:
            problem = problems.NOT_AN_IMAGE
        if problem:
            yield document.report(problem, loc, {"value": name})
        else:
            self.images.add(path)

    def _series(self, document: MapDocument, name: str, loc: Loc) -> Iterator[Diagnostic]:
        path = self._named(document, name, loc, is_series=True)
        if isinstance(path, Diagnostic):
            yield path
            return
        problem = _missing(self.maps_dir, path)
        if problem:
            yield document.report(problem, loc, {"value": name})
            return
        if path in self.series:
            return
        shown = str(self.shown_as / path)
        file = read_text(self.maps_dir / path, shown, self.maps_dir)
        if isinstance(file, Diagnostic):
            yield file
            return
        try:
            self.series[path] = read_series(file.text)
        except SeriesError as error:
            yield _bad_series(error, shown)

    def _named(
        self, document: MapDocument | Document[Persona], name: str, loc: Loc, *, is_series: bool
    ) -> PurePosixPath | Diagnostic:
        """Return where a named file should be, or why it can be nowhere."""
        if "\\" in name:  # parts folders on Windows alone, so it is an error everywhere
            hint = Hint(problems.FOLDERS_BY_SLASH, {"suggestion": name.replace("\\", "/")})
            return document.report(problems.FILE_MISSING, loc, {"value": name}, hint)
        path = asset_path(document.found.path, name)
        if path is None:
            return document.report(problems.FILE_OUTSIDE, loc, {"value": name})
        self.named.add(NamedFile(path, is_series))
        return path


def states_of(named: Iterable[NamedFile], maps_dir: Path, shown_as: str) -> list[str]:
    """Return all that reading takes from named files, in short: what is said of them holds while this is the same.

    The files are those of a `Reading`, the states are in their order.
    """
    return [_state_of(each, maps_dir, PurePosixPath(shown_as)) for each in sorted(named)]


def _state_of(named: NamedFile, maps_dir: Path, shown_as: PurePosixPath) -> str:
    problem = _missing(maps_dir, named.path)
    if problem or not named.is_series:
        return problem.code if problem else "there"
    content = read_bytes(maps_dir / named.path, str(shown_as / named.path), maps_dir)
    seen = repr(content).encode("utf-8", "surrogatepass") if isinstance(content, Diagnostic) else content
    return hashlib.blake2b(seen, digest_size=16).hexdigest()


def _missing(maps_dir: Path, path: PurePosixPath) -> problems.Problem | None:
    try:
        target = (maps_dir / path).resolve()
        if not target.is_file():
            return problems.FILE_MISSING
    except (OSError, ValueError, RuntimeError):
        return problems.FILE_MISSING
    return None if target.is_relative_to(maps_dir.resolve()) else problems.FILE_OUTSIDE


def _bad_series(error: SeriesError, shown_path: str) -> Diagnostic:
    place = Position(error.line, 1)
    if error.reason:
        return Diagnostic(problems.BAD_SERIES, shown_path, place, {"reason": error.reason})
    return Diagnostic(problems.BAD_ROW, shown_path, place, hint=Hint(problems.ROW_FORM))
