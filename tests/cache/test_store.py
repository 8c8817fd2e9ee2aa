"""What was worked out once is kept on disk."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from cjm_plugin.cache import store as module
from cjm_plugin.cache.store import Cache, open_cache

WRITER = """
import sys
from pathlib import Path
from cjm_plugin.cache.store import Cache
cache = Cache(Path(sys.argv[1]))
for number in range(300):
    cache.put("key", {"who": sys.argv[2], "text": sys.argv[2] * 20_000})
    found = cache.get("key")
    assert found and found["text"] == found["who"] * 20_000, found
"""


@pytest.mark.parametrize("key", ["", "a/../b", "ключ", "x" * 10_000, "\udcff", "\0"])
def test_any_key(tmp_path: Path, key: str) -> None:
    cache = Cache(tmp_path / "cache")
    assert cache.get(key) is None
    cache.put(key, {"a": [1, None, "й", 2.5]})
    assert cache.get(key) == {"a": [1, None, "й", 2.5]}
    assert Cache(tmp_path / "cache").get(key + "!") is None
    assert [*tmp_path.iterdir()] == [tmp_path / "cache"]


def test_without_a_folder_nothing_is_kept() -> None:
    cache = Cache(None)
    cache.put("key", 1)
    assert cache.get("key") is None


def test_the_variable_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJM_CACHE_DIR", str(tmp_path / "there"))
    open_cache("kind").put("key", 1)
    assert open_cache("kind").get("key") == 1
    assert open_cache("other").get("key") is None
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


@pytest.mark.parametrize("value", ["off", "OFF", " off "])
def test_the_variable_turns_it_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CJM_CACHE_DIR", value)
    open_cache("kind").put("key", 1)
    assert open_cache("kind").get("key") is None
    assert list(tmp_path.iterdir()) == []


def test_by_default_it_is_in_the_folder_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CJM_CACHE_DIR", raising=False)
    for name in ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    open_cache("kind").put("key", 1)
    assert open_cache("kind").get("key") == 1


@pytest.mark.parametrize("place", [os.devnull, "/proc/nowhere", "file"])
def test_a_folder_that_cannot_be_written_is_no_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("CJM_CACHE_DIR", place)
    cache = open_cache("kind")
    cache.put("key", 1)
    cache.put("key", 1)
    assert cache.get("key") is None


@pytest.mark.parametrize(("system", "kept"), [("nt", 2), ("posix", None)])
def test_a_file_that_is_being_read_can_be_kept_later_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, kept: int | None
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    cache = Cache(tmp_path)
    monkeypatch.setattr(module, "os", SimpleNamespace(name=system, fdopen=os.fdopen))
    with monkeypatch.context() as being_read:
        being_read.setattr(Path, "replace", refused)
        cache.put("key", 1)
    cache.put("key", 2)
    assert cache.get("key") == kept
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".cache"] * bool(kept)


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b"[" * 200_000, b'{"a": 1'])
def test_a_damaged_entry_is_not_there(tmp_path: Path, damage: bytes) -> None:
    cache = Cache(tmp_path)
    cache.put("key", 1)
    (place,) = tmp_path.rglob("*.cache")
    place.write_bytes(damage)
    assert cache.get("key") is None
    cache.put("key", 2)
    assert cache.get("key") == 2


def test_it_may_be_deleted_at_any_time(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("key", 1)
    (place,) = tmp_path.rglob("*.cache")
    place.unlink()
    place.parent.rmdir()
    assert cache.get("key") is None
    cache.put("key", 2)
    assert cache.get("key") == 2


def test_two_processes_at_once(tmp_path: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), who]) for who in "ab"]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".cache"]


def test_nothing_runs_when_it_is_read() -> None:
    assert "pickle" not in Path(module.__file__).read_text(encoding="utf-8")


def test_another_release_has_a_cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJM_CACHE_DIR", str(tmp_path))
    open_cache("kind").put("key", 1)
    monkeypatch.setattr("cjm_plugin.cache.store.release", lambda _: "another")
    assert open_cache("kind").get("key") is None


def test_what_other_releases_left_is_removed_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJM_CACHE_DIR", str(tmp_path))
    open_cache("kind").put("key", 1)
    for name, days in [("kind-0.0-old", 90), ("kind-0.0-new", 1), ("others-0.0-old", 90)]:
        (tmp_path / name).mkdir()
        moment = time.time() - days * 24 * 3600
        os.utime(tmp_path / name, (moment, moment))
    open_cache("kind")
    assert sorted(path.name for path in tmp_path.iterdir() if "0.0" in path.name) == ["kind-0.0-new", "others-0.0-old"]
    assert open_cache("kind").get("key") == 1
