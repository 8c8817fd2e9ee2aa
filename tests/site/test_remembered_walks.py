"""Whatever is done to a site, in whatever order: a build with the cache of the builds before is one from nothing."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.history.repositories import new_repository
from tests.site.built_site import Project, a_map

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.history.repositories import Work

STEPS = 14
MAPS = ("a", "b", "shop/c", "shop/d", "team/x/e")
OPTIONS: dict[str, tuple[Any, ...]] = {
    "pains": (True, False, "Hurts"),
    "reviews": (True, False),
    "personas": (True, False),
    "exports": (True, False),
    "history": (True, False),
    "today": ("2026-11-01", "2026-11-20", "2027-02-01"),
    "language": ("en", "ru"),
    "compare": ([{"before": "a", "after": "b"}], []),
}
CONFIG: dict[str, tuple[Any, ...]] = {
    "exclude_docs": ("maps/b.md", "maps/pains.md", "maps/shop/*", ""),
    "site_name": ("One", "Two"),
    "repo_url": ("https://one.example/", "https://two.example/"),
    "use_directory_urls": (True, False),
}
GUIDES = ("# Guide\n", "# Guide\n\n::: cjm pains map=a\n", "# Other guide\n")


class Walk:
    """A site to which things happen by chance, always the same for a seed."""

    def __init__(self, root: Path, seed: int) -> None:
        self.project = Project(root)
        self._chance = random.Random(seed)
        self._options: dict[str, Any] = {}
        self._config: dict[str, Any] = {}
        self.project.configure()
        self.project.write(".gitignore", "cache/\nsite/\n")
        self.project.write("docs/index.md", "# Home\n")
        self.project.write("docs/guide.md", GUIDES[0])
        self.project.write("maps/catalog.yaml", yaml.safe_dump({"pains": [{"id": "wait", "what": "Waiting"}]}))
        self.project.write("maps/personas/anna.yaml", "name: Anna\n")
        for key in MAPS:
            self._write_map(key)
        self._work: Work = new_repository(root)
        self._work.commit("First")

    def step(self) -> str:
        """Do something; return what it was."""
        does: dict[str, tuple[int, Callable[[], object]]] = {
            "nothing": (3, lambda: None),
            "a map": (4, lambda: self._write_map(self._chance.choice(MAPS))),
            "an option": (4, lambda: self._set(self._options, OPTIONS)),
            "the configuration": (3, lambda: self._set(self._config, CONFIG)),
            "a document": (2, lambda: self.project.write("docs/guide.md", self._chance.choice(GUIDES))),
            "a commit": (2, lambda: self._work.git("commit", "--all", "--allow-empty", "-m", "More")),
            "a tag": (1, lambda: self._work.git("tag", "--force", self._chance.choice(("v1", "v2")))),
        }
        weights = [weight for weight, _ in does.values()]
        (name,) = self._chance.choices([*does], weights)
        does[name][1]()
        return name

    def _set(self, settings: dict[str, Any], known: dict[str, tuple[Any, ...]]) -> None:
        name = self._chance.choice([*known])
        settings[name] = self._chance.choice(known[name])
        self.project.configure(cjm=self._options, **self._config)

    def _write_map(self, key: str) -> None:
        chance = self._chance
        number = chance.randint(0, 9)
        pain = {"id": "slow", "what": f"Slow {number}", "same_as": chance.choice(("wait", None))}
        idea = {"id": "fast", "idea": "Faster", "due": f"2026-{chance.randint(10, 12)}-15", "status": "planned"}
        stage = {"title": "Looks", "score": chance.randint(1, 5), "pains": [pain], "opportunities": [idea]}
        review = {"last_reviewed": f"2026-0{chance.randint(6, 9)}-01", "cycle": chance.choice(("1 month", "1 year"))}
        links = {"related": [chance.choice(MAPS)]} if chance.random() < 0.5 else {}
        text = a_map(f"Map {key} {number}", stages=[stage], review=review, links=links, summary="See [it](/guide.md).")
        self.project.write(f"maps/{key}.yaml", text)


@pytest.mark.parametrize("seed", [4, 6])
def test_the_cache_is_never_seen(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJM_CACHE_DIR", str(tmp_path / "cache"))
    walk = Walk(tmp_path, seed)
    done: list[str] = []
    for _ in range(STEPS):
        done.append(walk.step())
        built = walk.project.build()
        remembered = built.contents()
        new = walk.project.build_from_nothing()
        assert (remembered, built.warnings) == (new.contents(), new.warnings), done
