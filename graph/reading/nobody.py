"""Ends that are nobody in particular: "few leaders", "any member", "those who fled", "backed a candidate".

What is said of them is a number or a kind of person, and no deed of an actor (quantified noun phrases: Huddleston and Pullum 2002, chapter 5, 7).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_A_FEW = frozenset(
    (
        "a",
        "the",
        "these",
        "those",
        "his",
        "her",
        "their",
        "last",
        "past",
        "first",
        "quite",
        "only",
        "remaining",
    )
)
_ANY_PEOPLE = frozenset(("people", "persons", "individuals", "citizens", "anyone", "anybody", "everyone"))
_RUNNING = frozenset(("candidate", "nominee", "contender", "hopeful", "challenger"))


def is_few(noun: Token) -> bool:
    """Is it hardly anybody, of whom is told what they do not: "few leaders dare", "few of the members", "hardly any member"? Not "a few"."""
    words = [c for c in noun.lefts if c.dep_ in ("amod", "det", "advmod", "quantmod", "nummod")]
    if any(c.lower_ in ("which", "what") for c in words) and noun.sent[-1].text == "?":
        return True  # "Which countries chose a woman?"
    few = next((c for c in words if c.lower_ in ("few", "fewer")), noun if noun.lower_ == "few" else None)
    if few is not None:
        before = few.nbor(-1) if few.i > few.sent.start else None
        return not any(c.lower_ in _A_FEW for c in (*words, *few.lefts)) and (
            before is None or before.lower_ not in _A_FEW
        )
    return any(c.lower_ == "any" for c in words) and noun.dep_ in ("nsubj", "nsubjpass")


def is_product(name: Token) -> bool:
    """Is it one of what a firm makes, and not the firm: "struck by a Volvo", "a Boeing 737"?"""
    model = name.head if name.dep_ == "compound" and any(map(str.isdigit, name.head.text)) else name
    one = any(c.lower_ in ("a", "an", "another") and c.dep_ == "det" for c in model.lefts)
    return one and name.pos_ == "PROPN" and name.ent_type_ in ("ORG", "PRODUCT")


def is_source(name: Token) -> bool:
    """Is it only who says so: "according to X"?"""
    return name.dep_ == "pobj" and name.head.lower_ == "to" and name.head.head.lower_ == "according"


def is_defined(noun: Token, word: Token) -> bool:
    """Is it whoever does what `word` says, and nobody who has done it: "people visiting Peru may be removed", "those supporting X"?"""
    while word.dep_ == "conj" and word.head != noun:
        word = word.head
    bare = all(c.dep_ not in ("det", "nummod", "amod", "poss", "compound", "quantmod") for c in noun.lefts)
    may = any(c.tag_ == "MD" for t in (noun.head, *noun.ancestors) for c in t.children)
    kind = noun.lower_ in _ANY_PEOPLE and bare and may
    whoever = word.head == noun and word.dep_ in ("acl", "relcl")
    allowed = (
        word.tag_ == "VBG" and word.dep_ == "ccomp" and noun.head == word
    )  # "would allow people living in"
    those = noun.lower_ == "those" and word.tag_ != "VBD" and not any(c.dep_ == "prep" for c in noun.rights)
    return (whoever and (kind or those)) or (allowed and kind)


def is_anybody(noun: Token) -> bool:
    """Is it one of a kind, whoever that may be: "those who fled", "any candidate", "members who have backed a candidate"?"""
    if noun.lower_ in ("those", "anyone", "anybody", "whoever"):
        return not any(c.dep_ == "acl" for c in noun.children)  # "accused those protesting": they are there
    one = {c.lower_ for c in noun.lefts if c.dep_ == "det"}
    if "any" in one:
        return True
    plain = not any(
        c.dep_ in ("compound", "appos", "relcl", "acl", "nmod", "poss") or c.pos_ == "PROPN"
        for c in noun.children
    )
    many = [
        c
        for c in noun.head.children
        if c.dep_ == "nsubj" and (c.tag_ in ("NNS", "NNPS", "WP") or c.lower_ == "who")
    ]
    return bool(one & {"a", "an"}) and noun.lemma_.lower() in _RUNNING and plain and bool(many)
