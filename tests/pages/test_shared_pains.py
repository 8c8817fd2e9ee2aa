"""A pain point that several maps share says so on each of them, and is one line of the register."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cjm_plugin.pages.living import Living
from tests.pages.rendered import check_html, check_links, file_urls, line, render, write
from tests.shared.raw_portfolio import raw_maps

MAPS = Path(__file__).parents[2] / "maps"
CATALOG = {"pains": [{"id": "fees", "what": "Hidden fees", "notes": "Told *late*."}, {"id": "alone", "what": "Alone"}]}


def with_fees(title: str, *more: Any) -> dict[str, Any]:
    fees = {"id": "fees", "what": f"Fees of {title}", "same_as": "fees"}
    return {"title": title, "stages": [{"title": "S", "pains": [fees, *more]}]}


def test_a_map_names_the_other_maps_that_have_the_same(tmp_path: Path) -> None:
    alone = {"id": "alone", "what": "Only here", "same_as": "alone"}
    twice = {"id": "again", "what": "Fees again", "same_as": "fees"}
    files = {
        "catalog.yaml": CATALOG,
        "a.yaml": with_fees("A", alone, twice),
        "b.yaml": with_fees("B"),
        "c.yaml": with_fees("C"),
    }
    write(tmp_path, files)
    pages = render(tmp_path, living=Living(registers=frozenset({"pains"})))
    check_links(pages, file_urls(tmp_path))
    heads = {str(row["id"]): row.th for row in pages["a"].all("#pains ~ .cjm-scroll tbody tr[id^=pain-]")}
    assert {id_: line(head.div) if head and head.div else "" for id_, head in heads.items()} == {
        "pain-fees": "the same on 3 maps: B, C",
        "pain-alone": "",
        "pain-again": "the same on 3 maps: B, C",
    }
    assert [link["href"] for link in pages["b"].all("#pain-fees th .cjm-note a")] == [
        "../a/#pain-fees",
        "../c/#pain-fees",
    ]
    assert "Hidden feesthe same on 3 mapsTold late." in pages["pains"].text()


def test_of_many_maps_some_are_named_and_the_register_has_the_others(tmp_path: Path) -> None:
    write(tmp_path, {"catalog.yaml": CATALOG} | {f"m{n}.yaml": with_fees(f"M{n}") for n in range(8)})
    page = render(tmp_path, only="m0")["m0"]
    check_html(page)
    assert page.text("#pain-fees th .cjm-note") == "the same on 8 maps: M1, M2, M3, M4, M5, and 2 more"
    assert [link["href"] for link in page.all("#pain-fees th .cjm-note a")][-1] == "../pains/"
    page = render(tmp_path, only="m0", living=Living(registers=frozenset()))["m0"]
    assert page.text("#pain-fees th .cjm-note").endswith("M5, and 2 more")


def test_the_examples_name_every_map_that_their_yaml_ties() -> None:
    tied: dict[str, set[str]] = {}
    for raw in raw_maps(MAPS):
        for _, _, pain in raw.pains():
            if "same_as" in pain:
                tied.setdefault(pain["same_as"], set()).add(raw.data["title"])
    assert len(tied) > 1
    (page,) = render(MAPS, only="pains").values()
    shared = [row for row in page.all("[data-cjm-table] tbody tr") if "the same on" in line(row.th)]
    assert sorted(sorted(line(name) for name in row.select("td bdi")) for row in shared) == sorted(
        map(sorted, tied.values())
    )
