"""Why somebody is one, and whom to ask people about: appearances with their words, links with scores and reasons."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from polgraph.identity import Appearance, Link
from polgraph.ledger import presence
from polgraph.ledger.clusters import compared, compared_events
from polgraph.ledger.decisions import ON_MENTIONS, Decided, Judgements, rows
from polgraph.ledger.presence import Seen

AROUND = 70
"""Characters of the text to either side of a mention that are shown."""


class Shown(NamedTuple):
    """An appearance as people see it: `words` of the text around its first mention, `mark` where it lies in them."""

    node: str
    article: str
    actor: str
    name: str
    kind: str
    country: str | None
    names: tuple[str, ...]
    offices: tuple[str, ...]
    published: str | None
    source: str | None
    words: str | None
    mark: tuple[int, int] | None
    anchor: str | None


class Taken(NamedTuple):
    """Words of an article that were taken for a node: by which rule, how often that rule is right, and how many times.

    The rule is null in what an older version read.
    """

    article: str
    words: str
    form: str
    rule: str | None
    score: float | None
    times: int


class Joined(NamedTuple):
    """A link that a score made between two appearances of a node (article and actor each)."""

    left: Seen
    right: Seen
    left_name: str
    right_name: str
    score: float
    reasons: tuple[str, ...]


class Explanation(NamedTuple):
    """Why the appearances of a node are one."""

    node: str
    name: str
    wikidata: str | None
    ids: tuple[str, ...]
    appearances: tuple[Shown, ...]
    links: tuple[Joined, ...]
    decisions: tuple[Decided, ...]
    mentions: tuple[Taken, ...] = ()


class Doubt(NamedTuple):
    """Two nodes that may be one: how near they are, and how much is said of the smaller one (`claims`)."""

    left: Shown
    right: Shown
    score: float
    reasons: tuple[str, ...]
    claims: int


class Judgement(NamedTuple):
    """What the program decided in a load: an appearance came to a node, or left one (`was`) for it, and why."""

    load: int
    time: str
    author: str
    article: str
    actor: str
    name: str | None
    node: str
    was: str | None
    score: float | None
    reasons: tuple[str, ...]


def explain(db: sqlite3.Connection, node: str) -> Explanation:
    """Return why the appearances of the node (its id) are one."""
    name, wikidata = db.execute(
        "SELECT name, json_extract(payload, '$.properties.wikidata') FROM node WHERE id = ?", (node,)
    ).fetchone()
    found = [
        presence.read(class_, body)
        for class_, body in db.execute(
            "SELECT class, body FROM appearance WHERE node = ? ORDER BY since, article, local", (node,)
        )
    ]
    links = _links_of(db, node)
    names = {a.id: a.name for a in found}
    anchors = {anchor for a in found for anchor in a.anchors}
    return Explanation(
        node,
        name,
        wikidata,
        tuple(_ids(db, node)),
        tuple(shown(db, node, a) for a in found),
        tuple(_joined(k, names) for k in links),
        tuple(d for d in rows(db) if d.kind in ON_MENTIONS and anchors & {d.left, d.right}),
        tuple(_taken(db, node)),
    )


def _taken(db: sqlite3.Connection, node: str) -> Iterator[Taken]:
    """Yield the words of each article that were taken for a node, in the order of the text; what is the same alike is told once."""
    query = (
        "SELECT appearance.article, json_extract(actor.value, '$.mentions') FROM appearance "
        "JOIN current ON current.article = appearance.article JOIN extraction ON extraction.number = extraction_number, "
        "json_each(extraction.body, '$.actors') AS actor WHERE appearance.node = ? "
        "AND json_extract(actor.value, '$.id') = appearance.local ORDER BY since, appearance.article, local"
    )
    for article, mentions in db.execute(query, (node,)):
        seen = Counter(
            (m["text"], m["form"], m.get("rule"), m.get("score")) for m in json.loads(mentions or "[]")
        )
        yield from (Taken(article, *taken, times) for taken, times in seen.items())


def _links_of(db: sqlite3.Connection, node: str) -> list[Link]:
    """Return why the members of a node are one, best first: its component is clustered again, which gives the same."""
    query = "SELECT DISTINCT component FROM appearance WHERE node = ?"
    components = {c for (c,) in db.execute(query, (node,))}
    present, judgements = presence.present(db, components), Judgements.read(db)
    is_event = bool(presence.of_events(db, components))
    here, found = compared_events(db, present, judgements) if is_event else compared(present, judgements)
    members = {id_ for id_, p in here.items() if p.node == node}
    links = {(k.left, k.right): k for c in found.clusters for k in c.links if k.left in members}
    return sorted(links.values(), key=lambda k: (-k.score, k.left, k.right))


def _joined(k: Link, names: dict[Seen, str]) -> Joined:
    return Joined(k.left, k.right, names.get(k.left, ""), names.get(k.right, ""), k.score, k.reasons)


def _ids(db: sqlite3.Connection, node: str) -> Iterator[str]:
    """Yield the ids that lead to the node now."""
    for (old,) in db.execute("SELECT old FROM redirect WHERE new = ? ORDER BY old", (node,)).fetchall():
        yield old
        yield from _ids(db, old)


def shown(db: sqlite3.Connection, node: str, a: Appearance) -> Shown:
    """Return an appearance with the words around its first mention."""
    row = db.execute(
        "SELECT current.published, current.source, json_extract(body, '$.text') FROM current "
        "JOIN article ON article.number = article_number WHERE article = ?",
        (a.article,),
    ).fetchone() or (None, None, "")
    words, mark = _excerpt(row[2], a.spans[0]) if a.spans else (None, None)
    offices = (" of ".join(filter(None, (o.role.replace("_", " "), o.country))) for o in a.offices)
    return Shown(
        node, a.article, a.actor, a.name, a.kind, a.country, a.names, tuple(offices), row[0], row[1], words, mark,
        a.anchors[0] if a.anchors else None,
    )  # fmt: skip


def _excerpt(text: str, span: tuple[int, int]) -> tuple[str, tuple[int, int]]:
    first = max(text.rfind("\n", 0, span[0]) + 1, span[0] - AROUND)
    if first and not text[first - 1].isspace():
        first = min(span[0], (text.find(" ", first, span[0]) + 1) or first)
    last = min(span[1] + AROUND, len(text))
    end = text.find("\n", span[1], last)
    last = end if end >= 0 else last
    return text[first:last].rstrip(), (span[0] - first, span[1] - first)


def doubts(db: sqlite3.Connection, *, limit: int, events: bool = False) -> list[Doubt]:
    """Return the pairs of actors and places (`events`: of events) that people should decide on, most valuable first.

    The value is the score times the claims of the smaller node: what is said of it would stand elsewhere. Pairs that
    somebody decided on, or was unsure of, are not among them.
    """
    found = db.execute(
        "SELECT one.node, other.node, max(score), reasons, one.class, one.body, other.body, "
        "min(n.claims, m.claims) FROM doubt "
        "JOIN appearance AS one ON one.article = left_article AND one.local = left_local "
        "JOIN appearance AS other ON other.article = right_article AND other.local = right_local "
        "JOIN node AS n ON n.id = one.node JOIN node AS m ON m.id = other.node "
        "WHERE one.node != other.node AND (one.class = 'event') = ? "
        "GROUP BY min(one.node, other.node), max(one.node, other.node)",
        (events,),
    ).fetchall()
    asked = _decided_nodes(db)
    pairs = [r for r in found if frozenset((r[0], r[1])) not in asked]
    pairs.sort(key=lambda r: (-r[2] * (1 + r[7]), -r[2], r[0], r[1]))
    return [
        Doubt(
            shown(db, left, presence.read(class_, one)),
            shown(db, right, presence.read(class_, other)),
            score,
            tuple(json.loads(reasons)),
            claims,
        )
        for left, right, score, reasons, class_, one, other, claims in pairs[:limit]
    ]


def _decided_nodes(db: sqlite3.Connection) -> set[frozenset[str]]:
    found = set()
    for d in rows(db):
        if d.in_force and d.kind in ON_MENTIONS and d.right:
            ends = [presence.seen_by(db, anchor) for anchor in (d.left, d.right)]
            found.add(frozenset(end[1] for end in ends if end))
    return found


def judgements(db: sqlite3.Connection, *, load: int | None = None) -> list[Judgement]:
    """Return what the program decided, oldest first, of one load if named."""
    rows_ = db.execute(
        "SELECT judgement.load, time, author, judgement.article, judgement.local, json_extract(body, '$.name'), "
        "judgement.node, was, score, reasons FROM judgement JOIN load ON load.number = judgement.load "
        "LEFT JOIN appearance USING (article, local) WHERE ?1 IS NULL OR judgement.load = ?1 ORDER BY judgement.number",
        (load,),
    )
    return [Judgement._make((*row[:9], tuple(json.loads(row[9])))) for row in rows_]
