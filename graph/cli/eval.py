"""`polgraph eval`: answers questions on standard input, for programs that score polgraph."""

from __future__ import annotations

import io
import sys

import typer

from polgraph.cli.guard import warn
from polgraph.cli.printing import json_line
from polgraph.errors import InputError

app = typer.Typer(no_args_is_help=True, help="Answer questions (JSON Lines on standard input), for scoring.")


@app.command()
def names() -> None:
    """Say of pairs of names whether they are of one actor.

    Reads {"id", "schema", "name1", "name2"} a line, writes {"id", "score", "same", "reasons"}. A score of 0.5 and
    more means the same. Exit status 2 where a line cannot be read; the others are answered.
    """
    from polgraph.names.answering import answer

    failed = False
    for reply in answer(io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")):
        if isinstance(reply, InputError):
            failed = True
            warn(str(reply))
        else:
            json_line(reply)
    if failed:
        raise typer.Exit(InputError.exit_status)
