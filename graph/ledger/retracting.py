"""Taking an article away: what fell with it, and what stands on less."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from polgraph.errors import NotFoundError
from polgraph.ledger import rows
from polgraph.ledger.evidence import Pair, withdraw
from polgraph.ledger.lookup import find_article
from polgraph.ledger.presence import forget
from polgraph.ledger.records import Retraction
from polgraph.ledger.revise import Revision
from polgraph.model import Relation


def retract(db: sqlite3.Connection, article: str, *, load: int, reason: str) -> Retraction:
    """Take the article (its exact id) away as the work of `load`. Raises NotFoundError where it is not here."""
    if db.execute("SELECT 1 FROM current WHERE article = ?", (article,)).fetchone() is None:
        find_article(db, article)  # says what is near
        raise NotFoundError(f"no article {article!r}: say the whole id", [find_article(db, article)])
    work = Revision(db, load)
    forget(db, article, work.dirty)
    withdraw(db, article, work.touched)
    pairs = set(work.touched.pairs)
    before = _standing(db, pairs)
    db.execute("INSERT INTO retraction VALUES (NULL, ?, ?, ?)", (article, reason, load))
    work.finish()
    after = _standing(db, pairs)
    both = before.keys() & after.keys()
    return Retraction(
        article,
        load,
        fell=_sorted(before[id_] for id_ in before.keys() - both),
        weakened=_sorted(after[id_] for id_ in both if _support(after[id_]) < _support(before[id_])),
        appeared=_sorted(after[id_] for id_ in after.keys() - both),
    )


def _standing(db: sqlite3.Connection, pairs: Iterable[Pair]) -> dict[str, Relation]:
    return {r.id: r for pair in pairs for r in rows.relations_of(db, pair)}


def _support(relation: Relation) -> tuple[int, int, int]:
    return relation.claims, relation.articles, relation.origins


def _sorted(relations: Iterable[Relation]) -> list[Relation]:
    return sorted(relations, key=lambda r: (r.start_name, r.predicate, r.end_name, r.id))
