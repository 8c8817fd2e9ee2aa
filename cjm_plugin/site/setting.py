"""What a build is told before it reads anything: the options, the configuration, the day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError

from cjm_plugin.checking.day import check_day
from cjm_plugin.locale import Interface, interface
from cjm_plugin.site.config import JourneyMapsConfig, site_language
from cjm_plugin.site.place import Place

if TYPE_CHECKING:
    import datetime as dt

    from mkdocs.config.defaults import MkDocsConfig


@dataclass(frozen=True, slots=True)
class Setting:
    """The setting of a build. `language` is that of the site's interface; `serving`: it is a preview."""

    options: JourneyMapsConfig
    config: MkDocsConfig
    place: Place
    language: str
    today: dt.date
    serving: bool

    @classmethod
    def of(cls, options: JourneyMapsConfig, config: MkDocsConfig, *, serving: bool) -> Setting:
        """Return the setting of a site. Raises PluginError when SOURCE_DATE_EPOCH is not a moment."""
        try:
            today = check_day(options.today)
        except ValueError as error:
            raise PluginError(str(error)) from error
        place = Place.of(options.maps_dir, options.path, config)
        return cls(options, config, place, site_language(options, config.theme), today, serving)

    @property
    def words(self) -> Interface:
        """The interface in the language of the site."""
        return interface(self.language)

    def translate(self, message: str) -> str:
        """Return a text of the interface in the language of the site."""
        return self.words.text(message)
