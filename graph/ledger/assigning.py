"""Clusters become nodes: each keeps the oldest id of its members, who moved is told, and what is doubtful is kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from polgraph import __version__
from polgraph.identity import Cluster, Clustering, Link
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


def assign(
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
