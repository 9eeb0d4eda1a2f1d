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
from graph_sample import EDGES, LEDGER, NODES, ListLedger, actor, batch, relation

from polgraph.errors import StoreError
from polgraph.stores import Connection, GraphStore, Position, Projected, project, rebuild

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
    from polgraph.stores import Connection, project
    from polgraph.stores.neo4j_store import Neo4jStore

    uri, user, password, file, survive = sys.argv[1:]

    class Dying(Neo4jStore):
        left = int(survive)
        def _write(self, work):
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            type(self).left -= 1
            return super()._write(work)

    with open(file, "rb") as pickled, Dying.open(Connection(uri=uri, user=user, password=password)) as store:
        project(pickle.load(pickled), store)
"""


@pytest.mark.parametrize("transactions", [0, 1, 2, 3, 4, 6, 8])
def test_kill_9_in_the_middle_is_mended_by_projecting(
    store: GraphStore, ledger: ListLedger, neo4j_server: Connection, tmp_path: Path, transactions: int
) -> None:
    """The ledger has committed; the process dies before its n-th transaction on the graph."""
    file = tmp_path / "ledger.pickle"
    file.write_bytes(pickle.dumps(ledger))
    password = neo4j_server.password.get_secret_value()
    died = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), neo4j_server.uri, neo4j_server.user, password, file, str(transactions)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        timeout=60,
    )  # fmt: skip
    assert died.returncode == -signal.SIGKILL
    before = store.position()
    assert before is None or before.change < 40
    project(ledger, store)
    assert store.position() == Position(LEDGER, 40)
    assert (store.held().nodes, store.held().edges) == ({n.id for n in NODES} - {"c1"}, edges_left())
    assert store.query("MATCH (n {id: 'a6'}) RETURN n.name").rows == (("dock workers of Lindhavn",),)


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


def test_another_ledger_is_refused_until_it_takes_over(store: GraphStore, ledger: ListLedger) -> None:
    project(ledger, store)
    other = ListLedger([batch(ledger="77ab", last=5, nodes=[actor("z", "Z")], edges=())], id="77ab")
    for refused in (project, rebuild):
        with pytest.raises(StoreError, match=f"shows ledger {LEDGER}, not 77ab"):
            refused(other, store)
    with pytest.raises(StoreError):
        rebuild(ListLedger(id="77ab"), store)
    assert len(store.held().nodes) == len(NODES) - 1
    rebuild(other, store, take_over=True)
    assert store.held() == ({"z"}, frozenset())
    assert store.position() == Position("77ab", 5)


def test_a_store_ahead_of_its_ledger_is_refused_and_rebuilt(store: GraphStore, ledger: ListLedger) -> None:
    ahead = ListLedger(
        [*ledger.batches, batch(last=50, nodes=[actor("y", "Y")], edges=[relation("y", "ALLY_OF", "a2")])]
    )
    project(ahead, store)
    with pytest.raises(StoreError, match="at change 50, the ledger only at 40"):
        project(ledger, store)
    assert rebuild(ledger, store).removed == 2
    assert store.held() == ({n.id for n in NODES} - {"c1"}, edges_left())
