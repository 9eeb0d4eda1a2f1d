"""The network in formats of other programs, written by networkx: GraphML and GEXF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from polgraph.model import Value

Row = Mapping[str, Value]
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BETWEEN = "|"
"""Joins the entries of a list where a format has no lists."""


def flat(value: Value) -> str | int | float | bool | None:
    """Return a list as one text, its entries between |; one that has that sign itself gets / for it."""
    if isinstance(value, list):
        return BETWEEN.join(entry.replace(BETWEEN, "/") for entry in value)
    return value


def graphml(nodes: Iterable[Row], edges: Iterable[Row]) -> bytes:
    """Return a GraphML file: a directed multigraph, nodes and edges with their ids and all that is not null."""
    lines = nx.generate_graphml(_graph(nodes, edges))
    return ("<?xml version='1.0' encoding='utf-8'?>\n" + "\n".join(lines)).rstrip().encode() + b"\n"


def gexf(nodes: Iterable[Row], edges: Iterable[Row]) -> bytes:
    """Return a GEXF 1.2 file of the same; the type of an edge is its label, since GEXF means another thing by `type`.

    It has no day of writing in it.
    """
    graph = _graph(nodes, edges)
    for _, _, values in graph.edges(data=True):
        values.pop("type")
    writer = GEXFWriter()
    meta = writer.xml.find("meta")
    meta.attrib.pop("lastmodifieddate", None)
    meta.find("creator").text = "polgraph"
    writer.add_graph(graph)
    return ("<?xml version='1.0' encoding='utf-8'?>\n" + str(writer)).rstrip().encode() + b"\n"


def _graph(nodes: Iterable[Row], edges: Iterable[Row]) -> nx.MultiDiGraph:
    """What programs show is the `label`; a null is no attribute at all."""
    graph = nx.MultiDiGraph()
    for node in nodes:
        graph.add_node(node["id"], label=_plain(node["name"]), **_attributes(node, without=("id",)))
    for edge in edges:
        values = _attributes(edge, without=("source", "target"))
        graph.add_edge(edge["source"], edge["target"], key=edge["id"], label=edge["type"], **values)
    return graph


def _attributes(row: Row, *, without: tuple[str, ...]) -> dict[str, Value]:
    kept = {name: _plain(value) for name, value in row.items() if name not in without}
    return {name: value for name, value in kept.items() if value is not None and value != ""}


def _plain(value: Value) -> Value:
    """Return a value that XML can hold: control characters are replaced."""
    value = flat(value)
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else value
