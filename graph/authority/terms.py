"""Who held an office on a day: the rules over terms.

A term holds from its start up to, not including, its end. Where its end is unknown it holds on, but a day after
`as_of`, until which its source vouches for it, is a guess; a later holder of a single-holder office ends it.
Where its start is unknown too, it says something only of the time around `as_of`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from polgraph.authority.index import Index
from polgraph.authority.merging import AROUND, day
from polgraph.authority.offices import Offices
from polgraph.authority.records import Organization, Person, Term


class Holder(NamedTuple):
    """A holder of an office on a day. `certain` is false where the source vouches only for an earlier day."""

    person: Person
    term: Term
    certain: bool


class Terms:
    """All terms, by office."""

    def __init__(
        self,
        index: Index,
        persons: Mapping[str, Person],
        organizations: Mapping[str, Organization],
        offices: Offices,
    ) -> None:
        self._index, self._persons = index, persons
        self._organizations, self._offices = organizations, offices
        self._found: dict[tuple[str, str | None, str | None], list[Term]] = {}

    def held(self, role: str, country: str | None, organization: str | None, on: str | None) -> list[Holder]:
        """Return the holders on the day `on`, newest first; without `on` everybody who held it."""
        terms = self._of(role, country, organization)
        found = [
            Holder(self._persons[term.person], term, _certain(term, on))
            for term in terms
            if on is None or _holds(term, self.end(term), on)
        ]
        return sorted(found, key=lambda h: (h.term.start or "", h.term.person), reverse=True)

    def end(self, term: Term) -> str | None:
        """Return when a term ended: as it says, else with the next term of a single-holder office."""
        one = self._offices.has_one_holder(term.role, term.country)
        if term.end is not None or term.start is None or not one:
            return term.end
        peers = self._of(term.role, term.country, None if term.country else term.organization)
        later = [
            t.start for t in peers
            if t.start and t.start > term.start and t.person != term.person and not t.acting and _is_one(t, term)
        ]  # fmt: skip
        return min(later, default=None)

    def _of(self, role: str, country: str | None, organization: str | None) -> list[Term]:
        asked = role, country, organization
        if asked not in self._found:
            known = self._organizations.get(organization or "")
            bodies = (organization, *(known.offices if known else ())) if organization else ()
            self._found[asked] = [
                self._persons[person].terms[place]
                for r in sorted(self._offices.within(role))
                for person, place in self._index.terms(r, country, bodies)
            ]
        return self._found[asked]


def _is_one(a: Term, b: Term) -> bool:
    """Return whether two terms are of one office; a body that only one of them names is the other's too."""
    known = a.organization is None or b.organization is None or a.organization == b.organization
    return known and (a.role, a.country) == (b.role, b.country)


def _holds(term: Term, end: str | None, on: str) -> bool:
    """Return whether a day is in [start, end); dates of coarser grain hold for all of their month or year."""
    if term.past or (term.start is None and term.as_of and abs(day(term.as_of) - day(on)).days > AROUND):
        return False
    if term.start is not None and term.start > on:
        return False
    return end is None or end > on or (len(end) < len(on) and on.startswith(end))


def _certain(term: Term, on: str | None) -> bool:
    """Return whether a source vouches for the day: the end is known, or it saw the term then or later."""
    if term.start is None:
        return on is None or on == term.as_of
    if term.end is not None:
        coarse = [
            d for d in (term.start, term.end) if on is not None and len(d) < len(on) and on.startswith(d)
        ]
        return not coarse
    return on is None or (term.as_of is not None and on <= term.as_of)
