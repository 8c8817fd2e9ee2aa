"""Pages, pictures and files that an earlier build has made are taken from it while all they rest on is the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from cjm_plugin.cache.digest import digest
from cjm_plugin.cache.shelf import Shelf, packed
from cjm_plugin.cache.store import EVERYTHING, Cache, open_cache
from cjm_plugin.site.stored_pages import FinishedPage, restored, stored
from cjm_plugin.site.workers import made_by_workers, together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from cjm_plugin.pages.addresses import Site
    from cjm_plugin.pages.planned_page import PlannedPage

    Make = Callable[[], bytes]


class Texts(Shelf):
    """What files say, as builds leave it to the next one; several processes parse those that are new."""

    def fill(self, tasks: Mapping[str, Make]) -> None:
        """Keep what the tasks give, by name, if they are many and processes can be had."""
        alone: list[dict[str, Make]] = [{name: partial(_packed, parse)} for name, parse in tasks.items()]
        for made in made_by_workers([*together(alone)]):
            for name, content in made.items():
                self.put_packed(name, content)


class Memory:
    """What builds of one site remember: files that were read, and what was made of them."""

    def __init__(self, maps_dir: Path, config_file: str) -> None:
        """Take what an earlier process has left; a site is known by its maps folder and its `mkdocs.yml`."""
        key = f"{maps_dir.resolve()}\0{config_file}"
        self.texts = Texts(open_cache("texts"), key)
        self.finished = Finished(Shelf(open_cache("pages", EVERYTHING), key))

    def put_down_texts(self) -> None:
        """Leave what was read to the next process, and keep none of it: this one reads nothing more."""
        self.texts.save()
        self.texts = Texts(Cache(None), "")

    def begin(self) -> None:
        """Begin another build in the same process."""
        self.texts.begin()
        self.finished.shelf.begin()

    def save(self) -> None:
        """Leave what this build has used to the next process."""
        self.texts.save()
        self.finished.shelf.save()


@dataclass(frozen=True, slots=True)
class Workload:
    """Files to be made beside the pages, by what they rest on: those over all maps, and those of single maps.

    `begin` works out what all of them need, once, before the work is shared out.
    """

    large: Mapping[str, Make]
    small: Mapping[str, Make]
    begin: Callable[[], object]


class Finished:
    """What earlier builds have made of a site, and what this one makes."""

    def __init__(self, shelf: Shelf) -> None:
        """Take things from a shelf, and put there what is new."""
        self.shelf = shelf
        self._seen: tuple[Site | None, str] = (None, "")

    def prepare(
        self, pages: Iterable[tuple[PlannedPage, str]], site: Site, work: Workload, advance: Callable[[int], None]
    ) -> None:
        """Let several processes make what is new: pages, each with where it can be edited, pictures and files.

        `advance` is told how many pages are done.
        """
        names: set[str] = set()
        of_maps: list[dict[str, Make]] = [{name: make} for name, make in work.small.items()]
        over_maps: list[dict[str, Make]] = [{name: make} for name, make in work.large.items()]
        for page, edit in pages:
            name = self._name(page, site, edit)
            if name is None:
                continue
            names.add(name)
            tasks: dict[str, Make] = {name: partial(_made, page, site, edit)}
            if page.preview:
                tasks[page.preview.rests_on] = page.preview.draw
            (of_maps if page.preview else over_maps).append(tasks)
        small, large = [*self._missing(of_maps)], [*self._missing(over_maps)]
        if small or large:
            work.begin()
        for made in made_by_workers([*together(small), *large]):
            for name, content in made.items():
                self.shelf.put_packed(name, content)
            advance(len(names & made.keys()))

    def page(self, page: PlannedPage, site: Site, edit: str) -> FinishedPage:
        """Return a page: that of an earlier build, or a new one."""
        name = self._name(page, site, edit)
        if name is None:
            return FinishedPage.of(page.make(site, edit))
        kept = self.shelf.get(name)
        known = restored(kept) if kept else None
        if known and page.leads_still(known.document, site):
            return known
        made = FinishedPage.of(page.make(site, edit))
        self.shelf.put(name, stored(made))
        return made

    def content(self, rests_on: str, make: Make) -> bytes:
        """Return the bytes of a file that rests on nothing else."""
        known = self.shelf.get(rests_on)
        if known is None:
            known = make()
            self.shelf.put(rests_on, known)
        return known

    def _missing(self, parts: Iterable[Mapping[str, Make]]) -> Iterator[Mapping[str, Make]]:
        for tasks in parts:
            missing = {name: partial(_packed, make) for name, make in tasks.items() if not self.shelf.has(name)}
            if missing:
                yield missing

    def _name(self, page: PlannedPage, site: Site, edit: str) -> str | None:
        rests_on = page.rests_on()
        return None if rests_on is None else digest(rests_on, self._addresses_of(site), edit)

    def _addresses_of(self, site: Site) -> str:
        # What texts may link to is left out: most of it concerns no page. `leads_still` looks at what does.
        if site is not self._seen[0]:
            self._seen = site, digest(site.prefix, site.directory_urls, sorted(site.sections), site.root)
        return self._seen[1]


def _packed(make: Make) -> bytes:
    return packed(make())


def _made(page: PlannedPage, site: Site, edit: str) -> bytes:
    return stored(FinishedPage.of(page.make(site, edit)))
