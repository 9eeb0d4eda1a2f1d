"""What every graph store must do. Runs on each engine that `opener` names."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from engines import Engine
from graph_sample import EDGES, LEDGER, NODES, actor, batch, edge, node, relation

from polgraph import schema
from polgraph.errors import InputError, StoreError
from polgraph.model import GraphNode
from polgraph.stores import GraphStore, Position
from polgraph.stores.cypher_store import CypherStore

Opener = Callable[[], GraphStore]


def picture(store: GraphStore) -> tuple[object, object]:
    """All nodes and relationships of the store, but for its own position."""
    nodes = store.query(
        "MATCH (n) WHERE NOT n:Polgraph RETURN labels(n) AS labels, properties(n) AS properties ORDER BY n.id"
    )
    edges = store.query(
        "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, b.id AS b, properties(r) AS p ORDER BY r.id"
    )
    return [(sorted(labels), properties) for labels, properties in nodes.rows], edges.rows  # type: ignore[arg-type]


def one(store: GraphStore, cypher: str, **params: object) -> object:
    rows = store.query(cypher, params).rows
    assert len(rows) == 1, rows
    return rows[0][0] if len(rows[0]) == 1 else rows[0]


# --- writing -------------------------------------------------------------------------------------------------


def test_a_batch_stands_in_the_store_exactly(store: GraphStore) -> None:
    store.apply(batch())
    nodes, edges = picture(store)
    assert nodes == [
        (sorted(n.labels), {"id": n.id, **n.properties}) for n in sorted(NODES, key=lambda n: n.id)
    ]
    assert edges == tuple(
        (e.start, e.type, e.end, {"id": e.id, **e.properties}) for e in sorted(EDGES, key=lambda e: e.id)
    )


def test_applying_twice_changes_nothing(store: GraphStore) -> None:
    store.apply(batch())
    before = picture(store)
    store.apply(batch())
    assert picture(store) == before


def test_the_position_is_that_of_the_last_batch(store: GraphStore, opener: Opener) -> None:
    assert store.position() is None
    store.apply(batch(last=7))
    store.apply(batch(last=9, nodes=(), edges=()))
    with opener() as again:
        assert again.position() == Position(LEDGER, 9)


def test_what_a_batch_no_longer_says_is_removed(store: GraphStore) -> None:
    store.apply(batch(nodes=[actor("x", "X", wikidata="Q1", aliases=["Y"]), actor("y", "Y")],
                      edges=[relation("x", "ALLY_OF", "y", phase="present")]))  # fmt: skip
    store.apply(batch(last=2, nodes=[actor("x", "X", wikidata=None)], edges=[relation("x", "ALLY_OF", "y")]))
    kept = one(store, "MATCH (x:Actor {id: 'x'})-[r:ALLY_OF]->() RETURN keys(x) + keys(r)")
    assert {"wikidata", "aliases", "phase"}.isdisjoint(kept)  # type: ignore[arg-type]


def test_an_actor_of_another_kind_changes_its_label(store: GraphStore, raw: Callable[..., object]) -> None:
    store.apply(batch(nodes=[actor("x", "Lindhavn", "person")], edges=()))
    raw("MATCH (n {id: 'x'}) SET n:Favourite")
    store.apply(batch(last=2, nodes=[actor("x", "Lindhavn", "organization")], edges=()))
    assert sorted(one(store, "MATCH (n {id: 'x'}) RETURN labels(n)")) == [
        "Actor",
        "Favourite",
        "Organization",
    ]  # type: ignore[call-overload]


def test_an_actor_that_is_now_a_place_is_one_node(store: GraphStore, raw: Callable[..., object]) -> None:
    store.apply(batch(nodes=[actor("x", "Lindhavn", "country")], edges=()))
    raw("MATCH (n {id: 'x'}) SET n.note = 'harbour'")
    store.apply(batch(last=2, nodes=[node("x", "Place", "Lindhavn")], edges=()))
    assert one(store, "MATCH (n {id: 'x'}) RETURN labels(n), n.note, n.kind") == (["Place"], "harbour", None)


def test_removed_ids_go_and_others_stay(store: GraphStore) -> None:
    store.apply(batch())
    store.apply(batch(last=2, nodes=(), edges=(), removed_nodes=["c1", "nobody"],
                      removed_edges=["MET_WITH:a1:a2:", "nothing"]))  # fmt: skip
    held = store.held()
    assert held.nodes == {n.id for n in NODES} - {"c1"}
    assert held.edges == {e.id for e in EDGES if "c1" not in (e.start, e.end)} - {"MET_WITH:a1:a2:"}


def test_remove_says_how_many_there_were(store: GraphStore) -> None:
    store.apply(batch())
    assert store.remove(nodes=["a6", "nobody"], edges=["ACCUSED:a1:a2:", "nothing"]) == 2
    assert store.remove(nodes=["a6"]) == 0


def test_two_terms_are_two_relationships(store: GraphStore) -> None:
    terms = [edge("a1", "HOLDS_ROLE", "r1", year, start_date=year) for year in ("2020", "2028")]
    store.apply(batch(edges=terms))
    assert one(store, "MATCH (:Actor)-[h:HOLDS_ROLE]->() RETURN collect(h.start_date) AS x") in (
        ["2020", "2028"],
        ["2028", "2020"],
    )


def test_clear_leaves_what_users_made(store: GraphStore, raw: Callable[..., object]) -> None:
    store.apply(batch())
    raw("CREATE (:Note {text: 'mine'})-[:ABOUT]->(:Actor {name: 'my own actor'})")
    store.clear()
    assert (store.position(), store.held().nodes) == (None, frozenset())
    assert one(store, "MATCH (n:Note)-[r]->(a:Actor) RETURN n.text, a.name") == ("mine", "my own actor")
    store.apply(batch())
    assert len(store.held().edges) == len(EDGES)


# --- text is text ---------------------------------------------------------------------------------------------

STRANGE = [
    "'}) DETACH DELETE n //",
    '"}) MATCH (n) DETACH DELETE n RETURN ("',
    "`) DELETE `",
    "\\u0027 OR 1=1",
    "$params {row} __LABEL__",
    "Дмитро Гай",
    "Łukasz Żądło — „tak”",
    "习近平 🕊️ e\u0301 ‏عربي",
    "a\nb\tc",
]


@pytest.mark.parametrize("words", STRANGE)
def test_any_text_is_stored_as_text(store: GraphStore, words: str) -> None:
    store.apply(batch(nodes=[actor(words, words, aliases=[words, ""]), actor("y", "Y")],
                      edges=[relation(words, "ALLY_OF", "y", evidence=[words])]))  # fmt: skip
    assert one(
        store,
        "MATCH (n:Actor {id: $id})-[r]->(:Actor {id: 'y'}) RETURN n.name, n.aliases, r.evidence",
        id=words,
    ) == (words, [words, ""], [words])


@pytest.mark.parametrize("label", ["Actor`) DETACH DELETE (n", "Polgraph", "Person", "actor"])
def test_a_label_that_the_schema_lacks_is_refused(store: GraphStore, label: str) -> None:
    store.apply(batch())
    before = picture(store)
    with pytest.raises(StoreError, match="no node labelled"):
        store.apply(batch(last=2, nodes=[GraphNode(id="x", labels=(label,), properties={})], edges=()))
    assert picture(store) == before


def test_a_type_that_the_vocabulary_lacks_is_refused(store: GraphStore) -> None:
    with pytest.raises(StoreError, match=r"has no type X\]->\(\)"):
        store.apply(batch(edges=[edge("a1", "X]->() DETACH DELETE (a", "a2")]))
    assert store.position() is None


def test_a_property_that_the_schema_lacks_is_refused(store: GraphStore) -> None:
    with pytest.raises(StoreError, match="no property shoe_size"):
        store.apply(batch(nodes=[actor("x", "X", shoe_size=44)], edges=()))


def test_a_relationship_to_a_missing_node_is_refused_and_the_position_stays(store: GraphStore) -> None:
    store.apply(batch(last=3))
    with pytest.raises(StoreError, match="needs node ghost"):
        store.apply(batch(last=4, nodes=(), edges=[relation("a1", "ALLY_OF", "ghost")]))
    assert store.position() == Position(LEDGER, 3)


# --- whose store it is ---------------------------------------------------------------------------------------


def test_another_ledger_is_refused_unless_told_otherwise(store: GraphStore) -> None:
    store.apply(batch())
    before = picture(store)
    with pytest.raises(StoreError, match=f"shows ledger {LEDGER}, not 77ab"):
        store.apply(batch(ledger="77ab", nodes=[actor("z", "Z")], edges=()))
    assert picture(store) == before
    store.apply(batch(ledger="77ab", nodes=[actor("z", "Z")], edges=()), take_over=True)
    assert store.position() == Position("77ab", 1)


def test_a_store_of_a_newer_schema_is_refused(store: GraphStore, raw: Callable[..., object]) -> None:
    raw("MATCH (p:Polgraph) SET p.schema = p.schema + 1")
    with pytest.raises(StoreError, match="newer polgraph"):
        store.prepare()


def test_a_type_that_is_new_in_the_vocabulary_is_indexed_too(
    store: CypherStore, raw: Callable[..., list[dict[str, object]]]
) -> None:
    raw("DROP CONSTRAINT polgraph_id_of_ALLY_OF")
    raw("MATCH (p:Polgraph) SET p.types = [t IN p.types WHERE t <> 'ALLY_OF']")
    store.prepare()
    names = [row["name"] for row in raw("SHOW CONSTRAINTS YIELD name")]
    assert "polgraph_id_of_ALLY_OF" in names
    assert len([n for n in names if "_id_of_" in str(n)]) == len(schema.edge_types()) + len(schema.LABELS)


def test_two_nodes_of_one_id_are_impossible(store: GraphStore, engine: Engine) -> None:
    store.apply(batch())
    with pytest.raises(engine.duplicate):
        engine.raw("CREATE (:Actor {id: 'a1'})")


def test_two_writers_at_once_are_noticed(
    store: GraphStore, opener: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    from polgraph.stores import writing

    put_nodes = writing.put_nodes

    def meanwhile(run: writing.Run, work: object) -> None:
        monkeypatch.undo()
        with opener() as other:
            other.apply(batch(last=5, nodes=[actor("z", "Z")], edges=()))
        put_nodes(run, work)  # type: ignore[arg-type]

    monkeypatch.setattr(writing, "put_nodes", meanwhile)
    with pytest.raises(StoreError, match="another process wrote"):
        store.apply(batch(last=2))
    assert store.position() == Position(LEDGER, 5)


# --- asking ---------------------------------------------------------------------------------------------------


def test_rows_have_columns_and_a_limit(store: GraphStore) -> None:
    rows = store.query("UNWIND range(1, $n) AS i RETURN i, toString(i) AS text", {"n": 5}, limit=2)
    assert (rows.columns, rows.rows, rows.more) == (("i", "text"), ((1, "1"), (2, "2")), True)
    assert store.query("UNWIND [1, 2] AS i RETURN i", limit=2).more is False
    assert store.query("MATCH (n:Nothing) RETURN n.name AS name").columns == ("name",)


def test_nothing_of_the_driver_is_in_the_rows(store: GraphStore) -> None:
    store.apply(batch())
    (row,) = store.query(
        "MATCH p = (a:Actor {id: 'a4'})-[r:PART_OF]->(b) RETURN a, r, p, date('2031-05-01') AS day, "
        "datetime('2031-05-01T10:00:00Z') AS time, [a] AS many, {b: b} AS map"
    ).dicts()
    assert row["a"]["labels"] == ["Actor", "Organization"]
    assert row["a"]["properties"]["name"] == "Harbour Party"
    assert (row["r"]["type"], row["r"]["start"], row["r"]["end"]) == ("PART_OF", "a4", "a3")
    assert [n["properties"]["id"] for n in row["p"]["nodes"]] == ["a4", "a3"]
    assert row["day"] == "2031-05-01"
    assert str(row["time"]).startswith("2031-05-01T10:00")  # one engine leaves out seconds that are none
    assert (row["many"], row["map"]["b"]["properties"]["id"]) == ([row["a"]], "a3")


WRITES = [
    "CREATE (n:Actor {name: 'x'}) RETURN n.name",
    "MERGE (n:Actor {id: 'new'}) RETURN n.id",
    "MATCH (n:Actor) SET n.name = 'x'",
    "MATCH (n:Actor) SET n:Odd",
    "MATCH (n:Actor) REMOVE n.name",
    "MATCH (n:Actor) DETACH DELETE n",
    "MATCH (a:Actor) CALL (a) { SET a.x = 1 } RETURN count(*)",
    "MATCH (n:Actor) FOREACH (i IN [1] | SET n.x = i)",
    "CALL db.createLabel('Odd')",
    "CALL db.createProperty('odd')",
    "CREATE INDEX odd FOR (n:Actor) ON (n.kind)",
    "DROP CONSTRAINT polgraph_store",
]


@pytest.mark.parametrize("cypher", WRITES)
def test_a_question_cannot_write(store: GraphStore, cypher: str) -> None:
    store.apply(batch())
    before = picture(store)
    with pytest.raises(InputError, match="only reads"):
        store.query(cypher)
    assert picture(store) == before


@pytest.mark.parametrize(
    ("cypher", "said"), [("MATCH (n RETURN n", "Invalid input|Syntax error"), ("RETURN $missing", "missing"), ("RETURN 1/0 AS x", "zero")]
)  # fmt: skip
def test_a_question_that_cannot_run_says_why_in_one_line(store: GraphStore, cypher: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        store.query(cypher)
    assert "\n" not in str(caught.value)


def test_closing_twice_is_fine(opener: Opener) -> None:
    store = opener()
    store.close()
    store.close()


# --- speed, reported and not asserted --------------------------------------------------------------------------


@pytest.mark.slow
def test_speed(store: GraphStore, record_property: Callable[[str, object], None]) -> None:
    nodes = [actor(f"s{i}", f"Actor {i}", aliases=[f"A{i}"], claims=i) for i in range(2500)]
    nodes += [
        node(f"t{i}", "Claim", f"claim {i}", quote="q" * 120, predicate="MET_WITH") for i in range(2500)
    ]
    edges = [relation(f"s{i}", "MET_WITH", f"s{(i * 7 + 1) % 2500}", evidence=[f"t{i}"]) for i in range(2500)]
    edges += [relation(f"s{i}", "ACCUSED", f"s{(i * 3 + 2) % 2500}", sign=-1) for i in range(2500)]
    edges += [edge(f"t{i}", type_, f"s{i}") for i in range(2500) for type_ in ("SUBJECT", "OBJECT")]
    for what in ("first", "again"):
        begun = time.perf_counter()
        store.apply(batch(last=1, nodes=nodes, edges=edges))
        seconds = time.perf_counter() - begun
        record_property(
            f"{what}: {len(nodes)} nodes and {len(edges)} relationships, seconds", round(seconds, 2)
        )
        print(f"\n{what}: {len(nodes)} nodes and {len(edges)} relationships in {seconds:.2f} s")
    assert len(store.held().edges) == len(edges)
