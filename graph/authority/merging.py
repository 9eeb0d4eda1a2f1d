"""Imported facts and the seed as one: who of an import is whom of the seed, and whose dates count.

The same QID is the same person, if the import's name for it holds the surname. A record of the seed without a QID is the
same as one of the same name and country with an office in common. All else is somebody else, and told of as a double.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from polgraph.authority.offices import Offices
from polgraph.authority.records import Organization, Person, Term
from polgraph.folding import fold

NEAR = 45  # days: two sources that differ by less speak of the same term
AROUND = 366  # days: what is known of "now" without a start says nothing of a day that is further off


@dataclass
class Report:
    """What came of an import: counts, and what was not used or may be twice, one line each."""

    counts: Counter[str] = field(default_factory=Counter)
    gained: list[str] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    doubles: list[str] = field(default_factory=list)


class Merger:
    """Takes in the imported records one by one, over those of the seed. `states`: their names, as bodies have in brackets."""

    def __init__(
        self,
        persons: Mapping[str, Person],
        organizations: Mapping[str, Organization],
        offices: Offices,
        *,
        states: Iterable[str] = (),
    ) -> None:
        self._states = frozenset(map(fold, states))
        self.persons, self.organizations, self.offices = dict(persons), dict(organizations), offices
        self.report = Report()
        self.seed: dict[str, Person | Organization] = {**persons, **organizations}
        self._qids = {record.wikidata: record.id for record in self.seed.values() if record.wikidata}
        self._people = _by_name(persons.values())
        self._bodies = _by_name(organizations.values())
        for body in organizations.values():
            self._file_bare(body)

    def add_organizations(self, imported: Iterable[Organization]) -> None:
        """Take in organisations; those of persons' terms must be in before the persons."""
        for body in imported:
            self.report.counts["organizations"] += 1
            known = self._known_body(body)
            if known is None:
                self.organizations[body.id] = body
                _file(self._bodies, body)
                self._file_bare(body)
            else:
                self.report.counts["organizations of the seed"] += known.id in self.seed
                self.organizations[known.id] = self._joined_body(known, body)

    def add_persons(self, imported: Iterable[Person]) -> None:
        """Take in persons with their terms."""
        for person in imported:
            self.report.counts["persons"] += 1
            self.report.counts["terms"] += len(person.terms)
            terms = tuple(self._placed(term) for term in person.terms)
            person = person if terms == person.terms else replace(person, terms=terms)
            known = self._known_person(person)
            if known is not None:
                self.report.counts["persons of the seed"] += known.id in self.seed
                self.persons[known.id] = self._joined(known, person)
            elif person.id not in self.persons:
                self.persons[person.id] = person
                _file(self._people, person)

    # --- persons --------------------------------------------------------------------------------------------

    def _known_person(self, person: Person) -> Person | None:
        if person.wikidata and (id_ := self._qids.get(person.wikidata)) and id_ in self.persons:
            known = self.persons[id_]
            if carries(known, person.names):
                return known
            self.report.rejected.append(f"{person.wikidata} is {known.name} here, there {person.name}")
            return None
        ids = dict.fromkeys(i for name in person.names for i in self._people.get(fold(name), ()))
        for known in (self.persons[i] for i in ids):
            if known.country != person.country or (known.wikidata and person.wikidata):
                continue
            if self._office_in_common(known, person):
                return known
            where = known.wikidata or known.id
            self.report.doubles.append(
                f"{person.name} ({person.country}): {where} and {person.id}, no office in common"
            )
        return None

    def _office_in_common(self, ours: Person, theirs: Person) -> bool:
        return any(self._is_same_office(a, b) and _meet(a, b) for a in ours.terms for b in theirs.terms)

    def _is_same_office(self, a: Term, b: Term) -> bool:
        if a.country != b.country and a.country and b.country:
            return False
        if a.organization and b.organization and a.organization != b.organization:
            return False
        return (
            a.role == b.role or a.role in self.offices.within(b.role) or b.role in self.offices.within(a.role)
        )

    def _joined(self, ours: Person, theirs: Person) -> Person:
        if theirs.wikidata and ours.wikidata is None and carries(ours, theirs.names):
            self.report.gained.append(f"{ours.id} {theirs.wikidata}")
            self._qids[theirs.wikidata] = ours.id
            ours = replace(ours, wikidata=theirs.wikidata)
        terms = list(ours.terms)
        for new in theirs.terms:
            place = next((i for i, old in enumerate(terms) if self._is_same_term(old, new)), None)
            if place is None:
                terms.append(replace(new, person=ours.id))
            else:
                terms[place] = _renewed(terms[place], new)
        names = tuple(dict.fromkeys((*ours.names, *theirs.names)))
        short = tuple(dict.fromkeys((*ours.short, *theirs.short)))
        return replace(ours, names=names, short=short, terms=tuple(terms))

    def _is_same_term(self, old: Term, new: Term) -> bool:
        if not self._is_same_office(old, new):
            return False
        if old.start is None or new.start is None:
            return _meet(old, new)
        return abs((day(old.start) - day(new.start)).days) <= NEAR or old.start.startswith(new.start)

    # --- organisations --------------------------------------------------------------------------------------

    def _known_body(self, body: Organization) -> Organization | None:
        if body.id in self.organizations:
            return self.organizations[body.id]
        if body.wikidata and (id_ := self._qids.get(body.wikidata)) and id_ in self.organizations:
            return self.organizations[id_]
        ids = dict.fromkeys(i for name in body.names for i in self._bodies.get(fold(self._bare(name)), ()))
        found = [
            known for known in (self.organizations[i] for i in ids)
            if known.country == body.country and not (known.wikidata and body.wikidata) and known.subkind == body.subkind
        ]  # fmt: skip
        return found[0] if len(found) == 1 else None

    def _bare(self, name: str) -> str:
        """Return the name without its state in brackets: "Socialist Party (France)", but not "Communist Party (Marxist)"."""
        found = re.fullmatch(r"(.+) \(([^)]+)\)", name) if name.endswith(")") else None
        return found[1] if found and fold(found[2]) in self._states else name

    def _file_bare(self, body: Organization) -> None:
        for bare in (self._bare(name) for name in body.names):
            if bare not in body.names:
                self._bodies.setdefault(fold(bare), []).append(body.id)

    def _joined_body(self, ours: Organization, theirs: Organization) -> Organization:
        if theirs.wikidata and ours.wikidata is None:
            self.report.gained.append(f"{ours.id} {theirs.wikidata}")
            self._qids[theirs.wikidata] = ours.id
        return replace(
            ours,
            wikidata=ours.wikidata or theirs.wikidata,
            names=tuple(dict.fromkeys((*ours.names, *theirs.names))),
            short=tuple(dict.fromkeys((*ours.short, *theirs.short))),
            head_role=ours.head_role or theirs.head_role,
        )

    def _placed(self, term: Term) -> Term:
        """Return the term with the id of its organisation, which the import names, or which its title does."""
        words = term.title.split(" of ", 1)[-1] if " of " in term.title else ""
        for name in (term.organization, words.removeprefix("the ")):
            ids = dict.fromkeys(self._bodies.get(fold(name), ())) if name else {}
            found = [i for i in ids if self.organizations[i].country in (term.country, None)]
            if len(found) == 1:
                return replace(term, organization=found[0])
        return replace(term, organization=None) if term.organization else term


