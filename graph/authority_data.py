"""The records of the authority and the files of `data/authority/` that they are read from.

The files are YAML in which every value is text but `null`, `true` and `false`: `country: NO` is Norway and
`start: 2020-01-24` a date as text. Dates are ISO 8601, as finely as they are known ("2025-09-18", "2025-09", "2025").
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from polgraph.errors import InputError

FILES = ("countries", "offices", "organizations", "persons", "metonyms", "events")


@dataclass(frozen=True, slots=True)
class Term:
    """A person in an office from `start` to `end`; where `end` is null the source vouches for it until `as_of`."""

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
    """A body. `part_of` is the id of another or the code of a country; `offices` names bodies whose offices are its own."""

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


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Composes the nodes and leaves their meaning to `_value`: half the time of PyYAML's own construction."""

    def resolve(self, kind: type, value: str | None, implicit: object) -> str:
        """Return the same tag for everything."""
        return "text"

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        """Do nothing."""

    def ascend_resolver(self) -> None:
        """Do nothing."""


_CONSTANTS: dict[str, Any] = {"null": None, "~": None, "": None, "true": True, "false": False}


def _value(node: Any) -> Any:
    """Return what a node says. Quoted scalars are text, whatever they say."""
    if type(node) is yaml.ScalarNode:
        return _CONSTANTS.get(node.value, node.value) if node.style is None else node.value
    if type(node) is yaml.SequenceNode:
        return [_value(item) for item in node.value]
    return {key.value: _value(item) for key, item in node.value}


@cache
def text(name: str) -> str:
    """Return the file `name` of `data/authority/` as it is."""
    return (files("polgraph.data") / "authority" / f"{name}.yaml").read_text(encoding="utf-8")


@cache
def read(name: str) -> Any:
    """Return the parsed file `name`; raises InputError where it is not valid YAML."""
    try:
        return _value(_Loader(text(name)).get_single_node())
    except yaml.YAMLError as error:
        raise InputError(f"data/authority/{name}.yaml is not valid YAML: {' '.join(str(error).split())}") from error


@cache
def version() -> str:
    """Return the date of the newest file and a hash of all of them: "2026-11-22+1a2b3c4d"."""
    digest = hashlib.sha256()
    dates = []
    for name in FILES:
        content = text(name)
        digest.update(content.encode())
        dates += re.findall(r"^# date: (\d{4}-\d\d-\d\d)$", content, re.MULTILINE)
    return f"{max(dates)}+{digest.hexdigest()[:8]}"


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
