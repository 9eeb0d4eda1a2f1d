"""Whom a name itself says to belong to a body: "Ann Bell of Amnesty", "Carl Day from the Institute", "Eva Fuchs (SPD)".

A stage over names alone: between name and body stands nothing but the preposition and an article, or a bracket.
"""

from __future__ import annotations

from polgraph import vocabulary
from polgraph.model import Claim
from polgraph.reading.cast import Candidate, Cast
from polgraph.reading.document import Document
from polgraph.reading.identifiers import record_id

_MEMBER = "MEMBER_OF"


def find(document: Document, cast: Cast, known: list[Claim]) -> list[Claim]:
    """Return a membership for each name that is followed by the body it belongs to, unless `known` has it."""
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
            found.append(_claim(document, c, body, rule))
    return found


def _behind(document: Document, c: Candidate, bodies: dict[int, Candidate]) -> tuple[Candidate | None, str]:
    """The body after "of", "from" or an opening bracket, and the rule that says so."""
    doc = document.doc
    if c.end + 1 >= len(doc) or doc[c.end].sent != doc[c.root].sent:
        return None, ""
    word, at = doc[c.end].lower_, c.end + 1
    if word == "(" and (body := bodies.get(at)) and body.end < len(doc) and doc[body.end].text in (")", ","):
        return body, "affiliation:bracket"
    if word not in ("of", "from"):
        return None, ""
    if doc[at].lower_ == "the":
        at += 1
    body = bodies.get(at)
    if body and word == "from" and doc[c.end].head.pos_ == "VERB" and doc[c.end].head.i < c.start:
        return None, ""  # "took Ann Bell from the Institute"
    return (body, f"affiliation:{word}") if body else (None, "")


def _claim(document: Document, c: Candidate, body: Candidate, rule: str) -> Claim:
    predicate = vocabulary.load()[_MEMBER]
    first, second = document.span(c.start, c.end), document.span(body.start, body.end)
    trigger = document.span(c.end, c.end + 1)
    return Claim(
        id=record_id(document, c.end, "claim", _MEMBER, trigger, first, second),
        subject=c.actor or "", predicate=_MEMBER, object=body.actor or "", phase="present",
        sign=predicate.sign, plover=predicate.plover, cameo=predicate.cameo, quad=predicate.quad,
        trigger=trigger, subject_span=first, object_span=second,
        confidence=0.7, sentence=document.sentence_span(c.root), rule=rule,
    )  # fmt: skip
