"""How the parse joins the ends of a claim with its word: grounds of its confidence.

Whether the subject is that of the verb, whether an end only modifies, how far through the parse: dependency paths tell relations from
names that only stand beside each other (Bunescu and Mooney 2005).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.lexicon import Lexicon
from polgraph.model import Claim, Span
from polgraph.reading.document import Document
from polgraph.reading.pair_features import stated_by

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

_LONG = 40  # words of a sentence
_FAR = 12  # words between the ends
_STEPS = 2  # steps through the parse from the word to an end that is close
_MODIFIES = ("amod", "compound", "nmod", "poss")
_NOMINAL = (*_MODIFIES, "prep", "pobj", "appos", "conj")
_CLAUSES = 4  # clauses up which a verb looks for its subject


def joints(document: Document, at: Mapping[int, int], claim: Claim, lexicon: Lexicon) -> dict[str, float]:
    """Return the grounds of a claim that lie in the parse; `at`: the token at each offset. None where its words are not whole tokens."""
    places = [at.get(s[0]) for s in (claim.trigger, claim.subject_span, claim.object_span)]
    if None in places:
        return {}
    word = document.doc[places[0] or 0]
    subject, object_ = (
        _root(document, i or 0, s)
        for i, s in zip(places[1:], (claim.subject_span, claim.object_span), strict=True)
    )
    sentence = document.sentence(word.i)
    steps = [_way(word, end) for end in (subject, object_)]
    ways = (*_up(subject, object_), *_up(object_, subject))
    found = {
        "far": float(abs(subject.i - object_.i) > _FAR),
        "long": float(sentence.end - sentence.start > _LONG),
        "indirect": float(sum(s is None or s > _STEPS for s in steps)),
        "side by side": float(object_ in subject.conjuncts),
        "one phrase": float(all(d in _NOMINAL for d in ways)),
        "possessor": float(sum(t.dep_ == "poss" for t in (subject, object_))),
        "apposition": float(any(t.dep_ == "appos" for t in (subject, object_))),
        "modifier": float(sum(_modifies_a_thing(document, t) for t in (subject, object_))),
        "unlisted": float(not stated_by(word, lexicon)),
    }
    found |= _as_arguments(word, subject, object_)
    return {name: value for name, value in found.items() if value}


def _as_arguments(word: Token, subject: Token, object_: Token) -> dict[str, float]:
    """Is the subject that of the verb, or the object that of a passive?"""
    governor = _subject(word) if word.pos_ == "VERB" else None
    if governor is None:
        return {}
    own = governor.dep_ in ("nsubj", "nsubjpass")
    inside = [t == governor or (own and governor.is_ancestor(t)) for t in (subject, object_)]
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in word.children)
    passive = passive or (word.dep_ == "acl" and word.tag_ == "VBN")
    if passive:
        return {"object of a passive": float(inside[1])}
    return {"subject of its verb": float(inside == [True, False])}


def _subject(verb: Token) -> Token | None:
    """The subject of a verb: its own, or that of the clause which it continues; what a relative clause or participle describes."""
    for _ in range(_CLAUSES):
        own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if own is not None:
            return own
        if verb.dep_ in ("acl", "relcl"):
            return verb.head
        if verb.dep_ not in ("xcomp", "conj", "advcl"):
            return None
        verb = verb.head
    return None


def _modifies_a_thing(document: Document, end: Token) -> bool:
    """Does an end only modify a noun that is no name: "its car"?"""
    if end.dep_ not in _MODIFIES:
        return False
    while end.dep_ in _MODIFIES:
        end = end.head
    return end.pos_ != "PROPN"


def _up(one: Token, other: Token) -> list[str]:
    """The relations on the way up from one word to where it meets another."""
    above = {t.i for t in (other, *other.ancestors)}
    return [t.dep_ for t in (one, *one.ancestors) if t.i not in above]


def _root(document: Document, start: int, span: Span) -> Token:
    """The head of the words of a span."""
    end = start + 1
    while end < len(document.starts) and document.starts[end] < span[1]:
        end += 1
    return document.doc[start:end].root


def _way(one: Token, other: Token) -> int | None:
    """Return the steps through the parse from one word to another; None where they hang on no common word."""
    above = {t.i: n for n, t in enumerate((one, *one.ancestors))}
    return next((n + above[t.i] for n, t in enumerate((other, *other.ancestors)) if t.i in above), None)
