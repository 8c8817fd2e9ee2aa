"""What the YAML parser complains of, in words that tell an editor what to mend, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cjm_plugin.locale import N_
from cjm_plugin.reading import mistakes, problems
from cjm_plugin.reading.diagnostics import Diagnostic, Hint, Position
from cjm_plugin.reading.mistakes import Complaint, Mistake

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml

    from cjm_plugin.reading.text_file import TextFile

_DETECTORS: tuple[Callable[[Complaint], Mistake | None], ...] = (
    mistakes.merge_conflict,
    mistakes.tab,
    mistakes.foreign_space,
    mistakes.open_quote,
    mistakes.text_after_quote,
    mistakes.text_after_bracket,
    mistakes.forbidden_start,
    mistakes.open_bracket,
    mistakes.list_in_key_line,
    mistakes.uneven_list,
    mistakes.typed_bullet,
    mistakes.key_below_dash,
    mistakes.glued_or_lost_colon,
    mistakes.indented_too_far,
    mistakes.colon_in_text,
)
"""From the surest to the vaguest."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What the parser says, and what it means."""

    begins: str
    reason: str
    hint: str = ""


_IN_PLAIN_WORDS = (
    _Words("did not find expected key", N_("this line does not line up with the keys above it"), problems.LINE_UP_KEYS),
    _Words(
        "did not find expected '-'",
        N_("this line does not line up with the items of the list above it"),
        problems.LINE_UP_DASHES,
    ),
    _Words("found unknown escape", N_("a backslash stands in double quotes"), problems.SINGLE_QUOTES),
    _Words("did not find expected hexdecimal", N_("a backslash stands in double quotes"), problems.SINGLE_QUOTES),
    _Words("found invalid Unicode character", N_("a backslash stands in double quotes"), problems.SINGLE_QUOTES),
    _Words("did not find expected node content", N_("a value is missing here"), problems.CHECK_COMMAS),
    _Words("could not find expected ':'", N_("a key without its colon"), problems.COLON_AND_SPACE),
)


def explained(error: yaml.YAMLError, file: TextFile) -> Diagnostic:
    """Return the parser's complaint, at the place of the mistake, in plain words where we have them."""
    complaint = _complaint(error, file)
    for detect in _DETECTORS:
        found = detect(complaint)
        if found:
            values = {"reason": found.reason} if found.reason else found.values
            return Diagnostic(found.problem, file.shown_path, found.position, values, found.hint)
    words = next((words for words in _IN_PLAIN_WORDS if complaint.problem.startswith(words.begins)), None)
    reason = words.reason if words else complaint.problem
    hint = Hint(words.hint) if words and words.hint else None
    return Diagnostic(problems.SYNTAX, file.shown_path, complaint.position, {"reason": reason}, hint)


def _complaint(error: yaml.YAMLError, file: TextFile) -> Complaint:
    mark = getattr(error, "problem_mark", None)
    context_mark = getattr(error, "context_mark", None)
    place = Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)
    context_place = Position(context_mark.line + 1, context_mark.column + 1) if context_mark else place
    told = str(getattr(error, "problem", None) or error)
    return Complaint(told, place, getattr(error, "context", None) or "", context_place, file.lines)
