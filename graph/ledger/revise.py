"""What every transaction ends with: who is who is decided anew where it must be, and the graph follows."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from polgraph.errors import InputError
from polgraph.ledger import clusters, presence
from polgraph.ledger.decisions import Verdict, verdicts
from polgraph.ledger.evidence import Touched, enter, leave
from polgraph.ledger.naming import age
from polgraph.ledger.outbox import new_node
from polgraph.ledger.presence import Dirty
from polgraph.ledger.settle import settle
from polgraph.model import Article, Extraction

Member = tuple[str, str, str]  # node, article, id within the article


@dataclass
class Revision:
    """The work of one transaction: what came (`entering`), what is touched, and what came of it."""

    db: sqlite3.Connection
    load: int
    dirty: Dirty = field(default_factory=Dirty)
    touched: Touched = field(default_factory=Touched)
    entering: dict[str, tuple[Article, Extraction]] = field(default_factory=dict)
    again: set[str] = field(default_factory=set)  # articles to be entered again
    refused: dict[str, InputError] = field(default_factory=dict)
    redirected: dict[str, str] = field(default_factory=dict)

    def finish(self, *, whole: bool = True) -> int:
        """Bring clusters, claims, relations and the queue up to date; returns how many changes of the graph there are.

        `whole` false: actors only find nodes by their keys for now, and what must be compared is noted for the next
        revision that is whole.
        """
        if whole:
            self.cluster()
        else:
            self._postpone()
        return self.close()

    def close(self, *, decision: int | None = None) -> int:
        """Let claims, relations and the queue follow the clusters. `decision`: the one that it is because of."""
        self.enter(decision=decision)
        return settle(self.db, self.touched, load=self.load)

    def cluster(self) -> None:
        """Decide who is who where that may be another than before."""
        if not clusters.is_decided_so(self.db):
            presence.rebuild(self.db, self.dirty)
        self.dirty.components |= clusters.pending(self.db)
        self.again |= clusters.recluster(self.db, self.dirty, self.touched, load=self.load)
        self.db.execute("DELETE FROM dirty")
        clusters.note_version(self.db)

    def _postpone(self) -> None:
        rows = [(component,) for component in self.dirty.components]
        self.db.executemany("INSERT OR IGNORE INTO dirty VALUES (?)", rows)
        for article in sorted(self.dirty.articles):
            for local, class_, home, ref, kind in self.db.execute(
                "SELECT local, class, home, ref, json_extract(body, '$.kind') FROM appearance WHERE article = ?",
                (article,),
            ).fetchall():
                node = home or self._by_key(class_, ref) or new_node(self.db, class_, ref, kind=kind)
                self.db.execute(
                    "UPDATE appearance SET node = ?, home = ? WHERE article = ? AND local = ?",
                    (node, node, article, local),
                )
                self.dirty.nodes.add(node)
                self.db.execute("INSERT OR IGNORE INTO ref VALUES (?, ?)", (ref, node))
        clusters.note_refs(self.db, self.dirty.nodes, self.touched)

    def _by_key(self, class_: str, ref: str) -> str | None:
        row = (
            self.db.execute(
                "SELECT id FROM ref JOIN node ON node.id = ref.node WHERE ref = ? AND class = ? "
                "ORDER BY ident = ref DESC, number LIMIT 1",
                (ref, class_),
            ).fetchone()
            or self.db.execute(
                "SELECT id FROM node WHERE class = ? AND key = ? "
                "AND NOT EXISTS (SELECT 1 FROM appearance WHERE node = node.id OR home = node.id)",
                (class_, ref),
            ).fetchone()
        )
        return row[0] if row else None

    def enter(self, *, decision: int | None = None) -> None:
        """Write members and claims of what came, and again of what moved."""
        decided = verdicts(self.db)
        self._follow_corrections(decided)
        again = sorted(self.again - self.entering.keys())
        before: list[Member] = []
        for article in again:
            rows = self.db.execute("SELECT node, article, local FROM member WHERE article = ?", (article,))
            before += rows.fetchall()
            leave(self.db, article, self.touched)
            enter(self.db, *presence.stored(self.db, article), self.touched, verdicts=decided)
        for id_, (article_, extraction) in self.entering.items():
            try:
                enter(self.db, article_, extraction, self.touched, verdicts=decided)
            except InputError as error:
                self.refused[id_] = error
        self._redirect(before, decision)
        self.again.clear()
        self.entering.clear()

    def _follow_corrections(self, decided: Mapping[str, Verdict]) -> None:
        """Enter again the articles of claims that people gave an end which is another node now."""
        for claim, verdict in decided.items():
            ends = [verdict.changes[end] for end in ("subject", "object") if verdict.changes.get(end)]
            seen = [presence.seen_by(self.db, anchor) for anchor in ends]
            if any(s is None or s[1] in self.dirty.nodes for s in seen):
                row = self.db.execute("SELECT article FROM claim WHERE id = ?", (claim,)).fetchone()
                self.again |= {row[0]} if row else set()

    def _redirect(self, before: list[Member], decision: int | None) -> None:
        """Let the ids of nodes that lost all members lead to where most of those went."""
        went: dict[str, Counter[str]] = defaultdict(Counter)
        for old, article, local in before:
            query = "SELECT node FROM member WHERE article = ? AND local = ?"
            for (new,) in self.db.execute(query, (article, local)):
                if new != old:
                    went[old][new] += 1
        has_members = "SELECT 1 FROM member WHERE node = ? LIMIT 1"
        for node in self.touched.nodes:
            if self.db.execute(has_members, (node,)).fetchone():
                self.db.execute("DELETE FROM redirect WHERE old = ?", (node,))
            elif node in went:
                new = min(went[node], key=lambda n: (-went[node][n], age(n)))
                row = (node, new, decision, self.load)
                self.db.execute("INSERT OR REPLACE INTO redirect VALUES (?, ?, ?, ?)", row)
                self.redirected[node] = new
