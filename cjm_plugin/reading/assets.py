"""Files that maps name: pictures and CSV series. They must lie in the maps folder and be what they say."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from cjm_plugin.model.walk import Loc
from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import Diagnostic, Hint, Position
from cjm_plugin.reading.series import SeriesError, read_series
from cjm_plugin.reading.text_file import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cjm_plugin.model.persona import Persona
    from cjm_plugin.model.portfolio import SeriesPoint
    from cjm_plugin.reading.document import Document, MapDocument

IMAGE_SUFFIXES = {".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".svg"}


@dataclass(slots=True)
class Assets:
    """What was found so far; paths are relative to the maps folder."""

    maps_dir: Path
    shown_as: PurePosixPath
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
        path = asset_path(document.found.path, name)
        problem = None if path in self.images else self._missing(path)
        if problem is None and path is not None and path.suffix.lower() not in IMAGE_SUFFIXES:
            problem = problems.NOT_AN_IMAGE
        if problem:
            yield document.report(problem, loc, {"value": name})
        elif path is not None:
            self.images.add(path)

    def _series(self, document: MapDocument, name: str, loc: Loc) -> Iterator[Diagnostic]:
        path = asset_path(document.found.path, name)
        problem = self._missing(path)
        if problem or path is None:
            yield document.report(problem or problems.FILE_OUTSIDE, loc, {"value": name})
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

    def _missing(self, path: PurePosixPath | None) -> problems.Problem | None:
        if path is None:
            return problems.FILE_OUTSIDE
        try:
            target = (self.maps_dir / path).resolve()
            if not target.is_file():
                return problems.FILE_MISSING
        except (OSError, ValueError, RuntimeError):
            return problems.FILE_MISSING
        return None if target.is_relative_to(self.maps_dir.resolve()) else problems.FILE_OUTSIDE


def asset_path(file: PurePosixPath, name: str) -> PurePosixPath | None:
    """Return where `name`, as written in `file`, leads in the maps folder; None when it leads out of it."""
    parts: list[str] = [] if name.startswith("/") else list(file.parent.parts)
    for part in PurePosixPath(name.lstrip("/")).parts:
        if part != "..":
            parts.append(part)
        elif parts:
            parts.pop()
        else:
            return None
    return PurePosixPath(*parts)


def _bad_series(error: SeriesError, shown_path: str) -> Diagnostic:
    place = Position(error.line, 1)
    if error.reason:
        return Diagnostic(problems.BAD_SERIES, shown_path, place, {"reason": error.reason})
    return Diagnostic(problems.BAD_ROW, shown_path, place, hint=Hint(problems.ROW_FORM))
