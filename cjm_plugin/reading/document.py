"""A validated file and its tree, so that later checks can point into it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from cjm_plugin.model.base import Noun
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.walk import Loc, Placed, moments, opportunities, pains
from cjm_plugin.reading.diagnostics import Diagnostic, Hint, Position
from cjm_plugin.reading.nodes import Mapping, find
from cjm_plugin.reading.parsing import parse
from cjm_plugin.reading.suggestions import suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from cjm_plugin.model.moment import Moment
    from cjm_plugin.model.opportunity import Opportunity
    from cjm_plugin.model.pain import Pain
    from cjm_plugin.reading.folder import Found
    from cjm_plugin.reading.problems import Problem
    from cjm_plugin.reading.text_file import TextFile

N = TypeVar("N", bound=Noun)


@dataclass(frozen=True)
class Document(Generic[N]):
    """A file of the maps folder that fits its model. Ids in `noun` are complete; `tree` is there if it was kept."""

    found: Found
    file: TextFile
    noun: N
    tree: Mapping | None = None

    @property
    def shown_path(self) -> str:
        """The path it is reported under."""
        return self.file.shown_path

    @cached_property
    def root(self) -> Mapping:
        """The tree, built again when something is to be reported: kept for all files, it would fill the memory."""
        return self.tree or parse(self.file).root or Mapping(None)

    def report(self, problem: Problem, loc: Loc, values: dict[str, str], hint: Hint | None = None) -> Diagnostic:
        """Return a diagnostic at the value at `loc`."""
        position, _ = find(self.root, loc)
        return Diagnostic(problem, self.shown_path, position, values, hint)

    def position_of(self, loc: Loc) -> Position:
        """Return where the value at `loc` begins."""
        return find(self.root, loc)[0]

    def line_of(self, loc: Loc) -> int:
        """Return the line of the value at `loc`."""
        return self.position_of(loc).line

    def unknown(
        self, problem: Problem, ids: Iterable[tuple[str, Loc]], known: Collection[str], mend: str = ""
    ) -> Iterator[Diagnostic]:
        """Report each id that is not known, with the nearest one that is, or how to `mend` it when none is.

        `known` is looked through for each id: where there may be many, it had better be a set.
        """
        for id_, loc in ids:
            if id_ not in known:
                other = Hint(mend, {"id": id_}) if mend else None
                yield self.report(problem, loc, {"value": id_}, suggestion(id_, known) or other)


class MapDocument(Document[JourneyMap]):
    """A map, with the walks through it that many checks take."""

    @cached_property
    def moments(self) -> tuple[Placed[Moment], ...]:
        """Its stages, each followed by its steps."""
        return tuple(moments(self.noun))

    @cached_property
    def pains(self) -> tuple[Placed[Pain], ...]:
        """Its pain points."""
        return tuple(pains(self.noun))

    @cached_property
    def opportunities(self) -> tuple[Placed[Opportunity], ...]:
        """Its opportunities."""
        return tuple(opportunities(self.noun))


def numbered(ids: Iterable[str], loc: Loc) -> Iterator[tuple[str, Loc]]:
    """Pair each id of a list with the way to it."""
    return ((id_, (*loc, i)) for i, id_ in enumerate(ids))
