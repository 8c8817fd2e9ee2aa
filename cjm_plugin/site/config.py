"""The options of the plugin in `mkdocs.yml`."""

from __future__ import annotations

import datetime as dt
import os
import re
from typing import TYPE_CHECKING, Any

from mkdocs.config import base
from mkdocs.config import config_options as c

from cjm_plugin.checking.configuration import OVERDUE_LEVELS
from cjm_plugin.locale import FALLBACK, LANGUAGES, supported
from cjm_plugin.rules.selection import Selection
from cjm_plugin.site.comparing import Comparisons

if TYPE_CHECKING:
    from mkdocs.theme import Theme

NAV_MODES = ("auto", "full", "index")

_SWITCHES = {"true", "false", "yes", "no", "on", "off", "да", "нет"}
_FOLDER = re.compile(r"[\w~-](?:[\w.~ -]*[\w~-])?")


class Day(base.BaseConfigOption[dt.date]):
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


class MapsFolder(c.Dir):
    """A folder that exists."""

    def run_validation(self, value: object) -> str:
        """Return its absolute path; raise ValidationError when there is no such folder."""
        try:
            return str(super().run_validation(value))
        except base.ValidationError as error:
            raise base.ValidationError(
                f"There is no folder {value!r} beside mkdocs.yml; make it, or name the folder of the maps in 'maps_dir'"
            ) from error


class SitePath(c.Type[str]):
    """A folder of the site: `maps`, `research/journeys`, or "" for the whole site."""

    def run_validation(self, value: object) -> str:
        """Return the path without outer slashes; raise ValidationError when it cannot stand in an address."""
        path = super().run_validation(value).strip().strip("/")
        if path and not all(_FOLDER.fullmatch(part) for part in path.split("/")):
            raise base.ValidationError(
                f"{value!r} is not a path such as 'maps' or 'research/journeys': "
                "folders of letters, digits, '-', '_', '.' and spaces, with '/' between them"
            )
        return path


class OwnPage(base.BaseConfigOption[bool | str]):
    """Whether there is a page, or what it is called."""

    def __init__(self) -> None:
        super().__init__()
        self.default = True

    def run_validation(self, value: object) -> bool | str:
        """Return the switch, or the title; raise ValidationError when it is neither."""
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.strip().casefold() in _SWITCHES:
            raise base.ValidationError(f"{value!r} would be the title of the page; write true or false, without quotes")
        if isinstance(value, str) and value.strip():
            return value.strip()
        raise base.ValidationError(f"{value!r} is neither true, nor false, nor what the page is to be called")


class OwnTitle(OwnPage):
    """What a page is called that every site has."""

    def run_validation(self, value: object) -> bool | str:
        """Return the title, True for the usual one; raise ValidationError for anything else."""
        if value is False:
            raise base.ValidationError(
                "The page of all maps cannot be switched off: every other page leads to it. Write what it is to be "
                "called, or leave the option out"
            )
        return super().run_validation(value)


class Rules(c.Type[dict[str, Any]]):
    """Which rules of good practice run, and how much each weighs."""

    def __init__(self) -> None:
        super().__init__(dict)

    def run_validation(self, value: object) -> dict[str, Any]:
        """Return the options of the rules; raise ValidationError that names everything wrong with them."""
        options = super().run_validation(value)
        try:
            Selection.from_options(options)
        except ValueError as error:
            raise base.ValidationError(str(error).replace("rules: ", "")) from error
        return options


