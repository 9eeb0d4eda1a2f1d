"""Candidates that do nothing themselves: a state in somebody's title, a body in brackets or behind a post, a place within another."""

from __future__ import annotations

from polgraph.reading.candidates import Candidate
from polgraph.reading.cast import Cast
from polgraph.reading.document import Document

_BEFORE_NAMES = ("amod", "compound", "nmod", "poss")


class Labels:
    """Tells labels from actors in one document."""

    def __init__(self, document: Document, cast: Cast) -> None:
        self.document, self.cast = document, cast

    def in_title(self, c: Candidate) -> bool:
        """Does a state only stand in somebody's title: "French" in "French President X"? Then he acts, not the state."""
        word = self.document.doc[c.root]
        kind = self.cast.kind(c.actor or "")
        if kind == "organization" and word.dep_ == "appos":  # "Ann Bell, commander, Central Command, met"
            return any(held.kind == "person" and held.form != "name" for held in self.cast.at(word.head.i))
        if kind != "country" or word.dep_ not in _BEFORE_NAMES:
            return False
        while word.dep_ in _BEFORE_NAMES:
            word = word.head
            if any(held.kind == "person" for held in self.cast.at(word.i)):
                return True
        return False

    def in_bracket(self, c: Candidate) -> bool:
        """Is a body only the label of the name before it: "(D-Wis.)", "(SPD)"?"""
        before = self.document.doc[c.start - 1 : c.start] if c.start else ()
        return self.cast.kind(c.actor or "") == "organization" and any(t.text == "(" for t in before)


def within(one: Candidate, other: Candidate) -> bool:
    """Does a place lie in the words of another: "Ukraine" in "Ukraine's president"?"""
    return other.span[0] <= one.span[0] and one.span[1] <= other.span[1] and one.span != other.span


def distinct(ends: list[Candidate]) -> list[Candidate]:
    """Leave out candidates of one actor that lie within another of it."""
    return [
        e
        for e in ends
        if not any(
            o is not e
            and o.actor == e.actor
            and o.span[0] <= e.span[0]
            and e.span[1] <= o.span[1]
            and o.span != e.span
            for o in ends
        )
    ]
