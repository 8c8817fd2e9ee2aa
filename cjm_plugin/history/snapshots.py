"""How the journey felt at an earlier time: the scores of one version."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cjm_plugin.analysis.scores import map_score, stage_score

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_plugin.history.versions import Version
    from cjm_plugin.model.journey_map import JourneyMap


@dataclass(frozen=True, slots=True)
class StageScore:
    """A stage and its score, 1 (very bad) to 5 (very good); None without one."""

    id: str
    title: str
    score: float | None


@dataclass(frozen=True, slots=True)
class VersionFigures:
    """What is kept of a version: the scores by stage, their mean (None without scores), and what marks a version."""

    stages: tuple[StageScore, ...]
    mean: float | None
    version: str | None
    reviewed: dt.date | None

    @property
    def mark(self) -> tuple[str | None, dt.date | None]:
        """What makes a version one to look back at, when it is another than before."""
        return self.version, self.reviewed

    def with_ids(self, ids: Mapping[str, str]) -> VersionFigures:
        """Return the figures with the stages under other ids, so that a line can be drawn through the versions."""
        return replace(self, stages=tuple(replace(stage, id=ids.get(stage.id, stage.id)) for stage in self.stages))


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The scores of a map at one time. Stages have the ids of the newest version.

    `commit` is None for what is not committed yet. `tags` are the names of the git tags on it, the oldest first.
    `is_now`: this is the map of today.
    """

    figures: VersionFigures
    commit: Version | None
    tags: tuple[str, ...] = ()
    is_now: bool = False

    @property
    def date(self) -> dt.datetime | None:
        """When the version was written; None for what is not committed yet."""
        return self.commit.date if self.commit else None

    @property
    def label(self) -> str:
        """What people call the version: its tag, its number; "" when it has no name."""
        return self.tags[0] if self.tags else self.figures.version or ""


def version_figures(journey: JourneyMap) -> VersionFigures:
    """Return the figures of a version."""
    stages = tuple(StageScore(stage.id, stage.title, stage_score(stage)) for stage in journey.stages)
    return VersionFigures(stages, map_score(journey), journey.version, journey.review.last_reviewed)


def to_json(figures: VersionFigures) -> Any:
    """Return what JSON can hold of figures: all of them."""
    stages = [[stage.id, stage.title, stage.score] for stage in figures.stages]
    return [stages, figures.mean, figures.version, figures.reviewed and figures.reviewed.isoformat()]


def from_json(data: Any) -> VersionFigures:
    """Return the figures again. Raises ValueError or TypeError when the data is not what it should be."""
    stages, mean, version, reviewed = data
    return VersionFigures(
        tuple(StageScore(str(id_), str(title), _score(score)) for id_, title, score in stages),
        _score(mean),
        None if version is None else str(version),
        None if reviewed is None else dt.date.fromisoformat(reviewed),
    )


def _score(data: Any) -> float | None:
    return None if data is None else float(data)
