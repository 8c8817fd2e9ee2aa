"""Where the maps come from, and where their pages go."""

from __future__ import annotations

import os
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from cjm_plugin.pages.addresses import FEED, Site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File

    from cjm_plugin.pages.planned_page import PlannedPage

_UNSAFE_IN_URL = re.compile(r"""[\s"'<>#?%&{}\\]""")


@dataclass(frozen=True, slots=True)
class Place:
    """The maps folder and the docs folder, absolute; `prefix` is the folder of our pages, without outer slashes.

    `base` is the folder of `mkdocs.yml`: messages name files as seen from there.
    """

    maps_dir: Path
    docs_dir: Path
    base: Path
    prefix: str

    @classmethod
    def of(cls, maps_dir: str, prefix: str, config: MkDocsConfig) -> Place:
        """Return the place for a site."""
        # With `-f mkdocs.yml` the path of the configuration is relative.
        config_file = config.config_file_path
        base = Path(os.path.abspath(config_file)).parent if config_file else Path.cwd()  # noqa: PTH100 - keeps links
        return cls(Path(maps_dir), Path(config.docs_dir), base, prefix)

    @property
    def shown_maps(self) -> str:
        """The maps folder as messages name it."""
        return relative(self.maps_dir, self.base)

    def shown(self, source: PurePosixPath | None) -> str:
        """Return a file of the maps folder as messages name it; the folder itself for None."""
        return posixpath.join(self.shown_maps, source.as_posix()) if source else self.shown_maps

    def shown_doc(self, file: File) -> str:
        """Return a file of the site as messages name it; one that a plugin has made has only its path in the site."""
        if file.abs_src_path is None or file.generated_by is not None:
            return file.src_uri
        return relative(Path(file.abs_src_path), self.base)

    def src_uri(self, page: PlannedPage) -> str:
        """Return the path MkDocs knows a page by."""
        path = posixpath.join(self.prefix, page.key)
        return posixpath.join(path, "index.md") if page.is_section else f"{path}.md"

    def edit_uri(self, source: PurePosixPath) -> str:
        """Return the path from the docs folder to a YAML file, which MkDocs joins to its own `edit_uri`.

        Themes print it as it is; what could end the attribute or the path is encoded.
        """
        path = relative(self.maps_dir / source, self.docs_dir)
        return _UNSAFE_IN_URL.sub(lambda found: quote(found[0]), path)


def site_root(config: MkDocsConfig) -> str:
    """Return the full address of the site, with a slash at its end; "" when it has none."""
    return config.site_url.rstrip("/") + "/" if config.site_url else ""


def feed_url(place: Place, config: MkDocsConfig) -> str:
    """Return the full address of the feed, of a site that has one."""
    return urljoin(site_root(config), quote(posixpath.join(place.prefix, FEED)))


def page_address(key: str, place: Place, config: MkDocsConfig) -> str | None:
    """Return the full address of a page of ours; None when the site has none."""
    root = site_root(config)
    return urljoin(root, quote(Site(place.prefix, config.use_directory_urls).url(key))) if root else None


def relative(path: Path, start: Path) -> str:
    """Return `path` as seen from `start`, with slashes; as it is when they are on two drives."""
    try:
        return Path(os.path.relpath(path, start)).as_posix()
    except ValueError:
        return path.as_posix()
