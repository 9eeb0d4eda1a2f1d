"""Who is who, decided anew where something changed: clusters become nodes, what moved is told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from polgraph import __version__, authority
from polgraph.identity import (
    Cluster,
    Clustering,
    Link,
    Occurrence,
    Part,
    cluster,
    cluster_events,
    parts,
    placed,
)
from polgraph.ledger import presence
from polgraph.ledger.decisions import Judgements
from polgraph.ledger.evidence import Touched
from polgraph.ledger.naming import Home, choose
from polgraph.ledger.outbox import new_node
from polgraph.ledger.payloads import dump
from polgraph.ledger.presence import Dirty, Present, Seen

AUTHOR = f"polgraph {__version__}"


class _Group(NamedTuple):
    """A cluster, or the part of it that is of one class."""

    key: str
    name: str | None
    wikidata: str | None
    class_: str
    members: tuple[Seen, ...]
    links: tuple[Link, ...]


def recluster(db: sqlite3.Connection, dirty: Dirty, touched: Touched, *, load: int) -> set[str]:
    """Decide anew who is who in the dirty components, then which event is which, for that depends on who took part.

    Returns the articles of which an actor or event moved to another node.
    """
    judgements = Judgements.read(db)
    _join_by_decisions(db, judgements, dirty)
    events = presence.of_events(db, dirty.components)
    here, found = compared(presence.present(db, dirty.components - events, dirty.fresh), judgements)
    moved = _assign(db, found, here, dirty, touched, load)
    events |= presence.occurrences_of(db, dirty.articles | moved)
    moved |= _decide_events(db, judgements, events, dirty, touched, load)
    note_refs(db, dirty.nodes, touched)
    return moved


def _assign(
    db: sqlite3.Connection,
    found: Clustering,
    here: dict[Seen, Present],
    dirty: Dirty,
    touched: Touched,
    load: int,
) -> set[str]:
    """Let clusters become nodes and keep what is doubtful; returns the articles of which somebody moved."""
    groups = _groups(found.clusters, here)
    chosen = choose([[Home(here[m].home or here[m].node, here[m].since) for m in g.members] for g in groups])
    moved = _Assignment(db, here, dirty, touched, load).write(groups, chosen)
    _note_doubts(db, found, here)
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
    moved = _assign(db, found, here, dirty, touched, load)
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


def _groups(clusters: Iterable[Cluster], here: dict[Seen, Present]) -> list[_Group]:
    groups = []
    for c in clusters:
        for class_ in ("actor", "place", "event"):
            if members := tuple(m for m in c.members if here[m].class_ == class_):
                groups.append(_Group(c.key, c.name or None, c.wikidata, class_, members, c.links))
    return groups


class _Assignment:
    """Gives each group its node."""

    def __init__(
        self, db: sqlite3.Connection, here: dict[Seen, Present], dirty: Dirty, touched: Touched, load: int
    ) -> None:
        self.db, self.here, self.dirty, self.touched, self.load = db, here, dirty, touched, load
        self.taken: set[str] = set()
        self.moved: set[str] = set()
        self.judged: list[tuple[object, ...]] = []
        self.placed: list[tuple[str, str, str, str]] = []
        self.written: dict[tuple[str, ...], str] = {}

    def write(self, groups: Sequence[_Group], chosen: Sequence[str | None]) -> set[str]:
        self.taken = {node for node in chosen if node}
        for group, node in zip(groups, chosen, strict=True):
            is_own = node is None
            node = node or self._own(group)
            self._rename(node, group)
            changed = [
                m for m in group.members if is_own or self.here[m].node != node or self.here[m].home is None
            ]
            for member in changed:
                self._move(member, node, is_own=is_own)
            self._log(group, node, changed)
        self._place()
        self.db.executemany("INSERT INTO judgement VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", self.judged)
        return self.moved

    def _place(self) -> None:
        """Write who is where."""
        self.db.executemany(
            "UPDATE appearance SET node = ?, home = ? WHERE article = ? AND local = ?", self.placed
        )
        self.placed.clear()

    def _own(self, group: _Group) -> str:
        """Return a node for those who have none: the one that was theirs before, where it stands empty, else a new one."""
        self._place()
        row = self.db.execute(
            "SELECT id FROM node WHERE class = ? AND key = ? "
            "AND NOT EXISTS (SELECT 1 FROM appearance WHERE node = node.id OR home = node.id)",
            (group.class_, group.key),
        ).fetchone()
        kind = self.here[group.members[0]].appearance.kind
        node = (
            row[0]
            if row and row[0] not in self.taken
            else new_node(self.db, group.class_, group.key, kind=kind)
        )
        self.taken.add(node)
        return str(node)

    def _rename(self, node: str, group: _Group) -> None:
        row = self.db.execute("SELECT ident, wikidata, called FROM node WHERE id = ?", (node,)).fetchone()
        new = (group.key, group.wikidata, group.name)
        if row == new:
            return
        self.db.execute("UPDATE node SET ident = ?, wikidata = ?, called = ? WHERE id = ?", (*new, node))
        self.touched.renamed.add(node)
        self.touched.nodes.add(node)
        self.dirty.nodes.add(node)
        if group.wikidata and row[0] and row[1] is None:  # not a node of this moment
            gained = (self.load, node, group.wikidata)
            self.db.execute("INSERT OR REPLACE INTO gained VALUES (?, ?, ?)", gained)

    def _log(self, group: _Group, node: str, changed: Sequence[Seen]) -> None:
        """Note as decisions of the program who came to others, or left them."""
        news = [m for m in changed if self.here[m].node not in (None, node) or len(group.members) > 1]
        if not news:
            return
        why = _Why(group.links)
        for member in news:
            was = self.here[member].node
            score, reasons = why.of(member, moved=was is not None)
            if reasons not in self.written:
                self.written[reasons] = dump(reasons)
            self.judged.append((self.load, AUTHOR, *member, node, was, score, self.written[reasons]))

    def _move(self, member: Seen, node: str, *, is_own: bool) -> None:
        was = self.here[member]
        home = node if is_own else was.home or node
        self.placed.append((node, home, *member))
        if was.node != node:
            self.dirty.nodes.add(node)
            if was.node:
                self.dirty.nodes.add(was.node)
            if member[0] not in self.dirty.articles:
                self.moved.add(member[0])


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


def _note_doubts(db: sqlite3.Connection, found: Clustering, here: Iterable[Seen]) -> None:
    """Keep of which pairs people should be asked; `here`: those that were compared."""
    query = "SELECT component FROM appearance WHERE article = ? AND local = ?"
    components = {c for seen in here for (c,) in db.execute(query, seen)}
    db.executemany("DELETE FROM doubt WHERE component = ?", [(c,) for c in sorted(components)])
    for k in found.doubtful:
        (component,) = db.execute(
            "SELECT component FROM appearance WHERE article = ? AND local = ?", k.left
        ).fetchone()
        row = (component, *k.left, *k.right, k.score, dump(k.reasons))
        db.execute("INSERT INTO doubt VALUES (?, ?, ?, ?, ?, ?, ?)", row)


class _Why:
    """The reasons for which members of a cluster are one, found by member."""

    def __init__(self, links: Iterable[Link]) -> None:
        self.best: dict[Seen, Link] = {}
        for link in links:
            for end in (link.left, link.right):
                if end not in self.best or link.score < self.best[end].score:
                    self.best[end] = link

    def of(self, member: Seen, *, moved: bool) -> tuple[float | None, tuple[str, ...]]:
        """Return score and reasons: why it is with the others; where it moved with its like, why those did too."""
        link = self.best.get(member)
        if link is None:
            return None, ()
        like = self.best.get(link.left) if moved else None
        if like is None or like is link or like.score >= link.score:
            return link.score, link.reasons
        return like.score, (*link.reasons, *like.reasons)
