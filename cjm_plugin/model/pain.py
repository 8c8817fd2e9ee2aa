"""Pain points: what makes customers suffer or leave."""

from __future__ import annotations

from typing import ClassVar

from cjm_plugin.model.base import Noun
from cjm_plugin.model.values import Frequency, Id, Ids, PainStatus, Severity, Text


class Pain(Noun):
    """Friction, an obstacle or a fear. A plain string is `what`."""

    main_text: ClassVar[str] = "what"

    id: Id = ""
    """What opportunities and links refer to. Default: made from the text."""
    what: Text
    """What goes wrong, from the customer's point of view."""
    step: Id | None = None
    """The id of the step of this stage where it happens."""
    severity: Severity | None = None
    """How bad it is."""
    frequency: Frequency | None = None
    """How often it happens."""
    personas: Ids = ()
    """The ids of the personas it concerns. Default: all of the map."""
    evidence: Ids = ()
    """The ids of the sources that show it. None: it is an assumption, and shown as one."""
    same_as: Id | None = None
    """The id of a pain point of the catalog that this one is an instance of."""
    status: PainStatus = PainStatus.OPEN
    """What has become of it."""
    notes: Text | None = None
    """Anything else; may have paragraphs and lists."""
