"""What is settled so far about who is meant: the candidates of each identity, and who stands at which token."""

from __future__ import annotations

from collections import Counter

from polgraph.authority import Authority
from polgraph.coreference import rule
from polgraph.reading.cast import Candidate
from polgraph.reading.document import Document


class Settled:
    """The identities of one article. `unclear` are relations that stand for nobody yet."""

    def __init__(self, document: Document, authority: Authority) -> None:
        self.document, self.authority = document, authority
        self.members: dict[str, list[Candidate]] = {}  # identity -> candidates
        self.at: dict[int, Candidate] = {}  # root token -> first resolved candidate
        self.unclear: list[Candidate] = []

    def put(self, candidate: Candidate, identity: str, why: str = "") -> None:
        """Let a candidate stand for an identity, because of the rule `why`, an id of `data/coreference.yaml`."""
        candidate.actor, candidate.why = identity, rule(why or candidate.why).id
        self.members.setdefault(identity, []).append(candidate)
        self.at.setdefault(candidate.root, candidate)

    def all_at(self, root: int) -> list[Candidate]:
        """Return everybody who stands at a token: two for "delegations from Russia and Ukraine"."""
        first = self.at.get(root)
        if first is None or first.actor is None:
            return []
        others = (m for ms in self.members.values() for m in ms if m.root == root and m is not first)
        return [first, *(m for m in others if m.form == first.form and m.actor != first.actor)]

    def owner(self, argument: int | None) -> str | None:
        """Return who stands at a token."""
        if argument is None:
            return None
        held = self.at.get(argument)
        return held.actor if held else None

    def before(self, token: int) -> list[Candidate]:
        """Return the candidates before a token, in the order of the text."""
        known = (m for ms in self.members.values() for m in ms if m.start < token)
        return sorted([*known, *(m for m in self.unclear if m.start < token)], key=lambda m: (m.start, m.end))

    def main_country(self) -> str | None:
        """Return the country of which the article names most people, bodies and itself; None where two are named as often."""
        named = Counter(
            m.country for ms in self.members.values() for m in ms if m.country and m.form == "name"
        )
        first, second, *_ = [*named.most_common(2), (None, 0), (None, 0)]
        return first[0] if first[1] > second[1] else None

    def country_before(self, token: int) -> str | None:
        """Return the country that the text named last before this place, as name, adjective or home of a body."""
        for i in range(token - 1, -1, -1):
            held = self.at.get(i)
            if held and held.country and held.kind in ("country", "organization", "person"):
                return held.country
            word = self.document.doc[i]
            if (
                word.text[:1].isupper()
                and word.tag_ in ("JJ", "NNP")
                and (state := self.authority.country_by_adjective(word.text))
            ):
                return state.code
        return None
