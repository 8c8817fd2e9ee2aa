"""A real yaml-language-server, asked as an editor asks it: LSP over standard input and output."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE = 60
"""Seconds until a silent server counts as dead; an answer takes milliseconds."""


@dataclass
class LanguageServer:
    """A server that serves one folder with these settings (`yaml.…` keys as in VS Code)."""

    folder: Path
    settings: dict[str, Any]
    process: subprocess.Popen[bytes]
    _answers: queue.Queue[dict[str, Any]] = field(default_factory=queue.Queue)
    _diagnostics: dict[str, queue.Queue[list[dict[str, Any]]]] = field(default_factory=dict)
    _configured: threading.Event = field(default_factory=threading.Event)
    _asked: int = 0
    _opened: int = 0

    @classmethod
    def start(cls, program: Path, folder: Path, settings: dict[str, Any]) -> LanguageServer:
        """Start the server and shake hands with it."""
        process = subprocess.Popen(
            ["node", str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        server = cls(folder, settings, process)
        threading.Thread(target=server._listen, daemon=True).start()
        abilities = {
            "textDocument": {
                "completion": {
                    "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]},
                },
                "hover": {"contentFormat": ["markdown"]},
                "publishDiagnostics": {"relatedInformation": True},
            },
            "workspace": {"configuration": True, "workspaceFolders": True},
        }
        uri = folder.as_uri()
        server.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": uri,
                "capabilities": abilities,
                "workspaceFolders": [{"uri": uri, "name": folder.name}],
            },
        )
        server._tell("initialized", {})
        assert server._configured.wait(_PATIENCE), "the server has not asked for its settings"
        return server

    def stop(self) -> None:
        """End the server."""
        self.ask("shutdown", None)
        self._tell("exit", None)
        self.process.wait(_PATIENCE)
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()

    def ask(self, method: str, parameters: object) -> Any:
        """Send a request and return its result."""
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": parameters})
        answer = self._answers.get(timeout=_PATIENCE)
        assert answer["id"] == self._asked
        assert "error" not in answer, answer
        return answer["result"]

    def open(self, name: str, text: str) -> list[dict[str, Any]]:
        """Open a file with this text, which need not be on disk; return the problems that the server reports."""
        uri = self._uri(name)
        reported = self._diagnostics.setdefault(uri, queue.Queue())
        self._opened += 1  # the server remembers a file by its name and version, also when it has been closed
        document = {"uri": uri, "languageId": "yaml", "version": self._opened, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        return reported.get(timeout=_PATIENCE)

    def close(self, name: str) -> None:
        """Close a file; the server answers by withdrawing its problems."""
        uri = self._uri(name)
        self._tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        assert self._diagnostics[uri].get(timeout=_PATIENCE) == []

    def completions(self, name: str, line: int, column: int) -> list[dict[str, Any]]:
        """Return what is offered at a place, both counted from 0."""
        result = self.ask("textDocument/completion", self._place(name, line, column))
        items: list[dict[str, Any]] = result["items"] if isinstance(result, dict) else result
        return items

    def hover(self, name: str, line: int, column: int) -> str:
        """Return the text shown under the mouse at a place, both counted from 0."""
        result = self.ask("textDocument/hover", self._place(name, line, column))
        return str(result["contents"]["value"]) if result else ""

    def _uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def _place(self, name: str, line: int, column: int) -> dict[str, Any]:
        return {"textDocument": {"uri": self._uri(name)}, "position": {"line": line, "character": column}}

    def _tell(self, method: str, parameters: object) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0"} | message).encode()
        stream = self.process.stdin
        assert stream is not None
        stream.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        stream.flush()

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while message := _read(stream):
            if "method" not in message:
                self._answers.put(message)
            elif message["method"] == "textDocument/publishDiagnostics":
                uri = message["params"]["uri"]
                self._diagnostics.setdefault(uri, queue.Queue()).put(message["params"]["diagnostics"])
            elif "id" in message:
                self._send({"id": message["id"], "result": self._own_answer(message)})

    def _own_answer(self, message: dict[str, Any]) -> object:
        if message["method"] != "workspace/configuration":
            return None
        settings = _nested(self.settings)
        self._configured.set()
        return [settings.get(item["section"]) for item in message["params"]["items"]]


def _nested(settings: dict[str, Any]) -> dict[str, Any]:
    """Return `{"yaml.schemas": …}` as `{"yaml": {"schemas": …}}`."""
    result: dict[str, Any] = {}
    for key, value in settings.items():
        section, _, name = key.partition(".")
        result.setdefault(section, {})[name] = value
    return result


def _read(stream: IO[bytes]) -> dict[str, Any] | None:
    length = 0
    while (line := stream.readline()).strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    message: dict[str, Any] | None = json.loads(stream.read(length)) if line else None
    return message
