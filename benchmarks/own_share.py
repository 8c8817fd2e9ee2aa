"""Builds a site in this process and says how much of the processor time our plugin took: `python -m …own_share FILE`.

What MkDocs calls is timed, so that every part counts, whatever it is called and wherever it is cached.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build
from mkdocs.config import load_config

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig


def processor_seconds() -> float:
    """Return the processor time of this process and of the children it has waited for."""
    # The clock of `os.times` is too coarse for hooks that are called for each page.
    now = os.times()
    return time.process_time() + now.children_user + now.children_system


def time_hooks(config: MkDocsConfig) -> dict[str, dict[str, float]]:
    """Have every hook of every plugin timed from now on; return where the seconds will stand: plugin → hook."""
    spent: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    origins = config.plugins._event_origins  # noqa: SLF001 - MkDocs has no other place that knows whose a hook is
    for event, methods in config.plugins.events.items():
        for i, method in enumerate(methods):
            name = origins.get(method, "?")
            methods[i] = _timed(method, spent[name], event)
            origins[methods[i]] = name
    return spent


def _timed(method: Callable[..., Any], spent: dict[str, float], event: str) -> Callable[..., Any]:
    def timed(*arguments: Any, **named: Any) -> Any:
        begin = processor_seconds()
        try:
            return method(*arguments, **named)
        finally:
            spent[event] += processor_seconds() - begin

    return timed


def main(config_file: str) -> None:
    """Build and print JSON: seconds by plugin and hook, and the whole."""
    config = load_config(config_file)
    spent = time_hooks(config)
    begin = processor_seconds()
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    print(json.dumps({"whole": processor_seconds() - begin, "plugins": spent}))  # noqa: T201 - the result


if __name__ == "__main__":
    main(sys.argv[1])
