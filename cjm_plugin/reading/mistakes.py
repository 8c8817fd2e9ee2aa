"""The usual slips in YAML, each recognised from the parser's complaint and the lines around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cjm_plugin.locale import N_
from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import Hint, Position
from cjm_plugin.reading.suspects import (
    BULLET,
    FOREIGN_SPACE,
    FOREIGN_SPACES,
    Suspect,
    space_after_colon,
    space_after_dash,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cjm_plugin.reading.problems import Problem

_TAB_INDENT = re.compile(r" *\t")
_FOREIGN_SPACE = re.compile(rf"[ \t]*(?:-[ \t]*)?(?:[^\W\d][\w-]*:)?[{FOREIGN_SPACES}]")
_KEY_LINE = re.compile(r"(?P<indent> *(?:- +)*)(?P<key>[^\W\d][\w-]*)\s*:(?P<value> .*|)$")
_KEY_START = re.compile(r" *(?:- +)*[^\W\d][\w-]*$")
_GLUED_LINE = re.compile(r"(?P<indent> *(?:- +)*)(?P<key>[^\W\d][\w-]*):(?=[^\s/\\:])")
_GLUED_DASH_LINE = re.compile(r"(?P<indent> *)-[^\W\d]")
_VALUE = re.compile(r"^ *(?:- +)*(?:[^\W\d][\w-]*: +)?(?=\S)")
_CLOSED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
_CONFLICT = ("<<<<<<< ", ">>>>>>> ")
_NEEDS_QUOTES = "@`%*&!>|,?"

OPEN_QUOTE: Final = N_("a quote is opened and never closed")


@dataclass(frozen=True, slots=True)
class Complaint:
    """What the parser said, where, and the lines of the file. The context is what it was reading, from where."""

    problem: str
    position: Position
    context: str
    context_position: Position
    lines: Sequence[str]

    def line(self, number: int) -> str:
        """Return a line by its number from 1; "" when there is none."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def above(self, number: int) -> int:
        """Return the number of the next line above that holds more than a comment; 0 without one."""
        for above in range(number - 1, 0, -1):
            content = self.line(above).strip()
            if content and not content.startswith("#"):
                return above
        return 0

    def near(self) -> Iterator[int]:
        """Yield the numbers of the line the parser stopped at and of those it was reading before."""
        yield self.position.line
        yield from range(self.context_position.line, self.position.line)

    def around(self) -> Iterator[int]:
        """Yield the numbers of the lines near, and of the one above."""
        yield from self.near()
        yield self.above(self.position.line)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A recognised slip: syntax with a reason, or a problem of its own."""

    position: Position
    reason: str = ""
    hint: Hint | None = None
    problem: Problem = problems.SYNTAX
    values: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, suspect: Suspect) -> Mistake:
        """Return a slip that YAML might have accepted elsewhere."""
        return cls(suspect.position, "", suspect.hint, suspect.problem, suspect.values)


def merge_conflict(complaint: Complaint) -> Mistake | None:
    """Recognise `<<<<<<< HEAD`: git could not merge, and nobody did."""
    for number, line in enumerate(complaint.lines, 1):
        if line.startswith(_CONFLICT):
            return Mistake(Position(number, 1), N_("a merge conflict is not resolved"), Hint(problems.RESOLVE_CONFLICT))
    return None


def tab(complaint: Complaint) -> Mistake | None:
    """Recognise a tab in the indentation."""
    for number in complaint.near():
        indent = _TAB_INDENT.match(complaint.line(number))
        if indent:
            return Mistake(Position(number, indent.end()), hint=Hint(problems.TWO_SPACES), problem=problems.TAB)
    at = complaint.position
    if complaint.line(at.line)[at.column - 1 : at.column] == "\t":
        return Mistake(at, hint=Hint(problems.TWO_SPACES), problem=problems.TAB)
    return None


def foreign_space(complaint: Complaint) -> Mistake | None:
    """Recognise a no-break space in the indentation, after a dash or a colon: it comes along with copied text."""
    for number in complaint.around():
        found = _FOREIGN_SPACE.match(complaint.line(number))
        if found:
            return Mistake(Position(number, found.end()), FOREIGN_SPACE, Hint(problems.PLAIN_SPACES))
    return None


def open_quote(complaint: Complaint) -> Mistake | None:
    """Recognise a quote without its end; the parser stops only at the next one, or at the end of the file."""
    if complaint.context == "while scanning a quoted scalar":
        return Mistake(complaint.context_position, OPEN_QUOTE, Hint(problems.CLOSE_QUOTE))
    for number in range(1, complaint.position.line):
        value = _VALUE.match(complaint.line(number))
        rest = complaint.line(number)[value.end() :] if value else ""
        closed = _CLOSED.get(rest[:1])
        if closed and not closed.match(rest) and _KEY_LINE.match(complaint.line(number + 1)):
            return Mistake(Position(number, _end(value) + 1), OPEN_QUOTE, Hint(problems.CLOSE_QUOTE))
    return None


def text_after_quote(complaint: Complaint) -> Mistake | None:
    """Recognise `"Foo" and bar`, `"He said "yes""`, `'don't'`."""
    rest, offset = _value_at(complaint)
    closed = _CLOSED.get(rest[:1])
    whole = closed.match(rest) if closed else None
    tail = rest[whole.end() :].strip() if whole else ""
    if not complaint.problem.startswith("did not find expected") or not tail or tail.startswith("#"):
        return None
    hint = problems.QUOTE_IN_DOUBLE if rest[0] == '"' else problems.QUOTE_IN_SINGLE
    return Mistake(Position(complaint.position.line, offset + _end(whole)), N_("the quote ends here"), Hint(hint))


def text_after_bracket(complaint: Complaint) -> Mistake | None:
    """Recognise `[draft] Foo`, `{name}, hello`, `[a, b]]`."""
    rest, offset = _value_at(complaint)
    before = complaint.line(complaint.position.line)[: complaint.position.column - 1].rstrip()
    expected = complaint.problem.startswith(("did not find expected key", "did not find expected '-'"))
    if not expected or rest[:1] not in {"[", "{"} or before[-1:] not in {"]", "}"} or len(before) <= offset:
        return None
    hint = Hint(problems.QUOTE_START, {"character": rest[0]})
    return Mistake(complaint.position, N_("text follows a closing bracket"), hint)


def forbidden_start(complaint: Complaint) -> Mistake | None:
    """Recognise a text that begins with a character of YAML: `@home`, `*Foo*`, `> 5`, `%`."""
    starts = (
        "while scanning for the next token",
        "while scanning an al",
        "while scanning an an",
        "while scanning a bl",
    )
    tokens = ("while scanning a directive", "while parsing a tag", "while scanning a tag", "while parsing a node")
    at = complaint.context_position
    character = complaint.line(at.line)[at.column - 1 : at.column]
    if not complaint.context.startswith((*starts, *tokens)) or character not in _NEEDS_QUOTES or not character:
        return None
    reason = N_("a text begins with a character that means something to YAML")
    return Mistake(at, reason, Hint(problems.QUOTE_START, {"character": character}))


def open_bracket(complaint: Complaint) -> Mistake | None:
    """Recognise `[a, b` without its end; the same complaint comes for a colon inside."""
    if not complaint.context.startswith("while parsing a flow") or "expected ','" not in complaint.problem:
        return None
    at = complaint.position
    if complaint.line(at.line)[at.column - 1 : at.column] == ":" and at.line == complaint.context_position.line:
        return Mistake(at, N_("a colon stands inside a text"), Hint(problems.QUOTE_COLON))
    reason = N_("a bracket is not closed, or a comma is missing")
    return Mistake(complaint.context_position, reason, Hint(problems.CLOSE_BRACKET))


def list_in_key_line(complaint: Complaint) -> Mistake | None:
    """Recognise `personas: - sara`."""
    if not complaint.problem.startswith("block sequence entries are not allowed"):
        return None
    return Mistake(complaint.position, N_("a list begins in the line of its key"), Hint(problems.LIST_BELOW))


def uneven_list(complaint: Complaint) -> Mistake | None:
    """Recognise a list whose dashes stand in different columns."""
    line = complaint.line(complaint.position.line)
    if not complaint.problem.startswith("did not find expected key") or not line.lstrip().startswith("- "):
        return None
    return Mistake(complaint.position, N_("this item does not line up with its list"), Hint(problems.LINE_UP_DASHES))


def typed_bullet(complaint: Complaint) -> Mistake | None:
    """Recognise a list whose items begin with a long dash, a dot or a number."""
    for number in complaint.around():
        line = complaint.line(number)
        indent = len(line) - len(line.lstrip(" "))
        if BULLET.match(line, indent):
            reason = N_("a list item begins with another character than a hyphen")
            return Mistake(Position(number, indent + 1), reason, Hint(problems.WRITE_DASH))
    return None


def key_below_dash(complaint: Complaint) -> Mistake | None:
    """Recognise a key of an item that begins in the column of the dash, not in that of the first key."""
    at = complaint.position
    here = _KEY_LINE.match(complaint.line(at.line))
    if not complaint.problem.startswith("did not find expected '-'") or not here:
        return None
    number = complaint.above(at.line)
    while number and not (above := complaint.line(number)).startswith(f"{here['indent']}- "):
        if len(above) - len(above.lstrip()) <= len(here["indent"]):
            return None
        number = complaint.above(number)
    item = _KEY_LINE.match(complaint.line(number))
    if not item:
        return None
    hint = Hint(problems.LINE_UP_WITH, {"key": item["key"], "line": str(number)})
    return Mistake(at, N_("this line stands below the dash, not below the keys of the item"), hint)


def glued_or_lost_colon(complaint: Complaint) -> Mistake | None:
    """Recognise `kind:draft`, `kind draft`, `-item`: YAML reads on into the next line and complains there."""
    if complaint.problem.startswith("could not find expected ':'"):
        return _glued(complaint, complaint.context_position.line) or _lost(complaint, complaint.context_position.line)
    at = complaint.position
    if not _is_first_colon(complaint):
        return None
    above = complaint.above(at.line)
    return _glued(complaint, above) or _glued(complaint, at.line) or _lost_above(complaint, above)


def indented_too_far(complaint: Complaint) -> Mistake | None:
    """Recognise a key below one that has a value already, but further in."""
    at = complaint.position
    above = _KEY_LINE.match(complaint.line(complaint.above(at.line)))
    here = _KEY_LINE.match(complaint.line(at.line))
    if not _is_first_colon(complaint) or not above or not here or not above["value"].strip():
        return None
    if len(here["indent"]) <= len(above["indent"]):
        return None
    hint = Hint(problems.LINE_UP_WITH, {"key": above["key"], "line": str(complaint.above(at.line))})
    place = Position(at.line, len(here["indent"]) + 1)
    return Mistake(place, N_("this line is indented too far, or the key above already has a value"), hint)


def colon_in_text(complaint: Complaint) -> Mistake | None:
    """Recognise `title: Foo: bar`."""
    if not complaint.problem.startswith("mapping values are not allowed"):
        return None
    return Mistake(complaint.position, N_("a colon stands inside a text"), Hint(problems.QUOTE_COLON))


def _is_first_colon(complaint: Complaint) -> bool:
    """Whether the parser stumbles over the colon of a key, and so over what stands before it."""
    before = complaint.line(complaint.position.line)[: complaint.position.column - 1]
    return complaint.problem.startswith("mapping values are not allowed") and bool(_KEY_START.match(before))


def _glued(complaint: Complaint, number: int) -> Mistake | None:
    line = complaint.line(number)
    glued = _GLUED_LINE.match(line)
    if glued:
        return Mistake.of(space_after_colon(glued["key"], Position(number, len(glued["indent"]) + 1)))
    dash = _GLUED_DASH_LINE.match(line)
    return Mistake.of(space_after_dash(Position(number, len(dash["indent"]) + 1))) if dash else None


def _lost(complaint: Complaint, number: int) -> Mistake:
    place = Position(number, complaint.context_position.column)
    item = re.match(r" *- (?P<content>)", complaint.line(complaint.above(number)))
    if item and place.column <= item.start("content"):
        return Mistake(place, N_('a colon or a "- " is missing'), Hint(problems.WRITE_DASH))
    return Mistake(place, N_("a key without its colon"), Hint(problems.COLON_AND_SPACE))


def _lost_above(complaint: Complaint, above: int) -> Mistake | None:
    """`title Foo` in the line above, which is no further line of a text: it is not indented further."""
    line = complaint.line(above)
    here = complaint.line(complaint.position.line)
    indent = len(line) - len(line.lstrip(" -"))
    if not line or ": " in line or line.endswith(":") or indent > len(here) - len(here.lstrip(" -")):
        return None
    return Mistake(Position(above, indent + 1), N_("a key without its colon"), Hint(problems.COLON_AND_SPACE))


def _value_at(complaint: Complaint) -> tuple[str, int]:
    """Return the value in the line the parser stopped at, and the column before it."""
    line = complaint.line(complaint.position.line)
    start = _end(_VALUE.match(line))
    return line[start:], start


def _end(match: re.Match[str] | None) -> int:
    return match.end() if match else 0
