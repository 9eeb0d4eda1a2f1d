"""Batches of changes and snapshots, played into a store made of dictionaries: they must agree with each other."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import pytest
from factories import Story, date, story

from polgraph import schema, vocabulary
from polgraph.errors import InputError
from polgraph.ledger import Ledger
from polgraph.model import AuthorityFact, GraphBatch, GraphEdge, GraphNode

A1 = story("a1", ("Ada Marsh", "MET_WITH", "Bruno Tal"), ("Bruno Tal", "CRITICIZED", "Ada Marsh"))
A2 = story("a2", ("Carla Reyes", "ALLY_OF", "Ada Marsh"))


class Replica:
    """Applies batches as a store does, and sees to it that no edge ever hangs in the air."""

    def __init__(self) -> None:
        self.nodes: dict[str, GraphNode] = {}
        self.edges: dict[str, GraphEdge] = {}
        self.last = 0

    def apply(self, batches: Iterable[GraphBatch]) -> Replica:
        for batch in batches:
            self.nodes |= {n.id: n for n in batch.nodes}
            self.edges |= {e.id: e for e in batch.edges}
            for id_ in batch.removed_edges:
                self.edges.pop(id_, None)
            for id_ in batch.removed_nodes:
                self.nodes.pop(id_, None)
            assert all(e.start in self.nodes and e.end in self.nodes for e in self.edges.values())
            self.last = batch.last
        return self

    def state(self) -> tuple[dict[str, GraphNode], dict[str, GraphEdge]]:
        return self.nodes, self.edges


def busy(ledger: Ledger) -> None:
    """Load, correct, retract and restore."""
    with ledger.load() as load:
        load.add(*A1)
        load.add(*A2)
    with ledger.load() as load:
        load.add(*story("a1", ("Ada Marsh", "AIDED", "Nordland")))
    ledger.retract("a2", reason="test")
    with ledger.load() as load:
        load.add(*full_story().done())
        load.add(*A2)


def full_story() -> Story:
    """An article with every kind of record."""
    written = Story("full", title="A full story", url="https://news.example/full")
    written.event("Lakeport talks", place="Lakeport", date=date("2025-02-01"))
    written.claim("Ada Marsh", "TOOK_PART_IN", "Lakeport talks", part="delegate", event="Lakeport talks")
    written.claim("Ada Marsh", "NEGOTIATED_WITH", "Bruno Tal", speakers=["The Daily Lantern", "Carla Reyes"])
    written.claim("Nordland", "SANCTIONED", "Sudland", modality="planned", said=date("2025-02-02"))
    written.role("Ada Marsh", "chair", "Harbour Party", country="XA")
    return written


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 1000])
def test_changes_in_batches_of_any_size_give_the_snapshot(ledger: Ledger, limit: int):
    busy(ledger)
    by_changes = Replica().apply(ledger.changes(limit=limit))
    by_snapshot = Replica().apply(ledger.snapshot(limit=limit))
    assert by_changes.state() == by_snapshot.state()
    assert by_changes.last == by_snapshot.last == ledger.last_change


def test_going_on_from_any_number_gives_the_same_graph(ledger: Ledger):
    busy(ledger)
    whole = Replica().apply(ledger.snapshot()).state()
    for batches in range(0, 40, 7):
        replica = Replica().apply(itertools.islice(ledger.changes(limit=3), batches))
        assert replica.apply(ledger.changes(replica.last)).state() == whole


def test_a_snapshot_mends_a_stale_store(ledger: Ledger):
    with ledger.load() as load:
        load.add(*A1)
        load.add(*A2)
    stale = Replica().apply(ledger.snapshot())
    ledger.retract("a2", reason="test")
    assert stale.apply(ledger.snapshot()).state() == Replica().apply(ledger.snapshot()).state()


def test_only_the_last_batch_of_a_snapshot_carries_the_number(ledger: Ledger):
    busy(ledger)
    *first, last = [batch.last for batch in ledger.snapshot(limit=5)]
    assert len(first) > 2 and set(first) == {0} and last == ledger.last_change


def test_batch_numbers_grow_and_a_batch_holds_an_id_once(ledger: Ledger):
    busy(ledger)
    batches = list(ledger.changes(limit=20))
    assert [b.last for b in batches] == sorted({b.last for b in batches})
    for batch in batches:
        ids = [*[n.id for n in batch.nodes], *batch.removed_nodes]
        assert len(ids) == len(set(ids))


def test_an_empty_ledger_has_no_changes_and_a_snapshot_of_nothing(ledger: Ledger):
    assert list(ledger.changes()) == []
    assert list(ledger.snapshot()) == [GraphBatch(ledger=ledger.id, last=0)]


def test_a_number_that_was_never_given_is_refused(ledger: Ledger):
    with pytest.raises(InputError, match="its last is 0"):
        list(ledger.changes(5))


def test_every_payload_has_exactly_the_properties_of_the_schema(ledger: Ledger):
    busy(ledger)
    ledger.set_authority(
        [
            AuthorityFact(
                subject_key="Q900020",
                predicate="PART_OF",
                object_key="Q900010",
                source="s",
                as_of="2025-01-01",
            )
        ]
    )
    replica = Replica().apply(ledger.snapshot())
    labels = {label.name: label for label in schema.LABELS}
    common = {p.name for p in schema.COMMON}
    seen = set()
    for n in replica.nodes.values():
        label = labels[n.labels[0]]
        seen.add(label.name)
        assert set(n.properties) == common | {p.name for p in label.properties}
        assert set(n.labels[1:]) <= set(label.kinds.values())
        assert n.properties["id"] == n.id and n.properties["name"]
        _typed(n.properties, (*schema.COMMON, *label.properties))
    assert seen == set(labels)
    evidence = {e.name: e for e in schema.EVIDENCE_EDGES}
    kinds = {e.type for e in replica.edges.values()}
    assert {
        "SUBJECT",
        "OBJECT",
        "SPEAKER",
        "IN_ARTICLE",
        "PART_OF_EVENT",
        "OF",
        "AT",
        "CLAIMED",
        "HOLDS_ROLE",
    } <= kinds
    for edge in replica.edges.values():
        declared = evidence[edge.type].properties if edge.type in evidence else schema.RELATION
        assert edge.type in evidence or edge.type in vocabulary.load()
        assert set(edge.properties) == {p.name for p in declared}
        _typed(edge.properties, declared)


def _typed(properties: dict[str, object], declared: tuple[schema.Property, ...]) -> None:
    types = {"string": str, "integer": int, "float": float, "boolean": bool, "list of strings": list}
    for p in declared:
        assert properties[p.name] is None or isinstance(properties[p.name], types[p.type]), p.name


def test_a_claim_carries_the_words_of_its_sentence_and_who_says_so(ledger: Ledger):
    busy(ledger)
    replica = Replica().apply(ledger.snapshot())
    (claim,) = [n for n in replica.nodes.values() if n.properties.get("predicate") == "NEGOTIATED_WITH"]
    assert claim.properties["quote"] == "Ada Marsh negotiated_with Bruno Tal."
    assert claim.properties["speakers"] == ["The Daily Lantern", "Carla Reyes"]
    assert (claim.properties["status"], claim.properties["origin"]) == ("alleged", "The Daily Lantern")
    spoken = [
        (e.properties["position"], e.end)
        for e in replica.edges.values()
        if e.type == "SPEAKER" and e.start == claim.id
    ]
    assert sorted(spoken) == [(0, ledger.resolve("The Daily Lantern")), (1, ledger.resolve("Carla Reyes"))]


def test_what_changed_since_a_load(ledger: Ledger):
    with ledger.load() as load:
        load.add(*A1)
        first = load
    with ledger.load() as load:
        load.add(*A2)
    ledger.retract("a1", reason="test")
    assert first.number == 1
    what = {c.id: c.what for c in ledger.changed_since(1)}
    carla, bruno, ada = (
        ledger.find(n)[0].id if ledger.find(n) else n for n in ("Carla Reyes", "Bruno Tal", "Ada Marsh")
    )
    assert (what[carla], what[ada], what["a1"], what["a2"]) == ("added", "changed", "removed", "added")
    assert bruno == "Bruno Tal"
    assert list(ledger.changed_since(3)) == []
    assert "removed" not in {c.what for c in ledger.changed_since(0)}


def test_what_came_and_went_is_no_change(ledger: Ledger):
    with ledger.load() as load:
        load.add(*A1)
    with ledger.load() as load:
        load.add(*A2)
    ledger.retract("a2", reason="test")
    assert list(ledger.changed_since(1)) == []
