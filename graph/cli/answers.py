"""Answers of the graph, printed for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from polgraph.cli.printing import arrow, count, json_line, line, shown, table, when

if TYPE_CHECKING:
    from polgraph.answers import Chain, Dated, Quote, Related, Sides, Who
    from polgraph.network import Figures, Measures, NodeFigures


def who(found: Who) -> None:
    """Print somebody."""
    p = found.properties
    line(
        "  ".join(
            filter(
                None,
                (found.name, p.get("kind"), p.get("subkind"), p.get("country"), p.get("wikidata"), found.id),
            )
        )
    )
    if p.get("aliases"):
        line(f"also: {', '.join(p['aliases'])}")
    seen = when(p.get("first_seen"), p.get("last_seen"))
    line(
        f"{count(p.get('claims') or 0, 'claim')} in {count(p.get('articles') or 0, 'article')}"
        + (f", {seen}" if seen else "")
    )
    if found.roles:
        typer.echo()
        table(
            ("role", "phase", "when", "status", "claims"),
            [(r.name, r.phase, when(r.start_date, r.end_date), r.status, r.claims) for r in found.roles],
        )
    if found.relations:
        typer.echo()
        table(
            ("tie or act", "with", "status", "phase", "claims", "articles", "sources", "last reported"),
            [
                (
                    arrow(t.type, forward=t.forward),
                    t.name,
                    t.status,
                    t.phase,
                    t.claims,
                    t.articles,
                    t.origins,
                    t.last_reported,
                )
                for t in found.relations
            ],
        )


def related(relations: Sequence[Related], evidence: Sequence[Quote]) -> None:
    """Each relationship, and under the last of one predicate the sentences behind it."""
    for i, r in enumerate(relations):
        name = r.predicate or r.type
        line(f"{r.start_name} {arrow(r.type, r.predicate)} {r.end_name}")
        facts = [r.status, r.phase, when(r.start_date, r.end_date), _support(r)]
        line(", ".join(filter(None, facts)), indent=2)
        if all((later.predicate or later.type) != name for later in relations[i + 1 :]):
            for quote in evidence:
                if quote.predicate == name:
                    _print_quote(quote)
    named = {r.predicate or r.type for r in relations}
    for quote in evidence:
        if quote.predicate not in named:
            line(f"{quote.subject} {arrow(quote.predicate)} {quote.object}: no relationship of the graph")
            _print_quote(quote)


def _support(r: Related) -> str:
    words = f"{count(r.claims or 0, 'claim')} in {count(r.articles or 0, 'article')}, {count(r.origins or 0, 'independent source')}"
    return words + (f", {r.denied} denied" if r.denied else "")


def _print_quote(quote: Quote) -> None:
    if quote.quote:
        line(f"“{' '.join(quote.quote.split())}”", indent=4)
    said = f"said by {' → '.join(quote.speakers)}" if quote.speakers else None
    facts = (
        quote.status,
        when(quote.start_date, quote.end_date),
        said,
        quote.source,
        quote.reported,
        quote.url or quote.article,
    )
    line("; ".join(filter(None, facts)), indent=6)


def timeline(found: Sequence[Dated]) -> None:
    """Print claims in the order of time, one a line; a day in brackets is that of the report."""
    table(
        ("when", "precision", "what", "status", "phase", "said by", "source"),
        [
            (
                (when(c.day, c.end_date) if c.end_date else c.day) if c.dated else f"[{c.day or 'no date'}]",
                " ".join(filter(None, (c.kind if c.kind != "at" else None, c.precision)))
                if c.dated
                else None,
                f"{c.subject} {arrow(c.predicate)} {c.object}"
                + (f" ({c.part})" if c.part not in (None, "participant", "host", "mediator") else ""),
                c.status,
                c.phase,
                " → ".join(c.speakers or ()),
                c.source,
            )
            for c in found
        ],
    )


def contested(found: Sides) -> None:
    """Print a pair with what is affirmed, then what is denied."""
    p = found.pair
    line(f"{p.start_name} {arrow(p.type)} {p.end_name}  ({p.status})")
    for words, quotes, origins in (
        ("affirmed", found.affirmed, p.stated_by),
        ("denied", found.denied, p.denied_by),
    ):
        line(f"{words} by {', '.join(sorted(origins)) or 'nobody named'}:", indent=2)
        for quote in quotes:
            _print_quote(quote)


def chain(found: Chain) -> None:
    """Print a chain, a step a line."""
    doubts = [f"{n} {word}" for n, word in ((found.contested, "contested"), (found.past, "past")) if n]
    line(f"{count(found.length, 'step')}{', of which ' + ' and '.join(doubts) if doubts else ''}")
    for s in found.steps:
        facts = ", ".join(filter(None, (s.status, s.phase, count(s.claims or 0, "claim"), s.last_reported)))
        line(f"{s.from_name} {arrow(s.type, forward=s.forward)} {s.to_name}  ({facts})", indent=2)


def questions(*, as_json: bool) -> None:
    """Print the named questions."""
    from polgraph import queries

    known = [queries.load(name) for name in queries.names()]
    if as_json:
        for q in known:
            json_line({"name": q.name, "asks": q.asks, "params": q.params, "returns": q.returns})
        return
    table(
        ("name", "asks", "parameters"),
        [
            (
                q.name,
                q.asks,
                ", ".join(p.name if p.required else f"[{p.name}={shown(p.default)}]" for p in q.params),
            )
            for q in known
        ],
    )


def measures(found: Measures, *, top: int, asserted_first: bool) -> None:
    """Print both figures of the network, and of its first `top` actors."""
    for words, figures in (("asserted only", found.asserted), ("with alleged", found.with_alleged)):
        line(f"{words}: {_totals(figures)}")
    first = found.asserted if asserted_first else found.with_alleged
    alone, both = ({node.id: node for node in f.nodes} for f in (found.asserted, found.with_alleged))
    names = ("degree", "positive", "negative", "betweenness")
    rows = [
        (
            node.name,
            node.kind,
            *(f"{_figure(alone.get(node.id), name)} / {_figure(both.get(node.id), name)}" for name in names),
            node.community,
        )
        for node in first.nodes[:top]
    ]
    table(("actor", "kind", "degree", "friendly", "hostile", "betweenness", "community"), rows)
    typer.echo("figures: asserted only / with alleged", err=True)


def _figure(node: NodeFigures | None, name: str) -> str:
    value = getattr(node, name) if node else 0
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _totals(f: Figures) -> str:
    balance = (
        "no triangle of signs"
        if f.balance is None
        else f"balance {f.balance:.2f} of {count(f.triangles, 'triangle')}"
    )
    sample = f", betweenness estimated from {f.sample} actors" if f.sample else ""
    return (
        f"{count(len(f.nodes), 'actor')}, {count(f.relations, 'relationship')}, {count(f.pairs, 'pair')} "
        f"({f.positive} friendly, {f.negative} hostile, {f.mixed} mixed, {f.neutral} neither), {balance}{sample}"
    )
