"""The real yaml-language-server, with the settings that this repository gives to editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.editors.language_server import LanguageServer
from tests.shared.npm import npm_packages

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def server() -> Iterator[LanguageServer]:
    packages = npm_packages(Path(__file__).with_name("package.json"), ROOT / ".cache" / "npm")
    program = packages / "yaml-language-server/bin/yaml-language-server"
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    # Schemas of other kinds of files would be fetched from elsewhere.
    running = LanguageServer.start(program, ROOT, settings | {"yaml.schemaStore.enable": False})
    yield running
    running.stop()
