"""What every page loads of ours stays light."""

from __future__ import annotations

import gzip
from importlib.resources import files

from cjm_plugin.site.assets import SCRIPTS, STYLES

MOST = 25 * 1024


def test_styles_and_scripts_weigh_little() -> None:
    folder = files("cjm_plugin") / "assets"
    weight = sum(len(gzip.compress((folder / name).read_bytes(), 6)) for name in (*STYLES, *SCRIPTS))
    assert weight <= MOST
