"""The option `compare`: maps that are to be shown beside each other, and maps beside what they were at a git tag."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from mkdocs.config import base
from mkdocs.exceptions import PluginError

from cjm_plugin.history.git import open_repository
from cjm_plugin.history.git_process import GitError
from cjm_plugin.history.log import read_history
from cjm_plugin.history.tagged_map import map_at_tag
from cjm_plugin.locale import N_
from cjm_plugin.model.portfolio import MapEntry, Portfolio
from cjm_plugin.pages.comparisons import Comparison
from cjm_plugin.reading.diagnostics import told
from cjm_plugin.reading.suggestions import suggestion
from cjm_plugin.site.reporting import log

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from cjm_plugin.history.versions import FileHistory
    from cjm_plugin.pages.history_parts import KnownHistory
    from cjm_plugin.reading.diagnostics import Translate

UNKNOWN_MAP = N_('there is no map "{value}"')
AMBIGUOUS_MAP = N_('"{value}" could be {choices}; write the path')
WITH_ITSELF = N_('"{before}" and "{after}" are the same map; to compare it with an earlier version, write map and tag')
LEFT_OUT = N_('"{map}" is not compared with the tag "{tag}": {reason}')

_PAIR = {"before", "after"}
_TAGGED = {"map", "tag"}
_KNOWN = (*sorted(_PAIR), *sorted(_TAGGED), "title")
_FORMS = "{before: a-map, after: another-map} or {map: a-map, tag: v1.0}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A comparison as the option names it; with a `tag`, both maps are the same. `title` is "" without one."""

    before: str
    after: str
    tag: str = ""
    title: str = ""


class Comparisons(base.BaseConfigOption[tuple[Asked, ...]]):
    """Which maps are compared: a list of `{before, after, title}` and `{map, tag, title}`."""

    def run_validation(self, value: object) -> tuple[Asked, ...]:
        """Return what was asked for; raise ValidationError that names everything wrong with it."""
        entries = value if isinstance(value, list) else [value]
        wrong = [f"entry {number}: {fault}" for number, entry in enumerate(entries, 1) for fault in _faults(entry)]
        if wrong:
            raise base.ValidationError("; ".join(wrong))
        asked = tuple(map(_asked, entries))
        twice = next((number for number, each in enumerate(asked) if _pair(each) in map(_pair, asked[:number])), None)
        if twice is not None:
            raise base.ValidationError(f"entry {twice + 1}: this comparison is listed already")
        return asked


def asked_comparisons(  # noqa: PLR0913 - what they are made from, and how it is told
    asked: Sequence[Asked],
    portfolio: Portfolio,
    known: Mapping[str, KnownHistory],
    maps_dir: Path,
    translate: Translate,
    *,
    serving: bool,
) -> tuple[Comparison, ...]:
    """Return the comparisons that the option asks for.

    `known` is what git knows of the maps by their keys, empty when it was not asked. Raises PluginError that names all
    maps that are not there; a preview only says so. A tag at which a map cannot be read is a warning, and that
    comparison is left out.
    """
    maps = {entry.key: entry for entry in portfolio.maps}
    named = [(each, [_key_of(name, portfolio, translate) for name in (each.before, each.after)]) for each in asked]
    errors = dict.fromkeys(fault for each, found in named for fault in _wrong(each, found, translate))
    if errors and not serving:
        raise PluginError("\n".join(["", *(f"compare: {error}" for error in errors)]))
    for error in errors:
        log.error("compare: %s", error)
    past = _Past(known, maps_dir)
    good = ((each, found) for each, found in named if not [*_wrong(each, found, translate)])
    pairs = ((each, maps.get(before.key), maps.get(after.key)) for each, (before, after) in good)
    # A map with errors has no entry; it is reported elsewhere.
    made = (_made(each, now, then, past, translate) for each, now, then in pairs if now and then)
    return tuple(each for each in made if each)


@dataclass(frozen=True, slots=True)
class _Named:
    """The key of a map that a name means; "" and what is wrong when it means none."""

    key: str
    fault: str = ""


class _Past:
    """What git knows of the files of the maps, asked for when it is needed."""

    def __init__(self, known: Mapping[str, KnownHistory], maps_dir: Path) -> None:
        self._known = known
        self._maps_dir = maps_dir
        self._read: Callable[[], Any] = cache(lambda: read_history(maps_dir))

    def made(self, entry: MapEntry, asked: Asked) -> Comparison:
        """Return the comparison of a map with what it was at a tag. Raises GitError."""
        repository = open_repository(self._maps_dir)
        path = repository.path_of(self._maps_dir) / entry.path
        then = map_at_tag(repository, asked.tag, path, self._file(entry))
        before = MapEntry(entry.key, entry.path, then.journey)
        renamed = then.renamed_until(entry.journey)
        return Comparison(before, entry, asked.title, asked.tag, then.tagged.date(), renamed)

    def _file(self, entry: MapEntry) -> FileHistory | None:
        if self._known:
            return self._known[entry.key].file if entry.key in self._known else None
        found: FileHistory | None = self._read().of(entry.path)
        return found


def _made(asked: Asked, before: MapEntry, after: MapEntry, past: _Past, translate: Translate) -> Comparison | None:
    if not asked.tag:
        return Comparison(before, after, asked.title)
    try:
        return past.made(after, asked)
    except GitError as error:
        values = {"map": asked.after, "tag": asked.tag, "reason": error.line(translate)}
        log.warning("compare: %s", told(LEFT_OUT, values, translate))
        return None


def _key_of(name: str, portfolio: Portfolio, translate: Translate) -> _Named:
    keys = portfolio.map_keys.get(name, ())
    if len(keys) == 1:
        return _Named(keys[0])
    if keys:
        return _Named("", told(AMBIGUOUS_MAP, {"value": name, "choices": ", ".join(keys)}, translate))
    hint = suggestion(name, portfolio.map_keys)
    fault = told(UNKNOWN_MAP, {"value": name}, translate)
    return _Named("", f"{fault}; {hint.text(translate)}" if hint else fault)


def _wrong(asked: Asked, found: Iterable[_Named], translate: Translate) -> Iterator[str]:
    before, after = found
    yield from dict.fromkeys(each.fault for each in (before, after) if each.fault)
    if before.key and before.key == after.key and not asked.tag:
        yield told(WITH_ITSELF, {"before": asked.before, "after": asked.after}, translate)


def _faults(entry: object) -> Iterator[str]:
    if not isinstance(entry, Mapping):
        yield f"{entry!r} is not {_FORMS}"
        return
    for key in entry:
        if key not in _KNOWN:
            hint = suggestion(str(key), _KNOWN)
            yield f"unknown key {key!r}" + (f"; {hint.text(str)}" if hint else "")
    named = entry.keys() & (_PAIR | _TAGGED)
    if named not in (_PAIR, _TAGGED):
        yield f"it needs {_FORMS}"
    for key in _KNOWN:
        if key in entry and not (isinstance(entry[key], str) and entry[key].strip()):
            yield f"{key}: {entry[key]!r} is not a text; put it in quotes"


def _asked(entry: Mapping[str, str]) -> Asked:
    said = {key: value.strip() for key, value in entry.items()}
    title = said.get("title", "")
    if "tag" in said:
        return Asked(said["map"], said["map"], said["tag"], title)
    return Asked(said["before"], said["after"], "", title)


def _pair(asked: Asked) -> tuple[str, str, str]:
    return asked.before, asked.after, asked.tag
