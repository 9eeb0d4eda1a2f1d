"""An invented small graph that has every label, and a ledger of batches to project it from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from polgraph.model import GraphBatch, GraphEdge, GraphNode, Value


def actor(id_: str, name: str, kind: str = "person", **properties: Value) -> GraphNode:
    label = {"person": "Person", "organization": "Organization", "country": "Country", "group": "Group"}[kind]
    values = {"name": name, "search_text": name.casefold(), "kind": kind, **properties}
    return GraphNode(id=id_, labels=("Actor", label), properties=values)


def node(id_: str, label: str, name: str, **properties: Value) -> GraphNode:
    return GraphNode(id=id_, labels=(label,), properties={"name": name, "search_text": name, **properties})


def claim(id_: str, predicate: str, **properties: Value) -> GraphNode:
    values = {
        "predicate": predicate,
        "status": "asserted",
        "confidence": 0.8,
        "reported": "2031-05-02",
        **properties,
    }
    return node(id_, "Claim", predicate.lower(), **values)


def edge(start: str, type_: str, end: str, term: str = "", **properties: Value) -> GraphEdge:
    return GraphEdge(
        id=f"{type_}:{start}:{end}:{term}", type=type_, start=start, end=end, properties=dict(properties)
    )


def relation(start: str, type_: str, end: str, **properties: Value) -> GraphEdge:
    counts: dict[str, Value] = {
        "claims": 1,
        "articles": 1,
        "origins": 1,
        "asserted": 1,
        "status": "asserted",
        "sign": 0,
    }
    return edge(start, type_, end, **{**counts, **properties})


def evidence(
    claim_id: str, start: str, end: str, *, article: str | None, speaker: str | None = None
) -> list[GraphEdge]:
    edges = [edge(claim_id, "SUBJECT", start), edge(claim_id, "OBJECT", end)]
    if article:
        edges.append(edge(claim_id, "IN_ARTICLE", article))
    if speaker:
        edges.append(edge(claim_id, "SPEAKER", speaker, position=0))
    return edges


NODES = (
    actor("a1", "Mira Talven", country="OV", aliases=["Talven", "Мира Талвен"], claims=3, articles=2),
    actor("a2", "Łukasz Żądło", country="KR", claims=4, articles=2),
    actor("a3", "Ostavia", "country", country="OV", claims=1, articles=1),
    actor("a4", "Harbour Party", "organization", subkind="party", country="OV", claims=1),
    actor("a5", "Дмитро Гай", claims=1, articles=1),
    actor("a6", "dock workers", "group", claims=0),
    node("r1", "Role", "envoy (Ostavia)", title="envoy", country="OV"),
    node("p1", "Place", "Lindhavn"),
    node("e1", "Event", "Lindhavn talks", type="talks", start_date="2031-05-01", precision="day", status="asserted"),
    node("d1", "Article", "Envoy meets rival", title="Envoy meets rival", source="The Lighthouse", published="2031-05-02"),
    node("d2", "Article", "No deal", title="No deal", source="Evening Tide", published="2031-05-09", url="https://tide.example/9"),
    claim("c1", "MET_WITH", quote="Talven met Żądło.", origin="The Lighthouse", quad="verbal_cooperation",
          start_date="2031-05-01", sentence_start=20, sentence_end=37),
    claim("c2", "ACCUSED", status="alleged", quote="Żądło lied, Talven said.", origin="Mira Talven",
          speakers=["Mira Talven"], sign=-1, quad="verbal_conflict", reported="2031-05-09"),
    claim("c3", "ACCUSED", status="denied", polarity="denied", quote="She never accused him, the party said.",
          origin="Harbour Party", speakers=["Harbour Party"], reported="2031-05-09"),
    claim("c4", "HOLDS_ROLE", quote="the envoy Mira Talven", phase="present", origin="The Lighthouse"),
    claim("c5", "TOOK_PART_IN", part="participant", quote="Talven took part.", origin="The Lighthouse"),
    claim("c6", "MEMBER_OF", status="planned", quote="Гай may join the party.", origin="Evening Tide"),
    claim("c7", "PART_OF", origin="authority", source="register of parties", as_of="2031-01-01"),
    claim("c8", "ALLY_OF", quote="Гай, an ally of Żądło", origin="Evening Tide", sign=1),
)  # fmt: skip

EDGES = (
    relation("a1", "MET_WITH", "a2", first_reported="2031-05-02", evidence=["c1"], last_reported="2031-05-02"),
    relation("a1", "ACCUSED", "a2", status="contested", sign=-1, claims=1, asserted=0, alleged=1, denied=1,
             evidence=["c2"], first_reported="2031-05-09", contested_claims=1, confidence=0.8),
    relation("a1", "HOLDS_ROLE", "r1", phase="present", start_date="2030-01-01", evidence=["c4"]),
    relation("a1", "TOOK_PART_IN", "e1", evidence=["c5"]),
    relation("a5", "CLAIMED", "a4", predicate="MEMBER_OF", status="planned", evidence=["c6"], asserted=0, planned=1),
    relation("a4", "PART_OF", "a3", evidence=["c7"]),
    relation("a5", "ALLY_OF", "a2", sign=1, phase="past", evidence=["c8"], first_reported="2031-05-09"),
    edge("r1", "OF", "a3"),
    edge("e1", "AT", "p1"),
    *evidence("c1", "a1", "a2", article="d1"),
    *evidence("c2", "a1", "a2", article="d2", speaker="a1"),
    *evidence("c3", "a1", "a2", article="d2", speaker="a4"),
    *evidence("c4", "a1", "r1", article="d1"),
    *evidence("c5", "a1", "e1", article="d1"),
    *evidence("c6", "a5", "a4", article="d2"),
    *evidence("c7", "a4", "a3", article=None),
    *evidence("c8", "a5", "a2", article="d2"),
    edge("c1", "PART_OF_EVENT", "e1"),
    edge("e1", "IN_ARTICLE", "d1"),
)  # fmt: skip

LEDGER = "1f0c"


def batch(*, last: int = 1, ledger: str = LEDGER, nodes: Sequence[GraphNode] = NODES, edges: Sequence[GraphEdge] = EDGES,
          removed_nodes: Sequence[str] = (), removed_edges: Sequence[str] = ()) -> GraphBatch:  # fmt: skip
    return GraphBatch(ledger=ledger, last=last, nodes=tuple(nodes), edges=tuple(edges),
                      removed_nodes=tuple(removed_nodes), removed_edges=tuple(removed_edges))  # fmt: skip


@dataclass
class ListLedger:
    """A ledger that is a list of batches: number n is the nth."""

    batches: list[GraphBatch] = field(default_factory=list)
    id: str = LEDGER

    @property
    def last_change(self) -> int:
        return self.batches[-1].last if self.batches else 0

    def changes(self, *, after: int = 0, limit: int = 5000) -> Iterator[GraphBatch]:
        yield from (b for b in self.batches if b.last > after)

    def snapshot(self) -> Iterator[GraphBatch]:
        nodes, edges = dict[str, GraphNode](), dict[str, GraphEdge]()
        for b in self.batches:
            nodes |= {n.id: n for n in b.nodes}
            edges |= {e.id: e for e in b.edges}
            for id_ in b.removed_nodes:
                nodes.pop(id_, None)
            for id_ in b.removed_edges:
                edges.pop(id_, None)
        edges = {e.id: e for e in edges.values() if e.start in nodes and e.end in nodes}
        gone_nodes = {id_ for b in self.batches for id_ in b.removed_nodes} - set(nodes)
        gone_edges = {id_ for b in self.batches for id_ in b.removed_edges} - set(edges)
        yield batch(last=0, ledger=self.id, nodes=list(nodes.values()), edges=())
        yield batch(last=self.last_change, ledger=self.id, nodes=(), edges=list(edges.values()),
                    removed_nodes=sorted(gone_nodes), removed_edges=sorted(gone_edges))  # fmt: skip
