"""Stages and steps: what came, went, moved, was renamed, or says something else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cjm_plugin.analysis.scores import moment_score
from cjm_plugin.history.difference.change import Change, Place, Value
from cjm_plugin.history.difference.fields import compare_named
from cjm_plugin.history.difference.kinds import ChangeKind
from cjm_plugin.history.difference.order import moved
from cjm_plugin.history.difference.twins import Inventory, Twins
from cjm_plugin.history.difference.versions import Versions, subject_of
from cjm_plugin.model.moment import Moment

_TOLD_ELSEWHERE = ("steps", "pains", "opportunities")


def compare_stages(old: Inventory, new: Inventory, twins: Twins, versions: Versions) -> Iterator[Change]:
    """Yield the changes of stages, without those of their steps."""
    to_old = {j: i for i, j in twins.stages}
    gone = set(range(len(old.stages))) - set(to_old.values())
    went = moved([to_old[j] for j in sorted(to_old)])
    for i in sorted(gone):
        yield _stage_place(old, i, None).change(
            ChangeKind.STAGE_REMOVED, details=_size(old, i, {o for o, _ in twins.steps})
        )
    for j, stage in enumerate(new.stages):
        place = _stage_place(new, to_old.get(j), j)
        if j not in to_old:
            yield place.change(ChangeKind.STAGE_ADDED, details=_size(new, j, {n for _, n in twins.steps}))
            continue
        if to_old[j] in went:
            yield place.change(ChangeKind.STAGE_MOVED, details=(("after", new.stages[j - 1].title if j else ""),))
        yield from compare_named(old.stages[to_old[j]], stage, place, versions, _TOLD_ELSEWHERE)


def compare_steps(old: Inventory, new: Inventory, twins: Twins, versions: Versions) -> Iterator[Change]:
    """Yield the changes of steps. Steps of a stage that came or went are told with it."""
    to_new, to_old = dict(twins.steps), {j: i for i, j in twins.steps}
    stage_twin = dict(twins.stages)
    went = _moved_within_stages(old, new, twins)
    for i, (stage, position, step) in enumerate(old.steps):
        if i not in to_new and stage in stage_twin:
            place = Place((subject_of(old.stages[stage]), subject_of(step)), ("stages", stage, "steps", position), None)
            yield place.change(ChangeKind.STEP_REMOVED, details=_score(step))
    for j, (stage, position, step) in enumerate(new.steps):
        place = _step_place(old, new, to_old.get(j), j)
        if j not in to_old:
            if stage in stage_twin.values():
                yield place.change(ChangeKind.STEP_ADDED, details=_score(step))
            continue
        origin, _, was = old.steps[to_old[j]]
        if stage_twin.get(origin) != stage:
            ends = subject_of(old.stages[origin]), subject_of(new.stages[stage])
            yield place.change(ChangeKind.STEP_MOVED_TO_STAGE, *ends)
        elif to_old[j] in went:
            above = new.stages[stage].steps[position - 1].action if position else ""
            yield place.change(ChangeKind.STEP_MOVED, details=(("after", above),))
        yield from compare_named(was, step, place, versions, _TOLD_ELSEWHERE)


def _moved_within_stages(old: Inventory, new: Inventory, twins: Twins) -> frozenset[int]:
    """Return the old indexes of the steps that have another place in the same stage."""
    stage_twin = dict(twins.stages)
    orders: defaultdict[int, list[int]] = defaultdict(list)
    for i, j in sorted(twins.steps, key=lambda pair: pair[1]):
        stage = new.steps[j][0]
        if stage_twin.get(old.steps[i][0]) == stage:
            orders[stage].append(i)
    return frozenset().union(*map(moved, orders.values()))


def _stage_place(inventory: Inventory, old: int | None, new: int | None) -> Place:
    index = old if new is None else new
    assert index is not None  # noqa: S101 - a stage stands in one version at least
    return Place((), ("stages",), ("stages",)).item(subject_of(inventory.stages[index]), old, new)


def _step_place(old: Inventory, new: Inventory, i: int | None, j: int) -> Place:
    stage, position, step = new.steps[j]
    subjects = subject_of(new.stages[stage]), subject_of(step)
    old_at = None if i is None else ("stages", old.steps[i][0], "steps", old.steps[i][1])
    return Place(subjects, old_at, ("stages", stage, "steps", position))


def _size(inventory: Inventory, stage: int, paired_steps: set[int]) -> tuple[tuple[str, Value], ...]:
    """Return how many steps come and go with a stage; those that stay on the map do not count."""
    steps = [n for n, (i, _, _) in enumerate(inventory.steps) if i == stage and n not in paired_steps]
    return (("steps", len(steps)), *_score(inventory.stages[stage]))


def _score(moment: Moment) -> tuple[tuple[str, Value], ...]:
    score = moment_score(moment)
    return () if score is None else (("score", score),)
