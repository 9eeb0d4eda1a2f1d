"""Bodies that no list has, out of the offices of those who head them: "Chief of the Lesotho Defence Force".

The rules and what they must not do stand in `data/authority/bodies.yaml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from polgraph.authority import records as data
from polgraph.authority.body_names import spoken
from polgraph.authority.files import read
from polgraph.authority.names import key
from polgraph.authority.records import Organization, Person
from polgraph.folding import fold

MINISTERS = "_minister"
_BEFORE = r"(?:(?:former|acting|first|deputy|vice|vice-)[ -]?)*"
_UNREADABLE = re.compile(r"[,(){}\[\]‘’“”\"/;:\d]|\b(?:and|or) (?:former|deputy|head|first|chief)\b")
_ARTICLE = re.compile(r"^(?:the|of the|of) ", re.IGNORECASE)


def derived(persons: Iterable[Person], organizations: Iterable[Organization]) -> list[Organization]:
    """Return the bodies that terms of `persons` tell of and that are not among `organizations`, one a state and name."""
    named: dict[str | None, set[str]] = defaultdict(set)
    headed: set[tuple[str | None, str | None]] = set()
    for body in organizations:
        named[body.country].update(spoken(name) for name in (*body.names, body.name))
        headed.add((body.country, body.head_role))
    found: dict[tuple[str, str], Organization] = {}
    for person in persons:
        for term in person.terms:
            if term.country is None or term.organization is not None:
                continue
            if (
                term.role != "other_minister"
                and term.role.endswith(MINISTERS)
                and (term.country, term.role) in headed
            ):
                continue  # the house of this minister is known by another name
            name, subkind = of_office(term.title, term.role, term.country)
            if name is None or spoken(name) in named[term.country] | named[None]:
                continue
            found.setdefault((term.country, spoken(name)), _body(name, subkind, term.country, term.role))
    return list(found.values())


def of_office(title: str, role: str, country: str) -> tuple[str | None, str]:
    """Return the name and kind of the body that the holder of an office heads, as its title tells; (None, "") where it does not."""
    words = " ".join(title.split())
    if not _UNREADABLE.search(words):
        if role.endswith(MINISTERS) and role != "deputy_minister":
            return _house(_without_state(words, country), country)
        if role in read("bodies")["roles"]:
            return _headed(words, country)
    return None, ""


def _house(title: str, country: str) -> tuple[str | None, str]:
    for rule in read("bodies")["ministers"]:
        if country in rule.get("but", ()) or country not in rule.get("only", (country,)):
            continue
        match = re.fullmatch(rf"(?i){rule['title']} (?:the )?(.+)", title)
        if match and match[1][:1].isupper() and key(match[1]) not in _places():
            return f"{rule['house']} {match[1]}", "ministry"
    return None, ""


def _headed(title: str, country: str) -> tuple[str | None, str]:
    match = _heads().match(title)
    name = _ARTICLE.sub("", title[match.end() :]) if match else ""
    words = fold(name).split()
    if len(words) < 2 or not name[:1].isupper() or words[0] == "staff":
        return None, ""
    for subkind, nouns in read("bodies")["nouns"].items():
        ends = words[-1] in nouns.split()
        begins = words[0] in nouns.split() and words[1] in ("of", "for")
        if ends or begins:
            return name, subkind
    whole = fold(_without_state(name, country)).split()
    return (
        (_headed(f"head of {' '.join(name.split()[: len(whole)])}", country))
        if len(whole) < len(words)
        else (None, "")
    )


def _without_state(words: str, country: str) -> str:
    """Return the words without their state at the end: "Minister of Fisheries of Iceland"."""
    head, _, place = words.rpartition(" of ")
    return head if head and key(place) in _names_of(country) else words


@cache
def _heads() -> re.Pattern[str]:
    titles = sorted(
        (re.escape(" ".join(t.split())) for t in read("bodies")["heads"].split(",")), key=len, reverse=True
    )
    return re.compile(rf"(?i){_BEFORE}(?:{'|'.join(titles)}) of (?=\w)")


@cache
def _states() -> Mapping[str, Any]:
    return {entry["code"]: data.country(entry) for entry in read("countries")["countries"]}


@cache
def _names_of(country: str) -> frozenset[str]:
    state = _states().get(country)
    return frozenset(map(key, (*state.names, *state.abbreviations, state.name))) if state else frozenset()


@cache
def _places() -> frozenset[str]:
    """Return names of states and parts of the world: a minister for one of them has no ministry of that name."""
    states = frozenset(name for code in _states() for name in _names_of(code))
    return states | frozenset(map(key, read("bodies")["regions"]))


@cache
def state_words(country: str | None) -> frozenset[str]:
    """Return the folded single words that name a state or what is of it, and not many states: "south", "african"."""
    state = _states().get(country or "")
    if state is None:
        return frozenset()
    words = {word for name in (state.name, *state.adjectives) for word in key(name).split()}
    return frozenset(words.difference(read("linking")["generic"].split(), read("bodies")["small"].split()))


def _body(name: str, subkind: str, country: str, role: str) -> Organization:
    return Organization(
        id=f"office:{country}:{fold(name)}",
        name=name,
        wikidata=None,
        subkind=subkind,
        country=country,
        part_of=country,
        names=(name,),
        short=(),
        head_role=role,
        offices=(),
        source="office",
    )
