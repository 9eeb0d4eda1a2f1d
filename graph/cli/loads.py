"""`polgraph loads`: the numbered loads, retractions and decisions, and what one of them did to the actors."""

from __future__ import annotations

from typing import Annotated

import typer

from polgraph.cli import options
from polgraph.cli.printing import count, json_line, line, table
from polgraph.errors import NotFoundError


def loads(
    number: Annotated[
        int | None, typer.Argument(help="Only this one, with what it did to the actors.")
    ] = None,
    workspace: options.WorkspaceOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """List the loads, retractions, decisions and revisions of the authority.

    With a number what that one did: articles, actors that gained a QID, ids that lead to another.
    """
    from polgraph.ledger import Ledger
    from polgraph.settings import need_workspace

    with Ledger.open(need_workspace(workspace).ledger) as ledger:
        rows = ledger.loads()
        detail = ledger.load_detail(number) if number is not None else None
    if detail:
        if as_json:
            json_line(detail)
            return
        one = detail.load
        line("  ".join(filter(None, (str(one.number), one.time, one.kind, one.source, one.note))))
        line(f"{count(len(detail.articles), 'article')}, {count(one.changes, 'change')} of the graph")
        for node, wikidata in detail.gained.items():
            line(" ".join(filter(None, (detail.names.get(node), node, "is", wikidata))), indent=2)
        for old, new in detail.redirected.items():
            line(" ".join(filter(None, (old, "leads to", detail.names.get(new), new))), indent=2)
        return
    if not rows:
        raise NotFoundError("nothing was loaded yet: `polgraph load PATH`")
    if as_json:
        for row in rows:
            json_line(row)
        return
    table(
        ("load", "time", "kind", "source", "note", "changes", "QIDs gained", "ids joined"),
        [
            (r.number, r.time, r.kind, r.source, r.note, r.changes, r.gained or "", r.redirected or "")
            for r in rows
        ],
    )
