"""Who is meant by a word that leaves it to the text before: whose "the attack" is, of what somebody is "not a member yet".

Only claims already read are asked, and only where they leave one answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.lexicon import Lexicon
from polgraph.model import Claim
from polgraph.reading.cast import Cast, End

if TYPE_CHECKING:
    from spacy.tokens import Token

_THIS = frozenset(("the", "this", "that", "these", "those"))
_OF_IT = ("prep", "poss", "compound", "nmod", "acl")


class Implied:
    """Asks the claims of one article that have been `told` so far."""

    def __init__(self, cast: Cast, lexicon: Lexicon) -> None:
        self.cast, self.lexicon = cast, lexicon
        self.told: list[Claim] = []

    def doer(self, noun: Token) -> list[End]:
        """Return whose deed "the attack", "these sanctions" is, where only one state, body or person has done such before.

        For soldiers their state stands, if the text names it.
        """
        predicate = self.lexicon.maps["deeds"].get(noun.lemma_.lower())
        known = any(c.dep_ == "det" and c.lower_ in _THIS for c in noun.lefts)
        if predicate is None or not known or any(c.dep_ in _OF_IT for c in noun.children):
            return []
        did = {self._behind(c.subject) for c in self._real(predicate)}
        return self._only(did, noun)

    def joined(self, noun: Token) -> list[End]:
        """Return the one body of which the text has said that somebody joins it: "is not a member yet", "asked for accession"."""
        return self._only({c.object for c in self.told if c.predicate == "MEMBER_OF"}, noun)

    def _only(self, found: set[str], noun: Token) -> list[End]:
        return [End(who, self.cast.kind(who), noun.i, noun.i + 1, noun.i) for who in found if len(found) == 1]

    def _real(self, predicate: str) -> list[Claim]:
        return [
            c
            for c in self.told
            if c.predicate == predicate and c.polarity == "affirmed" and c.modality in ("asserted", "alleged")
        ]

    def _behind(self, who: str) -> str:
        actor = self.cast.actor(who)
        if actor.kind != "group" or actor.country is None:
            return who
        return next(
            (a.id for a in self.cast.actors if a.kind == "country" and a.country == actor.country), who
        )
