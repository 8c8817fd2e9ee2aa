"""`cjm github`: what the workflows of `cjm kit github` post."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from cjm_plugin.cli.options import language_option, maps_option
from cjm_plugin.cli.posts import OVERDUE_LABEL, change_post, overdue_post, told_plainly
from cjm_plugin.cli.project import today
from cjm_plugin.exchange.platforms.github import LONGEST, GitHub
from cjm_plugin.exchange.platforms.texts import OVERDUE
from cjm_plugin.locale import interface


@click.group()
@click.option(
    "--api", envvar="GITHUB_API_URL", default="https://api.github.com", show_default=True, show_envvar=True, help="API."
)
@click.option("--repository", envvar="GITHUB_REPOSITORY", default="", show_envvar=True, help="OWNER/NAME.")
@click.option("--token", envvar="GITHUB_TOKEN", default="", show_envvar=True, help="Better in the environment.")
@click.pass_context
def github(context: click.Context, api: str, repository: str, token: str) -> None:
    """Post to GitHub from a workflow. `cjm kit github` has workflows that do it."""
    context.obj = partial(_repository, api, repository, token)


def _repository(api: str, repository: str, token: str) -> GitHub:
    # Not asked for before: `--help` of a command needs none of it.
    for given, option in ((repository, "repository"), (token, "token")):
        if not given:
            raise click.UsageError(f"Missing option '--{option}' (env var: 'GITHUB_{option.upper()}').")
    return GitHub.at(api, repository, token)


@github.command("pull-request")
@click.option(
    "--event",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    envvar="GITHUB_EVENT_PATH",
    required=True,
    show_envvar=True,
    help="The file with the event workflow_run.",
)
@click.pass_obj
def pull_request(repository_of: Callable[[], GitHub], event: Path) -> None:
    """Print number and commits of the pull request that a workflow has run for, as outputs of a step.

    GitHub does not tell them for a fork, and what that run leaves behind could have been written by a stranger.
    """
    run = json.loads(event.read_text("utf-8")).get("workflow_run")
    if run is None:
        raise click.ClickException(f"{event} is no event of the kind workflow_run")
    with told_plainly():
        found = repository_of().pull_request(run)
    if found is None:
        click.echo("No open pull request ends with the commit that was checked: nothing to say.", err=True)
        return
    click.echo(f"number={found.number}\nhead={found.head}\nbase={found.base}")


@github.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--pull-request", type=int, required=True, help="The number of the pull request.")
@click.option("--preview", default="", help="The address of the preview.")
@click.option("--failed", default="", help="The address of the run, when the check has found problems.")
@language_option
@click.pass_obj
def comment(  # noqa: PLR0913, PLR0917 - one for each option
    repository_of: Callable[[], GitHub], file: Path, pull_request: int, preview: str, failed: str, language: str
) -> None:
    """Put the Markdown of `cjm diff` into the one comment on a pull request that is kept up to date."""
    post = change_post(file.read_text("utf-8"), preview, failed, LONGEST, interface(language))
    with told_plainly():
        click.echo(repository_of().put_comment(pull_request, post.kind, post.text))


@github.command()
@maps_option
@click.option(
    "--link-base", default="", help="What links to files begin with: https://github.com/OWNER/NAME/blob/main/"
)
@click.option("--label", default=OVERDUE_LABEL, show_default=True, help="The label by which the issue is found again.")
@language_option
@click.pass_obj
def overdue(repository_of: Callable[[], GitHub], maps_dir: Path, link_base: str, label: str, language: str) -> None:
    """Keep one open issue with the maps to review today; close it when there are none."""
    post = overdue_post(maps_dir, link_base, today(None), LONGEST, interface(language))
    repository = repository_of()
    with told_plainly():
        if post:
            click.echo(repository.put_issue(post.kind, label, post.title, post.text))
        else:
            click.echo(repository.close_issue(OVERDUE, label) or "Nothing is to be reviewed.")
