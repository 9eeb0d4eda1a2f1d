"""What the words around a noun say of whether it has come about: "talks scheduled for May", "the way for talks", "fears grow of a war", "approval of the invasion"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.lexicon import Lexicon
from polgraph.model import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

_MUST = ("must", "should", "ought")
_ARRANGING = frozenset(("schedule", "plan", "slate", "set", "due", "expect", "envisage"))
_ANNOUNCED = frozenset(("list", "bill", "book", "announce", "advertise"))
_GOING_ON = frozenset(("continue", "end", "fail", "collapse", "conclude", "last", "drag"))
_COMING = frozenset(("return", "come", "go", "travel"))
REFUSING = frozenset(("refuse", "decline"))
_ENDING = frozenset(("stop", "halt", "cease", "quit", "end", "discontinue", "suspend"))
_TAKEN_UP = frozenset(("discuss", "oppose", "approve", "endorse", "back"))
_SHARES = frozenset(("role", "part", "involvement", "complicity", "participation", "hand", "share"))
_OVER = frozenset(("end", "close", "conclusion"))
_CLAUSE = ("advcl", "xcomp", "ccomp")
_TO_COME = frozenset(("tomorrow", "tonight"))
_NEXT = frozenset("next coming".split())
_LATER = frozenset(
    "today week month year summer autumn fall spring winter monday tuesday wednesday thursday friday saturday sunday".split()
)


def arranged(noun: Token) -> bool:
    """Is it said of the noun that it is still to come: "talks scheduled for May", "talks are due to begin", "ahead of talks"? Not where they took place or go on."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return False
    above = noun.head
    if _comes_next(noun):
        return True
    if noun.dep_ == "nsubjpass" and above.lemma_.lower() in _ANNOUNCED:
        return any(c.dep_ == "auxpass" and c.tag_ in ("VBZ", "VBP") for c in above.children)
    if noun.dep_ == "nsubjpass" and above.tag_ == "VBN" and above.lemma_.lower() in _ARRANGING:
        return not any(c.dep_ == "xcomp" and c.lemma_ in _GOING_ON for c in above.children)
    if noun.dep_ == "nsubj" and above.lemma_ == "be":
        rest = [c for c in above.children if c.i > above.i]
        if any(c.dep_ == "xcomp" and _is_infinitive(c) and c.lemma_ not in _GOING_ON for c in rest):
            return not any(c.dep_ in ("acomp", "attr") for c in rest)  # "are to be held"
        return any(c.dep_ == "acomp" and c.lower_ in _ARRANGING for c in rest)  # "are due to begin"
    if noun.dep_ == "nsubj" and above.tag_ == "VBD":
        return False
    later = (c for c in noun.children if c.dep_ in ("acl", "amod") and c.i > noun.i)
    return _lies_ahead(noun) or any(c.lemma_.lower() in _ARRANGING for c in later)


def _comes_next(noun: Token) -> bool:
    """ "The court's next session", "their next meeting": still to come, where the clause does not tell of the past."""
    if not any(c.dep_ == "amod" and c.lower_ == "next" for c in noun.lefts):
        return False
    owned = any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ == "the") for c in noun.lefts)
    clause = next((a for a in noun.ancestors if a.pos_ in ("VERB", "AUX")), None)
    told = clause is not None and (
        clause.tag_ == "VBD" or any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBD" for c in clause.children)
    )
    return owned and not told


def scheduled(verb: Token) -> bool:
    """Is a verb in the present said of a day to come: "meets X tomorrow", "lands in Kenya later on Friday", "arrive next week"? Headlines too."""
    if verb.tag_ not in ("VBZ", "VBP") or any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        return False
    if _once(verb):
        return True
    after = [
        t
        for c in verb.children
        if c.i > verb.i and c.dep_ in ("npadvmod", "advmod", "prep")
        for t in c.subtree
    ]
    for word in after:
        if word.lower_ in _TO_COME:
            return True
        if word.lower_ in _NEXT and word.dep_ == "amod" and word.head.lower_ in _LATER:
            return True
        if word.lower_ == "later" and any(t.lower_ in _LATER for t in after if t.i > word.i):
            return True
    return False


def _once(verb: Token) -> bool:
    """ "Will be tried when he returns": is it what must happen before something that is still to come?"""
    begins = any(c.lower_ in ("when", "once", "until", "after") and c.i < verb.i for c in verb.children)
    ahead = any(c.dep_ == "aux" and c.lower_ in ("will", "'ll", "shall") for c in verb.head.children)
    return verb.dep_ == "advcl" and begins and ahead


def refused(noun: Token, lexicon: Lexicon) -> bool:
    """Is it what somebody refuses to hold or come to: "refused to return to talks with X"? The refusal is the claim."""
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    carried = above.lemma_.lower() in lexicon.words["support_verbs"] or above.lemma_ in _COMING
    return (
        noun.pos_ == "NOUN"
        and noun.dep_ in ("dobj", "pobj")
        and carried
        and above.dep_ == "xcomp"
        and above.head.lemma_ in REFUSING
    )


def _is_infinitive(verb: Token) -> bool:
    return any(c.tag_ == "TO" for c in verb.children)


def _lies_ahead(noun: Token) -> bool:
    """ "Ahead of talks with X", "on the eve of the summit"."""
    of = noun.head
    return noun.dep_ == "pobj" and of.lower_ in ("of", "to") and of.head.lower_ in ("ahead", "eve", "run-up")


