"""`polgraph workspace`: where the ledger is, what it holds, which store and model are used."""

from __future__ import annotations

import typer

from polgraph.cli import options
from polgraph.cli.printing import count, json_line


def workspace(
    workspace: options.WorkspaceOption = None,
    store: options.StoreOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """Say which workspace, store and model are used.

    With the ledger in numbers. Connects to nothing.
    """
    from polgraph import upkeep
    from polgraph.settings import need_workspace

    found = upkeep.describe(need_workspace(workspace), options.the_store(store))
    if as_json:
        json_line(found)
        return
    typer.echo(f"workspace  {found.workspace}")
    if found.ledger is None:
        typer.echo("ledger     none yet: `polgraph load PATH` makes it")
    else:
        numbers = f"{count(found.articles, 'article')}, {count(found.loads, 'load')}, {count(found.relations, 'derived edge')}"
        typer.echo(f"ledger     {found.ledger}: {numbers}, change {found.change}")
    typer.echo(f"store      {found.store or found.no_store}" + (f", user {found.user}" if found.user else ""))
    typer.echo(f"model      {found.model or 'the preferred one: `polgraph model list`'}")
