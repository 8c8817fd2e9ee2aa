"""Planned pages as files of MkDocs, and what could stand in their way."""

from __future__ import annotations

import html
import os
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from cjm_plugin.model.portfolio import Portfolio
from cjm_plugin.pages.addresses import Site
from cjm_plugin.pages.contents import PlannedPage
from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import TOP, Diagnostic, Hint
from cjm_plugin.reading.folder import YAML_SUFFIXES


@dataclass(frozen=True, slots=True)
class Place:
    """Where the maps come from and where they go. `prefix` is the folder in the site, without slashes."""

    maps_dir: Path
    shown_as: str
    prefix: str

    def src_uri(self, page: PlannedPage) -> str:
        """Return the path MkDocs knows a page by."""
        path = posixpath.join(self.prefix, page.key)
        return posixpath.join(path, "index.md") if page.is_section else f"{path}.md"


def page_file(page: PlannedPage, place: Place, config: MkDocsConfig, *, in_nav: bool) -> File:
    """Return the file of a page: its front matter for now, its content comes when MkDocs renders it."""
    # Themes print titles and tags without escaping; other plugins read them from here too.
    meta: dict[str, object] = {"title": html.escape(page.title)}
    if page.tags:
        meta["tags"] = [html.escape(tag) for tag in page.tags]
    front_matter = yaml.safe_dump(meta, allow_unicode=True, default_flow_style=False)
    inclusion = InclusionLevel.UNDEFINED if in_nav else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, place.src_uri(page), content=f"---\n{front_matter}---\n", inclusion=inclusion)
    if page.source:
        source = place.maps_dir / page.source
        file.abs_src_path = str(source)
        file.edit_uri = Path(os.path.relpath(source, config.docs_dir)).as_posix()
    return file


def picture_files(portfolio: Portfolio, place: Place, config: MkDocsConfig) -> Iterator[File]:
    """Yield the pictures that maps and personas show."""
    for path in sorted(portfolio.images):
        uri = posixpath.join(place.prefix, path.as_posix())
        yield File.generated(config, uri, abs_src_path=str(place.maps_dir / path))


def without_map_sources(files: Files, place: Place) -> None:
    """Keep the YAML from being published when the maps lie inside the docs folder."""
    for file in list(files):
        source = Path(file.abs_src_path) if file.abs_src_path else None
        if source and source.suffix.lower() in YAML_SUFFIXES and source.is_relative_to(place.maps_dir):
            files.remove(file)


def site_of(pages: Sequence[PlannedPage], files: Files, place: Place, config: MkDocsConfig) -> Site:
    """Return the site as our pages see it: every page and file by the path a text may name."""
    by_path = {file.src_uri: file.url for file in files}
    site = Site(
        prefix=place.prefix,
        directory_urls=config.use_directory_urls,
        pages=by_path,
        sections=frozenset(page.key for page in pages if page.is_section),
    )
    by_path |= {posixpath.join(place.prefix, page.source.as_posix()): site.url(page.key) for page in pages if page.source}
    return site


def clashes_on_disk(pages: Sequence[PlannedPage], place: Place, config: MkDocsConfig) -> Iterator[Diagnostic]:
    """Yield the hand-written pages that ours would replace. Asked before MkDocs empties the site folder."""
    for page in pages:
        path = posixpath.join(place.prefix, page.key)
        for candidate in (f"{path}.md", f"{path}/index.md", f"{path}/README.md"):
            excluded = config.exclude_docs is not None and config.exclude_docs.match_file(candidate)
            if Path(config.docs_dir, candidate).is_file() and not excluded:
                yield _clash(page, place, Path(os.path.relpath(Path(config.docs_dir, candidate))).as_posix())


def clashes_with(files: Files, pages: Sequence[PlannedPage], place: Place, config: MkDocsConfig) -> Iterator[Diagnostic]:
    """Yield the pages that another plugin has put where ours would stand."""
    taken: Mapping[str, File] = {file.dest_uri: file for file in files if file.inclusion.is_included()}
    for page in pages:
        other = taken.get(page_file(page, place, config, in_nav=True).dest_uri)
        if other:
            yield _clash(page, place, other.src_uri)


def _clash(page: PlannedPage, place: Place, other: str) -> Diagnostic:
    shown = posixpath.join(place.shown_as, page.source.as_posix()) if page.source else place.shown_as
    return Diagnostic(problems.PAGE_CLASH, shown, TOP, {"other": other}, Hint(problems.RENAME_OR_PATH))
