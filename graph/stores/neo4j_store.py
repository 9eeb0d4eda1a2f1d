"""A Neo4j server (5.26 or newer, community is enough) as graph store, through the official driver."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self, TypeVar

from polgraph.errors import InputError, StoreError
from polgraph.stores.base import Rows
from polgraph.stores.connect import Connection
from polgraph.stores.cypher_store import CypherStore
from polgraph.stores.imports import without
from polgraph.stores.plain import plain
from polgraph.stores.writing import Run, text

if TYPE_CHECKING:
    import neo4j

T = TypeVar("T")

OLDEST = (5, 26)
CONNECT_SECONDS = 10.0
RETRY_SECONDS = 30.0


class Neo4jStore(CypherStore):
    """A graph in one database of a Neo4j server."""

    engine = "neo4j"

    def __init__(self, driver: neo4j.Driver, connection: Connection) -> None:
        self._driver = driver
        self._connection = connection

    @classmethod
    def open(cls, connection: Connection) -> Self:
        """Connect and sign in. Raises StoreError, in one line, where that fails."""
        with without("numpy", "pandas"):
            import neo4j

        logging.getLogger("neo4j").addHandler(logging.NullHandler())  # else its warnings reach stderr
        with _reported(connection):
            driver = neo4j.GraphDatabase.driver(
                connection.uri,
                auth=(connection.user, connection.password.get_secret_value()),
                connection_timeout=CONNECT_SECONDS,
                connection_acquisition_timeout=2 * CONNECT_SECONDS,
                max_transaction_retry_time=RETRY_SECONDS,
                notifications_min_severity="OFF",
                user_agent="polgraph",
            )
        store = cls(driver, connection)
        try:
            with _reported(connection), store._session("READ") as session:
                # Not in a managed transaction: that would try again for half a minute where nothing answers.
                summary = session.run(text("ping")).consume()
            _check_version(summary.server.agent, connection)
        except BaseException:
            store.close()
            raise
        return store

    def query(
        self, cypher: str, params: Mapping[str, Any] | None = None, *, limit: int | None = None
    ) -> Rows:
        """See `GraphStore.query`."""

        def work(tx: neo4j.ManagedTransaction) -> Rows:
            result = tx.run(cypher, dict(params or {}))
            records = list(result) if limit is None else result.fetch(limit + 1)
            rows = tuple(tuple(plain(value) for value in record.values()) for record in records[:limit])
            return Rows(tuple(result.keys()), rows, more=limit is not None and len(records) > limit)

        with _reported(self._connection, question=True), self._session("READ") as session:
            return session.execute_read(work)

    def close(self) -> None:
        """See `GraphStore.close`."""
        self._driver.close()

    def _write(self, work: Callable[[Run], T]) -> T:
        with _reported(self._connection), self._session("WRITE") as session:
            return session.execute_write(lambda tx: work(_runner(tx)))

    def _read(self, work: Callable[[Run], T]) -> T:
        with _reported(self._connection), self._session("READ") as session:
            return session.execute_read(lambda tx: work(_runner(tx)))

    def _session(self, mode: str) -> neo4j.Session:
        return self._driver.session(database=self._connection.database, default_access_mode=mode)


def _runner(tx: neo4j.ManagedTransaction) -> Run:
    def run(statement: str, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        return tx.run(statement, dict(params)).data()

    return run


def _check_version(agent: str, connection: Connection) -> None:
    numbers = agent.rpartition("/")[2].split("-")[0].split(".")
    if len(numbers) >= 2 and all(n.isdigit() for n in numbers[:2]) and tuple(map(int, numbers[:2])) < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise StoreError(f"{connection.uri} runs {agent}: polgraph needs Neo4j {oldest} or newer")


@contextmanager
def _reported(connection: Connection, *, question: bool = False) -> Iterator[None]:
    """Turn what the driver raises into one clear line. `question`: the text that runs is the user's."""
    from neo4j import exceptions

    try:
        yield
    except exceptions.Neo4jError as error:
        raise _of_server(error, connection, question=question) from error
    except exceptions.ConfigurationError as error:
        raise StoreError(f"cannot use {connection.uri}: {_first_line(error)}") from error
    except exceptions.DriverError as error:
        raise StoreError(
            f"no Neo4j server answers at {connection.uri}: start one (`polgraph neo4j up`) or check the address"
        ) from error


def _of_server(error: neo4j.exceptions.Neo4jError, connection: Connection, *, question: bool) -> Exception:
    code, where = error.code or "", connection.uri
    said = _first_line(error.message or error)
    if code.endswith(("Security.Unauthorized", "Security.AuthenticationRateLimit")):
        return StoreError(f"{where} refuses user {connection.user}: wrong user or password")
    if code.endswith("Security.CredentialsExpired"):
        return StoreError(
            f"{where}: user {connection.user} must first set a new password (in the Neo4j Browser)"
        )
    if code.endswith("Database.DatabaseNotFound"):
        return StoreError(
            f"{where} has no database {connection.database}: leave it out, or name one that exists"
        )
    if question and code.endswith(("Statement.AccessMode", "Security.Forbidden")):
        return InputError(f"the query would change the graph, and polgraph only reads: {said}")
    if question and code.startswith("Neo.ClientError"):
        return InputError(f"the graph store cannot run the query: {said}")
    return StoreError(f"{where}: {said}")


def _first_line(error: object) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
