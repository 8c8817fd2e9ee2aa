"""The page of all metrics: where each stands on its map, which way it goes, and which miss their target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjm_plugin.analysis.metric_register import MetricLine, MetricRecord, MetricRegister, Trend
from cjm_plugin.analysis.registers import Registers
from cjm_plugin.locale import Interface
from cjm_plugin.model.portfolio import SeriesPoint
from cjm_plugin.pages.addresses import METRICS_KEY, Addresses
from cjm_plugin.pages.charts.sparkline import Sparkline, sparkline
from cjm_plugin.pages.document import PageDocument
from cjm_plugin.pages.living import Living
from cjm_plugin.pages.plan import NOBODY
from cjm_plugin.pages.register_parts import MOST_ROWS, chooser, downloads, light_table, named, token
from cjm_plugin.pages.rendering import Identity, Renderer
from cjm_plugin.pages.tables import NOTHING, Column, FilteredTable, useful_table

MOST_POINTS = 60
"""A line as small as a word has no room for more points."""

MISSED, MET, UNTOLD, UNMEASURED = "missed", "met", "untold", "none"
_ORDER = (MISSED, MET, UNTOLD, UNMEASURED)


@dataclass(frozen=True, slots=True)
class MetricRow:
    """A metric on its map: who answers for the map, and on how many maps there is one of its name.

    `name_key` is the value of the filter that leaves the metrics of its name.
    """

    record: MetricRecord
    owner: str | None
    standing: str
    name_key: str
    on_maps: int

    @property
    def line(self) -> Sparkline | None:
        """Its values over time."""
        return sparkline(thinned(self.record.series), self.record.metric.target)


def metrics_page(told: Registers, living: Living, renderer: Renderer, addresses: Addresses) -> PageDocument:
    """Return the page of all metrics."""
    words = renderer.words
    title = living.title(METRICS_KEY, words)
    rows = metric_rows(told.metrics, {it.entry.key: it.owner for it in told.maps})
    standings = [row.standing for row in rows]
    table = metrics_table(rows[:MOST_ROWS], words)
    values = {
        "table": table,
        "total": len(rows),
        "missed": standings.count(MISSED),
        "met": standings.count(MET),
        "unmeasured": standings.count(UNMEASURED),
        "rank_of": {value: place for place, value in enumerate(_ORDER, start=1)},
        "rank_of_trend": _rank_of_trend,
        "chosen": chooser(METRICS_KEY, table),
        "downloads": downloads(None, living),
    }
    return renderer.page("metrics.html.jinja", Identity(METRICS_KEY, title, title, words.language), addresses, values)


def metric_rows(register: MetricRegister, owners: dict[str, str | None]) -> tuple[MetricRow, ...]:
    """Return the metrics row by row; those of one name stand together, and what misses its targets comes first.

    `owners` are those of the maps by key.
    """
    groups = [_rows_of(line, owners) for line in register.lines]
    return tuple(row for group in sorted(groups, key=_misses_first) for row in group)


def metrics_table(rows: tuple[MetricRow, ...], words: Interface) -> FilteredTable[MetricRow]:
    """Return the table of these metrics with its filters."""
    standings = {
        MISSED: words.text("target not met"),
        MET: words.text("target met"),
        UNTOLD: words.text("without a target"),
        UNMEASURED: words.text("without a value"),
    }
    trends = {"better": words.text("better"), "worse": words.text("worse"), NOTHING: "—"}
    table = useful_table(
        rows,
        Column("standing", words.text("Standing"), standings, lambda row: [row.standing]),
        Column("trend", words.text("Trend"), trends, lambda row: [_direction(row.record.trend)]),
        named("metric", words.text("Metric"), rows, lambda row: {row.name_key: row.record.metric.name}),
        named("map", words.text("Map"), rows, lambda row: {row.record.entry.key: row.record.entry.journey.title}),
        named(
            "owner",
            words.text("Owner"),
            rows,
            lambda row: {row.owner: row.owner} if row.owner else {},
            words.text(NOBODY),
        ),
    )
    return light_table(table)


def standing_of(record: MetricRecord) -> str:
    """Return where a metric stands as its filter calls it."""
    if record.standing.value is None:
        return UNMEASURED
    return {True: MET, False: MISSED, None: UNTOLD}[record.standing.met]


def thinned(series: Sequence[SeriesPoint]) -> Sequence[SeriesPoint]:
    """Return at most MOST_POINTS points of a series, evenly chosen, the first and the last among them."""
    if len(series) <= MOST_POINTS:
        return series
    last = len(series) - 1
    return [series[place * last // (MOST_POINTS - 1)] for place in range(MOST_POINTS)]


def _rows_of(line: MetricLine, owners: dict[str, str | None]) -> list[MetricRow]:
    name_key, on_maps = token(line.name.casefold()), len(line.maps)
    rows = [MetricRow(it, owners.get(it.entry.key), standing_of(it), name_key, on_maps) for it in line.records]
    return sorted(rows, key=lambda row: _ORDER.index(row.standing))


def _misses_first(rows: list[MetricRow]) -> int:
    return -sum(row.standing == MISSED for row in rows)


def _direction(trend: Trend | None) -> str:
    if trend is None or trend.is_better is None:
        return NOTHING
    return "better" if trend.is_better else "worse"


def _rank_of_trend(trend: Trend | None) -> int | str:
    """Return where a trend stands among others: what gets worse comes first, what cannot be told last."""
    direction = _direction(trend)
    if direction == NOTHING:
        return NOTHING if trend is None else 2
    return 1 if direction == "worse" else 3
