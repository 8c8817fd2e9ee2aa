"""A block for CODEOWNERS, by which GitHub and GitLab ask the owners of a map to look at changes of it.

https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
https://docs.gitlab.com/user/project/codeowners/reference/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from cjm_plugin.model.catalog import Catalog
from cjm_plugin.model.identity import folded
from cjm_plugin.model.portfolio import MapEntry, Portfolio
from cjm_plugin.reading.diagnostics import harmless

BEGIN = "# cjm: begin"
END = "# cjm: end"

_BYTE_ORDER_MARK = "\ufeff"
_ABOUT = "# The owners of the maps. Written by `cjm codeowners`: changes between these marks get lost."
_ACCOUNT = re.compile(r"@?[A-Za-z0-9][\w.-]*(?:/[A-Za-z0-9][\w.-]*)*", re.ASCII)
_EMAIL = re.compile(r"[^\s@#/\\]+@[\w.-]+\.\w+")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_NEEDS_WILDCARD = re.compile(r"[^\S ]|[*?\[\]\\#!\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class BrokenMarksError(ValueError):
    """The marks of the block are not one begin followed by one end."""


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who is asked about a path of the repository; `unknown` are the names without an account."""

    path: str
    accounts: tuple[str, ...]
    unknown: tuple[str, ...]


def ownerships(portfolio: Portfolio, maps_dir: PurePosixPath) -> tuple[Ownership, ...]:
    """Return who owns which path: folders from the top down, then maps, since the last line that matches counts.

    `maps_dir` is the maps folder as the repository has it. Nothing is said of maps that name no owner of their own.
    """
    directory = _Directory(portfolio.catalog)
    folders = sorted(portfolio.collections, key=lambda entry: (len(entry.folder.parts), entry.folder))
    of_folders = (directory.ownership(_path(maps_dir / entry.folder, "/"), entry.collection.owner) for entry in folders)
    maps = sorted(portfolio.maps, key=lambda entry: entry.path)
    of_maps = (_of_map(entry, maps_dir, directory) for entry in maps)
    return tuple(owner for owner in (*of_folders, *of_maps) if owner.accounts or owner.unknown)


def block_of(owners: Iterable[Ownership]) -> str:
    """Return the block with its marks; names without an account stand in it as comments."""
    lines = [BEGIN, _ABOUT]
    for owner in owners:
        if owner.unknown:
            lines.append(f"# {owner.path}: {', '.join(harmless(name) for name in owner.unknown)}")
        if owner.accounts:
            lines.append(f"{owner.path} {' '.join(owner.accounts)}")
    return "\n".join([*lines, END]) + "\n"


def with_block(text: str, block: str) -> str:
    """Return the text of a CODEOWNERS file with its block replaced, or added at the end; the rest stays as it is.

    Raises BrokenMarksError when it cannot be told where the block begins and ends.
    """
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    text = text.removeprefix(mark)
    lines = _LINE.findall(text)
    begins = [i for i, line in enumerate(lines) if line.strip() == BEGIN]
    ends = [i for i, line in enumerate(lines) if line.strip() == END]
    line_end = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    written = block.replace("\n", line_end)
    if not begins and not ends:
        gap = line_end * (1 if text.endswith("\n") else 2) if text else ""
        return mark + text + gap + written
    if len(begins) != 1 or len(ends) != 1 or ends[0] < begins[0]:
        raise BrokenMarksError
    return "".join([mark, *lines[: begins[0]], written, *lines[ends[0] + 1 :]])


def _of_map(entry: MapEntry, maps_dir: PurePosixPath, directory: _Directory) -> Ownership:
    own = entry.journey.ownership
    return directory.ownership(_path(maps_dir / entry.path), own.owner, own.team)


class _Directory:
    """Finds the accounts of people and teams."""

    def __init__(self, catalog: Catalog) -> None:
        self._accounts: dict[str, str] = {}
        for person in catalog.people:
            self._add(person.name, _account(person.handle) or _email(person.email))
        for team in catalog.teams:
            account = _account(team.handle) or self._accounts.get(folded(team.lead or ""))
            self._add(team.title, account)
            self._add(team.id, account)

    def ownership(self, path: str, owner: str | None, team: str | None = None) -> Ownership:
        """Return who can be asked; the team beside the owner. A team without an account is missed by nobody."""
        accounts = [account for name in (owner, team) if name and (account := self._account_of(name))]
        unknown = owner or team
        missed = () if not unknown or self._account_of(unknown) else (unknown,)
        return Ownership(path, tuple(dict.fromkeys(accounts)), missed)

    def _account_of(self, name: str) -> str | None:
        """Return what is written as an account or an address as it is, else the account of who is called so."""
        direct = _account(name) if name.startswith("@") else _email(name)
        return direct or self._accounts.get(folded(name))

    def _add(self, name: str, account: str | None) -> None:
        if account:
            self._accounts.setdefault(folded(name), account)


def _account(text: str | None) -> str | None:
    if not text or not _ACCOUNT.fullmatch(text.strip()):
        return None
    return f"@{text.strip().removeprefix('@')}"


def _email(text: str | None) -> str | None:
    return text.strip() if text and _EMAIL.fullmatch(text.strip()) else None


def _path(path: PurePosixPath, end: str = "") -> str:
    """Return a path as a pattern. GitHub and GitLab know no common escape but that of a space; `?` is any character."""
    pattern = _NEEDS_WILDCARD.sub("?", str(path)).replace(" ", "\\ ")
    return f"/{pattern}{end}"


def without_account(owners: Iterable[Ownership]) -> Iterator[tuple[str, str]]:
    """Yield each name without an account once, with the first path it was found at."""
    seen: set[str] = set()
    for owner in owners:
        for name in owner.unknown:
            if folded(name) not in seen:
                seen.add(folded(name))
                yield harmless(name), owner.path
