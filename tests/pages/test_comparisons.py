"""All comparisons of a site: the page that lists them, and the address of each."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path, PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from cjm_plugin.pages.comparisons import Comparison
from cjm_plugin.pages.living import Living
from cjm_plugin.reading.folder import page_key
from tests.pages.rendered import check_html, check_links, file_urls, line, render, write
from tests.pages.shops import LATER, NOW, PAGE, TWO, entry


def test_all_comparisons_are_listed(tmp_path: Path) -> None:
    write(tmp_path, TWO | {"other.yaml": {"title": "Other", "stages": [{"title": "S", "score": 2}]}})
    now, other = (
        entry(key, **said) for key, said in (("now", NOW), ("other", {"stages": [{"title": "S", "score": 2}]}))
    )
    asked = (
        Comparison(now, other, title="Shop & other"),
        Comparison(now, now, tag="v1.0"),
        Comparison(now, entry("later", **LATER), title="Our plan"),
    )
    pages = render(tmp_path, living=Living(comparisons=asked))
    page = pages["comparisons"]
    check_html(page)
    table = [[line(cell) for cell in row.find_all(["th", "td"])] for row in page.all("[data-cjm-table] tbody tr")]
    assert table == [
        ["Our planfuture state", "Shop→ Shop to be", "2.5", "3.7", "+1.2 better", "2", "1"],
        ["Shop & othertwo maps", "Shop→ other", "2.5", "2", "−0.5 worse", "3", "0"],
        ["Shop: what changed since v1.0earlier version", "Shopv1.0", "2.5", "2.5", "±0 the same", "0", "0"],
    ]
    assert page.texts(".cjm-states li") == ["1 feels better", "1 feels worse", "3 in all"]
    assert [row["data-change"] for row in page.all("tbody tr")] == ["better", "worse", "same"]
    assert [str(link["href"]) for link in page.all(".cjm-states a")] == [
        "?comparisons.change=better#all",
        "?comparisons.change=worse#all",
        "#all",
    ]
    assert page.texts("tbody th a") == ["Our plan", "Shop & other", "Shop: what changed since v1.0"]
    check_links(pages, file_urls(tmp_path))


def test_of_many_the_first_are_listed(tmp_path: Path) -> None:
    write(tmp_path, {"a.yaml": {"title": "A", "stages": ["S"]}})
    one = entry("a")
    asked = tuple(Comparison(one, one, tag=f"v{number}") for number in range(501))
    pages = render(tmp_path, living=Living(comparisons=asked))
    assert len(pages["comparisons"].all("tbody tr")) == 500
    assert "The first 500 of 501 are shown" in pages["comparisons"].text()
    assert sum(key.startswith("comparisons/") for key in pages) == 501


def test_where_nothing_is_compared_nothing_is_said_of_it(tmp_path: Path) -> None:
    write(tmp_path, {"a.yaml": {"title": "A", "stages": [{"title": "S", "pains": "P", "opportunities": "O"}]}})
    pages = render(tmp_path)
    assert not [key for key in pages if key.startswith("comparisons")]
    assert "omparison" not in "".join(page.text() for page in pages.values())
    check_links(pages, file_urls(tmp_path))


def test_pages_of_comparisons_can_be_left_out(tmp_path: Path) -> None:
    write(tmp_path, TWO)
    whole = Living()
    for living in (
        replace(whole, registers=whole.registers - {"comparisons"}),
        replace(whole, left_out=frozenset({PAGE})),
    ):
        pages = render(tmp_path, living=living)
        assert not [key for key in pages if key.startswith("comparisons")]
        check_links(pages, file_urls(tmp_path))


names = st.text(st.sampled_from("ab-.~@/"), min_size=1, max_size=8)


@given(st.lists(st.tuples(names, names), min_size=2, max_size=12, unique=True))
def test_no_two_comparisons_have_the_same_address(pairs: list[tuple[str, str]]) -> None:
    keys = {(page_key(PurePosixPath(one)), page_key(PurePosixPath(other))) for one, other in pairs if one != "/"}
    compared = [Comparison(entry(one), entry(other)) for one, other in keys if one and other]
    compared += [Comparison(entry("a"), entry("a"), tag=tag) for tag in {one for one, _ in pairs}]
    addresses = [each.key for each in compared]
    assert len(set(addresses)) == len(addresses)
    assert all(re.fullmatch(r"comparisons/[^/]+", address) for address in addresses)


def test_an_address_is_never_too_long_for_a_file() -> None:
    long = "путь/" * 40 + "карта"
    one, other = (Comparison(entry(long), entry(f"{long}-{number}")).key for number in (1, 2))
    assert one != other
    assert len(one.partition("/")[2].encode()) < 200
