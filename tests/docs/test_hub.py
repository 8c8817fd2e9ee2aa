"""The hub of docs/en/scale.md, with its hook as it stands there, over the sites of three teams."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from tests.site.built_site import Project, a_map

GUIDE = Path(__file__).parents[2] / "docs/en/scale.md"
TEAMS = {
    "delivery": {"title": "A <b>map</b> | with_mark*", "stages": [{"title": "A", "score": 2}]},
    "payments": {
        "title": "Оплата",
        "stages": [{"title": "A", "pains": [{"what": "Long & wide", "severity": "high"}]}],
    },
    "support": {"title": "Support", "stages": ["A"]},
}


def hook() -> str:
    found = re.search(r'```python title="hub.py"\n(.*?)\n```', GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Project:
    hub = Project(tmp_path_factory.mktemp("hub"))
    for team, content in TEAMS.items():
        site = Project(tmp_path_factory.mktemp(team))
        site.configure(theme="mkdocs", site_url=f"https://{team}.example/")
        site.write("docs/index.md", "# Home\n")
        site.write("maps/main.yaml", a_map(**content))  # type: ignore[arg-type]
        site.build()
        (hub.root / "teams").mkdir(exist_ok=True)
        shutil.copy(site.site / "maps/api/portfolio.json", hub.root / f"teams/{team}.json")
    hub.write("docs/index.md", "# Hub\n")
    hub.write("hub.py", hook())
    theme = {"name": "mkdocs", "highlightjs": False}
    hub.write("mkdocs.yml", yaml.safe_dump({"site_name": "Hub", "theme": theme, "hooks": ["hub.py"], "strict": True}))
    return hub


def test_the_hub_lists_every_map_and_the_worst_pain_first(hub: Project) -> None:
    built = hub.build()
    page = BeautifulSoup(built.read("maps/index.html"), "html.parser")
    links = {link.text: link["href"] for link in page.select("td a")}
    assert links == {
        "A <b>map</b> | with_mark*": "https://delivery.example/maps/main/",
        "Оплата": "https://payments.example/maps/main/",
        "Support": "https://support.example/maps/main/",
    }
    assert [row.select("td")[-1].text for row in page.select("[role=main] tbody tr")] == ["2.0", "–", "–"]
    (pain,) = BeautifulSoup(built.read("pains/index.html"), "html.parser").select("[role=main] tbody tr")
    assert [cell.text for cell in pain.select("td")] == ["payments", "Long & wide", "high"]
    assert str(pain.a and pain.a["href"]).startswith("https://payments.example/maps/main/#pain-")


def test_a_format_it_does_not_know_ends_it(hub: Project) -> None:
    file = hub.root / "teams/newer.json"
    file.write_text('{"format": 2}', encoding="utf-8")
    with pytest.raises(SystemExit, match="newer"):
        hub.build()
    file.unlink()
