"""`cjm kit`: files for a repository of maps – workflows, templates, hooks, settings of editors."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from cjm_plugin.cli.exit_codes import FINDINGS
from cjm_plugin.cli.options import language_option
from cjm_plugin.locale import N_, interface

KITS: dict[str, dict[str, str]] = {
    "github": {
        ".github/workflows/maps.yml": "github/workflows/maps.yml",
        ".github/workflows/maps-comment.yml": "github/workflows/maps-comment.yml",
        ".github/workflows/publish.yml": "github/workflows/publish.yml",
        ".github/workflows/overdue.yml": "github/workflows/overdue.yml",
        ".github/PULL_REQUEST_TEMPLATE.md": "{language}/github/PULL_REQUEST_TEMPLATE.md",
        ".github/ISSUE_TEMPLATE/map-is-wrong.yml": "{language}/github/ISSUE_TEMPLATE/map-is-wrong.yml",
        ".github/ISSUE_TEMPLATE/new-map.yml": "{language}/github/ISSUE_TEMPLATE/new-map.yml",
    },
    "gitlab": {
        ".gitlab-ci.yml": "gitlab/gitlab-ci.yml",
        ".gitlab/merge_request_templates/Default.md": "{language}/gitlab/merge_request_templates/Default.md",
        ".gitlab/issue_templates/map-is-wrong.md": "{language}/gitlab/issue_templates/map-is-wrong.md",
        ".gitlab/issue_templates/new-map.md": "{language}/gitlab/issue_templates/new-map.md",
    },
    "pre-commit": {
        ".pre-commit-config.yaml": "pre-commit/pre-commit-config.yaml",
    },
    "vscode": {
        ".vscode/settings.json": "editor/settings.json",
        ".vscode/extensions.json": "editor/extensions.json",
    },
}
"""Each kit: where a file goes in a repository, and where it lies in this package."""

_WRITTEN, _KEPT = N_("written"), N_("differs, kept as it is")
_LANGUAGE_LINE = "CJM_LANGUAGE: en"


@click.command()
@click.argument("name", type=click.Choice(list(KITS)))
@click.option(
    "--write",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the files into this folder, the top of the repository. Files that differ are kept.",
)
@click.option("--force", is_flag=True, help="Replace files that differ.")
@language_option
def kit(name: str, folder: Path | None, language: str, *, force: bool) -> None:
    """Print or write files for a repository of maps.

    \b
    github      checks, comments and previews for pull requests; publishing; templates
    gitlab      the same for GitLab
    pre-commit  a check before each commit
    vscode      completion and checks while you type; see also `cjm schema --write schemas`
    """  # noqa: D301 - the character itself, which tells click to leave the lines as they are
    texts = kit_files(name, language)
    if folder is None:
        for path, text in texts.items():
            click.echo(f"# ---- {path}\n{text}")
        return
    kept = [path for path, text in texts.items() if not _write(folder / path, text, force=force)]
    for path in texts:
        told = _KEPT if path in kept else _WRITTEN
        click.echo(f"{path}: {interface(language).text(told)}", err=path in kept)
    if kept:
        raise SystemExit(FINDINGS)


def kit_files(name: str, language: str) -> dict[str, str]:
    """Return the files of a kit: paths in the repository, and texts in a language."""
    texts = {path: _text(resource.format(language=language)) for path, resource in KITS[name].items()}
    return {path: text.replace(_LANGUAGE_LINE, f"CJM_LANGUAGE: {language}") for path, text in texts.items()}


def _text(resource: str) -> str:
    return files("cjm_plugin").joinpath("kit", *resource.split("/")).read_text("utf-8")


def _write(path: Path, text: str, *, force: bool) -> bool:
    """Write a file; return False when one that differs stands there and is to be kept."""
    if path.is_file() and not force and path.read_text("utf-8", errors="replace") != text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return True
