"""The options that say which rules run, as plain data: rules themselves are loaded only when they are asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RuleOptions:
    """`rules` is what `Selection.from_options` takes; `overdue` is None, `ignore`, `warn` or `error`."""

    rules: Mapping[str, object] = field(default_factory=dict)
    overdue: str | None = None
