"""The terminal screen of `polgraph actors review` and `events review`: a pair at a time, one key a decision."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
import typer

from polgraph.cli import decided as printed
from polgraph.cli.guard import warn
from polgraph.cli.loading import end_with_graph, print_graph
from polgraph.cli.printing import json_line, line
from polgraph.errors import NotFoundError, PolgraphError

if TYPE_CHECKING:
    from pathlib import Path

    from polgraph.review import Answer, Review
    from polgraph.upkeep import Store

KEYS: dict[str, Answer] = {"s": "same", "d": "different", "u": "unsure"}
HELP = "s same   d different   u unsure   z undo   q quit"
ESCAPE = "\x1b"
END = ("q", "\x04", "")

Press = Callable[[], str]


def review(
    workspace: Path | None,
    *,
    events: bool = False,
    limit: int,
    author: str | None,
    store: Store | None,
    as_json: bool,
) -> None:
    """Ask about pairs of actors or events; without a terminal list them."""
    from polgraph import decisions
    from polgraph import review as pairs
    from polgraph.settings import need_workspace

    place = need_workspace(workspace)
    if as_json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        found = decisions.doubts(place, limit=limit, events=events)
        if not found:
            raise NotFoundError("no pair is doubtful")
        for doubt in found:
            if as_json:
                json_line(doubt)
            else:
                printed.doubt(doubt)
        return
    with pairs.Review(place, author=author, limit=limit, events=events) as going:
        run(going)
        if going.steps:
            graph = going.show(store)
            print_graph(graph)
            end_with_graph(graph)


def run(review: Review) -> None:
    """Ask until there is no pair left, or the user quits."""
    decided = 0
    with _keys() as press:
        while review.pair:
            click.clear()
            line(f"{review.left} to decide, {decided} decided")
            typer.echo()
            printed.doubt(review.pair)
            typer.echo(HELP)
            key = press()
            if key in END:
                break
            if key in KEYS or key == "z":
                decided += _do(review, key, press)
    if not review.pair:
        line("no pair is doubtful any more" if decided else "no pair is doubtful")
    line(f"{decided} decided")


def _do(review: Review, key: str, press: Press) -> int:
    """Do what the key says; returns by how much the number of decisions grows."""
    try:
        if key == "z":
            review.undo()
            return -1
        review.answer(KEYS[key])
    except PolgraphError as error:
        warn(str(error))
        typer.echo("any key goes on")
        press()
        return 0
    return 1


@contextmanager
def _keys() -> Iterator[Press]:
    """Yield what waits for a key; the terminal hands keys over as they are pressed until the end of the block."""
    if sys.platform == "win32":
        yield lambda: click.getchar().lower()
        return
    import termios
    import tty

    before = termios.tcgetattr(sys.stdin)
    try:
        tty.setcbreak(sys.stdin, termios.TCSADRAIN)
        yield _pressed(sys.stdin.fileno())
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)


def _pressed(terminal: int) -> Press:
    """Return what gives the next key; an arrow or function key is one key that means nothing, "" the end."""
    waiting: list[str] = []

    def press() -> str:
        if not waiting:
            found = os.read(terminal, 64).decode(errors="replace")
            waiting.extend([ESCAPE] if found.startswith(ESCAPE) else found.lower())
        return waiting.pop(0) if waiting else ""

    return press
