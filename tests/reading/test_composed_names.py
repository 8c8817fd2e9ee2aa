"""Names that a file system writes otherwise than people do: `й` as и with a sign above it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from click.testing import CliRunner

from cjm_plugin.cli import main
from cjm_plugin.history.git import GitError, open_repository
from cjm_plugin.history.log import read_history
from cjm_plugin.reading.portfolio import read_portfolio
from tests.history.repositories import new_repository
from tests.shared.macos import decomposed, on_macos

MAP = "title: A\nstages: [B]\n"


def test_macos_lists_files_as_git_has_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = new_repository(tmp_path / "site", {"maps/Йога/Чай.yaml": MAP, "maps/Ёж.yaml": MAP})
    work.write({"maps/Йога/Чай.yaml": "titel: A\n"})
    on_macos(monkeypatch)
    reading = read_portfolio(work.folder / "maps", "maps")
    assert [entry.path for entry in reading.portfolio.broken] == [PurePosixPath("Йога/Чай.yaml")]
    assert read_history(work.folder / "maps").files.keys() == {PurePosixPath("Йога/Чай.yaml"), PurePosixPath("Ёж.yaml")}
    monkeypatch.chdir(work.folder)
    done = CliRunner().invoke(main, ["check", "--changed-since", "HEAD", "--no-cache"])
    assert done.exit_code == 1, done.output
    assert "maps/Йога/Чай.yaml:1:1: CJM020" in done.output


def test_a_file_is_checked_by_the_name_that_macos_completes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "maps").mkdir()
    typed = Path("maps", f"{decomposed('Йога')}.yaml")
    (tmp_path / typed).write_text(MAP, encoding="utf-8")
    on_macos(monkeypatch)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["check", str(typed), "--no-cache"])
    # Here, unlike on a Mac, the file cannot be opened by its other name; what matters is that this is told.
    assert done.exit_code == 1, done.output
    assert "maps/Йога.yaml:1:1: CJM" in done.output


def test_the_repository_may_lie_in_a_folder_with_such_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = new_repository(tmp_path / "Мой сайт", {"maps/a.yaml": MAP})
    repository = open_repository(work.folder)
    typed = Path(decomposed(str(work.folder)), "maps")
    with pytest.raises(GitError, match="lies outside"):
        repository.path_of(typed)
    on_macos(monkeypatch)
    assert repository.path_of(typed) == PurePosixPath("maps")


def test_maps_from_an_archive_of_macos_are_called_by_their_names(tmp_path: Path) -> None:
    (tmp_path / f"{decomposed('Йога дома')}.yaml").write_text(MAP, encoding="utf-8")
    for name in ("Йога дома", decomposed("Йога дома"), "йога-дома"):
        (tmp_path / "b.yaml").write_text(f"{MAP}links: {{parent: {name}}}\n", encoding="utf-8")
        assert read_portfolio(tmp_path, "maps").diagnostics == ()
