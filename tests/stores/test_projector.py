"""From a ledger into the store: going on, after a crash too; doing it again; what users added stays."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from engines import Engine
from graph_sample import EDGES, LEDGER, NODES, ListLedger, actor, batch, relation

from polgraph.errors import StoreError
from polgraph.stores import GraphStore, Position, Projected, project, rebuild

ON_A_SERVER = [pytest.param("neo4j", marks=pytest.mark.neo4j)]
Raw = Callable[..., list[dict[str, object]]]


@pytest.fixture
def ledger() -> ListLedger:
    return ListLedger(
        [
            batch(last=10, nodes=NODES[:6], edges=()),
            batch(last=20, nodes=NODES[6:], edges=EDGES[:7]),
            batch(last=30, nodes=[actor("a6", "dock workers of Lindhavn", "group")], edges=EDGES[7:]),
            batch(last=40, nodes=(), edges=(), removed_edges=["MET_WITH:a1:a2:"], removed_nodes=["c1"]),
        ]
    )


def edges_left() -> set[str]:
    return {e.id for e in EDGES if "c1" not in (e.start, e.end)} - {"MET_WITH:a1:a2:"}


def test_projecting_brings_all_and_then_only_what_is_new(store: GraphStore, ledger: ListLedger) -> None:
    told: list[tuple[int, int]] = []
    last = ledger.batches.pop()
    assert project(ledger, store).nodes == len(NODES) + 1
    ledger.batches.append(last)
    assert project(ledger, store, progress=lambda *at: told.append(at)) == Projected(0, 0, 2)
    assert told == [(40, 40)]
    assert project(ledger, store) == Projected(0, 0, 0)
    assert store.held().edges == edges_left()


def test_an_empty_ledger_leaves_an_empty_store(store: GraphStore) -> None:
    assert project(ListLedger(), store) == Projected(0, 0, 0)
    assert store.position() is None


KILLED = """
    import os, pickle, signal, sys
    from engines import open_place
    from polgraph.stores import project

    file, survive, *place = sys.argv[1:]
    store = open_place(*place)
    left, write = int(survive), store._write

    def dying(work):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return write(work)

    store._write = dying
    with open(file, "rb") as pickled:
        project(pickle.load(pickled), store)
