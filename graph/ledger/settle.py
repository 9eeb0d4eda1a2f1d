"""The end of every transaction: recompute what the new evidence touches, and nothing else."""

from __future__ import annotations

import json
import sqlite3

from polgraph import vocabulary
from polgraph.ledger import copying, nodes
from polgraph.ledger.authority import revise_facts
from polgraph.ledger.evidence import Pair, Touched
from polgraph.ledger.outbox import Outbox, write_names
from polgraph.ledger.payloads import article_values, dump, evidence_edge, relation_edge
from polgraph.ledger.periods import Statement
from polgraph.ledger.relations import derive
from polgraph.model import Article, Value


def settle(db: sqlite3.Connection, touched: Touched, *, load: int) -> int:
    """Recompute what `touched` names and queue what differs as changes of `load`; returns how many there are."""
    outbox = Outbox(db)
    copying.follow(db, touched)
    _nodes(db, touched, outbox)
    for node in touched.renamed:
        touched.refs |= _ids(db, "SELECT ref FROM ref WHERE node = ?", node)
    for ref in touched.refs:
        touched.facts |= _facts_of(db, ref)
    revise_facts(db, touched)
    for claim in sorted(touched.claims):
        _claim(db, claim, touched, outbox)
    outbox.ends(
        (edge, claim, was, now)
        for (claim, edge), (was, now) in sorted(touched.ends.items())
        if claim not in touched.claims and was != now
    )
    for pair in sorted(touched.pairs):
        _relations(db, pair, outbox)
    for article in sorted(touched.articles):
        _article(db, article, outbox)
    return outbox.flush(load)


def _nodes(db: sqlite3.Connection, touched: Touched, outbox: Outbox) -> None:
    """Recompute actors, places and events, then the roles, whose names depend on them."""
    roles: set[str] = set()
    for node in sorted(touched.nodes):
        class_, key, was, name, country, kind = db.execute(
            "SELECT class, key, payload IS NOT NULL, name, country, kind FROM node WHERE id = ?", (node,)
        ).fetchone()
        if class_ == "role":
            roles.add(node)
            continue
        shape = _shape(db, node, class_)
        _write_node(db, node, shape, outbox)
        if class_ == "event":
            places = _ids(db, "SELECT place FROM member WHERE node = ? AND place IS NOT NULL", node)
            articles = _ids(db, "SELECT article FROM member WHERE node = ?", node)
            wholes = _ids(db, "SELECT whole FROM part WHERE part = ?", node) if shape else set()
            outbox.edges(
                node,
                [evidence_edge("AT", node, place) for place in sorted(places)]
                + [evidence_edge("PART_OF_EVENT", node, whole) for whole in sorted(wholes)]
                + [evidence_edge("IN_ARTICLE", node, article) for article in sorted(articles)],
            )
        if class_ == "event" and (shape is None or not was):
            touched.facts |= _facts_of(db, key)
        if shape is None or not was or (name, country, kind) != (shape.name, shape.country, shape.kind):
            touched.claims |= _ids(db, "SELECT claim FROM speaker WHERE node = ?", node)
            roles |= _roles_of(db, node, {country, shape.country if shape else None} - {None})
        elif shape.kind == "country" and node in touched.renamed:
            roles |= _roles_of(db, node, {country})
    for role in sorted(roles):
        _role(db, role, touched, outbox)


def _roles_of(db: sqlite3.Connection, node: str, countries: set[str | None]) -> set[str]:
    """Return the roles that may be called after `node`: those of the organisation, or of the country of its code."""
    query = "SELECT id FROM node WHERE country = ? AND class = 'role' AND organization IS NULL"
    found = _ids(db, "SELECT id FROM node WHERE organization = ?", node)
    return found.union(*(_ids(db, query, code) for code in countries))


def _shape(db: sqlite3.Connection, node: str, class_: str) -> nodes.Shape | None:
    members = [json.loads(b) for (b,) in db.execute("SELECT body FROM member WHERE node = ?", (node,))]
    if not members:
        return None
    articles, first, last = db.execute(
        "SELECT count(DISTINCT article), min(day), max(day) FROM member JOIN current USING (article) WHERE node = ?",
        (node,),
    ).fetchone()
    totals = nodes.Totals(_claim_count(db, node), articles, first, last)
    known = nodes.Known(*db.execute("SELECT called, wikidata FROM node WHERE id = ?", (node,)).fetchone())
    if class_ == "event":
        return nodes.event(node, known, members)
    return (nodes.place if class_ == "place" else nodes.actor)(node, known, members, totals)


def _claim_count(db: sqlite3.Connection, node: str) -> int:
    """How many claims of articles the node is an end of."""
    (claims,) = db.execute(
        "SELECT (SELECT count(*) FROM claim WHERE subject = :n AND article IS NOT NULL) "
        "+ (SELECT count(*) FROM claim WHERE object = :n AND subject != :n AND article IS NOT NULL)",
        {"n": node},
    ).fetchone()
    return int(claims)


def _write_node(db: sqlite3.Connection, node: str, shape: nodes.Shape | None, outbox: Outbox) -> None:
    write_names(db, node, shape)
    if shape is None:
        outbox.node(node, (), None)
        return
    db.execute(
        "UPDATE node SET kind = ?, name = ?, country = ?, claims = ? WHERE id = ?",
        (shape.kind, shape.name, shape.country, _claim_count(db, node), node),
    )
    outbox.node(node, shape.labels, shape.properties)


