"""The command `polgraph`: all its commands, none of which is loaded further than it takes to name it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from polgraph import __version__
from polgraph.cli import (
    actors,
    articles,
    authority,
    browse,
    claims,
    evaluate,
    events,
    export,
    graph,
    loading,
    loads,
    lookups,
    model,
    neo4j,
    reading,
    show,
    watching,
    workspace,
)
from polgraph.cli import eval as asked
from polgraph.cli.guard import Guard, fault

app = typer.Typer(
    name="polgraph",
    cls=Guard,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"polgraph {__version__}")
        raise typer.Exit


@app.callback()
def polgraph(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turn news articles into a knowledge graph of political actors, with the sentences behind every edge."""


for command in (
    loading.load,
    watching.watch,
    lookups.who,
    lookups.related,
    lookups.path,
    lookups.timeline,
    lookups.contested,
    events.event,
    lookups.query,
    lookups.measure,
    export.export,
    export.explore,
    browse.browse,
    articles.articles,
    loads.loads,
    show.show,
    loading.retract,
    reading.read,
    reading.extract,
    evaluate.evaluate,
    workspace.workspace,
):
    app.command()(command)
for room, name in (
    (actors, "actors"),
    (events, "events"),
    (claims, "claims"),
    (graph, "graph"),
    (neo4j, "neo4j"),
    (model, "model"),
    (authority, "authority"),
    (asked, "eval"),
):
    app.add_typer(room.app, name=name)


def main() -> None:
    """Run the command line and end the process with its exit status."""
    _speak_unicode()
    try:
        app()
    except Exception as error:  # noqa: BLE001 - the last resort: no traceback for a user
        sys.exit(fault(error))


def _speak_unicode() -> None:
    """Write UTF-8 into files and pipes wherever we are; a terminal that lacks a letter gets a replacement."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(**({"errors": "replace"} if stream.isatty() else {"encoding": "utf-8"}))
