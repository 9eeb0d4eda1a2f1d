"""Who is who, decided anew where something changed: clusters become nodes, what moved is told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from polgraph import authority
from polgraph.identity import (
    Clustering,
    Occurrence,
    Part,
    cluster,
    cluster_events,
    parts,
    placed,
)
from polgraph.ledger import presence
from polgraph.ledger.assigning import AUTHOR, assign
from polgraph.ledger.decisions import Judgements
from polgraph.ledger.evidence import Touched
from polgraph.ledger.payloads import dump
from polgraph.ledger.presence import Dirty, Present, Seen


def recluster(db: sqlite3.Connection, dirty: Dirty, touched: Touched, *, load: int) -> set[str]:
    """Decide anew who is who in the dirty components, then which event is which, for that depends on who took part.

    Returns the articles of which an actor or event moved to another node.
    """
    judgements = Judgements.read(db)
    _join_by_decisions(db, judgements, dirty)
    events = presence.of_events(db, dirty.components)
    here, found = compared(presence.present(db, dirty.components - events, dirty.fresh), judgements)
    moved = assign(db, found, here, dirty, touched, load)
    events |= presence.occurrences_of(db, dirty.articles | moved)
    moved |= _decide_events(db, judgements, events, dirty, touched, load)
    note_refs(db, dirty.nodes, touched)
    return moved


def _decide_events(
    db: sqlite3.Connection,
    judgements: Judgements,
    components: set[int],
    dirty: Dirty,
    touched: Touched,
    load: int,
) -> set[str]:
    """Decide anew which event is which in these components; returns the articles of which an event moved."""
    here, found = compared_events(db, presence.present(db, components, dirty.fresh), judgements)
    known = [p.appearance for p in here.values() if isinstance(p.appearance, Occurrence)]
    before = {p.node for p in here.values() if p.node}
    moved = assign(db, found, here, dirty, touched, load)
    _note_parts(db, parts(found.clusters, known), before | dirty.nodes, touched)
    return moved


def compared(present: Iterable[Present], judgements: Judgements) -> tuple[dict[Seen, Present], Clustering]:
    """Return who is who among these appearances of actors, and the appearances by id."""
    here = {p.appearance.id: p for p in present}
    return here, cluster((p.appearance for p in here.values()), judgements.among(here.values()))


def compared_events(
    db: sqlite3.Connection, present: Iterable[Present], judgements: Judgements
) -> tuple[dict[Seen, Present], Clustering]:
    """Return which event is which among these, by the nodes of who took part, and the events by id."""
    found = list(present)
    nodes = presence.actor_nodes(db, sorted({p.appearance.article for p in found}))
    own = placed((p.appearance for p in found if isinstance(p.appearance, Occurrence)), nodes)
    here = {o.id: p._replace(appearance=o) for p, o in zip(found, own, strict=True)}
    known = (p.appearance for p in here.values() if isinstance(p.appearance, Occurrence))
    return here, cluster_events(known, judgements.among(here.values()))


def _note_parts(
    db: sqlite3.Connection, found: Iterable[Part], nodes: Iterable[str], touched: Touched
) -> None:
    """Keep which events are parts of others; `nodes`: those of which it may be another than before."""
    query = "SELECT node FROM appearance WHERE article = ? AND local = ?"
    new = dict[str, tuple[str, float, str]]()
    for p in found:
        (part,), (whole,) = (db.execute(query, seen).fetchone() for seen in (p.part, p.whole))
        if part != whole:
            new[part] = (whole, p.score, dump(p.reasons))
    stale = {*nodes, *new}
    old = {
        node: whole
        for node in stale
        for (whole,) in db.execute("SELECT whole FROM part WHERE part = ?", (node,))
    }
    db.executemany("DELETE FROM part WHERE part = ?", [(node,) for node in sorted(old)])
    db.executemany("INSERT INTO part VALUES (?, ?, ?, ?)", [(n, *row) for n, row in sorted(new.items())])
    touched.nodes |= {n for n in {*old, *new} if old.get(n) != (new[n][0] if n in new else None)}


def _join_by_decisions(db: sqlite3.Connection, judgements: Judgements, dirty: Dirty) -> None:
    """Make one component of two that somebody joined, where one of them is dirty."""
    for decision in judgements.pairs:
        if decision.judgement == "same":
            ends = [presence.component_of(db, anchor) for anchor in (decision.left, decision.right)]
            known = {c for c in ends if c is not None}
            if len(known) == 2 and known & dirty.components:
                presence.unite(db, sorted(known), dirty)


def pending(db: sqlite3.Connection) -> set[int]:
    """Return the components that wait for a decision."""
    return {component for (component,) in db.execute("SELECT component FROM dirty")}


def version() -> str:
    """Return what a clustering depends on besides the appearances and decisions: this polgraph and its authority."""
    return f"{AUTHOR} {getattr(authority.load(), 'version', '')}".strip()


def is_decided_so(db: sqlite3.Connection) -> bool:
    """Whether everything was decided by the rules and the authority of now."""
    (was,) = db.execute("SELECT value FROM meta WHERE key = 'identity'").fetchone()
    return bool(was == version())


def note_version(db: sqlite3.Connection) -> None:
    """Note by which rules and authority everything is decided now."""
    db.execute("UPDATE meta SET value = ? WHERE key = 'identity'", (version(),))


def note_refs(db: sqlite3.Connection, nodes: Iterable[str], touched: Touched) -> None:
    """Keep by which keys the authority finds each node, and mark the facts on keys that came or went."""
    for node in sorted(nodes):
        new = {r for (r,) in db.execute("SELECT DISTINCT ref FROM appearance WHERE node = ?", (node,))}
        if new:
            new |= set(db.execute("SELECT ident, wikidata FROM node WHERE id = ?", (node,)).fetchone()) - {
                None
            }
        old = {r for (r,) in db.execute("SELECT ref FROM ref WHERE node = ?", (node,))}
        db.executemany("DELETE FROM ref WHERE ref = ? AND node = ?", [(r, node) for r in old - new])
        db.executemany("INSERT INTO ref VALUES (?, ?)", [(r, node) for r in new - old])
        touched.refs |= old ^ new
