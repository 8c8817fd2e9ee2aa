"""Texts of users in cells of spreadsheets, where they are shown and nothing of them is run.

A program may take a text for a formula, and a formula may start programs and send data away. The characters are those
of OWASP (https://owasp.org/www-community/attacks/CSV_Injection), with their full-width twins, which Excel takes for the
same in some languages.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cjm_plugin.pages.escaping import plain
from cjm_plugin.reading.text_file import FORBIDDEN

MOST_CHARACTERS = 32_767
"""What a cell of Excel holds (https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3)."""

_FORMULA = "=+\\-@\t\r\n＝＋－＠"
_STARTS_FORMULA = re.compile(f"[{_FORMULA}]")
_NEGATIVE_NUMBER = re.compile(r"-[0-9]+(?:[.,][0-9]+)?")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_SEPARATORS = ",;\t"

_MOST_REMEMBERED = 10_000


@lru_cache(_MOST_REMEMBERED)
def cell_text(text: str) -> str:
    """Return text of a map as a cell holds it: without inline Markdown, on one line, cut where Excel would cut it.

    Characters that neither XML nor CSV can hold are replaced.
    """
    line = FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", plain(text))
    return line if len(line) <= MOST_CHARACTERS else line[: MOST_CHARACTERS - 1] + "…"


def starts_formula(text: str) -> bool:
    """Return whether a program might take a text for a formula; a negative number is only a number."""
    return bool(_STARTS_FORMULA.match(text)) and not _NEGATIVE_NUMBER.fullmatch(text)


@lru_cache(_MOST_REMEMBERED)
def csv_text(text: str, separator: str) -> str:
    """Return the text of a CSV cell with `'` before all that might be taken for the start of a formula.

    Where a program splits at another separator than the file is written with, as Excel does in Russian with commas, a
    cell may begin in the middle of a text, after that separator.
    """
    guarded = _formula_inside(separator).sub(r"\1'", text)
    return f"'{guarded}" if starts_formula(text) else guarded


@cache
def _formula_inside(separator: str) -> re.Pattern[str]:
    others = "".join(other for other in _SEPARATORS if other != separator)
    return re.compile(rf'([{others}][\s"]*)(?=[{_FORMULA}])')


def xlsx_text(text: str) -> str:
    """Return a text so that a program reads it back as it is: `_x0041_` in it is no character code.

    ECMA-376, part 1, 22.9.2.19, has `_x005F_` for the first underscore of such a text.
    """
    return _ESCAPE.sub("_x005F_", text)
