"""What the words say did not come about: "not", "no longer", "neither", "has yet to", "refusal to", "no evidence that", "dropped plans to".

Scope follows the parse: a negative bears on what it governs (Huddleston and Pullum 2002, chapter 9; Morante and Blanco 2012).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass")
_KEPT_FROM = frozenset(("from", "out", "about"))
_GIVING_UP = frozenset(("stop", "quit", "halt"))
_INSTEAD = frozenset((("instead", "of"), ("short", "of"), ("far", "from")))
_NEVER = frozenset(
    (
        ("at", "time"), ("at", "point"), ("at", "stage"), ("at", "moment"), ("in", "way"), ("in", "case"), ("in", "sense"),
        ("by", "mean"), ("by", "means"), ("on", "occasion"), ("on", "account"), ("under", "circumstance"), ("under", "condition"),
    )
)  # fmt: skip
_TOLD = ("VBD", "VBN", "VBZ", "VBP")


def negated(token: Token) -> bool:
    """Is this word itself negated: "not", "never", "no longer", "no talks", "without", "nobody", "neither X nor Y", "has yet to"?"""
    subjects = [c for c in token.children if c.dep_ in _SUBJECTS]
    if any(_denies(c, token) for c in token.children if c not in subjects[:-1]):
        return True  # of subjects the last: "No end of the dispute Germany has been"
    before = token.doc[token.head.i - 1].lower_ if token.head.i else ""
    instead = (before, token.head.lower_) in _INSTEAD
    if token.dep_ in ("pobj", "pcomp") and (instead or token.head.lower_ == "without"):
        return True
    return _passed_over(token)


def _passed_over(verb: Token) -> bool:
    """ "Rather than attack X, they talked", "talked rather than attack X": is it what somebody did not do?"""
    joints = [verb.head] if verb.dep_ == "pcomp" else []
    if verb.dep_ == "conj":
        joints += [c for c in verb.head.children if c.dep_ == "cc" and c.i < verb.i]
    return any(j.lower_ == "than" and j.i > 0 and j.nbor(-1).lower_ == "rather" for j in joints)


def _denies(child: Token, word: Token) -> bool:
    """Does a word below deny the one above it? Not "not until Monday did they", "not only did they"."""
    if child.dep_ == "neg" and child.i < word.i and child.nbor().lower_ in ("until", "till", "only"):
        return False
    if child.dep_ == "neg" or (child.dep_ == "advmod" and child.lower_ in ("never", "hardly", "neither")):
        return True
    if child.dep_ == "advmod" and child.lower_ in ("almost", "nearly") and word.pos_ == "VERB":
        return True
    if child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children):
        return True
    if child.lower_ == "yet" and word.lemma_ in ("have", "be") and _infinitive_below(word):
        return True
    if child.dep_ in ("det", "preconj") and child.lower_ in ("no", "neither"):
        return True
    if child.dep_ == "advmod" and child.lower_ in ("nowhere", "seldom", "scarcely", "barely"):
        return True
    if child.dep_ == "prep" and any(_is_never(o) for o in child.children):
        return True
    if child.lower_ == "once" and any(c.lower_ == "not" for c in child.children):
        return (
            child.i < word.i and word.tag_ != "VBN"
        )  # "not once did X"; "not once but twice" is another matter
    if child.dep_ in (*_SUBJECTS, "dobj") and any(
        g.dep_ == "preconj" and g.lower_ == "neither" for g in child.children
    ):
        return True
    if child.dep_ not in _SUBJECTS:
        return False
    return child.lower_ in ("nobody", "none") or any(
        g.dep_ == "det" and g.lower_ in ("no", "neither") for g in child.children
    )


def _is_never(noun: Token) -> bool:
    """ "At no time", "in no way", "under no circumstances", "by no means"; not "in no time"."""
    none = noun.dep_ == "pobj" and any(c.dep_ == "det" and c.lower_ == "no" for c in noun.children)
    return none and (noun.head.lower_, noun.lemma_.lower()) in _NEVER


def _infinitive_below(word: Token) -> bool:
    return any(c.dep_ == "xcomp" and any(t.tag_ == "TO" for t in c.children) for c in word.children)


def prevents(word: Token, below: Token, lexicon: Lexicon) -> bool:
    """Does this word say that what it governs did not happen: "failed to", "vetoed the", "refusal to", "stopped arming", "dropped plans to"?"""
    lemma, words = word.lemma_.lower(), lexicon.words
    infinitive = below.dep_ in ("xcomp", "ccomp", "advcl", "acl")
    if word.pos_ == "ADJ":  # "unable to repay"
        return infinitive and below.dep_ != "acl" and lemma in words["negative_adjectives"]
    if word.pos_ == "NOUN":
        return infinitive and below.tag_ == "VB" and lemma in words["negative_nouns"]
    if word.pos_ != "VERB":
        return False
    if lemma in words["waiving_verbs"] and below.dep_ in ("dobj", "nsubjpass") and _is_plan(below, lexicon):
        return True
    if turns_down(word):
        return below.dep_ in ("dobj", "nsubjpass")
    if lemma in words["averting_verbs"]:
        return below.dep_ in ("dobj", "nsubjpass", "xcomp")
    if lemma in words["hindering_verbs"] and below.dep_ == "prep" and below.lower_ == "from":
        return any(c.dep_ == "pcomp" for c in below.children)
    if lemma in _GIVING_UP:
        return word.tag_ in _TOLD and below.dep_ == "xcomp" and below.tag_ == "VBG"
    reached = below.dep_ in ("xcomp", "dobj", "pcomp", "ccomp") or (
        below.dep_ == "prep" and below.lower_ in _KEPT_FROM  # not "at the meeting they suspended X"
    )
    return (reached or ruled_out(below)) and lemma in words["negative_verbs"]


def ruled_out(gerund: Token) -> bool:
    """Is this what somebody "ruled out doing", whatever the parse makes of it?"""
    return gerund.tag_ == "VBG" and gerund.dep_ in ("advcl", "xcomp") and rules_out(gerund.head)


def turns_down(verb: Token) -> bool:
    """Is this verb "turn down" or "pass up"?"""
    down = {"turn": "down", "pass": "up"}.get(verb.lemma_.lower())
    return down is not None and any(c.dep_ == "prt" and c.lower_ == down for c in verb.children)


def rules_out(verb: Token) -> bool:
    """Is this verb "rule out"?"""
    return verb.lemma_.lower() == "rule" and any(c.dep_ == "prt" and c.lower_ == "out" for c in verb.children)


def _is_plan(noun: Token, lexicon: Lexicon) -> bool:
    """Is it a plan or a call for what stands behind it as an infinitive: "plans to", "calls to"?"""
    lemma = noun.lemma_.lower()
    named = lemma in lexicon.maps["operators"] or lemma in lexicon.maps["content_nouns"]
    return noun.pos_ == "NOUN" and named and any(c.dep_ == "acl" and c.tag_ == "VB" for c in noun.children)


def waived(verb: Token, lexicon: Lexicon) -> bool:
    """Is an infinitive that the parse hangs on the verb what a call or plan in front of it was for, which is turned down: "dismissed calls to"?"""
    above = verb.head
    if verb.dep_ != "advcl" or above.lemma_.lower() not in (
        lexicon.words["waiving_verbs"] | lexicon.words["negative_verbs"]
    ):
        return False
    nouns = (c for c in above.children if c.dep_ == "dobj" and c.right_edge.i == verb.left_edge.i - 1)
    return any(n.lemma_.lower() in lexicon.maps["operators"] for n in nouns)


def unfounded(verb: Token) -> bool:
    """Is it what there is no evidence of: "no evidence that X struck Y", "found no sign that"?"""
    noun = verb.head
    if verb.dep_ not in ("acl", "relcl", "ccomp") or noun.lemma_.lower() not in _GROUNDS:
        return False
    told = any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)
    return told and (negated(noun) or (noun.dep_ in ("dobj", "attr") and negated(noun.head)))


_GROUNDS = frozenset(("evidence", "proof", "indication", "sign", "hint", "basis", "confirmation"))


def disbelieved(verb: Token) -> bool:
    """Is it what somebody does not believe: "does not think that X struck Y", "few believe"? (Negation is raised: Horn 1978.)"""
    above = verb.head
    if verb.dep_ != "ccomp" or above.lemma_.lower() not in (
        "believe",
        "think",
        "suppose",
        "imagine",
        "expect",
    ):
        return False
    return negated(above) or any(c.dep_ == "nsubj" and c.lower_ == "few" for c in above.children)
