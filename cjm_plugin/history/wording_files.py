"""What is said of a file as a whole: what it is, what happened to it, what it amounts to, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cjm_plugin.history.difference import Change, Effect, Figures, Group
from cjm_plugin.history.difference.files import FileDifference, FileStatus
from cjm_plugin.history.wording_values import NOTHING, Escape, Writer
from cjm_plugin.locale import N_, Interface
from cjm_plugin.reading.diagnostics import harmless
from cjm_plugin.reading.folder import Role

MARKS = {Effect.WORSE: "▼", Effect.BETTER: "▲", Effect.NEUTRAL: "•"}
MOST_PROBLEMS = 3

NOTHING_CHANGED = N_("Nothing changed.")
SAYS_THE_SAME = N_("No change in meaning: it is only written differently.")

_NAMES = {
    Role.MAP: N_("Map {name}"),
    Role.PERSONA: N_("Persona {name}"),
    Role.CATALOG: N_("The catalog"),
    Role.COLLECTION: N_("Collection {name}"),
}
_STATUS = {
    FileStatus.ADDED: N_("New: {facts}"),
    FileStatus.DELETED: N_("Deleted: {facts}"),
    FileStatus.RENAMED: N_("The file moved: {old} → {new}"),
}
_NO_FACTS = {FileStatus.ADDED: N_("New."), FileStatus.DELETED: N_("Deleted.")}


@dataclass(frozen=True, slots=True)
class FileWords:
    """Tells of files in one language for one kind of output."""

    words: Interface
    escape: Escape

    def name(self, file: FileDifference) -> str:
        """Return what the file is, with its title; a file that cannot be read goes by its path."""
        if file.role is None or not (file.title or file.role is Role.CATALOG):
            return self.path(str(file.path))
        writer = Writer(self.words, self.escape)
        return self.words.text(_NAMES[file.role]).format(name=writer.name(file.title))

    def path(self, path: str) -> str:
        """Return a path, so that it can do no harm."""
        return self.escape(harmless(path))

    def status(self, file: FileDifference) -> str:
        """Return what happened to the file, "" when it only changed."""
        if file.says_the_same:
            return self.words.text(SAYS_THE_SAME)
        if file.status is FileStatus.RENAMED:
            paths = {"old": self.path(str(file.old_path)), "new": self.path(str(file.new_path))}
            return self.words.text(_STATUS[FileStatus.RENAMED]).format(**paths)
        if file.status not in _STATUS:
            return ""
        facts = ", ".join(self._size(file))
        text = self.words.text(_STATUS[file.status] if facts else _NO_FACTS[file.status])
        return text.format(facts=facts)

    def figures(self, file: FileDifference) -> list[str]:
        """Return how many changes are for the worse and the better, and what became of mean and evidence."""
        parts = self.counts(file.changes)
        if file.before and file.after:
            parts.append(self.words.text(N_("mean score {change}")).format(change=self._means(file.before, file.after)))
            parts.append(self.words.text(N_("evidence {change}")).format(change=self._shares(file.before, file.after)))
        return parts

    def counts(self, changes: Iterable[Change]) -> list[str]:
        """Return the numbers of what got worse and better: `▼ 4`, `▲ 1`."""
        effects = [change.effect for change in changes]
        return [
            f"{MARKS[effect]} {number}"
            for effect in MARKS
            if effect in effects and effect is not Effect.NEUTRAL
            for number in [self.words.number(effects.count(effect))]
        ]

    def problems(self, file: FileDifference) -> list[str]:
        """Return why a version could not be read, its first problems line by line."""
        lines = []
        for text, problems in (
            (N_("The earlier version cannot be read:"), file.old_problems),
            (N_("The newer version cannot be read:"), file.new_problems),
        ):
            if problems:
                lines.append(self.words.text(text))
                lines += [self.escape(problem.line(self.words.text)) for problem in problems[:MOST_PROBLEMS]]
        return lines

    def _size(self, file: FileDifference) -> list[str]:
        figures = file.after or file.before
        if file.size is None or figures is None:
            return []
        parts = [self.words.plural("{count} stage", "{count} stages", file.size.stages)]
        if file.size.steps:
            parts.append(self.words.plural("{count} step", "{count} steps", file.size.steps))
        if figures.mean is not None:
            parts.append(self.words.text(N_("mean score {change}")).format(change=self._mean(figures)))
        parts.append(self.words.text(N_("evidence {change}")).format(change=self.words.percent(figures.coverage.share)))
        return parts

    def _means(self, before: Figures, after: Figures) -> str:
        return _arrow(self._mean(before), self._mean(after))

    def _shares(self, before: Figures, after: Figures) -> str:
        shares = (self.words.percent(figures.coverage.share) for figures in (before, after))
        return _arrow(*shares)

    def _mean(self, figures: Figures) -> str:
        return NOTHING if figures.mean is None else self.words.number(round(figures.mean, 2))


def grouped(changes: Sequence[Change]) -> list[tuple[Group, list[Change]]]:
    """Return the changes by heading, in the order of the headings, heaviest first in each."""
    groups = ((group, [change for change in changes if change.group is group]) for group in Group)
    return [(group, found) for group, found in groups if found]


def _arrow(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"
