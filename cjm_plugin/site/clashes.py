"""Pages and pictures of ours that would stand where something else stands."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import TOP, Diagnostic, Hint
from cjm_plugin.reading.folder import composed
from cjm_plugin.site.files import Made, MadePage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cjm_plugin.site.place import Place


def clashes(ours: Iterable[Made], others: Iterable[File], place: Place) -> Iterator[tuple[Made, Diagnostic]]:
    """Yield our files that would replace another one, with the error that names both."""
    taken = {_on_disk(file.dest_uri): file for file in others if file.inclusion is not InclusionLevel.EXCLUDED}
    for made in ours:
        other = taken.get(_on_disk(made.file.dest_uri)) or taken.get(_on_disk(made.file.src_uri))
        # A picture of maps inside the docs folder is already a file of the site.
        if other and other.abs_src_path != made.file.abs_src_path:
            hint = Hint(problems.RENAME_OR_PATH)
            yield made, Diagnostic(problems.PAGE_CLASH, made.shown, TOP, {"other": place.shown_doc(other)}, hint)


def same_address(ours: Iterable[Made]) -> Iterator[tuple[Made, Diagnostic]]:
    """Yield our files that would replace another of ours: that of `retail/index.yaml` is that of its folder."""
    taken: dict[str, Made] = {}
    sections_first = sorted(ours, key=lambda made: not (isinstance(made, MadePage) and made.page.is_section))
    for made in sections_first:
        other = taken.setdefault(made.file.dest_uri, made)
        if other is not made and not _is_one_file(made.file, other.file):
            hint = Hint(problems.RENAME_ONE)
            yield made, Diagnostic(problems.SAME_ADDRESS, made.shown, TOP, {"other": other.shown}, hint)


def _on_disk(address: str) -> str:
    """Return what an address is told apart by where the site is built."""
    return composed(address).casefold() if sys.platform in {"win32", "darwin"} else address


def _is_one_file(a: File, b: File) -> bool:
    """Tell whether two pictures are one, named once `Img/a.png` and once `img/a.png` where that is the same."""
    if a.abs_src_path is None or b.abs_src_path is None:
        return False
    try:
        return Path(a.abs_src_path).samefile(b.abs_src_path)
    except OSError:  # gone since it was found
        return False