def _role(db: sqlite3.Connection, node: str, touched: Touched, outbox: Outbox) -> None:
    key, was, country, organization = db.execute(
        "SELECT key, payload IS NOT NULL, country, organization FROM node WHERE id = ?", (node,)
    ).fetchone()
    title = json.loads(key)[0]
    is_here = db.execute("SELECT 1 FROM member WHERE node = ? LIMIT 1", (node,)).fetchone() is not None
    shape, of = None, None
    if is_here:
        of = organization or _country_node(db, country)
        (name,) = db.execute("SELECT name FROM node WHERE id = ?", (of,)).fetchone() or (country,)
        shape = nodes.role(
            node, title=title, of=name, organization=name if organization else None, country=country
        )
    _write_node(db, node, shape, outbox)
    outbox.edges(node, [evidence_edge("OF", node, of)] if of else [])
    if is_here != bool(was):
        touched.facts |= _ids(db, "SELECT id FROM fact WHERE role = ?", title)


def _country_node(db: sqlite3.Connection, code: str | None) -> str | None:
    """Return the country of this code: of several the one with a QID, then by key."""
    row = db.execute(
        "SELECT id FROM node WHERE country = ? AND class = 'actor' AND kind = 'country' AND payload IS NOT NULL "
        "ORDER BY ident NOT GLOB 'Q[0-9]*', ident LIMIT 1",
        (code,),
    ).fetchone()
    return row[0] if row else None


def _claim(db: sqlite3.Connection, claim: str, touched: Touched, outbox: Outbox) -> None:
    row = db.execute(
        "SELECT article, predicate, a, b, subject, object, event, origin, body FROM claim WHERE id = ?",
        (claim,),
    ).fetchone()
    if row is None:
        outbox.edges(claim, [])
        outbox.node(claim, (), None)
        return
    article, predicate, a, b, subject, object_, event, old_origin, body = row
    speakers = db.execute(
        "SELECT node.id, node.name, node.kind FROM speaker JOIN node ON node.id = speaker.node "
        "WHERE claim = ? ORDER BY position",
        (claim,),
    ).fetchall()
    origin = _origin(db, article, speakers)
    if origin != old_origin:
        db.execute("UPDATE claim SET origin = ? WHERE id = ?", (origin, claim))
        touched.pairs.add((predicate, a, b))
    values = json.loads(body) | {"speakers": [name for _, name, _ in speakers], "origin": origin}
    outbox.node(claim, ("Claim",), nodes.fill("Claim", values))
    edges = [evidence_edge("SUBJECT", claim, subject), evidence_edge("OBJECT", claim, object_)]
    edges += [evidence_edge("SPEAKER", claim, s[0], position=i) for i, s in enumerate(speakers)]
    edges += [evidence_edge("IN_ARTICLE", claim, article)] if article else []
    edges += [evidence_edge("PART_OF_EVENT", claim, event)] if event else []
    outbox.edges(claim, edges)


def _origin(db: sqlite3.Connection, article: str | None, speakers: list[tuple[str, str, str]]) -> str:
    """The outermost speaker if it has a name, else the publisher of the earliest copy, else that article's id."""
    if article is None:
        return "authority"
    if speakers and speakers[0][2] in ("person", "organization", "country"):
        return speakers[0][1]
    return str(db.execute("SELECT publisher FROM current WHERE article = ?", (article,)).fetchone()[0])


def _relations(db: sqlite3.Connection, pair: Pair, outbox: Outbox) -> None:
    """Derive anew what the claims of one predicate on two nodes amount to; a node has no relation to itself."""
    predicate, a, b = pair
    rows = db.execute(
        "SELECT id, status, phase, start_date, end_date, date_kind, reported, article, origin, confidence, event "
        "FROM claim WHERE a = ? AND b = ? AND predicate = ?",
        (a, b, predicate),
    )
    found = derive(vocabulary.load()[predicate], [Statement(*row) for row in rows]) if a != b else []
    edges = [relation_edge(derived, a, b) for derived in found]
    db.execute("DELETE FROM relation WHERE a = ? AND b = ? AND predicate = ?", (a, b, predicate))
    db.executemany(
        "INSERT INTO relation VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (e.id, e.type, predicate, a, b, d.status, dump(e.properties))
            for e, d in zip(edges, found, strict=True)
        ],
    )
    outbox.edges(f"{predicate}|{a}|{b}", edges)


def _article(db: sqlite3.Connection, id_: str, outbox: Outbox) -> None:
    row = db.execute(
        "SELECT body, language, kind, head, similarity, reason FROM current "
        "JOIN article ON article.number = article_number LEFT JOIN likeness ON likeness.article = current.article "
        "WHERE current.article = ?",
        (id_,),
    ).fetchone()
    if row is None:
        outbox.edges(id_, [])
        outbox.node(id_, (), None)
        return
    body, language, kind, head, similarity, reason = row
    article = Article.model_validate_json(body)
    heads = {f"{kind}_of": head} if kind else {}
    outbox.node(id_, ("Article",), article_values(article, language=language, **heads))
    likeness: dict[str, Value] = {"similarity": similarity, "reason": reason}
    outbox.edges(id_, [evidence_edge(f"{kind.upper()}_OF", id_, head, properties=likeness)] if kind else [])


def _facts_of(db: sqlite3.Connection, key: str) -> set[str]:
    return _ids(db, "SELECT id FROM fact WHERE subject = ?1 OR object = ?1 OR organization = ?1", key)


def _ids(db: sqlite3.Connection, query: str, *values: object) -> set[str]:
    return {id_ for (id_,) in db.execute(query, values)}
