"""What all nouns of the format share: frozen, closed to unknown keys, open to shorthands."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, JsonValue, model_validator

EXTENSION_PREFIX = "x-"


def _schema_extra(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Say in the JSON Schema what the validators of a noun accept besides its plain fields."""
    assert issubclass(model, Noun)
    schema.pop("title", None)
    properties = schema["properties"]
    for spelling, field in model.spellings.items():
        properties[spelling] = {**properties[field], "description": f"The same as `{field}`."}
    for key in [key for key in properties if not key.isidentifier()]:
        del properties[key]
    schema["patternProperties"] = {f"^{EXTENSION_PREFIX}": {"description": "Carried and ignored."}}


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
        use_attribute_docstrings=True,
        json_schema_extra=_schema_extra,
    )

    main_text: ClassVar[str] = ""
    spellings: ClassVar[dict[str, str]] = {}

    extensions: dict[str, JsonValue] = Field(default={}, alias=EXTENSION_PREFIX)

    @model_validator(mode="before")
    @classmethod
    def _accept_shorthands(cls, value: Any) -> Any:
        if isinstance(value, dict):
            return cls._spelled_out(value)
        if cls.main_text and not isinstance(value, list | BaseModel) and value is not None:
            return {cls.main_text: value}
        return value

    @classmethod
    def _spelled_out(cls, value: dict[str, Any]) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        extensions: dict[str, Any] = {}
        for key, item in value.items():
            if item is None:
                continue
            if key.startswith(EXTENSION_PREFIX):
                extensions[key] = item
            elif key in cls.spellings and cls.spellings[key] not in value:
                plain[cls.spellings[key]] = item
            else:
                plain[key] = item
        if extensions:
            plain[EXTENSION_PREFIX] = extensions
        return plain
