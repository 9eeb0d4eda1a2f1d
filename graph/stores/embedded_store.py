"""The default graph store: ArcadeDB in this process, a folder of the workspace, Neo4j's Cypher, no server."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Self, TypeVar

from polgraph.errors import InputError, StoreBrokenError, StoreError
from polgraph.stores import writing
from polgraph.stores.base import Rows
from polgraph.stores.cypher_store import CypherStore
from polgraph.stores.embedded_engine import OpenDatabase, error_names, error_text, no_room
from polgraph.stores.embedded_rows import Records, columns_of, plain
from polgraph.stores.writing import Run

T = TypeVar("T")

LANGUAGE = "opencypher"
_RETRIES = 5
_TORN = {
    "SerializationException",
    "BufferUnderflowException",
    "IndexOutOfBoundsException",
    "ArrayIndexOutOfBoundsException",
    "NegativeArraySizeException",
    "DatabaseMetadataException",
    "DatabaseIsClosedException",
    "WALException",
}


class EmbeddedStore(CypherStore):
    """A graph in a folder, which one process at a time opens. A mere copy of the ledger: broken, it is written anew."""

    engine = "arcadedb"

    def __init__(self, shared: OpenDatabase) -> None:
        self._shared: OpenDatabase | None = shared

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the store in the folder `path`, made where there is none. Opening it again in one process is fine.

        Raises NoStoreError on a machine that the engine does not run on, StoreError where another process has it open,
        StoreBrokenError for files that were changed or cannot be read (`open_or_renew` makes an empty one instead).
        """
        return cls(OpenDatabase.take(path))

    @classmethod
    def open_or_renew(cls, path: Path) -> Self:
        """Open the store in the folder `path`; one that is broken is thrown away for an empty one, to be projected to."""
        try:
            return cls.open(path)
        except StoreBrokenError:
            from polgraph.stores.embedded_files import StoreFolder

            folder = StoreFolder(path)
            folder.take()
            try:
                folder.discard()
            finally:
                folder.release()
            return cls.open(path)

    @property
    def path(self) -> Path:
        """The folder that the store lies in."""
        return self._open.folder.path

    def prepare(self) -> None:
        """See `GraphStore.prepare`. What a full disk or a kill left of the first one is not built upon."""
        if not self._open.is_new and not self._position_row().get("schema"):
            self.start_over()
        super().prepare()

    def start_over(self) -> bool:
        """See `GraphStore.start_over`."""
        self._open.start_over()
        return True

    def query(
        self, cypher: str, params: Mapping[str, Any] | None = None, *, limit: int | None = None
    ) -> Rows:
        """See `GraphStore.query`."""
        given = dict(params or {})
        with self._reported(question=True) as database, _undone(database):
            with database.query(LANGUAGE, cypher, given) as result:
                rows = [row.to_dict() for row in islice(result, None if limit is None else limit + 1)]
            columns = tuple(rows[0]) if rows else columns_of(database, cypher, given)
            records = Records(database)
            cells = tuple(tuple(plain(row.get(c), records) for c in columns) for row in rows[:limit])
        return Rows(columns, cells, more=limit is not None and len(rows) > limit)

    def close(self) -> None:
        """See `GraphStore.close`."""
        if self._shared:
            self._shared.give_back()
            self._shared = None

    def _write(self, work: Callable[[Run], T]) -> T:
        with self._reported() as database:
            self._open.folder.unseal()
            done: T = database.run_in_transaction(lambda: work(_runner(database.command)), retries=_RETRIES)
            return done

    def _read(self, work: Callable[[Run], T]) -> T:
        with self._reported() as database, _undone(database):
            return work(_runner(database.query))

    def _remove_edges(self, run: Run, ids: Sequence[str]) -> int:
        """By the index on the ids: the engine's Cypher would walk all relationships for each."""
        found = [
            edge
            for type_ in (writing.EDGE_TYPES if ids else ())
            for id_ in ids
            if (edge := self._open.database.lookup_by_key(type_, ["id"], [id_]))
        ]
        for edge in found:
            edge.delete()
        return len(found)

    @property
    def _open(self) -> OpenDatabase:
        if self._shared is None:
            raise StoreError("the graph store was closed")
        return self._shared

    @contextmanager
    def _reported(self, *, question: bool = False) -> Iterator[Any]:
        """Give the database; turn what the engine raises into one clear line. `question`: the text is the user's."""
        shared = self._open
        try:
            yield shared.database
        except shared.engine.ArcadeDBError as error:
            names, said = error_names(error), error_text(error)
            if question and "QueryNotIdempotentException" in names:
                raise InputError(
                    f"the query would change the graph, and polgraph only reads: {said}"
                ) from error
            if question and not names & _TORN:
                raise InputError(f"the graph store cannot run the query: {said}") from error
            if full := no_room(error, shared.folder.path):
                raise full from error
            if names & {"OutOfMemoryError", "ConcurrentModificationException"}:
                raise StoreError(f"the graph store {shared.folder.path}: {said}") from error
            raise shared.folder.broken(said) from error


def _runner(call: Callable[..., Any]) -> Run:
    def run(statement: str, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = call(LANGUAGE, statement, dict(params)).to_list()
        return rows

    return run


@contextmanager
def _undone(database: Any) -> Iterator[None]:
    """A transaction that is taken back in the end, for what only reads."""
    database.begin()
    try:
        yield
    finally:
        if database.is_transaction_active():
            database.rollback()
