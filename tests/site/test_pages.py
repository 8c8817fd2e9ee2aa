"""The pages of a site: that they are there, under clean addresses, in every theme, and link to each other."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest

from tests.site.built_site import SITE_URL, a_map

if TYPE_CHECKING:
    from tests.site.built_site import Project

PAGES = {
    "maps/index.html",
    "maps/dashboard/index.html",
    "maps/loose/index.html",
    "maps/розница/index.html",
    "maps/розница/товары-для-дома/index.html",
    "maps/personas/index.html",
    "maps/personas/anna/index.html",
    "maps/reviews/index.html",
    "maps/pains/index.html",
    "maps/opportunities/index.html",
    "maps/channels/index.html",
    "maps/metrics/index.html",
    "maps/sources/index.html",
}


def test_every_file_has_a_page_under_a_clean_address(project: Project) -> None:
    built = project.build()
    assert built.files("**/*.html") - {"index.html", "404.html"} == PAGES
    assert built.warnings == []
    assert built.dead_links() == set()
    canonical = built.page("maps/розница/товары-для-дома/index.html").select_one("link[rel=canonical]")
    assert canonical
    assert str(canonical["href"]).startswith(f"{SITE_URL}maps/%D1%80")
    assert built.files("assets/cjm/**/*") >= {"assets/cjm/cjm.css", "assets/cjm/mermaid/mermaid.tiny.min.js"}


@pytest.mark.parametrize("plugins", [(), ("mermaid2",)], ids=["", "mermaid2"])
@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_themes(project: Project, theme: str, plugins: tuple[str, ...]) -> None:
    project.write("maps/scored.yaml", a_map("Scored", stages=[{"title": "A", "score": 2}, {"title": "B", "score": 4}]))
    project.configure(theme=theme, plugins=plugins)
    built = project.build()
    assert built.warnings == []
    assert built.loaded_from_elsewhere() == set()
    assert built.dead_links() == set()
    assert built.page("maps/loose/index.html").find("h1", string="Loose map")
    assert built.page("maps/scored/index.html").select_one("div.mermaid")
    assert "mermaid.tiny" not in built.read("maps/scored/index.html")


@pytest.mark.parametrize(
    "config",
    [
        {"use_directory_urls": False},
        {"use_directory_urls": False, "theme": "readthedocs", "cjm": {"path": "a/b"}},
        {"site_url": ""},
        {"cjm": {"path": "journeys"}},
        {"cjm": {"path": "research/карты"}},
        {"cjm": {"path": "/journeys/"}},
    ],
    ids=json.dumps,
)
def test_addresses(project: Project, config: dict[str, Any]) -> None:
    text = "[loose](loose.yaml), [home](/index.md)"
    project.write("maps/scored.yaml", a_map(summary=text, links={"related": "loose"}))
    project.configure(**config)
    built = project.build()
    assert built.warnings == []
    assert built.dead_links() == set()
    assert len(built.files("**/*.html") - {"index.html", "404.html", "search.html"}) == len(PAGES) + 1
    assert not any("\\" in path for path in built.files())


def test_maps_can_be_the_whole_site(project: Project) -> None:
    (project.root / "docs/index.md").unlink()
    project.write("docs/about.md")
    project.configure(cjm={"path": ""})
    built = project.build()
    assert built.warnings == []
    assert built.dead_links() == set()
    assert built.files("**/*.html") == {path.removeprefix("maps/") for path in PAGES} | {
        "404.html",
        "about/index.html",
    }


@pytest.mark.parametrize("maps_dir", ["docs/maps", "docs/source", "docs"])
def test_maps_inside_the_docs_folder_are_not_published(project: Project, maps_dir: str) -> None:
    for path in ("loose.yaml", "img/a.png", "_draft.yml"):
        project.write(f"{maps_dir}/{path}", a_map("Inside", stages=[{"title": "A", "image": "img/a.png"}]))
    project.configure(cjm={"maps_dir": maps_dir})
    built = project.build()
    assert built.warnings == []
    assert built.dead_links() == set()
    assert "maps/loose/index.html" in built.files()
    assert not {path for path in built.files() if path.endswith((".yaml", ".yml"))}


def test_texts_link_to_files_whose_names_have_letters_in_two_characters(project: Project) -> None:
    """As archives from macOS have them."""
    for name in ("maps/Йога дома.yaml", "docs/Йод.md"):
        project.write(unicodedata.normalize("NFD", name), a_map("Other") if name.endswith("yaml") else "")
    project.write("maps/linking.yaml", a_map(summary="[yoga](<Йога дома.yaml>), [iodine](/Йод.md)"))
    built = project.build()
    assert built.warnings == []
    assert built.dead_links() == set()


def test_pictures_stand_in_the_folders_of_pages(project: Project) -> None:
    """Where `Розница` and `розница` are one folder, its name in the site is that of the file which comes first."""
    project.write("maps/Розница/Img/Чайник.png", "")
    shown = a_map("Tea", summary="[kettle](Img/Чайник.png)", stages=[{"title": "A", "image": "Img/Чайник.png"}])
    project.write("maps/Розница/чай.yaml", shown)
    built = project.build()
    assert built.warnings == []
    assert built.dead_links() == set()
    assert "maps/розница/img/Чайник.png" in built.files()
    assert not {path for path in built.files("maps/**/*") if path.rpartition("/")[0] != path.rpartition("/")[0].lower()}


def test_edit_and_view_open_the_yaml(project: Project) -> None:
    project.write('maps/a "b"#c.yaml', a_map("Odd"))
    project.configure(
        repo_url="https://git.example/repo",
        edit_uri="edit/main/docs/",
        theme={"name": "material", "font": False, "features": ["content.action.edit", "content.action.view"]},
    )
    built = project.build()
    for path, file in [
        ("maps/loose/index.html", "maps/loose.yaml"),
        ("maps/розница/index.html", "maps/Розница/_collection.yaml"),
        ("maps/personas/anna/index.html", "maps/personas/anna.yaml"),
        ("maps/a-b-c/index.html", "maps/a%20%22b%22%23c.yaml"),
    ]:
        links = [link["href"] for link in built.page(path).select("a.md-content__button")]
        assert links == [f"https://git.example/repo/{action}/main/{file}" for action in ("edit", "raw")]
    assert not built.page("maps/index.html").select("a.md-content__button")


def test_links_in_texts(project: Project) -> None:
    project.write("docs/гид/глава 1.md", "# One\n")
    project.write("docs/hidden.md")
    project.write(
        "maps/sub/linking.yaml",
        a_map() + "summary: '[one](</гид/глава 1.md>) [map](../loose.yaml#pains) [no](../no.md) [hidden](/hidden.md) "
        "[here](#stage-looks-around) [gone](#b)'",
    )
    project.configure(exclude_docs="hidden.md")
    built = project.build()
    here = ["#stage-looks-around", "#b"]
    links = [str(link["href"]) for link in built.page("maps/sub/linking/index.html").select(".cjm-lead a")]
    assert links == ["../../../%D0%B3%D0%B8%D0%B4/%D0%B3%D0%BB%D0%B0%D0%B2%D0%B0%201/", "../../loose/#pains", *here]
    problem = "leads to no page or file of the site"
    assert built.warnings == [
        f'cjm_plugin: maps/sub/linking.yaml:6:68: CJM067 the link "../no.md" {problem}',
        f'cjm_plugin: maps/sub/linking.yaml:6:87: CJM067 the link "/hidden.md" {problem}',
        f'cjm_plugin: maps/sub/linking.yaml:6:134: CJM067 the link "#b" {problem}',
    ]


def test_day_and_language(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    review = {"cycle": "3 months", "status": "approved", "last_reviewed": "2026-01-15"}
    project.write("maps/loose.yaml", a_map("Loose map", review=review))

    def text(**cjm: str) -> str:
        project.configure(cjm={"today": None, **cjm})
        (badges,) = project.build().page("maps/loose/index.html").select(".cjm-badges")
        return badges.text

    assert "Review overdue" in text(today="2026-04-16")
    assert "Review overdue" not in text(today="2026-02-01")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1792000000")
    assert "Review overdue" in text()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769000000")
    assert "Review overdue" not in text()
    project.configure(theme={"name": "material", "font": False, "language": "ru"})
    assert project.build().page("maps/loose/index.html").find("article", lang="ru")
    project.configure(cjm={"language": "en"}, theme={"name": "mkdocs", "locale": "ru", "highlightjs": False})
    assert project.build().page("maps/loose/index.html").find("article", lang="en")
