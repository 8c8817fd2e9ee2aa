"""For all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# No test leaves anything in the cache of whoever runs it, or finds anything there.
os.environ["CJM_CACHE_DIR"] = "off"

# Machines are shared and noisy: how long an example takes says nothing about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
