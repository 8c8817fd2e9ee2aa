"""Pages, pictures and files that an earlier build has made are taken from it while all they rest on is the same."""

from __future__ import annotations

import json
from dataclasses import fields
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from markupsafe import Markup

from cjm_plugin.cache.shelf import Shelf
from cjm_plugin.cache.store import open_cache
from cjm_plugin.pages.document import Heading, PageDocument
from cjm_plugin.pages.resting import digest
from cjm_plugin.site.workers import made_by_workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from cjm_plugin.pages.addresses import Site
    from cjm_plugin.pages.contents import PlannedPage


_EVERYTHING = ("",)


class Memory:
    """What builds of one site remember: files that were read, and what was made of them."""

    def __init__(self, maps_dir: Path, config_file: str) -> None:
        """Take what an earlier process has left; a site is known by its maps folder and its `mkdocs.yml`."""
        key = f"{maps_dir.resolve()}\0{config_file}"
        self.texts = Shelf(open_cache("texts"), key)
        self.finished = Finished(Shelf(open_cache("pages", _EVERYTHING), key))

    def begin(self) -> None:
        """Begin another build in the same process."""
        self.texts.begin()
        self.finished.shelf.begin()

    def save(self) -> None:
        """Leave what this build has used to the next process."""
        self.texts.save()
        self.finished.shelf.save()


class Finished:
    """What earlier builds have made of a site, and what this one makes."""

    def __init__(self, shelf: Shelf) -> None:
        """Take things from a shelf, and put there what is new."""
        self.shelf = shelf
        self._seen: tuple[Site | None, str] = (None, "")

    def prepare(self, pages: Iterable[tuple[PlannedPage, str]], site: Site, advance: Callable[[int], None]) -> None:
        """Let several processes make the maps' pages, each with where it can be edited, and pictures that are new.

        `advance` is told how many pages are done.
        """
        tasks: dict[str, Callable[[], bytes]] = {}
        for page, edit in pages:
            name = self._name(page, site, edit) if page.preview else None
            if name and page.preview:
                tasks[name] = partial(_made, page, site, edit)
                tasks[page.preview.rests_on] = page.preview.draw
        missing = {name: make for name, make in tasks.items() if not self.shelf.has(name)}
        for made in made_by_workers(missing):
            for name, content in made.items():
                self.shelf.put(name, content)
            advance(len(made) // 2)  # a page and its picture

    def document(self, page: PlannedPage, site: Site, edit: str) -> PageDocument:
        """Return the document of a page: that of an earlier build, or a new one."""
        name = self._name(page, site, edit)
        if name is None:
            return page.make(site, edit)
        kept = self.shelf.get(name)
        known = _restored(kept) if kept else None
        if known and page.leads_still(known, site):
            return known
        made = page.make(site, edit)
        self.shelf.put(name, _stored(made))
        return made

    def content(self, rests_on: str, make: Callable[[], bytes]) -> bytes:
        """Return the bytes of a file that rests on nothing else."""
        known = self.shelf.get(rests_on)
        if known is None:
            known = make()
            self.shelf.put(rests_on, known)
        return known

    def _name(self, page: PlannedPage, site: Site, edit: str) -> str | None:
        rests_on = page.rests_on()
        return None if rests_on is None else digest(rests_on, self._addresses_of(site), edit)

    def _addresses_of(self, site: Site) -> str:
        # What texts may link to is left out: most of it concerns no page. `leads_still` looks at what does.
        if site is not self._seen[0]:
            self._seen = site, digest(site.prefix, site.directory_urls, sorted(site.sections), site.root)
        return self._seen[1]


def _made(page: PlannedPage, site: Site, edit: str) -> bytes:
    return _stored(page.make(site, edit))


def _stored(document: PageDocument) -> bytes:
    values = {field.name: getattr(document, field.name) for field in fields(document)} | {
        "html": str(document.html),
        "outline": [(heading.level, heading.id, heading.text) for heading in document.outline],
        "source": str(document.source) if document.source else None,
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _restored(content: bytes) -> PageDocument:
    values = json.loads(content.decode("utf-8", "surrogatepass"))
    return PageDocument(
        **values
        | {
            "html": Markup(values["html"]),  # noqa: S704 - made by a template, and kept with a checksum
            "outline": tuple(Heading(*heading) for heading in values["outline"]),
            "source": PurePosixPath(values["source"]) if values["source"] else None,
            "tags": tuple(values["tags"]),
            "dead_links": tuple(values["dead_links"]),
            "followed": tuple((link, target) for link, target in values["followed"]),
        }
    )
