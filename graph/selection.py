"""Parts of the graph that somebody asks for: by actor, period, type and status, each with the claims behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from rapidfuzz import fuzz, process

from polgraph import vocabulary
from polgraph.errors import InputError, NotFoundError
from polgraph.ledger import ClaimRow, Ledger, MinStatus
from polgraph.model import GraphNode, Record, Relation

ACTOR_KINDS = ("person", "organization", "country", "group")
Beyond = Literal["event", "place", "role"]


class Filters(Record):
    """What to take.

    `actors`: loosely typed names; only what is within `depth` steps of one of them (1 where it is null), with all
    that joins those. `period`: two ISO dates, either open. `types`: predicates. `status`: "asserted" only, "alleged" (contested
    too), or "claimed": also what is only denied, planned, demanded or supposed. `beyond`: nodes that are no actors.
    """

    actors: tuple[str, ...] = ()
    depth: int | None = None
    period: tuple[str | None, str | None] | None = None
    types: tuple[str, ...] = ()
    status: MinStatus = "alleged"
    beyond: tuple[Beyond, ...] = ()


class Selection(NamedTuple):
    """A part of the graph: nodes by id, relations by id, claims in the order of `Ledger.claims`.

    `actors`: ids of those that were named.
    """

    nodes: tuple[GraphNode, ...]
    relations: tuple[Relation, ...]
    claims: tuple[ClaimRow, ...]
    actors: tuple[str, ...] = ()


def select(ledger: Ledger, filters: Filters | None = None) -> Selection:
    """Return the part of the graph that `filters` leave: every relation, its two ends and its claims.

    Actors whom no relation joins to anybody are in it only where they were named. Raises InputError for an unknown
    type or a depth without an actor, NotFoundError for a name that is nobody's or several's, and where no relation
    is left.
    """
    asked = filters or Filters()
    types = [predicate(name) for name in asked.types]
    if asked.depth is not None and not asked.actors:
        raise InputError("a depth counts steps from an actor: name one")
    if asked.depth is not None and asked.depth < 0:
        raise InputError(f"a depth cannot be {asked.depth}: 0 is the actors alone")
    named = tuple(dict.fromkeys(ledger.resolve(name, kinds=ACTOR_KINDS) for name in asked.actors))
    kinds = {*ACTOR_KINDS, *asked.beyond}
    relations = [r for r in _relations(ledger, asked, types) if {r.start_kind, r.end_kind} <= kinds]
    if named:
        near = _within(relations, named, steps=1 if asked.depth is None else asked.depth)
        relations = [r for r in relations if r.start in near and r.end in near]
    if not relations:
        raise NotFoundError(_nothing(asked, types))
    ends = {end for r in relations for end in (r.start, r.end)}
    return Selection(
        nodes=tuple(ledger.nodes(ends.union(named))),
        relations=tuple(relations),
        claims=tuple(ledger.claims(relations, days=asked.period)),
        actors=named,
    )


def predicate(name: str) -> str:
    """Return the predicate that `name` means ("met with" is MET_WITH); raises InputError with the nearest."""
    known = vocabulary.load().predicates
    wanted = "_".join(name.replace("_", " ").replace("-", " ").upper().split())
    if wanted in known:
        return wanted
    near = [word for word, _, _ in process.extract(wanted, list(known), scorer=fuzz.WRatio, limit=3)]
    raise InputError(f"there is no type {name!r}; nearest: {', '.join(near)} (docs/graph.md lists all)")


def _relations(ledger: Ledger, asked: Filters, types: Sequence[str]) -> list[Relation]:
    if asked.period is None:
        return list(ledger.relations(min_status=asked.status, predicates=types or None))
    return [
        r
        for r in ledger.relations_within(asked.period)
        if (not types or r.predicate in types) and _is_shown(r, asked.status)
    ]


def _is_shown(relation: Relation, status: MinStatus) -> bool:
    if status == "claimed":
        return True
    return relation.type != "CLAIMED" and (status == "alleged" or relation.status == "asserted")


def _within(relations: Iterable[Relation], start: Iterable[str], *, steps: int) -> set[str]:
    """Return the nodes at most so many relations away from one of `start`."""
    neighbours = defaultdict[str, set[str]](set)
    for r in relations:
        neighbours[r.start].add(r.end)
        neighbours[r.end].add(r.start)
    reached = set(start)
    border = set(reached)
    for _ in range(steps):
        border = {other for node in border for other in neighbours[node]} - reached
        if not border:
            break
        reached |= border
    return reached


def _nothing(asked: Filters, types: Sequence[str]) -> str:
    """Say what there is nothing of, and which filter to loosen."""
    words = vocabulary.load()
    beyond = {kind for t in types for kind in words[t].objects if kind not in ACTOR_KINDS}
    what = [
        f"of {', '.join(asked.actors)}" if asked.actors else "",
        f"of type {', '.join(types)}" if types else "",
        f"within {asked.period[0] or ''}..{asked.period[1] or ''}" if asked.period else "",
        "that is asserted" if asked.status == "asserted" else "",
    ]
    said = " ".join(["no relation between actors", *filter(None, what)])
    if beyond - set(asked.beyond) and all(words[t].objects.isdisjoint(ACTOR_KINDS) for t in types):
        return f"{said}: relations to a {' or '.join(sorted(beyond))} are left out unless they are asked for"
    more = "a wider filter" if any(what) else "`polgraph load` brings articles in"
    if asked.status != "claimed":
        more += ", or the status claimed for what is only denied, planned, demanded or supposed"
    return f"{said}: {more}"
