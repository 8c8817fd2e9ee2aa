"""What messengers read in the head of a built page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.site.built_site import SITE_URL, a_map

if TYPE_CHECKING:
    from tests.site.built_site import Built, Project

TITLE = """Map "of" <b>'&amp;</b> \\ {} {0}"""
SUMMARY = """What "we" <script>know</script> & don't"""
SCORED = {"stages": [{"title": "A", "score": 2}, {"title": "B", "score": 4}]}


def tags(built: Built, path: str) -> dict[str, list[str]]:
    """Return the Open Graph tags of a page."""
    found: dict[str, list[str]] = {}
    for tag in BeautifulSoup(built.read(path), "html.parser").select("head meta[property]"):
        found.setdefault(str(tag["property"]), []).append(str(tag["content"]))
    return found


def descriptions(built: Built, path: str) -> list[str]:
    return [
        str(tag["content"]) for tag in BeautifulSoup(built.read(path), "html.parser").select("meta[name=description]")
    ]


def test_a_page_tells_its_title_description_address_and_picture(project: Project) -> None:
    project.write("maps/loose.yaml", a_map(TITLE, summary=SUMMARY, **SCORED))
    built = project.build()
    found = tags(built, "maps/loose/index.html")
    assert all(len(values) == 1 for values in found.values())
    assert found["og:title"][0].startswith('Map "of"')
    assert found["og:title"][0].endswith("\\ {} {0}")
    assert found["og:site_name"] == ["Site"]
    assert "<script>" not in built.read("maps/loose/index.html").partition("og:description")[2].partition(">")[0]
    assert found["og:description"][0].startswith('What "we"')
    assert found["og:url"] == [f"{SITE_URL}maps/loose/"]
    (picture,) = found["og:image"]
    assert picture.startswith(SITE_URL)
    assert picture.removeprefix(SITE_URL) in built.files("**/*.png")
    assert found["twitter:card"] == ["summary_large_image"]


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
@pytest.mark.parametrize("plugins", [(), ("mermaid2",)], ids=["", "mermaid2"])
def test_a_page_has_one_description_in_every_theme(project: Project, theme: str, plugins: tuple[str, ...]) -> None:
    project.configure(theme=theme, plugins=plugins)
    stages = [{"title": "A", "steps": [{"action": "Mermaid", "score": 2}]}]
    project.write("maps/loose.yaml", a_map("Map", summary='What "we" know', stages=stages))
    built = project.build()
    assert descriptions(built, "maps/loose/index.html") == ['What "we" know']
    assert tags(built, "maps/loose/index.html")["og:description"] == ['What "we" know']


def test_the_picture_of_a_map_with_a_foreign_name_is_where_its_address_says(project: Project) -> None:
    project.write("maps/Розница/Товары для дома.yaml", a_map("Товары", **SCORED))
    built = project.build()
    (path,) = [path for path in built.files("maps/**/index.html") if "товары" in path.lower()]
    (picture,) = tags(built, path)["og:image"]
    assert picture.isascii()
    assert " " not in picture
    assert unquote(urlsplit(picture).path).removeprefix("/sub/path/") in built.files("**/*.png")


def test_without_scores_there_is_no_picture(project: Project) -> None:
    built = project.build()
    found = tags(built, "maps/loose/index.html")
    assert "og:image" not in found
    assert "twitter:card" not in found
    assert found["og:title"] == ["Loose map"]
    assert built.files("assets/cjm/previews/**/*") == set()


def test_without_an_address_of_the_site_there_is_no_picture(project: Project) -> None:
    project.configure(site_url="")
    project.write("maps/loose.yaml", a_map("Map", **SCORED))
    found = tags(project.build(), "maps/loose/index.html")
    assert "og:image" not in found
    assert "og:url" not in found
    assert found["og:title"] == ["Map"]


def test_previews_can_be_turned_off(project: Project) -> None:
    project.configure(cjm={"previews": False})
    project.write("maps/loose.yaml", a_map("Map", **SCORED))
    built = project.build()
    assert tags(built, "maps/loose/index.html") == {}
    assert len(descriptions(built, "maps/loose/index.html")) == 1
    assert built.files("assets/cjm/previews/**/*") == set()


def test_the_tags_of_another_plugin_or_theme_are_not_doubled(project: Project) -> None:
    override = '{% extends "base.html" %}{% block extrahead %}<meta property="og:title" content="Theirs">{% endblock %}'
    project.write("overrides/main.html", override)
    project.configure(theme={"name": "material", "font": False, "custom_dir": str(project.root / "overrides")})
    project.write("maps/loose.yaml", a_map("Map", **SCORED))
    assert tags(project.build(), "maps/loose/index.html") == {"og:title": ["Theirs"]}


def test_words_of_a_map_do_not_pass_for_tags(project: Project) -> None:
    project.write("maps/loose.yaml", a_map("Map", summary="""<meta property="og:title"> property="og:title" """))
    assert tags(project.build(), "maps/loose/index.html")["og:title"] == ["Map"]


def test_other_pages_are_left_alone(project: Project) -> None:
    project.write("maps/loose.yaml", a_map("Map", **SCORED))
    assert tags(project.build(), "index.html") == {}
