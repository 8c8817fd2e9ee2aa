"""A platform's REST API, as far as comments and issues need it."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TIMEOUT = 30
_NEXT = re.compile(r'<([^>]+)>\s*;\s*rel="?next"?')
_MOST_PAGES = 100
"""No pull request has 10,000 comments; a platform that always names a next page would keep us forever."""


class PlatformError(Exception):
    """The platform did not do what was asked; the text says what, and what it answered."""


@dataclass(frozen=True, slots=True)
class Rest:
    """An API below `address`; `headers` go with every request, and to no other host.

    Methods raise PlatformError.
    """

    address: str
    headers: Mapping[str, str]

    def get(self, path: str, **query: str) -> Any:
        """Return what stands at a path."""
        content, _ = self._request("GET", self._url(path, query))
        return content

    def each(self, path: str, **query: str) -> Iterator[Any]:
        """Yield the items of a list, page by page."""
        url: str | None = self._url(path, {"per_page": "100"} | query)
        for _ in range(_MOST_PAGES):
            if url is None:
                return
            items, links = self._request("GET", url)
            yield from items
            url = self._next(links)

    def send(self, method: str, path: str, content: Mapping[str, Any]) -> Any:
        """Send something to a path; return the answer."""
        answer, _ = self._request(method, self._url(path, {}), json.dumps(content).encode())
        return answer

    def _url(self, path: str, query: Mapping[str, str]) -> str:
        return f"{self.address.rstrip('/')}/{path}" + (f"?{urllib.parse.urlencode(query)}" if query else "")

    def _next(self, links: str) -> str | None:
        found = _NEXT.search(links)
        if not found:
            return None
        here, there = urllib.parse.urlsplit(self.address), urllib.parse.urlsplit(found[1])
        if (here.scheme, here.netloc) != (there.scheme, there.netloc):
            raise PlatformError(f"the next page of {self.address} is on another host: {there.netloc}")
        return found[1]

    def _request(self, method: str, url: str, body: bytes | None = None) -> tuple[Any, str]:
        if not url.startswith(("https://", "http://")):
            raise PlatformError(f"not the address of an API: {url}")
        request = urllib.request.Request(url, body, method=method)  # noqa: S310 - the line above
        request.add_header("Content-Type", "application/json")
        request.add_header("User-Agent", "mkdocs-cjm-plugin")
        for name, value in self.headers.items():
            request.add_unredirected_header(name, value)
        try:
            with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310
                content = answer.read()
                return (json.loads(content) if content else None), answer.headers.get("Link", "")
        except urllib.error.HTTPError as error:
            raise PlatformError(f"{method} {_shown(url)}: {error.code} {_said(error)}") from error
        except (OSError, ValueError) as error:
            raise PlatformError(f"{method} {_shown(url)}: {error}") from error


def _shown(url: str) -> str:
    return url.partition("?")[0]


def _said(error: urllib.error.HTTPError) -> str:
    """Return the platform's own words about an error: `message` or `error` of its JSON, or the standard ones."""
    try:
        content = json.loads(error.read())
        told = content.get("message") or content.get("error")
    except (OSError, ValueError, AttributeError):
        told = None
    return str(told or error.reason)
