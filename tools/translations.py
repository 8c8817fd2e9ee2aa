"""Keep the translations in step with the sources.

`python tools/translations.py update` extracts all texts, brings the catalogues up to date and compiles them;
`python tools/translations.py check` only tells whether that would change anything, or a translation is missing.
"""

from __future__ import annotations

import io
import pkgutil
import sys
from importlib import import_module
from inspect import get_annotations, getdoc
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import cjm_plugin.model
from cjm_plugin.locale import DOMAIN, FALLBACK, LANGUAGES
from cjm_plugin.model.base import SET_ASIDE, Noun
from cjm_plugin.rules.catalogue import RULES
from cjm_plugin.rules.documentation import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "cjm_plugin"
KEYWORDS = {**DEFAULT_KEYWORDS, "text": None, "plural": (1, 2)}
METHODS = {"*.py": "python", "*.jinja": "jinja2.ext:babel_extract"}
OPTIONS = {"newstyle_gettext": "true", "silent": "false"}

MsgId: TypeAlias = str | tuple[str, ...]


class StableCatalog(Catalog):
    """A catalogue whose header says nothing of days, people and tools, so that it changes with its texts only."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The lines of the header that readers of the catalogue need."""
        return [
            ("Project-Id-Version", DOMAIN),
            ("Language", str(self.locale)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


def po_file(language: str) -> Path:
    """Return the catalogue of a language as its translator edits it."""
    return PACKAGE / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def extracted() -> Catalog:
    """Return all texts of the sources, in the order of the files, each with the files it stands in."""
    template = Catalog(domain=DOMAIN)
    for origin, message in sorted([*_marked(), *_described(), *_documented()], key=lambda found: found[0]):
        template.add(message, locations=[(origin, 0)])
    return template


def _marked() -> Iterator[tuple[str, MsgId]]:
    """Yield what is marked for translation in code and templates."""
    for pattern, method in METHODS.items():
        for path in sorted(PACKAGE.rglob(pattern)):
            for _, message, _, _ in extract_from_file(method, path, KEYWORDS, options=OPTIONS):
                yield _origin(path), message


def _described() -> Iterator[tuple[str, MsgId]]:
    """Yield what the format reference says: of each noun its docstring, and of its fields."""
    for module in pkgutil.iter_modules(cjm_plugin.model.__path__, f"{cjm_plugin.model.__name__}."):
        import_module(module.name)
    for noun in _kinds_of(Noun):
        origin = _origin(ROOT / Path(*noun.__module__.split(".")).with_suffix(".py"))
        yield origin, getdoc(noun) or ""
        own = get_annotations(noun)
        for name, field in noun.model_fields.items():
            if name in own and field.description and not (field.alias or name).startswith(SET_ASIDE):
                yield origin, field.description


def _documented() -> Iterator[tuple[str, MsgId]]:
    """Yield what the pages of the rules say: the sections of their docstrings."""
    for rule in RULES:
        origin = _origin(ROOT / Path(*rule.check.__module__.split(".")).with_suffix(".py"))
        yield from ((origin, text) for text in texts_of(rule))


def _kinds_of(noun: type[Noun]) -> Iterator[type[Noun]]:
    for kind in noun.__subclasses__():
        yield kind
        yield from _kinds_of(kind)


def _origin(path: Path) -> str:
    return (path.relative_to(ROOT) if path.is_relative_to(ROOT) else path).as_posix()


def stored(language: str) -> StableCatalog:
    """Return the catalogue of a language as it is; an empty one when there is none yet."""
    path = po_file(language)
    text = path.read_bytes() if path.exists() else b""
    return _stable(read_po(io.BytesIO(text), locale=language, domain=DOMAIN, ignore_obsolete=True))


def updated(language: str, template: Catalog) -> StableCatalog:
    """Return the catalogue with the texts of today; what only changed a little keeps its translation as fuzzy."""
    catalog = stored(language)
    catalog.update(template)
    return _stable(catalog)


def _stable(catalog: Catalog) -> StableCatalog:
    result = StableCatalog(locale=catalog.locale, domain=DOMAIN, fuzzy=False)
    result.header_comment = f"# {DOMAIN}: {catalog.locale}. See tools/translations.py."
    for message in catalog:
        if message.id:
            result[message.id] = message
    return result


def compiled(catalog: Catalog) -> bytes:
    """Return the catalogue as gettext reads it."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def update(languages: Iterable[str]) -> None:
    """Write the catalogues and compile them."""
    template = extracted()
    for language in languages:
        catalog = updated(language, template)
        path = po_file(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, width=0, include_lineno=False, ignore_obsolete=True, include_previous=True)
        path.with_suffix(".mo").write_bytes(compiled(stored(language)))


def problems(languages: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with the catalogues; none is written."""
    template = extracted()
    for language in languages:
        catalog = stored(language)
        shown = _origin(po_file(language))
        wanted, present = _origins(template), _origins(catalog)
        yield from (f"{shown}: missing: {_quoted(key)}" for key in wanted.keys() - present.keys())
        yield from (f"{shown}: stale: {_quoted(key)}" for key in present.keys() - wanted.keys())
        yield from (
            f"{shown}: stands elsewhere now: {_quoted(key)}"
            for key in wanted.keys() & present.keys()
            if wanted[key] != present[key]
        )
        for message in catalog:
            if message.id and message.fuzzy:
                yield f"{shown}: fuzzy: {_quoted(message.id)}"
            elif not _is_translated(message):
                yield f"{shown}: not translated: {_quoted(message.id)}"
        mo_file = po_file(language).with_suffix(".mo")
        if not mo_file.exists() or mo_file.read_bytes() != compiled(catalog):
            yield f"{_origin(mo_file)}: differs from {shown}"


def _origins(catalog: Catalog) -> dict[MsgId, set[str]]:
    return {_key(message): {origin for origin, _ in message.locations} for message in catalog if message.id}


def _key(message: Message) -> MsgId:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def _quoted(key: Iterable[str]) -> str:
    return f'"{key if isinstance(key, str) else next(iter(key))}"'


def _is_translated(message: Message) -> bool:
    return all([message.string] if isinstance(message.string, str) else message.string or [""])


def main(arguments: list[str]) -> int:
    """Run a command; return the exit code."""
    languages = [language for language in LANGUAGES if language != FALLBACK]
    match arguments:
        case ["update"]:
            update(languages)
        case ["check"]:
            pass
        case _:
            print(__doc__)
            return 2
    found = sorted(problems(languages))
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
