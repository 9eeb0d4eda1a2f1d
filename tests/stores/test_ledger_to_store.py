"""A real ledger and a real store: the graph that the ledger derives fits the schema and arrives whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from engines import embedded_engine, neo4j_engine
from factories import Story, story

from polgraph.ledger import Ledger
from polgraph.stores import Connection, GraphStore, project, rebuild


def ids(ledger: Ledger) -> tuple[set[str], set[str]]:
    batches = list(ledger.snapshot())
    return {n.id for b in batches for n in b.nodes}, {e.id for b in batches for e in b.edges}


def picture(store: GraphStore) -> tuple[object, object]:
    """All of polgraph's nodes and relationships with their labels and properties, in an order of their own."""
    nodes = store.query(
        "MATCH (n) WHERE NOT n:Polgraph RETURN n.id AS id, labels(n) AS labels, properties(n) AS p"
    )
    edges = store.query(
        "MATCH (a)-[r]->(b) RETURN r.id AS id, a.id AS a, type(r) AS type, b.id AS b, properties(r) AS p"
    )
    return (
        sorted(
            ((row["id"], sorted(row["labels"]), row["p"]) for row in nodes.dicts()), key=lambda row: row[0]
        ),
        sorted(edges.rows, key=lambda row: str(row[0])),
    )


@pytest.mark.neo4j
def test_one_ledger_is_the_same_graph_in_every_store(
    neo4j_server: Connection, empty_embedded: Path, tmp_path: Path
) -> None:
    one = Story(
        "t1", published="2025-03-02T08:30:00Z", title="Łukasz — «Дмитро» 🕊️", url="https://tide.example/1"
    )
    one.event("Lakeport talks", place="Lakeport", participants=[("Ada Marsh", "participant")])
    one.claim("Ada Marsh", "TOOK_PART_IN", "Lakeport talks", part="participant", event="Lakeport talks")
    one.claim("Ada Marsh", "ACCUSED", "Bruno Tal", speakers=["Carla Reyes"])
    one.claim("Ada Marsh", "ACCUSED", "Bruno Tal", speakers=["Harbour Party"], polarity="denied")
    one.claim("Bruno Tal", "MEMBER_OF", "Harbour Party", modality="planned", confidence=1.0)
    one.role("Carla Reyes", "chair", "Harbour Party")
    two = story("t2", ("Ada Marsh", "ALLY_OF", "Carla Reyes"), ("Nordland", "SANCTIONED", "Sudland"))
    embedded = embedded_engine(tmp_path / "graph", empty_embedded)
    with (
        Ledger.open(tmp_path / "l.sqlite", create=True) as ledger,
        neo4j_engine(neo4j_server) as server,
        server.open() as there,
        embedded.open() as here,
    ):
        for again in range(2):
            with ledger.load() as load:
                load.add(*(one.done() if not again else two))
            for store in (here, there):
                project(ledger, store)
            assert here.held() == there.held() == ids(ledger)
            assert picture(here) == picture(there)
        assert len(here.held().edges) > 20


def test_load_change_and_retract_arrive(store: GraphStore, tmp_path: Path) -> None:
    talks = Story("t1", published="2025-03-02")
    talks.event("Lakeport talks", place="Lakeport", participants=[("Ada Marsh", "participant")])
    talks.claim("Ada Marsh", "TOOK_PART_IN", "Lakeport talks", part="participant", event="Lakeport talks")
    talks.claim("Ada Marsh", "ACCUSED", "Bruno Tal", speakers=["Carla Reyes"])
    talks.claim("Ada Marsh", "ACCUSED", "Bruno Tal", speakers=["Harbour Party"], polarity="denied")
    talks.claim("Bruno Tal", "MEMBER_OF", "Harbour Party", modality="planned")
    talks.role("Carla Reyes", "chair", "Harbour Party")
    with Ledger.open(tmp_path / "l.sqlite", create=True) as ledger:
        with ledger.load() as load:
            load.add(*talks.done())
            load.add(
                *story("t2", ("Ada Marsh", "ALLY_OF", "Carla Reyes"), ("Nordland", "SANCTIONED", "Sudland"))
            )
        project(ledger, store)
        assert store.held() == ids(ledger)
        with ledger.load() as load:
            load.add(*story("t2", ("Ada Marsh", "RIVAL_OF", "Carla Reyes")))
        ledger.retract("t1", reason="withdrawn")
        project(ledger, store)
        assert store.held() == ids(ledger)
        before = store.query("MATCH (a)-[r]->(b) RETURN a.id, properties(r), b.id ORDER BY r.id").rows
        rebuild(ledger, store)
        assert store.held() == ids(ledger)
        assert store.query("MATCH (a)-[r]->(b) RETURN a.id, properties(r), b.id ORDER BY r.id").rows == before
        position = store.position()
        assert position
        assert (position.ledger, position.change) == (ledger.id, ledger.last_change)
