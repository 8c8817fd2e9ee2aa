"""The scripts of the workflows, run as GitHub and GitLab run them, in real repositories."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from cjm_plugin.exchange.platforms.texts import CHANGE
from tests.kit.platform_server import TOKEN, platform
from tests.kit.repository import (
    AFTER,
    BEFORE,
    BROKEN,
    Repository,
    check_out_default,
    check_out_merged,
    propose,
    repository,
)
from tests.kit.workflows import GITHUB, content, script

if TYPE_CHECKING:
    from pathlib import Path

_EXPRESSION = re.compile(r"\$\{\{ (.+?) \}\}")


@pytest.fixture
def team(tmp_path: Path) -> Repository:
    return repository(tmp_path)


def reviewed(team: Repository, text: str) -> dict[str, str]:
    """Return what the steps of `maps.yml` say about a proposal, by the beginning of their name."""
    propose(team, text)
    check_out_merged(team)
    summary = team.home / "summary.md"
    said = {}
    for name in ("What changes", "Check", "Build the preview"):
        done = team.run(script(f"maps.yml: check: {name}").text, env={"GITHUB_STEP_SUMMARY": str(summary)})
        said[name] = f"{done.returncode}\n{done.stdout}{done.stderr}"
    said["summary"] = summary.read_text("utf-8")
    return said


def test_a_pull_request_is_described_checked_and_built(team: Repository) -> None:
    said = reviewed(team, AFTER)
    assert [said[name][0] for name in ("What changes", "Check", "Build the preview")] == ["0", "0", "0"], said
    assert "Ordering" in said["summary"]
    assert "Too many options" in said["summary"]
    page = team.checkout / "preview/maps/sofa.html"
    assert "Buying a sofa" in page.read_text("utf-8")
    links = re.findall(r'<a [^>]*href="([^"#:]+)["#]', page.read_text("utf-8"))
    assert links
    assert [link for link in links if not (page.parent / link).is_file()] == []


def test_a_mistake_is_marked_in_its_line_and_described_all_the_same(team: Repository) -> None:
    said = reviewed(team, BROKEN)
    assert said["Check"].startswith("1\n::error file=maps/sofa.yaml,line=7,col=5,title=CJM020")
    assert said["What changes"][0] == "0", said["What changes"]
    assert "CJM020" in said["summary"]
    assert said["Build the preview"][0] == "1"


def values(env: dict[str, str], known: dict[str, str]) -> dict[str, str]:
    """Fill in the expressions of an `env:`."""
    return {key: _EXPRESSION.sub(lambda found: known[found[1]], text) for key, text in env.items()}


def commented(team: Repository, text: str, conclusion: str = "success") -> list[str]:
    """Return the comments after `maps-comment.yml` has run for two pushes of the same proposal."""
    head = propose(team, text)
    check_out_default(team)
    run = {"head_sha": head, "head_branch": "proposal", "head_repository": {"owner": {"login": "guest"}}}
    event = team.home / "event.json"
    event.write_text(json.dumps({"workflow_run": run}), encoding="utf-8")
    address = "https://github.example/cx/maps/actions/runs/1"
    failed = "github.event.workflow_run.conclusion == 'failure' && github.event.workflow_run.html_url || ''"
    known = {"github.token": TOKEN, "github.event.workflow_run.html_url": address}
    known[failed] = address if conclusion == "failure" else ""
    with platform() as served:
        base = team.git("rev-parse main")
        served.pulls = [{"number": 4, "head": {"sha": head, "label": "guest:proposal"}, "base": {"sha": base}}]
        files = {name: str(team.home / name) for name in ("GITHUB_OUTPUT", "RUNNER_TEMP")}
        github = {"GITHUB_API_URL": served.address, "GITHUB_REPOSITORY": "cx/maps", "GITHUB_EVENT_PATH": str(event)}
        for _ in range(2):
            for name in ("describe: Find", "describe: What changes", "comment: Write"):
                step = script(f"maps-comment.yml: {name}")
                done = team.run(step.text, env=files | github | values(step.env, known))
                assert done.returncode == 0, done.stderr
                outputs = (
                    line.partition("=") for line in (team.home / "GITHUB_OUTPUT").read_text("utf-8").splitlines()
                )
                known |= {f"steps.pull.outputs.{key}": value for key, _, value in outputs}
                known["needs.describe.outputs.number"] = known["steps.pull.outputs.number"]
                _hand_over(team)
        return [comment["body"] for comment in served.comments]


def _hand_over(team: Repository) -> None:
    """Bring the artefact from the first job to the second."""
    made = team.checkout / "change.md"
    if made.exists():
        (team.home / "RUNNER_TEMP").mkdir(exist_ok=True)
        made.rename(team.home / "RUNNER_TEMP/change.md")


def test_a_fork_gets_one_comment(team: Repository) -> None:
    (comment,) = commented(team, AFTER)
    assert comment.startswith(CHANGE.marker)
    assert "Ordering" in comment
    assert "https://github.example/cx/maps/actions/runs/1#artifacts" in comment
    assert "other.md" not in comment


def test_the_comment_says_that_the_check_failed(team: Repository) -> None:
    (comment,) = commented(team, BROKEN, "failure")
    assert "](https://github.example/cx/maps/actions/runs/1)" in comment


def test_a_map_calls_nobody_by_mail(team: Repository) -> None:
    (comment,) = commented(team, AFTER.replace("ownership: Anna", "ownership: '@anna'"))
    assert "anna" in comment
    assert "@anna" not in comment


def test_nothing_of_the_pull_request_is_checked_out_where_it_is_commented(team: Repository) -> None:
    commented(team, AFTER)
    assert (team.checkout / "maps/sofa.yaml").read_text("utf-8") == BEFORE


def test_a_published_site_is_built_strictly(team: Repository) -> None:
    check_out_default(team)
    (step,) = (each["run"] for each in content(GITHUB[".github/workflows/publish.yml"])["jobs"]["build"]["steps"][3:4])
    assert team.run(step).returncode == 0
    assert (team.checkout / "site/maps/sofa/index.html").exists()


def test_a_pipeline_describes_and_checks(team: Repository) -> None:
    propose(team, BROKEN)
    base = team.git("merge-base main proposal")
    team.git("clone -q -b proposal", str(team.upstream), str(team.checkout), folder=team.home)
    done = team.run(script(".gitlab-ci.yml: maps: script").text, env={"CI_MERGE_REQUEST_DIFF_BASE_SHA": base})
    assert done.returncode == 1
    assert "maps/sofa.yaml:7:5: CJM020" in done.stdout
    assert "CJM020" in (team.checkout / "change.md").read_text("utf-8")
    (issue,) = (
        each
        for each in json.loads((team.checkout / "code-quality.json").read_text("utf-8"))
        if each["check_name"] == "CJM020"
    )
    assert issue["location"] == {"path": "maps/sofa.yaml", "lines": {"begin": 7}}


@pytest.mark.parametrize(("reviewed_on", "code"), [("2020-01-01", 1), ("2999-01-01", 0)])
def test_without_a_token_an_overdue_map_fails_the_weekly_pipeline(
    team: Repository, reviewed_on: str, code: int
) -> None:
    team.write(BEFORE.replace("2026-11-01", reviewed_on))
    done = team.run(script(".gitlab-ci.yml: overdue: script").text, team.upstream)
    assert done.returncode == code, done.stdout + done.stderr


def test_with_a_token_a_pipeline_writes_the_issue(team: Repository) -> None:
    team.write(BEFORE.replace("2026-11-01", "2020-01-01"))
    with platform() as served:
        project = {"CI_API_V4_URL": served.address, "CI_PROJECT_ID": "7", "CI_PROJECT_URL": "https://x.example/cx/maps"}
        token = {"CJM_GITLAB_TOKEN": TOKEN, "CI_COMMIT_BRANCH": "main"}
        done = team.run(script(".gitlab-ci.yml: overdue: script").text, team.upstream, project | token)
        assert done.returncode == 0, done.stderr
        (issue,) = served.issues
    assert "https://x.example/cx/maps/-/blob/main/maps/sofa.yaml" in issue["description"]


def test_github_gets_the_issue_with_links_to_the_files(team: Repository) -> None:
    team.write(BEFORE.replace("2026-11-01", "2020-01-01"))
    server = {"GITHUB_SERVER_URL": "https://github.example", "GITHUB_REPOSITORY": "cx/maps", "GITHUB_REF_NAME": "main"}
    with platform() as served:
        step = script("overdue.yml: overdue: cjm github")
        token = values(step.env, {"github.token": TOKEN})
        done = team.run(step.text, team.upstream, {"GITHUB_API_URL": served.address} | server | token)
        assert done.returncode == 0, done.stderr
        (issue,) = served.issues
    assert "https://github.example/cx/maps/blob/main/maps/sofa.yaml" in issue["body"]
