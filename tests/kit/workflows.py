"""The workflows of the kit, and their steps."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from cjm_plugin.cli.kit import kit_files

ROOT = Path(__file__).resolve().parents[2]
GITHUB = {path: text for path, text in kit_files("github", "en").items() if "/workflows/" in path}
PIPELINE = kit_files("gitlab", "en")[".gitlab-ci.yml"]


@dataclass(frozen=True, slots=True)
class Script:
    """A shell script of a workflow or pipeline."""

    place: str
    text: str
    env: dict[str, str]


class _Loader(yaml.SafeLoader):
    """Reads `on:` as the word it is meant to be, not as YAML 1.1 does."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first not in "oOyYnN"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def content(text: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(text, _Loader)
    return loaded


def jobs() -> dict[str, dict[str, Any]]:
    """Return the jobs of all workflows by "file: job"."""
    return {
        f"{Path(path).name}: {name}": job
        for path, text in GITHUB.items()
        for name, job in content(text)["jobs"].items()
    }


def scripts() -> list[Script]:
    """Return every `run:` of the workflows and every script of the pipeline."""
    found = [
        Script(f"{place}: {step.get('name', step['run'])}", step["run"], step.get("env", {}))
        for place, job in jobs().items()
        for step in job["steps"]
        if "run" in step
    ]
    return found + [
        Script(f".gitlab-ci.yml: {name}: {part}", "\n".join(job[part]), {})
        for name, job in content(PIPELINE).items()
        for part in ("before_script", "script")
        if isinstance(job, dict) and part in job
    ]


def script(start: str) -> Script:
    """Return the only script whose place begins like this."""
    (found,) = (each for each in scripts() if each.place.startswith(start))
    return found
