"""How a journey is cut into pictures. What the pictures look like is seen in tests/browser."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_plugin.pages.diagrams.journey import (
    COLUMN_WIDTH,
    JourneyDiagram,
    JourneySection,
    JourneyTask,
    journey_diagrams,
)
from cjm_plugin.pages.diagrams.mermaid_text import decoded

texts = st.text(st.characters(exclude_categories=["C"]), max_size=400)
tasks = st.builds(
    JourneyTask,
    label=texts,
    score=st.floats(1, 5).map(lambda score: round(score, 1)),
    actors=st.lists(texts, max_size=4).map(tuple),
)
journeys = st.lists(st.builds(JourneySection, texts, st.lists(tasks, min_size=1, max_size=5).map(tuple)), max_size=4)


def journey(*counts: int, label: str = "Шаг @", actors: tuple[str, ...] = ("Анна",)) -> list[JourneySection]:
    """Return one section for each number of tasks."""
    return [
        JourneySection(
            f"Стадия {number}",
            tuple(JourneyTask(label.replace("@", str(step)), 3, actors) for step in range(1, count + 1)),
        )
        for number, count in enumerate(counts, start=1)
    ]


def source(diagram: JourneyDiagram) -> list[str]:
    """Return the lines of sections and tasks of a picture."""
    return diagram.text.split("\n---\njourney\n")[1].splitlines()[2:]


def drawn(diagram: JourneyDiagram) -> list[str]:
    """Return sections and tasks of a picture as `section` and `task: score: actors` lines."""
    return [decoded(line) for line in source(diagram)]


def sections(diagram: JourneyDiagram) -> list[str]:
    return [decoded(line.removeprefix("section ")) for line in source(diagram) if line.startswith("section ")]


def test_a_short_journey_is_one_picture() -> None:
    (diagram,) = journey_diagrams(journey(2, 1), title="Покупка")
    assert drawn(diagram) == [
        "section Стадия 1",
        "Шаг 1: 3: Анна",
        "Шаг 2: 3: Анна",
        "section Стадия 2",
        "Шаг 1: 3: Анна",
    ]
    assert "accTitle: #1055;окупка\n" in diagram.text


def test_nothing_to_draw_is_no_picture() -> None:
    assert journey_diagrams([], title="") == ()


def test_pictures_end_with_a_section_if_possible() -> None:
    diagrams = journey_diagrams(journey(2, 3, 2, 4), title="")
    assert [sections(diagram) for diagram in diagrams] == [["Стадия 1", "Стадия 2"], ["Стадия 3", "Стадия 4"]]


def test_a_long_section_goes_on_in_even_parts() -> None:
    diagrams = journey_diagrams(journey(8), title="Т")
    assert [sections(diagram) for diagram in diagrams] == [["Стадия 1"]] * 2
    assert [len(drawn(diagram)) for diagram in diagrams] == [5, 5]
    assert [decoded(line) for diagram in diagrams for line in re.findall("accTitle: (.*)", diagram.text)] == [
        "Т (1/2)",
        "Т (2/2)",
    ]


def test_longer_labels_get_wider_boxes_and_fewer_to_a_picture() -> None:
    short = journey_diagrams(journey(6), title="")
    long = journey_diagrams(journey(6, label="Сравнивает условия доставки у трёх разных продавцов @"), title="")
    assert (len(short), len(long)) == (1, 2)


def test_neighbours_of_one_title_stay_two_sections() -> None:
    twins = [JourneySection("Поиск", (JourneyTask("Шаг", 3, ()),))] * 3
    (diagram,) = journey_diagrams(twins, title="")
    titles = re.findall("^section (.*)", diagram.text, re.MULTILINE)
    assert titles[0] != titles[1] != titles[2]
    assert sections(diagram) == ["Поиск"] * 3


def test_an_actor_keeps_its_colour_in_every_picture() -> None:
    stage = [
        JourneySection("1", tuple(JourneyTask("Шаг", 3, ("Яна",)) for _ in range(6))),
        JourneySection("2", tuple(JourneyTask("Шаг", 3, ("Яна", "Анна")) for _ in range(6))),
    ]
    first, second = journey_diagrams(stage, title="")
    # Mermaid numbers the actors of a picture by the alphabet.
    assert ".actor-0{fill:#e69f00}" in first.text
    assert ".actor-0{fill:#56b4e9}.actor-1{fill:#e69f00}" in second.text


def test_texts_beyond_all_measure_are_cut_and_listed() -> None:
    label, name = "длинно " * 100, "Имя " * 40
    (diagram,) = journey_diagrams([JourneySection("С", (JourneyTask(label, 3, (name,)),))], title="")
    assert diagram.cut_labels == (name, label)
    assert drawn(diagram)[1].count("…") == 2


def test_names_alike_in_their_beginning_stay_two_actors() -> None:
    names = ("Покупатель " * 9 + "1", "Покупатель " * 9 + "2")
    (diagram,) = journey_diagrams([JourneySection("С", (JourneyTask("Шаг", 3, names),))], title="")
    assert ".actor-1{" in diagram.text


def test_the_source_holds_nothing_that_html_or_a_macro_could_take() -> None:
    (diagram,) = journey_diagrams(journey(1, label="{{ x }} {% raw %} <b>&amp;"), title="<!--")
    assert not re.search(r"[<>&]|\{\{|\{%|\{#", diagram.text)
    assert "\n\n" not in diagram.text


@given(journeys)
def test_any_journey_keeps_all_its_tasks_and_fits(given_sections: list[JourneySection]) -> None:
    diagrams = journey_diagrams(given_sections, title="T")
    faces = sum(len(drawn(diagram)) - len(sections(diagram)) for diagram in diagrams)
    assert faces == sum(len(section.tasks) for section in given_sections)
    for diagram in diagrams:
        assert diagram.height >= 404
        assert int(re.findall(r"    width: (-?\d+)\n", diagram.text)[0]) >= 40


@pytest.mark.parametrize("column", [COLUMN_WIDTH, 688, 560])
@pytest.mark.parametrize("label", ["Шаг", "Сравнивает условия у трёх разных продавцов", "слово " * 200])
def test_pictures_fit_the_column(label: str, column: int) -> None:
    sections = journey(9, 2, label=label, actors=("Анна", "Пётр Петрович"))
    assert all(diagram.width <= column for diagram in journey_diagrams(sections, title="", column=column))
