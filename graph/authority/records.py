"""The records of the authority, and how an entry of its files becomes one.

Dates are ISO 8601, as finely as they are known ("2025-09-18", "2025-09", "2025").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Term:
    """A person in an office from `start` to `end`; where `end` is null the source vouches for it until `as_of`.

    `past`: the source knows of it only that it is over.
    """

    person: str
    role: str
    title: str
    organization: str | None
    country: str | None
    start: str | None
    end: str | None
    as_of: str | None
    acting: bool
    source: str
    past: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with the names that mean nobody else (`names`) and those that may (`short`: bare surnames)."""

    id: str
    name: str
    wikidata: str | None
    country: str | None
    gender: str | None
    names: tuple[str, ...]
    short: tuple[str, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Organization:
    """A body. `part_of` is the id of another or the code of a country; `offices` names bodies whose offices are its own.

    `until`: the year in which it was dissolved or taken into another body.
    """

    id: str
    name: str
    wikidata: str | None
    subkind: str
    country: str | None
    part_of: str | None
    names: tuple[str, ...]
    short: tuple[str, ...]
    head_role: str | None
    offices: tuple[str, ...]
    source: str
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """The normal form of titles. `normal` is false for a word that says no office by itself ("head", "leader")."""

    role: str
    titles: tuple[str, ...]
    single_holder: bool
    kind_of: str | None
    normal: bool


@dataclass(frozen=True, slots=True)
class Country:
    """A state with its names, adjectives ("Dutch") and words for its people ("Dutchman", "the Dutch")."""

    code: str
    name: str
    wikidata: str | None
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    former: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    plurals: tuple[str, ...]
    capital: str | None
    leader: str | None
    presidential: bool


@dataclass(frozen=True, slots=True)
class Capital:
    """A city whose name is used for a government. `clear` is false where it may also mean other `actors` or be unusual."""

    name: str
    names: tuple[str, ...]
    country: str
    clear: bool
    actors: tuple[str, ...]
    condition: str | None


@dataclass(frozen=True, slots=True)
class Seat:
    """A building or street whose name is used for the institution in it: the Kremlin, Downing Street."""

    name: str
    names: tuple[str, ...]
    organization: str
    country: str
    condition: str | None


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """An event that articles refer to without saying when it was."""

    id: str
    wikidata: str | None
    type: str
    name: str
    names: tuple[str, ...]
    start: str
    end: str | None
    place: str | None
    country: str | None
    participants: tuple[str, ...]
    source: str


def flat(names: Mapping[str, list[str]] | list[str] | None) -> tuple[str, ...]:
    """Return names by language, or a list of them, as one tuple without repetition."""
    if not names:
        return ()
    groups = names.values() if isinstance(names, Mapping) else [names]
    return tuple(dict.fromkeys(name for group in groups for name in group))


def person(entry: dict[str, Any]) -> Person:
    """Return the record of an entry of persons.yaml."""
    get = entry.get
    return Person(
        id=entry["id"],
        name=entry["name"],
        wikidata=get("wikidata"),
        country=get("country"),
        gender=get("gender"),
        names=flat([entry["name"], *flat(get("names"))]),
        short=flat(get("short")),
        terms=tuple(term(entry["id"], row) for row in get("terms") or ()),
    )


def term(holder: str, row: dict[str, Any]) -> Term:
    """Return the record of one row of `terms`."""
    get = row.get
    return Term(
        person=holder,
        role=row["role"],
        title=row["title"],
        organization=get("organization"),
        country=get("country"),
        start=get("start"),
        end=get("end"),
        as_of=get("as_of"),
        acting=bool(get("acting")),
        source=row["source"],
    )


def person_from(body: dict[str, Any]) -> Person:
    """Return the person that `dataclasses.asdict` made `body` of."""
    terms = tuple(Term(**term) for term in body["terms"])
    return Person(**{**_tuples(body), "terms": terms})


def organization_from(body: dict[str, Any]) -> Organization:
    """Return the organisation that `dataclasses.asdict` made `body` of."""
    return Organization(**_tuples(body))


def _tuples(body: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in body.items()}


def organization(entry: dict[str, Any]) -> Organization:
    """Return the record of an entry of organizations.yaml."""
    get = entry.get
    return Organization(
        id=entry["id"],
        name=entry["name"],
        wikidata=get("wikidata"),
        subkind=entry["subkind"],
        country=get("country"),
        part_of=get("part_of"),
        names=flat([entry["name"], *flat(get("names"))]),
        short=flat(get("short")),
        head_role=get("head_role"),
        offices=flat(get("offices")),
        source=get("source") or "editors",
        until=get("until"),
    )


def event(entry: dict[str, Any]) -> KnownEvent:
    """Return the record of an entry of events.yaml."""
    get = entry.get
    return KnownEvent(
        id=entry["id"],
        wikidata=get("wikidata"),
        type=entry["type"],
        name=entry["name"],
        names=flat([entry["name"], *flat(get("names"))]),
        start=entry["start"],
        end=get("end"),
        place=get("place"),
        country=get("country"),
        participants=flat(get("participants")),
        source=get("source") or "editors",
    )


def country(entry: dict[str, Any]) -> Country:
    """Return the record of an entry of countries.yaml."""
    get = entry.get
    return Country(
        code=entry["code"],
        name=entry["name"],
        wikidata=get("wikidata"),
        names=flat([entry["name"], *flat(get("names"))]),
        abbreviations=flat(get("abbreviations")),
        former=flat(get("former")),
        adjectives=flat(get("adjectives")),
        demonyms=flat(get("demonyms")),
        plurals=flat(get("plurals")),
        capital=get("capital"),
        leader=get("leader"),
        presidential=bool(get("presidential")),
    )


def capital(entry: dict[str, Any]) -> Capital:
    """Return the record of an entry of `capitals` in metonyms.yaml."""
    return Capital(
        name=entry["name"],
        names=flat([entry["name"], *flat(entry.get("names"))]),
        country=entry["country"],
        clear=entry["clear"],
        actors=flat(entry.get("actors")),
        condition=entry.get("condition"),
    )


def capital_of(state: Country) -> Capital:
    """Return the capital of a state that metonyms.yaml does not list: clear unless it has the name of the state."""
    city = state.capital or state.name
    return Capital(city, (city,), state.code, city not in state.names, (), None)


def seat(entry: dict[str, Any]) -> Seat:
    """Return the record of an entry of `seats` in metonyms.yaml."""
    names = flat([entry["name"], *flat(entry.get("names"))])
    return Seat(entry["name"], names, entry["organization"], entry["country"], entry.get("condition"))
