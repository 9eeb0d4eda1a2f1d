"""`polgraph events` and `polgraph event`: what happened, and which event is which, as people decide it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from polgraph.cli import decided, happenings, options
from polgraph.cli.deciding import AuthorOption, How, NumberArgument, deciding
from polgraph.cli.loading import NoStoreOption
from polgraph.cli.lookups import ACTORS, nothing
from polgraph.cli.printing import json_line
from polgraph.errors import NotFoundError

if TYPE_CHECKING:
    from polgraph.decisions import Done
    from polgraph.ledger import Filter

EVENTS = ("event",)
app = typer.Typer(invoke_without_command=True, help="List events, and say which is which.")
Event = Annotated[str, typer.Argument(help="An event: name, QID or id.")]


@app.callback()
@options.filtered
def events(
    context: typer.Context,
    place: Annotated[
        str | None, typer.Option("--place", metavar="NAME", help="Only those in this place or country.")
    ] = None,
    with_: Annotated[
        str | None, typer.Option("--with", metavar="NAME", help="Only those that this actor had a part in.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most so many events.")] = 100,
    workspace: options.WorkspaceOption = None,
    store: options.StoreOption = None,
    as_json: options.JsonOption = False,
    *,
    asked: Filter,
) -> None:
    """List events, and say which is which.

    Latest first, with when, where and who: polgraph events --type talks --since 2025 --with Ukraine.
    """
    if context.invoked_subcommand:
        return
    from polgraph import lookups

    with options.the_graph(workspace, store) as graph:
        where = graph.ledger.resolve(place) if place else None
        who = graph.ledger.resolve(with_, kinds=ACTORS) if with_ else None
        only = lookups.chosen(graph.ledger, asked)
        source = graph.source("events")
        found = lookups.events(source, place=where, participant=who, limit=limit, only=only)
    if not found:
        said = [f"in {place}"] if place else []
        said += [f"with {with_}"] if with_ else []
        said += [asked.words] if asked else []
        raise NotFoundError("no event " + ", ".join(said) if said else "no event is here yet")
    if as_json:
        for event_ in found:
            json_line(event_)
    else:
        happenings.listed(found)


@options.filtered
def event(
    name: Event,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most so many claims.")] = 100,
    workspace: options.WorkspaceOption = None,
    store: options.StoreOption = None,
    as_json: options.JsonOption = False,
    *,
    asked: Filter,
) -> None:
    """Say what an event was.

    When, where, who had which part, what is a part of it, what is claimed about it, and which articles speak of it.
    """
    from polgraph import lookups

    with options.the_graph(workspace, store) as graph:
        id_ = graph.ledger.resolve(name, kinds=EVENTS)
        only = lookups.chosen(graph.ledger, asked)
        found = lookups.happened(graph.source("happened"), id_, only=only)
        claims = lookups.said_of(graph.source("event"), id_, limit=limit, only=only)
    if asked and not claims:
        raise nothing(f"on {found.name} ({id_})", asked)
    if as_json:
        json_line({"event": found, "claims": claims})
    else:
        happenings.card(found, claims)


@app.command()
@deciding(decided.done)
def merge(
    a: Event,
    b: Event,
    *,
    how: How,
) -> Done:
    """Let two events be one.

    Also where dates or places speak against it. The older id stays, the other one leads to it.
    """
    from polgraph import decisions

    return decisions.merge(a, b, how.workspace, kinds=EVENTS, **how.options)


@app.command()
@deciding(decided.done)
def split(
    name: Event,
    mention: Annotated[
        list[str] | None,
        typer.Option("--mention", metavar="NAME", help="Take out what is called so. May be repeated."),
    ] = None,
    article: Annotated[
        list[str] | None,
        typer.Option(
            "--article", metavar="ID", help="Take out what this article speaks of. May be repeated."
        ),
    ] = None,
    *,
    how: How,
) -> Done:
    """Take something out of an event that is another.

    Names and articles are those that `polgraph events explain` lists.
    """
    from polgraph import decisions

    return decisions.split(
        name, how.workspace, kinds=EVENTS, mentions=mention or (), articles=article or (), **how.options
    )


@app.command()
@deciding(decided.done)
def undo(
    number: NumberArgument = None,
    *,
    how: How,
) -> Done:
    """Take a decision back.

    The newest on events or actors, or the one of this number; `polgraph actors decisions` lists them all, exports and imports them.
    """
    from polgraph import decisions

    return decisions.undo(number, how.workspace, **how.options)


@app.command()
def explain(
    name: Event, workspace: options.WorkspaceOption = None, as_json: options.JsonOption = False
) -> None:
    """Say why what several articles speak of is one event.

    Where it is spoken of and how, what joins it with scores and reasons, and what people decided.
    """
    from polgraph import decisions
    from polgraph.settings import need_workspace

    found = decisions.explain(name, need_workspace(workspace), kinds=EVENTS)
    if as_json:
        json_line(found)
    else:
        decided.explanation(found)


@app.command()
def review(
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most so many pairs.")] = 1000,
    author: AuthorOption = None,
    workspace: options.WorkspaceOption = None,
    store: options.StoreOption = None,
    no_store: NoStoreOption = False,
    as_json: options.JsonOption = False,
) -> None:
    """Decide on events that may be one, pair by pair.

    As `polgraph actors review`. Without a terminal it lists the pairs.
    """
    from polgraph.cli import reviewing

    reviewing.review(
        workspace,
        events=True,
        limit=limit,
        author=author,
        store=options.a_store(store, no_store),
        as_json=as_json,
    )
