"""Whom an article itself calls by an office of a state: "Peruvian President Ana Rojas", "Ana Rojas, the president of Peru", "President Rojas"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from polgraph.reading.cast import Candidate, appositions
from polgraph.reading.settled import Settled
from polgraph.reading.titles import ACTING, BEFORE, phase_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_WORDS = ("compound", "amod", "nmod", "poss", "case", "det", "punct")


class Officers:
    """Finds the people of one article by the titles that it gives them."""

    def __init__(self, settled: Settled) -> None:
        self.settled = settled

    def called(self, c: Candidate, country: str) -> str | None:
        """Return whom the article calls by the office of `c` in a state (a code), else None.

        Who is called so with the state named goes before who is called so without it, where nothing says that he is of another
        state; of several nobody is meant for sure.
        """
        named: dict[bool, set[str]] = {True: set(), False: set()}
        foreign = set[str]()
        for m in self._people():
            for title in self._titles(m):
                states = self._states(title)
                if states and country not in states:
                    foreign.add(m.actor or "")
                elif self._is_office(title, c, country) and (states or m.country in (None, country)):
                    named[bool(states)].add(m.actor or "")
        for people in (named[True], named[False] - foreign):
            if people:
                return people.pop() if len(people) == 1 else None
        return None

    def _people(self) -> list[Candidate]:
        """The people whom the article names, also in heads of lists that the parse hangs elsewhere."""
        found = (m for m in self.settled.at.values() if m.kind == "person" and m.form == "name" and m.actor)
        return sorted(found, key=lambda m: m.start)

    def _titles(self, m: Candidate) -> Iterator[Span]:
        """The words right before a name, and those of the appositions to either side; none of an office that is past or to come."""
        doc = self.settled.document.doc
        root = doc[m.root]
        start = m.start
        while start > root.left_edge.i and doc[start - 1].dep_ in _WORDS and doc[start - 1].text != ",":
            start -= 1
        if start < m.start and phase_of(doc[m.start - 1], start) in ("present", "acting"):
            yield doc[start : m.start]
        nouns = [n for n in appositions(root) if n.pos_ in ("NOUN", "PROPN") and n.i >= m.end]
        above = root.head
        if root.dep_ == "appos" and above.dep_ == "pobj" and above.head.lower_ == "of":
            above = above.head.head  # "the president of Peru, Ana Rojas"
        nouns += [above] if root.dep_ == "appos" and above.pos_ in ("NOUN", "PROPN") else []
        for noun in nouns:
            held = self.settled.at.get(noun.i)
            if (held is None or held.form != "name") and phase_of(noun, noun.left_edge.i) == "present":
                yield doc[noun.left_edge.i : self._end(noun)]

    def _end(self, noun: Token) -> int:
        """The noun with the "of Peru" right behind it."""
        of = next(
            (c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "of" and c.i == noun.i + 1), None
        )
        behind = next((o for o in of.children if o.dep_ == "pobj"), None) if of is not None else None
        return behind.i + 1 if behind is not None else noun.i + 1

    def _states(self, title: Span) -> set[str]:
        """The states named in a title."""
        return {code for t in title if (code := self._state(t))}

    def _state(self, token: Token) -> str | None:
        held = self.settled.at.get(token.i)
        if held and held.kind == "country":
            return held.country or held.key
        known = self.settled.authority.country_by_adjective(token.text) if token.text[:1].isupper() else None
        return known.code if known else None

    def _is_office(self, title: Span, c: Candidate, country: str) -> bool:
        """Is the rest of a title just the name of the office ("rebel leader", "Hamas leader" are no leaders of the state)?"""
        words = [
            t.text
            for t in title
            if t.lower_ not in BEFORE | ACTING and not t.is_punct and t.lower_ != "of" and not self._state(t)
        ]
        rest = " ".join(words)
        authority = self.settled.authority
        office = authority.role(rest, country=country) if words and authority.offices.is_title(rest) else None
        if office is None or not office.normal or office.role != c.office:
            return False
        return authority.offices.has_one_holder(office.role, country) or (c.noun or "").endswith(rest.lower())
