"""Moving actors of an article from one node to another: only what names them is written again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from polgraph.ledger.decisions import Verdict
from polgraph.ledger.evidence import Touched, ends, enter, leave, role_key
from polgraph.ledger.outbox import assign
from polgraph.ledger.presence import stored

Member = tuple[str, str, str]
"""A row of a node: node, article, id within the article."""


def move(db: sqlite3.Connection, article: str, touched: Touched) -> list[Member] | None:
    """Let members, claims, speakers and offices of `article` follow its actors; returns the members as they were.

    None where that cannot be told from the nodes alone (two actors of the article that were one node go apart, or two
    change places): then the article must be entered again.
    """
    found = db.execute(
        "SELECT member.node, appearance.node FROM member JOIN appearance USING (article, local) "
        "JOIN node ON node.id = member.node WHERE article = ? AND node.class IN ('actor', 'place', 'event')",
        (article,),
    ).fetchall()
    goes = {old: {new for o, new in found if o == old} for old, _ in found}
    moves = {old: min(new) for old, new in goes.items() if new != {old}}
    if any(len(goes[old]) > 1 or new in moves for old, new in moves.items()):
        return None
    before: list[Member] = []
    for old, new in sorted(moves.items()):
        before += _move(db, article, old, new, touched)
    return before


def _move(db: sqlite3.Connection, article: str, old: str, new: str, touched: Touched) -> list[Member]:
    """Let `new` stand for `old` in all that the article says."""
    rows = db.execute(
        "SELECT node, article, local FROM member WHERE article = ? AND node = ?", (article, old)
    )
    before: list[Member] = rows.fetchall()
    db.execute("UPDATE member SET node = ? WHERE article = ? AND node = ?", (new, article, old))
    touched.nodes |= {old, new}
    events = db.execute("SELECT node FROM member WHERE article = ? AND place = ?", (article, old))
    touched.nodes |= {event for (event,) in events}
    db.execute("UPDATE member SET place = ? WHERE article = ? AND place = ?", (new, article, old))
    _claims(db, article, old, new, touched)
    for office, key, country in db.execute(
        "SELECT DISTINCT id, key, country FROM member JOIN node ON id = node "
        "WHERE article = ? AND class = 'role' AND organization = ?",
        (article, old),
    ).fetchall():
        other = assign(db, "role", role_key(json.loads(key)[0], new, country), kind="role")
        db.execute("UPDATE node SET country = ?, organization = ? WHERE id = ?", (country, new, other))
        before += _move(db, article, office, other, touched)
    return before


def _claims(db: sqlite3.Connection, article: str, old: str, new: str, touched: Touched) -> None:
    rows = db.execute(
        "SELECT id, predicate, subject, object, a, b FROM claim WHERE article = ?1 AND (subject = ?2 OR object = ?2)",
        (article, old),
    )
    for id_, predicate, subject, object_, a, b in rows.fetchall():
        left, right = (new if end == old else end for end in (subject, object_))
        first, second = ends(predicate, left, right)
        db.execute(
            "UPDATE claim SET subject = ?, object = ?, a = ?, b = ? WHERE id = ?",
            (left, right, first, second, id_),
        )
        for edge, was, now in (("SUBJECT", subject, left), ("OBJECT", object_, right)):
            if was != now:
                touched.ends[id_, edge] = (touched.ends.get((id_, edge), (was,))[0], now)
        touched.pairs |= {(predicate, a, b), (predicate, first, second)}
    within = db.execute(
        "SELECT id, predicate, a, b FROM claim WHERE article = ? AND event = ?", (article, old)
    ).fetchall()
    for id_, predicate, a, b in within:
        db.execute("UPDATE claim SET event = ? WHERE id = ?", (new, id_))
        touched.claims.add(id_)
        touched.pairs.add((predicate, a, b))
    spoken = db.execute(
        "SELECT claim FROM speaker JOIN claim ON claim.id = claim WHERE article = ? AND node = ?",
        (article, old),
    )
    for (id_,) in spoken.fetchall():
        db.execute("UPDATE speaker SET node = ? WHERE claim = ? AND node = ?", (new, id_, old))
        touched.claims.add(id_)


def enter_again(
    db: sqlite3.Connection, article: str, touched: Touched, *, verdicts: Mapping[str, Verdict]
) -> list[Member]:
    """Write all that `article` says anew and mark what differs; returns the members as they were."""
    members, claims = _members(db, article), _rows(db, article)
    scratch = Touched()
    leave(db, article, scratch)
    enter(db, *stored(db, article), scratch, verdicts=verdicts)
    touched.nodes |= {row[0] for row in members ^ _members(db, article)}
    now = _rows(db, article)
    for id_ in scratch.claims:
        was, is_ = claims.get(id_), now.get(id_)
        if was and is_ and was[1:] == is_[1:]:
            db.execute("UPDATE claim SET origin = ? WHERE id = ?", (was[0], id_))
            continue
        touched.claims.add(id_)
        for row in filter(None, (was, is_)):
            predicate, subject, object_, a, b = row[1:6]
            touched.pairs.add((predicate, a, b))
            touched.nodes |= {subject, object_}
    return [(node, article, local) for node, local, _, _ in members]


def _members(db: sqlite3.Connection, article: str) -> set[tuple[str, str, str | None, str]]:
    return set(db.execute("SELECT node, local, place, body FROM member WHERE article = ?", (article,)))


def _rows(db: sqlite3.Connection, article: str) -> dict[str, tuple[Any, ...]]:
    """Return the claims of `article` by id: origin, predicate, ends, and all that is said of them."""
    query = (
        "SELECT id, origin, predicate, subject, object, a, b, event, body, "
        "(SELECT group_concat(position || ' ' || node) FROM speaker WHERE claim = claim.id ORDER BY position) "
        "FROM claim WHERE article = ?"
    )
    return {row[0]: row[1:] for row in db.execute(query, (article,))}
