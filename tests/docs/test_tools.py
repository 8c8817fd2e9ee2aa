"""The tools that a newcomer meets first."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.fences import ROOT, put

DEV = ROOT / "tools/dev.py"
FOREIGN = ROOT / "tools/foreign_assets.py"


def run(script: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(script), *arguments],
        env={**os.environ, **environment},
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize(("arguments", "code"), [([], 0), (["--help"], 0), (["sevre"], 2)])
def test_dev_without_a_command_tells_how_to_use_it(arguments: list[str], code: int, tmp_path: Path) -> None:
    done = run(DEV, *arguments, CJM_VENV=str(tmp_path / "venv"))
    assert (done.returncode, done.stdout.splitlines()[0]) == (
        code,
        "usage: python3 tools/dev.py COMMAND [ARGUMENTS …]",
    )
    assert not (tmp_path / "venv").exists()


def test_dev_says_when_python_cannot_make_environments(tmp_path: Path) -> None:
    hidden = put(
        "import importlib.util as util\n"
        "find = util.find_spec\n"
        "util.find_spec = lambda name, *rest: None if name == 'ensurepip' else find(name, *rest)\n",
        tmp_path / "hidden/sitecustomize.py",
    ).parent
    done = run(DEV, "test", CJM_VENV=str(tmp_path / "venv"), PYTHONPATH=str(hidden))
    assert done.returncode == 1
    assert done.stderr == (
        "error: this Python cannot make environments; on Debian and Ubuntu: apt install python3-venv\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for Python is a shell script")
def test_dev_says_when_pip_fails_and_passes_its_exit_code_on(tmp_path: Path) -> None:
    script = '#!/bin/sh\ncase "$*" in *install*) echo no network >&2; exit 23;; esac\n'
    put(script, tmp_path / "venv/bin/python").chmod(0o755)
    done = run(DEV, "test", CJM_VENV=str(tmp_path / "venv"))
    assert done.returncode == 23
    assert done.stderr.splitlines() == [
        "no network",
        "error: pip could not install the project; its messages above say why",
    ]


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for Python is a shell script")
def test_dev_installs_once_and_hands_arguments_and_exit_code_over(tmp_path: Path) -> None:
    log = tmp_path / "log"
    script = f'#!/bin/sh\necho "$*" >> {log}\ncase "$*" in "-m pytest"*) exit 5;; esac\n'
    put(script, tmp_path / "venv/bin/python").chmod(0o755)
    codes = [run(DEV, "test", "-k", "nothing", CJM_VENV=str(tmp_path / "venv")).returncode for _ in range(2)]
    assert codes == [5, 5]
    called = log.read_text("utf-8")
    assert called.count(" install ") == 1
    assert called.count("-m pytest -n auto -k nothing\n") == 2


def test_assets_of_other_hosts_are_found(tmp_path: Path) -> None:
    page = """<html><head><link rel="canonical" href="https://example.org/">
      <link rel="stylesheet" href="//cdn.example/a.css"><style>@import "https://fonts.example/b.css";</style>
      <script src="https://cdn.example/c.js"></script></head>
      <body><a href="https://example.org/">to follow</a><img src="local.png" srcset="https://img.example/d.png 2x">
      <p style="background: url('http://img.example/e.png')">https://example.org/</p></body></html>"""
    put(page, tmp_path / "index.html")
    put(".a { background: url(https://img.example/f.png) } .b { background: url(g.png) }", tmp_path / "a/f.css")
    done = run(FOREIGN, str(tmp_path))
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        f"{Path('a/f.css')}: https://img.example/f.png",
        "index.html: //cdn.example/a.css",
        "index.html: https://fonts.example/b.css",
        "index.html: https://cdn.example/c.js",
        "index.html: https://img.example/d.png 2x",
        "index.html: http://img.example/e.png",
    ]


def test_a_site_that_loads_nothing_passes_and_an_empty_folder_does_not(tmp_path: Path) -> None:
    assert run(FOREIGN, str(tmp_path)).returncode == 1
    put('<a href="https://example.org/">to follow</a><img src="/local.png">', tmp_path / "index.html")
    assert run(FOREIGN, str(tmp_path)).returncode == 0
