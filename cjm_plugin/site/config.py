"""The options of the plugin in `mkdocs.yml`."""

from __future__ import annotations

import datetime as dt
import os
from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as c

from cjm_plugin.locale import FALLBACK, supported

NAV_MODES = ("auto", "full", "index")


class Day(c.BaseConfigOption[dt.date]):
    """A day, written YYYY-MM-DD."""

    def run_validation(self, value: object) -> dt.date:
        """Return the day; raise ValidationError when it is not one."""
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError as error:
            raise base.ValidationError(f"{value!r} is not a date such as 2026-09-15") from error


class JourneyMapsConfig(base.Config):
    """What can be set under `- cjm:` in the list of plugins."""

    maps_dir = c.Dir(default="maps", exists=True)
    """The folder of the maps, relative to `mkdocs.yml`."""

    path = c.Type(str, default="maps")
    """Where the pages stand in the site: `maps` gives `/maps/`, `/maps/retail/`, …"""

    language = c.Optional(c.Choice(("en", "ru")))
    """The language of the interface, unless a map has its own. Default: the theme's, or English."""

    nav = c.Choice(NAV_MODES, default="auto")
    """What stands in the navigation: `full` every page, `index` only the list of maps, `auto` every page
    while they are not more than 60."""

    today = c.Optional(Day())
    """The day the review states are told for, for builds that can be repeated. Default: the day of
    SOURCE_DATE_EPOCH if it is set, or the current one."""


def site_language(options: JourneyMapsConfig, theme: Any) -> str:
    """Return the language of the interface: the option, the theme's, or English."""
    theme_language = theme.get("language") or theme.get("locale")
    return options.language or supported(str(theme_language or "")) or FALLBACK


def build_day(options: JourneyMapsConfig) -> dt.date:
    """Return the day a build is made for; raise ValueError when SOURCE_DATE_EPOCH is no number."""
    if options.today:
        return options.today
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
    return dt.date.today()  # noqa: DTZ011 - the reader's calendar, not an instant
