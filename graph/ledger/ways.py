"""Which of the claims that a filter leaves lie on a shortest way between two actors, found before anything is derived from them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from typing import Any, NamedTuple

from polgraph import vocabulary
from polgraph.ledger.paths import ways_between
from polgraph.ledger.relations import REAL

Row = tuple[Any, ...]
"""A claim as `filters` reads it: predicate, ends, then a statement (id, status, phase ... confidence)."""


class Way(NamedTuple):
    """Between whom a path is looked for, and the most steps of it."""

    a: str
    b: str
    longest: int | None


def on_way(db: sqlite3.Connection, rows: list[Row], way: Way, least: float) -> list[Row]:
    """Return the claims on pairs of the shortest ways.

    What is joined is told by what makes a relationship typed (`relations`), so that few are derived.
    """
    words = vocabulary.load()
    actors = {id_ for (id_,) in db.execute("SELECT id FROM main.node WHERE class = 'actor'")}
    near: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        predicate, a, b = row[:3]
        status, phase, confidence = row[4], row[5], row[12]
        is_real = status in REAL and not (words[predicate].is_tie and phase == "future")
        if is_real and confidence >= least and a != b and a in actors and b in actors:
            near[a].add(b)
            near[b].add(a)
    ways = ways_between(lambda ids: {i: near[i] for i in ids if i in near}, way.a, way.b, longest=way.longest)
    pairs = {frozenset((x, y)) for x, others in ways.items() for y in others}
    return [row for row in rows if frozenset((row[1], row[2])) in pairs]
