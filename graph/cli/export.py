"""`polgraph export` and `polgraph explore`: the graph as files for other programs, and as a picture."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from polgraph.cli import options
from polgraph.cli.printing import count, json_line, written
from polgraph.errors import InputError

if TYPE_CHECKING:
    from polgraph.selection import Filters

ActorOption = Annotated[
    list[str] | None,
    typer.Option(
        "--actor",
        metavar="NAME",
        help="Only what is near this actor (a name, QID or id; loosely typed will do). May be repeated.",
    ),
]
DepthOption = Annotated[
    int | None,
    typer.Option("--depth", metavar="N", min=0, help="How many steps from the actor. Default: 1."),
]
PeriodOption = Annotated[
    str | None,
    typer.Option(
        "--period",
        metavar="A..B",
        help="Only what the claims of these days amount to (2022-01-01..2022-12-31).",
    ),
]
TypeOption = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="TYPE", help="Only this tie or act (MET_WITH). May be repeated."),
]


class Beyond(StrEnum):
    """Nodes that are no actors."""

    EVENT = "event"
    PLACE = "place"
    ROLE = "role"


WithOption = Annotated[
    list[Beyond] | None,
    typer.Option(
        "--with", metavar="KIND", help="Also nodes that are no actors: event, place, role. May be repeated."
    ),
]
Status = Literal["asserted", "alleged", "claimed"]
_STATUS_HELP = (
    "asserted only, alleged too, or claimed: also what is only denied, planned, demanded or supposed."
)


def export(
    format: Annotated[  # noqa: A002 - the name of the argument in the help
        Literal["graphml", "gexf", "json", "csv"],
        typer.Argument(help="graphml, gexf, json or csv.", metavar="FORMAT"),
    ],
    out: Annotated[
        str,
        typer.Option("--out", metavar="FILE|-", help="Where to; - is standard output. CSV makes a folder."),
    ],
    actor: ActorOption = None,
    depth: DepthOption = None,
    period: PeriodOption = None,
    type_: TypeOption = None,
    status: Annotated[Status, typer.Option("--status", metavar="STATUS", help=_STATUS_HELP)] = "alleged",
    with_: WithOption = None,
    workspace: options.WorkspaceOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """Write the graph as a file for other programs.

    GraphML and GEXF for Gephi, yEd, igraph or networkx; JSON in the node-link form, with the claims and their sentences; CSV as
    three tables, nodes.csv, edges.csv and claims.csv. The same graph gives the same bytes. Needs no graph store.
    """
    from polgraph import export as files
    from polgraph.ledger import Ledger
    from polgraph.selection import select
    from polgraph.settings import need_workspace

    asked = _filters(actor, depth, period, type_, status, with_)
    with Ledger.open(need_workspace(workspace).ledger) as ledger:
        found = select(ledger, asked)
    if out != "-":
        files.export(found, Path(out), format=format)
    elif format == "csv":
        raise InputError("CSV is three files: --out names a folder for them")
    else:
        with written(out) as stream:
            stream.write(files.text(found, format=format))
    _done(out, as_json, nodes=len(found.nodes), relations=len(found.relations), claims=len(found.claims))


def explore(
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="The HTML file to write.")],
    actor: ActorOption = None,
    depth: DepthOption = None,
    period: PeriodOption = None,
    type_: TypeOption = None,
    status: Annotated[Status, typer.Option("--status", metavar="STATUS", help=_STATUS_HELP)] = "claimed",
    with_: WithOption = None,
    top: Annotated[
        int,
        typer.Option("--top", metavar="N", min=1, help="At most so many nodes: those with most neighbours."),
    ] = 500,
    open_: Annotated[bool, typer.Option("--open", help="Show it in the web browser.")] = False,
    workspace: options.WorkspaceOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """Write the graph as a picture: one HTML file to look at, search and click through.

    A click on an actor shows who it is, one on an edge the sentences behind it. The file works offline and loads nothing.
    Needs no graph store.
    """
    from polgraph import picture
    from polgraph.ledger import Ledger
    from polgraph.settings import need_workspace

    asked = _filters(actor, depth, period, type_, status, with_)
    with Ledger.open(need_workspace(workspace).ledger) as ledger:
        drawn = picture.explore(ledger, asked, top=top)
    with written(out) as stream:
        stream.write(drawn.html)
    _done(out, as_json, nodes=drawn.nodes, relations=drawn.relations, left_out=drawn.left_out)
    if open_ and out != "-":
        typer.launch(Path(out).resolve().as_uri())


def _done(out: str, as_json: bool, **numbers: int) -> None:
    """Say what was written, on stderr where stdout is the file itself."""
    if as_json and out != "-":
        json_line({"out": out, **numbers})
        return
    words = [count(numbers["nodes"], "node"), count(numbers["relations"], "relation")]
    if left_out := numbers.get("left_out"):
        words.append(f"{left_out} more left out: --top N shows more, --actor NAME fewer")
    typer.echo(", ".join(words), err=True)


def _filters(
    actor: list[str] | None,
    depth: int | None,
    period: str | None,
    types: list[str] | None,
    status: Status,
    beyond: list[Beyond] | None,
) -> Filters:
    from polgraph.selection import Filters

    return Filters(
        actors=tuple(actor or ()),
        depth=depth,
        period=options.period(period),
        types=tuple(types or ()),
        status=status,
        beyond=tuple(kind.value for kind in beyond or ()),
    )
