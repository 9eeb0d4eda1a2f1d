"""The engines that every store test runs on: a Neo4j server, and the one within the process."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from polgraph.stores import Connection, GraphStore
from polgraph.stores.embedded_engine import OpenDatabase, load_engine
from polgraph.stores.embedded_store import LANGUAGE, EmbeddedStore
from polgraph.stores.neo4j_store import Neo4jStore

ENGINES = [
    pytest.param("embedded", id="embedded"),
    pytest.param("neo4j", id="neo4j", marks=pytest.mark.neo4j),
]
Raw = Callable[..., list[dict[str, Any]]]


@dataclass
class Engine:
    """How a test opens the store under test, and what a database does by itself, past the store."""

    name: str
    open: Callable[[], GraphStore]
    raw: Raw
    duplicate: type[Exception]
    place: tuple[str, ...]
    """With these words `open_place` opens it in another process."""


def open_place(name: str, *place: str) -> GraphStore:
    """Open the store of an engine by the words of its `place`."""
    if name == "embedded":
        return EmbeddedStore.open(Path(place[0]))
    uri, user, password = place
    return Neo4jStore.open(Connection(uri=uri, user=user, password=password))  # type: ignore[arg-type]


def empty(raw: Raw) -> None:
    """Delete everything, in portions: a server's memory has an end."""
    while raw("MATCH (n) WITH n LIMIT 1000 DETACH DELETE n RETURN count(*) AS gone")[0]["gone"]:
        pass


@contextmanager
def neo4j_engine(server: Connection) -> Iterator[Engine]:
    """The server, emptied."""
    import neo4j
    import neo4j.exceptions

    password = server.password.get_secret_value()
    auth = (server.user, password)
    with neo4j.GraphDatabase.driver(server.uri, auth=auth, notifications_min_severity="OFF") as driver:

        def raw(text: str, **params: object) -> list[dict[str, Any]]:
            return [record.data() for record in driver.execute_query(text, params).records]

        empty(raw)
        yield Engine(
            "neo4j",
            lambda: Neo4jStore.open(server),
            raw,
            neo4j.exceptions.ConstraintError,
            (server.uri, server.user, password),
        )


def embedded_engine(folder: Path, template: Path) -> Engine:
    """A store in `folder`, a copy of the empty one in `template`."""
    shutil.copytree(template, folder)

    def raw(text: str, **params: object) -> list[dict[str, Any]]:
        shared = OpenDatabase.take(folder)
        try:
            with shared.database.transaction():
                return shared.database.command(LANGUAGE, text, params).to_list()  # type: ignore[no-any-return]
        finally:
            shared.give_back()

    duplicate = load_engine(folder / "log").ArcadeDBError
    return Engine("embedded", lambda: EmbeddedStore.open(folder), raw, duplicate, (str(folder),))


def make_template(folder: Path) -> Path:
    """Make an empty store with all its indexes, which takes half a second: tests copy it."""
    with EmbeddedStore.open(folder) as store:
        store.prepare()
    return folder


@contextmanager
def open_empty(request: pytest.FixtureRequest, folder: Path) -> Iterator[GraphStore]:
    """Open the store of the engine that is `request.param`, empty; `folder` is for the embedded one."""
    if request.param == "embedded":
        with EmbeddedStore.open(folder) as store:
            yield store
        return
    with neo4j_engine(request.getfixturevalue("neo4j_server")) as engine, engine.open() as store:
        yield store
        empty(engine.raw)
