"""A repository of maps as GitHub sees it: the repository itself, a fork, and the checkout of a workflow."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

BIN = Path(sys.executable).parent

BEFORE = """\
title: Buying a sofa
ownership: Anna
review: {cycle: 3 months, status: approved, last_reviewed: 2026-11-01}
stages:
  - id: looking
    title: Looking around
    score: 4
    pains: [{id: too-many, what: Too many options, severity: high}]
  - {id: ordering, title: Ordering, score: 2}
  - {id: delivery, title: Delivery, score: 5}
"""
AFTER = BEFORE.replace("severity: high", "severity: high, status: resolved").replace("score: 2", "score: 3.5")
BROKEN = AFTER.replace("score: 4", "scor: 4")

SITE = """\
site_name: Journeys
theme: {name: material, font: false}
plugins: [search, {cjm: {today: 2026-11-20}}]
"""


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository of a team (`upstream`) in a folder with everything that belongs to it."""

    home: Path

    @property
    def upstream(self) -> Path:
        return self.home / "upstream"

    @property
    def checkout(self) -> Path:
        return self.home / "checkout"

    def environment(self, more: Mapping[str, str]) -> dict[str, str]:
        """Return the environment of a step: that of this test, with `cjm` and `mkdocs` at hand."""
        return os.environ | {
            "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
            "XDG_CACHE_HOME": str(self.home / "cache"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "NO_MKDOCS_2_WARNING": "1",
            **{
                f"GIT_{who}_{what}": f"anna@{who}.example"
                for who in ("AUTHOR", "COMMITTER")
                for what in ("NAME", "EMAIL")
            },
            **more,
        }

    def run(
        self, script: str, folder: Path | None = None, env: Mapping[str, str] = MappingProxyType({})
    ) -> subprocess.CompletedProcess[str]:
        """Run a script as GitHub does; https://docs.github.com/actions/reference/workflow-syntax#custom-shell."""
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=folder or self.checkout,
            env=self.environment(env),
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    def git(self, *arguments: str, folder: Path | None = None) -> str:
        done = self.run(" ".join(["git", *arguments]), folder or self.upstream)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, text: str) -> None:
        """Write the map in the repository's working tree."""
        (self.upstream / "maps/sofa.yaml").write_text(text, encoding="utf-8")


def repository(home: Path) -> Repository:
    """Return a repository with one map on `main`, which a workflow may fetch any commit of, as from GitHub."""
    made = Repository(home)
    for folder in ("maps", "docs"):
        (made.upstream / folder).mkdir(parents=True)
    (made.upstream / "mkdocs.yml").write_text(SITE, encoding="utf-8")
    (made.upstream / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    made.write(BEFORE)
    made.git("init -q -b main .")
    made.git("config uploadpack.allowAnySHA1InWant true")
    made.git("add .")
    made.git("commit -qm 'A map'")
    return made


def propose(made: Repository, text: str) -> str:
    """Commit the map with this text on a branch that starts at `main`; return the commit. `main` goes on meanwhile."""
    made.git("checkout -q -b proposal")
    made.write(text)
    made.git("commit -qam 'A proposal'")
    commit = made.git("rev-parse HEAD")
    made.git("checkout -q main")
    (made.upstream / "docs/other.md").write_text("# Other\n", encoding="utf-8")
    made.git("add .")
    made.git("commit -qm 'Something else'")
    return commit


def check_out_merged(made: Repository) -> None:
    """Make the checkout of a workflow for a pull request: its branch merged into the target."""
    made.git("clone -q", str(made.upstream), str(made.checkout), folder=made.home)
    made.git("checkout -q --detach", folder=made.checkout)
    made.git("merge -q --no-ff -m Merge origin/proposal", folder=made.checkout)


def check_out_default(made: Repository) -> None:
    """Make the checkout of a workflow for the default branch, without the branch of the pull request."""
    made.git("clone -q --single-branch", str(made.upstream), str(made.checkout), folder=made.home)
