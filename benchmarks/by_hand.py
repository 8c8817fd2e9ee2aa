"""The same maps as a team writes them without the plugin: Markdown with headings, tables and one Mermaid diagram."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benchmarks.journeys import Journey, Stage

_BREAKS_MERMAID = str.maketrans({":": "#58;", ",": "#44;", ";": "#59;", "#": "#35;"})


def page(journey: Journey, *, diagrams: bool) -> str:
    """Return a map as the Markdown of its page."""
    return "\n".join(_lines(journey, diagrams=diagrams)) + "\n"


def _lines(journey: Journey, *, diagrams: bool) -> Iterator[str]:
    yield f"# {journey.title}\n\n{journey.summary}\n\n**Ответственный:** {journey.owner}\n"
    yield f"**Повод:** {journey.trigger}\n\n**Проверено:** {journey.last_reviewed}\n"
    if diagrams:
        yield from _diagram(journey)
    for stage in journey.stages:
        yield from _stage(stage)
    yield "## Метрики\n"
    yield from _table(
        ("Метрика", "Было", "Цель", "Сейчас", "Дата"),
        ((item.name, f"{item.baseline} {item.unit}", item.target, item.value, item.date) for item in journey.metrics),
    )
    yield "## Источники\n"
    yield from _table(
        ("Источник", "Вид", "Дата", "Выборка"),
        ((item.title, item.type, item.date, item.sample) for item in journey.sources),
    )


def _diagram(journey: Journey) -> Iterator[str]:
    yield f"```mermaid\njourney\n    title {journey.title.translate(_BREAKS_MERMAID)}"
    for stage in journey.stages:
        yield f"    section {stage.title.translate(_BREAKS_MERMAID)}"
        for step in stage.steps:
            yield f"      {step.action.translate(_BREAKS_MERMAID)}: {step.score}: Клиент"
    yield "```\n"


def _stage(stage: Stage) -> Iterator[str]:
    yield f"## {stage.title}\n\n*Цель:* {stage.goal}\n\n*Ожидает:* {stage.expects}\n\n*Время:* {stage.duration}\n"
    yield "### Действия\n"
    yield from _table(
        ("Действие", "Точка контакта", "Каналы", "Оценка", "Чувства", "Мысли", "Подтверждение"),
        (
            (s.action, s.touchpoint, ", ".join(s.channels), s.score, s.feels, s.thinks or "", ", ".join(s.evidence))
            for s in stage.steps
        ),
    )
    yield "### Болевые точки\n"
    yield from _table(
        ("Болевая точка", "Серьёзность", "Частота", "Подтверждение"),
        ((pain.what, pain.severity, pain.frequency, ", ".join(pain.evidence)) for pain in stage.pains),
    )
    yield "### Возможности\n"
    yield from _table(
        ("Возможность", "Влияние", "Усилия", "Ответственный", "Срок", "Состояние"),
        ((item.idea, item.impact, item.effort, item.owner, item.due, item.status) for item in stage.opportunities),
    )


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    columns = tuple(head)
    yield _row(columns)
    yield _row("---" for _ in columns)
    for row in rows:
        yield _row(map(str, row))
    yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
