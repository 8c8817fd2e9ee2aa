"""Build the example site with the oldest packages that `pyproject.toml` allows, on the oldest Python.

New releases are what every other check runs with; without this one, a lower bound is a guess. Packages that we do not
name ourselves are as new as they may be.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent


def oldest(requirements: Sequence[str]) -> Iterator[str]:
    """Yield each requirement as its lower bound."""
    for requirement in map(Requirement, requirements):
        yield f"{requirement.name}=={lower_bound(requirement.specifier)}"


def lower_bound(versions: SpecifierSet) -> str:
    """Return the oldest version that is allowed."""
    (lowest,) = (bound.version for bound in versions if bound.operator == ">=")
    return lowest


def main() -> int:
    """Install, check, export and build; return the exit code of the first that fails."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = lower_bound(SpecifierSet(project["requires-python"]))
    if ".".join(map(str, sys.version_info[:2])) != wanted:
        # Packages as old as their lower bounds may not be had for a newer one.
        print(f"Python {wanted} only: skipped")
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
        python = str(programs / "python")
        pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "-q"]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "CJM_CACHE_DIR": str(folder / "cache")}
        commands = [
            [sys.executable, "-m", "venv", str(folder / "venv")],
            [*pip, *oldest(project["dependencies"])],
            [*pip, "--no-deps", str(ROOT)],
            [python, "-m", "cjm_plugin", "check"],
            [python, "-m", "cjm_plugin", "export", "xlsx", "--output", str(folder)],
            [python, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder / "site")],
        ]
        for command in commands:
            done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
            if done.returncode:
                print(f"{done.stdout}{done.stderr}failed: {' '.join(command)}", file=sys.stderr)
                return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
