"""Files that maps name: pictures and series."""

from __future__ import annotations

from pathlib import PurePosixPath


def asset_path(file: PurePosixPath, name: str) -> PurePosixPath | None:
    """Return where `name`, as written in `file`, leads in the maps folder; None when it leads out of it."""
    parts: list[str] = [] if name.startswith("/") else list(file.parent.parts)
    for part in PurePosixPath(name.lstrip("/")).parts:
        if part != "..":
            parts.append(part)
        elif parts:
            parts.pop()
        else:
            return None
    return PurePosixPath(*parts)
