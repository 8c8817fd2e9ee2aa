"""What is known around the maps of a site: which pages over all of them there are, comparisons, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjm_plugin.locale import N_
from cjm_plugin.pages.addresses import (
    CHANNELS_KEY,
    COMPARISONS_KEY,
    DASHBOARD_KEY,
    HIERARCHY_KEY,
    METRICS_KEY,
    OPPORTUNITIES_KEY,
    PAINS_KEY,
    PERSONAS_KEY,
    REVIEWS_KEY,
    SOURCES_KEY,
)
from cjm_plugin.pages.comparisons import known_comparisons
from cjm_plugin.pages.contents import without_content
from cjm_plugin.pages.living import Living
from cjm_plugin.site.comparing import asked_comparisons
from cjm_plugin.site.config import JourneyMapsConfig, site_version
from cjm_plugin.site.exports import wanted_downloads
from cjm_plugin.site.past import known_histories
from cjm_plugin.site.reporting import log
from cjm_plugin.site.subscriptions import page_in_the_way

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cjm_plugin.history.log import History
    from cjm_plugin.model.portfolio import Portfolio
    from cjm_plugin.rules.health import MapFindings
    from cjm_plugin.site.setting import Setting

_OVER_ALL_MAPS = {
    DASHBOARD_KEY: N_("the dashboard"),
    REVIEWS_KEY: N_("the page of all reviews"),
    PAINS_KEY: N_("the page of all pain points"),
    OPPORTUNITIES_KEY: N_("the page of all opportunities"),
    CHANNELS_KEY: N_("the page of all channels"),
    METRICS_KEY: N_("the page of all metrics"),
    SOURCES_KEY: N_("the page of all sources"),
    HIERARCHY_KEY: N_("the page of the hierarchy"),
    COMPARISONS_KEY: N_("the page of all comparisons"),
}
"""What messages call the pages over all maps, each with an option of the same name."""

_IN_THE_WAY = N_('"{file}" stands where {page} would; rename it, or set the option "{option}" to false')

_ALWAYS_THERE = {"catalogue": "", "personas": PERSONAS_KEY}
"""The options that say what pages are called which stand in the way of none, and the keys of these."""


def surroundings(
    portfolio: Portfolio, findings: Mapping[str, MapFindings], setting: Setting, past: Callable[[], History]
) -> Living:
    """Return what is told of the maps beyond their words, and say what is missing."""
    options, place = setting.options, setting.place
    history = known_histories(portfolio, past(), setting.translate) if options.history else {}
    wanted = {key for key in _OVER_ALL_MAPS if options[key]}
    asked = (options.compare or ()) if COMPARISONS_KEY in wanted else ()
    compared = asked_comparisons(asked, portfolio, history, place.maps_dir, setting.translate, serving=setting.serving)
    wanted -= without_content(portfolio, known_comparisons(portfolio, compared))
    for key in sorted(wanted):
        in_the_way = page_in_the_way(portfolio, key)
        if in_the_way:
            wanted.remove(key)
            values = {"file": place.shown(in_the_way), "page": setting.translate(_OVER_ALL_MAPS[key]), "option": key}
            log.warning("%s", setting.translate(_IN_THE_WAY).format(**values))
    return Living(
        reviews=REVIEWS_KEY in wanted,
        registers=frozenset(wanted) - {REVIEWS_KEY},
        feed=bool(setting.config.site_url),
        downloads=wanted_downloads(options, portfolio),
        titles=_own_titles(options),
        version=site_version(),
        findings=findings,
        comparisons=compared,
        history=history,
        is_preview=setting.serving,
    )


def _own_titles(options: JourneyMapsConfig) -> dict[str, str]:
    """Return what the site calls pages over several maps otherwise than we do, by their keys."""
    keys = {key: key for key in _OVER_ALL_MAPS} | _ALWAYS_THERE
    return {key: title for option, key in keys.items() if isinstance(title := options[option], str)}
