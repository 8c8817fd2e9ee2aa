"""Pages and pictures of ours that would stand where something else stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import TOP, Diagnostic, Hint
from cjm_plugin.site.files import Made, MadePage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cjm_plugin.site.place import Place


def clashes(ours: Iterable[Made], others: Iterable[File], place: Place) -> Iterator[tuple[Made, Diagnostic]]:
    """Yield our files that would replace another one, with the error that names both."""
    taken = {file.dest_uri: file for file in others if file.inclusion is not InclusionLevel.EXCLUDED}
    for made in ours:
        other = taken.get(made.file.dest_uri)
        # A picture of maps inside the docs folder is already a file of the site.
        if other and other.abs_src_path != made.file.abs_src_path:
            hint = Hint(problems.RENAME_OR_PATH)
            yield made, Diagnostic(problems.PAGE_CLASH, made.shown, TOP, {"other": place.shown_doc(other)}, hint)


def same_address(ours: Iterable[Made]) -> Iterator[tuple[Made, Diagnostic]]:
    """Yield our files that would replace another of ours: that of `retail/index.yaml` is that of its folder."""
    taken: dict[str, str] = {}
    sections_first = sorted(ours, key=lambda made: not (isinstance(made, MadePage) and made.page.is_section))
    for made in sections_first:
        if made.file.dest_uri in taken:
            other = taken[made.file.dest_uri]
            hint = Hint(problems.RENAME_ONE)
            yield made, Diagnostic(problems.SAME_ADDRESS, made.shown, TOP, {"other": other}, hint)
        else:
            taken[made.file.dest_uri] = made.shown
