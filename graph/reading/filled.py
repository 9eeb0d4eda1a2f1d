"""Whose places a word has filled already: its own subject is not whom something is done to, its passive subject has done nothing.

Grammar alone decides here (voice, "between", "against"), for proposals of the scorer, which sees only that words stand near each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph import vocabulary
from polgraph.reading.cast import Cast

if TYPE_CHECKING:
    from spacy.tokens import Token

_GETTING = frozenset(
    "receive get win draw face suffer enjoy earn gain secure have need meet undergo lose incur attract garner accept".split()
)
"""Verbs whose subject has something done to it: "won the support of X"."""
_PHRASE = frozenset(("poss", "conj", "appos", "compound", "nmod", "amod"))
_BESIDE = frozenset(("conj", "parataxis", "dep"))
_FORETELLING = frozenset("predict project forecast foresee foretell envision anticipate bet prophesy".split())
_SPOKEN = frozenset(("THREATENED", "DEMANDED_OF", "ACCUSED", "CRITICIZED", "APPEALED_TO"))
_ALLEGED = frozenset(("alleged", "allegedly", "suspected", "purported", "reported", "reportedly"))
_HELD = frozenset("arrest detain charge book indict accuse suspect prosecute want question".split())
"""What is done to suspects, behind which "for", "over" or "with" says of what."""
_WITH_THEM = frozenset(("alongside", "beside", "for"))


def by_others(predicate: str, one: Token, other: Token, word: Token, cast: Cast) -> str | None:
    """Say why the places of `word` are not those of who should do `predicate` and whom it should be done to; None where they may be."""
    if word.pos_ == "VERB":
        found = None if vocabulary.load()[predicate].symmetric else _voice(predicate, one, other, word)
        return found or _foretold(one, word) or _beside_them(predicate, other, word)
    if word.pos_ in ("NOUN", "PROPN"):
        found = _foretold(one, word)
        if predicate in _SPOKEN and other.dep_ == "poss" and other.head == word:
            return "they are his own words"
        return found or _parties(predicate, one, other, word, cast)
    return _foretold(one, word)


def _voice(predicate: str, one: Token, other: Token, word: Token) -> str | None:
    """Do active and passive say the reverse, or name no doer: "X was shot", beside a clause in which Y does something?"""
    subjects = [c for c in word.children if c.dep_ in ("nsubj", "nsubjpass")]
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in word.children)
    if not passive:
        turned = any(_heads_phrase(s, other) for s in subjects) and word.is_ancestor(one)
        return "who does it is not whom it is done to" if turned and word.lemma_ not in _GETTING else None
    if any(_heads_phrase(s, one) and not _owns(one) for s in subjects):
        return "to whom it is done has not done it"
    done_to = any(_heads_phrase(s, other) for s in subjects)
    reported = (
        predicate == "ATTACKED" and one.dep_ == "nsubj" and one.head == word.head and word.dep_ == "ccomp"
    )
    return "a passive without a doer" if done_to and (reported or _elsewhere(one, word)) else None


def _elsewhere(one: Token, word: Token) -> bool:
    """Does somebody act in a main clause beside that of a verb: "X has advanced; Y was shot", which may have nothing to do with it?"""
    verb = one.head
    if one.dep_ != "nsubj" or verb == word or verb.pos_ not in ("VERB", "AUX"):
        return False
    lower = verb if word.is_ancestor(verb) else word
    beside = lower.head in (verb, word) and lower.dep_ in _BESIDE
    said = lower == verb and lower.dep_ == "ccomp" and lower.i < word.i
    return beside or said


def _heads_phrase(head: Token, token: Token) -> bool:
    """Does a token stand for the whole of which `head` is the noun: it, one of several, another name of it?"""
    while token != head and token.dep_ in ("conj", "appos"):
        token = token.head
    return token == head


def _owns(token: Token) -> bool:
    return token.dep_ == "poss"


def _foretold(one: Token, word: Token) -> str | None:
    """Does somebody only say what will come: "predicts that X will resign"?"""
    verb = one.head
    if one.dep_ == "nsubj" and verb.lemma_ in _FORETELLING and (verb == word or verb.is_ancestor(word)):
        return "who foretells something has not done it"
    return None


def _beside_them(predicate: str, other: Token, word: Token) -> str | None:
    """Do people fight for whom they should fight: "fought alongside X"?"""
    if predicate == "ATTACKED" and word.lemma_ == "fight" and other.dep_ == "pobj":
        return "fights on their side" if other.head.lower_ in _WITH_THEM else None
    return None


def _parties(predicate: str, one: Token, other: Token, word: Token, cast: Cast) -> str | None:
    """Has an act between two, or against somebody, its ends in its own words: "a clash between X and Y", "the attack on X"?"""
    symmetric = vocabulary.load()[predicate].symmetric
    for preposition in (c for c in word.rights if c.dep_ == "prep"):
        inside = preposition.is_ancestor(one) and preposition.is_ancestor(other)
        if preposition.lower_ == "between" and not inside and predicate != "MEDIATED":
            return "it is between others"
        against = preposition.lower_ in ("against", "on") and not symmetric
        if against and any(_named(t, cast) for t in preposition.children) and not word.is_ancestor(other):
            return "it is against others"
    return None


def suspected(joined: list[Token], word: Token) -> bool:
    """Do the words between two say that somebody is only suspected: "charged with the murder of", "his alleged role in"?"""
    for token in joined:
        if any(c.lower_ in _ALLEGED for c in token.lefts):
            return True
        held = any(c.dep_ == "prep" and c.is_ancestor(word) for c in token.rights)
        if token.lemma_ in _HELD and held and token != word:
            return True
    return False


def _named(token: Token, cast: Cast) -> bool:
    return token.dep_ == "pobj" and bool(cast.at(token.i))
