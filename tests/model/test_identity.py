"""Ids: given by the author, or made from the text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_plugin.model.identity import slug, with_ids
from cjm_plugin.model.journey_map import JourneyMap
from cjm_plugin.model.moment import EXIT
from cjm_plugin.model.walk import moments, opportunities, pains


def journey(**fields: object) -> JourneyMap:
    return with_ids(JourneyMap.model_validate({"title": "Foo", **fields}))


def test_a_slug_keeps_the_script_and_joins_the_words() -> None:
    assert slug("  Ищет «лучшее», и находит!  ") == "ищет-лучшее-и-находит"
    assert slug("e\u0301tape_1") == "étape-1"
    assert slug("—") == ""


def test_a_long_slug_ends_with_a_whole_word() -> None:
    assert slug("word " * 30) == "-".join(["word"] * 9)
    assert slug("x" * 100) == "x" * 48


@given(st.text(max_size=80))
def test_a_slug_of_a_slug_is_the_slug(text: str) -> None:
    assert slug(slug(text)) == slug(text)


def test_stages_and_steps_share_their_ids_and_stages_choose_first() -> None:
    map_ = journey(stages=[{"title": "Pay", "steps": ["Pay", "Exit", "—"]}, "Pay", {"id": "pay-2", "title": "x"}])
    assert [placed.noun.id for placed in moments(map_)] == ["pay", "pay-4", "exit-2", "step", "pay-3", "pay-2"]


def test_ids_that_are_given_stay() -> None:
    map_ = journey(
        stages=[{"id": "a", "title": "A", "pains": [{"id": "p", "what": "x"}, "p"]}, {"id": "a", "title": "B"}]
    )
    assert [placed.noun.id for placed in moments(map_)] == ["a", "a"]
    assert [placed.noun.id for placed in pains(map_)] == ["p", "p-2"]


def test_inline_personas_do_not_take_the_ids_of_others() -> None:
    map_ = journey(stages=["A"], personas=["lena", {"name": "Lena"}, {"name": "!"}])
    assert [item if isinstance(item, str) else item.id for item in map_.personas] == ["lena", "lena-2", "persona"]


texts = st.sampled_from(["Pay", "pay", "Exit", "—", "Pay 2", "Оплата"])
claims = st.lists(texts, max_size=3)
steps = st.lists(st.builds(lambda action, pain: {"action": action, "pains": pain}, texts, claims), max_size=3)
stages = st.builds(
    lambda title, step, idea: {"title": title, "steps": step, "opportunities": idea}, texts, steps, claims
)


@settings(max_examples=50, deadline=None)
@given(st.lists(stages, min_size=1, max_size=4))
def test_ids_that_are_made_are_unique_and_stable(rows: list[dict[str, object]]) -> None:
    map_ = journey(stages=rows)
    for kind in (moments(map_), pains(map_), opportunities(map_)):
        ids = [placed.noun.id for placed in kind]
        assert all(ids)
        assert len(ids) == len(set(ids))
    assert EXIT not in [placed.noun.id for placed in moments(map_)]
    assert with_ids(map_) == map_
    longer = journey(stages=[*rows, "One more"])
    before = [stage.id for stage in map_.stages]
    assert [stage.id for stage in longer.stages][: len(before)] == before
