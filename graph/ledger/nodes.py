"""From the mentions of a node, over all articles, to its properties: pure functions of the set of members.

A member is what one record of one article says of a node. Order never matters: the most frequent value wins, ties go
by string order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from anyascii import anyascii

from polgraph import schema
from polgraph.identity import event_words
from polgraph.ledger.relations import best_status
from polgraph.model import Value

Body = dict[str, Any]
KIND_LABELS = next(label for label in schema.LABELS if label.name == "Actor").kinds
_KINDS = (*KIND_LABELS, "")  # ties between kinds go in this order
_PRECISIONS = ("day", "week", "month", "season", "year", "decade", "unknown")


class Totals(NamedTuple):
    """What the articles of a node add up to. Days are ISO dates."""

    claims: int = 0
    articles: int = 0
    first_seen: str | None = None
    last_seen: str | None = None


class Known(NamedTuple):
    """What its cluster knows of a node: the name to show and the QID; null: what its members say."""

    name: str | None = None
    wikidata: str | None = None


class Shape(NamedTuple):
    """A node as it shall stand in the graph, with what look-ups need to know of it."""

    kind: str
    name: str
    country: str | None
    names: tuple[str, ...]
    labels: tuple[str, ...]
    properties: dict[str, Value]


def common(values: Iterable[str | None]) -> str | None:
    """Return the most frequent value that is not null, ties by string order; None where there is none."""
    counted = Counter(v for v in values if v)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else None


def search_text(names: Sequence[str]) -> str:
    """Return `names` and their spelling in Latin letters, each once."""
    spelled = (latin for name in names if (latin := anyascii(name)) != name)
    return " ".join(dict.fromkeys([*names, *spelled]))


def fill(label: str, values: dict[str, Value]) -> dict[str, Value]:
    """Return `values` in the order of the schema; KeyError where one that `label` has is missing or unknown to it."""
    declared = next(entry for entry in schema.LABELS if entry.name == label)
    names = [p.name for p in (*schema.COMMON, *declared.properties)]
    if extra := values.keys() - set(names):
        raise KeyError(f"{label} has no property {', '.join(sorted(extra))}")
    return {name: values[name] for name in names}


def actor(node: str, known: Known, members: Sequence[Body], totals: Totals) -> Shape:
    """Return the Actor that `members` (records of actors) make up."""
    counts = Counter(m["kind"] for m in members)
    kind = min(counts, key=lambda k: (-counts[k], _KINDS.index(k)))
    name, names = _names(members, known.name)
    country = common(m["country"] for m in members)
    values: dict[str, Value] = {
        "id": node,
        "name": name,
        "search_text": search_text(names),
        "kind": kind,
        "subkind": common(m["subkind"] for m in members if m["kind"] == kind),
        "wikidata": known.wikidata or common(m["wikidata"] for m in members),
        "aliases": list(names[1:]),
        "country": country,
        "claims": totals.claims,
        "articles": totals.articles,
        "first_seen": totals.first_seen,
        "last_seen": totals.last_seen,
    }
    return Shape(kind, name, country, names, ("Actor", KIND_LABELS[kind]), fill("Actor", values))


def place(node: str, known: Known, members: Sequence[Body], totals: Totals) -> Shape:
    """Return the Place that `members` (records of actors of kind place) make up."""
    name, names = _names(members, known.name)
    country = common(m["country"] for m in members)
    values: dict[str, Value] = {
        "id": node,
        "name": name,
        "search_text": search_text(names),
        "country": country,
    }
    return Shape("place", name, country, names, ("Place",), fill("Place", values))


def event(node: str, known: Known, members: Sequence[Body]) -> Shape:
    """Return the Event that `members` (records of events) make up; its date is the finest that is given."""
    names = tuple(dict.fromkeys([*filter(None, (known.name,)), *_by_frequency(m["name"] for m in members)]))
    status = best_status(m["status"] for m in members)
    types = [m["type"] for m in members]
    telling = [t for t in types if t not in event_words.words().general]
    start, end, precision = _event_date([m for m in members if m["status"] == status]) or (
        _event_date(members) or (None, None, None)
    )
    values: dict[str, Value] = {
        "id": node,
        "name": names[0],
        "search_text": search_text(names),
        "type": common(telling or types),
        "wikidata": known.wikidata or common(m["wikidata"] for m in members),
        "start_date": start,
        "end_date": end,
        "precision": precision,
        "status": status,
    }
    return Shape("event", names[0], None, names, ("Event",), fill("Event", values))


def role(node: str, *, title: str, of: str | None, organization: str | None, country: str | None) -> Shape:
    """Return the Role: an office (`title`) of an organisation (its name) and a country (its code).

    `of`: what the office is called after: the name of its organisation or country.
    """
    words = title.replace("_", " ")
    name = f"{words} of {of}" if of else words
    values: dict[str, Value] = {
        "id": node,
        "name": name,
        "search_text": search_text((name,)),
        "title": title,
        "organization": organization,
        "country": country,
    }
    return Shape("role", name, country, (name, words), ("Role",), fill("Role", values))


def _event_date(members: Sequence[Body]) -> tuple[str | None, str | None, str] | None:
    dates = Counter(tuple(m["date"]) for m in members if m["date"])
    if not dates:
        return None
    best = min(dates, key=lambda d: (_PRECISIONS.index(d[2]), -dates[d], str(d)))
    return best[0], best[1], best[2]


def _by_frequency(names: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(names)
    return tuple(sorted(counted, key=lambda n: (-counted[n], n)))


def _names(members: Sequence[Body], known: str | None) -> tuple[str, tuple[str, ...]]:
    """Return the name to show (`known`, else the most frequent), and it with all others in string order."""
    name = known or _by_frequency(m["name"] for m in members)[0]
    others = {m["name"] for m in members} | {alias for m in members for alias in m["aliases"]}
    return name, (name, *sorted(others - {name}))
