"""Where the nodes of a picture lie: computed once, from a fixed seed, so that a picture opens at once and is the same again.

Each connected part is laid out by ForceAtlas2 (Jacomy et al. 2014, in networkx), boxes that overlap are pushed apart, and
the parts are set in rows, the largest first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import NamedTuple

import networkx as nx
import numpy as np

SEED = 20
ITERATIONS = 300
LONGEST = 120.0
"""Pixels of a usual line."""
FILLED = 0.14
"""The share of the area of a part that the boxes of its nodes fill before they are pushed apart."""
CROWD = 150
"""Nodes of a part from which on its communities are drawn together (ForceAtlas2 by logarithms)."""
PUSHES = 300
GAP = 26.0
"""Pixels between two parts."""
ASPECT = 1.45

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


class Box(NamedTuple):
    """The room that a node and its label take, in pixels, the node in the middle."""

    width: float
    height: float


class _Part(NamedTuple):
    """A connected part: its nodes, their middles, and the size of all."""

    nodes: tuple[str, ...]
    at: Floats
    width: float
    height: float


def place(boxes: Mapping[str, Box], pairs: Mapping[tuple[str, str], float]) -> dict[str, tuple[int, int]]:
    """Return the middle of each node of `boxes` in pixels; no two boxes overlap, near nodes are joined.

    `pairs`: which nodes are joined, and how strongly they attract each other (1 is usual).
    """
    graph = nx.Graph()
    graph.add_nodes_from(sorted(boxes))
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in sorted(pairs.items()))
    parts = [_part(graph.subgraph(nodes), boxes) for nodes in nx.connected_components(graph)]
    parts.sort(key=lambda part: (-len(part.nodes), part.nodes))
    found: dict[str, tuple[int, int]] = {}
    for part, (left, top) in zip(parts, _rows(parts), strict=True):
        for node, (x, y) in zip(part.nodes, part.at, strict=True):
            found[node] = (round(left + x), round(top + y))
    return found


def _part(graph: nx.Graph, boxes: Mapping[str, Box]) -> _Part:
    """Return a connected part, its middles counted from its upper left corner."""
    nodes = tuple(sorted(graph))
    sizes = np.array([boxes[node] for node in nodes], dtype=float)
    at = _apart(_drawn(graph, nodes, area=float(sizes.prod(axis=1).sum()) / FILLED), sizes)
    low, high = (at - sizes / 2).min(axis=0), (at + sizes / 2).max(axis=0)
    return _Part(nodes, at - low, float(high[0] - low[0]), float(high[1] - low[1]))


def _drawn(graph: nx.Graph, nodes: Sequence[str], *, area: float) -> Floats:
    """Return the middles as the forces of the network make them, on about `area` square pixels, lying wide."""
    if len(nodes) == 1:
        return np.zeros((1, 2))
    ordered = nx.Graph()  # a view of a part comes in no order
    ordered.add_nodes_from(nodes)
    ordered.add_weighted_edges_from(sorted((*sorted((a, b)), w) for a, b, w in graph.edges(data="weight")))
    start = nx.circular_layout(ordered)
    with np.errstate(invalid="ignore"):  # it divides the distance of a node to itself by nothing
        found = nx.forceatlas2_layout(
            ordered, start, max_iter=ITERATIONS, weight="weight", seed=SEED, linlog=len(nodes) > CROWD
        )
    at = np.array([found[node] for node in nodes], dtype=float)
    at -= at.mean(axis=0)
    _, axes = np.linalg.eigh(np.cov(at.T))
    at = at @ axes[:, ::-1]  # the longest stretch of it lies across
    at *= np.where(at[np.abs(at).argmax(axis=0), [0, 1]] < 0, -1, 1)  # an axis has no sign of its own
    size = np.maximum(np.ptp(at, axis=0), 1e-6)
    size = np.maximum(size, size.max() / 4)
    ends = np.array([[nodes.index(a), nodes.index(b)] for a, b in ordered.edges()])
    usual = float(np.median(np.linalg.norm(at[ends[:, 0]] - at[ends[:, 1]], axis=1)))
    return np.asarray(at * min(sqrt(area / float(size.prod())), LONGEST / max(usual, 1e-6)))


def _apart(at: Floats, sizes: Floats) -> Floats:
    """Push overlapping boxes apart, each pair along the line between their middles, until none overlap."""
    x, y = at.T.copy()
    wide, high = ((side[:, None] + side[None, :]) / 2 for side in sizes.T)
    turn = np.arange(len(at)) * 2.4  # where two lie on one spot, each goes its own way
    for _ in range(PUSHES):
        dx, dy = x[:, None] - x, y[:, None] - y
        hit = np.triu((np.abs(dx) < wide) & (np.abs(dy) < high), k=1).nonzero()
        if not hit[0].size:
            break
        one, other = hit
        dx, dy = dx[hit], dy[hit]
        same = np.hypot(dx, dy) < 1
        dx, dy = np.where(same, np.cos(turn[one]), dx), np.where(same, np.sin(turn[one]), dy)
        enough = np.minimum(
            wide[hit] / np.maximum(np.abs(dx), 1e-6), high[hit] / np.maximum(np.abs(dy), 1e-6)
        )
        step = np.clip((enough - 1) / 2, 0.005, 40) * 0.6
        for side, way in ((x, dx * step), (y, dy * step)):
            np.add.at(side, one, np.clip(way, -60, 60))
            np.add.at(side, other, -np.clip(way, -60, 60))
    return np.stack([x, y], axis=1)


def _rows(parts: Sequence[_Part]) -> list[tuple[float, float]]:
    """Return the upper left corner of each part, set in rows that together have the shape of a screen."""
    total = sum((p.width + GAP) * (p.height + GAP) for p in parts)
    wide = max([sqrt(total * ASPECT), *(p.width for p in parts)])
    corners: list[tuple[float, float]] = []
    left = top = tall = 0.0
    for part in parts:
        if left and left + part.width > wide:
            left, top, tall = 0.0, top + tall + GAP, 0.0
        corners.append((left, top))
        left, tall = left + part.width + GAP, max(tall, part.height)
    return corners
