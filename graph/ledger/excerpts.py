"""Parts of the graph with their evidence: relations of a period, the claims behind relations, whole nodes."""
# ruff: noqa: S608 (the queries are joined from constants; values are always bound)

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from polgraph import vocabulary
from polgraph.ledger.evidence import Pair
from polgraph.ledger.payloads import read_node, relation_edge
from polgraph.ledger.periods import DAWN, OPEN, Period, Statement, overlap, period
from polgraph.ledger.records import ClaimRow
from polgraph.ledger.relations import derive_with_claims
from polgraph.model import GraphNode, Relation, Span

Days = tuple[str | None, str | None]
"""A period as it is asked for: two ISO dates, both included, either of which may be open."""

_STATEMENT = (
    "id, status, phase, start_date, end_date, date_kind, reported, article, origin, confidence, event"
)


def relations_within(db: sqlite3.Connection, days: Days) -> Iterator[Relation]:
    """Yield what the claims of a period amount to, in the order of the ids.

    A claim is of the period that the text dates it to; one without a date is of the day of its report, but an undated
    "former" is of none.
    """
    names = {id_: (name, kind) for id_, name, kind in db.execute("SELECT id, name, kind FROM node")}
    rows = db.execute(f"SELECT predicate, a, b, {_STATEMENT} FROM claim WHERE a != b ORDER BY 1, 2, 3, 4")
    found = []
    for (predicate, a, b), group in groupby(rows, key=lambda row: row[:3]):
        statements = [s for s in (Statement(*row[3:]) for row in group) if is_within(s, days)]
        for derived, _ in derive_with_claims(vocabulary.load()[predicate], statements):
            edge = relation_edge(derived, a, b)
            values = edge.properties | {"type": edge.type, "predicate": predicate, "start": a, "end": b}
            ends = {"start_name": names[a][0], "end_name": names[b][0]}
            kinds = {"start_kind": names[a][1], "end_kind": names[b][1]}
            found.append(Relation.model_validate(values | ends | kinds))
    yield from sorted(found, key=lambda r: r.id)


def is_within(statement: Statement, days: Days) -> bool:
    """Whether the claim is of the period."""
    asked: Period = (days[0] or DAWN, days[1] or OPEN)
    if dated := period(statement):
        return overlap(dated, asked)
    day = statement.reported
    return statement.phase != "past" and day is not None and overlap((day, day), asked)


def claims_of(db: sqlite3.Connection, relations: Iterable[Relation], days: Days | None) -> Iterator[ClaimRow]:
    """Yield the claims that each of `relations` was made from, those of `days` only; newest report first."""
    pairs: dict[Pair, set[str]] = {}
    for r in relations:
        pairs.setdefault((r.predicate, r.start, r.end), set()).add(r.id)
    spans: dict[str, dict[str, Any]] = {}
    for pair, wanted in sorted(pairs.items()):
        home = _homes(db, pair, days)
        for row in _rows(db, pair):
            if home.get(row["id"]) in wanted:
                yield _claim(db, row, home[row["id"]], spans)


def nodes_of(db: sqlite3.Connection, ids: Iterable[str]) -> list[GraphNode]:
    """Return the nodes of these ids as they stand in the graph, in the order of the ids."""
    query = "SELECT payload FROM node WHERE id = ? AND payload IS NOT NULL"
    return [read_node(text) for id_ in sorted(set(ids)) for (text,) in db.execute(query, (id_,))]


def _homes(db: sqlite3.Connection, pair: Pair, days: Days | None) -> dict[str, str]:
    """Return for each claim on the pair the id of the relation that it belongs to: terms of an office are several."""
    predicate, a, b = pair
    rows = db.execute(f"SELECT {_STATEMENT} FROM claim WHERE predicate = ? AND a = ? AND b = ?", pair)
    statements = [s for s in (Statement(*row) for row in rows) if days is None or is_within(s, days)]
    return {
        claim: relation_edge(derived, a, b).id
        for derived, claims in derive_with_claims(vocabulary.load()[predicate], statements)
        for claim in claims
    }


def _rows(db: sqlite3.Connection, pair: Pair) -> Iterator[dict[str, Any]]:
    rows = db.execute(
        "SELECT claim.id, claim.article, subject, one.name, object, other.name, status, phase, start_date, end_date, "
        "origin, confidence, reported, body, title, current.source, url, extraction_number FROM claim "
        "JOIN node AS one ON one.id = subject JOIN node AS other ON other.id = object "
        "LEFT JOIN current ON current.article = claim.article WHERE predicate = ? AND a = ? AND b = ? "
        "ORDER BY reported IS NULL, reported DESC, confidence DESC, claim.id",
        pair,
    )
    names = (
        "id", "article", "subject", "subject_name", "object", "object_name", "status", "phase", "start_date",
        "end_date", "origin", "confidence", "reported", "body", "title", "source", "url", "extraction",
    )  # fmt: skip
    for row in rows.fetchall():
        yield dict(zip(names, row, strict=True))


def _claim(
    db: sqlite3.Connection, row: dict[str, Any], relation: str, spans: dict[str, dict[str, Any]]
) -> ClaimRow:
    body, extraction = json.loads(row.pop("body")), row.pop("extraction")
    speakers = db.execute(
        "SELECT name FROM speaker JOIN node ON node.id = node WHERE claim = ? ORDER BY position", (row["id"],)
    )
    if extraction is not None and row["article"] not in spans:
        spans[row["article"]] = _records(db, extraction)
    record = spans.get(row["article"] or "", {}).get(row["id"], {})
    at = body["sentence_start"] or 0
    return ClaimRow(
        **row | {"source": row["source"] if row["article"] else body["source"]},
        relation=relation,
        predicate=body["predicate"],
        said_date=body["said_date"],
        speakers=tuple(name for (name,) in speakers),
        rule=body["rule"],
        quote=body["quote"],
        trigger=_from(record.get("trigger") or record.get("span"), at),
        subject_span=_from(record.get("subject_span"), at),
        object_span=_from(record.get("object_span"), at),
    )


def _records(db: sqlite3.Connection, extraction: int) -> dict[str, Any]:
    (body,) = db.execute("SELECT body FROM extraction WHERE number = ?", (extraction,)).fetchone()
    read = json.loads(body)
    return {record["id"]: record for record in [*read.get("claims", ()), *read.get("roles", ())]}


def _from(span: list[int] | None, start: int) -> Span | None:
    return (span[0] - start, span[1] - start) if span else None
