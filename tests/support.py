"""What several tests need."""

from __future__ import annotations

import os
import warnings
from typing import NoReturn

import pytest


def cannot_run(why: str) -> NoReturn:
    """End the test: on a laptop a skip that is heard, on a build server (CI is set) a failure."""
    if os.environ.get("CI"):
        pytest.fail(why, pytrace=False)
    warnings.warn(f"NOT TESTED: {why}", stacklevel=2)
    pytest.skip(why)


def refused_writes() -> list[str]:
    """Cypher that would change the graph, its schema or the server."""
    return [
        "CREATE (n:Actor {name: 'x'}) RETURN n.name",
        "MERGE (n:Actor {id: 'new'}) RETURN n.id",
        "MATCH (n:Actor) SET n.name = 'x'",
        "MATCH (n:Actor) SET n:Odd",
        "MATCH (n:Actor) REMOVE n.name",
        "MATCH (n:Actor) DETACH DELETE n",
        "MATCH (a:Actor) CALL (a) { SET a.x = 1 } RETURN count(*)",
        "MATCH (n:Actor) FOREACH (i IN [1] | SET n.x = i)",
        "CALL db.createLabel('Odd')",
        "CALL db.createProperty('odd')",
        "CREATE INDEX odd FOR (n:Actor) ON (n.kind)",
        "DROP CONSTRAINT polgraph_store",
    ]
