"""Write docs/en/problems.md and docs/ru/problems.md from the catalogue of problems.

`python tools/problem_pages.py update` writes them; `python tools/problem_pages.py check` only tells whether they
are up to date. How a problem is mended stands here, in MENDS; everything else comes from the catalogue.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cjm_plugin.locale import interface
from cjm_plugin.reading.problems import ALL, Level

if TYPE_CHECKING:
    from cjm_plugin.reading.problems import Problem

DOCS = Path(__file__).resolve().parent.parent / "docs"

MENDS: dict[str, tuple[str, str]] = {
    "CJM000": (
        "See whether the file is there and may be read.",
        "Проверьте, что файл на месте и доступен для чтения.",
    ),
    "CJM001": (
        "Save the file as UTF-8: in most editors it is a choice in “Save as”.",
        "Сохраните файл в кодировке UTF-8: в большинстве редакторов она выбирается в «Сохранить как».",
    ),
    "CJM002": (
        "Look at the line named and the one above it: a missing quote, bracket, colon or indent.",
        "Посмотрите на указанную строку и строку над ней: не хватает кавычки, скобки, двоеточия или отступа.",
    ),
    "CJM003": ("Replace the tab with two spaces.", "Замените табуляцию двумя пробелами."),
    "CJM004": (
        "Delete one of the two, or make one list of both.",
        "Удалите один из двух ключей или объедините их значения в один список.",
    ),
    "CJM005": ("Split the map into several.", "Разделите карту на несколько."),
    "CJM006": (
        "Look for an indent that grows from line to line.",
        "Найдите отступ, который растёт от строки к строке.",
    ),
    "CJM007": (
        "Write the value out instead of `*name`.",
        "Напишите само значение вместо `*имя`.",
    ),
    "CJM008": ("Write the values out instead of aliases.", "Напишите сами значения вместо псевдонимов."),
    "CJM009": (
        "Delete the word that begins with `!`, or put the text in quotes.",
        "Удалите слово, которое начинается с `!`, или возьмите текст в кавычки.",
    ),
    "CJM010": (
        "Delete the line `---`, or move what follows into a file of its own.",
        "Удалите строку `---` или перенесите всё, что ниже, в отдельный файл.",
    ),
    "CJM011": (
        "Begin with `title:` and `stages:`, or delete the file.",
        "Начните с `title:` и `stages:` или удалите файл.",
    ),
    "CJM012": (
        "Correct the id, or add the channel to `catalog.yaml`. Free text such as “Call to the shop” is fine too.",
        "Исправьте идентификатор или добавьте канал в `catalog.yaml`. Годится и свободный текст: «Звонок в салон».",
    ),
    "CJM013": (
        "Begin the file with a key and a value: `title: …`.",
        "Начните файл с ключа и значения: `title: …`.",
    ),
    "CJM014": (
        "Delete the character; it often comes along when text is pasted.",
        "Удалите символ: чаще всего он попадает в файл при вставке текста.",
    ),
    "CJM015": ("Copy the file into the maps folder.", "Скопируйте файл в папку карт."),
    "CJM016": (
        "Delete the link, or restore the file it leads to.",
        "Удалите ссылку или верните файл, на который она ведёт.",
    ),
    "CJM017": ("Rename one of the two files.", "Переименуйте один из двух файлов."),
    "CJM018": (
        "Rename the page or the map, or set the plugin’s option `path` to another folder.",
        "Переименуйте страницу или карту либо укажите другую папку в параметре плагина `path`.",
    ),
    "CJM019": ("Write the key as plain text: `title:`.", "Напишите ключ простым текстом: `title:`."),
    "CJM020": (
        "Correct the spelling. A row of your own is declared under `lanes`; a key that begins with `x-` is ignored.",
        "Исправьте написание. Своя строка объявляется в `lanes`; ключ, который начинается с `x-`, пропускается.",
    ),
    "CJM021": ("Add the key.", "Добавьте ключ."),
    "CJM022": (
        'Put the word in quotes: `"no"`. Without them YAML reads yes, no, on and off as true or false.',
        'Возьмите слово в кавычки: `"no"`. Без них YAML читает yes, no, on и off как «да» и «нет».',
    ),
    "CJM023": (
        "Write one text here, not a list or a group of keys.",
        "Напишите здесь один текст, а не список и не группу ключей.",
    ),
    "CJM024": (
        "Write a number without quotes and units: `3.5`.",
        "Напишите число без кавычек и единиц измерения: `3.5`.",
    ),
    "CJM025": ("Choose a number between the two.", "Выберите число между двумя указанными."),
    "CJM026": ("Write year-month-day: `2026-09-15`.", "Напишите год-месяц-день: `2026-09-15`."),
    "CJM027": ("Choose one of the words listed.", "Выберите одно из перечисленных слов."),
    "CJM028": ("Use a word without spaces: `too-many`.", "Напишите слово без пробелов: `too-many`."),
    "CJM029": (
        "Write `3 months`, `90 days`, `quarterly` or `P3M`.",
        "Напишите `3 месяца`, `90 дней`, `ежеквартально` или `P3M`.",
    ),
    "CJM030": ("Write `true` or `false`.", "Напишите `true` или `false`."),
    "CJM031": (
        "Write keys with values in indented lines below.",
        "Напишите ключи со значениями строками ниже, с отступом.",
    ),
    "CJM032": ("Add at least one stage under `stages`.", "Добавьте хотя бы один этап в `stages`."),
    "CJM033": ("Give one of the two another id.", "Дайте одному из двух другой идентификатор."),
    "CJM034": ("Write the text, or delete the key.", "Напишите текст или удалите ключ."),
    "CJM035": ("Write `cjm: 1`, or update the plugin.", "Напишите `cjm: 1` или обновите плагин."),
    "CJM036": ("Call your row something else.", "Назовите свою строку иначе."),
    "CJM037": ("Choose another id.", "Выберите другой идентификатор."),
    "CJM039": ("The message says what stands in the way.", "Что мешает, сказано в сообщении."),
    "CJM040": (
        "Correct the id, or add `personas/ID.yaml` to the maps folder.",
        "Исправьте идентификатор или добавьте в папку карт файл `personas/ID.yaml`.",
    ),
    "CJM041": (
        "Correct the id, or add the source under `sources` of the map or of `catalog.yaml`.",
        "Исправьте идентификатор или добавьте источник в `sources` карты либо в `catalog.yaml`.",
    ),
    "CJM042": (
        "Write the name of the map’s file, without `.yaml`.",
        "Напишите имя файла карты без `.yaml`.",
    ),
    "CJM043": ("Name the folder too: `retail/home-goods`.", "Укажите и папку: `retail/home-goods`."),
    "CJM044": ("Write the id of a pain point of this map.", "Напишите идентификатор болевой точки этой карты."),
    "CJM045": ("Write the id of a step of the same stage.", "Напишите идентификатор шага того же этапа."),
    "CJM046": ("Write the id of a stage of this map.", "Напишите идентификатор этапа этой карты."),
    "CJM047": (
        "Correct the id, or add the metric under `metrics`.",
        "Исправьте идентификатор или добавьте метрику в `metrics`.",
    ),
    "CJM048": ("Write the id of an opportunity of this map.", "Напишите идентификатор возможности этой карты."),
    "CJM049": (
        "Correct the id, or add the team under `teams` of `catalog.yaml`.",
        "Исправьте идентификатор или добавьте команду в `teams` файла `catalog.yaml`.",
    ),
    "CJM050": (
        "Write the id of a step or stage of this map, or `exit` when the customer leaves.",
        "Напишите идентификатор шага или этапа этой карты либо `exit`, если клиент уходит.",
    ),
    "CJM051": (
        "Add the persona under `personas` of the map, or correct the id.",
        "Добавьте персону в `personas` карты или исправьте id.",
    ),
    "CJM052": (
        "Paths count from the folder of the YAML file; capital letters matter.",
        "Путь отсчитывается от папки файла YAML; прописные и строчные буквы различаются.",
    ),
    "CJM053": ("Copy the file into the maps folder.", "Скопируйте файл в папку карт."),
    "CJM054": (
        "A series is a CSV file with the lines `date,value`, such as `2026-09-15,42`.",
        "Ряд — это файл CSV со строками `дата,значение`, например `2026-09-15,42`.",
    ),
    "CJM055": (
        "Save the picture as PNG, JPEG, WebP, AVIF, GIF or SVG.",
        "Сохраните картинку в формате PNG, JPEG, WebP, AVIF, GIF или SVG.",
    ),
    "CJM060": ("Correct the three shares of `reactions`.", "Исправьте три доли в `reactions`."),
    "CJM061": (
        "Delete the score of the stage: its curve is drawn from the steps.",
        "Удалите оценку этапа: кривая строится по оценкам шагов.",
    ),
    "CJM062": (
        "Write `en` or `ru`, or accept English labels.",
        "Напишите `en` или `ru` либо оставьте английские подписи.",
    ),
    "CJM063": (
        "Add a map, such as `maps/first.yaml`, or set the option `maps_dir`.",
        "Добавьте карту, например `maps/first.yaml`, или укажите папку в параметре `maps_dir`.",
    ),
    "CJM064": (
        "Correct the name after `*`, or put the text in quotes if it only begins with an asterisk.",
        "Исправьте имя после `*` или возьмите текст в кавычки, если он просто начинается со звёздочки.",
    ),
    "CJM065": (
        "Put the text in quotes if it only begins with `&`; else delete the anchor.",
        "Возьмите текст в кавычки, если он просто начинается с `&`, иначе удалите якорь.",
    ),
    "CJM066": ("Copy the files into the maps folder.", "Скопируйте файлы в папку карт."),
    "CJM067": (
        "Correct the link: `page.md` counts from the folder of the map, `/guide/page.md` from the top of the site.",
        "Исправьте ссылку: `page.md` отсчитывается от папки карты, `/guide/page.md` — от корня сайта.",
    ),
    "CJM070": ("Rename it, or take it out of the maps folder.", "Переименуйте его или уберите из папки карт."),
    "CJM071": ("Delete or rename one of the two.", "Удалите или переименуйте один из двух файлов."),
    "CJM072": ("Put a space after the colon: `title: …`.", "Поставьте пробел после двоеточия: `title: …`."),
    "CJM073": ("Put a space after the hyphen: `- …`.", "Поставьте пробел после дефиса: `- …`."),
    "CJM074": (
        "Line it up with the keys above, or put the whole text in quotes.",
        "Выровняйте строку по ключам над ней или возьмите весь текст в кавычки.",
    ),
    "CJM075": ("Delete one of the two keys.", "Удалите один из двух ключей."),
    "CJM076": ("Write a whole number: `4`.", "Напишите целое число: `4`."),
    "CJM077": (
        "Use the persona of the file by its id, or give this one another id.",
        "Сошлитесь на персону из файла по её идентификатору или дайте этой другой идентификатор.",
    ),
    "CJM078": ("Write the row like `2026-09-15,42`.", "Напишите строку в виде `2026-09-15,42`."),
    "CJM079": ("Mend the problems listed and check again.", "Исправьте перечисленное и проверьте ещё раз."),
    "CJM080": (
        "Write something after the hyphen or the colon. A text that begins with `#` needs quotes, or YAML drops it.",
        "Напишите значение после дефиса или двоеточия. Текст с `#` в начале берут в кавычки, иначе YAML его отбросит.",
    ),
}

HEADS = {
    "en": (
        "# All problems",
        """\
What `cjm check` and the build can say, by code. A code keeps its meaning for ever. An **error** stops the build;
a **warning** stops it only with `--strict`. “…” stands for what differs from case to case.

How to read a line of the report: [Editing and errors](editing.md).""",
        ("Code", "Level", "Message", "How to mend it"),
        {Level.ERROR: "error", Level.WARNING: "warning"},
    ),
    "ru": (
        "# Все ошибки и предупреждения",
        """\
Что могут сообщить `cjm check` и сборка — по кодам. Код никогда не меняет смысла. **Ошибка** останавливает сборку,
**предупреждение** — только с ключом `--strict`. «…» стоит на месте того, что бывает разным.

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
    return _cell(MENDS[problem.code][language == "ru"])


def _cell(text: str) -> str:
    return re.sub(r"([|*&<_])", r"\\\1", text) if "`" not in text else text.replace("|", r"\|")


def main(arguments: list[str]) -> int:
    """Write the pages or tell whether they are up to date; return an exit code."""
    if arguments not in (["update"], ["check"]):
        print(__doc__)
        return 2
    unknown = [problem.code for problem in ALL if problem.code not in MENDS]
    if unknown:
        print(f"say in MENDS of tools/problem_pages.py how to mend {', '.join(unknown)}")
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
