"""The graph store: the protocol that each one keeps, the embedded one, Neo4j, and the projector from the ledger."""

from polgraph.stores.base import GraphStore, Held, Position, Rows
from polgraph.stores.connect import Connection, Embedded, open_store, resolve
from polgraph.stores.projector import Projected, project, rebuild

__all__ = [
    "Connection",
    "Embedded",
    "GraphStore",
    "Held",
    "Position",
    "Projected",
    "Rows",
    "open_store",
    "project",
    "rebuild",
    "resolve",
]
