"""Metrics: whether it works."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from cjm_plugin.model.base import Noun
from cjm_plugin.model.values import Better, Date, Id, Number, Text


class Metric(Noun):
    """Something measured before and after a change: NPS, CSAT, conversion, resolution time."""

    main_text: ClassVar[str] = "name"

    id: Id = ""
    """What opportunities refer to. Default: made from the name."""
    name: Text
    """What is measured."""
    stage: Id | None = None
    """The id of the stage it belongs to."""
    step: Id | None = None
    """The id of the step it belongs to."""
    unit: Text | None = None
    """The unit: `%`, `min`, `points`."""
    baseline: Number | None = None
    """The value before the change."""
    target: Number | None = None
    """The value to reach."""
    value: Number | None = None
    """The latest value, unless the series has one of a later day."""
    better: Better | None = None
    """Which way is better. Default: from the baseline, or the first value of the series, towards the target."""
    date: Date | None = None
    """The day of the latest value."""
    series: Annotated[Text | None, Field(alias="from")] = None
    """A CSV file with the columns `date,value`, as a path relative to this file."""
    notes: Text | None = None
    """Anything else; may have paragraphs and lists."""
