"""The plan of a build: the one that an earlier build has made of the same things, or a new one."""

from __future__ import annotations

import logging
from functools import cache, partial
from typing import TYPE_CHECKING

from cjm_plugin.cache.digest import digest
from cjm_plugin.checking.inputs import Inputs, inputs_of
from cjm_plugin.history.git_process import GitError
from cjm_plugin.history.log import read_history
from cjm_plugin.history.tags import tags_until
from cjm_plugin.site.advice import Advice
from cjm_plugin.site.config import site_version
from cjm_plugin.site.place import site_root
from cjm_plugin.site.remembered_plan import heard, restored_plan, stored_plan
from cjm_plugin.site.reporting import log

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_plugin.history.log import History
    from cjm_plugin.site.finished import Memory
    from cjm_plugin.site.plan import Plan, SitePlan
    from cjm_plugin.site.setting import Setting


def planned(setting: Setting, memory: Memory) -> Plan:
    """Return the plan of a build. Raises PluginError when options cannot be understood.

    A plan is remembered if there was nothing to report, so that what is wrong is reported each time.
    """
    place = setting.place
    advice = Advice.of(setting.options, place.base)
    history = cache(partial(read_history, place.maps_dir))
    make = partial(_whole_plan, setting, memory, advice, history)
    # A preview reads maps one by one; what a map was at a tag is known only when git is asked.
    if setting.serving or any(asked.tag for asked in setting.options.compare or ()):
        return make()
    shelf = memory.finished.shelf
    inputs = inputs_of(place.maps_dir, place.shown_maps)
    name = f"plan {_ground(inputs, setting, advice, history)}"
    content = shelf.get(name)
    known = restored_plan(content, setting, memory, make) if content else None
    if known:
        return known
    with heard() as said:
        plan = make()
    is_quiet = not plan.diagnostics and all(record.levelno < logging.WARNING for record in said)
    if is_quiet and not plan.living.left_out and inputs_of(place.maps_dir, place.shown_maps) == inputs:
        content = stored_plan(plan, setting, [record.getMessage() for record in said])
        if content:
            shelf.put(name, content)
    return plan


def _whole_plan(setting: Setting, memory: Memory, advice: Advice, history: Callable[[], History]) -> SitePlan:
    # Not before it is needed: all that pages are made with takes longer to load than a remembered plan.
    from cjm_plugin.site.plan import SitePlan  # noqa: PLC0415

    return SitePlan(setting, memory, advice, history)


def _ground(inputs: Inputs, setting: Setting, advice: Advice, history: Callable[[], History]) -> str:
    """Return the digest of all that a plan is made from, but for pictures, series and documents."""
    config, place = setting.config, setting.place
    site = (config.site_name, site_root(config), config.use_directory_urls, site_version())
    options = sorted((name, repr(value)) for name, value in setting.options.items())
    past = _told_by_git(history()) if setting.options.history else ""
    told = (log.logger.isEnabledFor(logging.INFO), setting.language, setting.today.isoformat())
    rules = (advice.selection, sorted(advice.loud))
    return digest(inputs, place.prefix, site, options, rules, past, told)


def _told_by_git(history: History) -> str:
    tags: object = ""
    if history.repository and history.head:
        try:
            tags = tags_until(history.repository, history.head)
        except GitError as error:
            tags = (error.message, error.values)
    return digest(sorted(history.files.items()), history.problem, tags)
