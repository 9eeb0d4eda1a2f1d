"""Whom a phrase means at a date: "former prime minister Scott Morrison", "the Russian president", "SBU", "Tehran".

    meant("UK Defence Secretary Ben Wallace").role             # "Secretary of State for Defence"
    meant("the Russian president", on="2009-01-01").name       # "Dmitry Medvedev"

The sector is a code of PLOVER (`data/authority/sectors.yaml`). What the authority does not know is null, but for the name:
where nobody is known by it, it is the phrase without its titles.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from polgraph.authority.files import read
from polgraph.authority.known import Authority, load
from polgraph.authority.phrase_words import (
    ARTICLE,
    FORMER,
    HONORIFIC,
    MEMBERS,
    Title,
    free_titles,
    full_titles,
    led_by_state,
    of_surname,
    parted,
    says,
)
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


def meant(
    phrase: str, *, on: str | None = None, country: str | None = None, known: Authority | None = None
) -> Meant:
    """Return whom `phrase` means on the day `on` (ISO date; null: now), as said in the state `country` (a code)."""
    return _Reader(known or load(), on, country).read(phrase)


class _Reader:
    """One question: the facts, the day and the state it is asked in."""

    def __init__(self, known: Authority, on: str | None, country: str | None) -> None:
        self.known, self.on, self.near = known, on, country
        self.sectors: Mapping[str, Any] = read("sectors")

    def read(self, phrase: str) -> Meant:
        """Return whom the phrase means: a state, a seat, a body, a person by name, or by an office, else its own words."""
        bare = HONORIFIC.sub("", ARTICLE.sub("", " ".join(phrase.split()).strip(" .,;:\"'")))
        spellings = [bare, bare.title()] if bare.isupper() and len(bare) > 4 else [bare]
        for words in spellings:
            found = self._place(words) or self._body(words) or self._person(words) or self._office(words)
            if found:
                return found
        return self._titled(bare) or self._within(bare) or self._alike(bare) or self._unknown(bare)

    # --- states and bodies ------------------------------------------------------------------------------

    def _place(self, words: str) -> Meant | None:
        capital = self.known.country_by_capital(words)
        state = self.known.country_by_name(words)
        if state is None and capital is not None and capital.clear:
            state = self.known.countries.get(capital.country)
        if state is not None:
            return self._state(state)
        seat = self.known.seat(words)
        return self._of_body(self.known.organizations[seat.organization]) if seat else None

    @staticmethod
    def _state(state: Country) -> Meant:
        return Meant(name=state.name, wikidata=state.wikidata, country=state.code, sector="GOV")

    def _body(self, words: str) -> Meant | None:
        found = self.known.organization(words)
        if self.near and not any(body.country == self.near for body in found) and words.isupper():
            here = [body for body in self.known.every_organization(words) if body.country == self.near]
            found = here if len(here) == 1 else found  # in one state, few letters say enough
        elif self.near and len(found) > 1:
            found = [body for body in found if body.country == self.near] or found
        if not found:
            members = MEMBERS.sub("", words)
            return self._body(ARTICLE.sub("", members)) if members != words else None
        return self._of_body(found[0])

    def _of_body(self, body: Organization) -> Meant:
        kinds, heads = self.sectors["subkinds"], self.sectors["heads"]
        sector = heads.get(body.head_role) or kinds.get(body.subkind) or self._unknown(body.name).sector
        return Meant(name=body.name, wikidata=body.wikidata, country=body.country, sector=sector)

    def _within(self, words: str) -> Meant | None:
        """Return the body whose part is spoken of: "the Southern Fleet's second squadron" is of the fleet."""
        for match in re.finditer(r"['’]s? ", words):
            whole = ARTICLE.sub("", words[: match.start()])
            if found := (self._body(whole) or self._named_state(whole)):
                return found
        return None

    def _named_state(self, words: str) -> Meant | None:
        state = self.known.country(words)
        return self._state(state) if state else None

    # --- persons ----------------------------------------------------------------------------------------

    def _person(self, words: str) -> Meant | None:
        in_full = len(words.split()) > 1
        found = self.known.everybody(words) if in_full else self.known.person(words)
        return self._of_person(self._likeliest(found, words), None) if found else None

    def _likeliest(self, found: Sequence[Person], name: str, title: Title | None = None) -> Person:
        """Return of several of one name the one with the state and office asked for, else with the highest office."""

        def weight(person: Person) -> tuple[bool, bool, bool, bool, int, int]:
            state = (title.country if title else None) or self.near
            here = state is None or state in {person.country, *(t.country for t in person.terms)}
            same = bool(title and title.role and any(t.role == title.role for t in person.terms))
            held = self._held(person)
            rank = -self._rank(held[0]) if held else -999
            return fold(person.name) == fold(name), here, same, bool(held), rank, len(person.terms)

        return max(found, key=weight)

    def _of_person(self, person: Person, title: Title | None) -> Meant:
        held = self._held(person)
        if title and title.role:
            held = [t for t in held if t.role == title.role] or held
        country = (held[0].country if held else None) or person.country or (title.country if title else None)
        if held and not (title and title.former):
            term = held[0]
            return self._meant(person, country, term.title, self._sector(term))
        if title and title.role and not title.former:
            return self._meant(person, country, title.words, self.sectors["roles"].get(title.role))
        past = self._past(person)
        if past is not None:
            sector = self._sector(past)
            ended = self.sectors["former"] if sector in self.sectors["elite"] else sector
            return self._meant(person, country or past.country, f"former {past.title}", ended)
        return self._meant(person, country, None, None)

    @staticmethod
    def _meant(person: Person, country: str | None, role: str | None, sector: str | None) -> Meant:
        return Meant(name=person.name, wikidata=person.wikidata, country=country, role=role, sector=sector)

    def _held(self, person: Person) -> list[Term]:
        """Return the terms of the day, or those not known to have ended where no day is given, the highest first."""
        day = self.on
        if day is None:
            held = [t for t in person.terms if t.end is None and not t.past]
        else:
            asked = {(t.role, t.country, t.organization) for t in person.terms if not t.past}
            held = [
                h.term
                for role, country, organization in asked
                for h in self.known.holders(role, country=country, organization=organization, on=day)
                if h.person.id == person.id
            ]
        return sorted(
            dict.fromkeys(held),
            key=lambda t: (t.country not in (None, person.country), self._rank(t), t.start or "", t.title),
        )

    def _past(self, person: Person) -> Term | None:
        over = [t for t in person.terms if t.past or (t.end and (self.on is None or t.end <= self.on))]
        return min(over, key=self._rank, default=None)

    def _rank(self, term: Term) -> int:
        """Return the place of an office in `offices.yaml`, which lists the higher ones first."""
        roles = list(self.known.offices.by_role)
        return roles.index(term.role) if term.role in roles else len(roles)

    def _sector(self, term: Term) -> str | None:
        return self._sector_of(term.role, self.known.organizations.get(term.organization or ""))

    def _sector_of(self, role: str, body: Organization | None) -> str | None:
        """Return the sector of an office; who speaks for a body or is its second is of the sector of the body."""
        own = self.sectors["roles"].get(role)
        theirs = self._of_body(body).sector if body else None
        return (theirs or own) if role in self.sectors["follow"] else (own or theirs)

    # --- titles and offices -----------------------------------------------------------------------------

    def _titled(self, words: str) -> Meant | None:
        """Read a title before a name: "UK Defence Secretary Ben Wallace", and a name that nobody is known by."""
        parts = full_titles(words, self.sectors["abbreviations"]).split()
        for split in range(1, len(parts)):
            title = self._title(" ".join(parts[:split]))
            if title is None:
                continue
            name = HONORIFIC.sub("", " ".join(parts[split:]))
            if found := self._called(name, title):
                return self._of_person(self._likeliest(found, name, title), title)
            if not self._title(" ".join(parts[: split + 1])) and name[:1].isupper():
                return self._ruled(parts) or self._stranger(name, title)
        former = FORMER.sub("", words)
        return self._ruled(parts) or (self._person(former) if former != words else None)

    def _ruled(self, parts: Sequence[str]) -> Meant | None:
        """Read a title that no list has before a surname: "Regional Affairs Minister Kiisler", "Dominican President Medina".

        It means the one who was of the surname and in such an office on the day, in one of the states that the first words may
        mean; where there are two, nobody.
        """
        found: dict[str, tuple[Person, Title]] = {}
        for split in range(len(parts) - 1, max(0, len(parts) - 4), -1):
            name = " ".join(parts[split:])
            for title in (
                free_titles(self.known, " ".join(parts[:split])) if self.on and name[:1].isupper() else ()
            ):
                for person in of_surname(self.known, name):
                    if any(says(term, title) for term in self._held(person)):
                        found[person.id] = person, title
            if found:
                break
        return self._of_person(*next(iter(found.values()))) if len(found) == 1 else None

    def _called(self, name: str, title: Title) -> list[Person]:
        """Return who is called `name`; of a bare surname, who of them holds the office on the day, else all known by it."""
        found = self.known.everybody(name)
        if len(name.split()) > 1:
            return found
        holders = [p for p in of_surname(self.known, name) if any(says(t, title) for t in self._held(p))]
        if len(holders) == 1:
            return holders
        return [p for p in found if any(t.role == title.role for t in p.terms)]

    def _title(self, words: str) -> Title | None:
        bare = FORMER.sub("", words)
        state, rest = led_by_state(self.known, bare)
        code = state.code if state else self.near
        if not rest:
            return None
        religious = self.sectors["titles"].get(fold(rest)) == "REL"
        if not (religious or self.known.offices.is_title(rest)):
            return None
        office = self.known.role(rest, country=code)
        role = office.role if office and office.normal and office.role != "other" else None
        return Title(rest, role, state.code if state else None, bare != words)

    def _stranger(self, name: str, title: Title) -> Meant:
        sector = self.sectors["roles"].get(title.role) or self.sectors["titles"].get(fold(title.words))
        if title.former and sector in self.sectors["elite"]:
            sector = self.sectors["former"]
        return Meant(name=name, country=title.country or self.near, role=title.words, sector=sector)

    def _office(self, words: str) -> Meant | None:
        """Read an office without a name: "the Russian president", "president of Chile", "former chancellor of Austria"."""
        former = FORMER.sub("", words)
        for title, place in parted(former):
            state = self.known.country(place)
            bodies = [] if state else self.known.organization(place)
            body = bodies[0] if len(bodies) == 1 else None
            code = state.code if state else body.country if body else None
            office = self.known.role(title, organization=body, country=code) if state or body else None
            if office is None or not (office.normal or body):
                continue
            over = former != words
            held = [] if over else self.known.holders(
                office.role, country=None if body else code, organization=body.id if body else None, on=self.on
            )  # fmt: skip
            now = [h for h in held if self.on or (h.term.end is None and not h.term.past)]
            if now and (len(now) == 1 or office.single_holder):
                term, person = now[0].term, now[0].person
                return self._meant(person, code or person.country, term.title, self._sector(term))
            sector = self._sector_of(office.role, body)
            sector = self.sectors["former"] if over and sector in self.sectors["elite"] else sector
            return Meant(name=words, country=code, role=title, sector=sector)
        return None

    def _alike(self, words: str) -> Meant | None:
        """Return the one known actor whose name is spelt much alike, where only one is: "Emanuel Macron"."""
        if len(words.split()) < 2:
            return None
        least = self.known.linking["least"]["phrase"]
        kinds = ("person", "organization")
        found = [link for kind in kinds for link in self.known.link([words], kind=kind, country=self.near)]
        near = [link.record for link in found if link.score >= least]
        if len(near) != 1:
            return None
        return self._of_person(near[0], None) if isinstance(near[0], Person) else self._of_body(near[0])

    def _unknown(self, words: str) -> Meant:
        """Return a name nobody is known by; its state and sector as far as its words say them."""
        state, rest = led_by_state(self.known, words)
        folded = fold(rest if state else words).split()
        sector = None
        for length in range(3, 0, -1):
            for ending in (" ".join(folded[-length:]), " ".join(folded[:length])):
                sector = sector or self.sectors["words"].get(ending) or self.sectors["titles"].get(ending)
        return Meant(name=words, country=state.code if state else self.near, sector=sector)
