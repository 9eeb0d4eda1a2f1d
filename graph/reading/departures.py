"""Who leaves a post or dies in the very sentence that calls him by it: "X, its chief, resigned", "the commander was killed".

From then on his ties are past.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_DYING = frozenset(("die", "perish"))
_KILLING = frozenset(("kill", "assassinate", "murder", "execute", "slay"))
_TOLD = ("VBD", "VBN")
_OF_POSTS = ("MEMBER_OF", "SERVES", "REPRESENTS")
_OF_LIFE = (*_OF_POSTS, "ALLY_OF", "RIVAL_OF")
"""Ties that end with a life; kin stay kin."""


def has_left(person: Token, lexicon: Lexicon) -> bool:
    """Did the subject resign, or was it removed?"""
    lemma = person.head.lemma_.lower()
    return (_did(person) and lemma in lexicon.words["leaving_verbs"]) or (
        _suffered(person) and lemma in lexicon.words["removing_verbs"]
    )


def has_died(person: Token) -> bool:
    """Did the subject die, or was it killed?"""
    lemma = person.head.lemma_.lower()
    return (_did(person) and lemma in _DYING) or (_suffered(person) and lemma in _KILLING)


def ended(predicate: str, noun: Token, lexicon: Lexicon) -> bool:
    """Is a tie over by what is told of whom its noun describes: "X, a general of Y, was killed"?"""
    person = noun.head if noun.dep_ == "appos" else noun
    return (predicate in _OF_POSTS and has_left(person, lexicon)) or (
        predicate in _OF_LIFE and has_died(person)
    )


def _did(person: Token) -> bool:
    return person.dep_ == "nsubj" and person.head.tag_ in _TOLD


def _suffered(person: Token) -> bool:
    return person.dep_ == "nsubjpass" and person.head.tag_ in _TOLD and not _unreal(person.head)


def _unreal(verb: Token) -> bool:
    """ "was almost killed", "may have been killed": did it not happen, or not for sure?"""
    return any(c.dep_ == "neg" or c.tag_ == "MD" or c.lower_ in ("almost", "nearly") for c in verb.lefts)
