"""Tables as one workbook (Office Open XML): a sheet each, with frozen titles, filters and links."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook.properties import CalcProperties
from openpyxl.writer.excel import ExcelWriter

from cjm_plugin.exchange.spreadsheet_text import starts_formula, xlsx_text
from cjm_plugin.exchange.tables import Cell, Form, Link, Table

MOST_LINKS = 65_530
"""What a sheet of Excel holds; with one link more it calls the file damaged.

https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3
"""

LONGEST_LINK = 2_079
LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_FIRST_DAY = dt.date(1900, 3, 1)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MADE = dt.datetime(*_EPOCH)  # noqa: DTZ001 - the format has no time zones
_LINK_FONT = Font(color="0563C1", underline="single")
_TITLE_FONT = Font(bold=True)


def workbook_bytes(tables: Iterable[Table], title: str) -> bytes:
    """Return the workbook. Texts are texts, whatever they begin with; days are days, numbers numbers.

    No clock is read: the same tables give the same bytes.
    """
    workbook = Workbook(write_only=True)
    workbook.calculation = CalcProperties(fullCalcOnLoad=False)
    workbook.properties.title = xlsx_text(title)
    workbook.properties.creator = "mkdocs-cjm-plugin"
    # The ZIP format begins with this day; the real one would change the bytes with every build.
    workbook.properties.created = workbook.properties.modified = _MADE
    names: set[str] = set()
    for table in tables:
        name = _sheet_name(table.name, names)
        names.add(name.casefold())
        _Sheet(workbook.create_sheet(name), table).write()
    file = io.BytesIO()
    # Not by Workbook.save, which puts in the time of saving.
    ExcelWriter(workbook, _SteadyZip(file, "w", ZIP_DEFLATED)).save()
    return file.getvalue()


class _SteadyZip(ZipFile):
    """An archive whose files are all of the same day."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        member = ZipInfo(str(zinfo_or_arcname), _EPOCH)
        member.compress_type = ZIP_DEFLATED
        member.create_system = 3  # the same on every system
        member.external_attr = 0o644 << 16
        super().writestr(member, data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        self.writestr(arcname, Path(filename).read_bytes())


class _Sheet:
    """Writes one table, row by row, so that thousands of them need no room."""

    def __init__(self, sheet: Any, table: Table) -> None:
        self._sheet = sheet
        self._table = table
        self._links = 0
        self._styles = {form: self._style(form) for form in set(table.forms) - {Form.PLAIN}}
        self._link_style = self._style(Form.PLAIN, _LINK_FONT)
        self._text_style = self._style(Form.PLAIN, is_text=True)
        self._title_style = self._style(Form.PLAIN, _TITLE_FONT)

    def write(self) -> None:
        """Write the titles and all rows."""
        sheet, table = self._sheet, self._table
        sheet.freeze_panes = "A2"
        letters = [get_column_letter(number) for number in range(1, len(table.titles) + 1)]
        for letter, width in zip(letters, table.widths, strict=True):
            sheet.column_dimensions[letter].width = width
        sheet.append([self._styled(xlsx_text(title), self._title_style) for title in table.titles])
        last = 1
        for row in table.rows():
            sheet.append(tuple(self._written(row)))
            last += 1
        sheet.auto_filter.ref = f"A1:{letters[-1]}{last}"

    def _written(self, row: tuple[Cell, ...]) -> Iterator[object]:
        for cell, form in zip(row, self._table.forms, strict=True):
            match cell:
                case str():
                    yield self._text(cell)
                case Link():
                    yield self._link(cell)
                case dt.date() if cell < _FIRST_DAY:
                    # Excel counts days from 1900, and counts a day too many until March.
                    yield cell.isoformat()
                case float() | int() if form is not Form.PLAIN:
                    yield self._styled(cell, self._styles[form])
                case _:
                    yield cell

    def _text(self, text: str) -> object:
        text = xlsx_text(text)
        if not starts_formula(text) and not text.startswith("#"):
            return text
        # Of the type of texts, and marked as such, so that it is no formula either when somebody edits it.
        cell = self._styled(text, self._text_style)
        cell.data_type = "s"
        return cell

    def _link(self, link: Link) -> object:
        if not link.url or len(link.url) > LONGEST_LINK or self._links >= MOST_LINKS:
            return self._text(link.text)
        self._links += 1
        text = xlsx_text(link.text)
        cell = self._styled(text, self._link_style)
        cell.data_type = "s"
        cell.quotePrefix = starts_formula(text)
        cell.hyperlink = link.url
        return cell

    def _styled(self, value: str | float, style: Any) -> SheetCell:
        return SheetCell(self._sheet, row=1, column=1, value=value, style_array=style)

    def _style(self, form: Form, font: Font | None = None, *, is_text: bool = False) -> Any:
        """Return a style as cells share it: asked for by name, it would be looked up for every cell."""
        cell = WriteOnlyCell(self._sheet)
        cell.number_format = form.value
        if font:
            cell.font = font
        if is_text:
            cell.quotePrefix = True
        style: Any = cell._style  # type: ignore[attr-defined]  # noqa: SLF001 - there is no other name for it
        return style


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """Return a name that Excel allows and no other sheet has, in capitals or not."""
    name = _NOT_IN_NAMES.sub(" ", wanted).strip(" '")[:LONGEST_NAME] or "1"
    number = 1
    while name.casefold() in taken:
        number += 1
        name = f"{name[: LONGEST_NAME - len(str(number)) - 1]} {number}"
    return name
