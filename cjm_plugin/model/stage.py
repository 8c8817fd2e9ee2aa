"""Stages and steps: the journey itself."""

from __future__ import annotations

from typing import ClassVar

from cjm_plugin.model.moment import Moment
from cjm_plugin.model.values import Many, Text, Texts


class Step(Moment):
    """Something the customer does. A plain string is `action`."""

    main_text: ClassVar[str] = "action"

    action: Text
    """What the customer does, from their point of view, not the company's."""


class Stage(Moment):
    """A part of the journey. A plain string is `title`. A stage may do without steps."""

    main_text: ClassVar[str] = "title"

    title: Text
    """What the stage is called."""
    goal: Texts = ()
    """What the customer wants to achieve."""
    trigger: Text | None = None
    """What starts the stage."""
    decisions: Texts = ()
    """What the customer decides here."""
    information: Texts = ()
    """What the customer wants to know here."""
    steps: Many[Step] = ()
    """What the customer does, one after the other."""


def name_of(moment: Moment) -> str:
    """Return what a moment is called: the action of a step, the title of a stage."""
    return moment.action if isinstance(moment, Step) else moment.title if isinstance(moment, Stage) else moment.id
