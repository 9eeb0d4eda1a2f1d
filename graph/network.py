"""Network measures on the relation table: degree, betweenness, communities, signs. The one room of networkx.

Every measure comes twice: on asserted relations only, and with alleged ones, among which contested ones count.
CLAIMED relations (denied, planned, demanded, supposed) are in no measure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import networkx as nx

from polgraph.model import Relation

ACTOR_KINDS = ("person", "organization", "country", "group")
SEED = 20
"""Seed of the community search: the same relations always fall into the same communities."""

EXACT_UP_TO, SAMPLE = 1000, 200
"""Betweenness is computed from all nodes of a network of up to so many, else estimated from `SAMPLE` of them."""


class NodeFigures(NamedTuple):
    """How one node stands. `degree`: neighbours; `positive`, `negative`: those that only friendly, or only hostile,
    relations join it to; `betweenness`: share (0 to 1) of shortest paths of others that pass it; `community`: number
    of its community, 0 the largest."""

    id: str
    name: str
    kind: str
    degree: int
    positive: int
    negative: int
    betweenness: float
    community: int


class Figures(NamedTuple):
    """What one set of relations measures.

    `positive`, `negative`, `mixed`, `neutral` count pairs of nodes by the signs of their relations; `balance` is the
    share of signed triangles whose product is positive (Cartwright and Harary 1956), null where there is none.
    `sample`: betweenness is estimated from that many nodes, null: computed from all.
    """

    nodes: tuple[NodeFigures, ...]
    relations: int
    pairs: int
    positive: int
    negative: int
    mixed: int
    neutral: int
    triangles: int
    balance: float | None
    communities: tuple[tuple[str, ...], ...]
    sample: int | None


class Measures(NamedTuple):
    """Both figures: `asserted` only, and `with_alleged`."""

    asserted: Figures
    with_alleged: Figures


def measure(
    relations: Iterable[Relation],
    *,
    past: bool = False,
    kinds: Collection[str] = ACTOR_KINDS,
    sample: int | None = None,
) -> Measures:
    """Return the measures of the network of `relations`, whatever their order, between nodes of `kinds`.

    `past`: past ties count too, as they do for relations of a period (`Ledger.relations_within`, which alone decides what
    falls into one). `sample`: estimate betweenness from that many nodes (Brandes and Pich 2007);
    without it that is done from 200 nodes on networks of more than 1000, since all take time in the order of nodes
    times pairs.
    """
    counted = [
        r
        for r in relations
        if r.type != "CLAIMED"
        and r.start_kind in kinds
        and r.end_kind in kinds
        and (past or r.phase != "past")
    ]
    asserted = [r for r in counted if r.status == "asserted"]
    return Measures(_figures(asserted, sample=sample), _figures(counted, sample=sample))


def to_networkx(relations: Iterable[Relation]) -> nx.MultiDiGraph:
    """Return the relations as a graph of networkx: nodes with `name` and `kind`, edges keyed by the relation's id.

    A symmetric relation is one edge, as it is stored. All fields of the relation are attributes of the edge.
    """
    graph = nx.MultiDiGraph()
    for r in sorted(relations, key=lambda r: r.id):
        graph.add_node(r.start, name=r.start_name, kind=r.start_kind)
        graph.add_node(r.end, name=r.end_name, kind=r.end_kind)
        fields = r.model_dump(exclude={"start", "end", "start_name", "end_name", "start_kind", "end_kind"})
        graph.add_edge(r.start, r.end, key=r.id, **fields)
    return graph


def _figures(relations: Sequence[Relation], *, sample: int | None) -> Figures:
    graph = _simple(relations)
    signs = [sign for _, _, sign in graph.edges(data="sign")]
    sample = sample or (SAMPLE if len(graph) > EXACT_UP_TO else None)
    k = sample if sample and sample < len(graph) else None
    between = nx.betweenness_centrality(graph, k=k, seed=SEED)
    communities = _communities(graph)
    number = {node: i for i, members in enumerate(communities) for node in members}
    nodes = [
        NodeFigures(
            id=node,
            name=graph.nodes[node]["name"],
            kind=graph.nodes[node]["kind"],
            degree=len(graph[node]),
            positive=sum(edge["sign"] == "+" for edge in graph[node].values()),
            negative=sum(edge["sign"] == "-" for edge in graph[node].values()),
            betweenness=round(between[node], 6),
            community=number[node],
        )
        for node in graph
    ]
    triangles, balanced = _triangles(graph)
    return Figures(
        nodes=tuple(sorted(nodes, key=lambda n: (-n.degree, -n.betweenness, n.name, n.id))),
        relations=len(relations),
        pairs=len(signs),
        positive=signs.count("+"),
        negative=signs.count("-"),
        mixed=signs.count("±"),
        neutral=signs.count(""),
        triangles=triangles,
        balance=balanced / triangles if triangles else None,
        communities=communities,
        sample=k,
    )


def _simple(relations: Sequence[Relation]) -> nx.Graph:
    """One edge a pair: its sign is + or - where all signed relations agree, ± where they do not, else empty."""
    pairs: dict[tuple[str, str], set[int]] = {}
    known: dict[str, tuple[str, str]] = {}
    for r in relations:
        known[r.start], known[r.end] = (r.start_name, r.start_kind), (r.end_name, r.end_kind)
        if r.start != r.end:
            pairs.setdefault((min(r.start, r.end), max(r.start, r.end)), set()).add(r.sign)
    graph = nx.Graph()
    place = {node: i for i, node in enumerate(sorted(known, key=lambda n: (*known[n], n)))}
    for node in place:  # by name: ids depend on the batches of a load, and the community search on this order
        graph.add_node(node, name=known[node][0], kind=known[node][1])
    for (one, other), signs in sorted(pairs.items(), key=lambda p: sorted(place[n] for n in p[0])):
        sign = "±" if {1, -1} <= signs else "+" if 1 in signs else "-" if -1 in signs else ""
        graph.add_edge(one, other, sign=sign)
    return graph


def _communities(graph: nx.Graph) -> tuple[tuple[str, ...], ...]:
    """Communities by the Louvain method (Blondel et al. 2008), the largest first; hostile pairs join nobody."""
    friendly = nx.Graph()
    friendly.add_nodes_from(graph)
    friendly.add_edges_from((a, b) for a, b, sign in graph.edges(data="sign") if sign != "-")
    found = nx.community.louvain_communities(friendly, seed=SEED) if len(friendly) else []
    place = {node: i for i, node in enumerate(graph)}
    ordered = (tuple(sorted(members, key=place.__getitem__)) for members in found)
    return tuple(sorted(ordered, key=lambda c: (-len(c), place[c[0]])))


def _triangles(graph: nx.Graph) -> tuple[int, int]:
    """How many triangles have three signs, and how many of those are balanced: an even number of hostile sides."""
    signed: dict[str, dict[str, int]] = {node: {} for node in graph}
    for a, b, sign in graph.edges(data="sign"):
        if sign in ("+", "-"):
            signed[a][b] = signed[b][a] = 1 if sign == "+" else -1
    count = balanced = 0
    for a in signed:
        for b in (n for n in signed[a] if n > a):
            for c in (n for n in signed[a].keys() & signed[b].keys() if n > b):
                count += 1
                balanced += signed[a][b] * signed[a][c] * signed[b][c] > 0
    return count, balanced
