"""The steps of a write, the same for every store that speaks Cypher. Each runs inside a transaction of the caller.

Nodes, each change of labels, and relationships need a transaction each: an engine may refuse another label on a node
with a uniqueness constraint that was made, or lost a label, in the same one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from polgraph import queries, schema
from polgraph.errors import StoreError
from polgraph.model import GraphBatch
from polgraph.stores import shape

Run = Callable[[str, Mapping[str, Any]], list[dict[str, Any]]]
"""Runs one text with its parameters in the caller's transaction and returns all rows."""

CHUNK = 1000
FIRST_LABELS = tuple(label.name for label in schema.LABELS)
EDGE_TYPES = tuple(sorted(schema.edge_types()))


def text(name: str, **words: str | Sequence[str]) -> str:
    """Return the store's own text `name` with its slots filled: `label="Actor"` for `__LABEL__`.

    Raises StoreError for a word that is neither a label nor a relationship type of the schema.
    """
    known = schema.label_names() | schema.edge_types()
    filled = queries.store_text(name)
    for slot, value in words.items():
        several = [value] if isinstance(value, str) else list(value)
        if unknown := [word for word in several if word not in known]:
            raise StoreError(f"neither a label nor a relationship type of the schema: {', '.join(unknown)}")
        filled = filled.replace(f"__{slot.upper()}__", ":".join(several))
    return filled


def move_nodes(run: Run, batch: GraphBatch) -> None:
    """Give nodes that stand under another first label (an actor that is now a place) the one they have now."""
    for label, rows in shape.node_rows(batch.nodes).items():
        for other in FIRST_LABELS:
            if other != label:
                old = [other, *shape.second_labels()[other]]
                nothing = dict.fromkeys(sorted(shape.node_properties()[other]))
                statement = text("move_nodes", label=label, other=other, old=old)
                for chunk in chunks([row["id"] for row in rows]):
                    if misplaced := _ids(run(text("find_nodes", label=other), {"ids": chunk})):
                        run(statement, {"ids": misplaced, "nothing": nothing})


def put_nodes(run: Run, batch: GraphBatch) -> None:
    """Write nodes with their first label and all their properties."""
    for label, rows in shape.node_rows(batch.nodes).items():
        statement = text("put_nodes", label=label)
        for chunk in chunks([{"id": row["id"], "properties": row["properties"]} for row in rows]):
            run(statement, {"rows": chunk})


def take_labels(run: Run, batch: GraphBatch) -> None:
    """Take second labels from nodes that are to have another."""
    _change_labels(run, batch, "take_labels")


def give_labels(run: Run, batch: GraphBatch) -> None:
    """Give nodes the second label that they have now."""
    _change_labels(run, batch, "give_labels")


def put_edges(run: Run, batch: GraphBatch) -> None:
    """Write relationships between nodes that are there. Raises StoreError where an end is missing."""
    by_type = shape.edge_rows(batch.edges)
    ends = {row[end] for rows in by_type.values() for row in rows for end in ("source", "target")}
    labels = find_labels(run, ends, known={node.id: node.labels[0] for node in batch.nodes})
    if missing := sorted(ends - set(labels)):
        edge = next(e for e in batch.edges if missing[0] in (e.start, e.end))
        raise StoreError(
            f"relationship {edge.id} ({edge.type}) needs node {missing[0]}, which the store lacks: `polgraph graph rebuild` mends it"
        )
    for type_, rows in by_type.items():
        groups: dict[tuple[str, str], list[shape.Row]] = {}
        for row in rows:
            groups.setdefault((labels[row["source"]], labels[row["target"]]), []).append(row)
        for (source, target), group in groups.items():
            statement = text("put_edges", type=type_, source=source, target=target)
            for chunk in chunks(group):
                run(statement, {"rows": chunk})


def find_labels(run: Run, ids: set[str], *, known: Mapping[str, str]) -> dict[str, str]:
    """Return the first label of each of `ids` that the store holds; `known` need not be looked up."""
    found = {id_: known[id_] for id_ in ids if id_ in known}
    for label in FIRST_LABELS:
        for chunk in chunks(sorted(ids - set(found))):
            found |= dict.fromkeys(_ids(run(text("find_nodes", label=label), {"ids": chunk})), label)
    return found


def remove_edges(run: Run, ids: Sequence[str]) -> int:
    """Delete the relationships of these ids, whatever their type; return how many there were."""
    return sum(_remove(run, ids, text("remove_edges", type=type_)) for type_ in EDGE_TYPES) if ids else 0


def remove_nodes(run: Run, ids: Sequence[str]) -> int:
    """Delete the nodes of these ids with all their relationships; return how many there were."""
    return sum(_remove(run, ids, text("remove_nodes", label=label)) for label in FIRST_LABELS) if ids else 0


def _change_labels(run: Run, batch: GraphBatch, name: str) -> None:
    for label, rows in shape.node_rows(batch.nodes).items():
        all_second = shape.second_labels()[label]
        for second in all_second:
            statement = text(name, label=label, all=all_second, second=second)
            for chunk in chunks([row["id"] for row in rows if row["second"] == [second]]):
                run(statement, {"ids": chunk, "all": all_second, "second": second})


def _remove(run: Run, ids: Sequence[str], statement: str) -> int:
    return sum(len(run(statement, {"ids": chunk})) for chunk in chunks(ids))


def _ids(rows: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


def chunks(items: Sequence[Any]) -> Iterator[list[Any]]:
    """Part `items` into lists that fit a statement."""
    for start in range(0, len(items), CHUNK):
        yield list(items[start : start + CHUNK])
