"""The one table of a register page, as `assets/tables.js` filters it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from bs4 import Tag

    from tests.pages.rendered import Rendered


def rows(page: Rendered) -> list[Tag]:
    return page.all("[data-cjm-table] tbody tr")


def choices(page: Rendered) -> dict[str, list[list[str]]]:
    """Return the options of each filter, each the value and what it is called."""
    (table,) = page.all("[data-cjm-table]")
    return {choice["name"]: choice["options"] for choice in json.loads(str(table["data-cjm-filters"]))}


def chosen(page: Rendered, link: str) -> list[Tag]:
    """Return the rows that are left for the query of a link."""
    (table,) = page.all("[data-cjm-table]")
    query = parse_qs(urlsplit(link).query, keep_blank_values=True)
    wanted = {key.removeprefix(f"{table['data-cjm-table']}."): value for key, (value,) in query.items()}
    assert wanted.keys() <= choices(page).keys()
    return [
        row for row in rows(page) if all(value in str(row[f"data-{key}"]).split(" ") for key, value in wanted.items())
    ]
