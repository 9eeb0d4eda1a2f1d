"""A real ledger and a real store: the graph that the ledger derives fits the schema and arrives whole."""

from __future__ import annotations

from pathlib import Path

from factories import Story, story

from polgraph.ledger import Ledger
from polgraph.stores import GraphStore, project, rebuild


def ids(ledger: Ledger) -> tuple[set[str], set[str]]:
    batches = list(ledger.snapshot())
    return {n.id for b in batches for n in b.nodes}, {e.id for b in batches for e in b.edges}


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
