"""How git is run: never by a shell, deaf to what the environment says of other repositories, never on the network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import IO, TYPE_CHECKING

from cjm_plugin.locale import N_
from cjm_plugin.reading.diagnostics import Translate, harmless

if TYPE_CHECKING:
    from pathlib import Path

FAILED = N_("git failed: {reason}")
NO_GIT = N_("the program git is not installed; install it from https://git-scm.com")
NO_FOLDER = N_("{folder} is not a folder")
NOT_A_REPOSITORY = N_("{folder} is not in a git repository; `git init` makes one")
NO_WORK_TREE = N_("{folder} is in a git repository without files of its own; use a clone of it")
DUBIOUS = N_(
    "git does not trust the repository {root}, because it belongs to another user; "
    'allow it: `git config --global --add safe.directory "{root}"`'
)

_KEPT_VARIABLES = ("GIT_CONFIG", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM")
"""Where the user's own settings are, such as `safe.directory`. The rest could mean another repository or program."""

_SETTINGS = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.quotePath": "false",
    "gc.auto": "0",
    "log.showSignature": "false",
    "maintenance.auto": "false",
    "protocol.allow": "never",
}
"""No programs of the repository's settings are started, and a partial clone fetches nothing.

Only filters that `.git/config` defines run over an edited file, as in every `git diff`: a clone brings none along.
"""

_NONE: Mapping[str, str] = MappingProxyType({})


class GitError(Exception):
    """Git cannot do what is asked. The message is one line for users: what is wrong and how to mend it."""

    def __init__(self, message: str, **values: str) -> None:
        """Take a translatable template and what to fill in."""
        super().__init__(message)
        self.message = message
        self.values = values

    def line(self, translate: Translate) -> str:
        """Return the message in the language of `translate`."""
        return translate(self.message).format_map({key: harmless(value) for key, value in self.values.items()})

    def __str__(self) -> str:
        return self.line(str)


def git_program() -> str | None:
    """Return where git is installed; None when it is not.

    Never one that lies in the current folder: Windows would take that first, and it may be a stranger's clone.
    """
    name = "git.exe" if os.name == "nt" else "git"
    folders = filter(os.path.isabs, os.get_exec_path())
    return next((found for folder in folders if (found := shutil.which(os.path.join(folder, name)))), None)  # noqa: PTH118 - as PATH has it


def git_command(*arguments: str) -> list[str]:
    """Return the command line of git, with its settings made harmless. Raises GitError without the program."""
    program = git_program()
    if program is None:
        raise GitError(NO_GIT)
    settings = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
    return [program, "--no-pager", "--literal-pathspecs", *settings, *arguments]


def git_environment(variables: Mapping[str, str] = _NONE) -> dict[str, str]:
    """Return the environment git is run in: messages in English, no questions, no locks, no other repository."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith("GIT_") or name.upper().startswith(_KEPT_VARIABLES)
    }
    ours = {"LC_ALL": "C", "LANGUAGE": "", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    return {**kept, **ours, **variables}


def run_git(folder: Path, arguments: Sequence[str], text: bytes = b"", variables: Mapping[str, str] = _NONE) -> bytes:
    """Run git in `folder` with `text` as its input, and return its output. Raises GitError."""
    done = finished_git(folder, arguments, text, variables)
    if done.returncode:
        raise GitError(FAILED, reason=reason(done.stderr))
    return done.stdout


def finished_git(
    folder: Path, arguments: Sequence[str], text: bytes = b"", variables: Mapping[str, str] = _NONE
) -> subprocess.CompletedProcess[bytes]:
    """Run git in `folder` and return how it ended, whatever its exit code. Raises GitError when it cannot start.

    `variables` are more of the environment.
    """
    command, environment = git_command(*arguments), git_environment(variables)
    try:
        return subprocess.run(command, cwd=folder, env=environment, input=text, capture_output=True, check=False)  # noqa: S603
    except (OSError, ValueError) as error:  # ValueError: a NUL in an argument
        raise GitError(FAILED, reason=str(error)) from error


def started_git(folder: Path, arguments: Sequence[str], source: IO[bytes] | int) -> subprocess.Popen[bytes]:
    """Start git in `folder` with an open file, or a pipe, as its input. Raises GitError when it cannot start."""
    command, environment = git_command(*arguments), git_environment()
    pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
    try:
        return subprocess.Popen(command, cwd=folder, env=environment, stdin=source, stdout=pipe, stderr=quiet)  # noqa: S603
    except OSError as error:
        raise GitError(FAILED, reason=str(error)) from error


def reason(errors: bytes) -> str:
    """Return the line of git's own message that says most."""
    lines = [line.strip() for line in errors.decode("utf-8", "replace").splitlines() if line.strip()]
    fatal = [line for line in lines if line.startswith(("fatal:", "error:"))]
    return (fatal or lines or ["?"])[0].removeprefix("fatal:").removeprefix("error:").strip()


def path_text(raw: bytes) -> str:
    """Return a path of git as Python writes paths; bytes that are no text become lone surrogates."""
    return raw.decode(sys.getfilesystemencoding(), "surrogateescape")


def fields(output: bytes) -> list[bytes]:
    """Return the parts of output that ends each of them with NUL."""
    return output.split(b"\0")[:-1]
