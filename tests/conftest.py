"""For all tests."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.shared.example_site import served_example

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.shared.example_site import ExampleSite

# No test leaves anything in the cache of whoever runs it, or finds anything there.
os.environ["CJM_CACHE_DIR"] = "off"

# Machines are shared and noisy: how long an example takes says nothing about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ExampleSite]:
    """The site of the example maps, built once."""
    with served_example(tmp_path_factory.mktemp("example")) as site:
        yield site
