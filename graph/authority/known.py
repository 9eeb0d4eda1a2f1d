"""The facts themselves: look-ups over the index, in the terms of people, bodies, states and offices.

Names are compared folded (`polgraph.folding`), so that "Зеленський" and "Zelenskyi" meet. A look-up of a name
returns everybody of that name: whether two are one is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from polgraph.authority import records as data
from polgraph.authority.cache import open_index
from polgraph.authority.index import Index, Records
from polgraph.authority.linking import Linked, OfficeLike, link
from polgraph.authority.names import Names, is_written_like, key
from polgraph.authority.offices import Offices
from polgraph.authority.records import Capital, Country, KnownEvent, Office, Organization, Person, Seat
from polgraph.authority.terms import Holder, Terms
from polgraph.folding import fold
from polgraph.model import AuthorityFact
from polgraph.settings import facts_file

T = TypeVar("T")
ABBREVIATION = 4
"""Letters that an imported abbreviation has at least: shorter ones mean too much ("MEP", "PRO")."""


class Authority:
    """The facts of an index: of the seed, and of what was imported."""

    def __init__(self, index: Index) -> None:
        self.index = index

    @cached_property
    def version(self) -> str:
        """Date and short hash of the seed: "2026-11-22+1a2b3c4d"; with imported facts "+" and the hash of these follow."""
        return self.index.meta("version")

    # --- all records ------------------------------------------------------------------------------------

    @cached_property
    def persons(self) -> Records[Person]:
        """All persons by id; each is built when it is asked for."""
        return Records(self.index, "person", data.person_from)

    @cached_property
    def organizations(self) -> Records[Organization]:
        """All organisations by id; each is built when it is asked for."""
        return Records(self.index, "organization", data.organization_from)

    @cached_property
    def countries(self) -> dict[str, Country]:
        """All states by ISO 3166-1 alpha-2 code."""
        return {e["code"]: data.country(e) for e in self.index.file("countries")["countries"]}

    @cached_property
    def events(self) -> dict[str, KnownEvent]:
        """All known events by id."""
        return {e["id"]: data.event(e) for e in self.index.file("events")["events"]}

    @cached_property
    def offices(self) -> Offices:
        """All offices and their titles."""
        return Offices(self.index.file("offices"))

    @cached_property
    def linking(self) -> dict[str, dict[str, float]]:
        """The weights of `link`, and what they must come to."""
        said = self.index.file("linking")
        return {
            part: {name: float(number) for name, number in said[part].items()}
            for part in ("weights", "least")
        }

    @cached_property
    def family_name_first(self) -> frozenset[str]:
        """States (codes) whose people are called by the first word of their name in English too: Xi Jinping is Xi."""
        return frozenset(self.index.file("linking")["family_name_first"].split())

    @cached_property
    def _generic(self) -> frozenset[str]:
        return frozenset(self.index.file("linking")["generic"].split())

    # --- names ------------------------------------------------------------------------------------------

    def person(self, name: str) -> list[Person]:
        """Return everybody called `name`: by a full name, else by a short one. Empty where nobody is known.

        Whom the seed knows goes before those imported, who are found by a full name of two words and more only:
        `everybody` finds all.
        """
        return [self.persons[id_] for id_ in self._meant("person", name)]

    def is_short_name(self, name: str) -> bool:
        """Return whether `name` is known only as a short name, which may mean people the authority lacks."""
        found = [c for c in self.index.called(key(name)) if c.kind == "person" and not (c.rank and c.short)]
        return bool(found) and all(c.short for c in found if is_written_like(name, c.written))

    def organization(self, name: str) -> list[Organization]:
        """Return every organisation called `name`, by a full name, else by an abbreviation or short name.

        Those of the seed go before those imported, of which a name counts that is more than one word and not of words
        alone that bodies of many states are called by ("Unity", "Green Party"), or an abbreviation of four letters.
        """
        return [self.organizations[id_] for id_ in self._meant("organization", name)]

    def everybody(self, name: str) -> list[Person]:
        """Return all persons called `name` in full or in short, those of the seed first."""
        return [self.persons[id_] for id_ in self._all("person", name)]

    def every_organization(self, name: str) -> list[Organization]:
        """Return all organisations called `name` in full or in short, those of the seed first."""
        return [self.organizations[id_] for id_ in self._all("organization", name)]

    def by_qid(self, qid: str) -> Person | Organization | None:
        """Return the person or organisation with a QID of Wikidata, or None."""
        rows = self.index.rows("SELECT kind, id FROM held WHERE qid = ?", qid)
        if not rows:
            return None
        kind, id_ = rows[0]
        return self.persons[id_] if kind == "person" else self.organizations[id_]

    def link(
        self,
        names: Sequence[str],
        *,
        kind: str,
        country: str | None = None,
        offices: Iterable[OfficeLike] = (),
        day: str | None = None,
    ) -> list[Linked]:
        """Return who among the known an actor may be that goes by `names`, best first (`polgraph.authority.linking`).

        `kind` is "person" or "organization" (of another kind nobody is known), `country` a code, `offices` what it is
        said to be (normal forms, each with `organization` and `country`), `day` the ISO date of the text.
        """
        return link(self, names, kind=kind, country=country, offices=tuple(offices), day=day)

    def country(self, words: str) -> Country | None:
        """Return the state of a name, an adjective or a word for its people, or None."""
        return (
            self.country_by_name(words) or self.country_by_adjective(words) or self.country_by_demonym(words)
        )

    def countries_called(self, words: str) -> list[Country]:
        """Return every state that a name, an adjective or a word for a people may mean ("Congolese": two)."""
        tables = self._country_tables
        found = (state for kind in ("name", "adjective", "demonym") for state in tables[kind].find(words))
        return list({state.code: state for state in found}.values())

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

    def key(self, identity: str, record: Person | Organization | None = None) -> str:
        """Return the key of actors for an id of a person or organisation or a country code: the QID, else kind and folded name.

        `record` is the one with the id, where it is at hand.
        """
        known = record or self.persons.get(identity) or self.organizations.get(identity)
        if known is not None:
            kind = "person" if isinstance(known, Person) else "organization"
            return known.wikidata or f"{kind}:{fold(known.name)}"
        state = self.countries.get(identity)
        return (state.wikidata if state else None) or f"country:{identity}"

    def facts(self, keys: Iterable[str] | None = None) -> Iterator[AuthorityFact]:
        """Yield every term (HOLDS_ROLE) and every PART_OF, for the ledger.

        With `keys` only those of the seed, and of the imported ones those of these subjects.
        """
        for person in self._subjects(self.persons, keys):
            for t in person.terms:
                if t.past and not t.end:
                    continue  # over, but nobody says since when
                yield AuthorityFact(
                    subject_key=self.key(person.id, person),
                    predicate="HOLDS_ROLE",
                    role=t.role,
                    organization=self.key(t.organization) if t.organization else None,
                    country=t.country,
                    start=t.start,
                    end=self._terms.end(t),
                    source=t.source,
                    as_of=t.as_of or t.end or t.start or "",
                )
        written = self.version.partition("+")[0]
        for body in self._subjects(self.organizations, keys):
            if body.part_of and body.part_of != "EU":
                yield AuthorityFact(
                    subject_key=self.key(body.id, body),
                    predicate="PART_OF",
                    object_key=self.key(body.part_of),
                    source=body.source,
                    as_of=written,
                )

    def _subjects(self, records: Records[T], keys: Iterable[str] | None) -> Iterator[T]:
        """Yield all records, or with `keys` those of the seed and then those imported that have one of the keys."""
        yield from records.each(rank=0)
        if keys is None:
            yield from records.each(rank=1)
            return
        for wanted in keys:
            kind, _, name = wanted.partition(":")
            if found := [id_ for id_ in self._imported(wanted, kind, name) if id_ in records]:
                yield records[found[0]]

    def _imported(self, wanted: str, kind: str, name: str) -> list[str]:
        """Return the ids of the imported records with an actor's key."""
        if not name:
            rows = self.index.rows(
                "SELECT id FROM held JOIN record USING (kind, id) WHERE qid = ? AND rank = 1", wanted
            )
            return [id_ for (id_,) in rows]
        ids = dict.fromkeys(c.id for c in self.index.called(name) if c.kind == kind and c.rank)
        return [id_ for id_ in ids if self.key(id_) == wanted]

    # --- tables -----------------------------------------------------------------------------------------

    def _meant(self, kind: str, name: str) -> list[str]:
        """Return the ids of those whom `name` alone may mean: in full before in short, known before imported."""
        full: dict[str, None] = {}
        short: dict[str, None] = {}
        for called in self.index.called(key(name)):
            if called.kind != kind or not is_written_like(name, called.written):
                continue
            if called.rank and (full or short or not self._says_enough(name, called.written, kind)):
                continue
            (short if called.short else full)[called.id] = None
        return list(full or short)

    def _says_enough(self, name: str, written: str, kind: str) -> bool:
        """Return whether an imported name may stand for itself: see `organization`."""
        words = key(written).split()
        if kind == "person" or len(words) > 1:
            return len(words) > 1 and not self._generic.issuperset(words)
        return len(written) >= ABBREVIATION and written.isupper() and written in name

    def _all(self, kind: str, name: str) -> list[str]:
        return list(dict.fromkeys(c.id for c in self.index.called(key(name)) if c.kind == kind))

    @cached_property
    def _terms(self) -> Terms:
        return Terms(self.index, self.persons, self.organizations, self.offices)

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
        listed = [data.capital(entry) for entry in self.index.file("metonyms")["capitals"]]
        countries = {capital.country for capital in listed}
        others = [
            data.capital_of(s) for s in self.countries.values() if s.capital and s.code not in countries
        ]
        return _names((c, c.names) for c in (*listed, *others))

    @cached_property
    def _seat_names(self) -> Names[Seat]:
        return _names((s, s.names) for s in map(data.seat, self.index.file("metonyms")["seats"]))

    @cached_property
    def _event_names(self) -> Names[KnownEvent]:
        return _names((e, e.names) for e in self.events.values())


def load(imported: Path | None = None) -> Authority:
    """Return the authority that is shipped with polgraph, with the imported facts of a file.

    `imported` null: those in use (`polgraph.settings.facts_file`), if any. Raises InputError where the file cannot be read.
    """
    if imported is None and (imported := facts_file()) is None:
        return _loaded(None, 0)
    changed = imported.stat().st_mtime_ns if imported.exists() else 0
    return _loaded(imported.absolute(), changed)


@lru_cache(maxsize=4)
def _loaded(imported: Path | None, changed: int) -> Authority:
    return Authority(open_index(imported))


def _names(rows: Iterator[tuple[T, Sequence[str]]]) -> Names[T]:
    table: Names[T] = Names()
    for record, names in rows:
        table.add(record, names)
    return table


def _one(found: Sequence[T]) -> T | None:
    """Return the only one found: a name that means two is no name for either."""
    return found[0] if len(found) == 1 else None
