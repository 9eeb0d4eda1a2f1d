"""Delegations and company: who leads a side of the talks that the article told of, and who came along."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from polgraph.identity.event_words import affair
from polgraph.lexicon import Lexicon
from polgraph.reading.cast import End
from polgraph.reading.clauses import agents, behind, gaps, objects
from polgraph.reading.document import Document
from polgraph.reading.event_parts import Parts, once
from polgraph.reading.event_sameness import Sameness
from polgraph.reading.happenings import Happening, Part

if TYPE_CHECKING:
    from spacy.tokens import Token

PIECES = frozenset(("round", "session", "stage"))
_NEAR = 4  # sentences from the talks to the delegations that meet there


class Delegations:
    """Looks up who comes to the events of one document without being at their nouns."""

    def __init__(self, document: Document, parts: Parts, sameness: Sameness, lexicon: Lexicon) -> None:
        self.document, self.lexicon, self.words = document, lexicon, lexicon.events
        self.sameness, self.cast, self.doers, self.of = sameness, parts.cast, parts.doers, parts.of

    def sides(self, found: Collection[Happening]) -> None:
        """Add delegations to the talks that the article told of last."""
        for token in self.document.doc:
            people = self._delegates(token)
            h = self._told_of(token, found) if people else None
            if h and not any(token.i == p.verb for p in h.parts):
                h.parts.extend(people)

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

    def company(self, found: Collection[Happening]) -> None:
        """Add whoever accompanies somebody who takes part."""
        for token in self.document.doc:
            led, others = self._companions(token)
            for h in found:
                if {e.id for e in led} & {p.who.id for p in h.parts if not p.denied}:
                    h.parts.extend(others)

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
