"""The difference as a comment on a pull request: Markdown in which texts of the maps are only text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from cjm_plugin.history.difference import Change, Effect, Group
from cjm_plugin.history.difference.files import FileDifference
from cjm_plugin.history.wording import sentence
from cjm_plugin.history.wording_files import MARKS, NOTHING_CHANGED, FileWords, grouped
from cjm_plugin.history.wording_labels import GROUPS
from cjm_plugin.locale import Interface
from cjm_plugin.reading.folder import Role

MOST_CHARACTERS = 65_536
"""The longest comment GitHub takes; GitLab takes more."""

_FEW = 8
_ROOM_FOR_NOTICE = 400
_NO_WIDTH = "\N{ZERO WIDTH SPACE}"
_SPECIAL = re.compile(r"([!#$&()*+:<=>@\[\\\]^_`{|}~]|^[-.]|(?<=^[0-9])[.]|(?<=^[0-9]{2})[.]|(?<=^[0-9]{3})[.])")
_CALLS = re.compile(r"(?<=[@#!$~%&^*:])(?=[\w\"+-])|(?<=\b[Gg][Hh])(?=-[0-9])|(?<=:)(?=//)|(?<=\b[Ww]{3})(?=\.)")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, with the number of changes it tells; `opens` and `closes` fold a part of the comment."""

    text: str
    changes: int = 0
    opens: bool = False
    closes: bool = False


def as_markdown(files: Sequence[FileDifference], words: Interface, most: int = MOST_CHARACTERS) -> str:
    """Return the difference of all files as Markdown of at most `most` characters.

    What does not fit is left out at the end, with a notice how much that is.
    """
    lines = chain(_summary(files, words), *(_file_lines(file, FileWords(words, escaped)) for file in files))
    return _cut(list(lines), words, most)


def escaped(text: str) -> str:
    r"""Return text of a user as Markdown that shows it as it is: no formatting, no HTML, no link.

    GitHub and GitLab look for `@people`, `#123`, `GH-123`, `:emoji:` and addresses in the text that is shown, where
    no backslash helps; a space without width keeps them from being found.
    """
    return _SPECIAL.sub(r"\\\1", _CALLS.sub(_NO_WIDTH, text))


def _summary(files: Sequence[FileDifference], words: Interface) -> Iterator[_Line]:
    if not files:
        yield _Line(words.text(NOTHING_CHANGED))
        return
    told = FileWords(words, escaped)
    maps = [file for file in files if file.role is Role.MAP]
    parts = [words.plural("{count} map changed", "{count} maps changed", len(maps))] if maps else []
    others = len(files) - len(maps)
    parts += [words.plural("{count} other file changed", "{count} other files changed", others)] if others else []
    figures = told.figures(files[0]) if len(files) == 1 else told.counts(c for file in files for c in file.changes)
    yield _Line("**" + " · ".join([*parts, *figures]) + "**")


def _file_lines(file: FileDifference, told: FileWords) -> Iterator[_Line]:
    yield _Line("")
    yield _Line(f"### {told.name(file)}")
    yield _Line("")
    facts = [told.path(str(file.path)), *(told.figures(file) if file.role is Role.MAP and file.changes else [])]
    yield _Line(" · ".join(facts))
    status = told.status(file)
    if status:
        yield _Line("")
        yield _Line(status)
    for line in told.problems(file):
        yield _Line("")
        yield _Line(line)
    for group, changes in grouped(file.changes):
        yield from _group_lines(group, changes, told.words)


def _group_lines(group: Group, changes: list[Change], words: Interface) -> Iterator[_Line]:
    title = words.text(GROUPS[group])
    folded = len(changes) > _FEW
    yield _Line("")
    if folded:
        yield _Line(f"<details><summary><b>{title}</b> ({words.number(len(changes))})</summary>", opens=True)
    else:
        yield _Line(f"**{title}**")
    yield _Line("")
    for change in changes:
        mark = "" if change.effect is Effect.NEUTRAL else f"{MARKS[change.effect]} "
        yield _Line(f"- {mark}{sentence(change, words, escaped)}", changes=1)
    if folded:
        yield _Line("")
        yield _Line("</details>", closes=True)


def _cut(lines: list[_Line], words: Interface, most: int) -> str:
    """Join the lines; when they are too long, end where they still fit, close what is open, and say what is missing."""
    whole = "\n".join(line.text for line in lines) + "\n"
    if len(whole) <= most:
        return whole
    kept: list[str] = []
    length, is_open, left = 0, False, sum(line.changes for line in lines)
    for line in lines:
        length += len(line.text) + 1
        if length > most - _ROOM_FOR_NOTICE:
            break
        kept.append(line.text)
        left -= line.changes
        is_open = (is_open or line.opens) and not line.closes
    if is_open:
        kept += ["", "</details>"]
    notice = words.plural(
        "{count} change does not fit here; `cjm diff` shows all.",
        "{count} changes do not fit here; `cjm diff` shows all.",
        left,
    )
    return "\n".join([*kept, "", f"*{notice}*", ""])
