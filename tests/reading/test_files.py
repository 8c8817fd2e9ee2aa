"""Files that are not what they should be: other encodings, links, pipes, giants, odd names."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import pytest

from cjm_plugin.reading.portfolio import read_portfolio
from tests.reading.folders import SMALL_MAP, report, report_of, write

if TYPE_CHECKING:
    from pathlib import Path

RUSSIAN = "title: Покупка товаров\nstages: [Поиск, Выбор]\n"
NOT_UTF8 = "maps/a.yaml:1:8: CJM001 is not UTF-8 text"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "mac-cyrillic"])
@pytest.mark.parametrize("text", [RUSSIAN, "title: Дом\n", "title: ООО Ромашка\nstages: [A]\n"])
def test_cyrillic_encodings_are_named(encoding: str, text: str, tmp_path: Path) -> None:
    assert report_of(tmp_path, {"a.yaml": text.encode(encoding)}) == [
        f"{NOT_UTF8}; it looks like {encoding}; save it as UTF-8"
    ]


def test_western_encoding_is_named(tmp_path: Path) -> None:
    text = "title: Café, très bien\nstages: [Début]\n".encode("cp1252")
    assert report_of(tmp_path, {"a.yaml": text}) == [
        "maps/a.yaml:1:11: CJM001 is not UTF-8 text; it looks like cp1252; save it as UTF-8"
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", [RUSSIAN, SMALL_MAP])
def test_wide_encodings_are_named(encoding: str, text: str, tmp_path: Path) -> None:
    (line,) = report_of(tmp_path, {"a.yaml": text.encode(encoding)})
    assert line.endswith(f"it looks like {encoding[:6].upper()}; save it as UTF-8")


def test_the_first_bad_byte_is_pointed_at(tmp_path: Path) -> None:
    text = "title: Дом\nstages:\n  - Ку".encode() + b"\xff" + "пил\n".encode()
    assert report_of(tmp_path, {"a.yaml": b"\xef\xbb\xbf" + text})[0].startswith("maps/a.yaml:3:7: CJM001")


def test_bytes_of_a_picture_have_no_encoding(tmp_path: Path) -> None:
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xde\xad\xbe\xef\x95\x81"
    assert report_of(tmp_path, {"a.yaml": png}) == ["maps/a.yaml:1:1: CJM001 is not UTF-8 text"]


@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\x7f", "\ufffe"])
def test_control_characters_are_refused(character: str, tmp_path: Path) -> None:
    (line,) = report_of(tmp_path, {"a.yaml": f"title: Foo\nstages: [A{character}]\n"})
    assert line.startswith(
        f"maps/a.yaml:2:11: CJM014 the control character U+{ord(character):04X} is not allowed in text"
    )


def test_a_giant_is_not_even_opened(tmp_path: Path) -> None:
    with (tmp_path / "a.yaml").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    begin = time.perf_counter()
    lines = report(read_portfolio(tmp_path, "maps"))
    assert lines == ["maps/a.yaml:1:1: CJM005 the file has 50.0 MB; at most 2 MB are read"]
    assert time.perf_counter() - begin < 1


@pytest.mark.parametrize(
    "content",
    [
        "".join(f"key{i}: x\n" for i in range(40_000)),
        "title: Foo\nstages:\n" + "  - {titel: x}\n" * 15_000,
        "x: " + "[" * 1_000_000,
        "x: " + "{a: " * 300_000,
        "- " * 900_000 + "x",
        "title: Foo\nstages: [{title: A, evidence: [" + "nope, " * 30_000 + "]}]\n",
    ],
    ids=["unknown keys", "mistyped keys", "open brackets", "open braces", "dashes", "unknown sources"],
)
def test_hostile_files_are_answered_soon(content: str, tmp_path: Path) -> None:
    begin = time.perf_counter()
    lines = report_of(tmp_path, {"a.yaml": content})
    assert 1 <= len(lines) <= 51
    assert time.perf_counter() - begin < 10


def test_at_most_fifty_problems_of_a_file_are_told(tmp_path: Path) -> None:
    lines = report_of(tmp_path, {"a.yaml": "title: Foo\nstages:\n" + "  - {title: A, score: 9}\n" * 60})
    assert lines[0] == "maps/a.yaml:1:1: CJM079 there are more problems in this file than can be told at once"
    assert len(lines) == 51


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    write(tmp_path, {"x/a.yaml": SMALL_MAP})
    (tmp_path / "b.yaml").symlink_to("x/a.yaml")
    assert report(read_portfolio(tmp_path, "maps")) == []


@pytest.mark.parametrize("target", ["nowhere.yaml", "b.yaml"], ids=["to nothing", "to itself"])
def test_a_dangling_link(target: str, tmp_path: Path) -> None:
    write(tmp_path, {"a.yaml": SMALL_MAP})
    (tmp_path / "b.yaml").symlink_to(target)
    assert report(read_portfolio(tmp_path, "maps")) == [
        "maps/b.yaml:1:1: CJM016 is a link to a file that does not exist"
    ]


def test_a_link_out_of_the_folder(tmp_path: Path) -> None:
    write(tmp_path, {"outside.yaml": SMALL_MAP, "maps/a.yaml": SMALL_MAP})
    (tmp_path / "maps" / "b.yaml").symlink_to(tmp_path / "outside.yaml")
    assert report(read_portfolio(tmp_path / "maps", "maps")) == [
        "maps/b.yaml:1:1: CJM015 is a link out of the maps folder"
    ]


def test_linked_folders_are_never_silent(tmp_path: Path) -> None:
    write(tmp_path, {"outside/b.yaml": SMALL_MAP, "maps/x/a.yaml": SMALL_MAP})
    for name, target in {"in": "x", "out": "../outside", "lost": "nowhere", "up": "."}.items():
        (tmp_path / "maps" / name).symlink_to(target)
    assert report(read_portfolio(tmp_path / "maps", "maps")) == [
        "maps/in:1:1: CJM066 is a link to a folder; its files are not read; copy the files instead",
        "maps/lost:1:1: CJM016 is a link to a file that does not exist",
        "maps/out:1:1: CJM015 is a link out of the maps folder",
        "maps/up:1:1: CJM066 is a link to a folder; its files are not read; copy the files instead",
    ]


def test_the_maps_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    write(tmp_path, {"real/a.yaml": SMALL_MAP})
    (tmp_path / "maps").symlink_to("real")
    assert report(read_portfolio(tmp_path / "maps", "maps")) == []


def test_what_is_no_file(tmp_path: Path) -> None:
    write(tmp_path, {"folder.yaml/x.yaml": SMALL_MAP, "a.yaml": SMALL_MAP})
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "null.yaml").symlink_to("/dev/null")
    os.mkfifo(tmp_path / "data.csv")
    assert report_of(tmp_path, {"b.yaml": SMALL_MAP + "metrics: {name: x, from: data.csv}\n"}) == [
        'maps/b.yaml:3:26: CJM052 there is no file "data.csv"',
        "maps/folder.yaml:1:1: CJM070 is not a file but a folder",
        "maps/null.yaml:1:1: CJM015 is a link out of the maps folder",
        "maps/pipe.yaml:1:1: CJM070 is not a file but a pipe",
    ]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert report(read_portfolio(tmp_path / "maps", "maps")) == [
        "maps:1:1: CJM000 cannot be read: No such file or directory"
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read(tmp_path: Path) -> None:
    write(tmp_path, {"a.yaml": SMALL_MAP, "x/b.yaml": SMALL_MAP, "c.yaml": SMALL_MAP})
    (tmp_path / "a.yaml").chmod(0)
    (tmp_path / "x").chmod(0)
    try:
        assert report(read_portfolio(tmp_path, "maps")) == [
            "maps/a.yaml:1:1: CJM000 cannot be read: Permission denied",
            "maps/x:1:1: CJM000 cannot be read: Permission denied",
        ]
    finally:
        (tmp_path / "x").chmod(0o700)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "dir").mkdir()
    for name, content in {b"caf\xe9.yaml": SMALL_MAP, b"d\xff/x.yaml": SMALL_MAP, b"\xfe.yaml": "titel: x\n"}.items():
        path = os.path.join(os.fsencode(tmp_path), name)  # noqa: PTH118 - bytes are no Path
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
            file.write(content)
    reading = read_portfolio(tmp_path, "maps")
    assert report(reading) == [
        'maps/\\udcfe.yaml:1:1: CJM020 unknown key "titel"; did you mean "title"?',
        'maps/\\udcfe.yaml:1:1: CJM021 "stages" is missing',
    ]
    assert [entry.key for entry in reading.portfolio.maps] == ["caf", "d/x"]
    assert [entry.collection.title for entry in reading.portfolio.collections] == ["d\\udcff"]


def test_names_of_any_script_keep_their_letters(tmp_path: Path) -> None:
    names = ["Карта клиента.yaml", "😀.yaml", "地図/日本 語.yaml", "e\u0301.yml", "a\u202eb.yaml", "I'm 100%.yaml"]
    reading = read_portfolio(write(tmp_path, dict.fromkeys(names, SMALL_MAP)), "maps")
    assert sorted(entry.key for entry in reading.portfolio.maps) == sorted(
        ["карта-клиента", "😀", "地図/日本-語", "é", "a-b", "i-m-100"]
    )


def test_the_report_cannot_be_tampered_with(tmp_path: Path) -> None:
    (line,) = report_of(
        tmp_path, {"\u202ea.yaml": 'title: Foo\n"a\\nb\\e[2K\u2066": x\nstages: [A]\n'.replace("\\e", "")}
    )
    assert line == 'maps/\\u202ea.yaml:2:1: CJM020 unknown key "a\\u000ab[2K\\u2066"'
