"""What the authority knows, as claims without an article: only between nodes that some article brought in."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable

from polgraph import vocabulary
from polgraph.errors import InputError
from polgraph.ledger.evidence import Touched, ends
from polgraph.ledger.outbox import claim_id
from polgraph.ledger.payloads import dump
from polgraph.model import AuthorityFact, Value


def fact_id(fact: AuthorityFact) -> str:
    """Return the id of the claim that `fact` makes: a hash of all that it says."""
    return "authority:" + hashlib.sha256(dump(fact.model_dump(mode="json")).encode()).hexdigest()[:20]


def is_all_known(db: sqlite3.Connection, facts: Iterable[AuthorityFact]) -> bool:
    """Whether `facts` are just those that the authority said last."""
    return {fact_id(fact) for fact in facts} == {id_ for (id_,) in db.execute("SELECT id FROM fact")}


def replace_facts(
    db: sqlite3.Connection, facts: Iterable[AuthorityFact], *, touched: Touched, load: int
) -> None:
    """Let `facts` be all that the authority says; marks those that came or went.

    Raises InputError where one has an unknown predicate or no object.
    """
    new = {fact_id(fact): fact for fact in facts}
    old = {id_ for (id_,) in db.execute("SELECT id FROM fact")}
    for id_ in sorted(new.keys() - old):
        _check(new[id_])
        fact, body = new[id_], dump(new[id_].model_dump(mode="json"))
        db.execute("INSERT INTO authority_fact VALUES (NULL, ?, 1, ?, ?)", (id_, load, body))
        row = (id_, fact.subject_key, fact.object_key, fact.role, fact.organization, body)
        db.execute("INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?)", row)
    for id_ in sorted(old - new.keys()):
        db.execute(
            "INSERT INTO authority_fact SELECT NULL, id, 0, ?, body FROM fact WHERE id = ?",
            (load, id_),
        )
        db.execute("DELETE FROM fact WHERE id = ?", (id_,))
    touched.facts |= old ^ new.keys()


def _check(fact: AuthorityFact) -> None:
    if fact.predicate not in vocabulary.load():
        raise InputError(
            f"the vocabulary has no predicate {fact.predicate!r} (authority fact on {fact.subject_key})"
        )
    if (fact.predicate == "HOLDS_ROLE") != (fact.role is not None) or not (fact.role or fact.object_key):
        raise InputError(
            f"the authority fact {fact.predicate} on {fact.subject_key} needs a role or an object key"
        )


def revise_facts(db: sqlite3.Connection, touched: Touched) -> None:
    """Write the claims of touched facts whose two ends are in the graph, and take out the others."""
    for id_ in sorted(touched.facts):
        row = db.execute("SELECT body FROM fact WHERE id = ?", (id_,)).fetchone()
        fact = AuthorityFact.model_validate_json(row[0]) if row else None
        found = _ends(db, fact) if fact else None
        had = db.execute("SELECT subject, object, predicate, a, b FROM claim WHERE id = ?", (id_,)).fetchone()
        if found == (had[:2] if had else None):
            continue
        touched.claims.add(id_)
        if had:
            db.execute("DELETE FROM claim WHERE id = ?", (id_,))
            touched.pairs.add(had[2:])
        if fact and found:
            _insert(db, id_, fact, found, touched)


def _insert(
    db: sqlite3.Connection, id_: str, fact: AuthorityFact, found: tuple[str, str], touched: Touched
) -> None:
    claim_id(db, "claim", id_)
    a, b = ends(fact.predicate, *found)
    phase, kind = _phase(fact), _date_kind(fact)
    body = dump(_values(id_, fact, phase=phase, kind=kind))
    db.execute(
        "INSERT INTO claim VALUES (?, NULL, ?, ?, ?, ?, ?, NULL, 'asserted', ?, ?, ?, ?, ?, 1.0, 'authority', ?)",
        (id_, fact.predicate, *found, a, b, phase, fact.start, fact.end, kind, fact.as_of, body),
    )
    touched.pairs.add((fact.predicate, a, b))


def _values(id_: str, fact: AuthorityFact, *, phase: str, kind: str | None) -> dict[str, Value]:
    predicate = vocabulary.load()[fact.predicate]
    said: dict[str, Value] = {
        "id": id_,
        "name": predicate.name,
        "search_text": predicate.name,
        "predicate": predicate.name,
        "polarity": "affirmed",
        "modality": "asserted",
        "status": "asserted",
        "phase": phase if predicate.is_tie else None,
        "start_date": fact.start,
        "end_date": fact.end,
        "date_kind": kind,
        "confidence": 1.0,
        "rule": "authority",
        "sign": predicate.sign,
        "cameo": predicate.cameo,
        "plover": predicate.plover,
        "quad": predicate.quad,
        "source": fact.source,
        "as_of": fact.as_of,
    }
    unknown = (
        "quote",
        "date_precision",
        "said_date",
        "part",
        "reported",
        "sentence_start",
        "sentence_end",
        "decided",
    )
    return said | dict.fromkeys(unknown)


def _phase(fact: AuthorityFact) -> str:
    if fact.end and fact.end < fact.as_of:
        return "past"
    return "future" if fact.start and fact.start > fact.as_of else "present"


def _date_kind(fact: AuthorityFact) -> str | None:
    if fact.start and fact.end:
        return "during"
    return "since" if fact.start else "until" if fact.end else None


def _ends(db: sqlite3.Connection, fact: AuthorityFact) -> tuple[str, str] | None:
    """Return the nodes that the fact is about, where both are in the graph."""
    subject = _node(db, fact.subject_key)
    if subject is None:
        return None
    object_ = _role(db, fact) if fact.role else _node(db, fact.object_key)
    return (subject[0], object_[0]) if object_ else None


def _node(db: sqlite3.Connection, key: str | None) -> tuple[str, str] | None:
    """Return id and kind of the node in the graph that has `key`: an actor, else a place, else an event.

    Of several actors that have it (people parted them) it is the one whose cluster is called so.
    """
    row: tuple[str, str] | None = db.execute(
        "SELECT id, kind FROM ref JOIN node ON node.id = ref.node WHERE ref = ? AND payload IS NOT NULL "
        "ORDER BY class, ident = ref DESC, ident LIMIT 1",
        (key,),
    ).fetchone()
    return (
        row
        or db.execute(
            "SELECT id, kind FROM node WHERE class = 'event' AND key = ? AND payload IS NOT NULL", (key,)
        ).fetchone()
    )


def _role(db: sqlite3.Connection, fact: AuthorityFact) -> tuple[str, str] | None:
    """Return the Role of the fact: same office and organisation; a country that only one of them names fits too."""
    organization = _node(db, fact.organization) if fact.organization else None
    if fact.organization and organization is None:
        return None
    if organization and organization[1] == "country" and fact.country:
        organization = None
    rows = db.execute(
        "SELECT id, kind, key FROM node WHERE class = 'role' AND payload IS NOT NULL AND organization IS ? "
        "AND (country IS ? OR (organization IS NOT NULL AND (country IS NULL OR ? IS NULL))) "
        "ORDER BY country IS ? DESC, country",
        (organization[0] if organization else None, fact.country, fact.country, fact.country),
    )
    return next(((id_, kind) for id_, kind, key in rows if json.loads(key)[0] == fact.role), None)
