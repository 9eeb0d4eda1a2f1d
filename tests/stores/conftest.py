"""One store of each engine, empty before each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from polgraph.stores import Connection, GraphStore
from polgraph.stores.neo4j_store import Neo4jStore

Opener = Callable[[], GraphStore]


def _neo4j(request: pytest.FixtureRequest) -> Opener:
    connection: Connection = request.getfixturevalue("neo4j_server")
    return lambda: Neo4jStore.open(connection)


@pytest.fixture(params=[pytest.param(_neo4j, id="neo4j", marks=pytest.mark.neo4j)])
def opener(request: pytest.FixtureRequest) -> Opener:
    """Opens the store under test once more: each engine that polgraph has is one parameter here."""
    return request.param(request)  # type: ignore[no-any-return]


@pytest.fixture
def raw(neo4j_server: Connection) -> Iterator[Callable[..., list[dict[str, object]]]]:
    """Runs any Cypher as a user of the database would, past the store."""
    import neo4j

    auth = (neo4j_server.user, neo4j_server.password.get_secret_value())
    with neo4j.GraphDatabase.driver(neo4j_server.uri, auth=auth, notifications_min_severity="OFF") as driver:
        yield lambda text, **params: [r.data() for r in driver.execute_query(text, params).records]


@pytest.fixture
def store(opener: Opener, raw: Callable[..., object]) -> Iterator[GraphStore]:
    """An empty, prepared store."""
    raw("MATCH (n) DETACH DELETE n")
    with opener() as opened:
        opened.prepare()
        yield opened
