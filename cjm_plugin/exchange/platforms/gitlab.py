"""GitLab: the note on a merge request, and the issue with the overdue maps.

The token that GitLab gives to each job may not write notes or issues
(https://gitlab.com/gitlab-org/gitlab/-/issues/464591), so this takes one of the project.

Sources: https://docs.gitlab.com/api/notes/#merge-requests, https://docs.gitlab.com/api/issues/.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from cjm_plugin.exchange.platforms.rest import Rest
from cjm_plugin.exchange.platforms.texts import same

if TYPE_CHECKING:
    from cjm_plugin.exchange.platforms.texts import Kind

LONGEST = 1_000_000
"""So many characters a note or an issue may have."""


@dataclass(frozen=True, slots=True)
class GitLab:
    """A project (its number or full path) at GitLab. Methods raise PlatformError."""

    rest: Rest
    project: str

    @classmethod
    def at(cls, address: str, project: str, token: str) -> GitLab:
        """Return the project at the API below `address`, such as `https://gitlab.com/api/v4`."""
        return cls(Rest(address, {"PRIVATE-TOKEN": token}), quote(project, safe=""))

    def put_note(self, merge_request: int, kind: Kind, text: str) -> None:
        """Write the note of a kind on a merge request, or bring it up to date."""
        path = f"projects/{self.project}/merge_requests/{merge_request}/notes"
        me = self.rest.get("user")["id"]
        notes = self.rest.each(path, sort="asc")
        found = next((each for each in notes if each["author"]["id"] == me and kind.owns(each["body"])), None)
        if found is None:
            self.rest.send("POST", path, {"body": text})
        elif not same(found["body"], text):
            self.rest.send("PUT", f"{path}/{found['id']}", {"body": text})

    def put_issue(self, kind: Kind, label: str, title: str, text: str) -> str:
        """Open the issue of a kind, or bring the open one up to date; return its address."""
        found = self._issue(kind, label)
        content = {"title": title, "description": text}
        if found is None:
            issue = self.rest.send("POST", f"projects/{self.project}/issues", content | {"labels": label})
            return str(issue["web_url"])
        if found["title"] != title or not same(found["description"], text):
            self._change(found, content)
        return str(found["web_url"])

    def close_issue(self, kind: Kind, label: str) -> str | None:
        """Close the open issue of a kind; return its address, or None when there is none."""
        found = self._issue(kind, label)
        if found is None:
            return None
        self._change(found, {"state_event": "close"})
        return str(found["web_url"])

    def _issue(self, kind: Kind, label: str) -> dict[str, Any] | None:
        issues = self.rest.each(f"projects/{self.project}/issues", state="opened", labels=label)
        return next((each for each in issues if kind.owns(each["description"])), None)

    def _change(self, issue: dict[str, Any], content: dict[str, str]) -> None:
        self.rest.send("PUT", f"projects/{self.project}/issues/{issue['iid']}", content)
