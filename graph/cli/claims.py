"""`polgraph claims`: what was read, as people judge it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from polgraph.cli import decided as printed
from polgraph.cli import options
from polgraph.cli.deciding import How, NumberArgument, deciding
from polgraph.cli.loading import end_with_graph, print_graph
from polgraph.cli.printing import arrow, count, json_line, line, table
from polgraph.errors import NotFoundError

if TYPE_CHECKING:
    from polgraph.decisions import ClaimDone, Done

app = typer.Typer(no_args_is_help=True, help="Reject, confirm or correct what was read.")
ClaimId = Annotated[
    str, typer.Argument(metavar="ID", help="Its id or the beginning of it, as `polgraph show` prints it.")
]


def _print(done: ClaimDone, *, as_json: bool) -> None:
    if as_json:
        json_line(done.step._asdict() | {"claim": done.claim, "graph": done.graph})
    else:
        c = done.claim
        line(f"decision {done.step.number}: {count(done.step.changes, 'change')} of the graph")
        facts = ", ".join(filter(None, (c.status, f"confidence {c.confidence}", c.decided, c.id)))
        line(f"{c.subject_name} {arrow(c.predicate)} {c.object_name}  ({facts})", indent=2)
        print_graph(done.graph)
    end_with_graph(done.graph)


def _print_undone(done: Done, *, as_json: bool) -> None:
    if as_json:
        json_line(done.step._asdict() | {"graph": done.graph})
    else:
        line(f"decision {done.step.number}: {count(done.step.changes, 'change')} of the graph")
        printed.taken_back(done.undone)
        print_graph(done.graph)
    end_with_graph(done.graph)


@app.command()
@deciding(_print, reason="needed")
def reject(
    claim: ClaimId,
    *,
    how: How,
) -> ClaimDone:
    """Say that a claim was read wrongly.

    It supports no edge any more and stays in the ledger: polgraph claims reject 3f2a90c1 --reason "it is about his father".
    """
    from polgraph import decisions

    return decisions.reject(claim, how.workspace, **how.options)


@app.command()
@deciding(_print, reason="needed")
def confirm(
    claim: ClaimId,
    *,
    how: How,
) -> ClaimDone:
    """Vouch for a claim as it was read.

    Its confidence becomes 1: polgraph claims confirm 3f2a90c1 --reason "checked against the text".
    """
    from polgraph import decisions

    return decisions.confirm(claim, how.workspace, **how.options)


@app.command()
@deciding(_print, reason="needed")
def correct(
    claim: ClaimId,
    predicate: Annotated[
        str | None, typer.Option("--predicate", metavar="NAME", help="What it says: CRITICIZED, ALLY_OF ...")
    ] = None,
    polarity: Annotated[
        Literal["affirmed", "denied"] | None, typer.Option("--polarity", help="Whether it is denied.")
    ] = None,
    modality: Annotated[
        Literal["asserted", "alleged", "planned", "demanded", "hypothetical"] | None,
        typer.Option("--modality", help="How real it is."),
    ] = None,
    subject: Annotated[
        str | None, typer.Option("--subject", metavar="NAME", help="Whom it is about: an actor that is here.")
    ] = None,
    object_: Annotated[
        str | None, typer.Option("--object", metavar="NAME", help="Towards whom: an actor that is here.")
    ] = None,
    *,
    how: How,
) -> ClaimDone:
    """Say what a claim should read.

    What is not named stays as it was read: polgraph claims correct 3f2a90c1 --polarity denied --reason "she denied it".
    """
    from polgraph import decisions

    given = {
        "predicate": predicate.upper() if predicate else None,
        "polarity": polarity,
        "modality": modality,
        "subject": subject,
        "object": object_,
    }
    sets = {name: value for name, value in given.items() if value is not None}
    return decisions.correct(claim, how.workspace, sets=sets, **how.options)


@app.command()
@deciding(_print_undone, reason="none")
def undo(
    number: NumberArgument = None,
    *,
    how: How,
) -> Done:
    """Take a decision on a claim back.

    `polgraph actors decisions` lists the numbers.
    """
    from polgraph import decisions

    return decisions.undo(number, how.workspace, claims=True, **how.options)


@app.command("list")
def list_(
    rejected: Annotated[bool, typer.Option("--rejected", help="Only rejected ones.")] = False,
    article: Annotated[
        str | None, typer.Option("--article", metavar="ID", help="All claims of this article.")
    ] = None,
    workspace: options.WorkspaceOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """List the claims that people decided on.

    With --article all that was read in it, with their ids.
    """
    from polgraph import decisions
    from polgraph.settings import need_workspace

    wanted = "rejected" if rejected else None
    found = decisions.claims(need_workspace(workspace), decided=wanted, article=article)
    if not found:
        raise NotFoundError(
            "no such claim is here: `polgraph claims list --article ID` lists those of an article"
        )
    if as_json:
        for claim in found:
            json_line(claim)
        return
    table(
        ("claim", "says", "status", "confidence", "decided", "article", "quote"),
        [
            (
                c.id,
                f"{c.subject_name} {arrow(c.predicate)} {c.object_name}",
                c.status,
                c.confidence,
                c.decided,
                c.article,
                c.quote,
            )
            for c in found
        ],
    )
