"""Packages from npm that tests run: installed once into a cache folder, by name and version."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def npm_packages(wanted: Path, cache: Path) -> Path:
    """Return the `node_modules` of a `package.json`. Without Node or npm the test is skipped, but not on CI."""
    kept = cache / hashlib.sha256(wanted.read_bytes()).hexdigest()[:16]
    if not (kept / "node_modules").is_dir():
        _install(wanted, kept)
    return kept / "node_modules"


def _install(wanted: Path, kept: Path) -> None:
    npm = shutil.which("npm")
    if not (npm and shutil.which("node")):
        _cannot("Node.js and npm are not installed")
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent) as made:
        shutil.copy(wanted, made)
        quiet = ["--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--loglevel=error"]
        done = subprocess.run([str(npm), "install", *quiet], cwd=made, check=False, capture_output=True, text=True)
        if done.returncode:
            _cannot(f"npm could not install the packages: {done.stderr}")
        try:
            os.rename(made, kept)  # noqa: PTH104 - the folder stays a TemporaryDirectory for the line below
        except OSError:
            assert (kept / "node_modules").is_dir()  # another process was faster
            return
        os.mkdir(made)  # noqa: PTH102 - for its owner to remove


def _cannot(why: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)
