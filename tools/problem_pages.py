"""Write docs/en/problems.md and docs/ru/problems.md from the catalogue of problems.

`python tools/problem_pages.py update` writes them; `python tools/problem_pages.py check` only tells whether they
are up to date. How a problem is mended stands in `cjm_plugin/reading/mends.py`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_plugin.locale import interface
from cjm_plugin.reading.mends import MENDS
from cjm_plugin.reading.problems import ALL, Level

if TYPE_CHECKING:
    from cjm_plugin.reading.problems import Problem

DOCS = Path(__file__).resolve().parent.parent / "docs"

HEADS = {
    "en": (
        "# All problems",
        """\
What `cjm check` and the build can say of the files, by code. A code keeps its meaning for ever. An **error** stops the
build; a **warning** stops it only with `--strict`. “…” stands for what differs from case to case.

Codes from `CJM201` on are [rules of good practice](rules/index.md): advice, which stops a build only if you say so.

How to read a line of the report: [Editing and errors](editing.md).""",
        ("Code", "Level", "Message", "How to mend it"),
        {Level.ERROR: "error", Level.WARNING: "warning"},
    ),
    "ru": (
        "# Все ошибки и предупреждения",
        """\
Что могут сообщить о файлах `cjm check` и сборка — по кодам. Код никогда не меняет смысла. **Ошибка** останавливает
сборку, **предупреждение** — только с ключом `--strict`. «…» стоит на месте того, что бывает разным.

Коды начиная с `CJM201` — это [правила хорошей практики](rules/index.md): советы, которые останавливают сборку, только
если так решите вы.

Как читать строку отчёта: [Правка и ошибки](editing.md).""",
        ("Код", "Уровень", "Сообщение", "Как исправить"),
        {Level.ERROR: "ошибка", Level.WARNING: "предупреждение"},
    ),
}

_PLACEHOLDER = re.compile(r"\{\w+\}")
_NOTE = "<!-- Written by tools/problem_pages.py; do not edit. -->"


def page(language: str) -> str:
    """Return the page of all problems in one language. Raises KeyError for a problem that MENDS does not know."""
    title, introduction, columns, levels = HEADS[language]
    rows = [columns, ("---",) * len(columns)]
    rows += [
        (_anchored(problem.code), levels[problem.level], _message(problem, language), _mend(problem, language))
        for problem in sorted(ALL, key=lambda problem: problem.code)
    ]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"{title}\n\n{_NOTE}\n\n{introduction}\n\n{table}\n"


def _anchored(code: str) -> str:
    anchor = code.lower()
    return f'<a id="{anchor}" href="#{anchor}">{code}</a>'


def _message(problem: Problem, language: str) -> str:
    return _cell(_PLACEHOLDER.sub("…", interface(language).text(problem.message)))


def _mend(problem: Problem, language: str) -> str:
    return _cell(interface(language).text(MENDS[problem.code]))


def _cell(text: str) -> str:
    return re.sub(r"([|*&<_])", r"\\\1", text) if "`" not in text else text.replace("|", r"\|")


def main(arguments: list[str]) -> int:
    """Write the pages or tell whether they are up to date; return an exit code."""
    if arguments not in (["update"], ["check"]):
        print(__doc__)
        return 2
    unknown = [problem.code for problem in ALL if problem.code not in MENDS]
    if unknown:
        print(f"say in MENDS of cjm_plugin/reading/mends.py how to mend {', '.join(unknown)}")
        return 1
    stale = 0
    for language in HEADS:
        path = DOCS / language / "problems.md"
        text = page(language)
        if arguments == ["update"]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        elif not path.is_file() or path.read_text("utf-8") != text:
            print(f"{path.name} ({language}) is out of date; run: python tools/problem_pages.py update")
            stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
