"""A batch as rows for a store: checked against the schema, and complete, so that an absent property is removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from polgraph import schema, vocabulary
from polgraph.errors import StoreError
from polgraph.model import GraphEdge, GraphNode, Value

Row = dict[str, Any]


@cache
def node_properties() -> dict[str, frozenset[str]]:
    """Return the property names, `id` apart, of each label that carries the constraint."""
    common = [p.name for p in schema.COMMON]
    return {
        label.name: frozenset(common).union(p.name for p in label.properties) - {"id"}
        for label in schema.LABELS
    }


@cache
def edge_properties() -> dict[str, frozenset[str]]:
    """Return the property names, `id` apart, of each relationship type."""
    relation = [p.name for p in schema.RELATION]
    names = {name: frozenset(relation) for name in vocabulary.load().predicates}
    names |= {edge.name: frozenset(p.name for p in edge.properties) for edge in schema.EVIDENCE_EDGES}
    return {name: properties - {"id"} for name, properties in names.items()}


@cache
def second_labels() -> dict[str, tuple[str, ...]]:
    """Return, for each label that carries the constraint, the labels that its nodes may have besides."""
    return {label.name: tuple(label.kinds.values()) for label in schema.LABELS}


def node_rows(nodes: Iterable[GraphNode]) -> dict[str, list[Row]]:
    """Return the nodes by first label, as `{id, second, properties}`.

    Raises StoreError for a label or property that the schema does not name.
    """
    rows: dict[str, list[Row]] = {}
    for node in nodes:
        first, *second = node.labels or ("",)
        allowed = node_properties().get(first)
        kinds = second_labels().get(first, ())
        if allowed is None or len(second) != min(len(kinds), 1) or not set(second) <= set(kinds):
            raise StoreError(
                f"node {node.id}: the schema has no node labelled {':'.join(node.labels) or '(nothing)'}"
            )
        values = _complete(node.properties, allowed, what=f"node {node.id} ({first})", own=node.id)
        rows.setdefault(first, []).append({"id": node.id, "second": second, "properties": values})
    return rows


def edge_rows(edges: Iterable[GraphEdge]) -> dict[str, list[Row]]:
    """Return the relationships by type, as `{id, source, target, properties}`.

    Raises StoreError for a type or property that the schema does not name.
    """
    rows: dict[str, list[Row]] = {}
    for edge in edges:
        allowed = edge_properties().get(edge.type)
        if allowed is None:
            raise StoreError(f"relationship {edge.id}: the vocabulary has no type {edge.type}")
        values = _complete(
            edge.properties, allowed, what=f"relationship {edge.id} ({edge.type})", own=edge.id
        )
        rows.setdefault(edge.type, []).append(
            {"id": edge.id, "source": edge.start, "target": edge.end, "properties": values}
        )
    return rows


def _complete(
    given: Mapping[str, Value], allowed: frozenset[str], *, what: str, own: str
) -> dict[str, Value]:
    if unknown := sorted(set(given) - allowed - {"id"}):
        raise StoreError(f"{what}: the schema has no property {', '.join(unknown)}")
    if given.get("id", own) != own:
        raise StoreError(f"{what}: its property id says {given['id']}")
    return {name: given.get(name) for name in sorted(allowed)}
