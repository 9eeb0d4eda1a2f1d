"""`polgraph articles`: what the ledger holds, and which articles tell the same story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from polgraph.cli import options
from polgraph.cli.printing import count, json_line, table
from polgraph.errors import NotFoundError

if TYPE_CHECKING:
    from polgraph.ledger import ArticleRow, Cluster


def articles(
    source: Annotated[
        str | None, typer.Option("--source", metavar="NAME", help="Only of this publisher.")
    ] = None,
    load_number: Annotated[int | None, typer.Option("--load", metavar="N", help="Only of this load.")] = None,
    clusters: Annotated[
        bool,
        typer.Option(
            "--clusters", help="Only stories that more than one article tells, and how alike they are."
        ),
    ] = False,
    workspace: options.WorkspaceOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """List the articles that are in the ledger.

    By publication, with how many claims each made, and which are skipped, copies or changed versions of an earlier one.
    With --clusters by story: the earliest article, then its copies and versions. Their claims count as from one source.
    """
    from polgraph.ledger import Ledger
    from polgraph.settings import need_workspace

    with Ledger.open(need_workspace(workspace).ledger) as ledger:
        rows = ledger.articles(source=source, load=load_number)
        found = ledger.clusters(rows) if clusters else []
    if not rows:
        raise NotFoundError(
            "no article is here" + (" of that source or load" if source or load_number else "")
        )
    if as_json:
        for row in found if clusters else rows:
            json_line(row)
    elif clusters:
        _print_clusters(found, len(rows))
    else:
        _print_articles(rows)


def _print_articles(rows: list[ArticleRow]) -> None:
    table(
        ("article", "title", "source", "published", "language", "claims", "load", "note"),
        [
            (r.id, r.title, r.source, (r.published or "")[:10], r.language, r.claims, r.load, _note(r))
            for r in rows
        ],
    )
    skipped, copies = sum(bool(r.skipped) for r in rows), sum(bool(r.copy_of) for r in rows)
    versions = sum(bool(r.version_of) for r in rows)
    claims = count(sum(r.claims for r in rows), "claim")
    told = f"{count(copies, 'copy', 'copies')}, {count(versions, 'version')}"
    typer.echo(f"{count(len(rows), 'article')}, {claims}, {skipped} skipped, {told}", err=True)


def _note(row: ArticleRow) -> str:
    story = (
        f"copy of {row.copy_of}"
        if row.copy_of
        else f"version of {row.version_of}"
        if row.version_of
        else None
    )
    return "; ".join(part for part in (row.skipped, story) if part)


def _print_clusters(found: list[Cluster], articles_: int) -> None:
    rows: list[tuple[object, ...]] = []
    for story in found:
        head = story.head
        rows.append((head.id, "first", head.title, head.source, head.published, None, None))
        for m in story.members:
            kind = "copy" if m.copy_of else "version"
            rows.append((m.id, kind, m.title, m.source, m.published, f"{m.similarity:.2f}", m.reason))
    table(("article", "is", "title", "source", "published", "similarity", "why"), rows)
    stories = count(len(found), "story", "stories")
    members = sum(len(story.members) for story in found)
    typer.echo(
        f"{stories} told more than once, by {members + len(found)} of {count(articles_, 'article')}", err=True
    )
