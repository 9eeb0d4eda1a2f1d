"""Which node a cluster is: pure functions over the nodes that its members were first given."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple


class Home(NamedTuple):
    """The node that a member was first given (`n:12`, null: none yet), and when the member came."""

    node: str | None
    since: int


def age(node: str) -> int:
    """Return the number of a node: the smaller, the older."""
    return int(node.removeprefix("n:"))


def choose(clusters: Sequence[Sequence[Home]]) -> list[str | None]:
    """Return for each cluster the node that it is, None where it needs one of its own.

    A node stays with the cluster that has most of its members (of several, the one with its oldest). A cluster that
    several nodes came to is the oldest of them.
    """
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    first: dict[tuple[str, int], int] = {}
    for number, members in enumerate(clusters):
        for node, since in members:
            if node is not None:
                counts[node][number] += 1
                first[node, number] = min(first.get((node, number), since), since)
    claims: list[list[str]] = [[] for _ in clusters]
    for node, found in counts.items():
        claims[min(found, key=lambda c: (-found[c], first[node, c], c))].append(node)
    return [min(nodes, key=age) if nodes else None for nodes in claims]
