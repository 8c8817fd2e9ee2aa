"""Real git repositories for the tests."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.reading import folders

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

ANNA = "Анна Петрова <anna@example.org>"
OLEG = "Олег Ким <oleg@example.org>"
MORNING = dt.datetime(2025, 3, 1, 9, tzinfo=dt.timezone(dt.timedelta(hours=3)))

_CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
_SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "LC_ALL": "C"}


def map_text(title: str = "Путь", **scores: float) -> str:
    """Return the YAML of a small map whose stages have the given ids and scores."""
    stages = [f"  - {{id: {id_}, title: {id_.title()}, score: {score}}}" for id_, score in scores.items()]
    return "\n".join([f"title: {title}", "stages:", *(stages or ["  - Начало"]), ""])


@dataclass
class Work:
    """A repository with files. Commits are a day apart from each other unless dates are given."""

    folder: Path
    author: str = ANNA
    days: int = field(default=0)

    def git(self, *arguments: str, text: str | bytes = b"", **variables: str) -> str:
        """Run git in the repository and return what it prints; a failure is an AssertionError with its message."""
        name, _, mail = self.author.partition(" <")
        who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in _identity(name, mail)}
        done = subprocess.run(
            ["git", "-c", "protocol.file.allow=always", "-c", "advice.detachedHead=false", *arguments],
            cwd=self.folder,
            env={**_CLEAN, **_SETTINGS, **who, **variables},
            input=text.encode() if isinstance(text, str) else text,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace") + done.stdout.decode("utf-8", "replace")
        return done.stdout.decode("utf-8", "surrogateescape").strip()

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files without committing them."""
        folders.write(self.folder, files)

    def commit(
        self,
        message: str = "Change",
        files: Mapping[str, str | bytes] | None = None,
        *,
        removed: Iterable[str] = (),
        renamed: Mapping[str, str] | None = None,
        author: str | None = None,
        date: str | None = None,
    ) -> str:
        """Rename, remove and write files, commit all that is in the folder, and return the id of the commit."""
        for old, new in (renamed or {}).items():
            (self.folder / new).parent.mkdir(parents=True, exist_ok=True)
            self.git("mv", "--", old, new)
        for name in removed:
            (self.folder / name).unlink()
        self.write(files or {})
        self.git("add", "--all")
        self.git("commit", "--allow-empty", "--allow-empty-message", "-F-", text=message, **self.when(author, date))
        return self.head()

    def import_commits(self, versions: Iterable[Mapping[str, str]]) -> None:
        """Add commits "Edit 0", "Edit 1", … to `main`, each with the files it writes: thousands in a second."""
        stream: list[bytes] = []
        for number, files in enumerate(versions):
            self.days += 1
            seconds = int((MORNING + dt.timedelta(days=self.days)).timestamp())
            who = f"{self.author} {seconds} +0300".encode()
            stream += [b"commit refs/heads/main\nauthor ", who, b"\ncommitter ", who, b"\n", _data(f"Edit {number}")]
            stream += [] if number else [b"from refs/heads/main^0\n"]
            stream += [
                part for name, text in files.items() for part in (f"M 644 inline {name}\n".encode(), _data(text))
            ]
        self.git("fast-import", "--quiet", text=b"".join(stream))
        self.git("reset", "--quiet", "--hard")

    def merge(self, branch: str, message: str = "Merge", *, strategy: str = "ort", date: str | None = None) -> str:
        """Merge a branch, always with a commit, and return its id."""
        self.git("merge", "--no-ff", "-s", strategy, "-m", message, branch, **self.when(None, date))
        return self.head()

    def switch(self, branch: str, *, new: bool = False) -> None:
        """Go to a branch, or make it here."""
        self.git("switch", *(["--create"] if new else []), branch)

    def head(self) -> str:
        """Return the id of the current commit."""
        return self.git("rev-parse", "HEAD")

    def when(self, author: str | None = None, date: str | None = None) -> dict[str, str]:
        """Return the variables that make git believe who is at work, and when."""
        self.days += 1
        moment = date or (MORNING + dt.timedelta(days=self.days)).isoformat()
        variables = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        if author:
            name, _, mail = author.partition(" <")
            variables |= {f"GIT_AUTHOR_{key}": value for key, value in _identity(name, mail)}
        return variables


def _data(text: str) -> bytes:
    content = text.encode()
    return b"data %d\n%s\n" % (len(content), content)


def _identity(name: str, mail: str) -> tuple[tuple[str, str], ...]:
    return ("NAME", name), ("EMAIL", mail.removesuffix(">"))


def new_repository(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Work:
    """Make a repository with branch `main`; with files also a first commit."""
    folder.mkdir(parents=True, exist_ok=True)
    work = Work(folder)
    work.git("init", "--quiet", "--initial-branch=main")
    if files:
        work.commit("First", files)
    return work


def clone(source: Work, folder: Path, *options: str) -> Work:
    """Clone over the file protocol, as a CI job does: `--depth 1` makes it shallow."""
    source.git("clone", "--quiet", *options, source.folder.as_uri(), str(folder))
    return Work(folder)
