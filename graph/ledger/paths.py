"""The shortest chains of ties and acts between two actors, on the relations of the ledger."""
# ruff: noqa: S608 (the queries are joined from constants; values are always bound)

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from heapq import nsmallest
from itertools import pairwise
from typing import Any, NamedTuple

LONGEST = 15
_PORTION = 500  # ids that a statement is given at once

Ends = tuple[str, str]
Row = tuple[int, int, int, int, list[dict[str, Any]]]
"""Length, contested and past steps, claims of the weakest step, the steps."""


class _Edge(NamedTuple):
    """A relation, as far as it decides which chain is best. `doubt`: 1 for contested, 1 for past."""

    doubt: int
    claims: int
    id: str


class _Chain(NamedTuple):
    """Actors and the relations between them, in the order in which chains are told: least doubtful first."""

    doubt: int
    weakness: int
    actors: tuple[str, ...]
    edges: tuple[str, ...]


def chains(db: sqlite3.Connection, *, a: str, b: str, max_length: int | None, limit: int) -> list[Row]:
    """Return at most `limit` shortest chains, least doubtful first: the rows of the question `path`."""
    if a == b or not {a, b} <= _actors(db, {a, b}):
        return []
    ways = ways_between(partial(_neighbours, db), a, b, longest=max_length)
    edges = _edges(db, {(x, y) for x, others in ways.items() for y in others})
    found = (_best(actors, edges) for actors in _walks(ways, a, b))
    return [_told(db, chain) for chain in nsmallest(limit, found)]


def ways_between(
    neighbours: Callable[[Collection[str]], Mapping[str, Collection[str]]],
    a: str,
    b: str,
    *,
    longest: int | None,
) -> dict[str, set[str]]:
    """Return from each actor the next ones on any shortest way from `a` to `b`: searched from both ends at once."""
    longest = min(longest or 0, LONGEST)
    near: tuple[dict[str, int], dict[str, int]] = ({a: 0}, {b: 0})
    edge: list[set[str]] = [{a}, {b}]
    joined: dict[str, set[str]] = defaultdict(set)
    for _ in range(longest):
        side = 0 if len(edge[0]) <= len(edge[1]) else 1
        step = near[side][next(iter(edge[side]))] + 1
        fresh = set[str]()
        for x, others in neighbours(edge[side]).items():
            for y in others:
                if near[side].setdefault(y, step) == step:
                    joined[x if side == 0 else y].add(y if side == 0 else x)
                    fresh.add(y)
        edge[side] = fresh
        if not fresh:
            return {}
        if meeting := fresh & near[1 - side].keys():
            return _on_the_way(joined, meeting, near)
    return {}


def _on_the_way(
    joined: dict[str, set[str]], meeting: set[str], near: tuple[dict[str, int], dict[str, int]]
) -> dict[str, set[str]]:
    """Keep of the steps that were tried those of a way through `meeting`, which every shortest way passes."""
    backwards: dict[str, set[str]] = defaultdict(set)
    for x, others in joined.items():
        for y in others:
            backwards[y].add(x)
    kept: dict[str, set[str]] = defaultdict(set)
    for steps, distance, is_forward in ((backwards, near[0], False), (joined, near[1], True)):
        front = meeting
        while front:
            pairs = {
                (x, y) for x in front for y in steps.get(x, ()) if distance.get(y, LONGEST) == distance[x] - 1
            }
            for x, y in pairs:
                kept[x if is_forward else y].add(y if is_forward else x)
            front = {y for _, y in pairs}
    return kept


def _walks(ways: dict[str, set[str]], a: str, b: str) -> Iterator[tuple[str, ...]]:
    waiting: list[tuple[str, ...]] = [(a,)]
    while waiting:
        actors = waiting.pop()
        for following in ways.get(actors[-1], ()):
            if following == b:
                yield (*actors, b)
            else:
                waiting.append((*actors, following))


def _best(actors: tuple[str, ...], edges: dict[Ends, list[_Edge]]) -> _Chain:
    """Return the chain over `actors` of the least doubtful relations, then of those whose weakest is best supported."""
    least = [_least_doubtful(edges[_ends(x, y)]) for x, y in pairwise(actors)]
    weakest = min(max(edge.claims for edge in step) for step in least)
    chosen = [min((e for e in step if e.claims >= weakest), key=lambda e: e.id) for step in least]
    return _Chain(sum(e.doubt for e in chosen), -weakest, actors, tuple(e.id for e in chosen))


def _least_doubtful(edges: list[_Edge]) -> list[_Edge]:
    doubt = min(edge.doubt for edge in edges)
    return [edge for edge in edges if edge.doubt == doubt]


def _ends(x: str, y: str) -> Ends:
    return (x, y) if x < y else (y, x)


def _neighbours(db: sqlite3.Connection, ids: Collection[str]) -> dict[str, set[str]]:
    """Return the actors that each is joined to by a typed relation."""
    found: dict[str, set[str]] = defaultdict(set)
    for part, marks in _portions(ids):
        for one, other in (("a", "b"), ("b", "a")):
            for x, y in db.execute(
                f"SELECT {one}, {other} FROM relation JOIN node ON node.id = {other} AND class = 'actor' "
                f"WHERE {one} IN ({marks}) AND type <> 'CLAIMED'",
                part,
            ):
                found[x].add(y)
    return found


def _edges(db: sqlite3.Connection, pairs: Collection[Ends]) -> dict[Ends, list[_Edge]]:
    """Return the typed relations between each pair, whichever way they go."""
    found: dict[Ends, list[_Edge]] = defaultdict(list)
    for x, y in pairs:
        for a, b in ((x, y), (y, x)):
            for id_, status, phase, claims in db.execute(
                "SELECT id, status, phase, claims FROM relation WHERE a = ? AND b = ? AND type <> 'CLAIMED'",
                (a, b),
            ):
                found[_ends(x, y)].append(_Edge((status == "contested") + (phase == "past"), claims, id_))
    return found


def _actors(db: sqlite3.Connection, ids: Collection[str]) -> set[str]:
    query = "SELECT 1 FROM node WHERE id = ? AND class = 'actor'"
    return {id_ for id_ in ids if db.execute(query, (id_,)).fetchone()}


def _told(db: sqlite3.Connection, chain: _Chain) -> Row:
    names = dict(
        db.execute(
            f"SELECT id, name FROM node WHERE id IN ({', '.join('?' * len(chain.actors))})", chain.actors
        )
    )
    steps = []
    for x, y, id_ in zip(chain.actors, chain.actors[1:], chain.edges, strict=False):
        type_, a, sign, status, phase, last, claims, origins, evidence = db.execute(
            "SELECT type, a, sign, status, phase, last_reported, claims, origins, evidence FROM relation WHERE id = ?",
            (id_,),
        ).fetchone()
        step = {"from_id": x, "from_name": names[x], "to_id": y, "to_name": names[y], "type": type_}
        step |= {"forward": a == x, "sign": sign, "status": status, "phase": phase, "last_reported": last}
        steps.append(step | {"claims": claims, "origins": origins, "evidence": json.loads(evidence)})
    contested = sum(step["status"] == "contested" for step in steps)
    past = sum(step["phase"] == "past" for step in steps)
    return len(steps), contested, past, -chain.weakness, steps


def _portions(ids: Collection[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    ordered = sorted(ids)
    for at in range(0, len(ordered), _PORTION):
        part = tuple(ordered[at : at + _PORTION])
        yield part, ", ".join("?" * len(part))
