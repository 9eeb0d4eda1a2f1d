"""What every graph store can do. One contract test (tests/stores) runs on each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol, Self

from polgraph.model import GraphBatch

Cell = str | int | float | bool | None | list[Any] | dict[str, Any]


class Position(NamedTuple):
    """How far a store is: the ledger that it shows and the number of the last change applied."""

    ledger: str
    change: int


class Rows(NamedTuple):
    """A table of scalars, lists and maps. `more`: rows beyond the limit were left out."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: bool = False

    def dicts(self) -> list[dict[str, Any]]:
        """Return each row as a map of column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Held(NamedTuple):
    """Ids of the nodes and relationships in a store that are polgraph's."""

    nodes: frozenset[str]
    edges: frozenset[str]


class GraphStore(Protocol):
    """A graph that shows a ledger and answers read-only Cypher.

    polgraph's are the nodes under a label of the schema that have an `id`, the relationships of its types
    that have an `id`, and the properties that the schema names. All else belongs to the user and is never touched,
    but for a user's relationship of a node that the ledger takes back.

    Every method raises StoreError, in one line, where the server is down, refuses or is not what it should be.
    """

    def prepare(self) -> None:
        """Bring constraints and indexes up to date. Raises StoreError for a store of a newer schema."""

    def position(self) -> Position | None:
        """Return how far the store is, None for one that never had a batch."""

    def apply(self, batch: GraphBatch, *, take_over: bool = False) -> None:
        """Overwrite the nodes and relationships of `batch`, delete the removed ones, set the position.

        Doing it again changes nothing; the position is written in the last transaction, so a crash before it is
        mended by doing it again. Raises StoreError for another ledger's batch (unless `take_over`), for a label,
        type or property that the schema does not name, and for a relationship to a node that is not there.
        """

    def remove(self, *, nodes: Sequence[str] = (), edges: Sequence[str] = ()) -> int:
        """Delete the nodes (with all their relationships) and relationships of these ids; return how many."""

    def held(self) -> Held:
        """Return the ids of all that is polgraph's."""

    def query(
        self, cypher: str, params: Mapping[str, Any] | None = None, *, limit: int | None = None
    ) -> Rows:
        """Return what a read-only query finds, at most `limit` rows.

        Nodes, relationships and paths come as maps, dates as ISO text. Raises InputError for a query that writes, is not
        valid or lacks a parameter.
        """

    def clear(self) -> None:
        """Delete all that is polgraph's, the position too. Users' own nodes stay."""

    def start_over(self) -> bool:
        """Throw everything away where polgraph alone owns the store, and say whether it does: a server stays as it is."""

    def close(self) -> None:
        """Let go of the server or files. May be called twice."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *exc: object) -> None: ...
