"""Short names for long things: what was worked out from something is kept under its digest."""

from __future__ import annotations

import hashlib


def digest(*parts: object) -> str:
    """Return what changes with anything in `parts`, which are told apart by how Python writes them.

    Neither sets, whose order is another in every run, nor objects that Python writes with their address may be in them.
    """
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=24).hexdigest()
