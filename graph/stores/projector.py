"""From the ledger to the graph: what changed since the number that the store holds, or all of it again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from polgraph.errors import StoreUnfitError
from polgraph.model import GraphBatch
from polgraph.stores.base import GraphStore, Position

BATCH = 5000

Progress = Callable[[int, int], None]
"""Is told the number of the change that the store has reached, and of the last one."""


class ChangeSource(Protocol):
    """The part of a ledger that a graph follows from."""

    @property
    def id(self) -> str:
        """The ledger's own name: a store belongs to one."""

    @property
    def last_change(self) -> int:
        """The number of the newest change, 0 for an empty ledger."""

    def changes(self, *, after: int, limit: int) -> Iterator[GraphBatch]:
        """Yield what changed after number `after`, about `limit` nodes and relationships a batch."""

    def snapshot(self) -> Iterator[GraphBatch]:
        """Yield the whole graph as it stands, every relationship after its nodes, and all ids that are gone.

        The last batch carries the number of the newest change.
        """


class Projected(NamedTuple):
    """How many nodes and relationships were written and how many ids removed."""

    nodes: int
    edges: int
    removed: int


def project(ledger: ChangeSource, store: GraphStore, *, progress: Progress | None = None) -> Projected:
    """Bring `store` up to the last change of `ledger`, going on from the number that it holds.

    After a crash, simply again. Raises StoreUnfitError for a store that belongs to another ledger or is ahead of this
    one (`rebuild` mends both); a store that is polgraph's alone starts over instead, as it does when it is broken.
    """
    try:
        return _project(ledger, store, progress=progress)
    except StoreUnfitError:
        if not store.start_over():
            raise
    return _project(ledger, store, progress=progress)


def _project(ledger: ChangeSource, store: GraphStore, *, progress: Progress | None) -> Projected:
    store.prepare()
    at = store.position()
    if at and at.ledger != ledger.id:
        raise _foreign(at, ledger)
    if at and at.change > ledger.last_change:
        raise StoreUnfitError(
            f"the graph store is at change {at.change}, the ledger only at {ledger.last_change} "
            "(was it restored from a copy?): `polgraph graph rebuild` mends it"
        )
    done = Projected(0, 0, 0)
    for batch in ledger.changes(after=at.change if at else 0, limit=BATCH):
        store.apply(batch)
        done = _add(done, batch)
        if progress:
            progress(batch.last, ledger.last_change)
    return done


def rebuild(
    ledger: ChangeSource, store: GraphStore, *, progress: Progress | None = None, take_over: bool = False
) -> Projected:
    """Write the whole graph again over what `store` holds, and delete what the ledger no longer has.

    What users added stays. Raises StoreUnfitError for a store that belongs to another ledger, unless `take_over`: then
    all that the other ledger wrote goes. A store that is polgraph's alone starts over, where it is broken or unfit.
    """
    try:
        return _rebuild(ledger, store, progress=progress, take_over=take_over)
    except StoreUnfitError:
        if not store.start_over():
            raise
    return _rebuild(ledger, store, progress=progress, take_over=take_over)


def _rebuild(
    ledger: ChangeSource, store: GraphStore, *, progress: Progress | None, take_over: bool
) -> Projected:
    store.prepare()
    at = store.position()
    if at and at.ledger != ledger.id and not take_over:
        raise _foreign(at, ledger)
    foreign = at is not None and (at.ledger != ledger.id or at.change > ledger.last_change)
    nodes, edges, gone_nodes, gone_edges = set[str](), set[str](), set[str](), set[str]()
    done, last = Projected(0, 0, 0), 0
    for batch in ledger.snapshot():
        # Number 0 until all is written: after a crash in between, `project` begins at the beginning.
        whole = batch.model_copy(update={"last": 0, "removed_nodes": (), "removed_edges": ()})
        store.apply(whole, take_over=take_over)
        done, last = _add(done, whole), max(last, batch.last)
        nodes.update(node.id for node in batch.nodes)
        edges.update(edge.id for edge in batch.edges)
        gone_nodes.update(batch.removed_nodes)
        gone_edges.update(batch.removed_edges)
        if progress:
            progress(batch.last, ledger.last_change)
    held = store.held()
    # An id that neither the snapshot has nor the ledger ever took back is the user's, unless another wrote it all.
    stale_nodes = held.nodes - nodes if foreign else held.nodes & (gone_nodes - nodes)
    stale_edges = held.edges - edges if foreign else held.edges & (gone_edges - edges)
    removed = store.remove(nodes=sorted(stale_nodes), edges=sorted(stale_edges))
    store.apply(GraphBatch(ledger=ledger.id, last=last), take_over=take_over)
    return done._replace(removed=removed)


def _foreign(at: Position, ledger: ChangeSource) -> StoreUnfitError:
    return StoreUnfitError(
        f"the graph store shows ledger {at.ledger}, not {ledger.id}: give this ledger a store of its own, or "
        "let it take this one over (`polgraph graph rebuild --adopt`)"
    )


def _add(done: Projected, batch: GraphBatch) -> Projected:
    removed = len(batch.removed_nodes) + len(batch.removed_edges)
    return Projected(done.nodes + len(batch.nodes), done.edges + len(batch.edges), done.removed + removed)
