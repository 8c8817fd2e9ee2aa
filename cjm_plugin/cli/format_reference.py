"""The format reference: one table for each noun, made from the models, in any language of the interface."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from cjm_plugin.locale import N_
from cjm_plugin.model.schema import FILES
from cjm_plugin.model.shape import Choice, Either, FieldShape, Group, Many, Number, Plain, Shape, fields_of, nouns_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from cjm_plugin.model.base import Noun

    Translate = Callable[[str], str]

_INTRODUCTION = (
    N_("# The format"),
    N_(
        "A map is one YAML file below `maps/`. A title and a few stages are enough; everything else may come later. "
        "This page lists every key. Your editor knows them too, when the first line of the file names the schema:"
    ),
    (
        "```yaml\n# yaml-language-server: $schema=../schemas/map.schema.json\n"
        "title: Buying a kettle\nstages:\n  - Notices the need\n  - Compares\n  - Buys\n```"
    ),
    N_(
        "`cjm schema --write schemas` writes the schemas. The path counts from the file of the map: this one is right "
        "in `maps/`, and each folder further down needs one more `../`."
    ),
    N_(
        "Where a group of keys has one main text, the text alone is enough: `pains: [Too many options]`. "
        "Where a list is expected, a single value will do: `channels: web`. A key without a value counts as left out. "
        "Keys that begin with `x-` are yours: they are kept and ignored."
    ),
    N_(
        "An id is made from the text when you give none. Give one where something refers to it: "
        "ids hold links and comparisons together when the text changes."
    ),
    N_(
        "Put a text in quotes when it holds a colon followed by a space, when it begins with a character such as "
        "`*`, `@`, `%`, `[` or `{`, or when it is one of the words `yes`, `no`, `on`, `off`, `true`, `false`."
    ),
)
_FILE_TITLES = {
    "map": N_("A map: `maps/…/name.yaml`"),
    "persona": N_("A persona: `maps/personas/name.yaml`"),
    "catalog": N_("The catalog: `maps/catalog.yaml`"),
    "collection": N_("A collection: `maps/…/_collection.yaml`"),
}
_NOUN_TITLES = {
    "Scope": N_("Scope"),
    "Links": N_("Links"),
    "Ownership": N_("Ownership"),
    "Review": N_("Review"),
    "ReviewEntry": N_("Review that took place"),
    "SilencedRule": N_("Silenced rule"),
    "Source": N_("Source"),
    "Lane": N_("Lane"),
    "Stage": N_("Stage"),
    "Step": N_("Step"),
    "ChannelUse": N_("Channel of a touchpoint"),
    "Reactions": N_("Reactions"),
    "Transition": N_("Next"),
    "Image": N_("Picture"),
    "Pain": N_("Pain point"),
    "Opportunity": N_("Opportunity"),
    "Metric": N_("Metric"),
    "Persona": N_("Persona"),
    "EmpathyMap": N_("Empathy map"),
    "Channel": N_("Channel"),
    "Team": N_("Team"),
    "Person": N_("Person"),
    "SharedPain": N_("Pain point of several maps"),
}
_PLAIN_WORDS = {
    Plain.TEXT: N_("text"),
    Plain.ID: N_("an id"),
    Plain.DATE: N_("a date: `2026-09-15`"),
    Plain.CYCLE: N_("a span: `3 months`, `90 days`, `quarterly`, `P3M`"),
    Plain.YES_NO: N_("`true` or `false`"),
    Plain.REACTION: N_("a share from 0 to 100, or text"),
    Plain.SCORES: N_("a number from 1 to 5, or one for each persona: `{sara: 4, leo: 2}`"),
}
_LIST_OF = N_("{item}, or a list of them")
_OR = N_(" or ")
_ONE_OF = N_("one of {choices}")
_WHOLE = N_("a whole number")
_ANY_NUMBER = N_("a number")
_FROM = N_("{number} from {low}")
_FROM_TO = N_("{number} from {low} to {high}")
_REQUIRED = N_("required")
_HEAD = (N_("Key"), N_("Value"), N_("Default"), N_("Meaning"))
_SAME_AS = N_("The same as `{key}`.")
_LANES = N_("A stage or a step also takes the ids of the map's `lanes` as keys: text, or a list of texts.")


def format_reference(translate: Translate) -> str:
    """Return the reference as Markdown."""
    parts = [translate(part) if not part.startswith("```") else part for part in _INTRODUCTION]
    told: set[type[Noun]] = set()
    for kind, noun in FILES.items():
        parts += _section(noun, f"## {translate(_FILE_TITLES[kind])} {{ #{kind} }}", translate)
        told.add(noun)
        for inner in nouns_of(noun)[1:]:
            if inner not in told and inner not in FILES.values():
                title = translate(_NOUN_TITLES[inner.__name__])
                parts += _section(inner, f"### {title} {{ #{_anchor(inner)} }}", translate)
                told.add(inner)
    return "\n\n".join(parts) + "\n"


def _section(noun: type[Noun], heading: str, translate: Translate) -> list[str]:
    rows = [_row(field, translate) for field in sorted(fields_of(noun).values(), key=lambda field: not field.required)]
    for spelling, key in noun.spellings.items():
        takes = _takes(fields_of(noun)[key].shape, translate)
        rows.append((f"`{spelling}`", takes, "", translate(_SAME_AS).format(key=key)))
    head = tuple(translate(word) for word in _HEAD)
    table = "\n".join(f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows))
    lanes = [translate(_LANES)] if noun.__name__ == "Stage" else []
    return [heading, translate(_about(noun)), table, *lanes]


def _row(field: FieldShape, translate: Translate) -> tuple[str, ...]:
    default = translate(_REQUIRED) if field.required else ""
    if field.default is not None:
        default = f"`{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"
    return (f"`{field.key}`", _takes(field.shape, translate), default, translate(field.description).replace("\n", " "))


def _takes(shape: Shape, translate: Translate) -> str:
    match shape:
        case Plain():
            return translate(_PLAIN_WORDS[shape])
        case Number():
            return _number(shape, translate)
        case Choice(values):
            return translate(_ONE_OF).format(choices=", ".join(f"`{value}`" for value in values))
        case Many(item, _):
            return translate(_LIST_OF).format(item=_takes(item, translate))
        case Group(noun):
            return _group(noun, translate)
        case Either(options):
            written_out = (_link(option.noun, translate) if isinstance(option, Group) else "" for option in options)
            words = (link or _takes(option, translate) for link, option in zip(written_out, options, strict=True))
            return translate(_OR).join(words)


def _number(number: Number, translate: Translate) -> str:
    words = translate(_WHOLE if number.whole else _ANY_NUMBER)
    if number.low is None:
        return words
    if number.high is None:
        return translate(_FROM).format(number=words, low=f"{number.low:g}")
    return translate(_FROM_TO).format(number=words, low=f"{number.low:g}", high=f"{number.high:g}")


def _group(noun: type[Noun], translate: Translate) -> str:
    link = _link(noun, translate)
    if not noun.main_text:
        return link
    return _takes(fields_of(noun)[noun.main_text].shape, translate) + translate(_OR) + link


def _link(noun: type[Noun], translate: Translate) -> str:
    return f"[{translate(_NOUN_TITLES[noun.__name__])}](#{_anchor(noun)})"


def _about(noun: type[Noun]) -> str:
    return inspect.cleandoc(noun.__doc__ or "")


def _anchor(noun: type[Noun]) -> str:
    return next((kind for kind, top in FILES.items() if top is noun), noun.__name__.lower())
