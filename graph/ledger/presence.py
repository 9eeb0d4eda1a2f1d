"""Appearances as rows, and the components within which it is decided who is who.

A component is what shared blocks and people's decisions join, directly or through others: nothing in one can be
compared with anything in another. Components only ever grow together, which costs time and never changes an outcome.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from polgraph import authority
from polgraph.authority import Authority
from polgraph.identity import Appearance, Occurrence, appearances, blocks, filed, occurrences
from polgraph.model import Article, Extraction

Seen = tuple[str, str]
"""An appearance: article and actor."""


class Present(NamedTuple):
    """An appearance as it stands: the node it is in, the one that it was first given, and its place in time."""

    appearance: Appearance
    class_: str
    node: str | None
    home: str | None
    since: int


@dataclass
class Dirty:
    """What came, went or may have to be decided anew since the last clustering."""

    components: set[int] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    nodes: set[str] = field(default_factory=set)
    fresh: dict[Seen, Appearance] = field(default_factory=dict)  # those that came
    blocks: dict[str, int] = field(default_factory=dict)  # components of blocks that were looked up


def class_of(kind: str) -> str:
    """Return the class of node for an actor or event of this kind."""
    return kind if kind in ("place", "event") else "actor"


def read(class_: str, body: str) -> Appearance:
    """Return the appearance that a row holds: of an event an `Occurrence`."""
    return (Occurrence if class_ == "event" else Appearance).model_validate_json(body)


def _blocks(a: Appearance, facts: Authority) -> list[str]:
    """Return the blocks of an appearance, those of each class their own."""
    found = filed(a, facts=facts) if a.kind == "event" else blocks(a, facts=facts)
    return [f"{class_of(a.kind)}:{block}" for block in sorted(found)]


def forget(db: sqlite3.Connection, article: str, dirty: Dirty) -> dict[str, tuple[str, str]]:
    """Take out the appearances of `article`; returns class and node by anchor, for those who come in their place."""
    homes: dict[str, tuple[str, str]] = {}
    rows = db.execute(
        "SELECT local, class, node, home, component, body FROM appearance WHERE article = ?", (article,)
    )
    for _, class_, node, home, component, body in rows.fetchall():
        dirty.components.add(component)
        if node:
            dirty.nodes.add(node)
        for anchor in read(class_, body).anchors:
            homes[anchor] = (class_, home or node)
    db.execute("DELETE FROM anchor WHERE article = ?", (article,))
    db.execute("DELETE FROM appearance WHERE article = ?", (article,))
    dirty.articles.discard(article)
    dirty.fresh = {seen: a for seen, a in dirty.fresh.items() if seen[0] != article} if dirty.fresh else {}
    return homes


def note(
    db: sqlite3.Connection,
    article: Article,
    extraction: Extraction,
    dirty: Dirty,
    *,
    since: int,
    homes: dict[str, tuple[str, str]],
) -> None:
    """Write the appearances of `article`, which has none yet."""
    _note(db, [*appearances(article, extraction), *occurrences(article, extraction)], dirty, since, homes)
    dirty.articles.add(article.id)


def _note(
    db: sqlite3.Connection,
    found: Iterable[Appearance],
    dirty: Dirty,
    since: int,
    homes: Mapping[str, tuple[str, str]],
) -> None:
    anchors = []
    facts = authority.load()
    for a in found:
        class_ = class_of(a.kind)
        component = _component(db, _blocks(a, facts), dirty)
        dirty.fresh[a.id] = a
        known = next((homes[x][1] for x in a.anchors if x in homes and homes[x][0] == class_), None)
        body = a.model_dump_json(exclude_defaults=True)
        row = (*a.id, class_, known, component, a.wikidata or a.key, since, body)
        db.execute(
            "INSERT INTO appearance VALUES (?, ?, ?, NULL, ?, ?, ?, ?, ?)", row
        )  # the next may unite it
        anchors += [(anchor, *a.id) for anchor in dict.fromkeys(a.anchors)]
        dirty.components.add(component)
    db.executemany("INSERT OR IGNORE INTO anchor VALUES (?, ?, ?)", anchors)


def _component(db: sqlite3.Connection, keys: Sequence[str], dirty: Dirty) -> int:
    """Return the component of what has these blocks, the components that they join made one."""
    found: dict[int, None] = {}
    unknown = []
    for key in keys:
        if key in dirty.blocks:
            found[dirty.blocks[key]] = None
        elif row := db.execute("SELECT component FROM block WHERE block = ?", (key,)).fetchone():
            found[row[0]] = None
            dirty.blocks[key] = row[0]
        else:
            unknown.append(key)
    component = unite(db, found, dirty) if found else _next(db)
    if unknown:
        db.executemany("INSERT INTO block VALUES (?, ?)", [(key, component) for key in unknown])
        dirty.blocks.update(dict.fromkeys(unknown, component))
    return component


def _next(db: sqlite3.Connection) -> int:
    return int(db.execute("INSERT INTO component VALUES (NULL)").lastrowid or 0)


def rebuild(db: sqlite3.Connection, dirty: Dirty) -> None:
    """Find all components anew: what blocks an appearance has depends on what the authority knows."""
    db.execute("DELETE FROM block")
    db.execute("DELETE FROM component")
    dirty.blocks.clear()
    dirty.components.clear()
    facts = authority.load()
    rows = db.execute("SELECT article, local, class, body FROM appearance ORDER BY since, article, local")
    for article, local, class_, body in rows.fetchall():
        component = _component(db, _blocks(read(class_, body), facts), dirty)
        db.execute(
            "UPDATE appearance SET component = ? WHERE article = ? AND local = ?", (component, article, local)
        )
        dirty.components.add(component)


def unite(db: sqlite3.Connection, components: Iterable[int], dirty: Dirty) -> int:
    """Make several components one, and return it: the one with most blocks."""
    found = list(dict.fromkeys(components))
    if len(found) == 1:
        return found[0]
    dirty.blocks.clear()
    query = "SELECT count(*) FROM block WHERE component = ?"
    kept = max(found, key=lambda c: (db.execute(query, (c,)).fetchone()[0], -c))
    for other in found:
        if other != kept:
            db.execute("UPDATE block SET component = ? WHERE component = ?", (kept, other))
            db.execute("UPDATE appearance SET component = ? WHERE component = ?", (kept, other))
            db.execute("DELETE FROM component WHERE number = ?", (other,))
            dirty.components.discard(other)
    dirty.components.add(kept)
    return kept


def component_of(db: sqlite3.Connection, anchor: str) -> int | None:
    """Return the component of the appearance with this mention, None where it is not here."""
    row = db.execute(
        "SELECT component FROM anchor JOIN appearance USING (article, local) WHERE anchor = ? LIMIT 1",
        (anchor,),
    ).fetchone()
    return int(row[0]) if row else None


def present(
    db: sqlite3.Connection, components: Iterable[int], fresh: Mapping[Seen, Appearance] = MappingProxyType({})
) -> Iterator[Present]:
    """Yield the appearances of these components; `fresh`: those that need not be read."""
    query = "SELECT article, local, class, node, home, since, body FROM appearance WHERE component = ?"
    for component in sorted(components):
        for article, local, class_, node, home, since, body in db.execute(query, (component,)).fetchall():
            a = fresh.get((article, local)) or read(class_, body)
            yield Present(a, class_, node, home, since)


def seen_by(db: sqlite3.Connection, anchor: str) -> tuple[Seen, str] | None:
    """Return the appearance with this mention and its node, None where it is not here."""
    row = db.execute(
        "SELECT article, local, node FROM anchor JOIN appearance USING (article, local) WHERE anchor = ? LIMIT 1",
        (anchor,),
    ).fetchone()
    return ((row[0], row[1]), row[2]) if row else None


def stored(db: sqlite3.Connection, article: str) -> tuple[Article, Extraction]:
    """Return an article that is here and what was read out of it."""
    row = db.execute(
        "SELECT article.body, extraction.body FROM current JOIN article ON article.number = article_number "
        "JOIN extraction ON extraction.number = extraction_number WHERE current.article = ?",
        (article,),
    ).fetchone()
    return Article.model_validate_json(row[0]), Extraction.model_validate_json(row[1])


def standing(db: sqlite3.Connection, article: str) -> Article | None:
    """Return the article of exactly this id as it stands, None where it is not here or was retracted."""
    row = db.execute(
        "SELECT article.body FROM current JOIN article ON article.number = article_number WHERE current.article = ?",
        (article,),
    ).fetchone()
    return Article.model_validate_json(row[0]) if row else None


def fill(db: sqlite3.Connection) -> None:
    """Write the appearances of actors of every article that is here: once, for a ledger of before there were any."""
    _fill(db, appearances)


def fill_events(db: sqlite3.Connection) -> None:
    """Write the events of every article that is here: once, for a ledger of before events were compared."""
    _fill(db, occurrences)


def _fill(db: sqlite3.Connection, made: Callable[[Article, Extraction], Iterable[Appearance]]) -> None:
    dirty = Dirty()
    for article, number in db.execute(
        "SELECT article, article_number FROM current ORDER BY article_number"
    ).fetchall():
        _note(db, made(*stored(db, article)), dirty, number, {})
        db.execute(
            "UPDATE appearance SET home = member.node, node = member.node FROM member "
            "WHERE member.article = appearance.article AND member.local = appearance.local AND appearance.article = ? "
            "AND appearance.node IS NULL",
            (article,),
        )


def occurrences_of(db: sqlite3.Connection, articles: Iterable[str]) -> set[int]:
    """Return the components of the events of these articles."""
    query = "SELECT DISTINCT component FROM appearance WHERE article = ? AND class = 'event'"
    return {c for article in articles for (c,) in db.execute(query, (article,))}


def of_events(db: sqlite3.Connection, components: Iterable[int]) -> set[int]:
    """Return those of the components that hold events."""
    query = "SELECT 1 FROM appearance WHERE component = ? AND class = 'event' LIMIT 1"
    return {c for c in components if db.execute(query, (c,)).fetchone()}


def actor_nodes(db: sqlite3.Connection, articles: Iterable[str]) -> dict[Seen, str]:
    """Return the nodes of the actors and places of these articles."""
    query = "SELECT local, node FROM appearance WHERE article = ? AND class != 'event' AND node IS NOT NULL"
    return {(article, local): node for article in articles for local, node in db.execute(query, (article,))}
