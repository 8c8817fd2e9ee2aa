"""Directives in hand-written pages: the cases in `directives.yaml`, all in one site that is really built."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml

from cjm_plugin.analysis.registers import registers
from cjm_plugin.pages.addresses import Site
from cjm_plugin.pages.embedding import Embeddable, embed
from cjm_plugin.pages.library import Library
from cjm_plugin.pages.living import Living
from cjm_plugin.reading.portfolio import read_portfolio
from tests.site.built_site import Built, Project

if TYPE_CHECKING:
    from bs4 import Tag

CASES = yaml.safe_load((Path(__file__).parent / "directives.yaml").read_text(encoding="utf-8"))

GOODS = {
    "title": "Home & goods",
    "tags": ["Retail"],
    "ownership": "Vera Ivanova",
    "personas": [{"id": "ann", "name": "Ann"}],
    "review": {"last_reviewed": dt.date(2026, 8, 1), "cycle": "1 month"},
    "summary": "See [the pain point](#pain-slow).",
    "stages": [
        {
            "title": "Search",
            "score": 2,
            "pains": [
                {"id": "slow", "what": r"Slow \*site\*", "severity": "critical"},
                {"id": "old", "what": "Old photos", "severity": "low"},
            ],
            "opportunities": {
                "idea": "Buy a CDN",
                "addresses": "slow",
                "owner": "Oleg, Kim",
                "due": dt.date(2026, 10, 1),
            },
        }
    ],
    "metrics": [{"name": "Saved", "unit": "%", "baseline": 10, "target": 20, "value": 12, "better": "higher"}],
}
BANK = {
    "title": "Bank",
    "stages": [{"title": "Pay", "pains": {"what": "Queue", "severity": "high", "status": "resolved"}}],
}
EVERYTHING = "\n\n".join(
    f"::: cjm {said}"
    for said in (
        "dashboard",
        "curve map=home-goods",
        "curve map=home-goods",
        "grid map=home-goods",
        "grid map=home-goods",
        "card map=home-goods",
        "pains",
        "pains map=home-goods",
        "opportunities",
        "metrics",
        "maps",
    )
)


def a_site(folder: Path, pages: dict[str, str], **config: Any) -> Built:
    project = Project(folder)
    project.configure(theme="mkdocs", **config)
    project.write("maps/retail/home-goods.yaml", yaml.safe_dump(GOODS))
    project.write("maps/bank.yaml", yaml.safe_dump(BANK))
    for path, text in {"index.md": "# Home\n", **pages}.items():
        project.write(f"docs/{path}", text)
    return project.build()


def words(element: Tag) -> str:
    return " ".join(element.get_text(" ").split())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    pages = {f"case-{number}.md": case["page"] for number, case in enumerate(CASES)}
    return a_site(tmp_path_factory.mktemp("directives"), pages)


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["case"] for case in CASES])
def test_case(site: Built, number: int) -> None:
    case, page = CASES[number], site.page(f"case-{number}/index.html")
    shown = [words(part) for part in page.select(".cjm-embed")]
    wanted = case["shows"]
    assert len(shown) == len(wanted), shown
    for said, expected in zip(shown, wanted, strict=True):
        start, ellipsis, _ = expected.partition(" …")
        assert (said[: len(start)] if ellipsis else said) == (start if ellipsis else expected)
    text = page.get_text()
    assert all(kept in text for kept in case.get("keeps", []))
    name = f"cjm_plugin: docs/case-{number}.md"
    report = [line.removeprefix(name) for line in site.warnings if line.startswith(name)]
    assert report == case.get("report", [])
    assert not page.select("img[src=x]")


@pytest.mark.parametrize("directory_urls", [True, False])
def test_what_is_embedded_leads_to_its_place_from_any_page(tmp_path: Path, directory_urls: bool) -> None:
    pages = {"guide/deep/page.md": EVERYTHING, "top.md": EVERYTHING}
    built = a_site(tmp_path, pages, use_directory_urls=directory_urls)
    assert built.warnings == []
    ending = "/index.html" if directory_urls else ".html"
    ids = {path: {str(tag["id"]) for tag in page.find_all(id=True)} for path, page in built.pages()}
    for path in (f"guide/deep/page{ending}", f"top{ending}"):
        page = built.page(path)
        assert [
            id_ for id_, count in Counter(str(tag["id"]) for tag in page.find_all(id=True)).items() if count > 1
        ] == []
        parts = page.select(".cjm-embed")
        assert len(parts) == EVERYTHING.count("::: cjm")
        links = [str(tag[name]) for part in parts for tag in part.find_all(True) for name in LINKS if tag.get(name)]
        assert len(links) > 40
        for link in links:
            url = urlsplit(urljoin(f"/{path}", link))
            target = unquote(url.path).lstrip("/")
            target += "index.html" if not target or target.endswith("/") else ""
            assert target in ids, link
            assert not url.fragment or unquote(url.fragment) in ids[target], link


LINKS = ("href", "xlink:href", "src")


def test_a_text_of_a_map_may_lead_to_its_own_places(site: Built) -> None:
    (number,) = (number for number, case in enumerate(CASES) if case["case"] == "a card")
    links = [str(link["href"]) for link in site.page(f"case-{number}/index.html").select(".cjm-embed a")]
    assert links == ["../maps/retail/home-goods/", "../maps/retail/home-goods/#pain-slow"]


def test_in_the_theme_of_most_sites_with_other_extensions(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.configure(
        markdown_extensions=[
            "abbr",
            "admonition",
            "attr_list",
            "smarty",
            "tables",
            "md_in_html",
            "pymdownx.superfences",
        ]
    )
    project.write("maps/bank.yaml", yaml.safe_dump(BANK))
    note = '!!! note\n\n    ::: cjm pains map="bank"\n'
    html = "<div markdown>\n\n::: cjm pains map=bank\n\n</div>\n\n*[Queue]: a row\n"
    project.write("docs/index.md", f"# Home\n\n{note}\n{html}\n```\n::: cjm curve map=nope\n```\n")
    built = project.build()
    assert built.warnings == []
    parts = built.page("index.html").select(".admonition > .cjm-embed, .md-content .cjm-embed")
    assert [words(part).split(" Pain point")[0] for part in parts] == ["Bank", "Bank"]
    assert not built.page("index.html").select(".cjm-embed abbr"), "texts of maps are nobody else's to change"


def test_a_map_with_errors_is_named_in_a_preview(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("title: Bad\n")
    reading, day = read_portfolio(tmp_path, "maps"), dt.date(2026, 11, 1)
    told, library = registers(reading.portfolio, day), Library.of(reading.portfolio)
    shelf = Embeddable(told, library, Living(is_preview=True), Site(), "en", day)
    broken = embed("card map=bad", 8, shelf, "guide/")
    assert '<a href="../maps/bad/">bad</a>' in broken.html
    assert broken.mistakes == ()
    wrong = embed("card map=<b>", 8, shelf, "guide/")
    assert "the maps know no map &#34;&lt;b&gt;&#34;; known: bad" in wrong.html
