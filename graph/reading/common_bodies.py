"""Which state's body a name means that bodies of many states have: "the Democratic Party" of an article about South Korea, "Congress" of one about Brazil.

The state is that of the person whom the same words tie to the body, else that of which the article mostly speaks (Leidner 2007, 2.3: one
referent a discourse, and the state of the surroundings, for names of several bearers).
"""

from __future__ import annotations

from collections import Counter

from polgraph.reading.bodies import Bodies
from polgraph.reading.cast import Candidate
from polgraph.reading.document import Sentence
from polgraph.reading.settled import Settled

_SHARE = 3  # how much more an article must speak of another state before nobody known is meant
_STEPS = 4  # up the parse from a body to the person whom it is named with: "Lee, the leader of the party"


class CommonBodies:
    """Tells of the names of one article which mean a known body only elsewhere."""

    def __init__(self, settled: Settled, bodies: Bodies) -> None:
        self.settled, self.bodies = settled, bodies

    def settle(self, names: list[Candidate]) -> None:
        """Let each common name mean the body of its state; nobody known where no such body is."""
        common = [c for c in names if self._is_common(c)]
        others = [c for c in names if c.country and c not in common]
        if not common or not (named := self._spoken_of(others)):
            return
        home = max(named.items(), key=lambda n: (n[1], n[0]))[0]
        people = {i: c for c in names if c.kind == "person" for i in range(c.start, c.end)}
        for c in common:
            tied = self._tied(c, people)
            near = {tied} if tied else self._near(c, others)
            if c.country in near or (not tied and c.country == home):
                continue
            minor = named[c.country or ""] * _SHARE < named[home]
            self.bodies.of_state(c, tied or home, certain=tied is not None, instead=bool(tied) or minor)

    def _is_common(self, c: Candidate) -> bool:
        """Is it a known body by a name that bodies of many states have?"""
        authority = self.settled.authority
        known = authority.organizations.get(c.key or "")
        common = known is not None and known.country is not None and c.country == known.country
        return common and set(self.bodies.plain(c).split()) <= authority.generic

    def _spoken_of(self, others: list[Candidate]) -> Counter[str]:
        """Count the states of which the article speaks, by names and adjectives."""
        found = Counter(c.country for c in others if c.country)
        taken = {i for c in others for i in range(c.start, c.end)}
        found.update(self._adjectives(0, len(self.settled.document.doc), taken))
        return found

    def _adjectives(self, start: int, end: int, taken: set[int]) -> list[str]:
        doc, authority = self.settled.document.doc, self.settled.authority
        found = []
        for i in range(start, end):
            if i in taken or not doc[i].text[:1].isupper() or doc[i].tag_ not in ("JJ", "NNP"):
                continue
            two = doc[max(start, i - 1) : i + 1].text
            state = authority.country_by_adjective(two) or authority.country_by_adjective(doc[i].text)
            found += [state.code] if state else []
        return found

    def _near(self, c: Candidate, others: list[Candidate]) -> set[str]:
        """The states named in the same sentence."""
        here: Sentence = self.settled.document.sentence(c.root)
        found = {m.country for m in others if here.start <= m.start < here.end and m.country}
        return found | set(self._adjectives(here.start, here.end, set()))

    def _home_of(self, person: Candidate) -> str | None:
        """The state of a person: known, else named before him ("Norwegian Prime Minister X")."""
        doc = self.settled.document.doc
        named = self._adjectives(doc[person.root].left_edge.i, person.start, set())
        return person.country or (named[0] if len(named) == 1 else None)

    def _tied(self, c: Candidate, people: dict[int, Candidate]) -> str | None:
        """The state of the person whom the words tie to the body: "Lee, leader of the Democratic Party", "Democratic Party leader Lee"."""
        token = self.settled.document.doc[c.root]
        for _ in range(_STEPS):
            if token.dep_ not in ("compound", "pobj", "prep", "appos", "nmod", "amod", "poss"):
                return None
            token = token.head
            if token.i in people:
                return self._home_of(people[token.i])
        return None
