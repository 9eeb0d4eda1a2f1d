"""One store of each engine, empty before each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from engines import ENGINES, Engine, Raw, embedded_engine, neo4j_engine

from polgraph.stores import GraphStore

Opener = Callable[[], GraphStore]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """The engine under test, its store empty: each that polgraph has is one parameter."""
    if request.param == "embedded":
        yield embedded_engine(tmp_path / "graph", request.getfixturevalue("empty_embedded"))
    else:
        with neo4j_engine(request.getfixturevalue("neo4j_server")) as server:
            yield server


@pytest.fixture
def opener(engine: Engine) -> Opener:
    """Opens the store under test once more."""
    return engine.open


@pytest.fixture
def raw(engine: Engine) -> Raw:
    """Runs any Cypher as a user of the database would, past the store."""
    return engine.raw


@pytest.fixture
def store(engine: Engine) -> Iterator[GraphStore]:
    """An empty, prepared store."""
    with engine.open() as opened:
        opened.prepare()
        yield opened
