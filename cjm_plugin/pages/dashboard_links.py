"""Where the figures of the dashboard lead: to the rows they count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cjm_plugin.analysis.reality import shows_today
from cjm_plugin.analysis.registers import Registers
from cjm_plugin.analysis.review import Freshness
from cjm_plugin.locale import Interface
from cjm_plugin.pages.addresses import OPPORTUNITIES_KEY, PAINS_KEY, REVIEWS_KEY, Addresses
from cjm_plugin.pages.living import Living
from cjm_plugin.pages.opportunities_page import opportunities_table
from cjm_plugin.pages.pains_page import pains_table
from cjm_plugin.pages.register_parts import MOST_ROWS, chooser


@dataclass(frozen=True, slots=True)
class DashboardLinks:
    """Links to what the figures count, if that is anything; "" where the site has no page of it or shows none of it."""

    critical: str
    unanswered: str
    pains: str
    late: str
    in_progress: str
    done: str
    scored: str
    coverage: str
    reviews: Callable[[Freshness], str]

    @classmethod
    def of(cls, told: Registers, living: Living, words: Interface, addresses: Addresses) -> DashboardLinks:
        """Return the links of a page to the registers that the site has."""

        def at(key: str, chosen: Callable[..., str], **filters: str) -> str:
            query = chosen(**filters) if key in living.registers else ""
            return query and addresses.page(key) + query

        pains = chooser(PAINS_KEY, pains_table(told, told.pains.lines[:MOST_ROWS], words))
        work = chooser(OPPORTUNITIES_KEY, opportunities_table(told.opportunities.records[:MOST_ROWS], words))
        return cls(
            critical=at(PAINS_KEY, pains, mark="critical"),
            unanswered=at(PAINS_KEY, pains, mark="unanswered"),
            pains=at(PAINS_KEY, pains, mark="open"),
            late=at(OPPORTUNITIES_KEY, work, mark="late", retired="no"),
            in_progress=at(OPPORTUNITIES_KEY, work, status="in-progress", retired="no"),
            done=at(OPPORTUNITIES_KEY, work, status="done", retired="no"),
            scored=addresses.page("") + _today(told, "score"),
            coverage=addresses.page("") + _today(told, "sources"),
            reviews=lambda state: _reviews(state, living, addresses),
        )


def _reviews(state: Freshness, living: Living, addresses: Addresses) -> str:
    if living.reviews:
        return f"{addresses.page(REVIEWS_KEY)}?reviews.state={state}#all"
    return f"{addresses.page('')}?maps.state={state}#all"


def _today(told: Registers, sort: str) -> str:
    """Return the query for the maps of the page of all maps that tell of today, in an order of its table."""
    has_others = any(not shows_today(record.entry.journey) for record in told.maps)
    return f"?{'maps.today=yes&' if has_others else ''}maps.sort={sort}#all"
