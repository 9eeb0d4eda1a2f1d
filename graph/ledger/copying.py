"""Which articles tell the same story: kept up to date with what came and went, whatever the order.

`polgraph.copies` says what a cluster is. An article is decided anew where one that it may be held against came, went or
became or ceased to be a head; by publication, so that all before it is settled, and each at most once.
"""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Iterator
from typing import Any

from polgraph import copies
from polgraph.copies.clustering import CROWD, Link
from polgraph.copies.sketching import Sketch
from polgraph.ledger.evidence import Touched
from polgraph.model import Article

_COLUMNS = "sketch.article, instant, day, publisher, address, title, words, keys"


def follow(db: sqlite3.Connection, touched: Touched) -> None:
    """Bring the clusters up to date with the articles that `touched` names; adds those whose place changed."""
    if not is_current(db):
        for table in ("sketch", "band", "likeness"):
            db.execute(f"DELETE FROM {table}")  # noqa: S608 - constants
        touched.articles |= {article for (article,) in db.execute("SELECT article FROM current")}
        db.execute("INSERT OR REPLACE INTO meta VALUES ('copies', ?)", (copies.form(),))
    waiting = _Waiting(db)
    for article in sorted(touched.articles):
        _refresh(db, article, waiting)
    for sketch in waiting:
        was_head = _link_of(db, sketch.article) is None
        _decide(db, sketch, touched)
        if was_head != (_link_of(db, sketch.article) is None):
            waiting.add_beside(sketch)


def is_current(db: sqlite3.Connection) -> bool:
    """Whether the sketches are of the form, and the clusters by the figures, that hold now."""
    return (
        db.execute("SELECT 1 FROM meta WHERE key = 'copies' AND value = ?", (copies.form(),)).fetchone()
        is not None
    )


class _Waiting:
    """Articles to be decided anew: comes out by publication, also while it grows."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._seen: set[int] = set()
        self._heap: list[tuple[int, str]] = []

    def add(self, number: int) -> None:
        """Let this article, if it is here, be decided anew."""
        row = self._db.execute("SELECT instant, article FROM sketch WHERE number = ?", (number,)).fetchone()
        if row and number not in self._seen:
            self._seen.add(number)
            heapq.heappush(self._heap, row)

    def add_beside(self, article: Sketch) -> None:
        """Add the later ones that are held against `article`, and against those that it keeps from that or lets in."""
        place = (article.instant, article.number)
        for key in article.keys:
            (before,) = self._db.execute(
                "SELECT count(*) FROM (SELECT 1 FROM band WHERE key = ? AND (instant, number) < (?, ?) LIMIT ?)",
                (key, *place, CROWD),
            ).fetchone()
            if before < CROWD:
                query = "SELECT number FROM band WHERE key = ? AND instant >= ? AND number != ?"
                for (number,) in self._db.execute(query, (key, *place)).fetchall():
                    self.add(number)

    def __iter__(self) -> Iterator[Sketch]:
        while self._heap:
            _, article = heapq.heappop(self._heap)
            found = _sketch(self._db, article)
            if found:
                self._seen.discard(found.number)
                yield found


def _refresh(db: sqlite3.Connection, article: str, waiting: _Waiting) -> None:
    """Let the sketch of an article be that of its text now, and those that this may concern wait."""
    row = db.execute(
        "SELECT current.hash, publisher IS NULL, body FROM current JOIN article ON article.number = article_number "
        "WHERE current.article = ?",
        (article,),
    ).fetchone()
    old = _sketch(db, article)
    was = db.execute("SELECT hash FROM sketch WHERE article = ?", (article,)).fetchone()
    if old and row and was[0] == row[0]:
        if row[1]:  # read anew: the row of `current` was written again
            waiting.add(old.number)
        return
    if old:
        waiting.add_beside(old)
        db.executemany(
            "DELETE FROM band WHERE key = ? AND instant = ? AND number = ?",
            [(key, old.instant, old.number) for key in old.keys],
        )
        db.execute("DELETE FROM sketch WHERE number = ?", (old.number,))
    if row is None:
        db.execute("DELETE FROM likeness WHERE article = ?", (article,))
        return
    new = copies.sketch(Article.model_validate_json(row[2]))
    _write(db, new, row[0])
    waiting.add(new.number)
    waiting.add_beside(new)


def _decide(db: sqlite3.Connection, article: Sketch, touched: Touched) -> None:
    """Find the head of one article, all before it being settled, and write what follows from that."""
    found = copies.link(article, _heads(db, article))
    if found != _link_of(db, article.article):
        db.execute("DELETE FROM likeness WHERE article = ?", (article.article,))
        if found:
            like = found.likeness
            row = (article.article, found.head, like.kind, like.similarity, like.contained, like.reason)
            db.execute("INSERT INTO likeness VALUES (?, ?, ?, ?, ?, ?)", row)
        touched.articles.add(article.article)
    head = found.head if found else article.article
    copy_of = head if found and found.likeness.kind == "copy" else None
    (source,) = db.execute("SELECT source FROM current WHERE article = ?", (head,)).fetchone()
    place = (copy_of, source or head)
    query = "SELECT copy_of, publisher FROM current WHERE article = ?"
    if db.execute(query, (article.article,)).fetchone() != place:
        db.execute(
            "UPDATE current SET copy_of = ?, publisher = ? WHERE article = ?", (*place, article.article)
        )
        touched.articles.add(article.article)
        rows = db.execute("SELECT id FROM claim WHERE article = ?", (article.article,))
        touched.claims |= {claim for (claim,) in rows}


def _heads(db: sqlite3.Connection, article: Sketch) -> list[Sketch]:
    """Return the heads that `article` is held against."""
    numbers: set[int] = set()
    query = "SELECT number FROM (SELECT number, instant FROM band WHERE key = ? ORDER BY instant, number LIMIT ?) WHERE instant <= ?"
    for key in article.keys:
        numbers.update(n for (n,) in db.execute(query, (key, CROWD, article.instant)))
    numbers.discard(article.number)
    found = []
    for number in sorted(numbers):
        row = db.execute(
            f"SELECT {_COLUMNS} FROM sketch LEFT JOIN likeness USING (article) WHERE number = ? AND head IS NULL",  # noqa: S608
            (number,),
        ).fetchone()
        if row and (row[1], row[0]) < article.rank:
            found.append(_read(row))
    return found


def _link_of(db: sqlite3.Connection, article: str) -> Link | None:
    query = "SELECT head, kind, similarity, contained, reason FROM likeness WHERE article = ?"
    row = db.execute(query, (article,)).fetchone()
    return Link(row[0], copies.Likeness(*row[1:])) if row else None


def _sketch(db: sqlite3.Connection, article: str) -> Sketch | None:
    row = db.execute(f"SELECT {_COLUMNS} FROM sketch WHERE article = ?", (article,)).fetchone()  # noqa: S608
    return _read(row) if row else None


def _read(row: tuple[Any, ...]) -> Sketch:
    *fields, words, keys = row
    return copies.unpacked(*fields, words=words, keys=keys)


def _write(db: sqlite3.Connection, new: Sketch, hash_: str) -> None:
    fields = (new.article, new.instant, new.day, new.publisher, new.address, new.title)
    row = (new.number, hash_, *fields, *copies.packed(new))
    db.execute("INSERT INTO sketch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    bands = [(key, new.instant, new.number) for key in new.keys]
    db.executemany("INSERT OR IGNORE INTO band VALUES (?, ?, ?)", bands)
