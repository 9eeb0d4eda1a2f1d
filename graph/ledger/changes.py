"""The graph as it goes out: batches of changes since a number, or all of it; and its fingerprint."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from polgraph import vocabulary
from polgraph.errors import InputError
from polgraph.ledger.payloads import dump, read_edge, read_node
from polgraph.ledger.records import Change
from polgraph.model import GraphBatch


def last_change(db: sqlite3.Connection) -> int:
    """Return the number of the newest change, 0 for none."""
    (number,) = db.execute("SELECT ifnull(max(number), 0) FROM change").fetchone()
    return int(number)


def changes(db: sqlite3.Connection, *, ledger: str, after: int, limit: int) -> Iterator[GraphBatch]:
    """Yield what changed after number `after`, at most `limit` changes a batch; of each id a batch has the last state.

    The queue is ordered so that the graph is whole (no edge without its ends) after every batch. Raises InputError
    where there is no such number.
    """
    if after > (last := last_change(db)):
        raise InputError(f"change {after} is not in this ledger: its last is {last}")
    while True:
        rows = db.execute(
            "SELECT number, kind, id, payload FROM change WHERE number > ? ORDER BY number LIMIT ?",
            (after, limit),
        ).fetchall()
        if not rows:
            return
        after = rows[-1][0]
        yield _batch(ledger, after, {(kind, id_): payload for _, kind, id_, payload in rows})


def snapshot(db: sqlite3.Connection, *, ledger: str, limit: int) -> Iterator[GraphBatch]:
    """Yield the whole graph: nodes, edges, and every id that is gone.

    Only the last batch carries the number of the newest change, the others 0: a store that stops half-way still
    knows that it is not up to date.
    """
    last = last_change(db)
    rows = (
        (kind, id_, payload)
        for kind, query in (
            ("node", "SELECT id, payload FROM node WHERE payload IS NOT NULL ORDER BY number"),
            ("edge", "SELECT id, payload FROM edge WHERE payload IS NOT NULL ORDER BY id"),
            ("edge", "SELECT id, payload FROM edge WHERE payload IS NULL ORDER BY id"),
            ("node", "SELECT id, payload FROM node WHERE payload IS NULL ORDER BY number"),
        )
        for id_, payload in db.execute(query)
    )
    chunk = list(islice(rows, limit))
    while True:
        following = list(islice(rows, limit))
        yield _batch(ledger, 0 if following else last, {(kind, id_): payload for kind, id_, payload in chunk})
        if not following:
            return
        chunk = following


def _batch(ledger: str, last: int, states: dict[tuple[str, str], str | None]) -> GraphBatch:
    return GraphBatch.model_construct(
        ledger=ledger,
        last=last,
        nodes=tuple(read_node(text) for (kind, _), text in states.items() if kind == "node" and text),
        edges=tuple(read_edge(text) for (kind, _), text in states.items() if kind == "edge" and text),
        removed_nodes=tuple(id_ for (kind, id_), text in states.items() if kind == "node" and not text),
        removed_edges=tuple(id_ for (kind, id_), text in states.items() if kind == "edge" and not text),
    )


def changed_since(db: sqlite3.Connection, load: int) -> Iterator[Change]:
    """Yield each node and edge that is not as it stood at the end of load `load`, in the order of its last change."""
    (mark,) = db.execute("SELECT ifnull(max(number), 0) FROM change WHERE load <= ?", (load,)).fetchone()
    rows = db.execute(
        "SELECT max(number), load, kind, id, payload FROM change WHERE number > ? GROUP BY kind, id ORDER BY 1",
        (mark,),
    )
    for number, by, kind, id_, now in rows:
        before = db.execute(
            "SELECT payload FROM change WHERE kind = ? AND id = ? AND number <= ? ORDER BY number DESC LIMIT 1",
            (kind, id_, mark),
        ).fetchone()
        was = before[0] if before else None
        if was != now:
            yield Change(number, by, kind, id_, was, now)


def fingerprint(db: sqlite3.Connection) -> str:
    """Return the SHA-256 (hex) of the graph, its nodes named by their mentions instead of by the ledger's ids.

    A mention is its kind, article and offsets. Equal for every order and batch size of loading, and for every ledger
    of the same evidence.
    """
    names = _names(db)
    digests = [_digest(["node", names[id_], _without_id(text)]) for id_, text in _nodes(db)]
    for (text,) in db.execute("SELECT payload FROM edge WHERE payload IS NOT NULL"):
        edge = json.loads(text)
        ends = [names[edge["start"]], names[edge["end"]]]
        predicate = edge["properties"].get("predicate", edge["type"])
        if predicate in vocabulary.load() and vocabulary.load()[predicate].symmetric:
            ends.sort()
        digests.append(_digest(["edge", edge["type"], *ends, edge["properties"] | {"id": None}]))
    return hashlib.sha256("\n".join(sorted(digests)).encode()).hexdigest()


def _nodes(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    yield from db.execute("SELECT id, payload FROM node WHERE payload IS NOT NULL")


def _without_id(text: str) -> list[object]:
    node = json.loads(text)
    return [node["labels"], node["properties"] | {"id": None}]


def _names(db: sqlite3.Connection) -> dict[str, str]:
    """Return for each node a hash of the mentions that make it up; articles and claims have ids of their own."""
    mentions: dict[str, list[object]] = defaultdict(list)
    for node, class_, article, body in db.execute(
        "SELECT node, class, article, body FROM member JOIN node ON node.id = node"
    ):
        values = json.loads(body)
        name = [] if values["spans"] else [values["name"]]
        mentions[node].append([class_, values.get("kind"), article, values["spans"], *name])
    names = {id_: _digest(sorted(dump(m) for m in found)) for id_, found in mentions.items()}
    for id_, class_ in db.execute("SELECT id, class FROM node WHERE class IN ('article', 'claim')"):
        names[id_] = _digest([class_, id_])
    return names


def _digest(value: object) -> str:
    return hashlib.sha256(dump(value).encode()).hexdigest()
