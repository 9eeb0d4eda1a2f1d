"""Articles and extractions for tests, made from a few words instead of a language model."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from polgraph import vocabulary
from polgraph.model import (
    Actor,
    Article,
    Claim,
    DateRange,
    Event,
    Extraction,
    Mention,
    Participant,
    Producer,
    Role,
)

PRODUCER = Producer(polgraph="0.1.0", model="test-model 1", lexicon="test", authority="2026-11-22")
OTHER_PRODUCER = PRODUCER.model_copy(update={"lexicon": "another"})

ACTORS = {
    "Ada Marsh": ("person", "Q900001", "XA"),
    "Bruno Tal": ("person", "Q900002", "XB"),
    "Carla Reyes": ("person", None, "XA"),
    "Nordland": ("country", "Q900010", "XA"),
    "Sudland": ("country", "Q900011", "XB"),
    "The Daily Lantern": ("organization", "Q900020", "XA"),
    "Harbour Party": ("organization", None, "XA"),
    "officials": ("group", None, None),
    "Lakeport": ("place", "Q900030", "XA"),
}


def date(start: str | None, end: str | None = None, *, kind: str = "at", precision: str = "day") -> DateRange:
    """A date range; `at` one day unless `end` is given."""
    if kind == "at" and end is None:
        end = start
    return DateRange.model_validate({"start": start, "end": end, "precision": precision, "kind": kind})


def record_id(*parts: object) -> str:
    """An id as the contract asks for: the same parts give the same id."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


class Story:
    """An article being written: every statement becomes a sentence of its text and a record with its offsets.

        story = Story("a1", published="2025-03-01", source="The Daily Lantern")
        story.claim("Ada Marsh", "MET_WITH", "Bruno Tal")
        article, extraction = story.done()

    Actors are named by their names; those of `ACTORS` have a kind, QID and country, others are persons.
    """

    def __init__(self, id_: str = "a1", **fields: Any) -> None:
        self.id, self.fields = id_, fields
        self.text = ""
        self.actors: dict[str, Actor] = {}
        self.roles: list[Role] = []
        self.events: dict[str, Event] = {}
        self.claims: list[Claim] = []

    def actor(self, name: str, **fields: Any) -> str:
        """Note an actor (once) and return its id within the article."""
        if name not in self.actors:
            kind, wikidata, country = ACTORS.get(name, ("person", None, None))
            kind = fields.pop("kind", kind)
            wikidata = fields.pop("wikidata", wikidata)
            local = f"{self.id}:{name.casefold()}" if kind == "group" else name.casefold()
            values = {"key": wikidata or f"{kind}:{local}", "wikidata": wikidata, "country": country} | fields
            self.actors[name] = Actor.model_validate(
                {"id": f"x{len(self.actors) + 1}", "kind": kind, "name": name} | values
            )
        return self.actors[name].id

    def _sentence(self, *words: str) -> tuple[tuple[int, int], list[tuple[int, int]]]:
        """Append a sentence of `words`; return its span and those of the words, and note names as mentions."""
        start = len(self.text) + (1 if self.text else 0)
        self.text += (" " if self.text else "") + " ".join(words) + "."
        spans, at = [], start
        for word in words:
            spans.append((at, at + len(word)))
            if word in self.actors:
                actor = self.actors[word]
                mention = Mention(start=at, end=at + len(word), text=word, form="name")
                self.actors[word] = actor.model_copy(update={"mentions": (*actor.mentions, mention)})
            at += len(word) + 1
        return (start, len(self.text)), spans

    def _evidence(self, speakers: Sequence[str], fields: dict[str, Any]) -> dict[str, Any]:
        ids = [self.actor(name) for name in speakers]
        default: dict[str, Any] = {"confidence": 0.8, "rule": "test", "speakers": ids}
        if ids:
            default |= {"speaker": ids[-1], "modality": "alleged"}
        return default | fields

    def claim(
        self,
        subject: str,
        predicate: str,
        object_: str,
        *,
        speakers: Sequence[str] = (),
        **fields: Any,
    ) -> Claim:
        """State a claim; `event` and ends may name an event that was noted before. Ties are present by default."""
        word = vocabulary.load()[predicate]
        evidence = self._evidence(speakers, fields)
        ends = [self.events[n].id if n in self.events else self.actor(n) for n in (subject, object_)]
        if evidence.get("event") in self.events:
            evidence["event"] = self.events[evidence["event"]].id
        sentence, spans = self._sentence(subject, predicate.lower(), object_)
        occurrence = sum(c.subject == ends[0] and c.object == ends[1] for c in self.claims)
        values = {
            "id": record_id(self.id, "claim", predicate, subject, object_, occurrence),
            "subject": ends[0],
            "predicate": predicate,
            "object": ends[1],
            "phase": "present" if word.is_tie else None,
            "sign": word.sign,
            "plover": word.plover,
            "cameo": word.cameo,
            "quad": word.quad,
            "sentence": sentence,
            "subject_span": spans[0],
            "trigger": spans[1],
            "object_span": spans[2],
        }
        self.claims.append(Claim.model_validate(values | evidence))
        return self.claims[-1]

    def role(
        self,
        person: str,
        title: str,
        organization: str | None = None,
        *,
        country: str | None = None,
        speakers: Sequence[str] = (),
        **fields: Any,
    ) -> Role:
        """State that a person holds an office."""
        evidence = self._evidence(speakers, fields)
        actor, body = self.actor(person), self.actor(organization) if organization else None
        sentence, spans = self._sentence(person, title, *([organization] if organization else []))
        values = {
            "id": record_id(self.id, "role", person, title, organization, len(self.roles)),
            "actor": actor,
            "title": title,
            "organization": body,
            "country": country,
            "phase": "present",
            "span": spans[1],
            "sentence": sentence,
        }
        self.roles.append(Role.model_validate(values | evidence))
        return self.roles[-1]

    def event(
        self,
        name: str,
        type_: str = "talks",
        *,
        place: str | None = None,
        participants: Sequence[tuple[str, str]] = (),
        **fields: Any,
    ) -> Event:
        """Note an event that claims of this article may name."""
        evidence = self._evidence(fields.pop("speakers", ()), fields)
        where = self.actor(place) if place else None
        who = tuple(Participant(actor=self.actor(actor), part=part) for actor, part in participants)
        sentence, spans = self._sentence(name, *([place] if place else []))
        values = {
            "id": record_id(self.id, "event", name),
            "key": f"event:{name.casefold()}",
            "type": type_,
            "name": name,
            "place": where,
            "participants": who,
            "span": spans[0],
            "sentence": sentence,
        }
        self.events[name] = Event.model_validate(values | evidence)
        return self.events[name]

    def done(self, *, producer: Producer = PRODUCER) -> tuple[Article, Extraction]:
        """Return the article and its extraction."""
        defaults = {"published": "2025-03-01", "source": "The Daily Lantern", "language": "en"}
        article = Article.model_validate(
            {"id": self.id, "text": self.text or "Nothing was said."} | defaults | self.fields
        )
        extraction = Extraction(
            article=self.id,
            producer=producer,
            language=article.language,
            actors=tuple(self.actors.values()),
            roles=tuple(self.roles),
            events=tuple(self.events.values()),
            claims=tuple(self.claims),
        )
        return article, extraction


def story(id_: str = "a1", *claims: tuple[str, str, str], **fields: Any) -> tuple[Article, Extraction]:
    """An article that states each of `claims` (subject, predicate, object) in its own voice."""
    written = Story(id_, **fields)
    for subject, predicate, object_ in claims:
        written.claim(subject, predicate, object_)
    return written.done()
