"""The command `cjm`."""

from cjm_plugin.cli.main import main

__all__ = ["main"]
