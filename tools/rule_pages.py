"""Write docs/en/rules/ and docs/ru/rules/: a page for each rule of good practice, and the list of all.

`python tools/rule_pages.py update` writes them; `python tools/rule_pages.py check` only tells whether they are up to
date. The pages come from the docstrings of the rules and their translations; what the list says stands here.
"""

from __future__ import annotations

import sys
from pathlib import Path

from cjm_plugin.locale import LANGUAGES, interface
from cjm_plugin.rules.catalogue import RULES
from cjm_plugin.rules.documentation import LEVEL_NAMES, rule_page, translated

DOCS = Path(__file__).resolve().parent.parent / "docs"

_NOTE = "<!-- Written by tools/rule_pages.py; do not edit. -->"

_SITE = """\
```yaml title="mkdocs.yml"
site_name: Journeys
plugins:
  - search
  - cjm:
      rules:
        ignore: [long-summary, CJM253]
        error: [unanswered-pain]
        note: [one-function]
        max_stages: 15
```"""

_PROJECT = """\
```toml title="pyproject.toml"
[tool.cjm.rules]
ignore = ["long-summary", "CJM253"]
error = ["unanswered-pain"]
note = ["one-function"]
max_stages = 15
```"""

HEADS = {
    "en": f"""\
# Rules of good practice

{_NOTE}

A map may be valid and still mislead. These rules look for what the field calls mistakes: assumptions that look like
facts, pains that nobody answers, maps that nobody owns. A rule only looks at what a map says: a sketch of three stages
hears of little, and a retired map of nothing. `cjm check` tells what they find, and so does the page of the map;
`cjm rule CODE` prints these pages in the terminal.

A code and a name keep their meaning for ever. A **warning** asks to be mended, a **note** may be left; no rule is an
**error** until you make it one. `cjm check --strict` fails on warnings. A build only counts what the rules find, also
with `--strict`, until you name a rule under `warning` or `error`.

{{table}}

## Choose your rules

A rule goes by its code or its name. `select` names those that run (default: all), `ignore` those that do not;
`error`, `warning` and `note` set their level. The numbers that a rule goes by stand on its page under “Options”.

{_SITE}

Without MkDocs the same stands in `pyproject.toml`:

{_PROJECT}

## Silence a rule on one map

Sometimes a rule does not fit. Say why, and the finding moves to the silenced ones, with the reason:

```yaml
title: Buying a kettle
silence:
  - {{{{rule: no-persona, reason: The map shows all customers of the pilot shop}}}}
stages: [Choice, Purchase, Use]
```

## The health of a map

The page of a map tells its health, 0 to 100: the share of the rules that hold, of those that could be asked of this
map. An error counts five times, a warning three times as much as a note. A rule that is broken in ten places counts
once, a silenced rule not at all. The formula is ours: it compares a map with itself of last month, not with others.
""",
    "ru": f"""\
# Правила хорошей практики

{_NOTE}

Карта может быть правильно записана и всё же вводить в заблуждение. Эти правила ищут то, что в отрасли называют
ошибками: предположения, похожие на факты, болевые точки без ответа, карты без ответственного. Правило смотрит только
на то, что на карте сказано: к наброску из трёх этапов вопросов мало, к устаревшей карте (`status: retired`) их нет.
Что нашлось, говорит `cjm check` и показывает страница карты; `cjm rule КОД` выводит эти страницы в терминал.

Код и имя правила никогда не меняют смысла. **Предупреждение** просит исправить, **замечание** можно оставить;
**ошибкой** правило становится, только если так решите вы. Предупреждения не пропускает `cjm check --strict`; сборка же
только называет число замечаний, даже с `--strict`, — пока вы не назовёте правило в `warning` или `error`.

{{table}}

## Как выбрать правила

Правило называют по коду или по имени. `select` перечисляет те, что работают (по умолчанию все), `ignore` — те,
что не работают; `error`, `warning` и `note` задают уровень. Числа, по которым судит правило, описаны на его странице
в разделе «Параметры».

{_SITE}

Без MkDocs то же пишут в `pyproject.toml`:

{_PROJECT}

## Как отключить правило на одной карте

Бывает, что правило не подходит. Скажите почему, и находка перейдёт в отключённые вместе с причиной:

```yaml
title: Покупка чайника
silence:
  - {{{{rule: no-persona, reason: Карта показывает всех клиентов опытного магазина}}}}
stages: [Выбор, Покупка, Использование]
```

## Состояние карты

На странице карты показано её состояние, от 0 до 100: доля соблюдённых правил среди тех, что применимы к этой карте.
Ошибка весит в пять, а предупреждение в три раза больше замечания. Правило, нарушенное в десяти местах, считается один
раз, отключённое — ни разу. Формула наша: она сравнивает карту с ней же месяц назад, а не с другими картами.
""",
}
COLUMNS = {"en": ("Code", "Name", "Level", "Rule"), "ru": ("Код", "Имя", "Уровень", "Правило")}


def pages(language: str) -> dict[str, str]:
    """Return the pages of one language, by file name."""
    translate = interface(language).text
    written = {f"{rule.code}.md": _noted(rule_page(rule, translate)) for rule in RULES}
    return {"index.md": _index(language), **written}


def _index(language: str) -> str:
    translate = interface(language).text
    columns = COLUMNS[language]
    rows = [columns, ("---",) * len(columns)]
    for rule in RULES:
        title, level = translated(rule, translate).title, translate(LEVEL_NAMES[rule.level])
        rows.append((f"[{rule.code}]({rule.code}.md)", f"`{rule.name}`", level, title))
    return HEADS[language].format(table="\n".join(f"| {' | '.join(row)} |" for row in rows))


def _noted(page: str) -> str:
    title, rest = page.split("\n", 1)
    return f"{title}\n\n{_NOTE}\n{rest}"


def main(arguments: list[str]) -> int:
    """Write the pages or tell whether they are up to date; return an exit code."""
    if arguments not in (["update"], ["check"]):
        print(__doc__)
        return 2
    stale = 0
    for language in LANGUAGES:
        folder = DOCS / language / "rules"
        wanted = pages(language)
        present = {path.name: path.read_text("utf-8") for path in folder.glob("*.md")}
        if arguments == ["update"]:
            _write(folder, wanted, present)
        elif wanted != present:
            print(f"rules ({language}) are out of date; run: python tools/rule_pages.py update")
            stale = 1
    return stale


def _write(folder: Path, wanted: dict[str, str], present: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in present.keys() - wanted.keys():
        (folder / name).unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
