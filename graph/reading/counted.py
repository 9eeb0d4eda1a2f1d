"""People by number or quality alone: "hundreds protested", "killing two", "those who fled", "the injured", "and others".

They are groups of their article. A number counts as people only where the verb says so ("arrested five", not "sold five").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.lexicon import Lexicon
from polgraph.reading.cast import Candidate, noun_start
from polgraph.reading.document import Document

if TYPE_CHECKING:
    from spacy.tokens import Token

PAIRS = frozenset(("two", "both"))
_BE = frozenset(("be", "seem", "remain", "become", "go", "come", "include"))


def counted(document: Document, token: Token, lexicon: Lexicon) -> Candidate | None:
    """Return the group that a number, "others", "those who" or "the poor" stands for at `token`, or None."""
    words = lexicon.words
    if token.lower_ == "those":
        people = _those(token, words["posed"])
    elif token.lower_ in words["qualities"]:
        people = _bears(token) and _with_the_or_number(token)
    elif token.lower_ in words["crowds"]:
        people = not _of_something(token) and (
            _subject(token) or _object(token, words["harms"]) or _among(token)
        )
    else:
        people = token.tag_ == "CD" and token.ent_type_ == "CARDINAL" and not _of_something(token)
        people = people and token.lower_ != "one"  # "killing one": it is not said whom
        people = people and not token.text.lower().endswith(("%", "per")) and _object(token, words["harms"])
    if not people:
        return None
    start, end = noun_start(token), token.i + 1
    if (
        end < len(document.doc)
        and document.doc[end].tag_ in ("VBG", "VBN")
        and document.doc[end].head == token
    ):
        end += 1  # "those protesting", "others accused"
    made = Candidate(start, end, token.i, "nominal", "group", document.text(start, end), local=True)
    made.noun, made.definite = token.lower_, False
    made.single = end - start == 1
    return made


def pair(document: Document, token: Token) -> Candidate | None:
    """Return what "the two" or "both" stands for where no noun follows ("the two had agreed on it"); who they are the text has said."""
    if token.lower_ not in PAIRS:
        return None
    bare = token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") and not _of_something(token)
    the = any(c.lower_ == "the" for c in token.lefts)
    if not bare or (token.lower_ == "two" and not the):
        return None
    start = noun_start(token)
    made = Candidate(start, token.i + 1, token.i, "nominal", "group", document.text(start, token.i + 1))
    made.noun, made.definite, made.local = token.lower_, True, True
    return made


def quantity_of(token: Token, crowds: frozenset[str]) -> Token | None:
    """Return the number or "hundreds" before "of" that counts the noun `token`: "thousands of volunteers", "two of the suspects"."""
    above = token.head
    if token.dep_ != "pobj" or above.lower_ != "of" or above.dep_ != "prep":
        return None
    number = above.head
    return number if number.lower_ in crowds or number.tag_ == "CD" else None


def _bears(token: Token) -> bool:
    return token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "ROOT")


def _with_the_or_number(token: Token) -> bool:
    if any(c.dep_ in ("compound", "amod") and c.i > token.i for c in token.children):
        return False
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if following is not None and following.pos_ in ("NOUN", "PROPN", "ADJ"):
        return False
    return any(c.lower_ == "the" or c.dep_ == "nummod" for c in token.lefts)


def _those(token: Token, posed: frozenset[str]) -> bool:
    """ "those who", "those protesting", "those arrested": not "those of", "those that broke"."""
    for c in token.rights:
        if c.dep_ == "relcl" and any(t.lower_ == "who" for t in c.subtree):
            return True
        if c.dep_ == "acl" and c.tag_ in ("VBG", "VBN") and c.lemma_ in posed:
            return True
    return False


def _of_something(token: Token) -> bool:
    return any(c.dep_ == "prep" and c.lower_ == "of" for c in token.rights)


def _verb(token: Token) -> Token:
    return token.head.head if token.dep_ == "pobj" and token.head.dep_ == "agent" else token.head


def _subject(token: Token) -> bool:
    if token.dep_ == "nsubj":
        return token.head.pos_ == "VERB" and token.head.lemma_ not in _BE
    return token.dep_ == "pobj" and token.head.dep_ == "agent"


def _object(token: Token, harms: frozenset[str]) -> bool:
    if token.dep_ in ("dobj", "nsubjpass"):
        verb = token.head
        return verb.lemma_.lower() in harms or (verb.pos_ == "VERB" and verb.lower_ in harms)
    if token.dep_ == "conj" and token.head.dep_ in ("dobj", "nsubjpass"):
        return token.head.head.lemma_.lower() in harms
    return False


def _among(token: Token) -> bool:
    """ "Novak and others", "53 others were hurt"."""
    if token.lower_ != "others":
        return False
    return (
        token.dep_ == "conj"
        and token.head.pos_ in ("PROPN", "NOUN")
        and token.head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
    )
