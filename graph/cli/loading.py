"""`polgraph load`, `articles`, `retract`: what the ledger holds."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from polgraph.cli import options, progress
from polgraph.cli.guard import INTERRUPTED, warn
from polgraph.cli.printing import arrow, count, json_line, line, table
from polgraph.errors import InputError, NotFoundError, StoreError

if TYPE_CHECKING:
    from polgraph.ledger import Retraction
    from polgraph.model import Relation
    from polgraph.upkeep import GraphState
    from polgraph.workflow import Summary

NoStoreOption = Annotated[
    bool,
    typer.Option("--no-store", help="Leave the graph in the ledger: `polgraph graph sync` shows it later."),
]


def load(
    paths: Annotated[
        list[str],
        typer.Argument(help="Files and folders (.txt, .html, .jsonl), or - for JSON Lines."),
    ],
    published: options.PublishedOption = None,
    source: options.SourceOption = None,
    url: options.UrlOption = None,
    title: options.TitleOption = None,
    language: options.LanguageOption = None,
    encoding: options.EncodingOption = None,
    workspace: options.WorkspaceOption = None,
    model: options.ModelOption = None,
    scorer: options.ScorerOption = True,
    workers: options.WorkersOption = 1,
    store: options.StoreOption = None,
    no_store: NoStoreOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress, only the summary.")] = False,
    as_json: options.JsonOption = False,
) -> None:
    """Read articles into the ledger and the graph.

    What is known already is not read again, so the same command goes on after an interruption.
    """
    from polgraph import workflow

    with progress.shown(quiet=quiet) as seen:
        items = workflow.read(
            paths, sys.stdin.buffer, workspace=workspace, published=published, source=source, url=url, title=title,
            language=language, encoding=encoding, tell=seen.bytes_read,
        )  # fmt: skip
        seen.total(None if quiet else workflow.size(paths))
        done = workflow.load(
            items,
            workspace=workspace,
            source=", ".join(paths),
            model=model,
            scorer=scorer,
            workers=workers,
            store=None if no_store else options.the_store(store, seen),
            watch=seen.article,
        )
    if as_json:
        json_line(done)
    else:
        _print_summary(done)
    _end(done)


def articles(
    source: Annotated[
        str | None, typer.Option("--source", metavar="NAME", help="Only of this publisher.")
    ] = None,
    load_number: Annotated[int | None, typer.Option("--load", metavar="N", help="Only of this load.")] = None,
    workspace: options.WorkspaceOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """List the articles that are in the ledger.

    By publication, with how many claims each made, and which are skipped or copies.
    """
    from polgraph.ledger import Ledger
    from polgraph.settings import need_workspace

    with Ledger.open(need_workspace(workspace).ledger) as ledger:
        rows = ledger.articles(source=source, load=load_number)
    if not rows:
        raise NotFoundError(
            "no article is here" + (" of that source or load" if source or load_number else "")
        )
    if as_json:
        for row in rows:
            json_line(row)
        return
    notes = [row.skipped or (f"copy of {row.copy_of}" if row.copy_of else "") for row in rows]
    table(
        ("article", "title", "source", "published", "language", "claims", "load", "note"),
        [
            (r.id, r.title, r.source, (r.published or "")[:10], r.language, r.claims, r.load, note)
            for r, note in zip(rows, notes, strict=True)
        ],
    )
    skipped, copies = sum(bool(r.skipped) for r in rows), sum(bool(r.copy_of) for r in rows)
    claims = count(sum(r.claims for r in rows), "claim")
    typer.echo(f"{count(len(rows), 'article')}, {claims}, {skipped} skipped, {copies} copies", err=True)


def retract(
    article: Annotated[str, typer.Argument(help="Its whole id, as `polgraph articles` lists it.")],
    reason: Annotated[
        str, typer.Option("--reason", metavar="WORDS", help="Why: kept in the ledger.")
    ] = "not given",
    workspace: options.WorkspaceOption = None,
    store: options.StoreOption = None,
    no_store: NoStoreOption = False,
    as_json: options.JsonOption = False,
) -> None:
    """Take an article away, with what only it supported.

    Loading it again brings it back.
    """
    from polgraph import upkeep
    from polgraph.settings import need_workspace

    wanted = None if no_store else options.the_store(store)
    done, graph = upkeep.retract(article, need_workspace(workspace), reason=reason, store=wanted)
    if as_json:
        json_line(done._asdict() | {"graph": graph})
    else:
        _print_retraction(done)
        print_graph(graph)
    end_with_graph(graph)


def _print_retraction(done: Retraction) -> None:
    typer.echo(f"{done.article} is retracted (load {done.load})")
    parts = (
        ("fell", done.fell),
        ("only lost support", done.weakened),
        ("stand in their place", done.appeared),
    )
    for words, relations in parts:
        typer.echo(f"{count(len(relations), 'edge')} {words}{':' if relations else ''}")
        for relation in relations:
            line(_edge(relation), indent=2)


def _edge(r: Relation) -> str:
    return (
        f"{r.start_name} {arrow(r.type, r.predicate)} {r.end_name}  ({r.status}, {count(r.claims, 'claim')})"
    )


def _print_summary(done: Summary) -> None:
    if done.made:
        typer.echo(f"workspace {done.workspace} was made now")
    else:
        typer.echo(f"workspace {done.workspace}")
    number = f"load {done.load}: " if done.load else ""
    outcomes = ("new", "changed", "reread", "restored", "same")
    parts = ", ".join(
        f"{getattr(done, name)} {name}" for name in outcomes if name != "restored" or done.restored
    )
    typer.echo(f"{number}{count(done.read, 'article')} read: {parts}; {count(done.claims, 'claim')}")
    for reason, number_skipped in done.skipped.items():
        typer.echo(f"skipped {count(number_skipped, 'article')}: {reason}")
    for reason, files in Counter(f.reason for f in done.passed_over).items():
        typer.echo(f"passed over {count(files, 'file')}: {reason}")
    if done.failed:
        typer.echo(f"failed: {len(done.failed)}")
    for failure in done.failed[:20]:
        line(str(failure), indent=2)
    if len(done.failed) > 20:
        typer.echo(f"  and {len(done.failed) - 20} more (all of them: --json)")
    print_graph(done.graph)


def print_graph(graph: GraphState) -> None:
    """Print what of it the graph store shows."""
    if graph.written is None:
        line(
            f"the graph waits in the ledger: {graph.waits}; `polgraph graph sync` or any look-up then shows it"
        )
        return
    wrote = graph.written
    if not any(wrote):
        typer.echo("graph: up to date")
        return
    typer.echo(
        f"graph: {count(wrote.nodes, 'node')} and {count(wrote.edges, 'relationship')} written, {wrote.removed} removed"
    )


def _end(done: Summary) -> None:
    if done.interrupted:
        warn("interrupted: what was done stays; the same command goes on from there")
        raise typer.Exit(INTERRUPTED)
    if done.failed:
        raise typer.Exit(InputError.exit_status)
    end_with_graph(done.graph)


def end_with_graph(graph: GraphState) -> None:
    """End with the status of a store that was wanted and could not be used."""
    if graph.wanted and graph.written is None:
        raise typer.Exit(StoreError.exit_status)
