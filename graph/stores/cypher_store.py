"""A store that speaks Cypher: the order of transactions, the position, the refusals. An engine adds how to run."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Self, TypeVar

from polgraph import queries
from polgraph.errors import StoreError, StoreUnfitError
from polgraph.model import GraphBatch
from polgraph.stores import writing
from polgraph.stores.base import Held, Position, Rows
from polgraph.stores.writing import Run, text

T = TypeVar("T")


class CypherStore(ABC):
    """The part of `GraphStore` that is the same for every engine."""

    engine: str
    """The folder of `queries/store/` with the engine's migrations."""

    @abstractmethod
    def _write(self, work: Callable[[Run], T]) -> T:
        """Do `work` in one explicit read-write transaction and commit; again where the engine advises it."""

    @abstractmethod
    def _read(self, work: Callable[[Run], T]) -> T:
        """Do `work` in one read-only transaction."""

    @abstractmethod
    def query(
        self, cypher: str, params: Mapping[str, Any] | None = None, *, limit: int | None = None
    ) -> Rows:
        """See `GraphStore.query`."""

    @abstractmethod
    def close(self) -> None:
        """See `GraphStore.close`."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def prepare(self) -> None:
        """See `GraphStore.prepare`."""
        row = self._position_row()
        done, types = int(row.get("schema") or 0), frozenset(row.get("types") or ())
        steps = queries.migrations(self.engine)
        if done > len(steps):
            raise StoreUnfitError(
                f"the graph store was made by a newer polgraph (schema {done}; this one knows {len(steps)}): update polgraph"
            )
        statements = [
            s for n, step in enumerate(steps, 1) for s in _statements(step, done=n <= done, types=types)
        ]
        for statement in statements:
            self._write(lambda run, s=statement: run(s, {}))  # type: ignore[misc]
        if statements:
            written = {"schema": len(steps), "types": list(writing.EDGE_TYPES)}
            self._write(lambda run: run(text("set_schema"), written))

    def position(self) -> Position | None:
        """See `GraphStore.position`."""
        row = self._position_row()
        return Position(row["ledger"], row["change"]) if row.get("ledger") is not None else None

    def apply(self, batch: GraphBatch, *, take_over: bool = False) -> None:
        """See `GraphStore.apply`."""
        before = self.position()
        if before and before.ledger != batch.ledger and not take_over:
            raise StoreUnfitError(
                f"the graph store shows ledger {before.ledger}, not {batch.ledger}: give this ledger a store of its own, "
                "or let it take this one over (`polgraph graph rebuild --adopt`)"
            )
        if batch.nodes:
            self._write(lambda run: writing.move_nodes(run, batch))
            self._write(lambda run: writing.put_nodes(run, batch))
            self._write(lambda run: writing.take_labels(run, batch))
            self._write(lambda run: writing.give_labels(run, batch))
        self._write(lambda run: self._finish(run, batch, before))

    def remove(self, *, nodes: Sequence[str] = (), edges: Sequence[str] = ()) -> int:
        """See `GraphStore.remove`."""
        gone = 0  # in portions, so that a large graph fits a transaction
        for part in writing.chunks(edges):
            gone += self._write(lambda run, ids=part: self._remove_edges(run, ids))  # type: ignore[misc]
        for part in writing.chunks(nodes):
            gone += self._write(lambda run, ids=part: writing.remove_nodes(run, ids))  # type: ignore[misc]
        return gone

    def held(self) -> Held:
        """See `GraphStore.held`."""

        def work(run: Run) -> Held:
            nodes = [run(text("held_nodes", label=label), {}) for label in writing.FIRST_LABELS]
            edges = run(text("held_edges"), {"types": list(writing.EDGE_TYPES)})
            return Held(
                frozenset(row["id"] for rows in nodes for row in rows), frozenset(row["id"] for row in edges)
            )

        return self._read(work)

    def clear(self) -> None:
        """See `GraphStore.clear`."""
        for label in writing.FIRST_LABELS:
            statement = text("clear_nodes", label=label)
            while self._write(lambda run, s=statement: run(s, {}))[0]["removed"]:  # type: ignore[misc]
                pass
        self._write(lambda run: run(text("clear_position"), {}))

    def start_over(self) -> bool:
        """See `GraphStore.start_over`."""
        return False

    def _remove_edges(self, run: Run, ids: Sequence[str]) -> int:
        """Delete relationships in a transaction of the caller's; an engine may know a faster way."""
        return writing.remove_edges(run, ids)

    def _finish(self, run: Run, batch: GraphBatch, before: Position | None) -> None:
        """Write the end of a batch and the position in one transaction, unless another process came in between."""
        row = run(text("lock_position"), {})[0]
        now = Position(row["ledger"], row["change"]) if row["ledger"] is not None else None
        if now != before:
            raise StoreError("another process wrote to the graph store at the same time: run it again")
        self._remove_edges(run, batch.removed_edges)
        writing.put_edges(run, batch)
        writing.remove_nodes(run, batch.removed_nodes)
        run(text("set_position"), {"ledger": batch.ledger, "change": batch.last})

    def _position_row(self) -> dict[str, Any]:
        rows = self._read(lambda run: run(text("position"), {}))
        return rows[0] if rows else {}


def _statements(step: str, *, done: bool, types: frozenset[str]) -> list[str]:
    """Return what is left to do of a migration; `types` are those that it was done for."""
    if "__TYPE__" in step:
        missing = [type_ for type_ in writing.EDGE_TYPES if not done or type_ not in types]
        return [step.replace("__TYPE__", type_) for type_ in missing]
    if done:
        return []
    return (
        [step.replace("__LABEL__", label) for label in writing.FIRST_LABELS]
        if "__LABEL__" in step
        else [step]
    )