class JourneyMapsConfig(base.Config):
    """What can be set under `- cjm:` in the list of plugins."""

    maps_dir = MapsFolder(default="maps", exists=True)
    """The folder of the maps, relative to `mkdocs.yml`. It may lie inside `docs_dir`: its YAML is not published."""

    path = SitePath(str, default="maps")
    """Where the pages stand in the site: `maps` gives `/maps/`, `/maps/retail/`, …; `""` gives the maps the whole
    site, which then needs no `docs/index.md`."""

    language = c.Optional(c.Choice(LANGUAGES))
    """The language of the interface, unless a map has its own. Default: the theme's, or English. The command `cjm`
    speaks it too, but does not ask the theme."""

    nav = c.Choice(NAV_MODES, default="auto")
    """What stands in the navigation: `full` every page, `index` only the list of maps, `auto` every page
    while they are not more than 60."""

    previews = OwnPage()
    """Whether each map gets a picture of its emotion curve, which messengers show beside a link to the page.
    Pictures need `site_url`."""

    catalogue = OwnTitle()
    """What the page of all maps is called. It cannot be switched off."""

    personas = OwnPage()
    """Whether there is a page of all personas, `personas/` below the maps, and one for each of them. Without them, maps
    tell of their personas themselves."""

    dashboard = OwnPage()
    """Whether there is a page for leadership, `dashboard/` below the maps: what hurts customers, what is being done
    and which maps may be trusted, on one screen."""

    reviews = OwnPage()
    """Whether there is a page of all reviews, `reviews/` below the maps, with a calendar and a feed to subscribe
    to. The feed needs `site_url`."""

    pains = OwnPage()
    """Whether there is a page of all pain points, `pains/` below the maps: the worst first, and which of them nobody
    has an answer to."""

    opportunities = OwnPage()
    """Whether there is a page of all opportunities, `opportunities/` below the maps: the backlog, quick wins, a
    roadmap."""

    channels = OwnPage()
    """Whether there is a page of all channels, `channels/` below the maps: who answers for each, where customers meet
    it, and how it feels on each map."""

    metrics = OwnPage()
    """Whether there is a page of all metrics, `metrics/` below the maps: where each stands and which way it goes."""

    sources = OwnPage()
    """Whether there is a page of all sources, `sources/` below the maps: how old each is, what rests on it, and how
    much of each map rests on any."""

    hierarchy = OwnPage()
    """Whether there is a page of the hierarchy, `hierarchy/` below the maps: the maps of a whole, and those that show
    its parts in detail. Without such maps there is none."""

    comparisons = OwnPage()
    """Whether there are pages that compare maps, `comparisons/` below the maps: current with future states, and what
    `compare` names. Without any there are none."""

    compare = c.Optional(Comparisons())
    """Maps that are compared beside current and future states: a list of `{before: a-map, after: another-map}` or, for
    a map and what it was at a git tag, `{map: a-map, tag: v1.0}`; each may have a `title`."""

    exports = c.Type(bool, default=True)
    """Whether the site has what its maps say as files: `pains.csv`, `opportunities.csv`, `api/portfolio.json` and
    `api/maps/` with a JSON file for each map, all below the maps."""

    workbook = c.Optional[bool](c.Type(bool))
    """Whether `portfolio.xlsx` is one of these files: all registers for Excel and LibreOffice. Default: with up to 200
    maps; with 1,000 it takes seconds of every build."""

    overdue = c.Optional(c.Choice(OVERDUE_LEVELS))
    """What an overdue map means for the build: `ignore` nothing, `warn` a warning, `error` the end of it. Pages
    show it in any case. Default: a finding like any other."""

    history = c.Type(bool, default=True)
    """Whether the page of a map tells what changed in it, as git knows."""

    rules = c.Optional(Rules())
    """The rules of good practice: which are selected, ignored, or made errors. Default: all of them, as advice."""

    today = c.Optional[dt.date](Day())
    """The day the review states are told for, for builds that can be repeated. Default: the day of
    SOURCE_DATE_EPOCH if it is set, or the current one."""


def site_language(options: JourneyMapsConfig, theme: Theme) -> str:
    """Return the language of the interface: the option, the theme's, or English."""
    # Material calls it `language`, the themes of MkDocs `locale`.
    theme_language = theme.get("language") or theme.get("locale")
    return options.language or supported(str(theme_language or "")) or FALLBACK


def site_version() -> str:
    """Return the version of the site that is being published, "" when that is not known.

    mike says it to the build: https://github.com/jimporter/mike/blob/v2.2.0/mike/mkdocs_utils.py#L19
    """
    return os.environ.get("MIKE_DOCS_VERSION", "")
