"""What happened, as nodes: known events by their names, and talks, visits, votes that the text describes.

A described event needs a place, or somebody who takes part in it; "a meeting" alone is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.authority import Authority, KnownEvent
from polgraph.folding import fold
from polgraph.identity.event_words import part
from polgraph.lexicon import Lexicon
from polgraph.model import DateRange, Event, Participant
from polgraph.reading.cast import Candidate, Cast, conjuncts, noun_start, subjects
from polgraph.reading.circumstances import Surroundings
from polgraph.reading.document import Document
from polgraph.reading.happenings import Happening, Part
from polgraph.reading.identifiers import record_id

if TYPE_CHECKING:
    from spacy.tokens import Token

_GENERIC = {"conflict": "war", "war": "war", "invasion": "war", "fighting": "war"}
_DESCRIBED = frozenset(
    [
        "talks",
        "summit",
        "meeting",
        "conference",
        "visit",
        "election",
        "referendum",
        "ceasefire",
        "agreement",
        "exercise",
        "trial",
        "protest",
        "prisoner_exchange",
    ]
)


def find(
    document: Document, cast: Cast, surroundings: Surroundings, authority: Authority, lexicon: Lexicon
) -> list[Happening]:
    """Return the events of the article in the order of the text."""
    return _Events(document, cast, surroundings, authority, lexicon).find()


class _Events:
    def __init__(
        self,
        document: Document,
        cast: Cast,
        surroundings: Surroundings,
        authority: Authority,
        lexicon: Lexicon,
    ) -> None:
        self.document, self.cast, self.surroundings = document, cast, surroundings
        self.authority, self.lexicon = authority, lexicon
        self.found: dict[str, Happening] = {}

    def find(self) -> list[Happening]:
        later: list[Token] = []
        for token in self.document.doc:
            if token.pos_ not in ("NOUN", "PROPN"):
                continue
            lemma = token.lemma_.lower()
            if lemma not in self.lexicon.maps["event_nouns"] and lemma not in _GENERIC:
                continue
            if known := self._known(token):
                self._put_known(token, known)
            elif lemma in _GENERIC:
                later.append(token)
            elif self.lexicon.maps["event_nouns"][lemma] in _DESCRIBED:
                self._described(token, self.lexicon.maps["event_nouns"][lemma])
        for token in later:
            self._again(token)
        return sorted(self.found.values(), key=lambda h: h.tokens[0])

    # --- known events ---------------------------------------------------------------------------------------

    def _phrase(self, token: Token) -> tuple[int, int]:
        """The noun with what stands before it and its "of", "in", "on" and "against"."""
        start, end = noun_start(token), token.i + 1
        for child in token.rights:
            if child.dep_ == "prep" and child.lower_ in ("of", "in", "on", "against", "with", "between"):
                for o in child.children:
                    if o.dep_ == "pobj" and self.cast.around(o.i):
                        end = max(end, o.i + 1)
        return start, end

    def _known(self, token: Token) -> KnownEvent | None:
        start, end = self._phrase(token)
        event = self.authority.event(self.document.text(start, end))
        if event is None or (self.document.article.day and event.start[:10] > self.document.article.day):
            return None
        return event

    def _put_known(self, token: Token, event: KnownEvent) -> None:
        start, end = self._phrase(token)
        held = self.found.get(event.id)
        if held:
            held.tokens.append(token.i)
            return
        key = event.wikidata or (event.id if ":" in event.id else f"event:{event.id}")
        self.found[event.id] = Happening(
            "",
            key,
            event.type,
            event.name,
            [token.i],
            start,
            end,
            event.wikidata,
            event.id,
            date=(event.start, event.end),
        )

    def _again(self, token: Token) -> None:
        """ "the invasion", "the conflict": the known war of the article, if there is only one."""
        definite = any(c.lower_ in ("the", "this", "that") or c.dep_ == "poss" for c in token.lefts)
        wars = [h for h in self.found.values() if h.known and h.type == _GENERIC[token.lemma_.lower()]]
        states = {
            c.key
            for i in (noun_start(token), *[t.i for t in token.subtree])
            for c in self.cast.at(i)
            if c.kind == "country"
        }
        if definite and len(wars) == 1:
            known = self.authority.events[wars[0].known or ""]
            if not states - {known.country, *known.participants}:
                wars[0].tokens.append(token.i)

    # --- described events -----------------------------------------------------------------------------------

    def _described(self, token: Token, kind: str) -> None:
        if token.tag_ in ("NNS", "NNPS") and kind not in ("talks", "election", "exercise"):
            return  # "several agreements" are no one event
        piece = self._piece(token)
        place = self._place(token) or (self._place(piece) if piece else None)
        parts = self._parts(piece or token)
        if not place and not parts:
            return
        around = self.surroundings.of(token)
        name = self._name(token, place)
        if piece:
            name = f"{self._numbered(piece)} of {name}"
        date = around.date
        when = date.start[:7] if date and date.start and date.precision in ("day", "week", "month") else None
        if place and when:
            key = f"event:{kind}:{fold(place.name)}:{when}" + (f":{part(name)}" if piece else "")
        else:
            key = f"event:{self.document.article.id}:{kind}:{fold(name)}"
        held = self.found.get(key)
        if held is None:
            start, end = self._phrase(token)
            held = self.found[key] = Happening("", key, kind, name, [], start, end, place=place)
        held.tokens.append(token.i)
        held.parts.extend(parts)

    def _piece(self, token: Token) -> Token | None:
        """The noun of "the second round of talks", where it numbers a part of the event."""
        above = token.head
        if (
            token.dep_ == "pobj"
            and above.lower_ == "of"
            and above.head.pos_ == "NOUN"
            and above.head.i < above.i
        ):
            return above.head if part(self._numbered(above.head)) else None
        return None

    def _numbered(self, noun: Token) -> str:
        words = [t.text for t in noun.lefts if t.dep_ in ("amod", "compound", "nummod")]
        return " ".join([*words, noun.text])

    def _name(self, token: Token, place: Candidate | None) -> str:
        words = [
            t.text for t in self.document.doc[noun_start(token) : token.i + 1]
            if t.dep_ in ("compound", "amod") and t.head == token and (t.text[:1].isupper() or (t.dep_ == "compound" and t.is_alpha and not any(True for _ in t.children)))
        ]  # fmt: skip
        return " ".join([*words, token.text]) + (
            f" in {place.name}" if place and place.name not in words else ""
        )

    def _place(self, token: Token) -> Candidate | None:
        """The place in "talks in Paris", "the Paris talks"."""
        for child in token.rights:
            if child.dep_ == "prep" and child.lower_ in ("in", "at", "near"):
                for o in child.children:
                    held = self.cast.at(o.i)
                    if held and held[0].kind in ("place", "country"):
                        return held[0]
        for child in token.lefts:
            held = self.cast.at(child.i)
            if child.dep_ == "compound" and held and held[0].kind == "place":
                return held[0]
        return None

    def _parts(self, token: Token) -> list[Part]:
        """Who takes part: the subject of "took part in", "attended", "hosted" above the noun."""
        verb = self._verb(token)
        if verb is None:
            return []
        part = self.lexicon.maps["takes_part"].get(verb.lemma_.lower())
        if part is None:
            return []
        people = subjects(verb) or (subjects(verb.head) if verb.dep_ in ("conj", "xcomp") else [])
        if any(c.dep_ == "nsubjpass" for c in verb.children):
            people = [
                o
                for c in verb.children
                if c.dep_ == "agent"
                for p in c.children
                if p.dep_ == "pobj"
                for o in conjuncts(p)
            ]
        return [Part(c, part, verb.i) for t in people for c in self.cast.at(t.i) if c.kind != "place"]

    def _verb(self, token: Token) -> Token | None:
        head = token.head
        if token.dep_ in ("dobj", "nsubjpass"):
            return head if head.lemma_ != "take" else None
        if token.dep_ == "pobj" and head.lower_ in ("in", "at", "to"):
            above = head.head
            if above.pos_ == "NOUN" and above.lemma_ == "part" and above.dep_ == "dobj":
                return above.head if above.head.lemma_ == "take" else None
            if (
                above.pos_ == "VERB"
                and above.lemma_ == "take"
                and any(c.dep_ == "dobj" and c.lemma_ == "part" for c in above.children)
            ):
                return above
            return above if above.pos_ == "VERB" and above.lemma_ == "participate" else None
        return None


def records(document: Document, happenings: list[Happening], surroundings: Surroundings) -> list[Event]:
    """Return the records of the contract; gives each happening its id."""
    made = []
    for h in happenings:
        token = document.doc[h.tokens[0]]
        around = surroundings.of(token)
        span = document.span(h.start, h.end)
        h.id = record_id(document, token.i, "event", h.type, span)
        date = around.date
        polarity, modality = around.polarity, around.modality
        if h.date:
            date = DateRange(
                start=h.date[0], end=h.date[1], precision="day", kind="since" if h.type == "war" else "at"
            )
            polarity, modality = "affirmed", "asserted"
        made.append(
            Event(
                id=h.id,
                key=h.key,
                wikidata=h.wikidata,
                type=h.type,
                name=h.name,
                place=h.place.actor if h.place else None,
                participants=tuple(
                    Participant(actor=a, part=p)
                    for a, p in sorted({(x.who.actor or "", x.part) for x in h.parts})
                ),
                span=span,
                polarity=polarity,
                modality=modality,
                speakers=() if h.date else around.speakers,
                speaker=None if h.date or not around.speakers else around.speakers[-1],
                date=date,
                confidence=0.9 if h.known else 0.7,
                sentence=document.sentence_span(token.i),
                rule="event:known" if h.known else "event:described",
            )
        )
    return made
