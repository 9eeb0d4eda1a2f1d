"""From an article and its extraction to rows of members and claims, and back out again."""

from __future__ import annotations

import hashlib
import sqlite3
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from polgraph import vocabulary
from polgraph.errors import InputError
from polgraph.ledger.decisions import Verdict
from polgraph.ledger.outbox import assign, claim_id
from polgraph.ledger.payloads import claim_values, dump
from polgraph.ledger.presence import seen_by
from polgraph.ledger.relations import status_of
from polgraph.model import Actor, Article, Claim, Event, Extraction, Role, Value

Pair = tuple[str, str, str]  # predicate and the two ends as stored


@dataclass
class Touched:
    """What must be recomputed before the transaction ends."""

    nodes: set[str] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)
    ends: dict[tuple[str, str], tuple[str, str]] = field(
        default_factory=dict
    )  # by claim and edge: the node that this end of it was, and is
    articles: set[str] = field(default_factory=set)
    pairs: set[Pair] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)
    refs: set[str] = field(default_factory=set)  # keys by which the authority finds another node than before
    renamed: set[str] = field(default_factory=set)  # nodes that are another cluster than before


def text_hash(text: str) -> str:
    """Return the SHA-256 of `text` without regard to case, spacing and typography; "" for an empty one."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return hashlib.sha256(plain.encode()).hexdigest() if plain else ""


def ends(predicate: str, subject: str, object_: str) -> tuple[str, str]:
    """Return the ends as a relation stores them: a symmetric one in the order of the nodes' ids."""
    if vocabulary.load()[predicate].symmetric and object_ < subject:
        return object_, subject
    return subject, object_


def role_key(title: str, organization: str | None, country: str | None) -> str:
    """Return the key of a Role node: one an office, organisation (its node) and country (its code)."""
    return dump([title, organization, country])


def leave(db: sqlite3.Connection, article: str, touched: Touched) -> None:
    """Take out the members and claims of `article`; it stays in `current`."""
    rows = db.execute("SELECT id, predicate, a, b, subject, object FROM claim WHERE article = ?", (article,))
    for id_, predicate, a, b, subject, object_ in rows.fetchall():
        touched.claims.add(id_)
        touched.pairs.add((predicate, a, b))
        touched.nodes |= {subject, object_}
        db.execute("DELETE FROM speaker WHERE claim = ?", (id_,))
    db.execute("DELETE FROM claim WHERE article = ?", (article,))
    db.execute("DELETE FROM rejected WHERE article = ?", (article,))
    touched.nodes |= {
        n for (n,) in db.execute("SELECT DISTINCT node FROM member WHERE article = ?", (article,))
    }
    db.execute("DELETE FROM member WHERE article = ?", (article,))


def withdraw(db: sqlite3.Connection, article: str, touched: Touched) -> None:
    """Take out all that `article` says now; its evidence stays."""
    leave(db, article, touched)
    db.execute("DELETE FROM current WHERE article = ?", (article,))
    touched.articles.add(article)


def enter(
    db: sqlite3.Connection,
    article: Article,
    extraction: Extraction,
    touched: Touched,
    *,
    verdicts: Mapping[str, Verdict] = MappingProxyType({}),
) -> None:
    """Write the members and claims of an article that stands in `current`, its actors in `appearance`, and has none yet.

    `verdicts`: what people decided about claims. Raises InputError where a record names an actor, event or predicate
    that does not exist, or has the id of another article's record.
    """
    _Entry(db, article, extraction, touched, verdicts).write()


