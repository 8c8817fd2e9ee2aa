"""A report in words: for people, for programs, for GitHub, for code scanning."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_plugin.cli.report_formats.telling import Telling

FORMATS = {
    "text": "cjm_plugin.cli.report_formats.text:as_text",
    "json": "cjm_plugin.cli.report_formats.json_report:as_json",
    "github": "cjm_plugin.cli.report_formats.github:as_github",
    "sarif": "cjm_plugin.cli.report_formats.sarif:as_sarif",
}
"""Each format with the module and the function that writes it; only the one that is asked for is loaded."""


def written(form: str, telling: Telling) -> str:
    """Return the report in a format, ending with a line break when there is anything to say."""
    module, _, function = FORMATS[form].partition(":")
    write = cast("Callable[[Telling], str]", getattr(import_module(module), function))
    return write(telling)
