"""The picture of the curve that messengers show beside a link."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from cjm_plugin.pages.charts.preview import HEIGHT, WIDTH
from cjm_plugin.pages.contents import plan_pages
from cjm_plugin.reading.portfolio import read_portfolio
from tests.pages.rendered import TODAY, write
from tests.shared.big_map import big_map

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAPS = {
    "gaps": {"title": "Gaps", "stages": [{"title": "A", "score": 1}, "B", {"title": "C", "score": 5}]},
    "alone": {"title": "Alone", "stages": [{"title": "A", "score": 3}]},
    "joined": {"title": "Joined", "stages": [{"title": "A", "score": 1}, {"title": "B", "score": 5}]},
    "big": big_map(),
}
LINE = (11, 98, 184)


def previews(folder: Path) -> dict[str, Callable[[], bytes] | None]:
    write(folder, {f"{name}.yaml": said for name, said in MAPS.items()} | {"none.yaml": {"title": "N", "stages": "S"}})
    planned = plan_pages(read_portfolio(folder, "maps"), shown_as="maps", language="en", today=TODAY)
    return {page.key: page.preview.draw if page.preview else None for page in planned}


def drawn(folder: Path, name: str) -> Image.Image:
    make = previews(folder)[name]
    assert make
    picture = Image.open(BytesIO(make()))
    picture.load()
    return picture


@pytest.mark.parametrize("name", MAPS)
def test_it_is_a_small_png_with_something_on_it(name: str, tmp_path: Path) -> None:
    make = previews(tmp_path)[name]
    assert make
    content = make()
    picture = Image.open(BytesIO(content))
    assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))
    assert len(content) < 60_000
    colours = {colour for _, colour in picture.convert("RGB").getcolors(100_000) or ()}
    assert any(near(colour, LINE) for colour in colours)
    assert make() == content


def near(colour: object, wanted: tuple[int, int, int]) -> bool:
    return isinstance(colour, tuple) and all(abs(a - b) < 30 for a, b in zip(colour, wanted, strict=True))


def has_line(picture: Image.Image, x: int) -> bool:
    return any(near(picture.convert("RGB").getpixel((x, y)), LINE) for y in range(HEIGHT))


def test_a_gap_stays_a_gap(tmp_path: Path) -> None:
    assert not has_line(drawn(tmp_path, "gaps"), WIDTH // 2)
    assert has_line(drawn(tmp_path, "joined"), WIDTH // 2)


def test_a_map_without_scores_has_no_picture(tmp_path: Path) -> None:
    found = previews(tmp_path)
    assert found["none"] is None
    assert found[""] is None
