"""Maps beside hand-written pages and other plugins."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin

import pytest
from mkdocs.exceptions import Abort

from cjm_plugin.site import clashes
from tests.site.built_site import a_map

if TYPE_CHECKING:
    from bs4 import Tag

    from tests.site.built_site import Built, Project


def menu(built: Built, page: str = "index.html") -> list[Any]:
    """Return the menu of a Material site as nested titles."""
    top = built.page(page).select_one(".md-nav--primary > .md-nav__list")
    return _menu(top) if top else []


def _menu(items: Tag) -> list[Any]:
    found: list[Any] = []
    for item in items.find_all("li", recursive=False):
        title = item.select_one(".md-nav__link .md-ellipsis")
        inner = item.select_one(":scope > nav > .md-nav__list")
        name = title.text.strip() if title else ""
        found.append({name: _menu(inner)} if inner and "md-nav__item--nested" in item["class"] else name)
    return found


# What the fixture's maps look like in the menu.
OURS = {
    "Journey maps": [
        "Journey maps",
        "Dashboard",
        "Loose map",
        {"Розничная торговля": ["Розничная торговля", "Товары для дома"]},
        {"Personas": ["Personas", "Anna"]},
        "Review calendar",
        "Pain points",
        "Opportunities",
        "Channels",
        "Metrics",
        "Sources",
    ]
}


def test_without_a_nav(project: Project) -> None:
    project.write("docs/a.md", "# A\n")
    assert menu(project.build()) == ["Home", "A", OURS]


@pytest.mark.parametrize(
    ("nav", "mode", "expected"),
    [
        (["index.md"], "auto", ["Home", OURS]),
        ([{"Our maps": "maps/"}, "index.md"], "full", [{"Our maps": OURS["Journey maps"]}, "Home"]),
        ([{"Our maps": "maps/"}, "index.md"], "index", ["Our maps", "Home"]),
        (None, "index", ["Home", {"Journey maps": ["Journey maps"]}]),
        (["maps/loose.md", "index.md"], "auto", ["Loose map", "Home"]),
    ],
)
def test_nav(project: Project, nav: list[Any], mode: str, expected: list[Any]) -> None:
    project.configure(nav=nav, cjm={"nav": mode})
    built = project.build()
    assert menu(built) == expected
    assert built.warnings == []
    assert built.dead_links() == set()


def test_previous_and_next_follow_the_menu(project: Project) -> None:
    project.configure(theme={"name": "material", "font": False, "features": ["navigation.footer"]})
    built = project.build()
    order: list[str] = []
    path = "index.html"
    while len(order) < 20:
        link = built.page(path).select_one(".md-footer__link--next")
        if link is None:
            break
        order.append(str(link.select("div.md-ellipsis")[-1].text).strip())
        path = _target(path, str(link["href"]))
    expected = ["Journey maps", "Dashboard", "Loose map", "Розничная торговля", "Товары для дома", "Personas", "Anna"]
    expected += ["Review calendar", "Pain points", "Opportunities", "Channels", "Metrics", "Sources"]
    assert order == expected


def _target(page: str, href: str) -> str:
    return unquote(urljoin(f"/{page}", href)).lstrip("/") + "index.html"


def test_literate_nav(project: Project) -> None:
    project.write("docs/SUMMARY.md", "- [Home](index.md)\n- [Our maps](maps/)\n")
    project.configure(plugins=("literate-nav",))
    built = project.build()
    [home, ours] = menu(built)
    assert (home, list(ours)) == ("Home", ["Our maps"])
    assert {"Розничная торговля": ["Розничная торговля", "Товары для дома"]} in ours["Our maps"]
    assert built.warnings == []


def test_literate_nav_in_mkdocs_yml(project: Project) -> None:
    project.configure(plugins=("literate-nav",), nav=["index.md", {"Our maps": "maps/"}])
    built = project.build()
    assert menu(built) == ["Home", {"Our maps": OURS["Journey maps"]}]
    assert built.warnings == []


def test_awesome_nav(project: Project) -> None:
    project.write("docs/.nav.yml", "nav:\n  - Our maps: maps\n  - index.md\n")
    project.configure(plugins=("awesome-nav",))
    built = project.build()
    [ours, home] = menu(built)
    assert (home, list(ours)) == ("Home", ["Our maps"])
    assert {"Розничная торговля": ["Розничная торговля", "Товары для дома"]} in ours["Our maps"]
    assert built.warnings == []


def test_tags_and_search(project: Project) -> None:
    project.write("docs/tags.md", "# Tags\n\n<!-- material/tags -->\n")
    project.write("maps/tagged.yaml", a_map("Tagged map", tags=["розница", "B2B"]))
    project.configure(plugins=("tags",))
    built = project.build()
    listing = built.page("tags/index.html").select_one("article")
    assert listing
    assert {"розница", "B2B", "Tagged map"} <= set(listing.stripped_strings)
    entries = {entry["location"]: entry for entry in json.loads(built.read("search/search_index.json"))["docs"]}
    assert entries["maps/tagged/"]["tags"] == ["розница", "B2B"]
    assert any("Looks around" in entry["title"] for place, entry in entries.items() if "maps/tagged/#" in place)
    assert built.warnings == []


def test_excluded_pages_do_not_stand_in_the_way(project: Project) -> None:
    project.write("docs/maps/loose.md", "# Old page\n")
    project.configure(exclude_docs="maps/loose.md")
    built = project.build()
    assert "Loose map" in built.read("maps/loose/index.html")
    assert built.warnings == []


def test_patterns_of_mkdocs_hold_for_maps(project: Project) -> None:
    for name in ("secret", "draft", "aside"):
        project.write(f"maps/{name}.yaml", a_map(name))
    project.configure(exclude_docs="secret.md\npersonas/", draft_docs="draft.md", not_in_nav="aside.md")
    built = project.build()
    registers = ("dashboard", "reviews", "pains", "opportunities", "channels", "metrics", "sources")
    keys = ("loose", "aside", *registers)
    pages = {"maps/index.html", *(f"maps/{key}/index.html" for key in keys)}
    assert {path for path in built.files("maps/**/*.html") if "розница" not in path} == pages
    assert menu(built)[1]["Journey maps"][:3] == ["Journey maps", "Dashboard", "Loose map"]
    assert "aside" not in menu(built)[1]["Journey maps"]
    assert built.dead_links() == set()
    assert built.warnings == []
    project.configure(exclude_docs="maps/")
    [warning] = project.build().warnings
    assert "'maps/index.md'" in warning


@pytest.mark.parametrize(
    ("page", "file"),
    [
        ("maps/loose.md", "maps/loose.yaml"),
        ("maps/loose/README.md", "maps/loose.yaml"),
        ("maps/loose.markdown", "maps/loose.yaml"),
        ("maps/loose/index.html", "maps/loose.yaml"),
        ("maps/розница/index.md", "maps/Розница/_collection.yaml"),
        ("maps.md", "maps"),
        ("maps/pic.png", "maps/pic.png"),
    ],
)
def test_a_clash_names_both_and_keeps_the_old_site(
    project: Project, page: str, file: str, caplog: pytest.LogCaptureFixture
) -> None:
    project.write("maps/pic.png", "")
    project.write("maps/pictured.yaml", a_map(stages=[{"title": "A", "image": "pic.png"}]))
    project.write("site/index.html", "old")
    project.write(f"docs/{page}")
    with pytest.raises(Abort):
        project.build()
    assert f'{file}:1:1: CJM018 would replace the hand-written page "docs/{page}"' in caplog.text
    assert (project.root / "site/index.html").read_text() == "old"


@pytest.mark.parametrize("file", ["docs/maps/Розница/pic.png", "docs/maps/розница/pic.png"])
def test_a_picture_of_the_docs_is_not_replaced(project: Project, file: str, caplog: pytest.LogCaptureFixture) -> None:
    project.write("maps/Розница/pic.png", "ours")
    project.write("maps/Розница/pictured.yaml", a_map(stages=[{"title": "A", "image": "pic.png"}]))
    project.write(file, "theirs")
    with pytest.raises(Abort):
        project.build()
    assert f'maps/Розница/pic.png:1:1: CJM018 would replace the hand-written page "{file}"' in caplog.text


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_names_that_differ_by_case_clash_where_they_are_one(
    project: Project, system: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("docs/Maps/Loose.md")
    assert project.build().warnings == []
    monkeypatch.setattr(clashes, "sys", SimpleNamespace(platform=system))
    with pytest.raises(Abort):
        project.build()
    assert 'maps/loose.yaml:1:1: CJM018 would replace the hand-written page "docs/Maps/Loose.md"' in caplog.text


def test_pictures_that_differ_by_case_have_one_address(project: Project, caplog: pytest.LogCaptureFixture) -> None:
    images = [{"title": "A", "image": "img/pic.png"}, {"title": "B", "image": "Img/pic.png"}]
    project.write("maps/pictured.yaml", a_map(stages=images))
    project.write("maps/Img/pic.png", "one")
    (project.root / "maps/img").mkdir()
    (project.root / "maps/img/pic.png").hardlink_to(project.root / "maps/Img/pic.png")
    assert "maps/img/pic.png" in project.build().files()
    (project.root / "maps/img/pic.png").unlink()
    project.write("maps/img/pic.png", "another")
    with pytest.raises(Abort):
        project.build()
    assert 'CJM017 would have the same address as "maps/Img/pic.png"' in caplog.text


def test_a_clash_with_a_page_of_another_plugin(project: Project, caplog: pytest.LogCaptureFixture) -> None:
    project.write(
        "hook.py",
        "from mkdocs.structure.files import File\n"
        "def on_files(files, config):\n"
        "    files.append(File.generated(config, 'maps/loose.md', content='# Made'))\n",
    )
    project.configure(hooks=["hook.py"])
    with pytest.raises(Abort):
        project.build()
    assert 'maps/loose.yaml:1:1: CJM018 would replace the hand-written page "maps/loose.md"' in caplog.text


def test_a_page_called_index_does_not_replace_that_of_its_folder(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    project.write("maps/Розница/index.yaml", a_map("Index"))
    with pytest.raises(Abort):
        project.build()
    assert "maps/Розница/index.yaml:1:1: CJM017" in caplog.text


def test_a_second_build_knows_nothing_of_the_first(project: Project) -> None:
    project.build()
    (project.root / "maps/loose.yaml").unlink()
    built = project.build()
    assert "maps/loose/index.html" not in built.files()
    assert built.warnings == []
