"""The files of a folder that nobody has read yet, as tasks that can be shared out."""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cjm_plugin.reading.folder import Role, list_files
from cjm_plugin.reading.noun_file import noun_file
from cjm_plugin.reading.stored_nouns import name_of, stored
from cjm_plugin.reading.text_file import TextFile, read_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def unread_maps(maps_dir: Path, shown_as: str, is_known: Callable[[str], bool]) -> dict[str, Callable[[], bytes]]:
    """Return what parses each map that is not known, by the name under which `read_portfolio` looks for the result.

    A task raises ValueError when anything is to be told of its file: that is left to `read_portfolio`.
    """
    tasks: dict[str, Callable[[], bytes]] = {}
    for file in list_files(maps_dir, PurePosixPath(shown_as)).files:
        if file.role is not Role.MAP:
            continue
        text = read_text(maps_dir / file.path, shown_as, maps_dir)
        if isinstance(text, TextFile) and not is_known(name := name_of(text, file.role)):
            tasks[name] = partial(_parsed, text, file.role)
    return tasks


def _parsed(text: TextFile, role: Role) -> bytes:
    parsed = noun_file(text, role)
    if parsed.noun is None or parsed.diagnostics:
        raise ValueError(text.shown_path)
    return stored(parsed.noun)
