"""What is measured at one size: each build in a process of its own, in turns, so that noise falls on all alike."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from benchmarks.preview import saves
from benchmarks.processes import Cost, median, run
from benchmarks.repository import commit_history
from benchmarks.sites import LIBRARY, Kind, SiteFolder, write_site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COLD, UNCHANGED = "cold", "unchanged"
PARTS = ("build", "unchanged", "share", "preview", "check", "history")
"""What can be measured; `unchanged` is a second build of ours after each one of `build`."""

_LONG = 60.0
"""Seconds: what takes longer is not repeated."""
_PATIENCE = 1_800.0
_SHIPPED_LIBRARY = "assets/cjm/mermaid"


@dataclass(slots=True)
class Figures:
    """What was measured with one number of maps. `builds` are ours by COLD and UNCHANGED, the others by their kind.

    `by_processor`: builds are compared by the time of processors, not by the clock.
    """

    maps: int
    by_processor: bool = False
    builds: dict[str, Cost] = field(default_factory=dict)
    kilobytes_per_map: dict[str, float] = field(default_factory=dict)
    share: dict[str, dict[str, float]] = field(default_factory=dict)
    phases: dict[str, float] = field(default_factory=dict)
    saves: list[float] = field(default_factory=list)
    check: dict[str, float] = field(default_factory=dict)
    history: dict[str, float] = field(default_factory=dict)

    def time(self, cost: Cost) -> float:
        """Return the seconds by which builds are compared."""
        return cost.cpu if self.by_processor else cost.seconds


@dataclass(frozen=True, slots=True)
class Bench:
    """How things are measured: where, how often, up to which size by hand, and who is told how far it is."""

    folder: Path
    repeats: int
    by_hand_up_to: int
    by_processor: bool
    tell: Callable[[str], None]

    def measure(self, maps: int, parts: frozenset[str]) -> Figures:
        """Measure the parts that are asked for. Raises FailedRunError when a command fails."""
        figures = Figures(maps, self.by_processor)
        ours = write_site(self.folder / f"{maps}" / Kind.OURS, Kind.OURS, maps)
        if "build" in parts:
            self._builds(figures, ours, again="unchanged" in parts)
        if "share" in parts:
            self._share(figures, ours)
        if "preview" in parts:
            self.tell(f"{maps} maps: saving a map while a preview runs")
            figures.saves = saves(ours, self._cache(ours), self.repeats, _PATIENCE)
        if "check" in parts:
            self._check(figures, ours)
        if "history" in parts:
            self._history(figures, ours)
        shutil.rmtree(self.folder / f"{maps}")
        return figures

    def _builds(self, figures: Figures, ours: SiteFolder, *, again: bool) -> None:
        kinds = [Kind.FLOOR, *([Kind.PLAIN, Kind.DIAGRAMS] if figures.maps <= self.by_hand_up_to else [])]
        sites = [write_site(ours.path.parent / kind, kind, figures.maps) for kind in kinds]
        costs: dict[str, list[Cost]] = {}
        for turn in range(self.repeats):
            self._once(costs, COLD, ours, turn, is_cold=True)
            if again:
                self._once(costs, UNCHANGED, ours, turn)
            for site in sites:
                self._once(costs, site.kind, site, turn)
        figures.builds = {name: median(known) for name, known in costs.items()}
        figures.kilobytes_per_map = {site.kind: kilobytes_per_map(site) for site in (ours, *sites)}

    def _once(
        self, costs: dict[str, list[Cost]], name: str, site: SiteFolder, turn: int, *, is_cold: bool = False
    ) -> None:
        known = costs.setdefault(name, [])
        if known and known[0].seconds > _LONG:
            return
        self.tell(f"{site.maps} maps: build, {name}, {turn + 1} of {self.repeats}")
        if is_cold:
            shutil.rmtree(self._cache(site), ignore_errors=True)
        _put_aside(site.site)
        cost, _ = run(["-m", "mkdocs", "build", "--quiet"], site.path, self._cache(site))
        known.append(cost)

    def _share(self, figures: Figures, ours: SiteFolder) -> None:
        shutil.rmtree(self._cache(ours), ignore_errors=True)
        for state in (COLD, UNCHANGED):
            self.tell(f"{ours.maps} maps: our own share, {state}")
            spent = self._json(ours, "benchmarks.own_share", ours.config.name)
            plugins = {name: sum(hooks.values()) for name, hooks in spent["plugins"].items()}
            figures.share[state] = _milliseconds(plugins | {"whole": spent["whole"]}, ours.maps)
        self.tell(f"{ours.maps} maps: what our work is made of")
        figures.phases = _milliseconds(self._json(ours, "benchmarks.phases", ours.maps_dir.name), ours.maps)

    def _check(self, figures: Figures, ours: SiteFolder) -> None:
        shutil.rmtree(self._cache(ours), ignore_errors=True)
        for state in (COLD, UNCHANGED):
            self.tell(f"{ours.maps} maps: cjm check, {state}")
            cost, _ = run(["-m", "cjm_plugin", "check", ours.maps_dir.name], ours.path, self._cache(ours))
            figures.check[state] = cost.seconds

    def _history(self, figures: Figures, ours: SiteFolder) -> None:
        self.tell(f"{ours.maps} maps: history")
        shutil.rmtree(self._cache(ours), ignore_errors=True)
        repository = write_site(ours.path, Kind.OURS, ours.maps)
        commit_history(repository)
        for state in (COLD, UNCHANGED):
            read = self._json(repository, "benchmarks.past", repository.maps_dir.name)
            figures.history |= {f"{name}, {state}": seconds for name, seconds in read.items()}
        file = next(repository.maps_dir.rglob("journey-*.yaml"))
        file.write_text(file.read_text(encoding="utf-8").replace("severity: low", "severity: high"), encoding="utf-8")
        cost, _ = run(["-m", "cjm_plugin", "diff"], repository.path, self._cache(repository))
        figures.history["diff of one changed map"] = cost.seconds

    def _json(self, site: SiteFolder, module: str, argument: str) -> Any:
        """Run a module of the benchmarks in the folder of a site; return what it says."""
        _, output = run(["-m", module, argument], site.path, self._cache(site))
        return json.loads(output)

    def _cache(self, site: SiteFolder) -> Path:
        return site.path.parent / "cache"


def _put_aside(site: Path) -> None:
    """Make way for a new site without removing anything: as in CI, where there is none yet.

    Some file systems take long to make files where many were removed just before (ext4 without a journal).
    """
    if site.exists():
        number = len([*site.parent.glob(f"{site.name}-*")])
        site.rename(site.with_name(f"{site.name}-{number}"))


def kilobytes_per_map(site: SiteFolder) -> float:
    """Return the size of a built site for each map in KB (1,000 bytes), without the library of diagrams."""
    files = (file for file in site.site.rglob("*") if file.is_file())
    sizes = (file.stat().st_size for file in files if not _is_library(file.relative_to(site.site).as_posix()))
    return sum(sizes) / site.maps / 1_000


def _is_library(path: str) -> bool:
    return path == LIBRARY or path.startswith(_SHIPPED_LIBRARY)


def _milliseconds(seconds: dict[str, float], maps: int) -> dict[str, float]:
    return {name: value * 1_000 / maps for name, value in seconds.items()}
