"""Personas: who travels."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from cjm_plugin.model.base import Noun
from cjm_plugin.model.source import Source
from cjm_plugin.model.values import Id, Many, Text, Texts


class EmpathyMap(Noun):
    """What a persona says, thinks, does and feels, and what hurts or helps."""

    says: Texts = ()
    """What they say aloud."""
    thinks: Texts = ()
    """What they think and may not say."""
    does: Texts = ()
    """What they can be seen doing."""
    feels: Texts = ()
    """What they feel."""
    pains: Texts = ()
    """What stands in their way."""
    gains: Texts = ()
    """What success looks like to them."""


class Persona(Noun):
    """A typical customer, drawn from research: specific, never "everyone"."""

    main_text: ClassVar[str] = "name"

    id: Id = ""
    """What maps refer to. Default: the name of the file, or made from the name."""
    name: Text
    """What the persona is called."""
    role: Text | None = None
    """Who they are in a few words: "marketing director"."""
    age: Annotated[int, Field(strict=True, ge=0, le=130)] | None = None
    """Age in years."""
    image: Text | None = None
    """A picture, as a path relative to this file."""
    quote: Text | None = None
    """One sentence in their own voice."""
    summary: Text | None = None
    """The persona in one or two sentences; may have paragraphs and lists."""
    segment: Text | None = None
    """The customer segment they stand for."""
    demographics: Texts = ()
    """Family, income, place, education."""
    goals: Texts = ()
    """What they want to get done."""
    problems: Texts = ()
    """What makes it hard."""
    preferences: Texts = ()
    """What they like, which channels they choose."""
    behaviour: Texts = ()
    """How they act: habits, devices, decisions."""
    empathy: EmpathyMap | None = None
    """The empathy map."""
    sources: Many[Source] = ()
    """The research the persona is drawn from."""
    tags: Texts = ()
    """Words to find it by."""
    language: Text | None = None
    """The language of the texts. Default: the site's."""
