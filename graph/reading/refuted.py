"""Why the parse refutes what the scorer proposes: its word governs neither end, an end belongs to somebody else, or the sides are turned round.

The scorer sees which words stand near each other; who is whose argument the parse knows better (shortest dependency paths: Bunescu and
Mooney 2005). Each condition was weighed on judged claims: at least four wrong proposals for a right one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph import vocabulary
from polgraph.lexicon import Lexicon
from polgraph.reading.candidates import Candidate
from polgraph.reading.cast import Cast
from polgraph.reading.ties import way

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMMENT = "COMMENTED_ON"
_PRIVATE = frozenset(("think", "worry", "dream", "wonder", "care", "know", "learn", "hear", "forget"))
_ADDRESSED = frozenset(
    ("APPEALED_TO", "SPOKE_WITH", "MET_WITH", "NEGOTIATED_WITH", "DEMANDED_OF", "AGREED_WITH")
)
_BLAMING = frozenset(("accuse", "charge", "suspect", "convict"))
_WHENCE = frozenset("from near between outside along around".split())
_WHOSE = frozenset(("of", "to", "for", "from", "with"))
_STAYS = frozenset(("VISITED", "LOCATED_IN", "MEDIATED"))
_MODIFIES = ("amod", "compound", "nmod", "npadvmod")
_CLAUSES = 4


def refuted(
    predicate: str, subject: Candidate, object_: Candidate, word: Token, cast: Cast, lexicon: Lexicon
) -> str | None:
    """Say why somebody cannot have done this to somebody by these words; None where they may. Ties are for `ties.unstated`."""
    if vocabulary.load()[predicate].is_tie:
        return None
    one, other = word.doc[subject.root], word.doc[object_.root]
    if predicate == _COMMENT:
        if any(t.lemma_ in _PRIVATE for t in way(one, other)):
            return "who only thinks says nothing"
        return "it only modifies what is commented on" if _modifies_thing(other, cast) else None
    between = [t for t in way(one, other) if t.pos_ in ("VERB", "AUX")]
    side_by_side = other in one.conjuncts
    together = side_by_side and vocabulary.load()[predicate].symmetric
    known = any(f.predicate == predicate for f in lexicon.of("verb", word.lemma_))
    if word.pos_ == "VERB" and word not in between and not (together and known):
        return "its word joins others"  # but "A and B are close to signing"
    if len(between) >= _CLAUSES:
        return "too many clauses lie between the two"
    if side_by_side and not together:
        return "nobody does it together with whom it is done to"
    return _turned(predicate, one, word, lexicon) or _astray(predicate, subject, object_, other, cast, one)


def _turned(predicate: str, one: Token, word: Token, lexicon: Lexicon) -> str | None:
    """Is who should do it the accused, or somebody who only reports: "X accused of lying to Y", "X says Y met Z"?"""
    verb = one.head
    governs = verb == word or verb.is_ancestor(word)
    if predicate == "ACCUSED" and governs and verb.lemma_ in _BLAMING:
        if one.dep_ == "nsubjpass":
            return "the accused accuses nobody"
        if one.dep_ == "nsubj" and not any(c.dep_ in ("dobj", "aux") for c in verb.children):
            return "the accused accuses nobody"
    says = word.pos_ == "VERB" and word.lemma_ in lexicon.words["say_verbs"]
    if predicate == "ACCUSED" and says:
        known = {f.predicate for f in lexicon.of("verb", word.lemma_)}
        return None if predicate in known else "what is only reported is no charge"
    return None


def _astray(
    predicate: str, subject: Candidate, object_: Candidate, other: Token, cast: Cast, one: Token
) -> str | None:
    """Does an end belong to somebody else: "a loyalist of X said", "asked X's agency", "stormed from X"?"""
    for end, token in ((subject, one), (object_, other)):
        if _of_somebody(token, {subject.actor, object_.actor}, cast):
            return "it only says whose somebody is"
        if end is object_ and predicate in _ADDRESSED and token.dep_ == "poss":
            return "its owner is not whom they address"
    place = cast.kind(object_.actor or "") in ("country", "place")
    if place and predicate not in _STAYS and other.dep_ == "pobj" and other.head.lower_ in _WHENCE:
        return "it only says from where"
    return None


def _of_somebody(end: Token, both: set[str | None], cast: Cast) -> bool:
    """Is it what somebody is of: "a loyalist of X", "envoy of Y"?"""
    if end.dep_ != "pobj" or end.head.lower_ not in _WHOSE:
        return False
    held = cast.at(end.head.head.i)
    return any(h.kind == "person" for h in held) and not any(h.actor in both for h in held)


def _modifies_thing(end: Token, cast: Cast) -> bool:
    """Does it only modify a thing or another's name: "the X camps", "various X groups"?"""
    return end.dep_ in _MODIFIES and not cast.at(end.head.i)
