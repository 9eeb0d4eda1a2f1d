"""Clusters of articles that tell one story: a function of the set of articles alone.

By publication, then id, each article is held against the heads before it that share a key with it. It joins the most
similar one that tells the same story (of equals the earliest), or is a head itself. So every member is like its head,
and no chain of small changes makes one of two stories.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from polgraph.copies.comparing import Likeness, compare
from polgraph.copies.sketching import Sketch

CROWD = 32
"""Of the articles that share a key the so many earliest (of one instant by `number`) are held against later ones, so
that time stays linear where a form is filled in ten thousand times."""


class Link(NamedTuple):
    """To which head an article belongs, and how it is like it."""

    head: str
    likeness: Likeness


def link(article: Sketch, heads: Iterable[Sketch]) -> Link | None:
    """Return the head among `heads`, all before `article`, that it belongs to; None where it is one itself."""
    found = ((head, compare(article, head)) for head in sorted(heads, key=lambda h: h.rank))
    alike = [(head, likeness) for head, likeness in found if likeness]
    if not alike:
        return None
    head, likeness = max(alike, key=lambda pair: max(pair[1].similarity, pair[1].contained))
    return Link(head.article, likeness)


def clusters(sketches: Iterable[Sketch]) -> dict[str, Link]:
    """Return the head of each article that is none itself."""
    listed = sorted(sketches, key=lambda s: s.rank)
    sharing: dict[int, list[Sketch]] = defaultdict(list)
    for article in sorted(listed, key=lambda s: (s.instant, s.number)):
        for key in article.keys:
            if len(sharing[key]) < CROWD:
                sharing[key].append(article)
    links: dict[str, Link] = {}
    for article in listed:
        near = {s.article: s for key in article.keys for s in sharing[key] if s.rank < article.rank}
        found = link(article, (s for s in near.values() if s.article not in links))
        if found:
            links[article.article] = found
    return links
