"""What an event is called in the text, which part of a whole it is, and where it is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.identity.event_words import part
from polgraph.reading.cast import Candidate, Cast, noun_start

if TYPE_CHECKING:
    from spacy.tokens import Token


def piece(token: Token) -> Token | None:
    """The noun of "the second round of talks", where it numbers a part of the event."""
    above = token.head
    if token.dep_ == "pobj" and above.lower_ == "of" and above.head.pos_ == "NOUN" and above.head.i < above.i:
        return above.head if part(numbered(above.head)) else None
    return None


def numbered(noun: Token) -> str:
    """Return the noun of a part with its numeral: "second round"."""
    words = [t.text for t in noun.lefts if t.dep_ in ("amod", "compound", "nummod")]
    return " ".join([*words, noun.text])


def name(token: Token, place: Candidate | None) -> str:
    """Return what the event of a noun is called: its proper and compound words, the noun, and where."""
    start = noun_start(token)
    words = [t.text for t in token.doc[start : token.i + 1] if _is_named(t, token)]
    return " ".join([*words, token.text]) + (f" in {place.name}" if place and place.name not in words else "")


def _is_named(word: Token, noun: Token) -> bool:
    """Is it a word of the event's name: "Security Council" of the session, "peace" of the talks?"""
    if word.dep_ not in ("compound", "amod"):
        return False
    if word.head != noun:
        return word.dep_ == "compound" and word.head.head == noun and word.text[:1].isupper()
    return word.text[:1].isupper() or (
        word.dep_ == "compound" and word.is_alpha and not any(True for _ in word.children)
    )


def place(cast: Cast, token: Token, depth: int = 0) -> Candidate | None:
    """The place in "talks in Paris", "the Paris talks", "met at a base in Anchorage"; of a building the city whose it is."""
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in ("in", "at", "near"):
            for o in child.children:
                cities = [c for p in o.lefts if p.dep_ == "poss" for c in cast.at(p.i)]
                held = [c for c in (*cities, *cast.at(o.i)) if c.kind in ("place", "country")]
                if held:
                    return held[0]
                if depth < 1 and o.pos_ == "NOUN" and (found := place(cast, o, depth + 1)):
                    return found
    for verb in token.children:
        if verb.dep_ in ("relcl", "acl") and depth < 1:
            held_in = [verb, *(c for c in verb.children if c.dep_ == "xcomp")]
            for v in held_in:
                if v.lemma_ in ("hold", "take") and (found := place(cast, v, depth + 1)):
                    return found  # "a meeting which was to be held in Budapest"
    for child in token.lefts:
        held = cast.at(child.i)
        if child.dep_ == "compound" and held and held[0].kind == "place":
            return held[0]
    return None
