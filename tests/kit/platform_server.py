"""A server on this machine that answers as GitHub and GitLab do, as far as comments and issues need it."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Item = dict[str, Any]
TOKEN = "a-token"


@dataclass
class Platform:
    """What the platform knows, and every request it got: method, path, query and content."""

    address: str = ""
    comments: list[Item] = field(default_factory=list)
    issues: list[Item] = field(default_factory=list)
    pulls: list[Item] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    tokens: set[str | None] = field(default_factory=set)
    refusal: tuple[int, str] | None = None
    next_page_elsewhere: bool = False

    def wrote(self) -> list[tuple[str, str]]:
        """Return the requests that change something."""
        return [(method, path) for method, path in self.asked if method != "GET"]


@contextmanager
def platform() -> Iterator[Platform]:
    """Serve an empty platform."""
    state = Platform()

    class Handler(_Handler):
        platform = state

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        state.address = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield state
        server.shutdown()


class _Handler(BaseHTTPRequestHandler):
    platform: Platform

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        path, query = self._place()
        lists: dict[str, Callable[[], list[Item]]] = {
            "comments": lambda: self.platform.comments,
            "notes": lambda: self.platform.comments,
            "issues": lambda: [each for each in self.platform.issues if self._is_wanted(each, query)],
            "pulls": lambda: [each for each in self.platform.pulls if each["head"]["label"] == query["head"]],
        }
        name = path.rpartition("/")[2]
        if self._refused():
            return
        if name == "user":
            self._answer({"id": 7})
        else:
            self._answer_page(path, query, lists[name]())

    def do_POST(self) -> None:
        path, _ = self._place()
        content = self._content()
        if self._refused():
            return
        items = self.platform.issues if path.endswith("/issues") else self.platform.comments
        number = len(items) + 1
        address = f"{self.platform.address}/{number}"
        item = {"id": number, "number": number, "iid": number, "html_url": address, "web_url": address, "state": "open"}
        item |= {"user": {"type": "Bot"}, "author": {"id": 7}} | content
        items.append(item)
        self._answer(item, 201)

    def do_PATCH(self) -> None:
        path, _ = self._place()
        content = self._content()
        if self._refused():
            return
        kind, _, number = path.rpartition("/")
        items = self.platform.comments if kind.endswith(("/comments", "/notes")) else self.platform.issues
        item = items[int(number) - 1]
        item |= content
        if content.get("state_event") == "close":
            item["state"] = "closed"
        self._answer(item)

    do_PUT = do_PATCH  # noqa: N815 - as the library wants it

    def _place(self) -> tuple[str, dict[str, str]]:
        parts = urlsplit(self.path)
        self.platform.asked.append((self.command, parts.path))
        self.platform.tokens.add(self.headers.get("Authorization") or self.headers.get("PRIVATE-TOKEN"))
        return parts.path, {key: values[0] for key, values in parse_qs(parts.query).items()}

    def _content(self) -> Item:
        content: Item = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        return content

    @staticmethod
    def _is_wanted(issue: Item, query: dict[str, str]) -> bool:
        labels = issue["labels"] if isinstance(issue["labels"], list) else [issue["labels"]]
        return issue["state"] == "open" and query["labels"] in labels

    def _refused(self) -> bool:
        if self.platform.refusal:
            code, message = self.platform.refusal
            self._answer({"message": message}, code)
        return self.platform.refusal is not None

    def _answer_page(self, path: str, query: dict[str, str], items: list[Item]) -> None:
        size, page = int(query["per_page"]), int(query.get("page", 1))
        links = ""
        if len(items) > size * page:
            host = "http://elsewhere.example" if self.platform.next_page_elsewhere else self.platform.address
            links = f'<{host}{path}?{urlencode(query | {"page": page + 1})}>; rel="next", <{host}{path}>; rel="last"'
        self._answer(items[size * (page - 1) : size * page], links=links)

    def _answer(self, content: object, code: int = 200, links: str = "") -> None:
        body = json.dumps(content).encode()
        self.send_response(code)
        if links:
            self.send_header("Link", links)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
