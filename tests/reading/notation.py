"""The notation of example sentences: "{{Germany}} accused {{Russia}}. | 1>2 ACCUSED" (1-2 for a symmetric predicate)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from polgraph.model import Article, Claim, Extraction, GivenMention

_MARK = re.compile(r"\{\{(.+?)\}\}")
_SAYS = re.compile(r"(\d)([->])(\d) ([A-Z_]+)")


@dataclass(frozen=True)
class Example:
    """A sentence with marked actors, and what it says: (subject, object, predicate, is symmetric)."""

    text: str
    marks: tuple[tuple[int, int], ...]
    says: frozenset[tuple[int, int, str]]

    def article(self) -> Article:
        """The sentence as an article in which only the marked words are names."""
        given = tuple(GivenMention(start=a, end=b, kind="actor") for a, b in self.marks)
        return Article(id="example", text=self.text, published="2025-06-01", language="en", mentions=given)

    def said(self, extraction: Extraction) -> frozenset[tuple[int, int, str]]:
        """What polgraph reads between the marked actors, in the same form; symmetric ones both in order of the text."""
        found = set()
        for claim in extraction.claims:
            a, b = (
                self._mark(claim.subject_span, claim, extraction),
                self._mark(claim.object_span, claim, extraction),
            )
            if a and b:
                found.add((a, b, claim.predicate))
        return frozenset(found)

    def _mark(self, span: tuple[int, int], claim: Claim, extraction: Extraction) -> int | None:
        """The number of the mark that an end of a claim is: by its span, else by the actor's mentions."""
        for number, (a, b) in enumerate(self.marks, 1):
            if span[0] < b and a < span[1]:
                return number
        end = claim.subject if span == claim.subject_span else claim.object
        for actor in extraction.actors:
            if actor.id == end:
                for number, (a, b) in enumerate(self.marks, 1):
                    if any(m.start < b and a < m.end for m in actor.mentions):
                        return number
        return None


def parse(line: str) -> Example:
    """Read one example."""
    sentence, *statements = (part.strip() for part in line.split("|"))
    marks, plain, at = [], [], 0
    for m in _MARK.finditer(sentence):
        plain.append(sentence[at : m.start()])
        start = sum(map(len, plain))
        plain.append(m[1])
        marks.append((start, start + len(m[1])))
        at = m.end()
    plain.append(sentence[at:])
    says = set()
    for statement in statements:
        a, _, b, predicate = _SAYS.fullmatch(statement).groups()  # type: ignore[union-attr]
        says.add((int(a), int(b), predicate))
    return Example("".join(plain), tuple(marks), frozenset(says))
