"""Makes an index of the seed and, where there are any, imported facts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from polgraph.authority import files, imports
from polgraph.authority import records as data
from polgraph.authority.body_names import abbreviations, spoken
from polgraph.authority.deriving import derived, state_words
from polgraph.authority.index import INDEXES, TABLES
from polgraph.authority.merging import Merger, Report
from polgraph.authority.names import key, likeness_keys
from polgraph.authority.offices import Offices
from polgraph.authority.records import Organization, Person

KEPT = ("countries", "offices", "metonyms", "events", "linking")


def fill(
    db: sqlite3.Connection, *, version: str, imported: Path | None = None, merged: Merger | None = None
) -> Report:
    """Write into the empty database `db` all that the seed and the file `imported` say.

    `merged`: what these two come to, where that is known already. Raises InputError where the file cannot be read.
    """
    merged = merged or merge(imports.read(imported) if imported else ())
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("PRAGMA synchronous = OFF")
    for statement in TABLES:
        db.execute(statement)
    db.executemany("INSERT INTO file VALUES (?, ?)", ((n, _json(files.read(n))) for n in KEPT))
    seed = {id_: {*record.names, *record.short} for id_, record in merged.seed.items()}
    _write(db, "person", merged.persons.values(), seed)
    _write(db, "organization", merged.organizations.values(), seed)
    bodies = list(merged.organizations.values())
    untold = derived(merged.persons.values(), bodies)
    _write(db, "derived", untold, seed)
    for kind, records in (("organization", bodies), ("derived", untold)):
        _write_other_names(db, kind, records)
    for statement in INDEXES:
        db.execute(statement)
    known = {"doubles": len(merged.report.doubles), **merged.report.counts}
    db.executemany("INSERT INTO meta VALUES (?, ?)", (("version", version), ("counts", _json(known))))
    db.commit()
    db.execute("ANALYZE")
    return merged.report


def merge(records: Iterable[dict[str, Any]]) -> Merger:
    """Return the seed with imported records taken in."""
    persons = {e["id"]: data.person(e) for e in files.read("persons")["persons"]}
    bodies = {e["id"]: data.organization(e) for e in files.read("organizations")["organizations"]}
    states = files.read("countries")["countries"]
    countries = {e["code"] for e in states}
    offices = Offices(files.read("offices"))
    merger = Merger(persons, bodies, offices, states=[e["name"] for e in states])
    people: list[Person] = []
    organizations: list[Organization] = []
    for record in records:
        if record["kind"] == "person":
            people.append(imports.person(record, countries=countries, roles=offices.by_role))
        else:
            organizations.append(imports.organization(record, countries=countries, roles=offices.by_role))
    merger.add_organizations(organizations)
    merger.add_persons(people)
    return merger


def _write(
    db: sqlite3.Connection, kind: str, records: Iterable[Person | Organization], seed: dict[str, set[str]]
) -> None:
    bodies, names, alike, terms, qids = [], [], [], [], []
    for number, record in enumerate(records):
        rank = 0 if record.id in seed else 1
        bodies.append((kind, record.id, rank, _json(record)))
        own = seed.get(record.id, set())
        for short, written in ((0, record.names), (1, record.short)):
            names += [(key(n), kind, 0 if n in own else 1, short, number, record.id, n) for n in written]
        keys = {k for name in record.names for k in likeness_keys(name, person=kind == "person")}
        alike += [(k, kind, record.id) for k in sorted(keys)]
        if record.wikidata:
            qids.append((record.wikidata, kind, record.id))
        if isinstance(record, Person):
            terms += [(t.role, t.country, t.organization, record.id, i) for i, t in enumerate(record.terms)]
    db.executemany("INSERT INTO record VALUES (?, ?, ?, ?)", bodies)
    db.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?, ?, ?, ?, ?)", sorted(names))
    db.executemany("INSERT OR IGNORE INTO likeness VALUES (?, ?, ?)", sorted(alike))
    db.executemany("INSERT OR IGNORE INTO held VALUES (?, ?, ?)", sorted(qids))
    db.executemany("INSERT INTO term VALUES (?, ?, ?, ?, ?)", terms)


def _write_other_names(db: sqlite3.Connection, kind: str, records: Iterable[Organization]) -> None:
    """Write how bodies are abbreviated, but companies and those for whom one is listed, and the other words for their names."""
    short, said = [], []
    for body in records:
        said += [(k, kind, body.id) for k in sorted({spoken(name) for name in body.names})]
        if body.subkind == "company" or any(name.isupper() for name in body.short):
            continue
        whole = {a for name in body.names for a in abbreviations(name)}
        state = state_words(body.country)
        bare = {a for name in body.names for a in abbreviations(name, without=state)} - whole
        short += [(a, b, kind, body.id) for b, found in ((0, whole), (1, bare)) for a in sorted(found)]
    db.executemany("INSERT INTO abbreviation VALUES (?, ?, ?, ?)", short)
    db.executemany("INSERT INTO spoken VALUES (?, ?, ?)", said)


def _json(value: object) -> str:
    return to_json(value).decode()
