"""One page of a site, built once more with what all of them were built with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs.commands import build as steps
from mkdocs.structure.files import InclusionLevel

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation


@dataclass(frozen=True, slots=True)
class Workshop:
    """What a build of MkDocs makes pages with, after it has been through its first steps."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment

    def build(self, file: File) -> None:
        """Write the page of a file anew, with all plugins.

        https://github.com/mkdocs/mkdocs/blob/1.6.1/mkdocs/commands/build.py#L147: these steps are not promised to
        stay. Raises whatever they raise, AttributeError if they are not there.
        """
        page = file.page
        if page is None:
            raise AttributeError(file.src_uri)
        pages = self.files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
        steps._populate_page(page, self.config, self.files)  # noqa: SLF001
        steps._build_page(page, self.config, pages, self.nav, self.env)  # noqa: SLF001
