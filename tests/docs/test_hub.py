"""The hub of docs/*/scale.md, made of the files that stand there and nothing else, over the sites of three teams."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from tests.docs.fences import ROOT, blocks
from tests.site.built_site import Project, a_map

TEAMS = {
    "delivery": {"title": "A <b>map</b> | with_mark*", "stages": [{"title": "A", "score": 2}]},
    "payments": {
        "title": "Оплата",
        "stages": [{"title": "A", "pains": [{"what": "Long & wide", "severity": "high"}]}],
    },
    "support": {"title": "Support", "stages": ["A"], "ownership": {"owner": "Anna | Oleg"}},
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return what each team has published."""
    files = {}
    for team, content in TEAMS.items():
        site = Project(tmp_path_factory.mktemp(team))
        site.configure(theme="mkdocs", site_url=f"https://{team}.example/")
        site.write("docs/index.md", "# Home\n")
        site.write("maps/main.yaml", a_map(**content))  # type: ignore[arg-type]
        site.build()
        files[team] = site.site / "maps/api/portfolio.json"
    return files


@pytest.fixture(scope="module", params=["en", "ru"])
def hub(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the repository of the hub as somebody has cloned it."""
    hub = Project(tmp_path_factory.mktemp("hub"))
    for block in blocks(ROOT / f"docs/{request.param}/scale.md"):
        if block.title:
            hub.write(block.title, block.text)
    config = yaml.safe_load((hub.root / "mkdocs.yml").read_text("utf-8"))
    assert config["theme"]["name"] == "material"
    config |= {"theme": {"name": "mkdocs", "highlightjs": False}, "strict": True}
    hub.write("mkdocs.yml", yaml.safe_dump(config, allow_unicode=True))
    return hub


def test_the_guide_names_every_file_of_a_hub(hub: Project) -> None:
    files = {path.relative_to(hub.root).as_posix() for path in hub.root.rglob("*") if path.is_file()}
    assert files == {".github/workflows/hub.yml", "docs/index.md", "hub.py", "mkdocs.yml"}
    assert "<h1" in hub.build().read("maps/index.html")  # nobody has published yet


def test_the_hub_lists_every_map_and_the_worst_pain_first(hub: Project, published: dict[str, Path]) -> None:
    (hub.root / "teams").mkdir(exist_ok=True)
    for team, file in published.items():
        shutil.copy(file, hub.root / f"teams/{team}.json")
    built = hub.build()
    page = BeautifulSoup(built.read("maps/index.html"), "html.parser")
    links = {link.text: link["href"] for link in page.select("td a")}
    assert links == {
        "A <b>map</b> | with_mark*": "https://delivery.example/maps/main/",
        "Оплата": "https://payments.example/maps/main/",
        "Support": "https://support.example/maps/main/",
    }
    rows = [[cell.text for cell in row.select("td")] for row in page.select("[role=main] tbody tr")]
    assert [row[-1] for row in rows] == ["2.0", "–", "–"]
    assert [row[2] for row in rows] == ["–", "–", "Anna | Oleg"]
    (pain,) = BeautifulSoup(built.read("pains/index.html"), "html.parser").select("[role=main] tbody tr")
    assert [cell.text for cell in pain.select("td")] == ["payments", "Long & wide", "high"]
    assert str(pain.a and pain.a["href"]).startswith("https://payments.example/maps/main/#pain-")


def test_a_format_it_does_not_know_ends_it(hub: Project) -> None:
    file = hub.root / "teams/newer.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text('{"format": 2}', encoding="utf-8")
    with pytest.raises(SystemExit, match="newer"):
        hub.build()
    file.unlink()
