"""The documentation and the code say the same."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from itertools import pairwise

import pytest

from cjm_plugin.reading.problems import ALL
from cjm_plugin.site import config
from cjm_plugin.site.config import JourneyMapsConfig
from tests.docs.fences import PAGES, ROOT, blocks, name

_LINK = re.compile(r"\]\((?!https?:|#)([^)\s#]+)")
_CODE = re.compile(r'Problem\(\s*"(CJM\d+)"')


def options() -> dict[str, tuple[str, str]]:
    """Return default and description of each option of the plugin, from its class."""
    tree = ast.parse(inspect.getsource(JourneyMapsConfig).strip())
    (body,) = (node.body for node in tree.body if isinstance(node, ast.ClassDef))
    described = {}
    for field, text in pairwise(body):
        if isinstance(field, ast.Assign) and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
            (target,) = field.targets
            described[ast.unparse(target)] = " ".join(str(text.value.value).split())
    defaults = {key: option.default for key, option in JourneyMapsConfig._schema}
    return {key: (written(value), described[key]) for key, value in defaults.items()}


def written(default: object) -> str:
    """Return a default as one types it in YAML."""
    return f"`{str(default).lower()}`" if default is not None else "–"


def table(language: str) -> dict[str, tuple[str, str]]:
    rows = re.findall(
        r"^\| `(\w+)` \| (\S+) \| (.*) \|$",
        (ROOT / f"docs/{language}/existing-site.md").read_text("utf-8"),
        re.MULTILINE,
    )
    return {key: (default, meaning) for key, default, meaning in rows}


def test_the_english_table_of_options_is_what_the_class_says() -> None:
    assert inspect.getmodule(JourneyMapsConfig) is config
    assert table("en") == options()


def test_the_russian_table_has_the_same_options_and_defaults() -> None:
    russian, english = table("ru"), options()
    assert {key: default for key, (default, _) in russian.items()} == {
        key: default for key, (default, _) in english.items()
    }
    assert all(re.search("[а-я]{3}", meaning) for _, meaning in russian.values())


def test_the_pages_of_problems_are_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "tools/problem_pages.py"), "check"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_problem_of_the_code_has_a_code_of_its_own_and_is_listed() -> None:
    sources = [path.read_text("utf-8") for path in sorted(ROOT.glob("cjm_plugin/**/*.py"))]
    codes = sorted(code for source in sources for code in _CODE.findall(source))
    assert codes == sorted(problem.code for problem in ALL)
    assert len(codes) == len(set(codes))


def test_every_page_of_the_guide_exists_in_both_languages() -> None:
    english, russian = ({page.name for page in (ROOT / "docs" / part).glob("*.md")} for part in ("en", "ru"))
    assert english == russian


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"], ids=name)
def test_relative_links_lead_somewhere(page: object) -> None:
    """MkDocs checks its own pages; this also holds where they are read as files of the repository."""
    path = ROOT / str(page)
    text = path.read_text("utf-8")
    for block in blocks(path):
        text = text.replace(block.text, "")
    targets = [target for target in _LINK.findall(text) if not target.startswith("maps/")]
    assert [target for target in targets if not (path.parent / target).exists()] == []
