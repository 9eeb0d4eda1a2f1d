"""Why an appearance is in its cluster: the chain of links that leads from it to the others."""

from __future__ import annotations

from collections import deque

from polgraph.errors import NotFoundError
from polgraph.identity.records import Clustering, Link


def explain(clustering: Clustering, appearance: tuple[str, str]) -> tuple[Link, ...]:
    """Return the links by which `appearance` (article, actor) reaches the others of its cluster, the nearest first.

    Each other member is reached once, by the shortest way. Empty where it stands alone. Raises NotFoundError where
    it is in no cluster.
    """
    for cluster in clustering.clusters:
        if appearance in cluster.members:
            return _reached(cluster.links, appearance)
    article, actor = appearance
    raise NotFoundError(f"no actor {actor} of article {article} in this clustering: give one of its members")


def _reached(links: tuple[Link, ...], start: tuple[str, str]) -> tuple[Link, ...]:
    near: dict[tuple[str, str], list[tuple[tuple[str, str], Link]]] = {}
    for link in links:
        near.setdefault(link.left, []).append((link.right, link))
        near.setdefault(link.right, []).append((link.left, link))
    found, seen, waiting = [], {start}, deque([start])
    while waiting:
        for other, link in near.get(waiting.popleft(), ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
                found.append(link)
    return tuple(found)
