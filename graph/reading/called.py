"""Descriptions that only say what a body named beside them is: "the Fatah movement", "the militant group Hamas", "Law and Justice party".

The name and the description stand for one actor (close apposition, Huddleston and Pullum 2002, 5.14.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from polgraph.lexicon import Lexicon
from polgraph.reading.cast import Candidate, noun_lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_ENDS = ("nsubj", "nsubjpass", "dobj", "pobj")
_SIDES = frozenset(("rebel", "terror", "opposition", "resistance", "protest"))
_SOME = ("a", "an", "some", "any", "another", "other", "no", "every", "each")


def called(token: Token, names: Mapping[int, Candidate], lexicon: Lexicon) -> Candidate | None:
    """Return the named body that the noun phrase headed by `token` only calls by its kind, or None.

    `names`: the name at each token. "A Hamas group" and "the Labour government" are others than those named.
    """
    kinds = lexicon.maps["calls"].get(noun_lemma(token)) if token.tag_ in ("NN", "NNP") else None
    if kinds is None:
        return None
    first = token.i
    while token.is_lower and first and _between(token.doc[first - 1], token, lexicon):
        first -= 1
    before, after = names.get(first - 1), names.get(token.i + 1)
    if before and _body(before, kinds) and token.is_lower and _belongs(token, before):
        return before
    return after if after and _body(after, kinds) and explains(token, token.doc[after.root]) else None


def explains(noun: Token, name: Token) -> bool:
    """Does the noun stand right before the name whose head is `name`, and say what that is?"""
    start = min(t.i for t in name.subtree if t.i > noun.i) if name.i > noun.i else -1
    if start != noun.i + 1:
        return False
    if name.head == noun:
        return name.dep_ == "appos"
    return name.head == noun.head and name.dep_ == noun.dep_ and noun.dep_ in _ENDS


def _between(word: Token, noun: Token, lexicon: Lexicon) -> bool:
    """Is it a word between a name and its noun: "Hamas militant group", "Tamil Tigers rebel group"?"""
    plain = word.is_lower and word.head == noun
    return plain and (word.dep_ == "amod" or word.lemma_ in lexicon.words["armed_people"] | _SIDES)


def _body(name: Candidate, kinds: str) -> bool:
    """Is it a body of a kind that the noun may mean, or of a kind that nobody knows?"""
    return name.kind == "organization" and (name.subkind is None or name.subkind in kinds.split())


def _belongs(noun: Token, name: Candidate) -> bool:
    """Does the name stand before its noun as a part of it, with no article for one of several?"""
    root = noun.doc[name.root]
    if noun not in (root.head, root) or root.dep_ == "poss":
        return False
    return not any(c.lower_ in _SOME or c.dep_ == "nummod" for c in noun.lefts)
