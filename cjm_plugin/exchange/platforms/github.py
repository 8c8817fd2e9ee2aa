"""GitHub: the comment on a pull request, and the issue with the overdue maps.

Sources: https://docs.github.com/rest/issues/comments, https://docs.github.com/rest/issues/issues,
https://docs.github.com/rest/pulls/pulls#list-pull-requests.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cjm_plugin.exchange.platforms.rest import Rest
from cjm_plugin.exchange.platforms.texts import same

if TYPE_CHECKING:
    from cjm_plugin.exchange.platforms.texts import Kind

LONGEST = 65_536
"""So many characters a comment or an issue may have."""


@dataclass(frozen=True, slots=True)
class PullRequest:
    """An open pull request: its number, the newest commit of it, and that of the branch it goes to."""

    number: int
    head: str
    base: str


@dataclass(frozen=True, slots=True)
class GitHub:
    """A repository (`owner/name`) at GitHub. Methods raise PlatformError."""

    rest: Rest
    repository: str

    @classmethod
    def at(cls, address: str, repository: str, token: str) -> GitHub:
        """Return the repository at the API below `address`."""
        headers = {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {token}",
            "X-GitHub-Api-Version": "2022-11-28",
        }
        return cls(Rest(address, headers), repository)

    def pull_request(self, run: dict[str, Any]) -> PullRequest | None:
        """Return the open pull request whose newest commit a workflow run has worked on.

        `run` is the `workflow_run` of the event. It names no pull request when that comes from a fork, and its own
        files can be written by a stranger: so GitHub is asked, and the commits must be the same. None: closed
        meanwhile, or a newer commit has come.
        """
        owner = ((run.get("head_repository") or {}).get("owner") or {}).get("login")
        head = f"{owner}:{run['head_branch']}"
        for each in self.rest.each(f"repos/{self.repository}/pulls", state="open", head=head):
            if each["head"]["sha"] == run["head_sha"]:
                return PullRequest(int(each["number"]), each["head"]["sha"], each["base"]["sha"])
        return None

    def put_comment(self, pull_request: int, kind: Kind, text: str) -> str:
        """Write the comment of a kind on a pull request, or bring it up to date; return its address."""
        found = self._comment(pull_request, kind)
        if found is None:
            path = f"repos/{self.repository}/issues/{pull_request}/comments"
            return str(self.rest.send("POST", path, {"body": text})["html_url"])
        if not same(found["body"], text):
            self.rest.send("PATCH", f"repos/{self.repository}/issues/comments/{found['id']}", {"body": text})
        return str(found["html_url"])

    def _comment(self, pull_request: int, kind: Kind) -> dict[str, Any] | None:
        """Return our comment. One by a person is theirs, even when it begins with our marker."""
        comments = self.rest.each(f"repos/{self.repository}/issues/{pull_request}/comments")
        return next((each for each in comments if _is_by_a_bot(each) and kind.owns(each["body"])), None)

    def put_issue(self, kind: Kind, label: str, title: str, text: str) -> str:
        """Open the issue of a kind, or bring the open one up to date; return its address."""
        found = self._issue(kind, label)
        if found is None:
            content = {"title": title, "body": text, "labels": [label]}
            return str(self.rest.send("POST", f"repos/{self.repository}/issues", content)["html_url"])
        if found["title"] != title or not same(found["body"], text):
            self._change(found, {"title": title, "body": text})
        return str(found["html_url"])

    def close_issue(self, kind: Kind, label: str) -> str | None:
        """Close the open issue of a kind; return its address, or None when there is none."""
        found = self._issue(kind, label)
        if found is None:
            return None
        self._change(found, {"state": "closed", "state_reason": "completed"})
        return str(found["html_url"])

    def _issue(self, kind: Kind, label: str) -> dict[str, Any] | None:
        issues = self.rest.each(f"repos/{self.repository}/issues", state="open", labels=label)
        return next((each for each in issues if kind.owns(each["body"])), None)

    def _change(self, issue: dict[str, Any], content: dict[str, str]) -> None:
        self.rest.send("PATCH", f"repos/{self.repository}/issues/{issue['number']}", content)


def _is_by_a_bot(comment: dict[str, Any]) -> bool:
    return (comment["user"] or {}).get("type") == "Bot"  # nobody, when the account is gone
