"""What the picture is told: nodes with their places, relations with their sentences, as plain lists and dicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from math import log1p, sqrt
from typing import Any
from urllib.parse import urlsplit

from polgraph import vocabulary
from polgraph.folding import fold
from polgraph.ledger import ClaimRow
from polgraph.model import GraphNode, Relation, Span
from polgraph.network import Figures, Measures
from polgraph.network_layout import Box, place

MOST_SENTENCES = 20
"""How many sentences of a relation go into the picture; the others are counted."""
HOSTILE_PULL = 0.4
"""How strongly a hostile relation draws two nodes together; others do by 1."""
LETTER, LINE = 7.6, 18.0
"""Pixels that a letter and a line of a label take."""


def facts(
    nodes: Sequence[GraphNode],
    relations: Sequence[Relation],
    roles: Sequence[Relation],
    claims: Iterable[ClaimRow],
    measures: Measures,
) -> dict[str, Any]:
    """Return what the page shows. `relations` join `nodes`; `roles` are offices, which are no nodes of the picture."""
    sentences = defaultdict[str, list[ClaimRow]](list)
    for claim in claims:
        sentences[claim.relation].append(claim)
    neighbours = defaultdict[str, set[str]](set)
    for r in relations:
        neighbours[r.start].add(r.end)
        neighbours[r.end].add(r.start)
    radius = {node.id: round(4.5 + 2.1 * sqrt(len(neighbours[node.id])), 1) for node in nodes}
    boxes = {node.id: _box(node, radius[node.id]) for node in nodes}
    at = place(boxes, _pull(relations))
    figures = {
        name: _figures(found)
        for name, found in (("asserted", measures.asserted), ("alleged", measures.with_alleged))
    }
    return {
        "nodes": [
            {"x": at[n.id][0], "y": at[n.id][1], "r": radius[n.id]}
            | _node(n)
            | {"figures": [figures["asserted"].get(n.id), figures["alleged"].get(n.id)]}
            for n in sorted(nodes, key=lambda n: (-radius[n.id], n.id))
        ],
        "relations": [_relation(r, sentences[r.id]) for r in (*relations, *roles)],
    }


def _box(node: GraphNode, radius: float) -> Box:
    name = str(node.properties["name"])
    return Box(max(2 * radius, min(len(name), 30) * LETTER) + 14, 2 * radius + LINE + 26)


def _pull(relations: Iterable[Relation]) -> dict[tuple[str, str], float]:
    pairs = defaultdict[tuple[str, str], float](float)
    for r in relations:
        pull = HOSTILE_PULL if r.sign < 0 else 1.0
        pairs[min(r.start, r.end), max(r.start, r.end)] += pull * log1p(max(1, r.articles))
    return pairs


def _figures(found: Figures) -> dict[str, list[float]]:
    return {n.id: [n.degree, n.positive, n.negative, round(n.betweenness, 3)] for n in found.nodes}


def _node(node: GraphNode) -> dict[str, Any]:
    p = node.properties
    aliases = [str(a) for a in _list(p.get("aliases"))]
    return {
        "id": node.id,
        "name": p["name"],
        "kind": p.get("kind") or node.labels[0].lower(),
        "facts": [p[name] for name in ("subkind", "type", "country") if p.get(name)],
        "wikidata": p.get("wikidata"),
        "aliases": aliases,
        "found": " | ".join(dict.fromkeys(t for name in (str(p["name"]), *aliases) for t in (fold(name), name.casefold()))),
        "claims": p.get("claims"),
        "articles": p.get("articles"),
        "seen": [p.get("first_seen") or p.get("start_date"), p.get("last_seen") or p.get("end_date")],
    }  # fmt: skip


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _relation(r: Relation, claims: Sequence[ClaimRow]) -> dict[str, Any]:
    shown = _chosen(claims)
    return {
        "id": r.id,
        "from": r.start,
        "to": r.end,
        "from_name": r.start_name,
        "to_name": r.end_name,
        "type": r.predicate,
        "symmetric": vocabulary.load()[r.predicate].symmetric,
        "claimed": r.type == "CLAIMED",
        "sign": r.sign,
        "status": r.status,
        "phase": r.phase,
        "when": [r.start_date, r.end_date],
        "reported": [r.first_reported, r.last_reported],
        "counts": [r.claims, r.articles, r.origins, r.denied if r.type != "CLAIMED" else 0, r.authority],
        "sentences": [_sentence(c) for c in shown],
        "more": len(claims) - len(shown),
    }


def _chosen(claims: Sequence[ClaimRow]) -> list[ClaimRow]:
    """Return the newest, of which a quarter are kept for those that deny."""
    denials = [c for c in claims if c.status == "denied"][: MOST_SENTENCES // 4]
    others = [c for c in claims if c.status != "denied"][: MOST_SENTENCES - len(denials)]
    chosen = {c.id for c in (*denials, *others)}
    return [c for c in claims if c.id in chosen]


def _sentence(c: ClaimRow) -> dict[str, Any]:
    return {
        "words": marked(c.quote or "", object=c.object_span, subject=c.subject_span, trigger=c.trigger),
        "status": c.status,
        "phase": c.phase,
        "when": [c.start_date, c.end_date],
        "said": c.said_date,
        "speakers": list(c.speakers),
        "source": c.source,
        "reported": c.reported,
        "title": c.title,
        "article": c.article,
        "url": web_address(c.url),
    }


def marked(quote: str, **spans: Span | None) -> list[list[str]]:
    """Return `quote` in pieces, each with the name of the span that it lies in, or "". A later span lies on top."""
    names = [""] * len(quote)
    for name, span in spans.items():
        if span:
            start, end = (min(max(0, at), len(quote)) for at in span)
            names[start:end] = [name] * (end - start)
    pieces = groupby(zip(names, quote, strict=True), key=lambda pair: pair[0])
    return [[name, "".join(letter for _, letter in group)] for name, group in pieces]


def web_address(url: str | None) -> str | None:
    """Return `url` where it is one of the web (http or https with a host), else None."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def most_joined(relations: Sequence[Relation], *, top: int, keep: Iterable[str] = ()) -> set[str]:
    """Return the ids of the `top` nodes with the most neighbours, among them `keep`."""
    neighbours: Mapping[str, set[str]] = defaultdict(set)
    for r in relations:
        neighbours[r.start].add(r.end)
        neighbours[r.end].add(r.start)
    kept = set(keep)
    ranked = sorted(neighbours, key=lambda n: (n not in kept, -len(neighbours[n]), n))
    return set(ranked[:top]) | kept
