"""Whom the authority knows by the names of an appearance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from polgraph import authority
from polgraph.authority import Authority, Organization, Person
from polgraph.folding import fold
from polgraph.identity.endings import bases
from polgraph.identity.records import Appearance
from polgraph.names import compare

_SURE = 0.75
"""A full name that is so like the known one, of somebody found by the surname, is a spelling of it."""


class Known(NamedTuple):
    """Somebody of the authority: the key of its node, the QID where known, its name and country."""

    key: str
    wikidata: str | None
    name: str
    country: str | None


def known(appearance: Appearance, *, facts: Authority | None = None) -> Known | None:
    """Return who `appearance` is as far as the reader or the authority know, or None.

    A bare surname is only whom the authority lists by it alone, and not where the article names another so.
    `facts`: the authority, for whoever asks about many: to see whether it is another by now takes a look at its file.
    """
    if appearance.wikidata:
        return Known(appearance.wikidata, appearance.wikidata, appearance.name, appearance.country)
    if appearance.kind not in ("person", "organization"):
        return None
    facts = facts or authority.load()
    found = _found(appearance.kind, appearance.names, appearance.language, appearance.country, facts)
    if found and appearance.kind == "person" and found.key.startswith("short:"):
        if _named_alike(appearance, found.name):
            return None
        return found._replace(key=found.key.removeprefix("short:"))
    return found


@lru_cache(maxsize=1 << 14)
def _found(
    kind: str, names: tuple[str, ...], language: str | None, country: str | None, facts: Authority
) -> Known | None:
    """Answers of each authority are kept."""
    if kind == "organization":
        return _body(names, language, country, facts)
    return _person(names, language, country, facts)


def _person(
    names: tuple[str, ...], language: str | None, country: str | None, facts: Authority
) -> Known | None:
    full = [n for n in names if " " in n]
    for name in full or names[:1]:
        for words in _spellings(name, language):
            people = [p for p in facts.person(words) if not _elsewhere(country, p.country)]
            if len(people) == 1 and (full or facts.is_short_name(words)):
                return _of(people[0], facts, short=not full)
    for name in full:
        by_surname = {p.id: p for w in _spellings(name.split()[-1], language) for p in facts.person(w)}
        spelt = _spelt(name, language, [p for p in by_surname.values() if not _elsewhere(country, p.country)])
        if len(spelt) == 1:
            return _of(spelt[0], facts, short=False)
    return None


def _spelt(name: str, language: str | None, people: Iterable[Person]) -> list[Person]:
    """Return those of whose known names `name` is a spelling."""
    forms = bases(name, language)
    return [
        p
        for p in people
        if any(compare(f, n).score >= _SURE for n in (p.name, *p.names) if " " in n for f in forms)
    ]


def _body(
    names: tuple[str, ...], language: str | None, country: str | None, facts: Authority
) -> Known | None:
    for name in names:
        for words in _spellings(name, language):
            bodies = [b for b in facts.organization(words) if not _elsewhere(country, b.country)]
            if len(bodies) == 1:
                return _of(bodies[0], facts, short=False)
            if seat := facts.seat(words):
                return _of(facts.organizations[seat.organization], facts, short=False)
    return None


def _spellings(name: str, language: str | None) -> Iterator[str]:
    """Yield `name` and the dictionary forms that it may have, with the capitals of a name."""
    yield name
    for form in bases(name, language)[1:]:
        yield form.upper() if name.isupper() else form.title()
    if language and name.istitle() and " " not in name:  # Slovenian writes Nato
        yield from (form.upper() for form in bases(name, language) if 3 <= len(form) <= 5)


def _of(found: Person | Organization, facts: Authority, *, short: bool) -> Known:
    key = facts.key(found.id)
    return Known(f"short:{key}" if short else key, found.wikidata, found.name, found.country)


def _elsewhere(left: str | None, right: str | None) -> bool:
    return left is not None and right is not None and left != right


def _named_alike(appearance: Appearance, name: str) -> bool:
    """Return whether the article has another person with the surname of `name`, under another full name."""
    words = fold(name).split()
    for key in appearance.company:
        kind, _, rest = key.partition(":")
        other = rest.rpartition(":")[2].split()
        if kind == "person" and len(other) > 1 and other[-1] == words[-1] and other[0] != words[0]:
            return True
    return False
