"""The difference for a terminal: a paragraph for each file, a line for each change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cjm_plugin.history.difference.files import FileDifference
from cjm_plugin.history.wording import sentence
from cjm_plugin.history.wording_files import MARKS, NOTHING_CHANGED, FileWords, grouped
from cjm_plugin.history.wording_labels import GROUPS
from cjm_plugin.locale import Interface
from cjm_plugin.reading.folder import Role


def as_text(files: Sequence[FileDifference], words: Interface) -> str:
    """Return the difference of all files as plain text, with a line break at its end."""
    if not files:
        return words.text(NOTHING_CHANGED) + "\n"
    paragraphs = ["\n".join(_file_lines(file, FileWords(words, str))) for file in files]
    return "\n\n".join(paragraphs) + "\n"


def _file_lines(file: FileDifference, told: FileWords) -> Iterator[str]:
    path = told.path(str(file.path))
    name = told.name(file)
    yield path if name == path else f"{name} – {path}"
    status = told.status(file)
    if status:
        yield f"  {status}"
    if file.role is Role.MAP and file.changes:
        yield "  " + " · ".join(told.figures(file))
    for line in told.problems(file):
        yield f"  {line}"
    for group, changes in grouped(file.changes):
        yield f"  {told.words.text(GROUPS[group])}"
        for change in changes:
            yield f"    {MARKS[change.effect]} {sentence(change, told.words)}"
