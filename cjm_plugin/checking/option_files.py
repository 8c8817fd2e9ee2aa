"""The options of the plugin as they stand in `mkdocs.yml` and `pyproject.toml`, each with its place."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import yaml

from cjm_plugin.locale import N_
from cjm_plugin.reading.diagnostics import Diagnostic, Translate, harmless
from cjm_plugin.reading.scalars import resolve
from cjm_plugin.reading.text_file import TextFile, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PLUGIN = "cjm"
MAX_DEPTH = 100
MAX_VALUES = 10_000

CANNOT_BE_READ = N_("cannot be read: {reason}")
TOO_DEEP = N_("more than {limit} levels of nesting")
TOO_MUCH = N_("more than {limit} values")
TAGGED = N_('the tag "{tag}" is not understood here; give the option on the command line')

_TAG_PREFIX = "tag:yaml.org,2002:"
_PLAIN_TAGS = {_TAG_PREFIX + name for name in ("null", "bool", "int", "float", "timestamp", "str", "map", "seq")}
_ENVIRONMENT_TAG = "!ENV"
_MERGE = "<<"


class ConfigurationError(Exception):
    """An option cannot be understood. `place` names the file, and line and column where it has them."""

    def __init__(self, place: str, key: str, message: str, values: Mapping[str, str] | None = None) -> None:
        """Take a translatable template and what to fill in."""
        super().__init__(message)
        self.place = place
        self.key = key
        self.message = message
        self.values = values or {}

    def line(self, translate: Translate) -> str:
        """Return the whole message: `mkdocs.yml:12:7: plugins.cjm.overdue: …`."""
        values = {name: harmless(value) for name, value in self.values.items()}
        parts = (harmless(self.place), harmless(self.key), translate(self.message).format_map(values))
        return ": ".join(part for part in parts if part)

    def __str__(self) -> str:
        return self.line(str)


@dataclass(frozen=True, slots=True)
class Written:
    """An option as it was written: plain data, with the file (and line and column) and the whole key."""

    value: object
    place: str
    key: str

    def refused(self, message: str, **values: str) -> ConfigurationError:
        """Return the error that says what is wrong with it."""
        return ConfigurationError(self.place, self.key, message, values)


@dataclass(frozen=True, slots=True)
class MkDocsOptions:
    """The entry of the plugin in `mkdocs.yml`; `inherits` when more may stand in another file."""

    written: Mapping[str, Written] = field(default_factory=dict)
    inherits: bool = False


def from_pyproject(path: Path, shown: str) -> dict[str, Written]:
    """Return the keys of `[tool.cjm]`, `-` in them read as `_`. Raises ConfigurationError for a file that is broken."""
    file = _text(path, shown)
    try:
        tools = tomllib.loads(file.text).get("tool")
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigurationError(shown, "", CANNOT_BE_READ, {"reason": str(error)}) from error
    table = tools.get(PLUGIN) if isinstance(tools, dict) else None
    if not isinstance(table, dict):
        return {}
    return {key.replace("-", "_"): Written(value, shown, f"tool.{PLUGIN}.{key}") for key, value in table.items()}


def from_mkdocs(path: Path, shown: str) -> MkDocsOptions:
    """Return the options of the plugin in `mkdocs.yml`. Tags elsewhere in the file are passed over, never run.

    `!ENV` in an option is what MkDocs makes of it: the environment variable. Raises ConfigurationError for a file
    that is no YAML, and for options with other tags.
    """
    root = _composed(_text(path, shown), shown)
    if not isinstance(root, yaml.MappingNode):
        return MkDocsOptions()
    top = dict(_entries(root))
    options = _plugin_options(top.get("plugins"))
    return MkDocsOptions(
        {key: _written(node, shown, f"plugins.{PLUGIN}.{key}") for key, node in options}, inherits="INHERIT" in top
    )


def _text(path: Path, shown: str) -> TextFile:
    file = read_text(path, shown, path.parent)
    if isinstance(file, Diagnostic):
        raise ConfigurationError(shown, "", CANNOT_BE_READ, {"reason": file.message(str)})
    return file


def _composed(file: TextFile, shown: str) -> yaml.Node | None:
    try:
        _check_depth(file, shown)
        return yaml.compose(file.text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{shown}:{mark.line + 1}:{mark.column + 1}" if mark else shown
        reason = str(getattr(error, "problem", None) or error)
        raise ConfigurationError(place, "", CANNOT_BE_READ, {"reason": reason}) from error


def _check_depth(file: TextFile, shown: str) -> None:
    """Refuse what would overflow the stack of PyYAML's composer, which recurses in C."""
    depth = 0
    for event in yaml.parse(file.text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise ConfigurationError(shown, "", TOO_DEEP, {"limit": str(MAX_DEPTH)})


def _plugin_options(plugins: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    """Yield the options of the first entry of the plugin; `plugins` is a list, or a group by name."""
    groups = plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]
    for group in groups:
        for name, options in _entries(group) if isinstance(group, yaml.MappingNode) else ():
            if name == PLUGIN:
                if isinstance(options, yaml.MappingNode):
                    yield from _entries(options)
                return


def _entries(node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node]]:
    """Yield the keys of a group with their values, merged ones first so that its own count."""
    pairs = [(key.value, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)]
    for key, value in pairs:
        if key == _MERGE and isinstance(value, yaml.MappingNode) and value is not node:
            yield from ((inner.value, item) for inner, item in value.value if isinstance(inner, yaml.ScalarNode))
    yield from ((key, value) for key, value in pairs if key != _MERGE)


def _written(node: yaml.Node, shown: str, key: str) -> Written:
    place = f"{shown}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"
    return Written(_Data(place, key).of(node, 0), place, key)


@dataclass(slots=True)
class _Data:
    """Turns the nodes of one option into plain data; aliases are unfolded, up to a limit."""

    place: str
    key: str
    values: int = 0

    def of(self, node: yaml.Node, depth: int) -> object:
        self.values += 1
        if self.values > MAX_VALUES or depth > MAX_DEPTH:
            raise ConfigurationError(self.place, self.key, TOO_MUCH, {"limit": str(MAX_VALUES)})
        if node.tag == _ENVIRONMENT_TAG:
            return _from_environment(node)
        if node.tag not in _PLAIN_TAGS:
            raise ConfigurationError(self.place, self.key, TAGGED, {"tag": node.tag.replace(_TAG_PREFIX, "!!")})
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if isinstance(node, yaml.MappingNode):
            return {key: self.of(value, depth + 1) for key, value in _entries(node)}
        return [self.of(item, depth + 1) for item in cast("Any", node).value]


def _scalar(node: yaml.ScalarNode) -> object:
    return node.value if node.style in {"'", '"', "|", ">"} else resolve(node.value)


def _from_environment(node: yaml.Node) -> object:
    """Return what `!ENV NAME`, or `!ENV [NAME, OTHER, default]`, stands for, as pyyaml-env-tag defines it.

    https://github.com/waylan/pyyaml-env-tag
    """
    listed: list[yaml.Node] = [node] if isinstance(node, yaml.ScalarNode) else cast("Any", node).value
    names = [item for item in listed if isinstance(item, yaml.ScalarNode)]
    default = names.pop() if len(names) > 1 else None
    for name in names:
        if name.value in os.environ:
            return resolve(os.environ[name.value])
    return _scalar(default) if default else None
