"""Sources: what the claims of a map rest on."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from cjm_plugin.model.base import Noun
from cjm_plugin.model.values import Date, Id, SourceType, Text


class Source(Noun):
    """A piece of research or data that claims can name as their evidence."""

    main_text: ClassVar[str] = "title"

    id: Id = ""
    """What `evidence` refers to. Default: made from the title."""
    title: Text
    """What it is: "Interviews with first-time buyers"."""
    type: SourceType = SourceType.OTHER
    """How the knowledge was won."""
    date: Date | None = None
    """When it was gathered."""
    sample: Annotated[int, Field(strict=True, ge=0)] | None = None
    """How many people, tickets or sessions it covers."""
    url: Text | None = None
    """Where it can be read."""
    notes: Text | None = None
    """Anything else; may have paragraphs and lists."""
