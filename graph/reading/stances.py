"""What somebody wants, promises, judges or blames, where no clause reports it: "vowed to", "urged Iran to", "condemned the attack", "called him a liar"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.lexicon import Lexicon
from polgraph.reading.cast import subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

_JUDGED = ("dobj", "oprd", "dative")
_OF = ("of", "for", "as", "over", "against", "about", "with", "on", "to")


def content_of(verb: Token, lexicon: Lexicon) -> tuple[frozenset[int], frozenset[int]]:
    """Return the tokens that a verb of wanting, asking or judging attributes to its subject, and those of them that the subject says are or should be so."""
    lemma = verb.lemma_
    said: set[int] = set()
    voiced: set[int] = set()
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return frozenset(), frozenset()
    infinitives = [
        c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "advcl") and _to(c) and c.i > verb.i
    ]
    if lemma in lexicon.words["intent_verbs"] or lemma in lexicon.words["bidding_verbs"]:
        for c in infinitives:
            voiced |= _tree(c) - _afterwards(c)
        if voiced and lemma in lexicon.words["bidding_verbs"]:
            said |= {
                i
                for c in verb.children
                if c.dep_ in _JUDGED or (c.dep_ == "prep" and c.lower_ in ("on", "for"))
                for i in _tree(c)
            }
    if lemma in lexicon.words["judging_verbs"] and not voiced:
        judged = [c for c in verb.children if c.dep_ in _JUDGED and c.i > verb.i]
        behind = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in _OF and c.i > verb.i]
        if judged or (behind and lemma in lexicon.words["judging_about"]):
            said |= {i for c in (*judged, *behind) for i in _tree(c)}
            if lemma in ("accuse", "suspect", "blame"):
                voiced |= {i for c in behind for g in c.children if g.dep_ == "pcomp" for i in _tree(g)}
    return frozenset(said | voiced), frozenset(voiced)


def holder(verb: Token) -> list[Token]:
    """Return whose stance it is: the subject of the verb or of the verb that it continues."""
    own = [t for t in subjects(verb) if t.dep_ != "nsubjpass"]
    if not own and verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        own = [t for t in subjects(verb.head) if t.dep_ != "nsubjpass"]
    if not own and verb.dep_ == "acl" and verb.tag_ == "VBG":
        own = [verb.head]
    return [t for t in own if t.tag_ not in ("WP", "WDT")]


def _to(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.children)


def _tree(token: Token) -> set[int]:
    return {t.i for t in token.subtree}


def _afterwards(infinitive: Token) -> set[int]:
    """ "Urged X to reconsider and spoke with Y": what somebody did besides, which the parse hangs on what he wants."""
    done = (c for c in infinitive.children if c.dep_ == "conj" and c.tag_ in ("VBD", "VBZ", "VBP"))
    return {i for c in done for i in _tree(c)}
