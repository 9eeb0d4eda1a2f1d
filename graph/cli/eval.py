"""`polgraph eval`: answers questions on standard input, for programs that score polgraph."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from typing import Any

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

    _reply(answer(_lines()))


@app.command()
def roles() -> None:
    """Say whom phrases mean at a date: which actor, of which state, in which office and sector.

    Reads {"id", "phrase", "date", "country"} a line (date and country may be null), writes {"id", "name", "wikidata",
    "country", "role", "sector"}, what is not known left out. The sector is a code of PLOVER. Exit status 2 where a
    line cannot be read; the others are answered.
    """
    from polgraph.authority.answering import answer

    _reply(answer(_lines()))


def _lines() -> Iterator[str]:
    return iter(io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace"))


def _reply(replies: Iterable[dict[str, Any] | InputError]) -> None:
    failed = False
    for reply in replies:
        if isinstance(reply, InputError):
            failed = True
            warn(str(reply))
        else:
            json_line(reply)
    if failed:
        raise typer.Exit(InputError.exit_status)
