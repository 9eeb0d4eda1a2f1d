"""`polgraph load` and `retract`: what comes into the ledger and goes out of it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polgraph.cli import options, progress
from polgraph.cli.guard import INTERRUPTED, warn
from polgraph.cli.printing import arrow, count, json_line, line
from polgraph.errors import InputError, StoreError

if TYPE_CHECKING:
    from polgraph.intake import Summary
    from polgraph.ledger import Retraction
    from polgraph.loaders import Failure
    from polgraph.model import Relation
    from polgraph.upkeep import GraphState

NAMED = 20
"""Failures and warnings that a summary names."""

NoStoreOption = Annotated[
    bool,
    typer.Option("--no-store", help="Leave the graph in the ledger: `polgraph graph sync` shows it later."),
]
QuietOption = Annotated[bool, typer.Option("--quiet", help="No progress, only the summary.")]


def load(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, folders, patterns and addresses (docs/loading.md lists the forms), or - for JSON Lines."
        ),
    ] = None,
    published: options.PublishedOption = None,
    source: options.SourceOption = None,
    url: options.UrlOption = None,
    title: options.TitleOption = None,
    language: options.LanguageOption = None,
    encoding: options.EncodingOption = None,
    columns: options.ColumnsOption = None,
    fetch: options.FetchOption = False,
    pages: options.PagesOption = 1000,
    allow_private: options.PrivateOption = False,
    workspace: options.WorkspaceOption = None,
    model: options.ModelOption = None,
    scorer: options.ScorerOption = True,
    workers: options.WorkersOption = 1,
    store: options.StoreOption = None,
    no_store: NoStoreOption = False,
    failed: Annotated[
        Path | None,
        typer.Option("--failed", metavar="FILE", help="Write what could not be read there, as JSON Lines."),
    ] = None,
    retry: Annotated[
        Path | None,
        typer.Option("--retry", metavar="FILE", help="Read again what a file of --failed names."),
    ] = None,
    quiet: QuietOption = False,
    as_json: options.JsonOption = False,
) -> None:
    """Read articles into the ledger and the graph.

    What is known already is not read again, so the same command goes on after an interruption.
    """
    from polgraph import workflow

    given = paths or []
    with progress.shown(quiet=quiet) as seen:
        items = workflow.read(
            given, sys.stdin.buffer, workspace=workspace, published=published, source=source, url=url, title=title,
            language=language, encoding=encoding, columns=columns, fetch=fetch, pages=pages,
            fetcher=options.the_fetcher(given, retry=retry, allow_private=allow_private), retry=retry, resume=True,
            tell=seen.bytes_read,
        )  # fmt: skip
        seen.total(None if quiet else workflow.size(given))
        done = workflow.load(
            items,
            workspace=workspace,
            source=", ".join([*given, *([f"again: {retry}"] if retry else [])]),
            model=model,
            scorer=scorer,
            workers=workers,
            store=None if no_store else options.the_store(store, seen),
            failed=failed,
            watch=seen.article,
        )
    if as_json:
        json_line(done)
    else:
        print_summary(done)
    _end(done)


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


def print_summary(done: Summary) -> None:
    """Print what a load did."""
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
    if done.copies or done.versions:
        stories = f"{count(done.copies, 'copy', 'copies')} and {count(done.versions, 'version')}"
        typer.echo(f"{stories} of stories that are here already: `polgraph articles --clusters` shows them")
    for reason, number_skipped in done.skipped.items():
        typer.echo(f"skipped {count(number_skipped, 'article')}: {reason}")
    for reason, files in Counter(f.reason for f in done.passed_over).items():
        typer.echo(f"passed over {count(files, 'file')}: {reason}")
    _print_named("failed", done.failed, "all of them: --json or --failed FILE")
    _print_named("warnings", done.warnings, "all of them: --json")
    print_graph(done.graph)


def _print_named(what: str, named: Sequence[Failure], more: str) -> None:
    if named:
        typer.echo(f"{what}: {len(named)}")
    for one in named[:NAMED]:
        line(str(one), indent=2)
    if len(named) > NAMED:
        typer.echo(f"  and {len(named) - NAMED} more ({more})")


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
