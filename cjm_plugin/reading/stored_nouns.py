"""Files that were read before need not be parsed again: what they said is kept, by their text."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import pickle
from importlib import import_module
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from cjm_plugin.model.base import Noun

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cjm_plugin.reading.folder import Role
    from cjm_plugin.reading.text_file import TextFile

N = TypeVar("N", bound=Noun)

_MODEL = "cjm_plugin.model."
_VALUES = {("datetime", "date"): dt.date, ("pathlib", "PurePosixPath"): PurePosixPath}


class Kept(Protocol):
    """Where bytes are kept by name, such as a `Shelf` or a dict."""

    def get(self, name: str, /) -> bytes | None:
        """Return the bytes of a name; None when there are none."""

    def put(self, name: str, content: bytes, /) -> None:
        """Keep bytes."""


class KeptTexts(Kept, Protocol):
    """Where it is kept what files say."""

    def fill(self, tasks: Mapping[str, Callable[[], bytes]], /) -> None:
        """Keep what the tasks give, by name, as far as that can be had sooner than one by one.

        A task that raises an error gives nothing.
        """


def name_of(file: TextFile, role: Role) -> str:
    """Return the name under which what a file says is kept: it changes with every letter of the file."""
    content = file.text.encode("utf-8", "surrogatepass")
    return f"{role.name} {hashlib.blake2b(content, digest_size=24).hexdigest()}"


def stored(noun: Noun) -> bytes:
    """Return a noun as bytes. Only that of a file without any problem may be kept: problems are not."""
    return pickle.dumps(noun, protocol=5)


def restored(content: bytes | None, kind: type[N]) -> N | None:
    """Return the noun of bytes; None when they hold anything else. Nothing but values of the model is ever made."""
    if content is None:
        return None
    try:
        noun = _Unpickler(io.BytesIO(content)).load()
    except Exception:  # noqa: BLE001 - a pickle can fail in any way; then the file is parsed
        return None
    return noun if isinstance(noun, kind) else None


class _Unpickler(pickle.Unpickler):
    """Knows the classes of the model, and no others: whatever a file of the cache holds, no code in it runs."""

    def find_class(self, module_name: str, global_name: str) -> Any:
        """Return a class of the model, or a day. Raises UnpicklingError for everything else."""
        if (module_name, global_name) in _VALUES:
            return _VALUES[module_name, global_name]
        if module_name.startswith(_MODEL) and global_name.isidentifier():
            found = vars(import_module(module_name)).get(global_name)
            if isinstance(found, type) and found.__module__ == module_name:
                return found
        raise pickle.UnpicklingError(f"{module_name}.{global_name} is not of the model")
