"""`polgraph neo4j`: a Neo4j server of one's own, with its Browser, on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polgraph import server
from polgraph.errors import NotFoundError
from polgraph.server.home import default_home

if TYPE_CHECKING:
    from polgraph.server.jars import Progress

app = typer.Typer(
    no_args_is_help=True,
    help="Run a Neo4j server with its Browser here.",
)

_Home = Annotated[
    Path | None,
    typer.Option(
        "--home", help="Folder of the server: data, logs, password. Default: POLGRAPH_NEO4J_HOME, else yours."
    ),
]
_Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


@app.command()
def up(
    home: _Home = None,
    version: Annotated[
        str | None,
        typer.Option(help="lts (5.26, the default for a new home), latest (2026.08), or a full version."),
    ] = None,
    http_port: Annotated[
        int | None,
        typer.Option(help="Port of the Browser; 0: any free one. Default: as last time, else 7474."),
    ] = None,
    bolt_port: Annotated[
        int | None,
        typer.Option(help="Port of the drivers; 0: any free one. Default: as last time, else 7687."),
    ] = None,
    as_json: _Json = False,
) -> None:
    """Start the server and wait until it answers. The first time fetches it (155 MB, one to three minutes)."""
    before = server.status(home)
    with _shown() as progress:
        running = server.up(
            home=home, version=version, http_port=http_port, bolt_port=bolt_port, progress=progress
        )
    already = before is not None and before.pid == running.pid
    if as_json:
        _print_json(running, already_running=already)
        return
    typer.echo(
        f"Neo4j {running.version} {'is already running' if already else 'is running'} (process {running.pid})"
    )
    _print_address(running)


@app.command()
def status(home: _Home = None, as_json: _Json = False) -> None:
    """Say whether the server runs and where. Exit status 1: it does not."""
    running = _need(home, as_json=as_json)
    ready = server.answers(running)
    if as_json:
        _print_json(running, ready=ready)
        return
    typer.echo(
        f"Neo4j {running.version} is running (process {running.pid}){'' if ready else ', but does not answer (yet)'}"
    )
    _print_address(running)


@app.command()
def url(home: _Home = None, as_json: _Json = False) -> None:
    """Print the address of Neo4j Browser and how to sign in there."""
    running = _need(home, as_json=as_json)
    if as_json:
        _print_json(running)
    else:
        _print_address(running)


@app.command()
def down(home: _Home = None, as_json: _Json = False) -> None:
    """End the server. Its data, password and ports stay for the next `up`."""
    running = _need(home, as_json=as_json)
    ended = server.down(home)
    if as_json:
        typer.echo(
            json.dumps({"running": False, "ended": ended, "home": str(running.home)}, ensure_ascii=False)
        )
    else:
        typer.echo(f"Neo4j {running.version} has ended; its data stay in {running.home}")


def _need(home: Path | None, *, as_json: bool) -> server.Running:
    if running := server.status(home):
        return running
    where = home or default_home()
    if as_json:
        typer.echo(json.dumps({"running": False, "home": str(where)}, ensure_ascii=False))
        raise typer.Exit(NotFoundError.exit_status)
    raise NotFoundError(f"no Neo4j server of {where} runs: `polgraph neo4j up` starts it")


def _print_address(running: server.Running) -> None:
    typer.echo(f"Browser   {running.browser_url}")
    typer.echo(f"Drivers   {running.uri}")
    typer.echo(f"Sign in   user {running.user}, password: the line in {running.password_file}")


def _print_json(running: server.Running, **more: bool) -> None:
    fields = {
        "running": True,
        "version": running.version,
        "pid": running.pid,
        "browser_url": running.browser_url,
        "uri": running.uri,
        "user": running.user,
        "password_file": str(running.password_file),
        "home": str(running.home),
    }
    typer.echo(json.dumps(fields | more, ensure_ascii=False))


@contextmanager
def _shown() -> Iterator[Progress]:
    """Yield a progress callback that draws on the terminal's stderr, and nothing where that is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    words = {
        "resolving": "finding out what Neo4j consists of",
        "fetching": "fetching the jars",
        "starting": "starting, waiting for its answer",
    }
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def show(what: str, done: int, total: int) -> None:
            bar.update(task, description=words.get(what, what), completed=done, total=total or None)

        yield show
