"""Events, printed for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from polgraph.cli.printing import arrow, count, line, table, when

if TYPE_CHECKING:
    from polgraph.answers import Happened, Happening, SaidOf


def listed(found: Sequence[Happening]) -> None:
    """Print a list of events."""
    table(
        ("when", "precision", "event", "type", "where", "who", "status", "claims", "id"),
        [
            (
                _days(e.start_date, e.end_date),
                e.precision,
                e.name,
                e.type,
                e.place,
                ", ".join(dict.fromkeys(p.name or p.actor for p in e.participants)),
                e.status,
                e.claims,
                e.event,
            )
            for e in found
        ],
    )


def card(found: Happened, claims: Sequence[SaidOf]) -> None:
    """Print one event with what is said of it."""
    line("  ".join(filter(None, (found.name, found.type, found.wikidata, found.event))))
    days = _days(found.start_date, found.end_date)
    dated = f"{days} (to the {found.precision})" if days and found.precision else days
    line(
        ", ".join(filter(None, (dated or "no date", " and ".join(found.places) or "no place", found.status)))
    )
    if found.part_of:
        line(f"part of {found.part_of}")
    if found.participants:
        typer.echo()
        table(
            ("who", "part", "status", "claims"),
            [
                (p.name, p.part or p.type.lower().replace("_", " "), p.status, p.claims)
                for p in found.participants
            ],
        )
    if found.parts:
        typer.echo()
        table(
            ("part", "when", "status", "id"), [(p.name, p.start_date, p.status, p.event) for p in found.parts]
        )
    if claims:
        typer.echo()
    for c in claims:
        line(f"{c.subject} {arrow(c.predicate)} {c.object}")
        if c.quote:
            line(f"“{' '.join(c.quote.split())}”", indent=4)
        said = f"said by {' → '.join(c.speakers)}" if c.speakers else None
        line("; ".join(filter(None, (c.status, said, c.source, c.reported, c.url or c.article))), indent=6)
    typer.echo()
    line(count(len(found.articles), "article"))
    for a in found.articles:
        line("  ".join(filter(None, (a.article, a.title, a.source, (a.published or "")[:10]))), indent=2)


def _days(start: str | None, end: str | None) -> str:
    return when(start, end) if start or end else ""
