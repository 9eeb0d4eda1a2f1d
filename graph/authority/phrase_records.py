"""What a phrase is asked with, and what is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from polgraph.authority.files import read
from polgraph.authority.known import Authority
from polgraph.authority.phrase_words import led_by_state
from polgraph.authority.records import Country, Organization, Person, Term
from polgraph.folding import fold
from polgraph.model import Record


class Meant(Record):
    """Who is meant: the name, QID and state (a code) of the actor, the office at the date, the PLOVER sector."""

    name: str
    wikidata: str | None = None
    country: str | None = None
    role: str | None = None
    sector: str | None = None


@dataclass(frozen=True)
class Asked:
    """A question: the facts, the day (null: now) and the state (a code) it is asked in, and the sectors of PLOVER."""

    known: Authority
    on: str | None
    near: str | None
    sectors: Mapping[str, Any] = field(default_factory=lambda: read("sectors"))

    def state(self, state: Country) -> Meant:
        """Return a state as the answer."""
        return Meant(name=state.name, wikidata=state.wikidata, country=state.code, sector="GOV")

    def body(self, body: Organization) -> Meant:
        """Return a body as the answer."""
        kinds, heads = self.sectors["subkinds"], self.sectors["heads"]
        sector = heads.get(body.head_role) or kinds.get(body.subkind) or self.unknown(body.name).sector
        return Meant(name=body.name, wikidata=body.wikidata, country=body.country, sector=sector)

    def person(self, person: Person, country: str | None, role: str | None, sector: str | None) -> Meant:
        """Return a person as the answer."""
        return Meant(name=person.name, wikidata=person.wikidata, country=country, role=role, sector=sector)

    def unknown(self, words: str) -> Meant:
        """Return a name nobody is known by; its state and sector as far as its words say them."""
        state, rest = led_by_state(self.known, words)
        folded = fold(rest if state else words).split()
        sector = None
        for length in range(3, 0, -1):
            for ending in (" ".join(folded[-length:]), " ".join(folded[:length])):
                sector = sector or self.sectors["words"].get(ending) or self.sectors["titles"].get(ending)
        return Meant(name=words, country=state.code if state else self.near, sector=sector)

    def sector(self, term: Term) -> str | None:
        """Return the sector of an office held."""
        return self.sector_of(term.role, self.known.organizations.get(term.organization or ""))

    def sector_of(self, role: str, body: Organization | None) -> str | None:
        """Return the sector of an office; who speaks for a body or is its second is of the sector of the body."""
        own = self.sectors["roles"].get(role)
        theirs = self.body(body).sector if body else None
        return (theirs or own) if role in self.sectors["follow"] else (own or theirs)

    def ended(self, sector: str | None) -> str | None:
        """Return the sector of who held an office and holds it no more."""
        former: str = self.sectors["former"]
        return former if sector in self.sectors["elite"] else sector
