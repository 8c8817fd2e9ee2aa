"""The JSON Schemas of what is exported, so that programs can rely on it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from cjm_plugin.exchange.json_shapes import FORMAT, MapShape, PortfolioShape
from cjm_plugin.model.schema import json_schema

EXPORTS: dict[str, type[BaseModel]] = {"portfolio": PortfolioShape, "map-export": MapShape}
"""The kinds of JSON that are published, each with what it holds."""


def export_schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a kind of JSON: a key of EXPORTS."""
    schema = EXPORTS[kind].model_json_schema(mode="serialization")
    if kind == "map-export":
        # What editors need and what says which schema it is stays with the schema of the files.
        journey = {key: value for key, value in json_schema("map").items() if not key.startswith("$")}
        schema["definitions"] = journey.pop("definitions")
        schema["$defs"]["journey"] = journey
        schema["properties"]["journey"] |= {"$ref": "#/$defs/journey"}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:mkdocs-cjm-plugin:{kind}:{FORMAT}"}
    return head | schema
