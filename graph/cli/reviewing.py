"""The terminal screen of `polgraph actors review`: a pair at a time, one key a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import typer

from polgraph.cli.actors import print_doubt
from polgraph.cli.guard import warn
from polgraph.cli.printing import line
from polgraph.errors import PolgraphError

if TYPE_CHECKING:
    from polgraph.decisions import Answer, Review

KEYS: dict[str, Answer] = {"s": "same", "d": "different", "u": "unsure"}
HELP = "s same   d different   u unsure   z undo   q quit"
INTERRUPT = "\x03\x04"


def run(review: Review) -> None:
    """Ask until there is no pair left, or the user quits."""
    decided = 0
    while review.pair:
        click.clear()
        line(f"{review.left} to decide, {decided} decided")
        typer.echo()
        print_doubt(review.pair)
        typer.echo(HELP)
        key = pressed()
        if key in KEYS or key == "z":
            decided += _do(review, key)
        elif key == "q" or key in INTERRUPT:
            break
    if not review.pair:
        line("no pair is doubtful any more" if decided else "no pair is doubtful")
    line(f"{decided} decided")


def _do(review: Review, key: str) -> int:
    """Do what the key says; returns by how much the number of decisions grows."""
    try:
        if key == "z":
            review.undo()
            return -1
        review.answer(KEYS[key])
    except PolgraphError as error:
        warn(str(error))
        typer.echo("any key goes on")
        pressed()
        return 0
    return 1


def pressed() -> str:
    """Return the next key that is pressed, in lower case."""
    return click.getchar().lower()
