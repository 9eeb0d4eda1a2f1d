"""Delegations and company: who leads a side of the talks that the article told of, and who came along."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from polgraph.identity.event_words import affair
from polgraph.lexicon import Lexicon
from polgraph.reading.cast import End, conjuncts
from polgraph.reading.clauses import agents, behind, gaps, objects
from polgraph.reading.document import Document
from polgraph.reading.event_parts import Parts, once
from polgraph.reading.event_sameness import Sameness
from polgraph.reading.happenings import Happening, Part

if TYPE_CHECKING:
    from spacy.tokens import Token

PIECES = frozenset(("round", "session", "stage"))
_HEARING = frozenset(("meeting", "conference", "trial", "investigation"))
_COMPANY = 2  # sentences from an event to whoever came along
_NEAR = 4  # sentences from the talks to the delegations that meet there


class Delegations:
    """Looks up who comes to the events of one document without being at their nouns."""

    def __init__(self, document: Document, parts: Parts, sameness: Sameness, lexicon: Lexicon) -> None:
        self.document, self.lexicon, self.words = document, lexicon, lexicon.events
        self.sameness, self.cast, self.doers, self.of = sameness, parts.cast, parts.doers, parts.of

    def sides(self, found: Collection[Happening]) -> None:
        """Add delegations to the talks that the article told of last."""
        for token in self.document.doc:
            people = self._delegates(token) or self._facing(token)
            sent = [] if people else self._sent(token)
            h = self._told_of(token, found) if people or sent else None
            if h and sent and not self._near_delegates(token, h):
                continue
            if h and not any(token.i == p.verb for p in h.parts):
                h.parts.extend(people or sent)

    def _told_of(self, token: Token, found: Collection[Happening]) -> Happening | None:
        """Return the talks that the last noun or verb of talks before `token` means, not far back."""
        nouns = self.lexicon.maps["event_nouns"]
        first = self.document.sentences[max(0, self.document.sentence(token.i).index - _NEAR)].start
        for i in range(token.i - 1, first - 1, -1):
            word = self.document.doc[i]
            if h := next((h for h in found if i in h.tokens and h.affair == "talks"), None):
                return h if self.sameness.is_real(h) and word.lemma_.lower() not in PIECES else None
            if word.pos_ == "NOUN" and affair(nouns.get(word.lemma_.lower(), "")) == "talks":
                return None
        return None

    def heard(self, found: Collection[Happening]) -> None:
        """Add who spoke at the session, conference or trial that the paragraph told of before."""
        doc = self.document.doc
        for token in doc:
            people = self._heard(token)
            if not people:
                continue
            chunk = self.document.sentence(token.i).chunk
            told = [
                (i, h)
                for h in found
                for i in h.tokens
                if h.type in _HEARING and i < token.i and self.document.sentence(i).chunk == chunk
            ]
            if told:
                max(told, key=lambda t: t[0])[1].parts.extend(people)

    def company(self, found: Collection[Happening]) -> None:
        """Add whoever accompanies somebody who takes part."""
        for token in self.document.doc:
            led, others = self._companions(token)
            if not others:
                continue
            told = [
                (self._since(token, h), -max(h.tokens), n, h)
                for n, h in enumerate(found)
                if {e.id for e in led} & {p.who.id for p in h.parts if not p.denied}
            ]
            distance, _, _, h = min(told, default=(_NEAR, 0, 0, None))
            if h and distance <= _COMPANY:
                h.parts.extend(others)

    def _since(self, word: Token, h: Happening) -> int:
        """Return how many sentences before `word` the event was told of last."""
        here = self.document.sentence(word.i)
        before = [self.document.sentence(i).index for i in h.tokens if i < here.end]
        return here.index - max(before) if before else _NEAR

    def _delegates(self, token: Token) -> list[Part]:
        """Return who leads the delegation that `token` is, or belongs to it; at "represent": who does it, and whom."""
        words = self.words.delegations
        if token.pos_ == "VERB" and token.lemma_ == "represent":
            sides = [e for e in self.of.ends(objects(token), owner=False) if e.kind != "place"]
            people = self._agents(token) if sides else []
            return [Part(e, "participant", token.i) for e in sides if people] + people
        if token.pos_ != "NOUN" or token.lemma_.lower() not in words["nouns"] or not self._sided(token):
            return []
        above = token.head
        found = []
        if token.dep_ in ("dobj", "nsubjpass") and above.lemma_ in words["led_by"]:
            found = self._agents(above)
        for verb in token.children:
            if verb.dep_ == "relcl" and verb.lemma_ in words["belong"]:
                found += self._people(self.doers.subjects(verb), verb.i)
        return found

    def _facing(self, verb: Token) -> list[Part]:
        """Return who sits there in "across the table sat X and Y"."""
        words = self.words.facing
        if verb.pos_ != "VERB" or verb.lemma_ not in words["verbs"]:
            return []
        seats = (o for c in verb.lefts if c.lower_ in words["words"] for o in c.subtree)
        if not any(o.lemma_ in words["seat"] for o in seats):
            return []
        end = self.document.sentence(verb.i).end
        named = [
            t
            for t in self.document.doc[verb.i + 1 : end]
            if t.dep_ not in ("pobj", "poss", "compound", "nmod")
            and any(c.kind == "person" and c.form == "name" for c in self.cast.at(t.i))
        ]
        return self._people(named, verb.i)

    def _sent(self, verb: Token) -> list[Part]:
        """Return who comes in "X came for the chancellor": somebody for somebody."""
        words = self.words.sent
        if verb.pos_ != "VERB" or verb.lemma_ not in words["verbs"]:
            return []
        for_whom = [
            o for c in verb.children if c.lower_ in words["for"] for o in c.children if o.dep_ == "pobj"
        ]
        masters = [t for o in for_whom for t in (o, *(c for c in o.children if c.dep_ == "appos"))]
        if not any(
            e.kind in ("person", "country", "organization") for e in self.of.ends(masters, owner=False)
        ):
            return []
        return self._people(self.doers.subjects(verb), verb.i)

    def _near_delegates(self, verb: Token, h: Happening) -> bool:
        here = self.document.sentence(verb.i).index
        sides = [p for p in h.parts if p.part == "delegate"]
        return any(here - self.document.sentence(p.verb).index in (0, 1) for p in sides)

    def _heard(self, verb: Token) -> list[Part]:
        """Return who spoke in "X was heard as well" and "X spoke in favour of it"; nobody who spoke to somebody or somewhere."""
        words = self.words.heard
        if verb.pos_ != "VERB" or any(c.dep_ in ("dobj", "neg") for c in verb.children):
            return []
        passive = any(c.dep_ == "nsubjpass" for c in verb.children) and verb.lemma_ in words["passive"]
        for_what = [
            c
            for c in verb.children
            if c.lower_ in words["for"]
            or (c.lower_ == "in" and any(o.lemma_ in words["in"] for o in c.children))
        ]
        if not passive and not (verb.lemma_ in words["verbs"] and for_what):
            return []
        elsewhere = [c for c in verb.children if c.dep_ in ("prep", "agent", "dative") and c not in for_what]
        people = [t for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") for t in conjuncts(c)]
        parts = self._people(people, verb.i) if not elsewhere else []
        return [Part(p.who, "speaker", p.verb) for p in parts]

    def _companions(self, verb: Token) -> tuple[list[End], list[Part]]:
        """Return who was accompanied, and who came with them."""
        if verb.pos_ != "VERB" or verb.lemma_ not in self.words.company:
            return [], []
        led = self.of.ends(objects(verb), owner=False)
        with_them = self._people([*self.doers.subjects(verb), *self._gapped(verb)], verb.i)
        return led, [Part(p.who, "participant", p.verb) for p in with_them]

    def _sided(self, noun: Token) -> bool:
        """Is it the delegation of a state or body: "the French side", "Russia's team"?"""
        return bool(self.of.possessors(noun, compound=True)) or any(
            c.kind == "group" and c.country for c in self.cast.at(noun.i)
        )

    def _agents(self, verb: Token) -> list[Part]:
        """Return who leads or represents, also in a second part of the sentence without a verb: "and Ukraine by Y"."""
        passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
        if not passive:
            return self._people(self.doers.subjects(verb), verb.i)
        further = behind(by for _, by in gaps(verb))
        return self._people([*agents(verb), *further, *self._gapped(verb)], verb.i)

    def _gapped(self, verb: Token) -> list[Token]:
        """Return who stands behind a further "by" of a passive: "not by X but by Y", "and the other one by Y"."""
        further = (t for t in verb.subtree if t.lower_ == "by" and t.head != verb and t.head.pos_ != "VERB")
        return [o for t in further for o in t.children if o.dep_ == "pobj" and self.cast.at(o.i)]

    def _people(self, tokens: list[Token], verb: int) -> list[Part]:
        ends = self.of.ends(tokens, owner=False)
        return once([Part(e, "delegate", verb) for e in ends if e.kind == "person"])
