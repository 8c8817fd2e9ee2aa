"""`cjm gitlab`: what the pipeline of `cjm kit gitlab` posts and reports."""

from __future__ import annotations

import json
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cjm_plugin.cli.options import language_option, maps_option
from cjm_plugin.cli.posts import OVERDUE_LABEL, change_post, overdue_post, told_plainly
from cjm_plugin.cli.project import today
from cjm_plugin.exchange.platforms.code_quality import code_quality
from cjm_plugin.exchange.platforms.gitlab import LONGEST, GitLab
from cjm_plugin.exchange.platforms.texts import OVERDUE
from cjm_plugin.locale import interface

if TYPE_CHECKING:
    from collections.abc import Callable

_API = "https://gitlab.com/api/v4"


def _with_project(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the project that it writes to, from options that a pipeline sets."""

    @click.option("--api", envvar="CI_API_V4_URL", default=_API, show_default=True, show_envvar=True, help="API.")
    @click.option("--project", envvar="CI_PROJECT_ID", required=True, show_envvar=True, help="Number or full path.")
    @click.option(
        "--token", envvar="CJM_GITLAB_TOKEN", required=True, show_envvar=True, help="Better in the environment."
    )
    @wraps(function)
    def connected(*, api: str, project: str, token: str, **others: Any) -> None:
        function(GitLab.at(api, project, token), **others)

    return connected


@click.group()
def gitlab() -> None:
    """Post and report to GitLab from a pipeline.

    What is posted needs a project access token: the token of a job may not write notes or issues.
    """


@gitlab.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--merge-request", type=int, envvar="CI_MERGE_REQUEST_IID", required=True, show_envvar=True, help="Its number."
)
@_with_project
@language_option
def note(project: GitLab, file: Path, merge_request: int, language: str) -> None:
    """Put the Markdown of `cjm diff` into the one note on a merge request that is kept up to date."""
    post = change_post(file.read_text("utf-8"), "", "", LONGEST, interface(language))
    with told_plainly():
        project.put_note(merge_request, post.kind, post.text)


@gitlab.command()
@maps_option
@click.option("--link-base", default="", help="What links to files begin with: https://gitlab.com/PATH/-/blob/main/")
@click.option("--label", default=OVERDUE_LABEL, show_default=True, help="The label by which the issue is found again.")
@_with_project
@language_option
def overdue(project: GitLab, maps_dir: Path, link_base: str, label: str, language: str) -> None:
    """Keep one open issue with the maps to review today; close it when there are none."""
    post = overdue_post(maps_dir, link_base, today(None), LONGEST, interface(language))
    with told_plainly():
        if post:
            click.echo(project.put_issue(post.kind, label, post.title, post.text))
        else:
            click.echo(project.close_issue(OVERDUE, label) or "Nothing is to be reviewed.")


@gitlab.command("code-quality")
@click.argument("report", type=click.File(encoding="utf-8"))
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write.")
def quality(report: Any, output: Path) -> None:
    """Turn a report of `cjm check --format json` into the one that merge requests show beside the lines."""
    output.write_text(json.dumps(code_quality(json.load(report)), ensure_ascii=False, indent=2), encoding="utf-8")
