"""Who holds what a noun says: the subject of the verb that only carries it, or of what leads up to it ("held talks", "is behind the attack")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.lexicon import Lexicon
from polgraph.reading.cast import Cast, conjuncts
from polgraph.reading.clauses import antecedents, coordinated, lemmas, withdrawn
from polgraph.reading.doers import STATES, Doers
from polgraph.reading.ends import CREDIT, TAKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_CARRYING = ("in", "into", "for", "on", "with")  # "entered into talks"
_IN_STATE = ("in", "at", "under", "on")
_INCLUDING = ("including", "include", "involve", "involving")
_REPEATING = ("reiterate", "repeat", "renew", "reaffirm")
_MEETING_IN = ("in", "during")
_MEETINGS = frozenset(("call", "meeting", "conversation", "talk", "discussion"))
_ENCOUNTERS = _MEETINGS | frozenset(("negotiation", "summit", "consultation"))
_COMING = frozenset(
    "arrive travel fly come go head visit meet sit gather return journey land host receive welcome join".split()
)
_DEEPEST = 5


class Holders:
    """Finds the holders of nouns in one document."""

    def __init__(self, doers: Doers, cast: Cast, lexicon: Lexicon) -> None:
        self.doers, self.cast, self.lexicon = doers, cast, lexicon

    def of(self, noun: Token, depth: int = 0) -> list[Token]:
        """Return the subject of the verb that only carries the noun: "held talks", "engaged in talks, including contacts"."""
        head = noun.head
        if depth >= _DEEPEST:
            return []
        if noun.dep_ == "conj" and head.pos_ == "NOUN":
            return self.of(head, depth + 1)
        if noun.dep_ == "dobj" and head.lemma_ in _REPEATING and self._named_owner(noun):
            return []  # "reiterated Turkey's support for X"
        if noun.dep_ in ("dobj", "attr", "nsubjpass"):
            called_off = withdrawn(head, noun, self.lexicon) is not None and noun.dep_ == "dobj"
            claimed = head.lemma_ == "claim" and noun.lemma_.lower() in self.lexicon.words["weapons"]
            return self.doers.subjects(head) if called_off or claimed else self._of_carrier(head)
        if noun.dep_ == "pobj" and withdrawn(head.head, head, self.lexicon):
            return self.doers.subjects(head.head)
        if noun.dep_ == "pobj":
            above = head.head
            if head.lower_ == "as" and noun.lemma_ == "part":
                return (
                    self._whoever(above) if above.pos_ in ("VERB", "AUX") else conjuncts(above)
                )  # "as part of the coalition"
            if above.pos_ in ("VERB", "AUX") and (
                (head.lower_ == "in" and noun.lower_ == "support")
                or (head.lower_ == "on" and noun.lower_ == "behalf")
                or (head.lower_ == "under" and noun.lower_ == "pressure")
                or (head.lower_ in _MEETING_IN and noun.lemma_.lower() in _MEETINGS)
            ):
                return self._whoever(
                    above
                )  # "flew sorties in support of X", "spoke on behalf of X", "raised it in a call with X"
            if head.lower_ in _INCLUDING:
                return self._held_above(above, depth)
            if head.lower_ in _IN_STATE and above.lemma_ in ("be", "remain", "stay"):
                return antecedents(
                    coordinated(c for c in above.children if c.dep_ == "nsubj")
                )  # "is in talks with", "is at war with"
            if head.lower_ in _CARRYING and above.pos_ == "VERB" and (found := self._of_carrier(above)):
                return found
            if head.lower_ == "for" and (found := self._answering(above)):
                return found
            if head.lower_ == "for" and above.lemma_ in _COMING and noun.lemma_.lower() in _ENCOUNTERS:
                return self.doers.subjects(above)  # "flew to Rome for talks with X"
            if above.lemma_.lower() in self.lexicon.words["quantities"] and above.pos_ in ("NOUN", "NUM"):
                return self.of(above, depth + 1)
        return []

    def _named_owner(self, noun: Token) -> bool:
        deps = ("poss", "compound", "amod")
        return any(c.dep_ in deps and c.tag_ != "PRP$" and self.cast.at(c.i) for c in noun.lefts)

    def _answering(self, word: Token) -> list[Token]:
        """ "X is responsible for the attack", "X claimed responsibility for the bombing": who did it, or says so."""
        if word.lower_ == "responsible":
            return self.doers.subjects(word)
        claimed = word.dep_ == "dobj" and word.head.lemma_ in TAKING and word.lower_ in CREDIT
        return self.doers.subjects(word.head) if claimed else []

    def _whoever(self, verb: Token) -> list[Token]:
        """The subject, of a passive the one in that state ("is committed")."""
        return self.doers.subjects(verb) or antecedents(
            coordinated(c for c in verb.children if c.dep_ == "nsubjpass" and verb.lemma_ in STATES)
        )

    def _held_above(self, above: Token, depth: int) -> list[Token]:
        """ "including contacts": what it explains may stand any number of nouns further up."""
        for token in (above, *above.ancestors):
            if token.pos_ == "NOUN" and (found := self.of(token, depth + 1)):
                return found
            if token.pos_ in ("VERB", "AUX"):
                return self._of_carrier(token)
        return []

    def _of_carrier(self, verb: Token) -> list[Token]:
        """The subject of a support verb; of "was engaged in" the one in that state."""
        if verb.pos_ not in ("VERB", "AUX") or self.lexicon.words["support_verbs"].isdisjoint(lemmas(verb)):
            return []
        if verb.lemma_ in ("hold", "keep", "give", "call") and any(c.dep_ == "prt" for c in verb.children):
            return []  # "held up aid to X"
        if found := self.doers.subjects(verb):
            return found
        state = verb.lemma_ in ("engage", "involve")
        return coordinated(c for c in verb.children if c.dep_ == "nsubjpass") if state else []
