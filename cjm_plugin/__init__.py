"""Customer journey maps as living, versioned documents.

The public face: `read_portfolio` reads a folder of maps, `plan_pages` makes its pages, `json_schema`
describes the files. Everything else may change without notice.
"""

from __future__ import annotations

from importlib import import_module, metadata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cjm_plugin.model.journey_map import JourneyMap
    from cjm_plugin.model.portfolio import Portfolio
    from cjm_plugin.model.schema import json_schema
    from cjm_plugin.pages.addresses import Site
    from cjm_plugin.pages.contents import plan_pages
    from cjm_plugin.pages.document import PageDocument
    from cjm_plugin.pages.planned_page import PlannedPage
    from cjm_plugin.reading.diagnostics import Diagnostic
    from cjm_plugin.reading.portfolio import Reading, read_portfolio

__version__ = metadata.version("mkdocs-cjm-plugin")

__all__ = [
    "Diagnostic",
    "JourneyMap",
    "PageDocument",
    "PlannedPage",
    "Portfolio",
    "Reading",
    "Site",
    "json_schema",
    "plan_pages",
    "read_portfolio",
]

_HOMES = {
    "Diagnostic": "cjm_plugin.reading.diagnostics",
    "JourneyMap": "cjm_plugin.model.journey_map",
    "PageDocument": "cjm_plugin.pages.document",
    "PlannedPage": "cjm_plugin.pages.planned_page",
    "Portfolio": "cjm_plugin.model.portfolio",
    "Reading": "cjm_plugin.reading.portfolio",
    "Site": "cjm_plugin.pages.addresses",
    "json_schema": "cjm_plugin.model.schema",
    "plan_pages": "cjm_plugin.pages.contents",
    "read_portfolio": "cjm_plugin.reading.portfolio",
}


def __getattr__(name: str) -> object:
    """Fetch a public name when it is first asked for: a command that only reads need not load the pages."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
