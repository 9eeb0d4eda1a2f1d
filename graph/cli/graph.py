"""`polgraph graph`: keeping the graph store up with the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from polgraph.cli import options, progress
from polgraph.cli.printing import count, json_line, line
from polgraph.errors import StoreError

if TYPE_CHECKING:
    from polgraph.stores import Projected
    from polgraph.upkeep import Check

app = typer.Typer(no_args_is_help=True, help="Keep the graph store up with the ledger.")


@app.command()
def sync(
    workspace: options.WorkspaceOption = None,
    store: options.StoreOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """Show in the store what the ledger has and the store lacks. Every question in Cypher does it too."""
    with progress.shown() as seen, options.the_graph(workspace, store, seen) as graph:
        done = graph.written
    _print(done, as_json=as_json, nothing="the graph store is up to date")


@app.command()
def rebuild(
    adopt: Annotated[
        bool,
        typer.Option("--adopt", help="Take over a store that shows another ledger: all that one wrote goes."),
    ] = False,
    workspace: options.WorkspaceOption = None,
    store: options.StoreOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """Write the whole graph again. What you added to it yourself stays."""
    with progress.shown() as seen, options.the_graph(workspace, store, seen) as graph:
        done = graph.rebuild(take_over=adopt)
    _print(done, as_json=as_json, nothing="the ledger is empty, and so is the graph")


@app.command()
def check(
    workspace: options.WorkspaceOption = None,
    store: options.StoreOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """Compare the store, as it stands, with the ledger. Exit status 3: they differ.

    The fingerprint is equal for every order in which the same articles were loaded.
    """
    from polgraph import upkeep

    with options.the_graph(workspace, store) as graph:
        found = upkeep.check(graph)
    if as_json:
        json_line(found)
    else:
        _print_check(found)
    if not found.is_equal:
        raise StoreError(
            "the store does not show the ledger: `polgraph graph sync` mends what is behind, `rebuild` the rest"
        )


def _print(done: Projected, *, as_json: bool, nothing: str) -> None:
    if as_json:
        json_line(done)
    elif not any(done):
        typer.echo(nothing)
    else:
        typer.echo(
            f"{count(done.nodes, 'node')} and {count(done.edges, 'relationship')} written, {done.removed} removed"
        )


def _print_check(c: Check) -> None:
    line(f"ledger {c.ledger}, change {c.change}: {count(c.nodes, 'node')}, {count(c.edges, 'relationship')}")
    line(f"fingerprint {c.fingerprint}")
    if c.store_ledger is None:
        line("the store was never written")
    else:
        line(f"the store shows ledger {c.store_ledger}, change {c.store_change}")
    line(f"missing in the store: {count(c.missing_nodes, 'node')}, {count(c.missing_edges, 'relationship')}")
    line(f"only in the store: {count(c.surplus_nodes, 'node')}, {count(c.surplus_edges, 'relationship')}")
