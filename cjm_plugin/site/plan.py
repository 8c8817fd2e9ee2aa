"""The plan of a build: what was read, what is known of it, and the files that come of it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Protocol

from cjm_plugin.analysis.registers import Registers, registers
from cjm_plugin.analysis.reviews import review_schedule
from cjm_plugin.cache.digest import digest
from cjm_plugin.locale import N_
from cjm_plugin.pages.addresses import CALENDAR, FEED, REVIEWS_KEY, Site
from cjm_plugin.pages.contents import plan_page, plan_pages
from cjm_plugin.pages.embedding import Embeddable
from cjm_plugin.pages.resting import Foundations
from cjm_plugin.reading.collector import collector_at_rest
from cjm_plugin.reading.portfolio import Part, read_portfolio
from cjm_plugin.reading.renewal import renewed
from cjm_plugin.site.exports import export_files
from cjm_plugin.site.files import (
    Made,
    MadePage,
    hand_written,
    left_out,
    made_page,
    made_pictures,
    without_pages,
    without_persona_pages,
)
from cjm_plugin.site.finished import Workload
from cjm_plugin.site.place import site_root
from cjm_plugin.site.reporting import log
from cjm_plugin.site.subscriptions import feed_items, published_site, subscription_files
from cjm_plugin.site.surroundings import surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import PurePosixPath

    from mkdocs.structure.files import File

    from cjm_plugin.history.log import History
    from cjm_plugin.pages.planned_page import PlannedPage
    from cjm_plugin.reading.diagnostics import Diagnostic
    from cjm_plugin.site.advice import Advice
    from cjm_plugin.site.finished import Memory
    from cjm_plugin.site.setting import Setting


_NO_FEED = N_("without 'site_url' there is no feed of the maps, and the calendar has no links to them")


class Plan(Protocol):
    """What a build asks of a plan."""

    @property
    def pages(self) -> Sequence[MadePage]:
        """Our pages."""

    @property
    def made(self) -> Sequence[Made]:
        """All files of ours but the assets, with the pages."""

    @property
    def by_hand(self) -> Sequence[File]:
        """The files of the docs folder."""

    @property
    def maps(self) -> int:
        """The number of maps."""

    @property
    def diagnostics(self) -> Sequence[Diagnostic]:
        """What is to be reported."""

    @property
    def has_feed(self) -> bool:
        """Whether pages lead to a feed."""

    @property
    def whole(self) -> SitePlan:
        """The plan with all that was read."""

    def workload(self) -> Workload:
        """Return the files over all maps, and those of single maps, that are made when they are written."""


class SitePlan:
    """What a site is made of: a `Plan`. `reading`, `living` and `pages` agree with each other.

    `late` gives the files that are made when they are written, by their names, and `pictures` are those that maps and
    personas show.
    """

    def __init__(self, setting: Setting, memory: Memory, advice: Advice, history: Callable[[], History]) -> None:
        """Read the maps folder and plan its pages. `history` gives what git knows of the folder."""
        self._setting = setting
        self._memory = memory
        place = setting.place
        self._advice = advice
        self.reading = read_portfolio(place.maps_dir, place.shown_maps, kept=memory.texts)
        if not setting.serving:
            memory.put_down_texts()
        if not setting.options.personas:
            self.reading = replace(self.reading, portfolio=without_persona_pages(self.reading.portfolio))
        findings = self._advice.judge(self.reading, setting.today, memory.finished.shelf)
        self.living = surroundings(self.reading.portfolio, findings, setting, history)
        self.by_hand = hand_written(setting.config)
        self.pages = self._planned()
        self.maps = len(self.reading.portfolio.maps)
        self.has_feed = self.living.reviews and self.living.feed
        self.pictures = sorted(self.reading.portfolio.images)
        self.late: dict[str, Callable[[], bytes]] = {}
        self.made = [*self._files()]
        self.diagnostics = [*self.reading.diagnostics, *self._told_advice()]

    @property
    def whole(self) -> SitePlan:
        """This plan."""
        return self

    def _files(self) -> Iterator[Made]:
        """Yield all files of ours but the assets: pages, pictures of maps, what can be subscribed to, exports."""
        setting, portfolio = self._setting, self.reading.portfolio
        yield from self.pages
        yield from made_pictures(self.pictures, setting.place, setting.config)
        if self.living.reviews:
            yield from self._subscriptions()
        yield from export_files(
            self.living.downloads,
            told=self._told,
            portfolio=portfolio,
            keys={made.page.key for made in self.pages},
            words=setting.words,
            place=setting.place,
            config=setting.config,
            kept=self._kept,
        )

    def _told_advice(self) -> Iterator[Diagnostic]:
        """Yield what the rules of good practice are to say in a build; the rest is only counted."""
        findings = self.living.findings
        quiet = self._advice.quiet(findings)
        if quiet:
            told = self._setting.words.plural(
                "{count} remark on good practice; the pages of the maps list it, and so does `cjm check`",
                "{count} remarks on good practice; the pages of the maps list them, and so does `cjm check`",
                quiet,
            )
            log.info("%s", told)
        yield from self._advice.told(findings, self.reading, self._setting.place)

    def embeddable(self, site: Site) -> Embeddable:
        """Return what hand-written pages can embed."""
        library = self._foundations.library
        return Embeddable(self._told(), library, self.living, site, self._setting.language, self._setting.today)

    def read_again(self, path: PurePosixPath) -> tuple[PlannedPage | None, list[Diagnostic]]:
        """Read one map once more; return its page, and what is wrong with it."""
        setting, place = self._setting, self._setting.place
        part = read_portfolio(place.maps_dir, place.shown_maps, Part(path=path), kept=self._memory.texts)
        shown = place.shown(path)
        self.reading = renewed(self.reading, part, path, shown)
        findings = {**self.living.findings, **self._advice.judge(part, setting.today)}
        self.living = replace(self.living, findings=findings)
        page = plan_page(
            self.reading,
            path,
            shown_as=place.shown_maps,
            language=setting.language,
            today=setting.today,
            living=self.living,
        )
        # What it rests on would take longer to find out than the page takes to make.
        page = replace(page, rests_on=lambda: None) if page else None
        return page, [found for found in self.reading.diagnostics if found.path == shown]

    def _planned(self) -> list[MadePage]:
        """Return our pages as files, without those that the configuration excludes."""
        config, serving = self._setting.config, self._setting.serving
        pages = self._files_of_pages()
        gone = left_out(pages, self.by_hand, config, serving=serving)
        if not gone:
            return pages
        if "" in gone:
            log.warning("exclude_docs or draft_docs leaves out '%s', the page of all maps", pages[0].file.src_uri)
        if REVIEWS_KEY in gone:
            self.living = replace(self.living, reviews=False)
        self.living = replace(self.living, registers=self.living.registers - gone, left_out=frozenset(gone))
        # Planned again, so that no page tells of those that are left out.
        self.reading = replace(self.reading, portfolio=without_pages(self.reading.portfolio, gone))
        pages = self._files_of_pages()
        gone |= left_out(pages, self.by_hand, config, serving=serving)
        return [made for made in pages if made.page.key not in gone]

    def _files_of_pages(self) -> list[MadePage]:
        setting = self._setting
        self._told: Callable[[], Registers] = cache(self._registers)
        self._foundations = Foundations.of(self.reading, self.living, setting.language, setting.today)
        pages = plan_pages(
            self.reading,
            shown_as=setting.place.shown_maps,
            language=setting.language,
            today=setting.today,
            living=self.living,
            told=self._told,
            foundations=self._foundations,
        )
        return [made_page(page, setting.place, setting.config) for page in pages]

    def _registers(self) -> Registers:
        with collector_at_rest():
            return registers(self.reading.portfolio, self._setting.today)

    def _subscriptions(self) -> list[Made]:
        setting, portfolio = self._setting, self.reading.portfolio
        if not self.living.feed:
            log.info("%s", setting.translate(_NO_FEED))
        site = published_site(setting.place, setting.config, setting.language)
        items = partial(feed_items, portfolio.maps, self.living.history, self._foundations.library.names, site)
        schedule = review_schedule(portfolio, setting.today)
        return subscription_files(schedule, items, site, place=setting.place, config=setting.config, kept=self._kept)

    def workload(self) -> Workload:
        """Return the files over all maps, and those of single maps, that are made when they are written."""
        over_maps = {*self.living.downloads, CALENDAR, FEED}
        large = {self.rests_on(name): make for name, make in self.late.items() if name in over_maps}
        small = {self.rests_on(name): make for name, make in self.late.items() if name not in over_maps}
        return Workload(large, small, self._told)

    def _kept(self, name: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
        """Return what gives a file: that of an earlier build if all it rests on is the same."""
        self.late[name] = make
        return lambda: self._memory.finished.content(self.rests_on(name), make)

    def rests_on(self, name: str) -> str:
        """Return the digest of what a late file rests on."""
        return digest(self._foundations.of_all(name), self._addresses)

    @cached_property
    def _addresses(self) -> str:
        config = self._setting.config
        return digest(config.site_name, site_root(config), sorted(made.file.url for made in self.pages))
