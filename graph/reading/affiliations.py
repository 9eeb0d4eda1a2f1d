"""Whom the words themselves say to belong to a body: "Ann Bell of Amnesty", "Eva Fuchs (SPD)", "UN inspectors", "officers of the FSB".

A stage over names and groups: between name and body stands nothing but the preposition and an article, or a bracket; a group is named
by a noun for members (`member_nouns` of the lexicon's grammar: "Hamas fighters", never "Hamas hostages") with the body before it or behind "of" or "from".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from polgraph import vocabulary
from polgraph.lexicon import Lexicon
from polgraph.model import Claim
from polgraph.reading.cast import Candidate, Cast, noun_lemma
from polgraph.reading.clauses import behind, coordinated, prepositional
from polgraph.reading.document import Document
from polgraph.reading.identifiers import record_id

if TYPE_CHECKING:
    from spacy.tokens import Token

_MEMBER = "MEMBER_OF"
_SENT = frozenset(("deploy", "visit", "second", "detach", "transfer", "come"))


def find(document: Document, cast: Cast, known: list[Claim], lexicon: Lexicon) -> list[Claim]:
    """Return a membership for each name or group whose words hold the body it belongs to, unless `known` has it."""
    there = {(c.subject, c.predicate, c.object) for c in known}
    names = [c for c in cast.candidates() if c.form == "name"]
    by_start = {c.start: c for c in names if c.kind == "organization"}
    found = []
    for c in names:
        if c.kind != "person":
            continue
        body, rule = _behind(document, c, by_start)
        if body and (c.actor, _MEMBER, body.actor) not in there:
            there.add((c.actor or "", _MEMBER, body.actor or ""))
            found.append(_claim(document, c, body, rule, at=c.end))
    for c in cast.candidates():
        body = _of_group(document, c, names, lexicon) if c.kind == "group" else None
        if body and (c.actor, _MEMBER, body.actor) not in there:
            there.add((c.actor or "", _MEMBER, body.actor or ""))
            found.append(_claim(document, c, body, "affiliation:group", at=c.root))
    for member, body, at in _listed(document, cast, names, lexicon):
        claim = _claim(document, member, body, "affiliation:listed", at=at)
        key = (claim.subject, claim.object, claim.sentence)
        if member.actor != body.actor and key not in {
            (c.subject, c.object, c.sentence) for c in (*known, *found) if c.predicate == _MEMBER
        }:
            found.append(claim)
    return found


def _listed(
    document: Document, cast: Cast, names: list[Candidate], lexicon: Lexicon
) -> Iterator[tuple[Candidate, Candidate, int]]:
    """Members by example: "coalition nations include A and B", "NATO states such as A", "members of the bloc, including A"."""
    roles = lexicon.words["lands"] | {"member"}
    for token in document.doc:
        if token.lemma_.lower() not in roles or token.tag_ not in ("NNS", "NNPS"):
            continue
        body = _body_of(cast, token)
        if body is None:
            continue
        for link, examples in _examples(token):
            for example in examples:
                for member in cast.at(example.i):
                    if member.form == "name" and member.kind in (
                        "country",
                        "organization",
                        "person",
                        "group",
                    ):
                        yield member, body, link.i


def _body_of(cast: Cast, noun: Token) -> Candidate | None:
    """The one body before a noun for members, or behind its "of"."""
    held = [
        c
        for t in (
            *(t for t in noun.lefts if t.dep_ in ("compound", "nmod")),
            *prepositional(noun, ("of", "in")),
        )
        for c in cast.at(t.i)
        if c.kind == "organization"
    ]
    return held[0] if len(held) == 1 else None


def _examples(noun: Token) -> Iterator[tuple[Token, list[Token]]]:
    """The words that introduce examples of a noun, each with what it introduces."""
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "include":
        yield noun.head, coordinated(c for c in noun.head.children if c.dep_ == "dobj")
    for child in noun.rights:
        if (
            child.dep_ == "prep"
            and child.lower_ in ("including", "as")
            and (child.lower_ == "including" or _such(child))
        ):
            yield child, behind([child])


def _such(preposition: Token) -> bool:
    return preposition.i > 0 and preposition.nbor(-1).lower_ == "such"


def _of_group(document: Document, c: Candidate, names: list[Candidate], lexicon: Lexicon) -> Candidate | None:
    """The body that a group of members is named by: "Hamas fighters", "two officers of the Federal Security Service"."""
    head = document.doc[c.root]
    if noun_lemma(head) not in lexicon.words["member_nouns"]:
        return None
    before = {t.i for t in head.lefts if t.dep_ in ("compound", "nmod")}
    behind = {
        t.i
        for p in (*head.rights, *_sent(head))
        if p.dep_ == "prep" and p.lower_ in ("of", "from")
        for t in p.children
        if t.dep_ == "pobj"
    }
    bodies = [
        n for n in names if n.kind == "organization" and n.root in before | behind and n.actor != c.actor
    ]
    return bodies[0] if len(bodies) == 1 else None


def _sent(head: Token) -> Iterator[Token]:
    """The prepositions of "soldiers deployed from", "officers visiting from"."""
    for clause in head.rights:
        if clause.dep_ == "acl" and clause.lemma_ in _SENT and clause.i <= head.i + 2:
            yield from (p for p in clause.rights if p.lower_ == "from")


def _behind(document: Document, c: Candidate, bodies: dict[int, Candidate]) -> tuple[Candidate | None, str]:
    """The body after "of", "from" or an opening bracket, and the rule that says so."""
    doc = document.doc
    if c.end + 1 >= len(doc) or doc[c.end].sent != doc[c.root].sent:
        return None, ""
    word, at = doc[c.end].lower_, c.end + 1
    if word == "(" and (body := bodies.get(at)):
        after = [t.text for t in doc[body.end : body.end + 2] if t.text != "."]  # "(R-Ky.)"
        return (body, "affiliation:bracket") if after and after[0] in (")", ",") else (None, "")
    if word not in ("of", "from"):
        return None, ""
    if doc[at].lower_ == "the":
        at += 1
    body = bodies.get(at)
    if body and word == "from" and doc[c.end].head.pos_ == "VERB" and doc[c.end].head.i < c.start:
        return None, ""  # "took Ann Bell from the Institute"
    return (body, f"affiliation:{word}") if body else (None, "")


def _claim(document: Document, c: Candidate, body: Candidate, rule: str, *, at: int) -> Claim:
    predicate = vocabulary.load()[_MEMBER]
    first, second = document.span(c.start, c.end), document.span(body.start, body.end)
    trigger = document.span(at, at + 1)
    return Claim(
        id=record_id(document, at, "claim", _MEMBER, trigger, first, second),
        subject=c.actor or "", predicate=_MEMBER, object=body.actor or "", phase="present",
        sign=predicate.sign, plover=predicate.plover, cameo=predicate.cameo, quad=predicate.quad,
        trigger=trigger, subject_span=first, object_span=second,
        confidence=0.7, sentence=document.sentence_span(c.root), rule=rule,
    )  # fmt: skip
