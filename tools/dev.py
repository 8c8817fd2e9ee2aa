"""Preview, test and check the project: `python3 tools/dev.py serve | test | check [ARGUMENTS …]`.

Makes an environment in `.venv` (or in the folder that CJM_VENV names), installs the project there, and runs the
command in it. The project is installed anew only when `pyproject.toml` has changed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = Path(os.environ.get("CJM_VENV") or ROOT / ".venv").resolve()
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "installed-for"
OLDEST = (3, 11)
USAGE = """usage: python3 tools/dev.py COMMAND [ARGUMENTS …]

  serve   preview the example site; arguments go to `mkdocs serve`
  test    run all tests; arguments go to pytest
  check   everything else that must hold: style, types, imports, translations, a strict build,
          the oldest packages that are allowed"""


def main(arguments: list[str]) -> int:
    """Run one command; return its exit code."""
    command, *rest = arguments or ["help"]
    if command not in {"serve", "test", "check"}:
        print(USAGE)
        return 0 if command in {"help", "-h", "--help"} else 2
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        return failed(1, f"Python {'.'.join(map(str, OLDEST))} or newer is needed; this is {found} ({sys.executable})")
    code = install()
    if code:
        return code
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    if command == "serve":
        return hand_over(["-m", "mkdocs", "serve", *rest])
    if command == "test":
        return hand_over(["-m", "pytest", "-n", "auto", *rest])
    return check()


def install() -> int:
    """Make the environment and install the project into it, unless that has been done. Return an exit code."""
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + os.fsencode(ROOT)).hexdigest()
    if PYTHON.exists() and STAMP.is_file() and STAMP.read_text() == wanted:
        return 0
    code = 0 if has_pip() else make_environment()
    if code:
        return code
    print("Installing the project and its tools; the first time this takes some minutes …", flush=True)
    code = run([str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "-q", "-e", f"{ROOT}[test]"])
    if code:
        return failed(code, "pip could not install the project; its messages above say why")
    STAMP.write_text(wanted)
    return 0


def make_environment() -> int:
    """Make the environment, or complete one that was broken off. Return an exit code."""
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        return failed(1, "this Python cannot make environments; on Debian and Ubuntu: apt install python3-venv")
    print(f"Making an environment in {VENV} …", flush=True)
    code = run([sys.executable, "-m", "venv", *([] if PYTHON.exists() else ["--clear"]), str(VENV)])
    return failed(code, f"could not make an environment in {VENV}; the messages above say why") if code else 0


def has_pip() -> bool:
    """Return whether the environment exists and can install packages."""
    command = [str(PYTHON), "-c", "import pip"]
    return PYTHON.exists() and subprocess.run(command, check=False, capture_output=True).returncode == 0


def check() -> int:
    """Run all checks but the tests, to the end even if some fail; return 1 if one has."""
    python = str(PYTHON)
    with tempfile.TemporaryDirectory() as site:
        checks = {
            "ruff check": [python, "-m", "ruff", "check", "."],
            "ruff format": [python, "-m", "ruff", "format", "--check", "."],
            "mypy": [python, "-m", "mypy"],
            "lint-imports": [str(BIN / "lint-imports")],
            "problem pages": [python, "tools/problem_pages.py", "check"],
            "rule pages": [python, "tools/rule_pages.py", "check"],
            "translations": [python, "tools/translations.py", "check"],
            # Not `--quiet`, which hides warnings from `--strict` too.
            "mkdocs build --strict": [python, "-m", "mkdocs", "build", "--strict", "--site-dir", site],
            "no assets of other hosts": [python, "tools/foreign_assets.py", site],
            "oldest packages": [python, "tools/oldest_packages.py"],
        }
        bad = []
        for name, command in checks.items():
            print(f"== {name}", flush=True)
            if run(command):
                bad.append(name)
    return failed(1, f"failed: {', '.join(bad)}") if bad else 0


def hand_over(arguments: list[str]) -> int:
    """Run the environment's Python from the top of the project; return its exit code.

    Where processes can be replaced, this one is, so that stopping it stops the server.
    """
    command = [str(PYTHON), *arguments]
    if os.name != "nt":
        os.chdir(ROOT)
        os.execv(command[0], command)  # noqa: S606 - no shell is wanted
    return run(command)


def run(command: list[str]) -> int:
    """Run a command from the top of the project; return its exit code. Ctrl-C is for the command to answer."""
    with subprocess.Popen(command, cwd=ROOT) as process:
        while True:
            try:
                code = process.wait()
            except KeyboardInterrupt:
                continue
            return code if code >= 0 else 128 - code


def failed(code: int, message: str) -> int:
    """Say in one line what went wrong; return the exit code."""
    print(f"error: {message}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
