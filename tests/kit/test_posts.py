"""`cjm github` and `cjm gitlab`: one comment, one issue, kept up to date."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from cjm_plugin.cli import main
from cjm_plugin.exchange.platforms.code_quality import code_quality
from cjm_plugin.exchange.platforms.github import LONGEST
from cjm_plugin.exchange.platforms.texts import CHANGE, OVERDUE
from tests.kit.platform_server import TOKEN, Platform, platform

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The project of this checkout speaks Russian.
ENGLISH = {"CJM_LANGUAGE": "en"}
FRESH = "title: A\nstages: [B]\nreview: {cycle: 3 months, last_reviewed: 2999-01-01}\n"
STALE = "title: Sofa\nstages: [B]\nownership: Anna\nreview: {cycle: 3 months, last_reviewed: 2020-01-01}\n"


@pytest.fixture
def served() -> Iterator[Platform]:
    with platform() as state:
        yield state


def github(server: Platform, *arguments: str | Path) -> Result:
    environment = {"GITHUB_API_URL": server.address, "GITHUB_REPOSITORY": "cx/maps", "GITHUB_TOKEN": TOKEN}
    return CliRunner().invoke(main, ["github", *map(str, arguments)], env=environment | ENGLISH)


def gitlab(server: Platform, *arguments: str | Path) -> Result:
    environment = {
        "CI_API_V4_URL": server.address,
        "CI_PROJECT_ID": "cx/maps",
        "CJM_GITLAB_TOKEN": TOKEN,
        "CI_MERGE_REQUEST_IID": "3",
    }
    return CliRunner().invoke(main, ["gitlab", *map(str, arguments)], env=environment | ENGLISH)


def change(folder: Path, text: str) -> Path:
    (folder / "change.md").write_text(text, encoding="utf-8")
    return folder / "change.md"


def put(server: Platform, file: Path, *more: str) -> Result:
    return github(server, "comment", file, "--pull-request", "5", *more)


def test_a_second_push_updates_the_comment(served: Platform, tmp_path: Path) -> None:
    for text in ("Stage A is new.", "Stage B is new."):
        assert put(served, change(tmp_path, text)).exit_code == 0
    (comment,) = served.comments
    assert comment["body"] == f"{CHANGE.marker}\nStage B is new.\n"
    assert served.wrote() == [
        ("POST", "/repos/cx/maps/issues/5/comments"),
        ("PATCH", "/repos/cx/maps/issues/comments/1"),
    ]
    assert served.tokens == {f"Bearer {TOKEN}"}


def test_the_same_change_is_not_written_again(served: Platform, tmp_path: Path) -> None:
    for _ in range(2):
        put(served, change(tmp_path, "Stage A is new."))
    assert len(served.wrote()) == 1


def test_the_comment_is_found_behind_hundreds_of_others(served: Platform, tmp_path: Path) -> None:
    human: dict[str, Any] = {"user": {"type": "User"}, "body": "I like it", "id": 0, "html_url": ""}
    served.comments = [human] * 250
    put(served, change(tmp_path, "Stage A is new."))
    put(served, change(tmp_path, "Stage B is new."))
    assert len(served.comments) == 251
    assert "Stage B" in served.comments[-1]["body"]


def test_a_comment_by_a_person_is_theirs(served: Platform, tmp_path: Path) -> None:
    quoted = f"{CHANGE.marker}\nmine"
    served.comments = [
        {"user": {"type": "User"}, "body": quoted, "id": 1, "html_url": ""},
        {"user": None, "body": quoted, "id": 2, "html_url": ""},
    ]
    put(served, change(tmp_path, "Stage A is new."))
    assert [comment["body"] for comment in served.comments[:2]] == [quoted, quoted]
    assert len(served.comments) == 3


def test_the_comment_leads_to_preview_and_problems(served: Platform, tmp_path: Path) -> None:
    links = ("--preview", "https://x.example/1#artifacts", "--failed", "https://x.example/1")
    put(served, change(tmp_path, "Stage A is new."), *links, "--language", "ru")
    body = served.comments[0]["body"]
    assert "](https://x.example/1#artifacts)" in body
    assert "](https://x.example/1)" in body
    assert "Предварительная сборка" in body


def test_a_comment_is_never_longer_than_github_takes(served: Platform, tmp_path: Path) -> None:
    text = "".join(f"- Шаг {number} добавлен 🙂\n" for number in range(9_000))
    put(served, change(tmp_path, text), "--preview", "https://x.example/1#artifacts")
    body = served.comments[0]["body"]
    assert LONGEST - 100 < len(body) <= LONGEST
    assert body.endswith("`index.html`.")
    assert "does not all fit here" in body
    kept = [line for line in body.splitlines() if line.startswith("- ")]
    assert all(line.endswith("🙂") for line in kept)


def event(folder: Path, **more: object) -> Path:
    run = {"head_sha": "a" * 40, "head_branch": "$(reboot)", "head_repository": {"owner": {"login": "guest"}}}
    (folder / "event.json").write_text(json.dumps({"workflow_run": run | more}), encoding="utf-8")
    return folder / "event.json"


def pull(number: int, commit: str, label: str = "guest:$(reboot)") -> dict[str, Any]:
    return {"number": number, "head": {"sha": commit, "label": label}, "base": {"sha": "b" * 40, "ref": "main"}}


def test_the_pull_request_is_the_one_whose_newest_commit_was_checked(served: Platform, tmp_path: Path) -> None:
    served.pulls = [pull(1, "c" * 40), pull(2, "a" * 40, "other:branch"), pull(3, "a" * 40)]
    result = github(served, "pull-request", "--event", event(tmp_path))
    assert result.stdout == f"number=3\nhead={'a' * 40}\nbase={'b' * 40}\n"


@pytest.mark.parametrize("more", [{}, {"head_repository": None}])
def test_without_such_a_pull_request_there_are_no_outputs(
    served: Platform, tmp_path: Path, more: dict[str, object]
) -> None:
    served.pulls = [pull(1, "c" * 40)]
    result = github(served, "pull-request", "--event", event(tmp_path, **more))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "nothing to say" in result.stderr


def maps(folder: Path, *texts: str) -> Path:
    for number, text in enumerate(texts):
        (folder / f"map-{number}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_the_issue_is_opened_updated_and_closed(served: Platform, tmp_path: Path) -> None:
    ask = ("overdue", "--maps-dir", tmp_path, "--link-base", "https://x.example/blob/main/")
    maps(tmp_path, STALE, FRESH)
    assert github(served, *ask).exit_code == 0
    (issue,) = served.issues
    assert issue["title"] == "Maps to review"
    assert issue["labels"] == ["maps-to-review"]
    assert issue["body"].startswith(OVERDUE.marker)
    assert "Sofa" in issue["body"]
    assert "Anna" in issue["body"]
    github(served, *ask)
    maps(tmp_path, STALE, STALE.replace("Sofa", "Table"))
    github(served, *ask)
    assert "Table" in issue["body"]
    maps(tmp_path, FRESH, FRESH)
    github(served, *ask)
    assert issue["state"] == "closed"
    github(served, *ask)
    assert [method for method, _ in served.wrote()] == ["POST", "PATCH", "PATCH"]


def test_somebody_elses_issue_with_our_label_stays(served: Platform, tmp_path: Path) -> None:
    served.issues = [{"number": 1, "title": "x", "body": None, "labels": ["maps-to-review"], "state": "open"}]
    github(served, "overdue", "--maps-dir", maps(tmp_path, FRESH))
    assert served.wrote() == []


def test_a_refusal_is_one_line(served: Platform, tmp_path: Path) -> None:
    served.refusal = (403, "Resource not accessible by integration")
    result = put(served, change(tmp_path, "x"))
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: GET http://127.0.0.1:")
    assert result.stderr.endswith("/issues/5/comments: 403 Resource not accessible by integration\n")
    assert TOKEN not in result.output


def test_a_platform_that_is_not_there_is_one_line(served: Platform, tmp_path: Path) -> None:
    result = github(served, "--api", "http://127.0.0.1:1", "comment", change(tmp_path, "x"), "--pull-request", "5")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("address", ["file:///etc", "ftp://x.example", "elsewhere"])
def test_only_the_web_is_asked(served: Platform, tmp_path: Path, address: str) -> None:
    result = github(served, "--api", address, "comment", change(tmp_path, "x"), "--pull-request", "5")
    assert (result.exit_code, "not the address of an API" in result.stderr) == (1, True)


def test_the_token_goes_to_no_other_host(served: Platform, tmp_path: Path) -> None:
    served.comments = [{"user": None, "body": "", "id": 1, "html_url": ""}] * 101
    served.next_page_elsewhere = True
    result = put(served, change(tmp_path, "x"))
    assert result.exit_code == 1
    assert "elsewhere.example" in result.stderr


def test_without_a_token_it_says_which_one_is_missing(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        main, ["github", "--repository", "a/b", "comment", str(change(tmp_path, "x")), "--pull-request", "1"]
    )
    assert result.exit_code == 2
    assert "GITHUB_TOKEN" in result.stderr


def test_gitlab_has_one_note_that_is_kept_up_to_date(served: Platform, tmp_path: Path) -> None:
    theirs = {"id": 1, "author": {"id": 1}, "body": f"{CHANGE.marker}\nmine"}
    served.comments = [theirs] * 120
    for text in ("Stage A is new.", "Stage B is new.", "Stage B is new."):
        assert gitlab(served, "note", change(tmp_path, text)).exit_code == 0
    assert served.comments[120]["body"] == f"{CHANGE.marker}\nStage B is new.\n"
    path = "/projects/cx%2Fmaps/merge_requests/3/notes"
    assert served.wrote() == [("POST", path), ("PUT", f"{path}/121")]
    assert served.tokens == {TOKEN}


def test_gitlab_has_one_issue_that_is_kept_up_to_date(served: Platform, tmp_path: Path) -> None:
    ask = ("overdue", "--maps-dir", tmp_path)
    for text in (STALE, STALE, STALE.replace("Sofa", "Table"), FRESH, FRESH):
        assert gitlab(served, *ask[:2], maps(tmp_path, text)).exit_code == 0
    (issue,) = served.issues
    assert (issue["state"], issue["labels"]) == ("closed", "maps-to-review")
    assert [method for method, _ in served.wrote()] == ["POST", "PUT", "PUT"]


def issue(**more: object) -> dict[str, object]:
    plain = {
        "code": "CJM020",
        "level": "error",
        "path": "maps/a.yaml",
        "line": 3,
        "message": "unknown key",
        "hint": None,
    }
    return plain | {"silenced": None} | more


def test_the_report_of_the_check_becomes_one_of_code_quality() -> None:
    (found,) = code_quality({"issues": [issue(hint="did you mean score?"), issue(silenced="We know.")]})
    assert (found["severity"], found["check_name"]) == ("major", "CJM020")
    assert found["description"] == "unknown key; did you mean score?"
    assert found["location"] == {"path": "maps/a.yaml", "lines": {"begin": 3}}


def test_an_issue_that_moves_is_the_same_and_two_alike_are_two() -> None:
    before = code_quality({"issues": [issue(), issue(line=9)]})
    after = code_quality({"issues": [issue(line=4), issue(line=10)]})
    prints = [found["fingerprint"] for found in before]
    assert prints == [found["fingerprint"] for found in after]
    assert len(set(prints)) == 2


@pytest.mark.parametrize("command", ["pull-request", "comment", "overdue"])
def test_help_needs_no_repository(command: str) -> None:
    result = CliRunner().invoke(main, ["github", command, "--help"], env={"GITHUB_REPOSITORY": "", "GITHUB_TOKEN": ""})
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage:")
