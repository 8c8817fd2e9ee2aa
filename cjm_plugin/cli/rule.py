"""`cjm rule`: what a code means, why it matters and how it is mended."""

from __future__ import annotations

import click

from cjm_plugin.cli.options import language_option
from cjm_plugin.locale import interface
from cjm_plugin.reading.mends import MENDS
from cjm_plugin.reading.problems import ALL
from cjm_plugin.rules.catalogue import RULES, rule_called, rule_names
from cjm_plugin.rules.documentation import LEVEL_NAMES, Translate, brief_page, documentation, rule_page
from cjm_plugin.rules.rule import RuleLevel
from cjm_plugin.rules.selection import did_you_mean


@click.command()
@click.argument("code", required=False)
@language_option
def rule(code: str | None, language: str) -> None:
    """Explain a CODE that `cjm check` prints, or list all rules of good practice. A rule also goes by its name."""
    translate = interface(language).text
    click.echo(_list(translate) if code is None else _page(code, translate), nl=False)


def _list(translate: Translate) -> str:
    rows = [
        (each.code, translate(LEVEL_NAMES[each.level]), each.name, translate(documentation(each).title))
        for each in RULES
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = (
        "  ".join([*(word.ljust(width) for word, width in zip(row, widths, strict=False)), row[3]]) for row in rows
    )
    return "".join(f"{line}\n" for line in lines)


def _page(code: str, translate: Translate) -> str:
    found = rule_called(code)
    if found:
        return rule_page(found, translate)
    problem = next((each for each in ALL if each.code == code.upper()), None)
    if problem:
        level = LEVEL_NAMES[RuleLevel(problem.level.value)]
        return brief_page(problem.code, level, problem.message, MENDS[problem.code], translate)
    near = did_you_mean(code, rule_names())
    hint = f" Did you mean {near}?" if near else " `cjm rule` lists all rules."
    raise click.BadParameter(f"there is no rule {code!r}.{hint}", param_hint="CODE")
