"""What each field takes, as data: the JSON Schema, the reference and error messages are made from it."""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Any, TypeAlias

from annotated_types import Ge, Le, MinLen
from pydantic.fields import FieldInfo

from cjm_plugin.model.base import SET_ASIDE, Noun

if typing.TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Plain(Enum):
    """A kind of single value. Stands in the annotation of the type that validates it."""

    TEXT = auto()
    ID = auto()
    DATE = auto()
    CYCLE = auto()
    YES_NO = auto()
    REACTION = auto()
    SCORES = auto()


@dataclass(frozen=True, slots=True)
class Number:
    """A number from `low` to `high`; None: no bound."""

    whole: bool
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words or numbers."""

    values: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Many:
    """A list, or a single value in its place."""

    item: Shape
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Keys with values, or the plain text that stands for them when the noun has a `main_text`."""

    noun: type[Noun]


@dataclass(frozen=True, slots=True)
class Either:
    """One of several shapes."""

    options: tuple[Shape, ...]


Shape: TypeAlias = Plain | Number | Choice | Many | Group | Either


@dataclass(frozen=True, slots=True)
class FieldShape:
    """A key of a noun. `default` is what counts when it is left out; None: nothing does."""

    key: str
    shape: Shape
    required: bool
    default: object
    description: str


@cache
def fields_of(noun: type[Noun]) -> dict[str, FieldShape]:
    """Return the fields of a noun by key, in the order of the format; other spellings are not in it."""
    return {
        field.alias or name: FieldShape(
            field.alias or name,
            _shape(field.annotation, field.metadata),
            field.is_required(),
            _default(field),
            field.description or "",
        )
        for name, field in noun.model_fields.items()
        if not (field.alias or name).startswith(SET_ASIDE)
    }


def shape_at(noun: type[Noun], loc: Sequence[str | int]) -> tuple[type[Noun], Shape | None]:
    """Return the innermost noun on the way `loc` through a file of `noun`, and the shape of what stands there.

    The shape is None where the noun itself stands, and for keys that no noun has.
    """
    shape: Shape | None = None
    for element in loc:
        if isinstance(element, int):
            shape = shape.item if isinstance(shape, Many) else shape
            continue
        here = next(groups_in(shape), None) if shape else None
        noun = here or noun
        field = fields_of(noun).get(noun.spellings.get(element, element))
        shape = field.shape if field else shape
    inner = shape.item if isinstance(shape, Many) else shape
    here = next(groups_in(inner), None) if inner else None
    return (here, None) if here else (noun, inner)


def groups_in(shape: Shape) -> Iterator[type[Noun]]:
    """Yield the nouns that a value of this shape may be."""
    if isinstance(shape, Group):
        yield shape.noun
    elif isinstance(shape, Many):
        yield from groups_in(shape.item)
    elif isinstance(shape, Either):
        for option in shape.options:
            yield from groups_in(option)


def nouns_of(noun: type[Noun]) -> tuple[type[Noun], ...]:
    """Return a noun and all that can stand in it, each once, outer ones first."""
    found = [noun]
    for outer in found:
        inner = [group for field in fields_of(outer).values() for group in groups_in(field.shape)]
        found += [group for group in dict.fromkeys(inner) if group not in found]
    return tuple(found)


def _default(field: FieldInfo) -> object:
    value = None if field.is_required() else field.default
    return None if value in ("", ()) or isinstance(value, Noun | dict) else value


def _shape(annotation: Any, metadata: Sequence[object]) -> Shape:
    marked = next((mark for mark in metadata if isinstance(mark, Plain)), None)
    if marked:
        return marked
    origin = typing.get_origin(annotation)
    arguments = typing.get_args(annotation)
    if origin is typing.Annotated:
        return _shape(arguments[0], arguments[1:])
    if origin in {typing.Union, types.UnionType}:
        options = tuple(_shape(option, ()) for option in arguments if option is not type(None))
        return options[0] if len(options) == 1 else Either(options)
    if origin is tuple:
        return Many(_shape(arguments[0], ()), int(_bound(metadata, MinLen, "min_length") or 0))
    if origin is typing.Literal:
        return Choice(arguments)
    return _single(annotation, metadata)


def _single(annotation: Any, metadata: Sequence[object]) -> Shape:
    if issubclass(annotation, Noun):
        return Group(annotation)
    if issubclass(annotation, Enum):
        return Choice(tuple(str(member.value) for member in annotation))
    if annotation is bool:
        return Plain.YES_NO
    if annotation in {int, float}:
        return Number(annotation is int, _bound(metadata, Ge, "ge"), _bound(metadata, Le, "le"))
    raise TypeError(annotation)


def _bound(metadata: Sequence[object], kind: type[Ge | Le | MinLen], name: str) -> float | None:
    plain = [inner for mark in metadata for inner in (mark.metadata if isinstance(mark, FieldInfo) else [mark])]
    return next((getattr(mark, name) for mark in plain if isinstance(mark, kind)), None)