def carries(ours: Person, names: Iterable[str]) -> bool:
    """Return whether one of `names` is a name of `ours`, or holds the surname."""
    folded = {fold(name) for name in names}
    if folded & {fold(name) for name in (*ours.names, *ours.short)}:
        return True
    words = set(" ".join(folded).split())
    return any(set(fold(short).split()) <= words for short in (*ours.short, ours.name.split()[-1]))


def day(date: str) -> datetime.date:
    """Return the first day that an ISO date of any grain may mean."""
    year, month, dom = (*date.split("-"), "1", "1")[:3]
    return datetime.date(int(year), int(month), int(dom))


def _renewed(old: Term, new: Term) -> Term:
    """Return `old` with what `new` knows besides: an end, a later day that a source vouches for."""
    start, end = old.start or new.start, old.end or new.end
    if start and end and day(end) < day(start):
        end = old.end
    as_of = max(old.as_of or "", new.as_of or "") or None
    return replace(old, start=start, end=end, as_of=as_of, past=old.past and new.past)


def _meet(a: Term, b: Term) -> bool:
    """Return whether two terms can be of one time."""
    (first, last), (begin, close) = _time(a), _time(b)
    return first <= close and begin <= last


def _time(term: Term) -> tuple[datetime.date, datetime.date]:
    around = datetime.timedelta(days=AROUND)
    seen = day(term.as_of) if term.as_of else datetime.date.max
    first = day(term.start) if term.start else (seen - around if term.as_of else datetime.date.min)
    return first, day(term.end) + datetime.timedelta(days=NEAR) if term.end else datetime.date.max


def _by_name(records: Iterable[Person | Organization]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for record in records:
        _file(found, record)
    return found


def _file(table: dict[str, list[str]], record: Person | Organization) -> None:
    shared = record.short if isinstance(record, Organization) else ()
    for key in dict.fromkeys(map(fold, (*record.names, *shared))):
        table.setdefault(key, []).append(record.id)
