"""What the YAML parser complains of, in words that tell an editor what to mend."""

from __future__ import annotations

import re

import yaml

from cjm_plugin.locale import N_
from cjm_plugin.reading import problems
from cjm_plugin.reading.diagnostics import TOP, Diagnostic, Hint, Position
from cjm_plugin.reading.text_file import TextFile

_INDENTED_BY_TAB = re.compile(r"[ ]*\t")

_IN_PLAIN_WORDS = {
    "mapping values are not allowed": N_("a colon stands where no key is expected"),
    "could not find expected ':'": N_("a key without its colon, or a line that is indented too little"),
    "did not find expected key": N_("this line does not line up with the keys above it"),
    "did not find expected '-' indicator": N_("this line does not line up with the items of the list above it"),
    "found unexpected end of stream": N_("a quote is opened and never closed"),
    "found unknown escape character": N_("after a backslash in double quotes; use single quotes"),
    "did not find expected ',' or ']'": N_("a list in square brackets is not closed"),
    "did not find expected ',' or '}'": N_("a group in braces is not closed"),
    "found character that cannot start any token": N_("a text that begins with this character needs quotes"),
}


def syntax_error(error: yaml.YAMLError, file: TextFile) -> Diagnostic:
    """Return the parser's complaint, at its place, in plain words where we have them."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    position = Position(mark.line + 1, mark.column + 1) if mark else TOP
    lines = file.text.splitlines() or [""]
    line = lines[min(position.line, len(lines)) - 1]
    tab = _INDENTED_BY_TAB.match(line)
    if tab or line[position.column - 1 : position.column] == "\t":
        column = tab.end() if tab else position.column
        place = Position(position.line, column)
        return Diagnostic(problems.TAB, file.shown_path, place, hint=Hint(problems.TWO_SPACES))
    told = str(getattr(error, "problem", None) or error)
    plain = next((words for start, words in _IN_PLAIN_WORDS.items() if told.startswith(start)), told)
    hint = Hint(problems.QUOTE_COLON) if told.startswith("mapping values") else None
    return Diagnostic(problems.SYNTAX, file.shown_path, position, {"reason": plain}, hint)
