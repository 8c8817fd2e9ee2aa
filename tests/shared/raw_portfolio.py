"""The figures of a maps folder worked out from the YAML as it stands there, without the plugin's models."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SEVERITIES = ["low", "medium", "high", "critical"]
FREQUENCIES = ["rare", "sometimes", "often", "always"]


@dataclass(frozen=True)
class RawMap:
    """A map file: its path without suffix, and its data."""

    key: str
    data: dict[str, Any]

    @property
    def stages(self) -> list[dict[str, Any]]:
        return [stage if isinstance(stage, dict) else {"title": stage} for stage in many(self.data["stages"])]

    def moments(self) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """Yield stages and steps, each with its stage."""
        for stage in self.stages:
            yield stage, stage
            for step in many(stage.get("steps")):
                yield stage, step if isinstance(step, dict) else {"action": step}

    def claims(self, key: str, text: str) -> Iterator[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]:
        """Yield each pain or opportunity with its stage and the moment it is written at."""
        for stage, moment in self.moments():
            for claim in many(moment.get(key)):
                yield stage, moment, claim if isinstance(claim, dict) else {text: claim}

    def pains(self) -> Iterator[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]:
        return self.claims("pains", "what")

    def opportunities(self) -> Iterator[dict[str, Any]]:
        return (claim for _, _, claim in self.claims("opportunities", "idea"))

    @property
    def tells_of_today(self) -> bool:
        retired = self.data.get("review", {}).get("status") == "retired"
        return not retired and self.data.get("kind") != "future-state"

    @property
    def score(self) -> float | None:
        """Tell the mean of the stages, each the mean of its steps."""
        return mean(stage_mean(stage) for stage in self.stages)


def raw_maps(folder: Path) -> list[RawMap]:
    """Return the map files below a folder, by path."""
    found = []
    for path in sorted(folder.rglob("*.yaml")):
        inside = path.relative_to(folder)
        if inside.parts[0] != "personas" and not path.name.startswith("_") and path.name != "catalog.yaml":
            key = inside.with_suffix("").as_posix()
            found.append(RawMap(key, yaml.safe_load(path.read_text(encoding="utf-8"))))
    return found


def many(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def score_of(moment: dict[str, Any]) -> float | None:
    score = moment.get("score")
    return mean(score.values()) if isinstance(score, dict) else score


def stage_mean(stage: dict[str, Any]) -> float | None:
    steps = mean(score_of(step) for step in many(stage.get("steps")) if isinstance(step, dict))
    return score_of(stage) if steps is None else steps


def mean(values: Any) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def critical_pains(maps: Iterable[RawMap]) -> list[bool]:
    """Return, for each critical pain point that is open on the maps of today, whether an opportunity answers it.

    Those that are the same as one of the catalog make one.
    """
    found: dict[object, list[tuple[bool, bool]]] = {}
    for each in (each for each in maps if each.tells_of_today):
        ideas = [idea for idea in each.opportunities() if idea.get("status") != "rejected"]
        answered = {id_ for idea in ideas for id_ in many(idea.get("addresses"))}
        for _, _, pain in each.pains():
            if pain.get("status", "open") == "open":
                name = pain.get("same_as") or (each.key, pain["what"])
                found.setdefault(name, []).append((pain.get("severity") == "critical", pain.get("id") in answered))
    worst = (same for same in found.values() if any(is_critical for is_critical, _ in same))
    return [any(is_answered for _, is_answered in same) for same in worst]


def weight_of(pain: dict[str, Any]) -> float:
    """Return severity × frequency × confidence, read off the tables of the documentation."""
    if "severity" not in pain:
        return 0
    frequency = FREQUENCIES.index(pain.get("frequency", "sometimes")) + 1
    confidence = {0: 0.5, 1: 0.8}.get(len(set(many(pain.get("evidence")))), 1)
    return (SEVERITIES.index(pain["severity"]) + 1) * frequency * confidence
