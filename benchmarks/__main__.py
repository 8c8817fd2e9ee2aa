"""Measures and prints the table: `python -m benchmarks`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from benchmarks.goals import verdicts
from benchmarks.measures import PARTS, Bench, Figures
from benchmarks.processes import FailedRunError
from benchmarks.report import as_json, as_markdown

SIZES = "10,100,1000"
_FINDINGS = 1
_FAILED = 3


class Numbers(click.ParamType[tuple[int, ...]]):
    """Numbers of maps, with commas between."""

    name = "numbers"

    def convert(
        self, value: str | tuple[int, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        """Return the numbers in their order, each once; fail for what is none."""
        if isinstance(value, tuple):
            return value
        parts = value.split(",")
        if not all(part.strip().isdecimal() and int(part) for part in parts):
            self.fail(f"{value!r} is not a list of numbers such as {SIZES}", param, ctx)
        return tuple(sorted({int(part) for part in parts}))


@click.command()
@click.option("--sizes", type=Numbers(), default=SIZES, show_default=True, help="How many maps.")
@click.option("--only", "parts", type=click.Choice(PARTS), multiple=True, help="Only this; may be given again.")
@click.option("--repeats", type=click.IntRange(1), default=3, show_default=True, help="Of how many runs the median.")
@click.option(
    "--by-hand-up-to",
    type=int,
    default=1_000,
    show_default=True,
    help="The largest portfolio that is also built by hand: that takes the square of the number of pages.",
)
@click.option("--by-processor", is_flag=True, help="Compare builds by processor time: for a machine that is busy.")
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write all figures here.")
@click.option("--markdown", "markdown_file", type=click.Path(dir_okay=False, path_type=Path), help="… the tables here.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help="Work below this folder.")
@click.option("--fail", type=float, metavar="FACTOR", help="End with 1 when a figure is more than FACTOR × its goal.")
def main(  # noqa: PLR0913 - one for each option
    *,
    sizes: tuple[int, ...],
    parts: tuple[str, ...],
    repeats: int,
    by_hand_up_to: int,
    by_processor: bool,
    json_file: Path | None,
    markdown_file: Path | None,
    folder: Path | None,
    fail: float | None,
) -> None:
    """Build, preview and check generated portfolios, and compare with the ways of keeping them by hand."""
    measured: dict[int, Figures] = {}
    with tempfile.TemporaryDirectory(dir=folder, prefix="cjm-benchmarks-") as work:
        bench = Bench(Path(work), repeats, by_hand_up_to, by_processor, lambda line: click.echo(line, err=True))
        for maps in sizes:
            try:
                measured[maps] = bench.measure(maps, frozenset(parts or PARTS))
            except FailedRunError as error:
                click.echo(f"error: {error}", err=True)
                sys.exit(_FAILED)
            # After each size, so that nothing is lost when the next one is given up.
            _write(json_file, as_json(measured))
            _write(markdown_file, as_markdown(measured))
    click.echo(as_markdown(measured))
    if fail is not None and any(verdict.value > fail * verdict.goal.most for verdict in verdicts(measured)):
        sys.exit(_FINDINGS)


def _write(file: Path | None, text: str) -> None:
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
