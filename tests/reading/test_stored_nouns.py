"""What files said is kept without their being parsed again, and nothing in the cache can run."""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from cjm_plugin.model.catalog import Catalog
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.moment import ChannelUse
from cjm_plugin.model.opportunity import Opportunity
from cjm_plugin.model.pain import Pain
from cjm_plugin.model.stage import Step
from cjm_plugin.reading.portfolio import read_portfolio
from cjm_plugin.reading.stored_nouns import restored, stored
from tests.shared.filled import everything
from tests.shared.memory import Memory

if TYPE_CHECKING:
    from cjm_plugin.model.base import Noun

MAPS = Path(__file__).parents[2] / "maps"


class Shout:
    """Runs a command when it is loaded by a trusting reader."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch /tmp/should-not-be-there",)


def test_the_second_reading_is_the_first() -> None:
    memory = Memory()
    first = read_portfolio(MAPS, "maps", kept=memory)
    assert not memory.found
    second = read_portfolio(MAPS, "maps", kept=memory)
    assert memory.found == len(memory) > len(first.portfolio.maps)
    assert second == first == read_portfolio(MAPS, "maps")


def test_a_file_that_changed_is_read(tmp_path: Path) -> None:
    memory = Memory()
    file = tmp_path / "a.yaml"
    for title in ("One", "Two", "One"):
        file.write_text(f"title: {title}\nstages: [A]\n", encoding="utf-8")
        (entry,) = read_portfolio(tmp_path, "maps", kept=memory).portfolio.maps
        assert entry.journey.title == title


def test_a_file_with_a_problem_tells_it_every_time(tmp_path: Path) -> None:
    memory = Memory()
    (tmp_path / "a.yaml").write_text("titel: One\nstages: [A]\n", encoding="utf-8")
    told = [read_portfolio(tmp_path, "maps", kept=memory).diagnostics for _ in range(2)]
    assert told[0] == told[1]
    assert told[0]
    assert not memory


def test_the_same_text_in_another_role_is_read_anew(tmp_path: Path) -> None:
    memory = Memory()
    (tmp_path / "a.yaml").write_text("title: One\n", encoding="utf-8")
    first = read_portfolio(tmp_path, "maps", kept=memory)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "_collection.yaml").write_text("title: One\n", encoding="utf-8")
    second = read_portfolio(tmp_path, "maps", kept=memory)
    assert first.diagnostics == second.diagnostics
    assert [entry.collection.title for entry in second.portfolio.collections] == ["One"]


def test_everything_a_map_can_hold_comes_back(tmp_path: Path) -> None:
    for name, content in everything(lambda field: f"{field} ü").items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    memory = Memory()
    assert read_portfolio(tmp_path, "maps", kept=memory) == read_portfolio(tmp_path, "maps", kept=memory)
    journey = read_portfolio(tmp_path, "maps").portfolio.maps[0].journey
    assert restored(stored(journey), JourneyMap) == journey
    assert restored(stored(journey), Catalog) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x80",
        b"cos\nsystem\n(S'true'\ntR.",
        b"cbuiltins\neval\n(S'1'\ntR.",
        b"ccjm_plugin.model.base\nBaseModel\n)R.",
        b"ccjm_plugin.model.portfolio\nfield\n)R.",
        b"cpathlib\nPath\n)R.",
        pickle.dumps(Shout()),
        pickle.dumps([1]),
        pickle.dumps(Shout),
    ],
)
def test_nothing_but_values_of_the_model_is_ever_made(content: bytes) -> None:
    assert restored(content, JourneyMap) is None
    assert not Path("/tmp/should-not-be-there").exists()


# From 3.13 on, the dict that pydantic makes of an object lies upon its attributes.
@pytest.mark.skipif(sys.version_info >= (3, 13), reason="Python keeps attributes in another way")
@pytest.mark.parametrize("noun", [Step(action="Looks"), Pain(what="Waits"), Opportunity(idea="A queue")])
def test_what_is_restored_is_small_however_much_was_parsed_before(noun: Noun) -> None:
    parsed = [type(noun).model_validate(noun.model_dump(exclude_defaults=True)) for _ in range(50)]
    known = restored(stored(parsed[0]), type(noun))
    # Objects without a dict share the names of their fields; to compare them makes one.
    assert not [held for held in gc.get_referents(known) if isinstance(held, dict) and held]
    assert known == noun


def test_what_many_maps_say_is_kept_once() -> None:
    first, second = (Step(action="Looks", score=4, channels=["shop"], touchpoints=["The shop"]) for _ in range(2))
    assert first.score is second.score
    assert first.channels[0] is second.channels[0]
    asked = {"id": "shop", "responsible": "Vera"}
    assert Step(action="Looks", channels=[asked]).channels[0] == ChannelUse(**asked)
    assert Step(action="Looks", score={"anna": 4}).score == {"anna": 4}
    known = [restored(stored(Pain(id="wait", what="Waits")), Pain) for _ in range(2)]
    assert {id(pain and pain.id) for pain in known} == {id(known[0] and known[0].id)}


def test_another_process_finds_every_map_sound_too() -> None:
    program = (
        "import sys; from pathlib import Path; from cjm_plugin.reading.portfolio import read_portfolio;"
        "from tests.shared.memory import Memory; kept = Memory();"
        "read_portfolio(Path(sys.argv[1]), 'maps', kept=kept); print(*sorted(kept), sep='\\n')"
    )
    names = [
        subprocess.run(
            [sys.executable, "-c", program, str(MAPS)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=MAPS.parent,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert names[0] == names[1]
    assert b"sound " in names[0]
