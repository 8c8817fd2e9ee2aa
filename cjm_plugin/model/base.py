"""What all nouns of the format share: frozen, closed to unknown keys, open to shorthands."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, JsonValue, model_validator

EXTENSION_PREFIX = "x-"

SET_ASIDE = "\0"
"""Begins the keys under which validators put values aside. No text file may hold it, so nobody can type one."""

EXTENSIONS_KEY = f"{SET_ASIDE}extensions"

_ALL_ALIKE: set[str] = set()
"""The fields that were given: nobody asks for them once a file is read."""

_MOST_SHARED = 29
"""Attributes. Objects with more do not share the names of them (CPython's `SHARED_KEYS_MAX_SIZE`)."""

_WORD = 32
"""Characters. Texts that are no longer are kept once, however many nouns say them."""

_NOTHING: dict[str, Any] = {}


def nothing() -> dict[str, Any]:
    """Return the empty dict that all nouns share which have nothing to put in one: most have not."""
    return _NOTHING


class Noun(BaseModel):
    """A thing of the journey: data only, never changed once read.

    `main_text` names the field that a plain string stands for (`pains: [Too many options]`);
    `spellings` maps other accepted keys to a field. A key without a value counts as not given.
    Keys that begin with `x-` are carried in `extensions` and ignored. Validation raises pydantic's
    ValidationError with all problems in it.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        coerce_numbers_to_str=True,
        use_attribute_docstrings=True,
    )

    main_text: ClassVar[str] = ""
    spellings: ClassVar[dict[str, str]] = {}

    extensions: dict[str, JsonValue] = Field(default_factory=nothing, alias=EXTENSIONS_KEY)

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Fill a first object field by field: Python makes room for the names of its attributes once, for all others.

        Objects that come after many which were not filled so take three times the memory.
        """
        first = cls.__new__(cls)
        for name in cls.model_fields:
            object.__setattr__(first, name, None)

    def __setstate__(self, state: dict[Any, Any]) -> None:
        """Take what was pickled, field by field: Python keeps objects that are filled so in half the memory."""
        object.__setattr__(self, "__pydantic_fields_set__", _ALL_ALIKE)
        object.__setattr__(self, "__pydantic_extra__", None)
        object.__setattr__(self, "__pydantic_private__", None)
        values = state["__dict__"]
        if len(values) > _MOST_SHARED:
            object.__setattr__(self, "__dict__", values)
            return
        for name, value in values.items():
            # Ids and the names of channels, people and touchpoints stand on many maps.
            is_word = value.__class__ is str and len(value) <= _WORD
            object.__setattr__(self, name, sys.intern(value) if is_word else value)

    @classmethod
    @cache
    def accepted_keys(cls) -> dict[str, str]:
        """Return the keys that an author may use, each with the name of its field."""
        own = {field.alias or name: name for name, field in cls.model_fields.items()}
        return {key: name for key, name in own.items() if not key.startswith(SET_ASIDE)} | cls.spellings

    @model_validator(mode="before")
    @classmethod
    def _accept_shorthands(cls, value: Any) -> Any:
        if isinstance(value, dict):
            return value if _is_spelled_out(value, cls.spellings) else cls._spelled_out(value)
        if cls.main_text and value is not None and not isinstance(value, list | tuple | BaseModel):
            return {cls.main_text: value}
        return value

    @classmethod
    def _spelled_out(cls, value: dict[str, Any]) -> dict[str, Any]:
        keys = cls.accepted_keys()
        extensions = {key: item for key, item in value.items() if key.startswith(EXTENSION_PREFIX)}
        plain: dict[str, Any] = {EXTENSIONS_KEY: extensions} if extensions else {}
        for key, item in value.items():
            if key in extensions or (item is None and key in keys):
                continue
            field = cls.spellings.get(key, key)
            plain[key if value.get(field) is not None else field] = item
        return plain


def _is_spelled_out(value: dict[str, Any], spellings: dict[str, str]) -> bool:
    """Tell the usual case, in which there is nothing to translate."""
    return all(not (item is None or key in spellings or key[:2] == EXTENSION_PREFIX) for key, item in value.items())
