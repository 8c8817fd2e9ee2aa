"""The option `compare`: two maps beside each other, and a map beside what it was at a git tag, in built sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from mkdocs.config.base import ValidationError
from mkdocs.exceptions import Abort

from cjm_plugin.reading.portfolio import read_portfolio
from cjm_plugin.site.comparing import Asked, Comparisons, asked_comparisons
from tests.history.repositories import new_repository
from tests.site.built_site import Project, a_map

if TYPE_CHECKING:
    from tests.history.repositories import Work
    from tests.site.built_site import Built

PAINS = [{"id": "slow", "what": "Slow site", "severity": "high"}, {"id": "fees", "what": "Hidden fees"}]
FIRST = a_map(
    "Loose map",
    stages=[{"title": "Search", "score": 2, "pains": PAINS}, {"title": "Payment", "score": 4}],
)
NOW = a_map(
    "Loose map",
    stages=[{"title": "Search", "score": 3.5, "pains": PAINS[1:]}, {"title": "Payment by phone", "score": 4}],
)
TAGGED = "maps/comparisons/loose@v1.0/index.html"
QUICK = {"previews": False, "exports": False, "dashboard": False}


def compare(project: Project, *asked: Any, **options: Any) -> Built:
    project.configure(cjm={"compare": list(asked), **QUICK, **options}, theme="mkdocs")
    return project.build()


def rows(built: Built, page: str, heading: str) -> list[list[str]]:
    section = built.page(page).select_one(f"#{heading}")
    assert section
    table = section.find_next("table")
    assert table
    cells = (row.find_all(["th", "td"]) for row in table.select("tbody tr"))
    return [[" ".join(cell.text.split()) for cell in row] for row in cells]


@pytest.fixture
def work(project: Project) -> Work:
    """The site in a repository: the map `loose` was tagged as v1.0 and then changed."""
    work = new_repository(project.root)
    work.commit("First", {"maps/loose.yaml": FIRST})
    work.git("tag", "v1.0")
    work.commit("Now", {"maps/loose.yaml": NOW})
    return work


@pytest.mark.usefixtures("work")
def test_a_map_is_compared_with_itself_at_a_tag(project: Project) -> None:
    built = compare(project, {"map": "loose", "tag": "v1.0"})
    assert built.warnings == []
    assert built.dead_links() == set()
    assert rows(built, TAGGED, "stages") == [
        ["Search", "2", "3.5", "+1.5 better"],
        ["Payment by phonebefore: Payment", "4", "4", "±0 the same"],
        ["Whole journey", "3", "3.8", "+0.8 better"],
    ]
    assert [row[0] for row in rows(built, TAGGED, "resolved")] == ["Slow siteno longer on the map"]
    facts = built.page(TAGGED).select(".cjm-facts dd")
    assert "v1.0" in facts[0].text
    assert built.page("maps/loose/index.html").find("a", string="What changed since v1.0")


@pytest.mark.parametrize("history", [True, False])
def test_a_map_is_found_under_the_name_it_had(project: Project, work: Work, history: bool) -> None:
    work.commit("Moved", {"maps/new.yaml": a_map("Other")}, renamed={"maps/loose.yaml": "maps/deep/near.yaml"})
    # Another map takes the old name, and the renamed one becomes unlike what it was.
    many = [{"title": f"Stage {number}", "score": 1} for number in range(9)]
    work.commit("Changed", {"maps/loose.yaml": a_map("Newcomer"), "maps/deep/near.yaml": a_map("Near", stages=many)})
    built = compare(project, {"map": "near", "tag": "v1.0"}, {"map": "loose", "tag": "v1.0"}, history=history)
    page = "maps/comparisons/deep.near@v1.0/index.html"
    assert [row[:2] for row in rows(built, page, "stages") if row[2] == "—"] == [["Search", "2"], ["Payment", "4"]]
    assert built.dead_links() == set()


def test_two_maps_are_compared(project: Project) -> None:
    project.write("maps/other.yaml", a_map("Other", stages=[{"title": "S", "score": 2}]))
    built = compare(project, {"before": "loose", "after": "Розница/Товары для дома", "title": "Both <b>"})
    assert built.warnings == []
    (path,) = built.files("maps/comparisons/*/index.html")
    assert path == "maps/comparisons/loose--розница.товары-для-дома/index.html"
    assert built.page(path).find("h1", string="Both <b>")
    assert [link.text for link in built.page("maps/index.html").select("article.cjm a")].count("Comparisons") == 1
    assert built.dead_links() == set()


@pytest.mark.parametrize("plain_files", [True, False])
def test_pages_stand_in_the_menu_and_can_be_renamed_or_left_out(project: Project, plain_files: bool) -> None:
    project.write("maps/next.yaml", a_map("Next", kind="future-state", links={"current": "loose", "parent": "loose"}))
    project.configure(
        cjm={**QUICK, "comparisons": "As is, to be", "hierarchy": "Tree"},
        theme="mkdocs",
        use_directory_urls=not plain_files,
    )
    built = project.build()
    assert built.warnings == []
    menu = [" ".join(item.text.split()) for item in built.page("maps/index.html").select("nav a, .navbar a")]
    assert {"Tree", "As is, to be"} <= set(menu)
    assert built.dead_links() == set()
    project.configure(
        cjm={**QUICK, "comparisons": False, "hierarchy": False}, theme="mkdocs", use_directory_urls=not plain_files
    )
    built = project.build()
    assert not built.files("maps/comparisons/**/*") | built.files("maps/hierarchy*")
    assert built.dead_links() == set()


def test_pages_that_are_excluded_are_spoken_of_nowhere(project: Project) -> None:
    project.write("maps/next.yaml", a_map("Next", links={"current": "loose"}))
    asked = {"compare": [{"before": "next", "after": "Товары для дома"}]}
    for excluded, left in (
        ("loose--next.md", {"next--розница.товары-для-дома"}),
        ("maps/next.md", set()),
        ("maps/comparisons/index.md", set()),
    ):
        project.configure(cjm=QUICK | asked, theme="mkdocs", exclude_docs=excluded)
        built = project.build()
        assert built.warnings == []
        assert built.files("maps/comparisons/*/index.html") == {f"maps/comparisons/{key}/index.html" for key in left}
        assert built.dead_links() == set()


def test_a_map_of_that_name_keeps_its_address(project: Project) -> None:
    project.write("maps/hierarchy.yaml", a_map("Hierarchy of needs"))
    assert compare(project).warnings == []
    project.write("maps/comparisons.yaml", a_map("Comparing prices", links={"parent": "loose", "future": "loose"}))
    first, second = compare(project).warnings
    assert "maps/comparisons.yaml" in first
    assert 'set the option "hierarchy" to false' in second


@pytest.mark.usefixtures("work")
@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("v1.1", 'there is no tag "v1.1" in the repository; did you mean "v1.0"?'),
        ("2026", 'there is no tag "2026" in the repository; `git fetch --tags` gets those that are missing'),
    ],
)
def test_a_tag_that_is_missing_is_a_warning(project: Project, tag: str, said: str) -> None:
    built = compare(project, {"map": "loose", "tag": tag})
    (warning,) = built.warnings
    assert warning.endswith(f'compare: "loose" is not compared with the tag "{tag}": {said}')
    assert not built.files("maps/comparisons/**/*")
    assert built.dead_links() == set()


def test_a_map_that_was_not_there_yet_or_had_errors_is_a_warning(project: Project, work: Work) -> None:
    work.commit("Broken", {"maps/loose.yaml": "title: [\n"})
    work.git("tag", "broken")
    work.commit("Mended", {"maps/loose.yaml": NOW, "maps/fresh.yaml": a_map("Fresh")})
    built = compare(project, {"map": "fresh", "tag": "v1.0"}, {"map": "loose", "tag": "broken"})
    fresh, broken = built.warnings
    assert 'maps/fresh.yaml is not there at the tag "v1.0"' in fresh
    assert 'maps/loose.yaml had errors at the tag "broken"' in broken


def test_without_a_repository_it_is_a_warning(project: Project) -> None:
    built = compare(project, {"map": "loose", "tag": "v1.0"})
    (warning,) = built.warnings
    assert "is not in a git repository" in warning


def test_maps_that_are_not_there_stop_the_build_all_at_once(project: Project, caplog: pytest.LogCaptureFixture) -> None:
    project.write("maps/Розница/loose.yaml", a_map("Second of this name"))
    asked = [
        {"before": "Товары для дам", "after": "loose"},
        {"before": "Розница/loose", "after": "розница/loose"},
    ]
    with pytest.raises(Abort):
        compare(project, *asked)
    told = caplog.text
    assert 'compare: there is no map "Товары для дам"; did you mean "Товары для дома"?' in told
    assert '"loose" could be' in told
    assert "are the same map" in told


def test_a_preview_goes_on_without_them(project: Project, caplog: pytest.LogCaptureFixture) -> None:
    maps = project.root / "maps"
    asked = (Asked("loose", "lost"), Asked("loose", "Товары для дома"))
    found = asked_comparisons(asked, read_portfolio(maps, "maps").portfolio, {}, maps, str, serving=True)
    assert [each.after.key for each in found] == ["розница/товары-для-дома"]
    assert 'there is no map "lost"' in caplog.text


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("loose", "entry 1: 'loose' is not {before: a-map, after: another-map} or {map: a-map, tag: v1.0}"),
        ([{"before": "a"}], "entry 1: it needs {before: a-map"),
        ([{"before": "a", "after": "b"}, {"map": "a", "before": "b"}], "entry 2: it needs"),
        ([{"befor": "a", "after": "b"}], "unknown key 'befor'; did you mean \"before\"?"),
        ([{"map": "a", "tag": 1.1}], "tag: 1.1 is not a text; put it in quotes"),
        ([{"before": "a", "after": "b", "title": " "}], "title: ' ' is not a text"),
        (
            [{"before": "a", "after": "b"}, {"before": "a", "after": "b", "title": "T"}],
            "entry 2: this comparison is listed",
        ),
    ],
)
def test_what_the_option_may_say(option: Any, said: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        Comparisons().validate(option)
    assert said in str(wrong.value)


def test_one_comparison_needs_no_list() -> None:
    assert Comparisons().validate({"map": " a ", "tag": "v1"}) == (Asked("a", "a", "v1"),)
