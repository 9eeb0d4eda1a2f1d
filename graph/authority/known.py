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
from polgraph.authority.index import Records
from polgraph.authority.linking import Linked, OfficeLike, link
from polgraph.authority.names import is_written_like, key
from polgraph.authority.offices import Offices
from polgraph.authority.places import Places
from polgraph.authority.records import Office, Organization, Person, Term
from polgraph.authority.stating import facts
from polgraph.authority.terms import Holder, Terms
from polgraph.folding import fold
from polgraph.model import AuthorityFact
from polgraph.settings import facts_file

T = TypeVar("T")
ABBREVIATION = 4
"""Letters that an imported abbreviation has at least: shorter ones mean too much ("MEP", "PRO")."""


class Authority(Places):
    """The facts of an index: of the seed, and of what was imported."""

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
    def derived(self) -> Records[Organization]:
        """Bodies that only the offices of their heads tell of (`polgraph.authority.deriving`), by id."""
        return Records(self.index, "derived", data.organization_from)

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
    def generic(self) -> frozenset[str]:
        """Words that alone make no name of a body: those of many states have them."""
        return frozenset(self.index.file("linking")["generic"].split())

    # --- names ------------------------------------------------------------------------------------------

    def person(self, name: str) -> list[Person]:
        """Return everybody called `name`: by a full name, else by a short one. Empty where nobody is known.

        Whom the seed knows goes before those imported, who are found by a full name of two words and more only:
        `everybody` finds all.
        """
        return [self.persons[id_] for id_ in self._meant("person", name)]

    def is_name(self, name: str) -> bool:
        """Return whether a person, organisation, state, seat or capital may go by `name`: a quick first question."""
        return bool(self.index.called(key(name))) or self.is_place_name(name)

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
        return facts(self, keys)

    def term_end(self, term: Term) -> str | None:
        """Return when a term ended: as it says, else with the next term of an office that one person holds."""
        return self._terms.end(term)

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
            return len(words) > 1 and not self.generic.issuperset(words)
        return len(written) >= ABBREVIATION and written.isupper() and written in name

    def _all(self, kind: str, name: str) -> list[str]:
        return list(dict.fromkeys(c.id for c in self.index.called(key(name)) if c.kind == kind))

    @cached_property
    def _terms(self) -> Terms:
        return Terms(self.index, self.persons, self.organizations, self.offices)


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
