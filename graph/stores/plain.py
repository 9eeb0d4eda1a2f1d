"""Values of a driver as scalars, lists and maps: nodes and paths become maps, dates ISO text."""

from __future__ import annotations

from typing import Any

from polgraph.stores.base import Cell


def plain(value: Any) -> Cell:
    """Return `value` without anything that belongs to a driver.

    A node becomes `{labels, properties}`, a relationship `{type, start, end, properties}` (ends by their `id`), a
    path `{nodes, relationships}`, a temporal value its ISO text, a point the list of its coordinates.
    """
    from neo4j import graph, spatial

    match value:
        case None | bool() | int() | float() | str():
            return value
        case graph.Node():
            return {"labels": sorted(value.labels), "properties": _map(dict(value.items()))}
        case graph.Relationship():
            ends = [node.get("id") if node else None for node in (value.start_node, value.end_node)]
            properties = _map(dict(value.items()))
            return {"type": value.type, "start": ends[0], "end": ends[1], "properties": properties}
        case graph.Path():
            return {
                "nodes": [plain(n) for n in value.nodes],
                "relationships": [plain(r) for r in value.relationships],
            }
        case spatial.Point():
            return [float(part) for part in value]
        case dict():
            return _map(value)
        case list() | tuple() | set() | frozenset():
            return [plain(item) for item in value]
        case bytes() | bytearray():
            return bytes(value).hex()
    return str(value.iso_format()) if hasattr(value, "iso_format") else str(value)


def _map(values: dict[str, Any]) -> dict[str, Any]:
    return {key: plain(value) for key, value in values.items()}