class _Entry:
    """Writes one article; `nodes` maps the ids of its actors and events to those of the ledger."""

    def __init__(
        self,
        db: sqlite3.Connection,
        article: Article,
        extraction: Extraction,
        touched: Touched,
        verdicts: Mapping[str, Verdict],
    ) -> None:
        self.db, self.article, self.extraction, self.touched = db, article, extraction, touched
        self.verdicts = verdicts
        self.actors = {actor.id: actor for actor in extraction.actors}
        self.nodes: dict[str, str] = {}

    def write(self) -> None:
        claim_id(self.db, "article", self.article.id)
        self.touched.articles.add(self.article.id)
        rows = self.db.execute("SELECT local, node FROM appearance WHERE article = ?", (self.article.id,))
        self.nodes.update(rows)
        for actor in self.extraction.actors:
            self._actor(actor)
        for event in self.extraction.events:
            self._event(event)
        for claim in self.extraction.claims:
            self._claim(
                claim, claim.predicate, self._node(claim.subject, claim), self._node(claim.object, claim)
            )
        for role in self.extraction.roles:
            self._claim(role, "HOLDS_ROLE", self._node(role.actor, role), self._role(role))

    def _member(self, node: str, local: str, body: dict[str, object], place: str | None = None) -> None:
        self.touched.nodes.add(node)
        self.db.execute(
            "INSERT INTO member VALUES (?, ?, ?, ?, ?)", (node, self.article.id, local, place, dump(body))
        )

    def _actor(self, actor: Actor) -> None:
        body: dict[str, object] = actor.model_dump(include={"kind", "subkind", "name", "wikidata", "country"})
        body["aliases"] = sorted(actor.aliases)
        body["spans"] = sorted([m.start, m.end] for m in actor.mentions)
        self._member(self.nodes[actor.id], actor.id, body)

    def _event(self, event: Event) -> None:
        node = self.nodes[event.id]
        place = self.actors.get(event.place or "")
        body: dict[str, object] = event.model_dump(include={"name", "type", "wikidata"})
        body["status"] = status_of(event.polarity, event.modality)
        body["date"] = [event.date.start, event.date.end, event.date.precision] if event.date else None
        body["spans"] = [list(event.span)]
        body |= {"confidence": event.confidence, "speakers": list(event.speakers)}
        is_place = place is not None and place.kind == "place"
        self._member(node, event.id, body, self.nodes[place.id] if place and is_place else None)

    def _role(self, role: Role) -> str:
        """Return the Role node; an office of a country that stands as its organisation is the country's."""
        body_ = self.actors.get(role.organization or "")
        if role.organization and not body_:
            self._node(role.organization, role)
        country = role.country
        if body_ and body_.kind == "country" and (body_.country or country):
            country, body_ = body_.country or country, None
        title = role.role or " ".join(role.title.casefold().split())
        organization = self.nodes[body_.id] if body_ else None
        node = assign(self.db, "role", role_key(title, organization, country), kind="role")
        self.db.execute(
            "UPDATE node SET country = ?, organization = ? WHERE id = ?", (country, organization, node)
        )
        self._member(node, role.id, {"title": title, "spans": [list(role.span)]})
        return node

    def _node(self, local: str, record: Claim | Role) -> str:
        try:
            return self.nodes[local]
        except KeyError:
            what = f"the record {record.id!r} of article {self.article.id!r} names {local!r}"
            raise InputError(f"{what}, which is none of its {len(self.nodes)} actors and events") from None

    def _claim(self, record: Claim | Role, predicate: str, subject: str, object_: str) -> None:
        if predicate not in vocabulary.load():
            raise InputError(f"the vocabulary has no predicate {predicate!r} (article {self.article.id!r})")
        claim_id(self.db, "claim", record.id)
        verdict = self.verdicts.get(record.id)
        if verdict:
            record, predicate, subject, object_ = self._corrected(
                record, verdict, predicate, subject, object_
            )
        a, b = ends(predicate, subject, object_)
        status = status_of(record.polarity, record.modality)
        event = self._node(record.event, record) if isinstance(record, Claim) and record.event else None
        date = record.date
        body = claim_values(record, self.article, vocabulary.load()[predicate], status=status)
        body["decided"] = verdict.word if verdict else None
        if verdict and verdict.rejected:
            self._reject(record, subject, object_, body)
            return
        try:
            self.db.execute(
                "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)",
                (record.id, self.article.id, predicate, subject, object_, a, b, event, status, record.phase)
                + ((date.start, date.end, date.kind) if date else (None, None, None))
                + (self.article.day, record.confidence, dump(body)),
            )
        except sqlite3.IntegrityError as error:
            raise InputError(
                f"article {self.article.id!r} has the record {record.id!r}, but so has another record: ids are unique"
            ) from error
        for position, speaker in enumerate(record.speakers):
            row = (record.id, position, self._node(speaker, record))
            self.db.execute("INSERT INTO speaker VALUES (?, ?, ?)", row)
        self.touched.claims.add(record.id)
        self.touched.pairs.add((predicate, a, b))

    def _corrected(
        self, record: Claim | Role, verdict: Verdict, predicate: str, subject: str, object_: str
    ) -> tuple[Claim | Role, str, str, str]:
        """Return the record as people say that it should read; an end that is not here stays as it was read."""
        sets = dict(verdict.changes)
        if anchor := sets.pop("subject", None):
            subject = self._end(anchor) or subject
        if anchor := sets.pop("object", None):
            object_ = self._end(anchor) or object_
        predicate = sets.pop("predicate", None) or predicate
        if isinstance(record, Claim) and predicate != record.predicate:
            word = vocabulary.load()[predicate]
            codes = {name: getattr(word, name) for name in ("sign", "plover", "cameo", "quad")}
            sets |= codes | {"phase": (record.phase or "present") if word.is_tie else None}
        if verdict.confirmed:
            sets["confidence"] = 1.0
        return record.model_copy(update=sets), predicate, subject, object_

    def _end(self, anchor: str) -> str | None:
        found = seen_by(self.db, anchor)
        return found[1] if found else None

    def _reject(self, record: Claim | Role, subject: str, object_: str, body: dict[str, Value]) -> None:
        kept = {"subject": subject, "object": object_, "body": body}
        row = (record.id, self.article.id, dump(kept))
        self.db.execute("INSERT INTO rejected VALUES (?, ?, ?)", row)
        self.touched.claims.add(record.id)
