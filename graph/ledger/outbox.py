"""What one transaction changes in the graph: writes nodes and edges only where they differ, and queues those."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from polgraph.errors import InputError
from polgraph.folding import fold
from polgraph.ledger.nodes import Shape
from polgraph.ledger.payloads import edge_text, evidence_edge, node_text
from polgraph.model import GraphEdge, Value


class Outbox:
    """Collects the changes of one transaction; `flush` queues them so that every prefix of the queue is a graph.

    The order: nodes, then edges between them, then edges that are gone, then nodes that are gone.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._nodes: dict[str, str | None] = {}
        self._edges: dict[str, str | None] = {}

    def node(self, id_: str, labels: Sequence[str], properties: dict[str, Value] | None) -> None:
        """Let the node stand as given; `properties` null: take it out of the graph."""
        text = None if properties is None else node_text(id_, tuple(labels), properties)
        (old,) = self._db.execute("SELECT payload FROM node WHERE id = ?", (id_,)).fetchone()
        if text != old:
            self._db.execute("UPDATE node SET payload = ? WHERE id = ?", (text, id_))
            self._nodes[id_] = text

    def edges(self, owner: str, wanted: Sequence[GraphEdge]) -> None:
        """Let the edges of `owner` (a node, or a predicate and its ends) be exactly `wanted`."""
        old = dict(
            self._db.execute("SELECT id, payload FROM edge WHERE owner = ? AND payload IS NOT NULL", (owner,))
        )
        new = {edge.id: edge_text(edge) for edge in wanted}
        for id_ in old.keys() - new.keys():
            self._db.execute("UPDATE edge SET payload = NULL WHERE id = ?", (id_,))
            self._edges[id_] = None
        for id_, text in new.items():
            if old.get(id_) != text:
                self._db.execute("INSERT OR REPLACE INTO edge VALUES (?, ?, ?)", (id_, owner, text))
                self._edges[id_] = text

    def ends(self, moved: Iterable[tuple[str, str, str, str]]) -> None:
        """Let edges of evidence (type, and the node that they start from) lead from one node to another instead."""
        gone, here = [], []
        for type_, start, was, now in moved:
            old, new = (evidence_edge(type_, start, end) for end in (was, now))
            text = edge_text(new)
            gone.append((old.id,))
            here.append((new.id, start, text))
            self._edges |= {old.id: None, new.id: text}
        self._db.executemany("UPDATE edge SET payload = NULL WHERE id = ?", gone)
        self._db.executemany("INSERT OR REPLACE INTO edge VALUES (?, ?, ?)", here)

    def flush(self, load: int) -> int:
        """Queue what changed as the work of `load`; returns how many changes there were."""
        here, gone = (
            [(kind, id_, text) for kind, id_, text in self._all() if (text is None) is is_gone]
            for is_gone in (False, True)
        )
        gone.sort(key=lambda change: change[0] == "node")
        self._db.executemany(
            "INSERT INTO change (load, kind, id, payload) VALUES (?, ?, ?, ?)",
            [(load, *change) for change in [*here, *gone]],
        )
        return len(here) + len(gone)

    def _all(self) -> list[tuple[str, str, str | None]]:
        nodes = [("node", id_, text) for id_, text in self._nodes.items()]
        return nodes + [("edge", id_, text) for id_, text in self._edges.items()]


def assign(db: sqlite3.Connection, class_: str, key: str, *, kind: str) -> str:
    """Return the id of the node of `class_` and `key`; one that was never seen gets the next number."""
    found = db.execute("SELECT id FROM node WHERE class = ? AND key = ?", (class_, key)).fetchone()
    if found:
        return str(found[0])
    return new_node(db, class_, key, kind=kind)


def new_node(db: sqlite3.Connection, class_: str, key: str, *, kind: str) -> str:
    """Return the id of a node that never was; `key` is made another where one of the class has it already."""
    (last,) = db.execute("SELECT ifnull(max(number), 0) FROM node").fetchone()
    id_ = f"n:{last + 1}"
    if db.execute("SELECT 1 FROM node WHERE class = ? AND key = ?", (class_, key)).fetchone():
        key = f"{key}#{last + 1}"
    db.execute("INSERT INTO node (id, class, key, kind) VALUES (?, ?, ?, ?)", (id_, class_, key, kind))
    return id_


def claim_id(db: sqlite3.Connection, class_: str, id_: str) -> None:
    """Note an article or claim as a node under the id that it came with; raises InputError where it is taken."""
    found = db.execute("SELECT class FROM node WHERE id = ?", (id_,)).fetchone()
    if found is None:
        db.execute("INSERT INTO node (id, class, key, kind) VALUES (?, ?, ?, ?)", (id_, class_, id_, class_))
    elif found[0] != class_:
        raise InputError(
            f"the id {id_!r} of this {class_} is already that of another {found[0]}: give it another id"
        )


def write_names(db: sqlite3.Connection, id_: str, shape: Shape | None) -> None:
    """Let look-ups find the node by the names of `shape`; null: by none."""
    folded = {fold(name): int(i == 0) for i, name in reversed(list(enumerate(shape.names)))} if shape else {}
    folded.pop("", None)
    old = dict(db.execute("SELECT folded, canonical FROM spelling WHERE node = ?", (id_,)))
    if old == folded:
        return
    db.execute("DELETE FROM spelling WHERE node = ?", (id_,))
    db.execute("DELETE FROM token WHERE node = ?", (id_,))
    db.executemany("INSERT INTO spelling VALUES (?, ?, ?)", [(f, id_, c) for f, c in folded.items()])
    tokens = {token for name in folded for token in name.split()}
    db.executemany("INSERT INTO token VALUES (?, ?)", [(token, id_) for token in tokens])
