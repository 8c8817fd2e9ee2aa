"""Pages and pictures as files of MkDocs."""

from __future__ import annotations

import os
import posixpath
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import yaml
from markupsafe import Markup, escape
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions

from cjm_plugin.pages.addresses import Site
from cjm_plugin.reading.folder import YAML_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import PurePosixPath

    from mkdocs.config.defaults import MkDocsConfig

    from cjm_plugin.model.portfolio import Portfolio
    from cjm_plugin.pages.planned_page import PlannedPage
    from cjm_plugin.site.place import Place


class LateFile(File):
    """A file whose content is made when it is needed: a build that fails before has not waited for it."""

    make: Callable[[], bytes] | None = None

    @property
    def content_bytes(self) -> bytes:
        """The content; made once."""
        if self.make:
            self._content, self.make = self.make(), None
        return super().content_bytes

    @content_bytes.setter
    def content_bytes(self, value: bytes) -> None:
        # What other plugins put in its place counts.
        self._content, self.make = value, None

    def copy_file(self, dirty: bool = False) -> None:
        """Write the content to the site; it is made again for whoever asks later, for in memory it would pile up."""
        make = self.make
        self._content = self.content_bytes
        super().copy_file(dirty)
        if make:
            self._content, self.make = b"", make


def late_file(uri: str, make: Callable[[], bytes], config: MkDocsConfig) -> LateFile:
    """Return a file of the site that is made when it is written."""
    file = cast("LateFile", LateFile.generated(config, uri, content=b"", inclusion=InclusionLevel.INCLUDED))
    file.make = make
    return file


@dataclass(frozen=True, slots=True)
class Made:
    """A file of ours, `shown` as messages name its source."""

    file: File
    shown: str


@dataclass(frozen=True, slots=True)
class MadePage(Made):
    """A planned page as a file."""

    page: PlannedPage


def printable(text: str) -> Markup:
    """Return text for where themes print what they get: titles, tags, the description.

    As Markup it is not escaped again by a theme that does escape. A brace would begin a macro for other plugins.
    """
    return Markup(str(escape(text)).replace("{", "&#123;"))  # noqa: S704 - escaped before


def made_page(page: PlannedPage, place: Place, config: MkDocsConfig) -> MadePage:
    """Return the file of a page: its front matter for now, its content comes when MkDocs renders it."""
    # Material prints the title from here, and other plugins read title and tags.
    meta: dict[str, object] = {"title": str(printable(page.title))}
    if page.tags:
        meta["tags"] = [str(printable(tag)) for tag in page.tags]
    front_matter = yaml.dump(meta, Dumper=yaml.CSafeDumper, allow_unicode=True, default_flow_style=False)
    file = File.generated(config, place.src_uri(page), content=f"---\n{front_matter}---\n")
    if page.source:
        # Plugins that ask for the date of a source find the YAML.
        file.abs_src_path = str(place.maps_dir / page.source)
        file.edit_uri = place.edit_uri(page.source)
    return MadePage(file, place.shown(page.source), page)


def renewed_page(made: MadePage, page: PlannedPage, place: Place, config: MkDocsConfig) -> MadePage:
    """Return a page in the file that it had before, which MkDocs knows, with another content."""
    made.file.content_string = made_page(page, place, config).file.content_string
    if made.file.page:
        made.file.page.title = printable(page.title)
    return replace(made, page=page)


def made_late(name: str, make: Callable[[], bytes], place: Place, config: MkDocsConfig) -> Made:
    """Return a file of ours that is made when it is written; `name` is its address below the maps."""
    return Made(late_file(posixpath.join(place.prefix, name), make, config), place.shown_maps)


def made_pictures(paths: Iterable[PurePosixPath], place: Place, config: MkDocsConfig) -> list[Made]:
    """Return the pictures that maps and personas show, by their paths in the maps folder."""
    pictures = []
    for path in paths:
        uri = posixpath.join(place.prefix, path.as_posix())  # as a text may name it
        file = File.generated(config, uri, abs_src_path=str(place.maps_dir / path), inclusion=InclusionLevel.INCLUDED)
        file.dest_uri = Site(place.prefix).file_url(path)
        pictures.append(Made(file, place.shown(path)))
    return pictures


def hand_written(config: MkDocsConfig) -> list[File]:
    """Return the files of the docs folder as MkDocs will see them, before it looks."""
    paths = (
        Path(os.path.relpath(folder, config.docs_dir), name)
        for folder, _, names in os.walk(config.docs_dir, followlinks=True)
        for name in names
    )
    files = [File(str(path), config.docs_dir, config.site_dir, config.use_directory_urls) for path in paths]
    set_exclusions(files, config)
    return files


def left_out(pages: Iterable[MadePage], by_hand: Iterable[File], config: MkDocsConfig, *, serving: bool) -> set[str]:
    """Let `exclude_docs`, `draft_docs` and `not_in_nav` hold for our pages; return the keys of those not shown.

    A pattern that takes a hand-written page out of the way of ours was meant for that one only.
    """
    out_of_the_way = {file.src_uri for file in by_hand if file.inclusion is InclusionLevel.EXCLUDED}
    keys = set()
    for made in pages:
        if made.file.src_uri in out_of_the_way:
            made.file.inclusion = InclusionLevel.INCLUDED
        set_exclusions([made.file], config)
        if not is_shown(made.file, serving=serving):
            keys.add(made.page.key)
    return keys


def is_shown(file: File, *, serving: bool) -> bool:
    """Return whether a file is part of the site; a draft is in a preview."""
    return bool(file.inclusion.is_in_serve() if serving else file.inclusion.is_included())


def without_pages(portfolio: Portfolio, keys: set[str]) -> Portfolio:
    """Return the portfolio as though the files with these keys did not exist."""
    return replace(
        portfolio,
        maps=tuple(entry for entry in portfolio.maps if entry.key not in keys),
        personas=tuple(entry for entry in portfolio.personas if not entry.key or entry.key not in keys),
        collections=tuple(entry for entry in portfolio.collections if entry.key not in keys),
        broken=tuple(entry for entry in portfolio.broken if entry.key not in keys),
    )


def without_persona_pages(portfolio: Portfolio) -> Portfolio:
    """Return the portfolio with personas that have no pages: their key is ""."""
    return replace(portfolio, personas=tuple(replace(entry, key="") for entry in portfolio.personas))


def publish(made: Sequence[File], files: Files) -> None:
    """Add our files; one of them takes the place of an excluded file with its path."""
    for file in made:
        existing = files.get_file_from_path(file.src_uri)
        if existing:
            files.remove(existing)
        files.append(file)


def without_map_sources(files: Files, place: Place) -> None:
    """Keep the YAML from being published when the maps lie inside the docs folder."""
    for file in list(files):
        if file.abs_src_path and _is_map_source(Path(file.abs_src_path), place):
            files.remove(file)


def _is_map_source(source: Path, place: Place) -> bool:
    # awesome-nav looks for its `.nav.yml` among the files; MkDocs does not publish it.
    hidden = source.name.startswith(".")
    return source.suffix.lower() in YAML_SUFFIXES and source.is_relative_to(place.maps_dir) and not hidden
