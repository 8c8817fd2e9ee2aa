"""A validated file with its tree, so that later checks can point into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from cjm_plugin.model.base import Noun
from cjm_plugin.model.walk import Loc
from cjm_plugin.reading.diagnostics import Diagnostic, Hint, suggestion
from cjm_plugin.reading.folder import Found
from cjm_plugin.reading.nodes import Mapping, find
from cjm_plugin.reading.problems import Problem

N = TypeVar("N", bound=Noun)


@dataclass(frozen=True, slots=True)
class Document(Generic[N]):
    """A file of the maps folder that fits its model. Ids in `noun` are complete."""

    found: Found
    shown_path: str
    root: Mapping
    noun: N

    def report(self, problem: Problem, loc: Loc, values: dict[str, str], hint: Hint | None = None) -> Diagnostic:
        """Return a diagnostic at the value at `loc`."""
        position, _ = find(self.root, loc)
        return Diagnostic(problem, self.shown_path, position, values, hint)

    def line_of(self, loc: Loc) -> int:
        """Return the line of the value at `loc`."""
        return find(self.root, loc)[0].line

    def unknown(self, problem: Problem, ids: Iterable[tuple[str, Loc]], known: Iterable[str]) -> Iterator[Diagnostic]:
        """Report each id that is not known, with the nearest one that is."""
        words = frozenset(known)
        for id_, loc in ids:
            if id_ not in words:
                yield self.report(problem, loc, {"value": id_}, suggestion(id_, words))


def numbered(ids: Iterable[str], loc: Loc) -> Iterator[tuple[str, Loc]]:
    """Pair each id of a list with the way to it."""
    return ((id_, (*loc, i)) for i, id_ in enumerate(ids))
