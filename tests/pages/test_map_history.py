"""What the page of a map tells of its past, as git knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_plugin.cache.store import Cache
from cjm_plugin.history.log import read_history
from cjm_plugin.history.timeline import Timelines
from cjm_plugin.pages.history_parts import KnownHistory
from cjm_plugin.pages.living import Living
from cjm_plugin.reading.portfolio import read_portfolio
from tests.history.repositories import ANNA, OLEG, clone, new_repository
from tests.pages.rendered import check_html, render

if TYPE_CHECKING:
    from pathlib import Path

    from tests.history.repositories import Work
    from tests.pages.rendered import Rendered


def a_map(first: float, second: float | None = None, more: str = "") -> str:
    stages = f"- {{id: a, title: Awareness, score: {first}}}\n"
    if second is not None:
        stages += f"- {{id: b, title: Purchase, score: {second}}}\n"
    return f"title: Kettle\n{more}stages:\n{stages}"


def page_of(work: Work, language: str = "en") -> Rendered:
    folder = work.folder / "maps"
    history = read_history(folder)
    known = {}
    with Timelines(history, Cache(None)) as timelines:
        for entry in read_portfolio(folder, "maps").portfolio.maps:
            file = history.of(entry.path)
            if file:
                known[entry.key] = KnownHistory(file, timelines.of(entry.path, entry.journey))
    page = render(folder, language=language, living=Living(history=known))["a"]
    check_html(page)
    return page


@pytest.fixture
def work(tmp_path: Path) -> Work:
    work = new_repository(tmp_path / "repository")
    work.commit("Begin & <b>", {"maps/a.yaml": a_map(2, 3)}, date="2026-01-10T10:00:00+03:00", author=ANNA)
    version = {"maps/a.yaml": a_map(3, 3, 'version: "1.1"\n')}
    work.commit("After interviews", version, date="2026-03-01T23:30:00+03:00", author=OLEG)
    return work


def test_first_and_last_change_revisions_and_authors(work: Work) -> None:
    page = page_of(work)
    assert page.fact("Made") == "10 Jan 2026, Анна Петрова"
    assert page.fact("Last change") == "1 Mar 2026, Олег Ким", "on the day of the author, whose clock it was"
    assert page.fact("Revisions") == "2"
    assert page.fact("Authors") == "Анна Петрова, Олег Ким"


def test_what_changed_is_told_in_sentences_newest_first(work: Work) -> None:
    newest, first = page_of(work).texts(".cjm-changes > ol > li")
    assert newest.startswith(f"1 Mar 2026, Олег Ким: After interviews {work.head()[:8]}")
    assert "score 2 → 3" in newest
    assert "“1.1”" in newest or "1.1" in newest
    assert first.startswith("10 Jan 2026, Анна Петрова: Begin & <b>")
    assert first.endswith("The map was made.")
    (details,) = page_of(work).all(".cjm-changes")
    assert "open" not in details.attrs


def test_a_new_layout_of_the_file_is_no_change(work: Work) -> None:
    text = (work.folder / "maps/a.yaml").read_text(encoding="utf-8")
    work.commit("Tidy up", {"maps/a.yaml": f"# A comment\n{text}"})
    page = page_of(work)
    assert page.fact("Revisions") == "3"
    assert "Tidy up" not in page.text()


def test_a_large_change_is_cut_and_counted(work: Work) -> None:
    pains = "".join(f"  - Pain {number}\n" for number in range(30))
    many = f"- title: Delivery\n  pains:\n{pains}"
    work.commit("Many", {"maps/a.yaml": a_map(3, 3, 'version: "1.1"\n') + many})
    change = page_of(work).texts(".cjm-changes > ol > li")[0]
    assert "more changes" in change
    assert change.count("Pain ") <= 12


def test_work_in_progress_stands_first(work: Work) -> None:
    work.write({"maps/a.yaml": a_map(5, 3, 'version: "1.1"\n')})
    change = page_of(work).texts(".cjm-changes > ol > li")[0]
    assert change.startswith("Not committed yet")
    assert "3 → 5" in change


def test_only_ten_changes_are_told(work: Work) -> None:
    for number in range(12):
        work.commit(f"Step {number}", {"maps/a.yaml": a_map(1 + number % 2, 4)})
    changes = page_of(work).texts(".cjm-changes > ol > li")
    assert len(changes) == 10
    assert "Step 11" in changes[0]


def test_scores_are_drawn_from_version_to_version_with_a_table(work: Work) -> None:
    work.commit("Second", {"maps/a.yaml": a_map(4, 2, 'version: "1.2"\n')}, date="2026-06-01T10:00:00+03:00")
    page = page_of(work)
    assert "### Scores over time" in page.headings()
    assert page.texts(".cjm-multiples li") == ["Whole journey 3 → 3", "1. Awareness 3 → 4", "2. Purchase 3 → 2"]
    names = [picture["aria-label"] for picture in page.all(".cjm-multiples svg")]
    assert names == ["Whole journey: 3 → 3", "1. Awareness: 3 → 4", "2. Purchase: 3 → 2"]
    assert page.texts("#score-history ~ details th[scope=col]") == ["Stage", "1.11 Mar 2026", "1.21 Jun 2026"]
    assert page.texts("#score-history ~ details tbody tr") == ["Whole journey33", "1. Awareness34", "2. Purchase32"]


def test_a_stage_that_came_late_or_is_gone_stays_in_the_table(work: Work) -> None:
    work.commit("Less", {"maps/a.yaml": a_map(4, None, 'version: "1.2"\n')})
    page = page_of(work)
    assert [text.split(" 3")[0] for text in page.texts(".cjm-multiples li")] == ["Whole journey", "1. Awareness"]
    assert page.texts("#score-history ~ details tbody tr")[-1] == "Purchase3—"


def test_one_version_is_no_curve(work: Work) -> None:
    assert page_of(work).all(".cjm-multiples") == []


def test_many_versions_show_the_newest(work: Work) -> None:
    for number in range(20):
        work.commit(f"V{number}", {"maps/a.yaml": a_map(1 + number % 5, 4, f'version: "2.{number}"\n')})
    page = page_of(work)
    assert len(page.texts("#score-history ~ details th[scope=col]")) == 13
    assert "9 earlier versions are left out" in page.text()


def test_a_shallow_clone_says_that_it_does_not_know_the_beginning(work: Work, tmp_path: Path) -> None:
    work.commit("Later", {"maps/a.yaml": a_map(4, 3)}, date="2026-06-01T10:00:00+03:00")
    page = page_of(clone(work, tmp_path / "shallow", "--depth", "2"))
    assert "earlier changes are not known here" in page.text()
    assert "Made" not in page.facts()
    assert page.fact("Last change") == "1 Jun 2026, Анна Петрова"


def test_history_is_told_in_russian(work: Work) -> None:
    page = page_of(work, "ru")
    assert "## История" in page.headings()
    assert page.fact("Создана") == "10 января 2026 г., Анна Петрова"
    assert "Карта создана." in page.text(".cjm-changes")


def test_a_map_that_git_does_not_know_has_no_history(tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps/a.yaml").write_text(a_map(2), encoding="utf-8")
    page = render(tmp_path / "maps")["a"]
    assert "## History" not in page.headings()
