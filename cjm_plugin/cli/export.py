"""`cjm export`: the registers of the portfolio for other programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import quote

import click

from cjm_plugin.analysis.registers import Registers, registers
from cjm_plugin.cli import project
from cjm_plugin.cli.exit_codes import FINDINGS
from cjm_plugin.cli.options import language_option, maps_option
from cjm_plugin.cli.parameters import day
from cjm_plugin.exchange.tables import UrlOf
from cjm_plugin.locale import N_, Interface, interface
from cjm_plugin.pages.addresses import Site
from cjm_plugin.reading.diagnostics import harmless
from cjm_plugin.reading.portfolio import read_portfolio

_HAS_ERRORS = N_("{file} has errors, so something may be missing; `cjm check` tells more")
_TITLE = N_("Journey maps")

Files = Iterator[tuple[PurePosixPath, bytes]]
Writer = Callable[[Registers, Interface, UrlOf, str], Files]


def _json(told: Registers, _words: Interface, url_of: UrlOf, _separator: str) -> Files:
    from cjm_plugin.exchange.portfolio_json import map_files, portfolio_json  # noqa: PLC0415 - other forms start sooner

    yield PurePosixPath("portfolio.json"), portfolio_json(told, url_of)
    for key, make in map_files(told, url_of).items():
        yield PurePosixPath("maps", f"{key}.json"), make()


def _csv(told: Registers, words: Interface, url_of: UrlOf, separator: str) -> Files:
    from cjm_plugin.exchange.csv_tables import csv_bytes  # noqa: PLC0415
    from cjm_plugin.exchange.register_tables import RegisterTables  # noqa: PLC0415

    tables = RegisterTables(told, words, url_of)
    yield PurePosixPath("pains.csv"), csv_bytes(tables.pains(), words, separator)
    yield PurePosixPath("opportunities.csv"), csv_bytes(tables.opportunities(), words, separator)


def _xlsx(told: Registers, words: Interface, url_of: UrlOf, _separator: str) -> Files:
    from cjm_plugin.exchange.register_tables import RegisterTables  # noqa: PLC0415
    from cjm_plugin.exchange.workbook import workbook_bytes  # noqa: PLC0415

    tables = RegisterTables(told, words, url_of).all()
    yield PurePosixPath("portfolio.xlsx"), workbook_bytes(tables, words.text(_TITLE))


def _full(_: click.Context, __: click.Parameter, url: str) -> str:
    if url and not url.startswith(("https://", "http://")):
        raise click.BadParameter(f"{url!r} does not begin with https:// or http://")
    return url


_WRITERS: Mapping[str, Writer] = {"json": _json, "csv": _csv, "xlsx": _xlsx}


@click.command()
@click.argument("form", type=click.Choice(list(_WRITERS)))
@maps_option
@click.option(
    "--output",
    default=".",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write into; files of the same names are replaced.",
)
@click.option(
    "--url", default="", metavar="URL", callback=_full, help="Where the maps are published, for links: https://…/maps/"
)
@click.option(
    "--separator",
    type=click.Choice([",", ";"]),
    default=",",
    show_default=True,
    help="Between the columns of CSV; with ';' numbers have a decimal comma, as Excel wants in many languages.",
)
@click.option("--today", type=day, metavar="DAY", help="The day to tell it for. Default: the current one.")
@language_option
def export(  # noqa: PLR0913 - one for each option
    *, form: str, maps_dir: Path, output: Path, url: str, separator: str, today: dt.date | None, language: str
) -> None:
    """Write the registers: portfolio.json and maps/…, pains.csv and opportunities.csv, or portfolio.xlsx.

    Files with errors are told of and left out; the exit code is 1 then.
    """
    words = interface(language)
    reading = read_portfolio(maps_dir, maps_dir.as_posix())
    now = project.today(today)
    told = registers(reading.portfolio, now)
    for path, content in _WRITERS[form](told, words, _addresses(url), separator):
        click.echo(harmless(str(_write(output / path, content))))
    broken = reading.files_with_errors
    for file in broken:
        click.echo(words.text(_HAS_ERRORS).format(file=harmless(file)), err=True)
    if broken:
        raise SystemExit(FINDINGS)


def _addresses(root: str) -> UrlOf:
    """Return what tells the address of a page below `root`; "" when that is not known."""
    site = Site(prefix="")
    return lambda key: root.rstrip("/") + "/" + quote(site.url(key)) if root else None


def _write(file: Path, content: bytes) -> Path:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from error
    return file
