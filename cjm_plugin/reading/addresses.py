"""Each page has an address of its own: no two files, folders or both may claim the same."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import TOP, Diagnostic, Hint
from cjm_plugin.reading.folder import PERSONAS, Found, Role, page_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TOP_FOLDER = PurePosixPath(".")
_INDEX = "index"


def check_addresses(files: Sequence[Found], shown_as: PurePosixPath) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each file or folder whose address is taken, and for each second catalog."""
    pages = [file for file in files if file.role in {Role.MAP, Role.PERSONA}]
    taken = {"": shown_as}
    for path, key in [(folder, page_key(folder)) for folder in _folders(pages)]:
        yield from _claim(taken, _address(key), shown_as / path)
    taken.setdefault(PERSONAS, shown_as / PERSONAS)
    for file in pages:
        yield from _claim(taken, _address(file.key), shown_as / file.path)
    yield from _one_of_a_kind(files, shown_as)


def _address(key: str) -> str:
    """Return the address of a page: `retail/index` is that of the folder."""
    folder, _, name = key.rpartition("/")
    return folder if name == _INDEX else key


def _claim(taken: dict[str, PurePosixPath], address: str, path: PurePosixPath) -> Iterator[Diagnostic]:
    if address in taken:
        values = {"other": str(taken[address])}
        yield Diagnostic(problems.SAME_ADDRESS, str(path), TOP, values, Hint(problems.RENAME_ONE))
    taken.setdefault(address, path)


def _folders(files: Iterable[Found]) -> list[PurePosixPath]:
    return sorted({parent for file in files for parent in file.path.parents} - {_TOP_FOLDER})


def _one_of_a_kind(files: Iterable[Found], shown_as: PurePosixPath) -> Iterator[Diagnostic]:
    """Report `catalog.yml` beside `catalog.yaml`, and the same for collections."""
    first: dict[tuple[Role, PurePosixPath], PurePosixPath] = {}
    for file in files:
        if file.role in {Role.CATALOG, Role.COLLECTION}:
            place = (file.role, file.path.parent)
            if place in first:
                values = {"other": str(shown_as / first[place])}
                yield Diagnostic(problems.ONE_ONLY, str(shown_as / file.path), TOP, values)
            first.setdefault(place, file.path)
