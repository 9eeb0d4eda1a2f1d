"""Phrases that mean a person by name, and who of a name is meant: what he is on the day."""

from __future__ import annotations

from collections.abc import Sequence

from polgraph.authority.phrase_records import Asked, Meant
from polgraph.authority.phrase_words import Title
from polgraph.authority.records import Person, Term
from polgraph.folding import fold


def named(asked: Asked, words: str) -> Meant | None:
    """Return the person of a name; of several the likeliest."""
    in_full = len(words.split()) > 1
    found = asked.known.everybody(words) if in_full else asked.known.person(words)
    return described(asked, likeliest(asked, found, words)) if found else None


def likeliest(asked: Asked, found: Sequence[Person], name: str, title: Title | None = None) -> Person:
    """Return of several of one name the one with the state and office asked for, else with the highest office."""

    def weight(person: Person) -> tuple[bool, bool, bool, bool, int, int]:
        state = (title.country if title else None) or asked.near
        here = state is None or state in {person.country, *(t.country for t in person.terms)}
        same = bool(title and title.role and any(t.role == title.role for t in person.terms))
        terms = held(asked, person)
        high = -rank(asked, terms[0]) if terms else -999
        return fold(person.name) == fold(name), here, same, bool(terms), high, len(person.terms)

    return max(found, key=weight)


def described(asked: Asked, person: Person, title: Title | None = None) -> Meant:
    """Return a person with state, office and sector on the day; `title` is what he was called."""
    terms = held(asked, person)
    if title and title.role:
        terms = [t for t in terms if t.role == title.role] or terms
    country = (terms[0].country if terms else None) or person.country or (title.country if title else None)
    if terms and not (title and title.former):
        return asked.person(person, country, terms[0].title, asked.sector(terms[0]))
    if title and title.role and not title.former:
        return asked.person(person, country, title.words, asked.sectors["roles"].get(title.role))
    over = past(asked, person)
    if over is not None:
        sector = asked.ended(asked.sector(over))
        return asked.person(person, country or over.country, f"former {over.title}", sector)
    return asked.person(person, country, None, None)


def held(asked: Asked, person: Person) -> list[Term]:
    """Return the terms of the day, or those not known to have ended where no day is given, the highest first."""
    day = asked.on
    if day is None:
        terms = [t for t in person.terms if t.end is None and not t.past]
    else:
        offices = {(t.role, t.country, t.organization) for t in person.terms if not t.past}
        terms = [
            h.term
            for role, country, organization in offices
            for h in asked.known.holders(role, country=country, organization=organization, on=day)
            if h.person.id == person.id
        ]
    return sorted(
        dict.fromkeys(terms),
        key=lambda t: (t.country not in (None, person.country), rank(asked, t), t.start or "", t.title),
    )


def past(asked: Asked, person: Person) -> Term | None:
    """Return the highest office that is over."""
    over = [t for t in person.terms if t.past or (t.end and (asked.on is None or t.end <= asked.on))]
    return min(over, key=lambda t: rank(asked, t), default=None)


def rank(asked: Asked, term: Term) -> int:
    """Return the place of an office in `offices.yaml`, which lists the higher ones first."""
    roles = list(asked.known.offices.by_role)
    return roles.index(term.role) if term.role in roles else len(roles)
