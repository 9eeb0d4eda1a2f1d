"""Rows of the ledger as records: articles, loads, relations."""
# ruff: noqa: S608 (the one query that is joined is joined from constants; values are always bound)

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import Literal

from polgraph.errors import NotFoundError
from polgraph.ledger.evidence import Pair
from polgraph.ledger.records import ArticleRow, Cluster, LoadDetail, LoadRow
from polgraph.model import Relation

MinStatus = Literal["asserted", "alleged", "claimed"]
_SHOWN: dict[MinStatus, str] = {
    "asserted": "relation.status = 'asserted' AND relation.type != 'CLAIMED'",
    "alleged": "relation.type != 'CLAIMED'",
    "claimed": "1",
}


def articles(db: sqlite3.Connection, *, source: str | None, load: int | None) -> list[ArticleRow]:
    """Return the articles that are here, by publication."""
    rows = db.execute(
        "SELECT article, title, source, published, language, load, claims, skipped, copy_of, "
        "CASE kind WHEN 'version' THEN head END, similarity, reason FROM current LEFT JOIN likeness USING (article) "
        "WHERE (?1 IS NULL OR source = ?1) AND (?2 IS NULL OR load = ?2) "
        "ORDER BY published IS NULL, published, article",
        (source, load),
    )
    return [ArticleRow(*row) for row in rows]


def clusters(db: sqlite3.Connection, of: Iterable[ArticleRow]) -> list[Cluster]:
    """Return the stories of these articles that more than one article tells, by publication of the first."""
    heads = {row.copy_of or row.version_of or row.id for row in of}
    members: dict[str, list[ArticleRow]] = {head: [] for head in heads}
    everything = articles(db, source=None, load=None)
    for row in everything:
        head = row.copy_of or row.version_of
        if head in members:
            members[head].append(row)
    return [Cluster(row, tuple(members[row.id])) for row in everything if members.get(row.id)]


def loads(db: sqlite3.Connection) -> list[LoadRow]:
    """Return the numbered loads, oldest first."""
    rows = db.execute(
        "SELECT number, time, kind, source, note, (SELECT count(*) FROM change WHERE change.load = load.number), "
        "(SELECT count(*) FROM gained WHERE gained.load = load.number), "
        "(SELECT count(*) FROM redirect WHERE redirect.load = load.number) FROM load ORDER BY number"
    )
    return [LoadRow(*row) for row in rows]


def load_detail(db: sqlite3.Connection, number: int) -> LoadDetail:
    """Return a load with what it did to the actors. Raises NotFoundError."""
    row = next((r for r in loads(db) if r.number == number), None)
    if row is None:
        raise NotFoundError(f"no load has the number {number}: `polgraph loads` lists them")
    articles = db.execute(
        "SELECT DISTINCT id FROM article JOIN extraction ON article.number = article WHERE extraction.load = ? ORDER BY 1",
        (number,),
    )
    joined, moved = db.execute(
        "SELECT count(*) - count(was), count(was) FROM judgement WHERE load = ?", (number,)
    ).fetchone()
    (decided,) = db.execute("SELECT count(*) FROM decision WHERE step = ?", (number,)).fetchone()
    gained = dict(db.execute("SELECT node, wikidata FROM gained WHERE load = ? ORDER BY node", (number,)))
    redirected = dict(db.execute("SELECT old, new FROM redirect WHERE load = ? ORDER BY old", (number,)))
    return LoadDetail(
        row,
        tuple(id_ for (id_,) in articles),
        gained,
        redirected,
        joined,
        moved,
        decided,
        node_names(db, (*gained, *redirected.values())),
    )


def node_names(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return what nodes are called; an id that is none any more is left out."""
    found = {id_: db.execute("SELECT name FROM node WHERE id = ?", (id_,)).fetchone() for id_ in ids}
    return {id_: row[0] for id_, row in found.items() if row and row[0]}


def relations(
    db: sqlite3.Connection, *, min_status: MinStatus, predicates: Collection[str] | None, node: str | None
) -> Iterator[Relation]:
    """Yield the relations that `Ledger.relations` asks for."""
    where, values = [_SHOWN[min_status]], list[str]()
    if predicates is not None:
        where.append(f"predicate IN ({', '.join('?' * len(predicates))})")
        values += predicates
    if node is not None:
        where.append("(a = ? OR b = ?)")
        values += [node, node]
    yield from _relations(db, " AND ".join(where), values)


def relations_of(db: sqlite3.Connection, pair: Pair) -> Iterator[Relation]:
    """Yield the relations of one predicate between two nodes."""
    yield from _relations(db, "predicate = ? AND a = ? AND b = ?", pair)


def _relations(db: sqlite3.Connection, where: str, values: Iterable[object]) -> Iterator[Relation]:
    rows = db.execute(
        "SELECT type, predicate, a, b, one.name, other.name, one.kind, other.kind, body FROM relation "
        "JOIN node AS one ON one.id = a JOIN node AS other ON other.id = b "
        f"WHERE {where} ORDER BY relation.id",
        tuple(values),
    ).fetchall()
    for type_, predicate, a, b, a_name, b_name, a_kind, b_kind, body in rows:
        properties = json.loads(body) | {"type": type_, "predicate": predicate, "start": a, "end": b}
        names = {"start_name": a_name, "end_name": b_name, "start_kind": a_kind, "end_kind": b_kind}
        yield Relation.model_validate(properties | names)
