"""The options for the page of all maps and the pages of the personas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

if TYPE_CHECKING:
    from tests.site.built_site import Project

TOLD = "name: Anna\ngoals: Less waiting\nsources: {id: talks, title: Talks}\n"


def test_both_pages_are_called_what_the_site_says(project: Project) -> None:
    project.configure(cjm={"catalogue": "Our journeys", "personas": "Our people"})
    built = project.build()
    assert built.warnings == []
    assert built.page("maps/index.html").select_one("h1").get_text() == "Our journeys"  # type: ignore[union-attr]
    persona = built.page("maps/personas/anna/index.html")
    crumbs = [link.get_text() for link in persona.select(".cjm-crumbs a")]
    assert crumbs == ["Our journeys", "Our people"]
    menu = [link.get_text(strip=True) for link in persona.select("nav a")]
    assert {"Our journeys", "Our people"} <= {*menu}
    assert "Personas" not in menu


def test_without_pages_of_personas_maps_tell_of_them_and_nothing_leads_there(project: Project) -> None:
    project.write("maps/personas/anna.yaml", TOLD)
    project.configure(cjm={"personas": False})
    built = project.build()
    assert built.warnings == []
    assert not built.files("**/personas/**")
    assert not [link for _, link in built.dead_links() if "persona" in link]
    article = built.page("maps/loose/index.html").select_one("article.cjm")
    assert article is not None
    assert "Less waiting" in article.get_text()
    index = built.page("maps/index.html")
    assert "persona" not in index.select_one(".cjm-states").get_text()  # type: ignore[union-attr]
    assert "Anna" in index.select_one(".cjm-maps").get_text()  # type: ignore[union-attr]
    assert "Anna" in built.page("maps/sources/index.html").select_one("article.cjm").get_text()  # type: ignore[union-attr]


def test_a_list_of_personas_that_is_left_out_is_not_linked(project: Project) -> None:
    project.configure(exclude_docs="maps/personas/index.md\n")
    built = project.build()
    assert not [link for _, link in built.dead_links() if "persona" in link]
    assert "maps/personas/anna/index.html" in built.files()


def test_the_page_of_all_maps_cannot_be_switched_off(project: Project, caplog: pytest.LogCaptureFixture) -> None:
    project.configure(cjm={"catalogue": False})
    with pytest.raises((Abort, ConfigurationError)):
        load_config(str(project.root / "mkdocs.yml"))
    assert "The page of all maps cannot be switched off" in caplog.text


@pytest.mark.parametrize("title", ["no", "False", "нет"])
def test_a_switch_in_quotes_is_no_title(project: Project, title: str, caplog: pytest.LogCaptureFixture) -> None:
    project.configure(cjm={"pains": title})
    with pytest.raises((Abort, ConfigurationError)):
        load_config(str(project.root / "mkdocs.yml"))
    assert "write true or false, without quotes" in caplog.text
