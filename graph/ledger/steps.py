"""One step of a person within a transaction, and how appearances are taken out of a node."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from polgraph.errors import InputError
from polgraph.identity import Appearance
from polgraph.ledger import decisions, presence
from polgraph.ledger.decisions import Decided, Kind, New
from polgraph.ledger.presence import Present
from polgraph.ledger.revise import Revision

if TYPE_CHECKING:
    from polgraph.ledger.ledger import Ledger

ROUNDS = 12
"""How often a step may add decisions until those whom it parts are parted."""


class Step(NamedTuple):
    """What one command of a person did: its number, its decisions, ids that lead elsewhere now, changes of the graph."""

    number: int
    decisions: tuple[int, ...]
    redirected: Mapping[str, str]
    changes: int


class Writing:
    """One step within a transaction."""

    def __init__(
        self,
        ledger: Ledger,
        db: sqlite3.Connection,
        *,
        author: str,
        note: str | None = None,
        time: str | None = None,
    ) -> None:
        self.db, self.author = db, author
        self.time = time or datetime.now(UTC).isoformat(timespec="milliseconds")
        self.number = ledger.new_load("decide", note=note)
        self.work = Revision(db, self.number)
        self.numbers: list[int] = []

    def write(self, new: Sequence[New], *, until: Callable[[], list[New]] = lambda: []) -> Step:
        """Write decisions, and as long as `until` has more, those."""
        rounds = 0
        while True:
            self._add(new)
            self.work.cluster()
            new = until()
            rounds += 1
            if not new:
                break
            if rounds > ROUNDS:
                raise InputError("polgraph finds no way to do that; nothing was changed")
        changes = self.work.close(decision=self.numbers[0] if self.numbers else None)
        return Step(self.number, tuple(self.numbers), dict(self.work.redirected), changes)

    def _add(self, new: Sequence[New]) -> None:
        self.numbers += decisions.write(self.db, new, author=self.author, time=self.time, step=self.number)
        for n in new:
            if n.right is None:
                self.work.again |= set(articles_of(self.db, n.left))
                continue
            for anchor in (n.left, n.right):
                component = presence.component_of(self.db, anchor)
                self.work.dirty.components |= set() if component is None else {component}


class Parting:
    """Takes some appearances of a node out of it, and sees to it that all others stay together."""

    def __init__(
        self,
        db: sqlite3.Connection,
        taken: Sequence[Present],
        rest: Sequence[Present],
        *,
        node: str,
        reason: str | None,
    ) -> None:
        self.db, self.taken, self.rest, self.node, self.reason = db, taken, rest, node, reason
        self.first, self.last = anchored(taken, node), anchored(rest, node)
        self.told: set[tuple[str, str]] = set()

    def write(self, step: Writing) -> Step:
        """Write the decisions that part them."""
        taken_back = decisions.undoing(between(self.db, "same", self.taken, self.rest), reason=self.reason)
        new = [self._new("same", self.first, p.appearance) for p in self.taken]
        others = list(_one_of_each(self.rest))
        new += [self._new("different", p.appearance, a) for p in self.taken for a in others]
        return step.write([*taken_back, *filter(None, new)], until=self.missing)

    def missing(self) -> list[New]:
        """Return what must be decided besides: rest that went with the taken, rest that fell apart, taken that did."""
        ours, theirs = node_of(self.db, self.first), node_of(self.db, self.last)
        new = []
        for p in self.rest:
            if node_of(self.db, p.appearance) == ours:
                new.append(self._new("different", self.first, p.appearance))
            elif node_of(self.db, p.appearance) != theirs:
                new.append(self._new("same", self.last, p.appearance))
        for p in self.taken:
            if node_of(self.db, p.appearance) != ours:
                new.append(self._new("same", self.first, p.appearance))
        return [n for n in new if n]

    def _new(self, kind: Kind, one: Appearance, other: Appearance) -> New | None:
        if (
            one.id == other.id
            or not one.anchors
            or not other.anchors
            or (one.anchors[0], other.anchors[0]) in self.told
        ):
            return None
        self.told.add((one.anchors[0], other.anchors[0]))
        detail = {"what": "split", "left": words(one), "right": words(other)}
        return New(kind, one.anchors[0], other.anchors[0], self.reason, detail)


def members(db: sqlite3.Connection, node: str) -> list[Present]:
    rows = db.execute(
        "SELECT class, node, home, since, body FROM appearance WHERE node = ? ORDER BY since, article, local",
        (node,),
    ).fetchall()
    if not rows:
        raise InputError(
            f"{node} is no actor, place or event of an article: only those can be merged and split"
        )
    return [Present(presence.read(row[0], row[4]), *row[:4]) for row in rows]


def anchored(members: Iterable[Present], node: str) -> Appearance:
    """Return the oldest of `members` that has words in its article."""
    found = next((p.appearance for p in members if p.appearance.anchors), None)
    if found is None:
        raise InputError(f"{node} has no words in any text that a decision could name")
    return found


def check_kinds(one: Appearance, other: Appearance) -> None:
    """Raise InputError for two that no misreading makes one: of persons, countries, places and events each only with its like."""
    apart = {a.kind for a in (one, other)} & {"person", "country", "place", "event"}
    misread = {one.kind, other.kind} in (
        {"person", "organization"},
        {"person", "group"},
        {"country", "organization"},
        {"country", "group"},
    )
    if apart and one.kind != other.kind and not misread:
        raise InputError(f"{one.name} is a {one.kind} and {other.name} a {other.kind}: they cannot be one")


def node_of(db: sqlite3.Connection, a: Appearance) -> str:
    row = db.execute("SELECT node FROM appearance WHERE article = ? AND local = ?", a.id).fetchone()
    return str(row[0])


def _one_of_each(members: Iterable[Present]) -> Iterator[Appearance]:
    """Yield of appearances that are called alike the oldest."""
    seen = set()
    for p in members:
        like = (p.appearance.wikidata or p.appearance.key, p.appearance.name, p.appearance.country)
        if like not in seen and p.appearance.anchors:
            seen.add(like)
            yield p.appearance


def between(
    db: sqlite3.Connection, kind: Kind, left: Iterable[Present], right: Iterable[Present]
) -> list[Decided]:
    """Return the decisions in force of this kind between one of `left` and one of `right`."""
    found = [d for d in decisions.rows(db) if d.in_force and d.kind == kind]
    if not found:
        return []
    ours = {anchor for p in left for anchor in p.appearance.anchors}
    theirs = {anchor for p in right for anchor in p.appearance.anchors}
    return [
        d for d in found if (d.left in ours and d.right in theirs) or (d.left in theirs and d.right in ours)
    ]


def words(a: Appearance) -> dict[str, str]:
    """Return what tells people which appearance is meant."""
    return {"name": a.name, "article": a.article}


def seen(db: sqlite3.Connection, seen: presence.Seen) -> dict[str, str]:
    (name,) = db.execute(
        "SELECT json_extract(body, '$.name') FROM appearance WHERE article = ? AND local = ?", seen
    ).fetchone()
    return {"name": name, "article": seen[0]}


def articles_of(db: sqlite3.Connection, claim: str) -> list[str]:
    query = "SELECT article FROM claim WHERE id = ?1 UNION SELECT article FROM rejected WHERE id = ?1"
    return [article for (article,) in db.execute(query, (claim,)) if article]
