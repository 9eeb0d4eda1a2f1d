"""The graph store: the protocol that each one keeps, Neo4j, and the projector that brings the ledger into it."""

from polgraph.stores.base import GraphStore, Held, Position, Rows
from polgraph.stores.connect import Connection, open_store, resolve
from polgraph.stores.projector import Projected, project, rebuild

__all__ = [
    "Connection",
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
