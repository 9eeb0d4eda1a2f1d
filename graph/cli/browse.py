"""`polgraph browse`: Neo4j Browser on the graph."""

from __future__ import annotations

import signal
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from polgraph.cli import options
from polgraph.cli.printing import json_line

if TYPE_CHECKING:
    from polgraph.browse import Browsed


def browse(
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            metavar="N",
            min=0,
            max=65535,
            help="Port of the Browser; 0: any free one. Default: 7475.",
        ),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Queries may change what is shown, until the end.")
    ] = False,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not call the web browser.")] = False,
    store: options.StoreOption = None,
    workspace: options.WorkspaceOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """Open Neo4j Browser on the graph, signed in.

    On the embedded store polgraph serves it, on this machine alone, until Ctrl-C: a copy of the graph as it is at the start, so the graph
    stays as it is and other commands go on using it. The first time fetches the Browser (15 MB). A Neo4j server has a Browser of its own, which is opened.
    """
    from polgraph import browse as browsing
    from polgraph.settings import need_workspace

    for number in (
        signal.SIGINT,
        signal.SIGTERM,
    ):  # ends in good order, also from a shell that ignores Ctrl-C
        signal.signal(number, signal.default_int_handler)
    place, how = need_workspace(workspace), options.the_store(store)
    with (
        browsing.browse(place, how, port=port, write=write, progress=_say) as found,
        suppress(KeyboardInterrupt),  # its proper end
    ):
        if as_json:
            json_line(found)
        else:
            _print(found, write=write)
        sys.stdout.flush()
        if not no_open:
            typer.launch(found.start)
        while found.served:
            time.sleep(1)


def _print(found: Browsed, *, write: bool) -> None:
    typer.echo(f"Browser   {found.start}")
    if found.served:
        typer.echo(f"          signs in once; after that {found.url}")
        typer.echo(f"Sign in   user {found.user}, password {found.password}")
        typer.echo(
            f"A copy of the graph, {'changed until' if write else 'for reading, until'} Ctrl-C", err=True
        )
    else:
        typer.echo(f"Sign in   user {found.user}, password: the line in {found.password_file}")
        typer.echo("The server's own Browser: what a query changes there stays changed", err=True)


def _say(what: str, done: int, total: int) -> None:
    if done < total:
        typer.echo("fetching Neo4j Browser (15 MB), once", err=True)
