"""Fixtures that several rooms use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from engines import make_template
from support import cannot_run

from polgraph.settings import use_facts
from polgraph.stores import Connection


@pytest.fixture(autouse=True)
def no_imported_facts() -> Iterator[None]:
    """Only what is shipped is known, unless a test imports more."""
    use_facts(None)
    yield
    use_facts(None)


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A Neo4j server that tests may fill and clear: POLGRAPH_TEST_NEO4J_URI, else one started for this session."""
    if uri := os.environ.get("POLGRAPH_TEST_NEO4J_URI"):
        user = os.environ.get("POLGRAPH_TEST_NEO4J_USER", "neo4j")
        yield Connection(uri=uri, user=user, password=os.environ["POLGRAPH_TEST_NEO4J_PASSWORD"])
        return
    from polgraph import server
    from polgraph.errors import PolgraphError

    home = tmp_path_factory.mktemp("neo4j")
    try:
        running = server.up(home=home, http_port=0, bolt_port=0)
    except PolgraphError as error:
        cannot_run(f"no Neo4j server: {error}")
    try:
        yield Connection(uri=running.uri, user=running.user, password=running.password)
    finally:
        server.down(home=home)


@pytest.fixture(scope="session")
def neo4j_uri(neo4j_server: Connection) -> str:
    """The address of that server."""
    return neo4j_server.uri


@pytest.fixture(scope="session")
def empty_embedded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an empty embedded store, for tests to copy."""
    return make_template(tmp_path_factory.mktemp("embedded") / "graph")
