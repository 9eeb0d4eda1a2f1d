"""What every transaction ends with: who is who is decided anew where it must be, and the graph follows."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from polgraph import authority
from polgraph.errors import InputError
from polgraph.identity import Appearance, Occurrence, known_event
from polgraph.identity.linking import Known, known
from polgraph.identity.occurrences import KnownAs
from polgraph.ledger import clusters, presence
from polgraph.ledger.decisions import Verdict, verdicts
from polgraph.ledger.evidence import Touched, enter
from polgraph.ledger.moving import Member, enter_again, move
from polgraph.ledger.naming import age
from polgraph.ledger.outbox import new_node
from polgraph.ledger.presence import Dirty
from polgraph.ledger.records import Relinked
from polgraph.ledger.settle import settle
from polgraph.model import Article, Extraction


def relink(db: sqlite3.Connection, load: int) -> Relinked:
    """Decide anew who is who by what the authority knows now, as the work of `load`; returns what came of it."""
    work = Revision(db, load)
    changes = work.finish()
    gained = dict(db.execute("SELECT node, wikidata FROM gained WHERE load = ? ORDER BY node", (load,)))
    return Relinked(load, gained, dict(work.redirected), changes)


@dataclass
class Revision:
    """The work of one transaction: what came (`entering`), what is touched, and what came of it."""

    db: sqlite3.Connection
    load: int
    dirty: Dirty = field(default_factory=Dirty)
    touched: Touched = field(default_factory=Touched)
    entering: dict[str, tuple[Article, Extraction]] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)  # articles of which an actor is in another node
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
        self.moved |= clusters.recluster(self.db, self.dirty, self.touched, load=self.load)
        self.db.execute("DELETE FROM dirty")
        clusters.note_version(self.db)

    def _postpone(self) -> None:
        rows = [(component,) for component in self.dirty.components]
        self.db.executemany("INSERT OR IGNORE INTO dirty VALUES (?)", rows)
        stale = sorted(self.dirty.nodes)
        homes = dict[tuple[str, str], str | None]()
        for article in self.dirty.articles:
            rows_ = self.db.execute(
                "SELECT article, local, home FROM appearance WHERE article = ?", (article,)
            )
            homes.update({(article, local): home for article, local, home in rows_})
        facts = authority.load()
        for seen, a in self.dirty.fresh.items():
            who = known_event(a, facts=facts) if isinstance(a, Occurrence) else known(a, facts=facts)
            self._place(a, who, homes[seen])
        clusters.note_refs(self.db, stale, self.touched)

    def _place(self, a: Appearance, who: Known | KnownAs | None, home: str | None) -> None:
        """Let `a` be for now in the node that it was in, else in the one of its key."""
        ref, key = a.wikidata or a.key, who.key if who else a.key
        class_ = presence.class_of(a.kind)
        node = home or self._by_key(class_, key)
        if node is None:
            node = new_node(self.db, class_, ref, kind=a.kind)
            called = (key, who.wikidata if who else None, who.name if who else a.name)
            self.db.execute(
                "UPDATE node SET ident = ?, wikidata = ?, called = ? WHERE id = ?", (*called, node)
            )
        self.db.execute("UPDATE appearance SET node = ? WHERE article = ? AND local = ?", (node, *a.id))
        self.dirty.nodes.add(node)
        for r in {ref, key}:
            if self.db.execute("INSERT OR IGNORE INTO ref VALUES (?, ?)", (r, node)).rowcount:
                self.touched.refs.add(r)

    def _by_key(self, class_: str, key: str) -> str | None:
        row = (
            self.db.execute(
                "SELECT id FROM ref JOIN node ON node.id = ref.node WHERE ref = ? AND class = ? "
                "ORDER BY ident = ref DESC, number LIMIT 1",
                (key, class_),
            ).fetchone()
            or self.db.execute(
                "SELECT id FROM node WHERE class = ? AND key = ? "
                "AND NOT EXISTS (SELECT 1 FROM appearance WHERE node = node.id OR home = node.id)",
                (class_, key),
            ).fetchone()
        )
        return row[0] if row else None

    def enter(self, *, decision: int | None = None) -> None:
        """Write members and claims of what came, and again of what moved."""
        decided = verdicts(self.db)
        self._follow_corrections(decided)
        before: list[Member] = []
        self.again |= self._bound(decided)
        for article in sorted(self.moved - self.again - self.entering.keys()):
            found = move(self.db, article, self.touched)
            if found is None:
                self.again.add(article)
            else:
                before += found
        for article in sorted(self.again - self.entering.keys()):
            before += enter_again(self.db, article, self.touched, verdicts=decided)
        for id_, (article_, extraction) in self.entering.items():
            try:
                enter(self.db, article_, extraction, self.touched, verdicts=decided)
            except InputError as error:
                self.refused[id_] = error
        self._redirect(before, decision)
        self.moved.clear()
        self.again.clear()
        self.entering.clear()

    def _bound(self, decided: Mapping[str, Verdict]) -> set[str]:
        """Return the moved articles of which people rejected a claim or gave it other ends."""
        found = set()
        for claim, verdict in decided.items():
            if verdict.rejected or {"subject", "object"} & verdict.changes.keys():
                query = (
                    "SELECT article FROM claim WHERE id = ?1 UNION SELECT article FROM rejected WHERE id = ?1"
                )
                found |= {article for (article,) in self.db.execute(query, (claim,))}
        return found & self.moved

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
