"""Files that maps name: pictures and CSV series. They must lie in the maps folder and be what they say."""

from __future__ import annotations

import csv
import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from cjm_plugin.locale import N_
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.persona import Persona
from cjm_plugin.model.portfolio import SeriesPoint
from cjm_plugin.model.walk import Loc, moments
from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import Diagnostic
from cjm_plugin.reading.document import Document
from cjm_plugin.reading.text_file import read_text

IMAGE_SUFFIXES = {".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".svg"}


@dataclass(slots=True)
class Assets:
    """What was found so far; paths are relative to the maps folder."""

    maps_dir: Path
    images: set[PurePosixPath] = field(default_factory=set)
    series: dict[PurePosixPath, tuple[SeriesPoint, ...]] = field(default_factory=dict)

    def collect(self, document: Document[JourneyMap]) -> Iterator[Diagnostic]:
        """Take in the pictures and series of a map; yield what is wrong with them."""
        for placed in moments(document.noun):
            if placed.noun.image:
                yield from self._image(document, placed.noun.image.file, (*placed.loc, "image", "file"))
        for i, metric in enumerate(document.noun.metrics):
            if metric.series:
                yield from self._series(document, metric.series, ("metrics", i, "from"))

    def collect_portrait(self, document: Document[Persona]) -> Iterator[Diagnostic]:
        """Take in the picture of a persona."""
        if document.noun.image:
            yield from self._image(document, document.noun.image, ("image",))

    def _image(self, document: Document[JourneyMap] | Document[Persona], name: str, loc: Loc) -> Iterator[Diagnostic]:
        path = asset_path(document.found.path, name)
        problem = self._missing(path)
        if problem is None and path is not None and path.suffix.lower() not in IMAGE_SUFFIXES:
            problem = problems.NOT_AN_IMAGE
        if problem:
            yield document.report(problem, loc, {"value": name})
        elif path is not None:
            self.images.add(path)

    def _series(self, document: Document[JourneyMap], name: str, loc: Loc) -> Iterator[Diagnostic]:
        path = asset_path(document.found.path, name)
        problem = self._missing(path)
        if problem or path is None:
            yield document.report(problem or problems.FILE_OUTSIDE, loc, {"value": name})
            return
        shown = str(PurePosixPath(document.shown_path).parent / name)
        file = read_text(self.maps_dir / path, shown, self.maps_dir)
        if isinstance(file, Diagnostic):
            yield file
            return
        try:
            self.series[path] = read_series(file.text)
        except ValueError as error:
            yield document.report(problems.BAD_SERIES, loc, {"value": name, "reason": str(error)})

    def _missing(self, path: PurePosixPath | None) -> problems.Problem | None:
        if path is None:
            return problems.FILE_OUTSIDE
        try:
            target = (self.maps_dir / path).resolve()
            if not target.is_file():
                return problems.FILE_MISSING
        except (OSError, ValueError):
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


def read_series(text: str) -> tuple[SeriesPoint, ...]:
    """Read CSV with the columns `date,value`; raise ValueError with the reason when it is not that."""
    rows = csv.DictReader(text.splitlines(), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    if not {"date", "value"} <= set(rows.fieldnames or ()):
        raise ValueError(N_("the first line must be `date,value`"))
    points = []
    for row in rows:
        try:
            point = (dt.date.fromisoformat(row["date"].strip()), float(row["value"].strip().replace(",", ".")))
        except (AttributeError, ValueError, TypeError) as error:
            raise ValueError(f"line {rows.line_num}") from error
        if not math.isfinite(point[1]):
            raise ValueError(f"line {rows.line_num}")
        points.append(point)
    return tuple(sorted(points))
