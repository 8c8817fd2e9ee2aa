"""What every page loads of ours stays light."""

from __future__ import annotations

import gzip
from importlib.resources import files
from pathlib import Path

from cjm_plugin.site.assets import SCRIPTS, STYLES, joined

MOST = 25 * 1024


def test_styles_and_scripts_weigh_little() -> None:
    folder = Path(str(files("cjm_plugin"))) / "assets"
    weight = sum(len(gzip.compress(joined(folder, names).encode(), 6)) for names in (STYLES, SCRIPTS))
    assert weight <= MOST