def opened(word: Token, below: Token, lexicon: Lexicon) -> bool:
    """Does a noun only lead up to what stands behind its "for": "paved the way for talks", "conditions for resuming talks"?"""
    return (
        word.pos_ == "NOUN"
        and below.dep_ == "prep"
        and below.lower_ == "for"
        and word.lemma_.lower() in lexicon.words["openings"]
    )


def feared(verb: Token, below: Token, lexicon: Lexicon) -> Modality | None:
    """Return the status that the subject of a verb gives to what stands behind the verb: "fears grow of a war", "talk mounted of a coup"."""
    if verb.pos_ != "VERB" or below.dep_ != "prep" or below.lower_ not in ("of", "about"):
        return None
    for noun in (c for c in verb.children if c.dep_ == "nsubj" and c.pos_ == "NOUN"):
        if value := lexicon.maps["content_nouns"].get(noun.lemma_.lower()):
            return value  # type: ignore[return-value]
    return None


def is_near(word: Token, below: Token, lexicon: Lexicon) -> bool:
    """Is it a quarrel or fight that people are only close to: "close to a confrontation", "on the brink of war"?"""
    close = word.pos_ in ("ADJ", "ADV") and word.lemma_.lower() == "close" and below.lower_ == "to"
    if close and word.pos_ == "ADV" and any(c.dep_ == "pcomp" for c in below.children):
        return True  # "came close to attacking"
    brink = word.pos_ == "NOUN" and word.lemma_.lower() in ("brink", "verge", "edge") and below.lower_ == "of"
    return (close or brink) and any(
        c.dep_ == "pobj" and c.lemma_.lower() in lexicon.words["fights_ahead"] for c in below.children
    )


def is_taken_as_given(noun: Token, lexicon: Lexicon) -> bool:
    """Is it a deed that the clause only speaks of, by "the" or by whose it is: "offered approval to X's invasion of Y", "discussed the war"?

    A plan or demand reaches its own object, and not a known deed that hangs on that object.
    """
    if noun.pos_ != "NOUN" or noun.lemma_.lower() not in lexicon.words["deed_nouns"]:
        return False
    if not any(
        c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in ("the", "this", "that")) for c in noun.lefts
    ):
        return False
    if noun.dep_ == "dobj":
        return noun.head.lemma_.lower() in _TAKEN_UP
    above = noun.head.head
    doubted = any(c.lower_ in lexicon.maps["noun_modality"] for c in above.lefts)
    if above.lemma_.lower() in _SHARES or doubted:
        return False  # "his alleged role in the murder"
    bundles = lexicon.words["quantities"] | (lexicon.events.beginnings - _OVER)
    lemma = above.lemma_.lower()
    return (
        noun.dep_ == "pobj"
        and above.pos_ == "NOUN"
        and lemma not in bundles
        and lemma not in lexicon.maps["operators"]
        and lemma not in lexicon.maps["content_nouns"]
    )


def is_to_end(act: Token, lexicon: Lexicon) -> bool:
    """Does it go on, since only its end is wanted or supposed: "agreed to stop attacking X", "must halt the shelling of X"?

    Where the text tells that it has ended, its end is read as ever.
    """
    end = act.head
    if end.pos_ != "VERB" or end.lemma_ not in _ENDING or not (end.tag_ == "VB" or _is_supposed(end)):
        return False
    if act.tag_ == "VBG":
        return act.dep_ in ("xcomp", "dobj", "ccomp")
    return act.dep_ == "dobj" and act.lemma_.lower() in lexicon.words["deed_nouns"]


def _is_supposed(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "until") for c in verb.children)


def goes_along(verb: Token, lexicon: Lexicon) -> Token | None:
    """Return the verb with which alone a participle behind it comes about: "will visit Kyiv on Monday, meeting X".

    What is said ("vowed to resign, blaming X", "said it would go, accusing Y") is said now.
    """
    above, lemma = verb.head, verb.lemma_.lower()
    aloud = (
        lemma in lexicon.words["say_verbs"] | lexicon.words["judging_verbs"] | lexicon.words["bidding_verbs"]
    )
    plan = next((c for c in above.children if c.dep_ == "xcomp" and c.tag_ == "VB" and c.i < verb.i), None)
    speaks = lexicon.words["say_verbs"] | lexicon.words["intent_verbs"]
    promised = above.dep_ == "xcomp" and above.head.lemma_.lower() in speaks
    if aloud and (plan is not None or promised or above.dep_ in ("ccomp", "ROOT")):
        return None
    bare = not any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "mark", "neg") for c in verb.children)
    behind = verb.i > verb.head.i and verb.left_edge.i > 0 and verb.doc[verb.left_edge.i - 1].text == ","
    trails = verb.dep_ == "advcl" and verb.tag_ == "VBG" and bare and behind
    return (plan or above) if trails and above.pos_ in ("VERB", "AUX") else None


def end_of(verb: Token, lexicon: Lexicon) -> Modality:
    """Return the status of an infinitive of purpose, from the verb that it serves: "X must move to arrest Y" demands the arrest."""
    above = verb.head
    words = {c.lower_ for c in above.children if c.dep_ == "aux"}
    if not words.isdisjoint(_MUST):
        return "demanded"
    modals = lexicon.maps["modals"]
    if any(modals.get(w) == "hypothetical" and w != "would" for w in words):
        return "hypothetical"
    operator = lexicon.maps["operators"].get(above.head.lemma_.lower())
    return (
        "demanded" if above.dep_ in _CLAUSE and above.tag_ == "VB" and operator == "demanded" else "planned"
    )
