"""What an event is called in the text, which part of a whole it is, and where it is held."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from polgraph.identity.event_words import part
from polgraph.reading.cast import Candidate, Cast, noun_start
from polgraph.reading.clauses import objects, prepositional

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
    called = token.lower_ if token.tag_ in ("NN", "NNS") else token.text  # a headline begins with a capital
    return " ".join([*words, called]) + (f" in {place.name}" if place and place.name not in words else "")


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
        if child.dep_ == "prep" and child.lower_ in ("with", "between") and depth < 1:
            people = [o for o in child.children if any(c.kind == "person" for c in cast.at(o.i))]
            if held_there := next((p for o in people if (p := place(cast, o, depth + 1))), None):
                return held_there  # "talks with X in Vienna": the parser hangs the place on X
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


def met_in(cast: Cast, verb: Token) -> Candidate | None:
    """Return where it was that a verb tells of; the parser may hang "in Vienna" on whom they met."""
    met = [
        t
        for t in (*objects(verb), *prepositional(verb, ("with",)))
        if any(c.kind == "person" and c.form == "name" for c in cast.at(t.i))
    ]
    return next((found for t in (verb, *met) if (found := place(cast, t))), None)


def held_in(cast: Cast, noun: Token, verbs: Collection[str]) -> Candidate | None:
    """Return where the verb has it that holds the event (of `verbs`): "held talks with X in Vienna", "the talks began in Vienna"."""
    verb = noun.head
    holds = noun.dep_ in ("dobj", "nsubjpass", "nsubj") and verb.lemma_ in verbs
    return place(cast, verb, 1) if holds else None
