"""What polgraph knows before it reads: who held which office when, names of states and bodies, known events.

    authority = load()
    authority.holders("foreign_minister", country="RU", on="2022-02-25")   # [(Lavrov, his term, certain)]
    authority.country_by_adjective("Dutch").code                            # "NL"

Names are compared folded (`polgraph.folding`), so that "Зеленський" and "Zelenskyi" meet. A look-up of a name
returns everybody of that name: whether two are one is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import TypeVar

from polgraph.authority import records as data
from polgraph.authority.files import read, version
from polgraph.authority.names import Names
from polgraph.authority.offices import Offices
from polgraph.authority.records import Capital, Country, KnownEvent, Office, Organization, Person, Seat
from polgraph.authority.terms import Holder, Terms
from polgraph.folding import fold
from polgraph.model import AuthorityFact

T = TypeVar("T")


class Authority:
    """The shipped facts. Each file is read when something in it is first asked for."""

    @property
    def version(self) -> str:
        """Date and short hash of the facts: "2026-11-22+1a2b3c4d"."""
        return version()

    # --- all records ------------------------------------------------------------------------------------

    @cached_property
    def persons(self) -> dict[str, Person]:
        """All persons by id."""
        return {e["id"]: data.person(e) for e in read("persons")["persons"]}

    @cached_property
    def organizations(self) -> dict[str, Organization]:
        """All organisations by id."""
        return {e["id"]: data.organization(e) for e in read("organizations")["organizations"]}

    @cached_property
    def countries(self) -> dict[str, Country]:
        """All states by ISO 3166-1 alpha-2 code."""
        return {e["code"]: data.country(e) for e in read("countries")["countries"]}

    @cached_property
    def events(self) -> dict[str, KnownEvent]:
        """All known events by id."""
        return {e["id"]: data.event(e) for e in read("events")["events"]}

    @cached_property
    def offices(self) -> Offices:
        """All offices and their titles."""
        return Offices(read("offices"))

    # --- names ------------------------------------------------------------------------------------------

    def person(self, name: str) -> list[Person]:
        """Return everybody called `name`: by a full name, else by a short one. Empty where nobody is known."""
        return self._person_names.find(name) or self._person_short_names.find(name)

    def is_short_name(self, name: str) -> bool:
        """Return whether `name` is known only as a short name, which may mean people the authority lacks."""
        return not self._person_names.find(name) and bool(self._person_short_names.find(name))

    def organization(self, name: str) -> list[Organization]:
        """Return every organisation called `name`, by a full name, else by an abbreviation or short name."""
        return self._organization_names.find(name) or self._organization_short_names.find(name)

    def country(self, words: str) -> Country | None:
        """Return the state of a name, an adjective or a word for its people, or None."""
        return (
            self.country_by_name(words) or self.country_by_adjective(words) or self.country_by_demonym(words)
        )

    def country_by_name(self, name: str) -> Country | None:
        """Return the state called `name` ("Russia", "UK", "Росія"), or None."""
        return _one(self._country_tables["name"].find(name))

    def country_by_adjective(self, adjective: str) -> Country | None:
        """Return the state of an adjective ("Russian", "US"), or None."""
        return _one(self._country_tables["adjective"].find(adjective))

    def country_by_demonym(self, people: str) -> Country | None:
        """Return the state of a word for its people, in singular or plural ("Briton", "Russians"), or None."""
        return _one(self._country_tables["demonym"].find(people))

    def country_by_capital(self, city: str) -> Capital | None:
        """Return the capital called `city`; its `clear` says whether the name alone may mean the government."""
        return _one(self._capital_names.find(city))

    def seat(self, name: str) -> Seat | None:
        """Return the seat called `name` ("the Kremlin", "Downing Street"), or None."""
        return _one(self._seat_names.find(name))

    def event(self, phrase: str) -> KnownEvent | None:
        """Return the known event with the longest name that stands in `phrase`, or None."""
        found = self._event_names.longest(phrase)
        return found[0] if found else None

    def role(
        self, title: str, *, organization: Organization | None = None, country: str | None = None
    ) -> Office | None:
        """Return the office of a title, or None.

        `organization` makes "head", "president" and the like the office of its head; `country` decides titles
        that mean different offices in different states. An office whose `normal` is false says no office by itself.
        """
        office = self.offices.find(title, country=country)
        heads = ("head", "leader", "head_of_state", "igo_head", "agency_head")
        if office and organization and organization.head_role and office.role in heads:
            return self.offices.by_role[organization.head_role]
        if office and office.role == "leader" and country and (state := self.countries.get(country)):
            return self.offices.by_role[state.leader] if state.leader else office
        return office

    # --- offices ----------------------------------------------------------------------------------------

    def holders(
        self,
        role: str,
        *,
        country: str | None = None,
        organization: str | None = None,
        on: str | None = None,
    ) -> list[Holder]:
        """Return who held the office on the day `on` (ISO date), newest first; without `on` everybody who did.

        `role` is a normal form; a wide one covers its kinds (`deputy_head` a deputy chief of staff). `country`
        is a code, `organization` an id; at least one should be given. In a presidential state the head of state
        is also the head of government.
        """
        found = self._terms.held(role, country, organization, on)
        state = self.countries.get(country or "")
        if not found and role == "head_of_government" and state and state.presidential:
            return self._terms.held("head_of_state", country, organization, on)
        return found

    def leader(self, country: str, on: str | None = None, *, title: str = "leader") -> list[Holder]:
        """Return whom "the X leader" (or `title`: "president", "prime minister") means on a day; newest first."""
        office = self.role(title, country=country)
        if office is None or not office.normal:
            return []
        return self.holders(office.role, country=country, on=on)

    def key(self, identity: str) -> str:
        """Return the key of actors for an id of a person or organisation or a country code: the QID, else kind and folded name."""
        if person := self.persons.get(identity):
            return person.wikidata or f"person:{fold(person.name)}"
        if body := self.organizations.get(identity):
            return body.wikidata or f"organization:{fold(body.name)}"
        state = self.countries.get(identity)
        return (state.wikidata if state else None) or f"country:{identity}"

    def facts(self) -> Iterator[AuthorityFact]:
        """Yield every term (HOLDS_ROLE) and every PART_OF, for the ledger."""
        for person in self.persons.values():
            for t in person.terms:
                yield AuthorityFact(
                    subject_key=self.key(person.id),
                    predicate="HOLDS_ROLE",
                    role=t.role,
                    organization=self.key(t.organization) if t.organization else None,
                    country=t.country,
                    start=t.start,
                    end=t.end,
                    source=t.source,
                    as_of=t.as_of or t.end or t.start or "",
                )
        written = self.version.partition("+")[0]
        for body in self.organizations.values():
            if body.part_of and body.part_of != "EU":
                yield AuthorityFact(
                    subject_key=self.key(body.id),
                    predicate="PART_OF",
                    object_key=self.key(body.part_of),
                    source=body.source,
                    as_of=written,
                )

    # --- tables -----------------------------------------------------------------------------------------

    @cached_property
    def _terms(self) -> Terms:
        return Terms(self.persons, self.organizations, self.offices)

    @cached_property
    def _person_names(self) -> Names[Person]:
        return _names((p, p.names) for p in self.persons.values())

    @cached_property
    def _person_short_names(self) -> Names[Person]:
        return _names((p, p.short) for p in self.persons.values())

    @cached_property
    def _organization_names(self) -> Names[Organization]:
        return _names((o, o.names) for o in self.organizations.values())

    @cached_property
    def _organization_short_names(self) -> Names[Organization]:
        return _names((o, o.short) for o in self.organizations.values())

    @cached_property
    def _country_tables(self) -> dict[str, Names[Country]]:
        states = self.countries.values()
        return {
            "name": _names((c, (*c.names, *c.abbreviations, *c.former)) for c in states),
            "adjective": _names((c, c.adjectives) for c in states),
            "demonym": _names((c, (*c.demonyms, *c.plurals)) for c in states),
        }

    @cached_property
    def _capital_names(self) -> Names[Capital]:
        listed = [data.capital(entry) for entry in read("metonyms")["capitals"]]
        countries = {capital.country for capital in listed}
        others = [
            data.capital_of(s) for s in self.countries.values() if s.capital and s.code not in countries
        ]
        return _names((c, c.names) for c in (*listed, *others))

    @cached_property
    def _seat_names(self) -> Names[Seat]:
        return _names((s, s.names) for s in map(data.seat, read("metonyms")["seats"]))

    @cached_property
    def _event_names(self) -> Names[KnownEvent]:
        return _names((e, e.names) for e in self.events.values())


@cache
def load() -> Authority:
    """Return the authority that is shipped with polgraph."""
    return Authority()


def _names(rows: Iterator[tuple[T, Sequence[str]]]) -> Names[T]:
    table: Names[T] = Names()
    for record, names in rows:
        table.add(record, names)
    return table


def _one(found: Sequence[T]) -> T | None:
    """Return the only one found: a name that means two is no name for either."""
    return found[0] if len(found) == 1 else None
