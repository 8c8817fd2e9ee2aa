"""`cjm review`: which maps are to be reviewed, and recording that one was."""

from __future__ import annotations

import click

from cjm_plugin.cli.review_done import done
from cjm_plugin.cli.review_due import due


@click.group()
def review() -> None:
    """Tell which maps are to be reviewed, and record reviews."""


review.add_command(due)
review.add_command(done)
