"""Moods of a clause and phrases that are more or less than they look: "insisted that Congress remain", "took a day to speak to X", "offered praise".

A demand may show in the bare verb alone (the mandative subjunctive, Huddleston and Pullum 2002, chapter 11, 7.1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_MANDATING = frozenset(
    "insist demand recommend ask request require propose suggest urge order plead beg move prefer insistence recommendation "
    "proposal request requirement condition call wish adamant essential vital crucial imperative important necessary".split()
)
_SAME_IN_THE_PAST = frozenset(
    "hit put cut set let shut hurt cost quit spread beat read split cast bid rid shed".split()
)
_ONE = ("NN", "NNP")
_ONES = frozenset(("he", "she", "it", "this", "that"))
_SPANS = frozenset(
    "second minute moment hour day week month year time couple while break opportunity chance occasion".split()
)
_COUNTED = frozenset(("couple", "number", "few", "rest", "part", "most", "lot"))
_CALLING = frozenset(("call", "appeal", "plead", "prevail"))
_LEAVING = frozenset(("leave", "depart", "head"))
_HOPING = frozenset(("hope", "fear", "belief", "worry", "expectation"))


def is_bidden(verb: Token) -> bool:
    """Is the bare verb of a clause a demand: "insisted that Congress remain", "are adamant that X be removed"? Not "that they remain", which may be told."""
    if verb.dep_ not in ("ccomp", "acl", "relcl", "advcl") or verb.pos_ not in ("VERB", "AUX", "NOUN"):
        return False
    governs = verb.head.lemma_.lower() in _MANDATING or any(
        c.dep_ in ("acomp", "attr") and c.lemma_.lower() in _MANDATING for c in verb.head.children
    )
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if not governs or subject is None or subject.i > verb.i:
        return False
    if any(c.dep_ == "aux" and c.lower_ != "not" for c in verb.children):
        return False
    passive = next((c for c in verb.children if c.dep_ == "auxpass"), None)
    if passive is not None or verb.lower_ == "be":
        return (passive or verb).lower_ == "be"
    plain = (
        verb.tag_ in ("VB", "VBP", "NN")
        and verb.lower_ == verb.lemma_
        and verb.lemma_ not in _SAME_IN_THE_PAST
    )
    one = subject.tag_ in _ONE or subject.lower_ in _ONES
    return plain and one and not any(c.dep_ == "conj" for c in subject.children)


def bids(verb: Token) -> bool:
    """Is an infinitive what somebody is called on to do: "called on Russia to free X"?"""
    above = verb.head
    asked = any(
        c.dep_ == "prep" and c.lower_ in ("on", "upon", "to", "with") and c.i < verb.i for c in above.children
    )
    return verb.dep_ in ("advcl", "xcomp") and above.lemma_ in _CALLING and asked


def took_time(verb: Token) -> bool:
    """Is an infinitive what somebody took time for, and so did: "took a week to speak to X", "has taken the opportunity to blame Y"?"""
    span = verb.head if verb.dep_ in ("acl", "relcl") else None
    take = span.head if span is not None and span.dep_ in ("dobj", "npadvmod") else verb.head
    if take.lemma_ != "take" or verb.tag_ != "VB" or not any(c.tag_ == "TO" for c in verb.children):
        return False
    told = take.tag_ in ("VBD", "VBN", "VBZ") and not any(
        c.tag_ in ("MD", "TO") or c.dep_ == "neg" for c in take.children
    )
    nouns = (
        [span]
        if span is not None
        else [c for c in take.children if c.dep_ in ("dobj", "npadvmod") and c.i < verb.i]
    )
    return told and any(_is_span(n) for n in nouns)


def _is_span(noun: Token) -> bool:
    behind = [o for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children]
    words = [noun, *(behind if noun.lemma_ in _COUNTED else [])]
    return any(w.lemma_.lower() in _SPANS for w in words)


def either_way(verb: Token) -> bool:
    """Does "whether ... or" only list what somebody does: "whether she is meeting voters or attacking X, her voice counts"?"""
    listed = verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.i < verb.head.i
    return listed and any(t.dep_ == "cc" and t.lower_ == "or" for t in verb.subtree)


def uttered(verb: Token, noun: Token, lexicon: Lexicon) -> bool:
    """Is what is offered a word, which is said with the offer: "offered praise for X", "offered this insight"?"""
    return (
        verb.lemma_ == "offer"
        and noun.dep_ in ("dobj", "nsubjpass")
        and noun.lemma_.lower() in lexicon.words["utterances"]
    )


def of_content(noun: Token, below: Token, lexicon: Lexicon) -> str | None:
    """Return what a noun makes of what stands behind its "of": "on suspicion of killing X", "reports of clashes between X and Y"."""
    if noun.pos_ != "NOUN" or below.dep_ != "prep" or below.lower_ != "of":
        return None
    value = lexicon.maps["content_nouns"].get(noun.lemma_.lower())
    doing = any(c.dep_ == "pcomp" for c in below.children)
    return value if value == "alleged" or (doing and value is not None) else None


def hoped(verb: Token) -> bool:
    """Is it a clause without "that" behind a noun: "in hopes X wins", "amid fears Y attacks"?"""
    if (
        verb.dep_ not in ("acl", "relcl", "ccomp")
        or verb.head.pos_ != "NOUN"
        or verb.head.lemma_.lower() not in _HOPING
    ):
        return False
    return any(c.dep_ in ("nsubj", "nsubjpass") and c.tag_ not in ("WP", "WDT") for c in verb.children)


def setting_out(verb: Token) -> bool:
    """Is somebody only about to leave, or on the way: "before departing for Kenya", "is heading to Moscow"?"""
    if verb.lemma_ not in _LEAVING or verb.tag_ != "VBG":
        return False
    before = verb.dep_ == "pcomp" and verb.head.lower_ in ("before", "ahead", "prior")
    return before or any(
        c.dep_ == "aux" and c.lower_ in ("is", "are", "am", "'s", "'re", "'m") for c in verb.children
    )


def made_so(verb: Token) -> bool:
    """Is it what something makes easy or hard to do: "make it hard for the police to watch X"?"""
    how = verb.head
    return (
        verb.tag_ == "VB"
        and verb.dep_ in ("advcl", "xcomp", "ccomp")
        and how.pos_ == "ADJ"
        and how.head.lemma_ == "make"
        and any(c.tag_ == "TO" for c in verb.children)
    )
