"""Clusters of appearances: a function of the set of them and of people's decisions, not of any order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from polgraph.identity.records import Appearance, Cluster, Clustering, Decision


def cluster(appearances: Iterable[Appearance], decisions: Iterable[Decision] = ()) -> Clustering:
    """Return who is who: the appearances that are one actor, in clusters, with the reasons."""
    by_key = defaultdict(list)
    for appearance in appearances:
        by_key[appearance.wikidata or appearance.key].append(appearance.id)
    return Clustering(
        clusters=tuple(Cluster(key=k, members=tuple(sorted(m))) for k, m in sorted(by_key.items()))
    )
