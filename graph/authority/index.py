"""The index: all records of the authority in one SQLite file, found by folded names, built when they are asked for."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")

TABLES = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE file (name TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE record (kind TEXT NOT NULL, id TEXT NOT NULL, rank INTEGER NOT NULL, "
    "body TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID",
    # short 1: others may share the name; rank 0: of the seed, 1: imported
    "CREATE TABLE name (key TEXT NOT NULL, kind TEXT NOT NULL, rank INTEGER NOT NULL, short INTEGER NOT NULL, "
    "number INTEGER NOT NULL, id TEXT NOT NULL, written TEXT NOT NULL, "
    "PRIMARY KEY (key, kind, rank, short, number, written)) WITHOUT ROWID",
    "CREATE TABLE likeness (key TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, "
    "PRIMARY KEY (key, kind, id)) WITHOUT ROWID",
    # how names are abbreviated as a rule; bare 1: without the words of the state
    "CREATE TABLE abbreviation (written TEXT NOT NULL, bare INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, "
    "PRIMARY KEY (written, kind, id)) WITHOUT ROWID",
    # what the names of one body have in common (see `body_names.spoken`)
    "CREATE TABLE spoken (key TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (key, kind, id)) WITHOUT ROWID",
    "CREATE TABLE term (role TEXT NOT NULL, country TEXT, organization TEXT, person TEXT NOT NULL, place INTEGER NOT NULL)",
    "CREATE TABLE held (qid TEXT PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL) WITHOUT ROWID",
)
INDEXES = (
    "CREATE INDEX term_of_country ON term (country, role)",
    "CREATE INDEX term_of_organization ON term (organization, role)",
    "CREATE INDEX term_of_role ON term (role)",
)


class Called(NamedTuple):
    """A name of a record: `short` where others may share it, `rank` 0 of the seed and 1 of an import."""

    kind: str
    rank: int
    short: bool
    id: str
    written: str


class Index:
    """Reads an index. `connect` opens it, and is called again in a process that was forked from this one.

    `mend` makes it anew; it is called once where the file turns out to be damaged.
    """

    def __init__(
        self,
        connect: Callable[[], sqlite3.Connection],
        *,
        mend: Callable[[], Callable[[], sqlite3.Connection]] | None = None,
        path: Path | None = None,
    ) -> None:
        self._connect, self._mend, self.path = connect, mend, path
        self._db, self._process = connect(), os.getpid()
        self._called: dict[str, tuple[Called, ...]] = {}

    def rows(self, query: str, *values: object) -> list[Any]:
        """Return the rows of a query."""
        if self._process != os.getpid():
            self._db, self._process = self._connect(), os.getpid()
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.DatabaseError:
            if self._mend is None:
                raise
            self._connect, self._mend = self._mend(), None
            self._db = self._connect()
            return self._db.execute(query, values).fetchall()

    def meta(self, name: str) -> str:
        """Return an entry on the index itself."""
        return str(self.rows("SELECT value FROM meta WHERE name = ?", name)[0][0])

    def file(self, name: str) -> Any:
        """Return what the seed file `name` says."""
        return json.loads(self.rows("SELECT body FROM file WHERE name = ?", name)[0][0])

    def called(self, key: str) -> tuple[Called, ...]:
        """Return what has the folded name `key`: the seed's first, then full names before short ones."""
        found = self._called.get(key)
        if found is None:
            rows = self.rows(
                "SELECT kind, rank, short, id, written FROM name WHERE key = ? ORDER BY rank, short, number",
                key,
            )
            found = tuple(
                Called(kind, rank, bool(short), id_, written) for kind, rank, short, id_, written in rows
            )
            if len(self._called) > 1 << 17:
                self._called.clear()
            self._called[key] = found
        return found

    def alike(self, key: str, kind: str) -> list[str]:
        """Return the ids of the records of `kind` that one of their names files under `key` (see `likeness`)."""
        return [id_ for (id_,) in self.rows("SELECT id FROM likeness WHERE key = ? AND kind = ?", key, kind)]

    def terms(self, role: str, country: str | None, organizations: tuple[str, ...]) -> list[tuple[str, int]]:
        """Return person and place among the person's terms of those in an office; empty `organizations`: of any."""
        query, values = "SELECT person, place FROM term WHERE role = ?", [role]
        if country is not None:
            query, values = f"{query} AND country = ?", [*values, country]
        if organizations:
            marks = ", ".join("?" * len(organizations))
            query, values = f"{query} AND organization IN ({marks})", [*values, *organizations]
        return [(person, place) for person, place in self.rows(f"{query} ORDER BY rowid", *values)]


class Records(Mapping[str, T], Generic[T]):
    """All records of a kind by id, each built when it is first asked for."""

    def __init__(self, index: Index, kind: str, build: Callable[[dict[str, Any]], T]) -> None:
        self._index, self._kind, self._build = index, kind, build
        self._known: dict[str, T | None] = {}

    def __getitem__(self, id_: str) -> T:
        if id_ not in self._known:
            rows = self._index.rows("SELECT body FROM record WHERE kind = ? AND id = ?", self._kind, id_)
            self._known[id_] = self._build(json.loads(rows[0][0])) if rows else None
        found = self._known[id_]
        if found is None:
            raise KeyError(id_)
        return found

    def __iter__(self) -> Iterator[str]:
        return (id_ for (id_,) in self._index.rows("SELECT id FROM record WHERE kind = ?", self._kind))

    def __len__(self) -> int:
        return int(self._index.rows("SELECT count(*) FROM record WHERE kind = ?", self._kind)[0][0])

    def each(self, *, rank: int) -> Iterator[T]:
        """Yield all records of the seed (`rank` 0) or imported (1) without keeping them."""
        query = "SELECT body FROM record WHERE kind = ? AND rank = ?"
        for (body,) in self._index.rows(query, self._kind, rank):
            yield self._build(json.loads(body))
