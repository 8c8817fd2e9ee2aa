"""The documentation of a rule: the sections of its docstring, in any language of the interface."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import TypeAlias

from cjm_plugin.locale import N_
from cjm_plugin.rules.rule import Rule, RuleLevel
from cjm_plugin.rules.settings import ABOUT, Settings

Translate: TypeAlias = Callable[[str], str]

LEVEL_NAMES: dict[RuleLevel, str] = {
    RuleLevel.ERROR: N_("error"),
    RuleLevel.WARNING: N_("warning"),
    RuleLevel.NOTE: N_("note"),
}

_WHAT = "## What it does"
_WHY = "## Why it is bad"
_EXAMPLE = "## Example"
_FIX = "## How to fix"
_HEADINGS = {
    _WHAT: N_("What it does"),
    _WHY: N_("Why it is bad"),
    _EXAMPLE: N_("Example"),
    _FIX: N_("How to fix"),
}
_OPTIONS = N_("Options")
_MENDED = N_("Better:")
_FACTS = N_("Name: `{name}`. Level: {level}. Message:")
_BRIEF_FACTS = N_("Level: {level}. Message:")
_OPTIONS_HEAD = (N_("Option of `rules`"), N_("Default"), N_("Meaning"))

_FENCE = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
_PLACEHOLDER = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Documentation:
    """What is said of a rule; `bad` is a whole map that breaks it, `good` the same map mended, both YAML."""

    title: str
    what: str
    why: str
    bad: str
    good: str
    fix: str


def documentation(rule: Rule) -> Documentation:
    """Return the documentation of a rule, in English: its docstring, taken apart.

    Raises ValueError when a section is missing, stands in another order, or the example is not two maps.
    """
    head, *rest = re.split(r"^(## .+)$", inspect.cleandoc(rule.check.__doc__ or ""), flags=re.MULTILINE)
    headings, bodies = rest[::2], [body.strip() for body in rest[1::2]]
    if headings != list(_HEADINGS):
        raise ValueError(f"{rule.code}: the sections must be {', '.join(_HEADINGS)}, not {', '.join(headings)}")
    what, why, example, fix = bodies
    maps = _FENCE.findall(example)
    if len(maps) != 2:
        raise ValueError(f"{rule.code}: an example is two maps, not {len(maps)}")
    bad, good = maps
    return Documentation(_flowing(head).removesuffix("."), _flowing(what), _flowing(why), bad, good, _flowing(fix))


def texts_of(rule: Rule) -> Iterator[str]:
    """Yield every text of the documentation that is to be translated."""
    told = documentation(rule)
    for field in fields(told):
        yield getattr(told, field.name)


def translated(rule: Rule, translate: Translate) -> Documentation:
    """Return the documentation in the language that `translate` speaks."""
    told = documentation(rule)
    return Documentation(**{field.name: translate(getattr(told, field.name)) for field in fields(told)})


def rule_page(rule: Rule, translate: Translate) -> str:
    """Return the documentation of a rule as Markdown."""
    told = translated(rule, translate)
    facts = translate(_FACTS).format(
        name=rule.name,
        level=translate(LEVEL_NAMES[rule.level]),
    )
    parts = [
        f"# {rule.code}. {told.title}",
        facts,
        f"> {_without_values(rule.message, translate)}",
        _heading(_WHAT, translate),
        told.what,
        _heading(_WHY, translate),
        told.why,
        _heading(_EXAMPLE, translate),
        _fenced(told.bad),
        translate(_MENDED),
        _fenced(told.good),
        _heading(_FIX, translate),
        told.fix,
        *_options(rule, translate),
    ]
    return "\n\n".join(parts) + "\n"


def brief_page(code: str, level: str, message: str, mend: str, translate: Translate) -> str:
    """Return a page, as Markdown, for a code that is no rule and so has no documentation of its own.

    `level`, `message` and `mend` are translatable texts.
    """
    parts = (
        f"# {code}",
        translate(_BRIEF_FACTS).format(level=translate(level)),
        f"> {_without_values(message, translate)}",
        _heading(_FIX, translate),
        translate(mend),
    )
    return "\n\n".join(parts) + "\n"


def _without_values(message: str, translate: Translate) -> str:
    """Return a message with “…” for what differs from case to case."""
    return _PLACEHOLDER.sub("…", translate(message))


def _options(rule: Rule, translate: Translate) -> Iterator[str]:
    if rule.settings:
        yield f"## {translate(_OPTIONS)}"
        rows = [(f"`{name}`", str(getattr(Settings(), name)), translate(ABOUT[name])) for name in rule.settings]
        head = tuple(translate(word) for word in _OPTIONS_HEAD)
        yield "\n".join(f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows))


def _heading(heading: str, translate: Translate) -> str:
    return f"## {translate(_HEADINGS[heading])}"


def _fenced(text: str) -> str:
    return f"```yaml\n{text}```"


def _flowing(text: str) -> str:
    """Return paragraphs with one line each, so that a translation does not hang on line ends."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n")).strip()
