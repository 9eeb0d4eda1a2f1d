"""Filters: a look-up that is limited in time, to statuses, sources or speakers is computed from the claims that are left.

The claims that a filter leaves, and the relations that they amount to, are laid over the tables `claim` and `relation` for the
time of some questions: a temporary table of SQLite hides the lasting one of its name. Whatever asks then, asks of the selection.
"""
# ruff: noqa: S608 (joined from the schema and from constants; values are always bound)

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any, Literal, NamedTuple

from polgraph import vocabulary
from polgraph.errors import InputError
from polgraph.folding import fold
from polgraph.ledger.excerpts import is_within
from polgraph.ledger.payloads import dump, relation_edge
from polgraph.ledger.periods import DAWN, OPEN, Statement, overlap
from polgraph.ledger.relations import ENOUGH, STATUSES, derive
from polgraph.ledger.ways import Way, on_way
from polgraph.model import Record

_COPIED = ("claim", "relation")
_STATEMENT = (
    "id, status, phase, start_date, end_date, date_kind, reported, article, origin, confidence, event"
)


Scope = Literal["all", "contested", "events"]
_SCOPES = {
    "contested": "(predicate, a, b) IN (SELECT predicate, a, b FROM main.claim WHERE status = 'denied')",
    "events": "(event IS NOT NULL OR subject IN (SELECT id FROM main.node WHERE class = 'event') "
    "OR object IN (SELECT id FROM main.node WHERE class = 'event'))",
}


class Filter(Record):
    """Which claims count. Days are ISO dates, both included; what is null or empty limits nothing.

    A claim is of the days that the text dates it to; one without a date is of the day of its report, but an undated "former" is of none.
    `statuses`: asserted, alleged, planned, demanded, hypothetical, denied. `sources`: publishers (of a fact of the authority, where it comes
    from). `speakers`: ids of nodes of which one says so. `types`: predicates, and types of events (then what is of such an event).
    """

    since: str | None = None
    until: str | None = None
    statuses: tuple[str, ...] = ()
    min_confidence: float | None = None
    sources: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != Filter()

    @property
    def words(self) -> str:
        """The filter in the words of the command line."""
        said = [f"since {self.since}"] if self.since else []
        said += [f"until {self.until}"] if self.until else []
        said += [f"{'/'.join(self.statuses)}"] if self.statuses else []
        said += [f"of confidence {self.min_confidence:g} or more"] if self.min_confidence is not None else []
        said += [f"published by {' or '.join(self.sources)}"] if self.sources else []
        said += [f"said by {' or '.join(self.speakers)}"] if self.speakers else []
        said += [f"of type {' or '.join(self.types)}"] if self.types else []
        return ", ".join(said)


class Counted(NamedTuple):
    """What a filter leaves of the claims of articles on a node: how many, in how many articles, published when."""

    claims: int
    articles: int
    first_seen: str | None
    last_seen: str | None


def counted(db: sqlite3.Connection, node: str, chosen: Filter) -> Counted:
    """Return what the filter leaves of the claims on the node."""
    with only(db, checked(chosen), nodes=[node]):
        row = db.execute(
            "SELECT count(*), count(DISTINCT article), min(reported), max(reported) FROM claim "
            "WHERE article IS NOT NULL AND ? IN (subject, object)",
            (node,),
        ).fetchone()
    return Counted(*row)


def checked(given: Filter) -> Filter:
    """Return the filter with the vocabulary's spelling of its words. Raises InputError for a word or a period that is none."""
    known = vocabulary.load()
    words = {fold(w): w for w in (*known.predicates, *known.event_types)}
    types = tuple(words.get(fold(t), "") for t in given.types)
    if "" in types:
        typed = given.types[types.index("")]
        raise InputError(f"{typed!r} is no type: {_nearest(typed, words.values())}")
    for status in given.statuses:
        if status not in STATUSES:
            raise InputError(f"{status!r} is no status: there are {', '.join(STATUSES)}")
    if given.min_confidence is not None and not 0 <= given.min_confidence <= 1:
        raise InputError(f"a confidence is from 0 to 1, not {given.min_confidence:g}")
    if given.since and given.until and given.since > given.until:
        raise InputError(f"the period ends ({given.until}) before it begins ({given.since})")
    return given.model_copy(update={"types": types})


