"""The page for leadership: every figure as the YAML says, and leading to as many rows as it counts."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

import pytest
import yaml
from dateutil.relativedelta import relativedelta

from cjm_plugin.history.log import read_history
from cjm_plugin.history.timeline import Timelines
from cjm_plugin.pages.history_parts import KnownHistory
from cjm_plugin.pages.living import Living
from cjm_plugin.reading.portfolio import read_portfolio
from tests.history.repositories import new_repository
from tests.pages.rendered import TODAY, check_html, check_links, file_urls, line, render, write
from tests.shared.raw_portfolio import FREQUENCIES, SEVERITIES, critical_pains, many, mean, raw_maps

if TYPE_CHECKING:
    from bs4 import Tag

    from tests.history.repositories import Work
    from tests.pages.rendered import Rendered
    from tests.shared.raw_portfolio import RawMap

MOST_NAMED = 5
MAPS = Path(__file__).parents[2] / "maps"

SLOW = {"id": "slow", "what": "Slow", "severity": "critical", "same_as": "slow"}
DUE = {"owner": "Vera", "due": dt.date(2026, 9, 1)}
MIXED = {
    "catalog.yaml": {"pains": {"id": "slow", "what": "Slow site"}, "sources": {"id": "calls", "title": "Calls"}},
    "shop.yaml": {
        "title": "Shop & *Co*",
        "ownership": "Vera",
        "review": {"last_reviewed": dt.date(2026, 8, 1), "cycle": "1 month"},
        "stages": [
            {"title": "Search", "score": 2, "evidence": "calls", "pains": {**SLOW, "severity": "low"}},
            {
                "title": "Pay",
                "score": 5,
                "evidence": "calls",
                "pains": [{"id": "fees", "what": "Fees", "severity": "critical", "evidence": "calls"}],
                "opportunities": [
                    {"idea": "Show fees", "addresses": "fees", "status": "rejected"},
                    {"idea": "New checkout", **DUE},
                    {"idea": "Faster", "status": "in-progress", "due": dt.date(2026, 10, 31)},
                    {"idea": "Old idea", "status": "done", **DUE},
                ],
            },
        ],
    },
    "bank.yaml": {
        "title": "Bank",
        "review": {"last_reviewed": dt.date(2026, 10, 20), "cycle": "1 month"},
        "stages": [{"title": "Pay", "score": 2, "pains": [{"what": "Queue", "severity": "critical"}, "Rates"]}],
    },
    "shop-to-be.yaml": {
        "title": "Shop to be",
        "kind": "future-state",
        "ownership": "Vera",
        "stages": [
            {
                "title": "Pay",
                "score": 5,
                "pains": SLOW,
                "opportunities": [{"idea": "One click", "owner": "Oleg", "status": "done"}, {"idea": "X", **DUE}],
            }
        ],
    },
    "old.yaml": {
        "title": "Old",
        "review": {"status": "retired"},
        "stages": [
            {
                "title": "Pay",
                "score": 1,
                "evidence": "calls",
                "pains": [SLOW, {"what": "Fax", "severity": "critical"}],
                "opportunities": [{"idea": "Y", **DUE}, {"idea": "Z", "status": "done"}],
            }
        ],
    },
}


@pytest.fixture(scope="module")
def examples() -> dict[str, Rendered]:
    return render(MAPS)


def dashboard(folder: Path, files: dict[str, Any], **options: Any) -> Rendered:
    write(folder, files)
    page = render(folder, only="dashboard", **options)["dashboard"]
    check_html(page)
    return page


def figures(page: Rendered) -> dict[str, str]:
    """Return what the figures say by what they are."""
    found = (card.find(class_="cjm-figure") for card in page.all(".cjm-states li"))
    return {line(figure.parent).removeprefix(line(figure)).strip(): line(figure) for figure in found if figure}


def listed(page: Rendered, topic: str) -> list[str]:
    return [line(item) for item in page.all(f"section:has(#{topic}) ol > li")]


def rows_behind(pages: dict[str, Rendered], link: str) -> list[Tag]:
    """Return the rows of the table that a link of the dashboard leads to, as `assets/tables.js` filters them."""
    url = urlsplit(urljoin(f"https://site/{pages['dashboard'].url}", link))
    (page,) = (page for page in pages.values() if page.url == unquote(url.path).lstrip("/"))
    (table,) = page.all("[data-cjm-table]")
    name = str(table["data-cjm-table"])
    wanted = {key.removeprefix(f"{name}."): value for key, (value,) in parse_qs(url.query).items()}
    heads = {str(head["data-cjm-sort"]).lstrip("-") for head in table.select("[data-cjm-sort]")}
    assert wanted.pop("sort", "map") in heads
    known = {each["name"] for each in yaml.safe_load(str(table["data-cjm-filters"]))}
    assert wanted.keys() <= known
    rows = [row for row in table.select("tbody tr") if not {"cjm-group"} & {*(row.get("class") or ())}]
    return [row for row in rows if all(value in str(row[f"data-{key}"]).split() for key, value in wanted.items())]


def due_on(raw: RawMap) -> dt.date | None:
    """Tell when a map is to be reviewed again; its cycle may be that of a folder above it."""
    review = raw.data.get("review", {})
    folders = [MAPS / folder for folder in Path(raw.key).parents]
    inherited = [
        yaml.safe_load((it / "_collection.yaml").read_text()) for it in folders if (it / "_collection.yaml").is_file()
    ]
    cycle = str(review.get("cycle") or next((it["review_cycle"] for it in inherited if "review_cycle" in it), ""))
    if not cycle or "last_reviewed" not in review:
        return None
    number, unit = re.fullmatch(r"P?(\d+) ?(\w)\w*", cycle.replace("quarterly", "3 months")).groups()  # type: ignore[union-attr]
    length = {"months": int(number)} if unit in "mMм" else {"days": int(number)}
    assert unit in "mMмdд"
    return review["last_reviewed"] + relativedelta(**length)  # type: ignore[no-any-return,arg-type]


def test_every_figure_of_the_examples_is_what_their_yaml_says(examples: dict[str, Rendered]) -> None:
    raws = raw_maps(MAPS)
    today = [raw for raw in raws if raw.tells_of_today]
    dues = [due for raw in raws if raw.data.get("review", {}).get("status") != "retired" and (due := due_on(raw))]
    critical = critical_pains(raws)
    ideas = [it for raw in raws for it in raw.opportunities() if raw.data.get("review", {}).get("status") != "retired"]
    late = [it for it in ideas if it.get("due", TODAY) < TODAY and it.get("status") not in {"done", "rejected"}]
    moments = [
        moment for raw in today for stage, moment in raw.moments() if moment is not stage or not stage.get("steps")
    ]
    claims = [*moments, *(pain for raw in today for _, _, pain in raw.pains())]
    assert figures(examples["dashboard"]) == {
        "mean score of 5": f"{mean(raw.score for raw in today):.1f}",
        "critical and open": str(len(critical)),
        "of them without an opportunity": str(critical.count(False)),
        "late": str(len(late)),
        "in progress": str(sum(it.get("status") == "in-progress" for it in ideas)),
        "done": str(sum(it.get("status") == "done" for it in ideas)),
        "Review overdue": str(sum(due < TODAY for due in dues)),
        "Review due soon": str(sum(0 <= (due - TODAY).days <= 14 for due in dues)),
        "Up to date": str(sum((due - TODAY).days > 14 for due in dues)),
        "rests on sources": f"{sum(bool(many(it.get('evidence'))) for it in claims) / len(claims):.0%}",
    }


def test_what_is_not_of_today_is_not_counted_as_such(tmp_path: Path) -> None:
    assert figures(dashboard(tmp_path, MIXED)) == {
        "mean score of 5": "2.8",
        "critical and open": "2",
        "of them without an opportunity": "2",
        "late": "3",
        "in progress": "1",
        "done": "2",
        "Review overdue": "1",
        "Review due soon": "0",
        "Up to date": "1",
        "Never reviewed": "1",
        "rests on sources": "43%",
    }


@pytest.mark.parametrize("has_reviews", [True, False])
def test_each_figure_leads_to_what_it_counts(tmp_path: Path, has_reviews: bool) -> None:
    write(tmp_path, MIXED)
    lead_to_what_they_count(render(tmp_path, living=Living(reviews=has_reviews)), tmp_path)


def test_each_figure_of_the_examples_leads_to_what_it_counts(examples: dict[str, Rendered]) -> None:
    lead_to_what_they_count(examples, MAPS)


def lead_to_what_they_count(pages: dict[str, Rendered], folder: Path) -> None:
    board = pages["dashboard"]
    for card in board.all(".cjm-states a"):
        shown, rows = line(card.find(class_="cjm-figure")), rows_behind(pages, str(card["href"]))
        if "mean score" in line(card):
            scores = [str(cell["data-sort"]) for row in rows for cell in row.find_all("td")[:1]]
            assert f"{mean(float(score) for score in scores if score):.1f}" == shown
        elif "%" in shown:
            assert len(rows) == sum(raw.tells_of_today for raw in raw_maps(folder))
        else:
            assert len(rows) == int(shown), card["href"]
    for link in board.all("section > .cjm-note > a[href*='?']"):
        rest = int(line(link).split()[1])
        assert len(rows_behind(pages, str(link["href"]))) == MOST_NAMED + rest
    assert {line(card.find(class_="cjm-figure")) for card in board.all(".cjm-states .cjm-no-link")} <= {"0"}


def test_the_worst_the_late_and_the_doubtful_are_named(tmp_path: Path) -> None:
    page = dashboard(tmp_path, MIXED)
    assert listed(page, "hurts") == [
        "FeesCritical Shop & Co · Vera",
        "QueueCritical Bank · nobody yet",
        "Slow siteLow Shop & Co · Vera",
        "RatesBank · nobody yet",
    ]
    assert listed(page, "doing") == [
        "New checkoutVera · due 1 Sep 2026 · Shop & Co",
        "XVera · due 1 Sep 2026 · Shop to be",
        "Fasternobody yet · due 31 Oct 2026 · Shop & Co",
    ]
    assert listed(page, "trust") == [
        "Bank0% based on sources no owner",
        "Shop & CoReview overdue",
        "Shop to beNever reviewed",
    ]
    assert "Least evidence: Bank 0%, Shop & Co 75%" in page.text("section:has(#trust)")
    links = [str(link["href"]) for link in page.all("section:has(#doing) ol a")]
    assert links[0] == "../shop/#opportunity-new-checkout"


def test_the_worst_of_the_examples_are_those_with_most_points_in_the_yaml(examples: dict[str, Rendered]) -> None:
    def points(pain: dict[str, Any]) -> float:
        backed = {0: 0.5, 1: 0.8}.get(len(set(many(pain.get("evidence")))), 1)
        frequency = FREQUENCIES.index(pain.get("frequency", "sometimes")) + 1
        return (SEVERITIES.index(pain["severity"]) + 1) * frequency * backed if "severity" in pain else 0

    hurting = [
        (points(pain), pain["what"])
        for raw in raw_maps(MAPS)
        if raw.tells_of_today
        for _, _, pain in raw.pains()
        if pain.get("status", "open") == "open" and "same_as" not in pain
    ]
    least = sorted((it for it, _ in hurting), reverse=True)[4]
    shared = {pain["what"] for pain in yaml.safe_load((MAPS / "catalog.yaml").read_text(encoding="utf-8"))["pains"]}
    page = examples["dashboard"]
    named = [line(link) for link in page.all("section:has(#hurts) ol a")]
    known = {what: weight for weight, what in hurting}
    assert all(what in shared or known[what] >= least for what in named)
    assert len(named) == 5
    assert page.text("section:has(#hurts) > .cjm-note a").startswith("and ")


def test_the_browser_knows_the_days_that_make_the_states(tmp_path: Path) -> None:
    page = dashboard(tmp_path, MIXED)
    assert page.article["data-cjm-dues"] == "2026-09-01 2026-11-20"
    assert [str(it["data-cjm-count"]) for it in page.all("[data-cjm-count]")] == ["overdue", "due-soon", "fresh"]


def versions(work: Work, *scores: tuple[str, float]) -> None:
    """Commit a map that gets a new number with every score, on these days."""
    for number, (day, score) in enumerate(scores):
        text = f"title: A\nversion: '{number}'\nstages: [{{title: S, score: {score}}}]\n"
        work.commit("x", {"maps/a.yaml": text}, date=f"{day}T12:00:00+03:00")


def moved(work: Work, **others: str) -> Rendered:
    folder = work.folder / "maps"
    write(folder, others)
    history = read_history(folder)
    with Timelines(history) as timelines:
        known = {
            entry.key: KnownHistory(file, timelines.of(entry.path, entry.journey))
            for entry in read_portfolio(folder, "maps").portfolio.maps
            if (file := history.of(entry.path))
        }
    page = render(folder, living=Living(history=known), only="dashboard")["dashboard"]
    check_html(page)
    return page


def test_the_score_is_compared_with_that_of_ninety_days_ago(tmp_path: Path) -> None:
    work = new_repository(tmp_path / "repository")
    versions(work, ("2026-01-10", 1), ("2026-08-03", 2), ("2026-08-04", 4), ("2026-10-20", 3.5))
    page = moved(work, **{"new.yaml": "title: New\nstages: [{title: S, score: 1}]\n"})
    assert (TODAY - dt.date(2026, 8, 3)).days == 90
    assert "mean score of 5 +1.5 in 90 days" in figures(page), "a map without a past moves nothing"
    assert "It is compared on 1 map with its last version" in page.text()


def test_without_a_version_so_old_it_is_compared_with_the_one_before(tmp_path: Path) -> None:
    work = new_repository(tmp_path / "repository")
    versions(work, ("2026-09-10", 4), ("2026-10-03", 3.7))
    page = moved(work)
    assert "mean score of 5 −0.3 since the version before" in figures(page)
    assert "It is compared with the version before of 1 map" in page.text()


def test_without_a_past_nothing_is_said_of_it(tmp_path: Path) -> None:
    work = new_repository(tmp_path / "repository")
    versions(work, ("2026-09-10", 4))
    for page in (moved(work), dashboard(tmp_path / "other", MIXED)):
        assert "mean score of 5" in figures(page)
        assert "How it has moved is not known" in page.text()


def test_a_portfolio_that_says_next_to_nothing_has_a_dashboard_too(tmp_path: Path) -> None:
    page = dashboard(tmp_path, {"a.yaml": {"title": "A", "ownership": "Vera", "stages": ["S"]}})
    assert figures(page)["rests on sources"] == "0%"
    assert "mean score of 5" not in figures(page)
    assert "No pain point is open." in page.text()
    assert "Nothing is late." in page.text()


def test_what_users_write_is_text(tmp_path: Path) -> None:
    evil = '<img src=x onerror=alert(1)> [x](javascript:alert) [y](b.md) "quoted"'
    stage = {"title": evil, "pains": evil, "opportunities": {"idea": evil, **DUE, "owner": evil}}
    page = dashboard(tmp_path, {"a.yaml": {"title": evil, "ownership": evil, "stages": [stage]}})
    assert not page.all("img")
    assert all(str(link["href"]).startswith(("../", "#")) for link in page.all("a"))


def test_links_lead_somewhere_whatever_pages_there_are(tmp_path: Path) -> None:
    write(tmp_path, MIXED)
    for registers in (frozenset({"dashboard", "pains", "opportunities"}), frozenset({"dashboard"}), frozenset[str]()):
        for directory_urls in (True, False):
            pages = render(tmp_path, directory_urls=directory_urls, living=Living(registers=registers))
            check_links(pages, file_urls(tmp_path))
            assert ("dashboard" in pages) is ("dashboard" in registers)


def test_it_comes_right_after_all_maps_and_these_lead_to_it_first(examples: dict[str, Rendered]) -> None:
    assert [*examples][:2] == ["", "dashboard"]
    keys = {f"{key}/" for key in ("dashboard", "pains", "opportunities", "sources")}
    links = [str(link["href"]) for link in examples[""].all("a")]
    assert next(link for link in links if link in keys) == "dashboard/"


def test_it_speaks_russian(tmp_path: Path) -> None:
    page = dashboard(tmp_path, MIXED, language="ru")
    assert page.headings() == ["# Сводка", "## Что болит у клиентов", "## Что делается", "## Чему можно верить"]
