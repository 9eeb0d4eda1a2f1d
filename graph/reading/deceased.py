"""Who the article says has died: what he belonged to and whom he served is past, however his titles are written.

"Cummings, the chairman of the committee, was 68": an obituary gives offices without "former".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from polgraph.model import Claim
from polgraph.reading.cast import Cast
from polgraph.reading.document import Document

if TYPE_CHECKING:
    from spacy.tokens import Token

_TIES = ("MEMBER_OF", "SERVES", "REPRESENTS")
_DYING = frozenset(("die", "perish"))
_KILLING = frozenset(("kill", "assassinate", "murder", "slay", "execute", "behead"))
_DEATHS = frozenset(("death", "assassination", "murder", "killing", "passing", "execution"))
_UNREAL = ("MD", "TO")
_TOLD = frozenset("announce follow mourn confirm report after since following mark".split())
_WANTING = frozenset(
    "want plot plan threaten fear deny attempt try accuse allege claim wish hope conspire suspect".split()
)


def past_of_the_dead(claims: Iterable[Claim], document: Document, cast: Cast) -> list[Claim]:
    """Return the claims, with the present ties of people who have died made past ones."""
    found = list(claims)
    if not any(c.phase == "present" and c.predicate in _TIES for c in found):
        return found
    dead = _dead(document, cast)
    return [
        c.model_copy(update={"phase": "past"})
        if c.phase == "present" and c.predicate in _TIES and c.subject in dead
        else c
        for c in found
    ]


def _dead(document: Document, cast: Cast) -> set[str]:
    """The people of whom it is told as a fact that they died, in words that name them."""
    dead = set()
    for token in document.doc:
        for who in _of_whom(token):
            while who.dep_ in ("conj", "appos"):
                who = who.head
            dead |= {c.actor for c in cast.at(who.i) if c.kind == "person" and c.form == "name" and c.actor}
    return dead


def _of_whom(token: Token) -> list[Token]:
    """Whom a word says to have died: subject of "died", whom somebody killed, "the death of X"."""
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and lemma in _DYING | _KILLING:
        if any(c.dep_ == "neg" or c.tag_ in _UNREAL for c in token.children) or _supposed(token):
            return []
        if lemma in _DYING:
            return [c for c in token.children if c.dep_ == "nsubj"] if token.tag_ != "VBG" else []
        done = token.tag_ in ("VBD", "VBN", "VBZ")
        return [c for c in token.children if c.dep_ in ("nsubjpass", "dobj")] if done else []
    if token.pos_ == "NOUN" and lemma in _DEATHS and not any(c.dep_ == "amod" for c in token.lefts):
        of = [o for p in token.rights if p.lower_ == "of" for o in p.children if o.dep_ == "pobj"]
        return [*of, *(c for c in token.lefts if c.dep_ == "poss")] if token.head.lemma_ in _TOLD else []
    return []


def _supposed(verb: Token) -> bool:
    """Is it only supposed, feared or wanted: "if X died", "plotted to have X killed"?"""
    if any(
        c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether", "until", "before") for c in verb.children
    ):
        return True
    return any(t.tag_ == "MD" or t.lemma_ in _WANTING for a in verb.ancestors for t in (a, *a.children))