def _nearest(typed: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(fold(typed), {fold(w): w for w in known}, n=3, cutoff=0.5)
    spelt = {fold(w): w for w in known}
    return f"nearest: {', '.join(spelt[n] for n in near)}" if near else "`docs/graph.md` lists them"


@contextmanager
def only(
    db: sqlite3.Connection,
    chosen: Filter,
    *,
    nodes: Collection[str] = (),
    scope: Scope = "all",
    way: Way | None = None,
) -> Iterator[int]:
    """Within the block only claims that `chosen` leaves are there, and what they amount to; yields how many.

    `nodes`: only claims with an end among these are asked for, which takes less time. `scope`: "contested", only pairs of which something is
    denied are asked for; "events", only events are, and only those are there of which a record is left (its date, status, confidence, article, speakers and type count as those of a claim do).
    `way`: only claims on pairs of a shortest way between these two are asked for.
    """
    is_within_one = db.in_transaction
    if not is_within_one:
        db.execute("BEGIN")
    try:
        yield _lay_over(db, chosen, nodes, scope, way)
    finally:
        if not is_within_one:
            db.execute("ROLLBACK")
        else:
            for kind, name in (
                ("VIEW", "node"),
                ("TABLE", "kept"),
                ("TABLE", "claim"),
                ("TABLE", "relation"),
            ):
                db.execute(f"DROP {kind} IF EXISTS temp.{name}")


def _lay_over(
    db: sqlite3.Connection, chosen: Filter, nodes: Collection[str], scope: Scope, way: Way | None
) -> int:
    rows = list(_claims(db, chosen, nodes, scope))
    least = ENOUGH if chosen.min_confidence is None else chosen.min_confidence
    if way:
        rows = on_way(db, rows, way, least)
    for name in _COPIED:
        _like(db, name)
    columns = ", ".join(
        name for _, name, *_ in db.execute("SELECT * FROM pragma_table_info('claim', 'main')")
    )
    db.executemany(
        f"INSERT INTO temp.claim ({columns}) SELECT {columns} FROM main.claim WHERE id = ?",
        [(row[3],) for row in rows],
    )
    for end in ("subject", "object", "event", "article"):
        db.execute(f"CREATE INDEX temp.chosen_{end} ON claim ({end})")
    db.execute("CREATE INDEX temp.chosen_pair ON claim (a, b, predicate)")
    for (predicate, a, b), group in groupby(rows, key=lambda row: row[:3]):
        if a != b:
            for d in derive(
                vocabulary.load()[predicate], [Statement(*row[3:14]) for row in group], least=least
            ):
                e = relation_edge(d, a, b)
                row = (e.id, e.type, predicate, a, b, d.status, dump(e.properties))
                db.execute("INSERT INTO temp.relation VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    db.execute("CREATE INDEX temp.chosen_relation ON relation (a, b, predicate)")
    db.execute("CREATE INDEX temp.chosen_end ON relation (b)")
    if scope == "events":
        _events(db, chosen)
    return len(rows)


def _like(db: sqlite3.Connection, name: str) -> None:
    """Make a temporary table of the columns of the lasting one, those that are computed too."""
    (text,) = db.execute(
        "SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name = ?", (name,)
    ).fetchone()
    text = re.sub(r"REFERENCES \w+(?: \(\w+\))?", "", text)
    db.execute(re.sub(r"^CREATE TABLE (?:main\.)?\"?\w+\"?", f"CREATE TEMP TABLE {name}", text))


def _claims(
    db: sqlite3.Connection, chosen: Filter, nodes: Collection[str], scope: Scope
) -> Iterator[tuple[Any, ...]]:
    """Yield the claims that are left (predicate, ends, a statement), by predicate and ends."""
    where, values = ["1"], list[object]()
    if nodes:
        marks = ", ".join("?" * len(nodes))
        where.append(
            f"id IN (SELECT id FROM main.claim WHERE subject IN ({marks}) UNION SELECT id FROM main.claim "
            f"WHERE object IN ({marks}) UNION SELECT id FROM main.claim WHERE event IN ({marks}))"
        )
        values += [*nodes] * 3
    if limit := _SCOPES.get(scope):
        where.append(limit)
    if chosen.statuses:
        where.append(f"status IN ({', '.join('?' * len(chosen.statuses))})")
        values += chosen.statuses
    if chosen.min_confidence is not None:
        where.append("confidence >= ?")
        values.append(chosen.min_confidence)
    if chosen.speakers:
        marks = ", ".join("?" * len(chosen.speakers))
        where.append(f"id IN (SELECT claim FROM speaker WHERE node IN ({marks}))")
        values += chosen.speakers
    if chosen.types:
        marks = ", ".join("?" * len(chosen.types))
        of = f"SELECT id FROM main.node WHERE class = 'event' AND json_extract(payload, '$.properties.type') IN ({marks})"
        where.append(f"(predicate IN ({marks}) OR subject IN ({of}) OR object IN ({of}) OR event IN ({of}))")
        values += [*chosen.types] * 4
    source = (
        "(SELECT source FROM current WHERE current.article = claim.article)" if chosen.sources else "NULL"
    )
    query = f"SELECT predicate, a, b, {_STATEMENT}, {source}, known_from FROM main.claim WHERE {' AND '.join(where)} ORDER BY predicate, a, b, id"
    sources = {fold(s) for s in chosen.sources}
    days = chosen.since, chosen.until
    for row in db.execute(query, values).fetchall():
        if sources and fold(row[14] or row[15] or row[10] or "") not in sources:
            continue
        if any(days) and not is_within(Statement(*row[3:14]), days):
            continue
        yield row


def _events(db: sqlite3.Connection, chosen: Filter) -> None:
    """Let only those events be there of which a record is left: it counts as a claim does."""
    db.execute("CREATE TEMP TABLE kept (id TEXT PRIMARY KEY) WITHOUT ROWID")
    predicates = vocabulary.load().predicates.keys()
    types = {t for t in chosen.types if t not in predicates}
    acts = set(chosen.types) - types
    by_claims = {
        id_ for (id_,) in db.execute("SELECT event FROM temp.claim UNION SELECT object FROM temp.claim")
    }
    rows = db.execute(
        "SELECT node.id, json_extract(node.payload, '$.properties.type'), json_extract(member.body, '$.status'), "
        "json_extract(member.body, '$.date[0]'), json_extract(member.body, '$.date[1]'), "
        "json_extract(member.body, '$.confidence'), current.source, current.day, "
        "(SELECT json_group_array(node) FROM appearance WHERE appearance.article = member.article "
        "AND local IN (SELECT value FROM json_each(member.body, '$.speakers'))) "
        "FROM main.node JOIN member ON member.node = node.id JOIN current USING (article) "
        "WHERE node.class = 'event' AND node.payload IS NOT NULL"
    )
    kept = set()
    for id_, type_, status, start, end, confidence, source, day, speakers in rows.fetchall():
        asked = chosen.since or DAWN, chosen.until or OPEN
        span = (start or DAWN, end or OPEN) if start or end else (day, day) if day else None
        if (
            (not chosen.types or type_ in types or (acts and id_ in by_claims))
            and (not chosen.statuses or status in chosen.statuses)
            and ((chosen.since or chosen.until) is None or (span is not None and overlap(span, asked)))
            and (chosen.min_confidence is None or (confidence or 0.0) >= chosen.min_confidence)
            and (not chosen.sources or fold(source or "") in {fold(s) for s in chosen.sources})
            and (not chosen.speakers or set(json.loads(speakers)) & set(chosen.speakers))
        ):
            kept.add(id_)
    db.executemany("INSERT INTO kept VALUES (?)", [(id_,) for id_ in sorted(kept)])
    db.execute(
        "CREATE TEMP VIEW node AS SELECT * FROM main.node WHERE class <> 'event' OR id IN (SELECT id FROM kept)"
    )
