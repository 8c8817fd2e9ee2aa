"""`cjm …`: the group of commands. A command is imported when it is called."""

from __future__ import annotations

import io
import sys
from importlib import import_module

import click

_COMMANDS = {
    "kit": "cjm_plugin.cli.kit:kit",
    "gitlab": "cjm_plugin.cli.gitlab:gitlab",
    "github": "cjm_plugin.cli.github:github",
    "check": "cjm_plugin.cli.check:check",
    "codeowners": "cjm_plugin.cli.codeowners:codeowners",
    "diff": "cjm_plugin.cli.diff:diff",
    "export": "cjm_plugin.cli.export:export",
    "reference": "cjm_plugin.cli.reference:reference",
    "review": "cjm_plugin.cli.review:review",
    "rule": "cjm_plugin.cli.rule:rule",
    "schema": "cjm_plugin.cli.schema:schema",
}
"""Each command with the module and the function it is."""


class _Commands(click.Group):
    """Imports a command only when it is needed: a command that is called must not wait for the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module, _, function = _COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(module), function)
        assert isinstance(command, click.Command)  # noqa: S101 - our own table
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-cjm-plugin")
def main() -> None:
    """Keep customer journey maps as living, versioned documents."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            _write_all_letters(stream)


def _write_all_letters(stream: io.TextIOWrapper) -> None:
    """Let a stream take any text: a letter that a console lacks shows its code, files and pipes are UTF-8.

    Windows gives files and pipes the code page of the system, which may lack Cyrillic.
    """
    stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
