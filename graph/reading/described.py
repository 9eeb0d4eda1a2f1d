"""People and bodies that the text only describes: "a federal judge", "police", "two officers", "the government", "Russian strikes".

They are actors of their article alone, unless a state is named with them. They count where something is said of
them: the pipeline leaves out those that no claim, event or quotation speaks of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.lexicon import Lexicon
from polgraph.reading.cast import Candidate, noun_start, words_of
from polgraph.reading.document import Document
from polgraph.reading.noun_phrases import of_number

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOT_SAID_OF = ("attr", "oprd", "compound", "nmod", "amod", "npadvmod", "intj")
# Verbs whose bare object is what somebody becomes or is taken for ("took them hostage", "named manager").
_MAKING = frozenset(
    "take make play become name elect appoint hold call consider have need hire be choose pick crown deem declare".split()
)
_WITH_GENERAL = frozenset(
    "attorney inspector solicitor surgeon governor consul auditor secretary director".split()
)
_SERVING = frozenset(
    "security intelligence emergency secret special armed social health immigration customs rescue fire police prison foreign civil diplomatic uniformed".split()
)
_NOBODY = frozenset(("any", "every", "each", "no", "neither", "either", "whichever", "whatever"))
_COUNTS = frozenset(("some", "several", "many", "few", "any", "dozens", "hundreds", "thousands"))


def described(document: Document, token: Token, lexicon: Lexicon, country: str | None) -> Candidate | None:
    """Return the person, group or body of this article that a noun stands for, or None.

    `country` is the code of a state named with it. What is only said of somebody ("is a judge", "as a judge") and
    what stands for nobody ("the talks") is none. A bare noun ("took them hostage", "Judge blocks") has no `noun`: it is unclear.
    """
    if token.dep_ in _NOT_SAID_OF or (token.dep_ == "pobj" and token.head.lower_ == "as"):
        return None
    lemma, plural = token.lemma_.lower(), token.tag_ in ("NNS", "NNPS")
    words = lexicon.words
    start = noun_start(token)
    before = document.doc[token.i - 1] if token.i else None
    if before is not None and before.text == "-":
        return None  # a part of "vice-president"
    if _whichever(token) or _runs(token):
        return None
    name = words_of(
        t for t in document.doc[start : token.i + 1]
        if t == token or (not of_number(t) and (t.dep_ not in ("det", "poss", "case") and (t.dep_ != "punct" or t.text == "-"))
        and not any(a.dep_ == "poss" for a in t.ancestors if start <= a.i < token.i)
        and not (t.dep_ == "advmod" and any(c.dep_ == "det" and c.i > t.i for c in token.lefts)))
    )  # fmt: skip
    unsure = False
    if lemma == "bomber" and _flies(token, words["aircraft"]):
        return None
    if lemma in words["collectives"] or token.lower_ in words["collectives"]:
        kind = "group"
    elif lemma == "mission" and any(c.dep_ in ("acl", "relcl") and c.tag_ == "VB" for c in token.rights):
        return None  # "a mission to destroy"
    elif lemma == "campaign" and _advertises(token, words["own_campaigns"]):
        return None  # "a poster campaign"
    elif lemma in words["bare_bodies"]:
        kind = "group" if plural else "organization"
    elif plural and lemma in words["lands"]:
        kind = "group"
    elif lemma in words["agents"] or lemma in words["people"]:
        kind = "group" if plural or _counted(token) else "person"
        unsure = kind == "person" and not _determined(token)
    else:
        return None
    made = Candidate(start, token.i + 1, token.i, "nominal", kind, name, local=True)  # type: ignore[arg-type]
    made.noun, made.country = None if unsure else token.lower_ if kind == "organization" else lemma, country
    if kind == "group" and _generals(token):
        made.end, made.name = made.end + 1, f"{name} general"
    made.definite = any(
        c.lower_ in ("the", "this", "that", "these", "those") or c.dep_ == "poss" for c in token.lefts
    )
    return made


def _runs(services: Token) -> bool:
    """ "Train services", "the bus service": nobody. Not "security services"."""
    kinds = {t.lower_ for t in services.lefts if t.dep_ in ("compound", "amod", "nmod")}
    return services.lemma_.lower() == "service" and not kinds & _SERVING


def _advertises(campaign: Token, own: frozenset[str]) -> bool:
    """Is it what somebody does, and not the people who want him elected: "a smear campaign", "the bombing campaign"? Not "the Trump campaign", "the re-election campaign"."""
    before = [t for t in campaign.lefts if t.dep_ in ("compound", "amod", "nmod") and t.is_lower]
    return bool(before) and not any(t.lower_ in own for t in before)


def _generals(token: Token) -> bool:
    """ "The inspectors general of two agencies": offices whose adjective stands behind them."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return after is not None and after.lower_ == "general" and token.lemma_.lower() in _WITH_GENERAL


def _whichever(token: Token) -> bool:
    """Is it nobody in particular: "any other candidate", "no president", "every senator", "the candidate of their choice"?"""
    if any(c.lower_ in _NOBODY for c in token.lefts) and token.tag_ in ("NN", "NNP"):
        return True
    return any(
        o.lemma_ == "choice" and any(t.tag_ == "PRP$" for t in o.lefts)
        for p in token.rights if p.lower_ == "of" for o in p.children
    )  # fmt: skip


def _flies(bomber: Token, aircraft: frozenset[str]) -> bool:
    """Is it an aircraft: "fighter bombers", "B-52 bombers", not "a suicide bomber"?"""
    before = bomber.doc[max(bomber.left_edge.i, bomber.i - 3) : bomber.i]
    return any(
        t.lower_ in aircraft or (t.text[:1].isalpha() and any(map(str.isdigit, t.text)))
        or (t.like_num and t.i and t.nbor(-1).text == "-")
        for t in before
    )  # fmt: skip


def _determined(token: Token) -> bool:
    """Is somebody meant, and no state or matter ("a judge", "Turkish driver", a headline's "Woman dies", "beating man", "ruled out by judge"; not "took them hostage")?"""
    if token.dep_ in ("nsubj", "nsubjpass") or any(c.dep_ in ("det", "poss", "nummod") for c in token.lefts):
        return True
    if token.dep_ == "pobj" and (token.head.dep_ == "agent" or token.head.lower_ in ("against", "by")):
        return True
    if token.dep_ == "dobj" and token.head.lemma_ not in _MAKING:
        return sum(c.dep_ in ("dobj", "oprd", "dative") for c in token.head.children) == 1
    return any(c.dep_ in ("amod", "compound") for c in token.lefts)


def _counted(token: Token) -> bool:
    return any(
        (c.dep_ == "nummod" and c.lower_ not in ("one", "1")) or c.lower_ in _COUNTS for c in token.lefts
    )
