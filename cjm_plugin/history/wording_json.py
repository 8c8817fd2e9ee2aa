"""The difference as JSON for programs. The models here are its documentation; the schema is made from them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from cjm_plugin.analysis.evidence import Coverage
from cjm_plugin.history.difference import Change, ChangeKind, Effect, Figures, Group, NounKind, Subject, Value
from cjm_plugin.history.difference.files import FileDifference, FileStatus
from cjm_plugin.history.wording import sentence
from cjm_plugin.locale import Interface
from cjm_plugin.reading.diagnostics import Diagnostic, harmless

FORMAT_VERSION: Literal[1] = 1


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class SubjectShape(_Shape):
    """Something that has a name."""

    noun: NounKind
    """What it is."""
    id: str
    """Its id in the newer version, or in the older one when it is gone."""
    title: str
    """What it is called."""


class ChangeShape(_Shape):
    """One change."""

    kind: ChangeKind
    """What happened."""
    group: Group
    """The heading it belongs under."""
    effect: Effect
    """Whether it is for the worse or the better."""
    weight: int
    """How much it matters: the higher, the more; all that is worse over all that is better over the rest."""
    text: str
    """The change as a sentence, in the language that was asked for."""
    place: tuple[SubjectShape, ...]
    """From the outermost thing to the one that changed; empty for the map itself."""
    anchor: str
    """The anchor of the thing on the page of the map; empty without one."""
    path: tuple[str, ...]
    """The way from the thing to the field, in keys of the format; empty when the thing as a whole changed."""
    persona: str
    """The id of the persona a score is for; empty for everyone."""
    before: JsonValue
    """What was there. References are ids, dates YYYY-MM-DD, evidence `{claims, backed}`; null for nothing."""
    after: JsonValue
    """What is there now."""
    details: dict[str, JsonValue]
    """Facts told along, such as `severity` of a new pain point."""


class EvidenceShape(_Shape):
    """How much of a map is backed by evidence."""

    claims: int
    """The number of steps, stages without steps or with a source of their own, and pain points."""
    backed: int
    """The number of those that name a source."""


class FiguresShape(_Shape):
    """What a map amounts to."""

    mean: float | None
    """The mean score, 1 to 5; null without scores."""
    evidence: EvidenceShape
    """How much is backed by evidence."""


class ProblemShape(_Shape):
    """Why a version cannot be read."""

    code: str
    """The code of the problem."""
    line: int
    """The line, from 1."""
    column: int
    """The column, from 1."""
    message: str
    """The problem in words, in the language that was asked for."""


class FileShape(_Shape):
    """What changed in a file."""

    role: Literal["map", "persona", "catalog", "collection", "other"]
    """What the file is."""
    status: FileStatus
    """What happened to the file as such."""
    old_path: str | None
    """Where the file was; null for a new one."""
    new_path: str | None
    """Where the file is; null for one that was deleted."""
    title: str
    """The title of the map, or the name of the persona; empty when there is none or it cannot be read."""
    before: FiguresShape | None
    """The figures of the older version of a map; null when there is none or it cannot be read."""
    after: FiguresShape | None
    """The figures of the newer version."""
    changes: tuple[ChangeShape, ...]
    """The changes, heaviest first; none when the file only says the same in another way."""
    old_problems: tuple[ProblemShape, ...]
    """Why the older version cannot be read."""
    new_problems: tuple[ProblemShape, ...]
    """Why the newer version cannot be read."""


class DifferenceShape(_Shape):
    """The output of `cjm diff --format json`."""

    format: Literal[1] = Field(FORMAT_VERSION)
    """The version of this shape. It changes when something is taken away or means something else."""
    old: str
    """The older version as it was asked for: a revision or a path."""
    new: str | None
    """The newer version; null for the files on disk."""
    files: tuple[FileShape, ...]
    """The files that changed: maps, personas, collections, the catalog, others; each by path."""


def as_json(files: Sequence[FileDifference], old: str, new: str | None, words: Interface) -> str:
    """Return the difference of all files as JSON. `old` and `new` are the versions as they were asked for."""
    shape = DifferenceShape(
        old=harmless(old),
        new=None if new is None else harmless(new),
        files=tuple(_file(file, words) for file in files),
    )
    return json.dumps(shape.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def diff_schema() -> str:
    """Return the JSON Schema of the output, as it stands in `schemas/diff.schema.json`."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema |= DifferenceShape.model_json_schema(mode="serialization")
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _file(file: FileDifference, words: Interface) -> FileShape:
    role = file.role.name.lower() if file.role else "other"
    return FileShape.model_validate(
        {
            "role": role,
            "status": file.status,
            "old_path": _path(file.old_path),
            "new_path": _path(file.new_path),
            "title": file.title,
            "before": _figures(file.before),
            "after": _figures(file.after),
            "changes": tuple(_change(change, words) for change in file.changes),
            "old_problems": tuple(_problem(problem, words) for problem in file.old_problems),
            "new_problems": tuple(_problem(problem, words) for problem in file.new_problems),
        }
    )


def _path(path: object) -> str | None:
    return None if path is None else harmless(str(path))


def _figures(figures: Figures | None) -> FiguresShape | None:
    if figures is None:
        return None
    return FiguresShape(mean=figures.mean, evidence=EvidenceShape(**_coverage(figures.coverage)))


def _coverage(coverage: Coverage) -> dict[str, int]:
    return {"claims": coverage.claims, "backed": coverage.backed}


def _change(change: Change, words: Interface) -> ChangeShape:
    return ChangeShape(
        kind=change.kind,
        group=change.group,
        effect=change.effect,
        weight=change.weight,
        text=sentence(change, words),
        place=tuple(SubjectShape(noun=s.noun, id=s.id, title=s.title) for s in change.place),
        anchor=change.anchor,
        path=change.path,
        persona=change.persona,
        before=_value(change.before),
        after=_value(change.after),
        details={key: _value(value) for key, value in change.details},
    )


def _value(value: Value) -> JsonValue:
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, Subject):
        return value.id
    if isinstance(value, Coverage):
        return dict(_coverage(value))
    return value.isoformat() if isinstance(value, dt.date) else value


def _problem(problem: Diagnostic, words: Interface) -> ProblemShape:
    return ProblemShape(
        code=problem.problem.code,
        line=problem.position.line,
        column=problem.position.column,
        message=problem.message(words.text),
    )
