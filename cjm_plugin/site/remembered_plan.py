"""The plan of a site whose maps have not changed since the last build: nothing is read, judged or planned again."""

from __future__ import annotations

import json
import logging
from contextlib import contextmanager
from functools import cache, partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from cjm_plugin.pages.planned_page import Picture, PlannedPage
from cjm_plugin.reading.assets import NamedFile, states_of
from cjm_plugin.site.files import Made, MadePage, hand_written, left_out, made_late, made_page, made_pictures
from cjm_plugin.site.finished import Workload
from cjm_plugin.site.reporting import log

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cjm_plugin.pages.addresses import Addresses
    from cjm_plugin.pages.document import PageDocument
    from cjm_plugin.reading.diagnostics import Diagnostic
    from cjm_plugin.site.finished import Memory
    from cjm_plugin.site.plan import SitePlan
    from cjm_plugin.site.setting import Setting

Told = dict[str, Any]
"""A plan as JSON, which `stored_plan` writes."""


class RememberedPlan:
    """What an earlier build has planned: a `Plan`.

    What it cannot give, such as a page that is not in the cache any more, is left to the whole plan, which is made
    then.
    """

    diagnostics: Sequence[Diagnostic] = ()

    def __init__(self, told: Told, setting: Setting, memory: Memory, make_whole: Callable[[], SitePlan]) -> None:
        """Take what was told of a plan that rests on the same."""
        self._told = told
        self._setting = setting
        self._memory = memory
        self._whole = cache(make_whole)
        self.by_hand = hand_written(setting.config)
        self.pages = [made_page(self._page(*page), setting.place, setting.config) for page in told["pages"]]
        gone = left_out(self.pages, self.by_hand, setting.config, serving=setting.serving)
        self.is_whole = not gone  # what is left out changes what other pages tell
        self.maps: int = told["maps"]
        self.has_feed: bool = told["has_feed"]
        self.made = [*self.pages, *self._pictures(), *self._late_files()]

    @property
    def whole(self) -> SitePlan:
        """The plan with all that was read."""
        return self._whole()

    def workload(self) -> Workload:
        """Return the late files; the whole plan is made first if anything is missing."""
        late = {rests_on: partial(self._make_late, name) for name, rests_on in self._told["late"]}
        return Workload(late, {}, self._whole)

    def _page(  # noqa: PLR0913, PLR0917 - what is told of a page
        self,
        key: str,
        title: str,
        source: str | None,
        tags: list[str],
        is_section: bool,
        rests_on: str,
        picture: str | None,
    ) -> PlannedPage:
        return PlannedPage(
            key=key,
            title=title,
            source=PurePosixPath(source) if source else None,
            tags=tuple(tags),
            is_section=is_section,
            made_at=partial(self._make_page, key),
            rests_on=lambda: rests_on,
            preview=Picture(picture, partial(self._draw, key)) if picture else None,
        )

    def _pictures(self) -> list[Made]:
        paths = map(PurePosixPath, self._told["pictures"])
        return made_pictures(paths, self._setting.place, self._setting.config)

    def _late_files(self) -> Iterator[Made]:
        for name, rests_on in self._told["late"]:
            make = partial(self._memory.finished.content, rests_on, partial(self._make_late, name))
            yield made_late(name, make, self._setting.place, self._setting.config)

    def _make_page(self, key: str, here: Addresses) -> PageDocument:
        return self._whole_page(key).page.made_at(here)

    def _draw(self, key: str) -> bytes:
        picture = self._whole_page(key).page.preview
        return picture.draw() if picture else b""

    def _whole_page(self, key: str) -> MadePage:
        return next(made for made in self.whole.pages if made.page.key == key)

    def _make_late(self, name: str) -> bytes:
        return self.whole.late[name]()


def stored_plan(plan: SitePlan, setting: Setting, said: Sequence[str]) -> bytes | None:
    """Return what is to be remembered of a plan, and was `said` while it was made; None for pages of broken files."""
    pages = [_told_of_page(made.page) for made in plan.pages]
    if None in pages:
        return None
    named = sorted(plan.reading.named_files)
    told: Told = {
        "maps": plan.maps,
        "has_feed": plan.has_feed,
        "pages": pages,
        "pictures": [str(path) for path in plan.pictures],
        "late": [(name, plan.rests_on(name)) for name in plan.late],
        "named": [(str(it.path), it.is_series) for it in named],
        "states": _states(named, setting),
        "said": said,
    }
    return json.dumps(told).encode()


def restored_plan(
    content: bytes, setting: Setting, memory: Memory, make_whole: Callable[[], SitePlan]
) -> RememberedPlan | None:
    """Return the plan that was remembered; None when it is that of other pictures, series or documents.

    What was said while it was made is said again.
    """
    told = json.loads(content)
    named = [NamedFile(PurePosixPath(path), is_series) for path, is_series in told["named"]]
    if told["states"] != _states(named, setting):
        return None
    plan = RememberedPlan(told, setting, memory, make_whole)
    if not plan.is_whole:
        return None
    for line in told["said"]:
        log.logger.info("%s", line)
    return plan


@contextmanager
def heard() -> Iterator[list[logging.LogRecord]]:
    """Give a list of what is logged meanwhile."""
    listener = _Listener()
    log.logger.addHandler(listener)
    try:
        yield listener.records
    finally:
        log.logger.removeHandler(listener)


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def _told_of_page(page: PlannedPage) -> tuple[object, ...] | None:
    rests_on = page.rests_on()
    if rests_on is None:
        return None
    source = str(page.source) if page.source else None
    picture = page.preview.rests_on if page.preview else None
    return page.key, page.title, source, page.tags, page.is_section, rests_on, picture


def _states(named: Iterable[NamedFile], setting: Setting) -> list[str]:
    return states_of(named, setting.place.maps_dir, setting.place.shown_maps)
