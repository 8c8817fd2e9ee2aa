"""Which rules run, and how much each weighs."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace

from cjm_plugin.rules.catalogue import RULES, rule_called, rule_names
from cjm_plugin.rules.rule import Rule, RuleLevel
from cjm_plugin.rules.settings import Settings

ALL = "all"

_LISTS = ("select", "ignore", *RuleLevel)
_SETTINGS = tuple(field.name for field in fields(Settings))


@dataclass(frozen=True, slots=True)
class Selection:
    """The rules that run, each code with its level, and the numbers they go by. The default: all, as they are."""

    levels: Mapping[str, RuleLevel] = field(default_factory=lambda: {rule.code: rule.level for rule in RULES})
    settings: Settings = field(default_factory=Settings)

    @classmethod
    def from_options(cls, options: Mapping[str, object]) -> Selection:
        """Read `rules:` of `mkdocs.yml`, or `[tool.cjm.rules]` of `pyproject.toml`.

        `select` (default: all), `ignore`, and the levels `error`, `warning`, `note` are lists of codes or names;
        any other key is a number of Settings. Raises ValueError that names everything that is wrong.
        """
        given = {str(key).replace("-", "_"): value for key, value in options.items() if value is not None}
        wrong = list(_wrong(given))
        if wrong:
            raise ValueError("; ".join(wrong))
        selected = _rules(given.get("select", ALL))
        ignored = _rules(given.get("ignore", ()))
        own = {rule.code: level for level in RuleLevel for rule in _rules(given.get(level, ()))}
        levels = {rule.code: own.get(rule.code, rule.level) for rule in selected if rule not in ignored}
        numbers = {name: value for name, value in given.items() if isinstance(value, int) and name in _SETTINGS}
        return cls(levels, Settings(**numbers))

    def with_level(self, code_or_name: str, level: RuleLevel | None) -> Selection:
        """Return the selection with one rule at another level, None for not at all. Raises ValueError if unknown."""
        rule = rule_called(code_or_name)
        if rule is None:
            raise ValueError(_unknown_rule(code_or_name))
        others = {code: own for code, own in self.levels.items() if code != rule.code}
        return replace(self, levels=others if level is None else others | {rule.code: level})

    def level_of(self, rule: Rule) -> RuleLevel | None:
        """Return the level of a rule; None when it does not run."""
        return self.levels.get(rule.code)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the known word that is spelled most like `word`; "" when none is near."""
    by_folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold()[:80], by_folded, n=1, cutoff=0.75)
    return by_folded[near[0]] if near else ""


def _rules(value: object) -> tuple[Rule, ...]:
    """Return the rules that an option names, sorted by code."""
    words = _words(value)
    return tuple(rule for rule in RULES if ALL in words or rule.code.casefold() in words or rule.name in words)


def _words(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list | tuple) else (value,)
    return tuple(str(word).strip().casefold() for word in listed if word is not None)


def _wrong(given: Mapping[str, object]) -> Iterator[str]:
    for key, value in given.items():
        if key in _LISTS:
            yield from _wrong_words(key, value)
        elif key in _SETTINGS:
            if isinstance(value, bool) or not isinstance(value, int) or value < 0:
                yield f"rules: {key} must be a whole number, not {value!r}"
        else:
            yield f"rules: unknown option {key!r}{_hint(key, (*_LISTS, *_SETTINGS))}"
    yield from _two_levels(given)


def _wrong_words(key: str, value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield f"rules: {key} must be a list of rules, not a group of keys"
        return
    for word in _words(value):
        if word != ALL and rule_called(word) is None:
            yield f"rules: {key}: {_unknown_rule(word)}"


def _two_levels(given: Mapping[str, object]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for level in RuleLevel:
        for word in _words(given.get(level, ())):
            rule = rule_called(word)
            if rule and seen.setdefault(rule.code, level) != level:
                yield f"rules: {rule.code} stands in both {str(seen[rule.code])!r} and {str(level)!r}"


def _unknown_rule(word: str) -> str:
    return f"there is no rule {word!r}{_hint(word, rule_names())}"


def _hint(word: str, known: Iterable[str]) -> str:
    near = did_you_mean(word, known)
    return f"; did you mean {str(near)!r}?" if near else ""