"""


@pytest.mark.parametrize("transactions", [0, 1, 2, 3, 4, 6, 8])
def test_kill_9_in_the_middle_is_mended_by_projecting(
    store: GraphStore, engine: Engine, ledger: ListLedger, tmp_path: Path, transactions: int
) -> None:
    """The ledger has committed; the process dies before its n-th transaction on the graph."""
    file = tmp_path / "ledger.pickle"
    file.write_bytes(pickle.dumps(ledger))
    store.close()
    died = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), file, str(transactions), engine.name, *engine.place],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        timeout=60,
    )
    assert died.returncode == -signal.SIGKILL
    with engine.open() as again:
        before = again.position()
        assert before is None or before.change < 40
        project(ledger, again)
        assert again.position() == Position(LEDGER, 40)
        assert (again.held().nodes, again.held().edges) == ({n.id for n in NODES} - {"c1"}, edges_left())
        assert again.query("MATCH (n {id: 'a6'}) RETURN n.name").rows == (("dock workers of Lindhavn",),)


def _user_adds(raw: Raw) -> None:
    raw("MATCH (n:Actor {id: 'a1'}) SET n.my_note = 'look into her', n:Watched")
    raw("MATCH (n:Actor {id: 'a1'}) CREATE (n)-[:SEEN_AT {by: 'me'}]->(:Cafe {name: 'Anchor'})")
    raw("MATCH (a:Actor {id: 'a1'}), (b:Actor {id: 'a3'}) CREATE (a)-[:ALLY_OF {by: 'me'}]->(b)")
    raw("CREATE (:Actor:Person {name: 'mine, without id'}), (:Actor:Person {name: 'mine', id: 'my-own-7'})")
    raw("MATCH (a:Actor {id: 'a1'})-[r:ACCUSED]->() SET r.my_mark = true")


def _what_the_user_added(raw: Raw) -> list[dict[str, object]]:
    return raw(
        "MATCH (a:Actor {id: 'a1'})-[s:SEEN_AT]->(c:Cafe) MATCH (a)-[l:ALLY_OF]->({id: 'a3'}) "
        "MATCH (a)-[r:ACCUSED]->() "
        "RETURN a.my_note AS note, 'Watched' IN labels(a) AS label, s.by AS seen, c.name AS cafe, l.by AS ally, "
        "r.my_mark AS mark, COUNT { (m:Actor) WHERE m.name STARTS WITH 'mine' } AS actors"
    )


@pytest.mark.parametrize("again", [rebuild, project])
def test_what_users_added_survives(
    store: GraphStore, ledger: ListLedger, raw: Raw, again: Callable[..., Projected]
) -> None:
    project(ledger, store)
    _user_adds(raw)
    added = _what_the_user_added(raw)
    assert added == [{"note": "look into her", "label": True, "seen": "me", "cafe": "Anchor", "ally": "me",
                      "mark": True, "actors": 2}]  # fmt: skip
    ledger.batches.append(batch(last=50, nodes=NODES[:6], edges=EDGES[1:2]))
    again(ledger, store)
    assert _what_the_user_added(raw) == added


def test_rebuild_mends_what_was_changed_by_hand(store: GraphStore, ledger: ListLedger, raw: Raw) -> None:
    project(ledger, store)
    raw("MATCH (n:Actor {id: 'a1'}) SET n.name = 'Somebody else', n.wikidata = 'Q0'")
    raw("MATCH (n:Actor {id: 'a2'}) DETACH DELETE n")
    raw("MERGE (c:Claim {id: 'c1'}) SET c.quote = 'came back from a stale copy'")
    done = rebuild(ledger, store)
    assert (done.nodes, done.edges, done.removed) == (len(NODES) - 1, len(ledger_edges(ledger)), 1)
    assert store.query("MATCH (n:Actor {id: 'a1'}) RETURN n.name, n.wikidata").rows == (
        ("Mira Talven", None),
    )
    assert store.held() == ({n.id for n in NODES} - {"c1"}, edges_left())
    assert store.position() == Position(LEDGER, 40)


def ledger_edges(ledger: ListLedger) -> list[str]:
    return [e.id for b in ledger.snapshot() for e in b.edges]


def test_a_rebuild_that_died_goes_on_from_the_beginning(store: GraphStore, ledger: ListLedger) -> None:
    project(ledger, store)

    class Stop(Exception): ...  # noqa: N818

    def stop(*_: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        rebuild(ledger, store, progress=stop)
    assert store.position() == Position(LEDGER, 0)
    project(ledger, store)
    assert store.position() == Position(LEDGER, 40)
    assert store.held().edges == edges_left()


def other_ledger() -> ListLedger:
    return ListLedger([batch(ledger="77ab", last=5, nodes=[actor("z", "Z")], edges=())], id="77ab")


@pytest.mark.parametrize("again", [rebuild, project])
@pytest.mark.parametrize("engine", ["embedded"], indirect=True)
def test_a_store_of_polgraph_alone_goes_over_to_another_ledger(
    store: GraphStore, ledger: ListLedger, again: Callable[..., Projected]
) -> None:
    project(ledger, store)
    again(other_ledger(), store)
    assert (store.held(), store.position()) == (({"z"}, frozenset()), Position("77ab", 5))


@pytest.mark.parametrize("engine", ON_A_SERVER, indirect=True)
def test_another_ledger_is_refused_until_it_takes_over(store: GraphStore, ledger: ListLedger) -> None:
    project(ledger, store)
    other = other_ledger()
    for refused in (project, rebuild):
        with pytest.raises(StoreError, match=f"shows ledger {LEDGER}, not 77ab"):
            refused(other, store)
    with pytest.raises(StoreError):
        rebuild(ListLedger(id="77ab"), store)
    assert len(store.held().nodes) == len(NODES) - 1
    rebuild(other, store, take_over=True)
    assert store.held() == ({"z"}, frozenset())
    assert store.position() == Position("77ab", 5)


def ahead_of(ledger: ListLedger) -> ListLedger:
    more = batch(last=50, nodes=[actor("y", "Y")], edges=[relation("y", "ALLY_OF", "a2")])
    return ListLedger([*ledger.batches, more])


@pytest.mark.parametrize("engine", ["embedded"], indirect=True)
def test_a_store_of_polgraph_alone_goes_back_with_its_ledger(store: GraphStore, ledger: ListLedger) -> None:
    project(ahead_of(ledger), store)
    project(ledger, store)
    assert store.held() == ({n.id for n in NODES} - {"c1"}, edges_left())


@pytest.mark.parametrize("engine", ON_A_SERVER, indirect=True)
def test_a_store_ahead_of_its_ledger_is_refused_and_rebuilt(store: GraphStore, ledger: ListLedger) -> None:
    project(ahead_of(ledger), store)
    with pytest.raises(StoreError, match="at change 50, the ledger only at 40"):
        project(ledger, store)
    assert rebuild(ledger, store).removed == 2
    assert store.held() == ({n.id for n in NODES} - {"c1"}, edges_left())
