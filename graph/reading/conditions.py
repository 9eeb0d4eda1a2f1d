"""The conditions of a frame: the kinds of its two actors, its particle and object, and the words around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.lexicon import Frame

if TYPE_CHECKING:
    from spacy.tokens import Token

# What a frame may need of its two actors: (kinds of the first, kinds of the second); None: any.
_KINDS: dict[str, tuple[frozenset[str] | None, frozenset[str] | None]] = {
    "person": (frozenset(("person",)), None),
    "body": (frozenset(("organization", "country", "group")), None),
    "human": (None, frozenset(("person", "group"))),
    "someone": (None, frozenset(("person", "group", "organization"))),
    "visitor": (frozenset(("person", "organization", "country")), frozenset(("place", "country"))),
    "individual": (None, frozenset(("person",))),
    "crowd": (None, frozenset(("group",))),
    "leader": (
        frozenset(("person", "organization", "country")),
        frozenset(("person", "organization", "country")),
    ),
    "land": (None, frozenset(("place", "country"))),
    "institution": (None, frozenset(("organization", "country"))),
}


def fits(token: Token, frame: Frame, carried: list[Token]) -> bool:
    """Do particle, object (`carried`: those that the frame wants) and number stand as the frame wants them?"""
    if frame.particle and not any(
        c.lower_ == frame.particle and (c.dep_ in ("prt", "advmod") or (c.dep_ == "prep" and not _dated(c)))
        for c in token.children
    ):
        return False
    if frame.part == "verb" and not frame.particle and any(c.dep_ == "prt" for c in token.children):
        return False
    if frame.with_object and not carried:
        return False
    if frame.plural and token.tag_ not in ("NNS", "NNPS"):
        return False
    if any(_told_of(token, need) for need in needs(frame) if need.startswith("unless:")):
        return False
    return all(_surrounded(token, need) for need in needs(frame) if need.startswith(("has:", "no:")))


def _dated(prep: Token) -> bool:
    """Does it only say when, and is no particle: "gave to the campaign in 2008"?"""
    return prep.lower_ in ("in", "on") and any(
        c.dep_ == "pobj" and (c.ent_type_ in ("DATE", "TIME") or c.like_num) for c in prep.children
    )


def are(frame: Frame, first: str, second: str, *, armed: bool = False) -> bool:
    """Are the two actors of the kinds that the frame needs, and the second under arms or not?"""
    for need in needs(frame):
        if need == "impersonal" and first == second == "person":
            return False
        if need in ("armed", "unarmed") and armed != (need == "armed"):
            return False
        one, two = _KINDS.get(need, (None, None))
        if (one is not None and first not in one) or (two is not None and second not in two):
            return False
    return True


def _told_of(token: Token, need: str) -> bool:
    """ "unless:virus|infected": does the sentence speak of one of these?"""
    words = frozenset(need.partition(":")[2].split("|"))
    return any(not words.isdisjoint((t.lower_, t.lemma_.lower())) for t in token.sent)


def meant(frame: Frame, first: frozenset[str], second: frozenset[str]) -> bool:
    """Are the two actors those that "by:voter|party", "not-by:", "to:" and "not-to:" want? Each is given as the words and kinds that it goes by."""
    for need in needs(frame):
        want, _, word = need.partition(":")
        if want not in ("by", "not-by", "to", "not-to"):
            continue
        end = first if want.endswith("by") else second
        if end.isdisjoint(word.split("|")) != want.startswith("not"):
            return False
    return True


def needs(frame: Frame) -> list[str]:
    return frame.needs.split() if frame.needs else []


def _surrounded(token: Token, need: str) -> bool:
    """ "has:to" and "no:with|by": one of the words that must, or must not, hang on this one or a preposition of it; "verb" is any infinitive, "clause" any verb that completes this one ("saw X speak"), "doing" any gerund behind a preposition ("joined them in condemning"), "question" what somebody asks about or whether, "object" any object."""
    want, _, word = need.partition(":")
    wanted = frozenset(word.split("|"))
    if word == "verb":
        clauses = [c for c in token.children if c.dep_ in ("xcomp", "ccomp", "advcl") and c.tag_ == "VB"]
        there = any(g.tag_ == "TO" for c in clauses for g in c.children)
    elif word == "clause":
        there = any(c.dep_ in ("ccomp", "xcomp") and c.pos_ in ("VERB", "AUX") for c in token.children)
    elif word == "doing":
        there = any(g.dep_ == "pcomp" for c in token.children if c.dep_ == "prep" for g in c.children)
    elif word == "question":
        there = is_question(token)
    elif word == "object":
        there = any(c.dep_ in ("dobj", "nsubjpass") for c in token.children)
    else:
        near = [
            *token.children,
            *(
                g
                for c in token.children
                if c.dep_ in ("prep", "dative", "ccomp")
                for g in c.children
                if g.dep_ == "pobj"
            ),
        ]
        there = any(not wanted.isdisjoint((c.lower_, c.lemma_.lower())) for c in near)
    return there == (want == "has")


def is_question(verb: Token) -> bool:
    """Is what is asked a question, and no request: "asked X about the tax", "was asked by X why she left"?"""
    by = [c for p in verb.children if p.dep_ == "agent" for c in p.children]
    return any(_asks(c) for c in verb.children) or any(
        g.dep_ == "relcl" and any(t.tag_ == "WRB" for t in g.lefts) for c in by for g in c.children
    )


def _asks(below: Token) -> bool:
    """Is it a question that hangs on "ask": "about the tax", "if he would run", "why he ran"?"""
    if below.dep_ in ("prep", "dobj"):
        return below.lower_ == "about" or any(
            c.dep_ == "prep" and c.lower_ == "about" for c in below.children
        )
    opens = (
        c for c in below.children if c.i < below.i and c.dep_ in ("mark", "advmod", "dobj", "attr", "nsubj")
    )
    return below.dep_ in ("ccomp", "advcl", "xcomp") and any(
        c.lower_ in ("if", "whether") or c.tag_ in ("WRB", "WP", "WDT") for c in opens
    )
