"""Phrases that mean whoever holds an office: a title with a name, or an office of a state or body alone."""

from __future__ import annotations

from collections.abc import Sequence

from polgraph.authority.bodies import in_other_words
from polgraph.authority.body_names import spoken
from polgraph.authority.deriving import of_office
from polgraph.authority.files import read
from polgraph.authority.names import key
from polgraph.authority.phrase_people import described, held, likeliest, named
from polgraph.authority.phrase_records import Asked, Meant
from polgraph.authority.phrase_words import (
    FORMER,
    HONORIFIC,
    Title,
    field,
    free_titles,
    full_titles,
    led_by_state,
    of_surname,
    parted,
    says,
)
from polgraph.authority.records import Office, Organization, Person, Term
from polgraph.authority.terms import Holder
from polgraph.folding import fold


def titled(asked: Asked, words: str) -> Meant | None:
    """Read a title before a name: "Finnish Defence Minister Aino Korhonen", and a name that nobody is known by."""
    parts = full_titles(words, asked.sectors["abbreviations"]).split()
    for split in range(1, len(parts)):
        title = _title(asked, " ".join(parts[:split]))
        if title is None:
            continue
        name = HONORIFIC.sub("", " ".join(parts[split:]))
        if found := _called(asked, name, title):
            return described(asked, likeliest(asked, found, name, title), title)
        if not _title(asked, " ".join(parts[: split + 1])) and name[:1].isupper():
            return _ruled(asked, parts) or _stranger(asked, name, title)
    former = FORMER.sub("", words)
    return _ruled(asked, parts) or (named(asked, former) if former != words else None)


def _ruled(asked: Asked, parts: Sequence[str]) -> Meant | None:
    """Read a title that no list has before a surname: "Regional Affairs Minister Kiisler", "Dominican President Medina".

    It means the one who was of the surname and in such an office on the day, in one of the states that the first words may
    mean; where there are two, nobody.
    """
    found: dict[str, tuple[Person, Title]] = {}
    for split in range(len(parts) - 1, max(0, len(parts) - 4), -1):
        name = " ".join(parts[split:])
        stated = free_titles(asked.known, " ".join(parts[:split])) if asked.on and name[:1].isupper() else ()
        for title in stated:
            for person in of_surname(asked.known, name):
                if any(says(term, title) for term in held(asked, person)):
                    found[person.id] = person, title
        if found:
            break
    return described(asked, *next(iter(found.values()))) if len(found) == 1 else None


def _called(asked: Asked, name: str, title: Title) -> list[Person]:
    """Return who is called `name`; of a bare surname, who of them holds the office on the day, else all known by it."""
    found = asked.known.everybody(name)
    if len(name.split()) > 1:
        return found
    holders = [p for p in of_surname(asked.known, name) if any(says(t, title) for t in held(asked, p))]
    if len(holders) == 1:
        return holders
    return [p for p in found if any(t.role == title.role for t in p.terms)]


def _title(asked: Asked, words: str) -> Title | None:
    bare = FORMER.sub("", words)
    state, rest = led_by_state(asked.known, bare)
    code = state.code if state else asked.near
    if not rest:
        return None
    religious = asked.sectors["titles"].get(fold(rest)) == "REL"
    if not (religious or asked.known.offices.is_title(rest)):
        return None
    office = asked.known.role(rest, country=code)
    role = office.role if office and office.normal and office.role != "other" else None
    return Title(rest, role, state.code if state else None, bare != words)


def _stranger(asked: Asked, name: str, title: Title) -> Meant:
    sector = asked.sectors["roles"].get(title.role) or asked.sectors["titles"].get(fold(title.words))
    sector = asked.ended(sector) if title.former else sector
    return Meant(name=name, country=title.country or asked.near, role=title.words, sector=sector)


def office(asked: Asked, words: str) -> Meant | None:
    """Read an office without a name: "the Russian president", "former chancellor of Austria", "Chilean energy minister"."""
    former = FORMER.sub("", words)
    over = former != words
    for title, place in parted(former):
        state = asked.known.country(place)
        bodies = [] if state else asked.known.organization(place)
        told = None if state or bodies else in_other_words(asked.known, place, country=asked.near)
        body = bodies[0] if len(bodies) == 1 else told
        code = state.code if state else body.country if body else None
        found = _role(asked, title, body, code)
        if found is None or not (found.normal or body):
            continue
        now = [] if over else _holders(asked, title, found, code, body)
        if now and (len({h.person.id for h in now}) == 1 or found.single_holder):
            term, person = now[0].term, now[0].person
            return asked.person(person, code or person.country, term.title, asked.sector(term))
        sector = asked.sector_of(found.role, body)
        return Meant(name=words, country=code, role=title, sector=asked.ended(sector) if over else sector)
    return None


def _role(asked: Asked, title: str, body: Organization | None, code: str | None) -> Office | None:
    """Return the office of a title; the head of a body by any word for one is in the office of its head."""
    if body is None and code is None:
        return None
    if body and body.head_role and key(title) in {key(h) for h in read("bodies")["heads"].split(",")}:
        return asked.known.offices.by_role[body.head_role]
    found = asked.known.role(title, organization=body, country=code)
    if found is None and code and of_office(title.title(), "other_minister", code)[0]:
        return asked.known.offices.by_role[
            "other_minister"
        ]  # "secretary of state for transport" of a state that calls them so
    return found


def _holders(
    asked: Asked, title: str, found: Office, code: str | None, body: Organization | None
) -> list[Holder]:
    """Return who holds an office on the day; of one that several hold at a time, in the field that the title names."""
    known = asked.known
    derived = body is not None and body.id in known.derived
    organization = body.id if body and not derived else None
    holders = known.holders(
        found.role, country=None if organization else code, organization=organization, on=asked.on
    )
    now = [h for h in holders if asked.on or (h.term.end is None and not h.term.past)]
    if body and derived:
        return [h for h in now if _heads(h.term, body)]
    if not body and len(now) > 1 and not known.offices.has_one_holder(found.role, code):
        wanted = field(title)
        return [h for h in now if wanted and field(h.term.title) == wanted]
    return now


def _heads(term: Term, body: Organization) -> bool:
    """Return whether a term is at the head of a body that only such terms tell of."""
    first = fold(term.title).split()[0]
    ministry = spoken(body.name).removeprefix("ministry: ") if body.subkind == "ministry" else None
    if first in ("deputy", "vice", "former"):
        return False
    return (
        field(term.title) == frozenset(ministry.split()) if ministry else fold(body.name) in fold(term.title)
    )
