"""Exit codes, the same for every command."""

from __future__ import annotations

FINDINGS = 1
"""Something was found; click exits with 2 when it is called wrongly."""
