"""`polgraph who`, `related`, `path`, `timeline`, `contested`, `query`, `measure`: look-ups; `Graph.source` says who answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from polgraph.cli import answers, options
from polgraph.cli.printing import json_line, table
from polgraph.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from polgraph.ledger import Filter

Name = Annotated[str, typer.Argument(help="A name (in any script), QID or id; loosely typed will do.")]
ACTORS = ("person", "organization", "country", "group")


@options.filtered
def who(
    name: Name,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="At most so many ties and acts.")
    ] = 10,
    workspace: options.WorkspaceOption = None,
    store: options.StoreOption = None,
    as_json: options.JsonOption = False,
    *,
    asked: Filter,
) -> None:
    """Say who somebody is.

    Roles with their terms, and the ties and acts with most evidence.
    """
    from polgraph import lookups

    with options.the_graph(workspace, store) as graph:
        id_ = graph.ledger.resolve(name, kinds=ACTORS)
        found = lookups.who(graph.source("who"), id_, limit=limit, only=lookups.chosen(graph.ledger, asked))
    if asked and not found.properties["claims"]:
        raise nothing(f"on {found.name} ({id_})", asked)
    if as_json:
        json_line(found)
    else:
        answers.who(found)


@options.filtered
def related(
    a: Annotated[str, typer.Argument(help="An actor.")],
    b: Annotated[str, typer.Argument(help="Another actor, an event, role or place.")],
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most so many quotes.")] = 100,
    workspace: options.WorkspaceOption = None,
    store: options.StoreOption = None,
    as_json: options.JsonOption = False,
    *,
    asked: Filter,
) -> None:
    """Say what joins two, and which sentences say so.

    In both directions, with dates, who says so and where it was published.
    """
    from polgraph import lookups

    with options.the_graph(workspace, store) as graph:
        ids = graph.ledger.resolve(a, kinds=ACTORS), graph.ledger.resolve(b)
        only = lookups.chosen(graph.ledger, asked)
        relations = lookups.related(graph.source("related"), *ids, only=only)
        evidence = lookups.evidence(graph.source("evidence"), *ids, limit=limit, only=only)
    if asked and not evidence:
        raise nothing(f"joins {a} ({ids[0]}) and {b} ({ids[1]})", asked)
    if not relations and not evidence:
        raise NotFoundError(
            f"nothing joins {a} ({ids[0]}) and {b} ({ids[1]}): `polgraph path` may find a way between them"
        )
    if as_json:
        json_line({"a": ids[0], "b": ids[1], "relations": relations, "evidence": evidence})
    else:
        answers.related(relations, evidence)


@options.filtered
def path(
    a: Annotated[str, typer.Argument(help="An actor.")],
    b: Annotated[str, typer.Argument(help="Another actor.")],
    max_length: Annotated[
        int, typer.Option("--max-length", metavar="N", help="The longest chain to look for, 1 to 15 steps.")
    ] = 6,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most so many chains.")] = 3,
    workspace: options.WorkspaceOption = None,
    store: options.StoreOption = None,
    as_json: options.JsonOption = False,
    *,
    asked: Filter,
) -> None:
    """Say how two are connected.

    The shortest chains of ties and acts, the least doubtful first.
    """
    from polgraph import lookups

    with options.the_graph(workspace, store) as graph:
        ids = graph.ledger.resolve(a, kinds=ACTORS), graph.ledger.resolve(b, kinds=ACTORS)
        only = lookups.chosen(graph.ledger, asked)
        chains = lookups.path(graph.source("path"), *ids, max_length=max_length, limit=limit, only=only)
    if not chains:
        of = f" of claims {asked.words}" if asked else ""
        raise NotFoundError(
            f"no chain of at most {max_length} steps{of} joins {a} ({ids[0]}) and {b} ({ids[1]})"
        )
    for chain in chains:
        if as_json:
            json_line(chain)
        else:
            answers.chain(chain)


@options.filtered
def timeline(
    name: Name,
    other: Annotated[
        str | None,
        typer.Argument(
            help="Another: only what happened between the two, events that both were at, and their terms of office."
        ),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most so many claims.")] = 200,
    workspace: options.WorkspaceOption = None,
    store: options.StoreOption = None,
    as_json: options.JsonOption = False,
    *,
    asked: Filter,
) -> None:
    """Say what somebody did and held, in the order of time.

    Acts, roles and events with their dates, how finely these are known, and who says so. What the text does not date stands at its report, in brackets.
    """
    from polgraph import lookups

    with options.the_graph(workspace, store) as graph:
        a = graph.ledger.resolve(name, kinds=ACTORS)
        b = graph.ledger.resolve(other) if other else None
        only = lookups.chosen(graph.ledger, asked)
        found = lookups.timeline(graph.source("timeline"), a, b, limit=limit, only=only)
    if not found:
        between = f"joins {name} ({a}) and {other} ({b})" if other else f"on {name} ({a})"
        raise nothing(between, asked)
    if as_json:
        for claim in found:
            json_line(claim)
    else:
        answers.timeline(found)


@options.filtered
def contested(
    name: Annotated[str | None, typer.Argument(help="Only of this actor. Default: of all.")] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most so many pairs.")] = 100,
    workspace: options.WorkspaceOption = None,
    store: options.StoreOption = None,
    as_json: options.JsonOption = False,
    *,
    asked: Filter,
) -> None:
    """List what some affirm and others deny.

    Each pair with the sentences of both sides and who says them.
    """
    from polgraph import lookups

    with options.the_graph(workspace, store) as graph:
        actor = graph.ledger.resolve(name, kinds=ACTORS) if name else None
        only = lookups.chosen(graph.ledger, asked)
        found = lookups.both_sides(
            graph.source("contested"), graph.source("evidence"), actor=actor, limit=limit, only=only
        )
    if not found:
        of = f" of {name} ({actor})" if name else ""
        raise NotFoundError(
            f"nothing{of} is contested" + (f" among the claims {asked.words}" if asked else "")
        )
    for pair in found:
        if as_json:
            json_line(pair)
        else:
            answers.contested(pair)


def nothing(what: str, asked: Filter) -> NotFoundError:
    """Return the error that no claim on something is left by a filter."""
    if not asked:
        return NotFoundError(f"no claim {what}")
    return NotFoundError(f"no claim {what} is {asked.words}: leave an option out")


@options.filtered
def query(
    question: Annotated[
        str | None,
        typer.Argument(help="The name of a question, or Cypher that reads."),
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option(
            "--param",
            metavar="K=V",
            help="A parameter; a value @NAME is the id of whoever is called so. May be repeated.",
        ),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most so many rows.")] = 1000,
    list_: Annotated[bool, typer.Option("--list", help="List the questions that have names.")] = False,
    workspace: options.WorkspaceOption = None,
    store: options.StoreOption = None,
    as_json: options.JsonOption = False,
    *,
    asked: Filter,
) -> None:
    """Ask the graph a named question, or one in Cypher.

    Nothing can be written.
    """
    from polgraph import lookups

    if list_:
        answers.questions(as_json=as_json)
        return
    if question is None:
        raise InputError("name a question or give a Cypher text: `polgraph query --list` lists the names")
    with options.the_graph(workspace, store) as graph:
        given = options.pairs(param or ())
        values = {k: graph.ledger.resolve(v[1:]) if v.startswith("@") else v for k, v in given.items()}
        only = lookups.chosen(graph.ledger, asked)
        found = lookups.run(graph.source(question), question, values, limit=limit, only=only)
    if as_json:
        for row in found.dicts():
            json_line(row)
    elif found.rows:
        table(found.columns, found.rows)
    if found.more:
        typer.echo(f"only the first {limit} rows: --limit N gives more", err=True)
    if not found.rows:
        raise NotFoundError(f"no rows among the claims {asked.words}" if asked else "no rows")


def measure(
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="How many actors to list.")] = 20,
    period: Annotated[
        str | None,
        typer.Option(
            "--period", metavar="A..B", help="Only what falls into these days; past ties count then too."
        ),
    ] = None,
    status: Annotated[
        Literal["asserted", "alleged"],
        typer.Option("--status", help="Which figures order the list: asserted only, or with alleged."),
    ] = "alleged",
    workspace: options.WorkspaceOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """Measure the network of actors.

    Degree, betweenness, communities, balance of signs; each on asserted relationships only and with alleged ones.
    Needs no graph store.
    """
    from polgraph import network
    from polgraph.ledger import Ledger
    from polgraph.settings import need_workspace

    days = options.period(period)
    with Ledger.open(need_workspace(workspace).ledger) as ledger:
        relations = ledger.relations_within(days) if days else ledger.relations()
        found = network.measure(relations, past=days is not None)
    if not found.with_alleged.relations:
        raise NotFoundError("no relationship to measure" + (f" in {period}" if period else ""))
    if as_json:
        json_line(found)
    else:
        answers.measures(found, top=top, asserted_first=status == "asserted")
