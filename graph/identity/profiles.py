"""Profiles: appearances that are one beyond question, by whom the authority knows or by key and country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Literal

from polgraph import authority
from polgraph.folding import fold
from polgraph.identity.blocking import keys, local
from polgraph.identity.endings import declines
from polgraph.identity.linking import Known, known
from polgraph.identity.records import Appearance, Office
from polgraph.identity.weights import is_generic
from polgraph.model import ActorKind

Spelt = tuple[str, str | None]
"""A name and the language whose endings it may have; null: it stands as it is."""

MOST = 8
"""So many names of a profile are compared."""


@dataclass(eq=False)
class Profile:
    """Appearances that are compared as one, in the order of their ids. `who` is whom the authority knows by them."""

    members: tuple[Appearance, ...]
    who: Known | None
    why: str
    barred: set[int] = field(default_factory=set)  # profiles that people said are others, by number
    number: int = 0

    @property
    def id(self) -> tuple[str, str]:
        """The least id of its members."""
        return self.members[0].id

    @property
    def kind(self) -> ActorKind | Literal["event"]:
        """What all of them are."""
        return self.members[0].kind

    @cached_property
    def telling(self) -> tuple[Appearance, ...]:
        """One member for each way in which members are called."""
        found: dict[tuple[tuple[str, ...], str | None], Appearance] = {}
        for a in self.members:
            found.setdefault((a.names, a.language), a)
        return tuple(found.values())

    @cached_property
    def keys(self) -> frozenset[str]:
        """Finer keys than blocks, of a person with a full name."""
        return frozenset(key for a in self.telling for key in keys(a))

    @cached_property
    def names(self) -> tuple[Spelt, ...]:
        """The names that say who it is: full ones where there is any; those of most members first, at most eight."""
        count: Counter[Spelt] = Counter()
        for a in self.members:
            own = (a.language if declines(a.language) else None,)
            count.update((name, *own) for name in a.names if self.kind == "person" or not _is_short(name, a))
        if self.who:
            count[self.who.name, None] += 1
        found = sorted(count, key=lambda n: (-count[n], n[0], n[1] or ""))
        full = [n for n in found if " " in n[0]]
        return tuple((full or found)[:MOST]) if self.kind == "person" else tuple(found[:MOST])

    @cached_property
    def short_names(self) -> tuple[Spelt, ...]:
        """Parts of a body's name that an article puts for all of it ("the Greens"): they are those of others as well."""
        found = {(n, a.language if declines(a.language) else None) for a in self.members for n in a.names}
        return tuple(sorted(found - set(self.names), key=lambda n: (n[0], n[1] or "")))[:MOST]

    @cached_property
    def is_bare(self) -> bool:
        """Whether a person is only known by one name."""
        return self.kind == "person" and not any(" " in name for name, _ in self.names)

    @cached_property
    def is_nameless(self) -> bool:
        """Whether no name of it says anything across articles: an office alone, "the ministry of defence".

        So it is where a reader keeps somebody with a full name to the article.
        """
        if self.kind == "person" and not self.who and not self.is_bare and local(self.members[0]):
            return True
        if self.kind == "organization" and not self.who and not self.countries:
            return all(is_generic(name) for name, _ in self.names)
        return not self.names

    @cached_property
    def countries(self) -> frozenset[str]:
        """Codes of the states that it is said to be of."""
        found = {a.country for a in self.members} | {self.who.country if self.who else None}
        return frozenset(c for c in found if c)

    @cached_property
    def offices(self) -> frozenset[Office]:
        """All offices that some article gives it."""
        return frozenset(o for a in self.members for o in a.offices)

    @cached_property
    def company(self) -> frozenset[str]:
        """Whoever stands beside it in some article, but states and whoever is named in one article alone."""
        return frozenset(
            key
            for a in self.members
            for key in a.company
            if key not in _states() and f":{a.article}:" not in key
        )

    @cached_property
    def articles(self) -> frozenset[str]:
        """Ids of its articles."""
        return frozenset(a.article for a in self.members)

    @cached_property
    def gender(self) -> str | None:
        """That of the pronouns in most of its articles, None where there are none or as many of the other."""
        count = Counter(a.gender for a in self.members if a.gender)
        return max(count, key=lambda g: count[g]) if count["m"] != count["f"] else None

    @cached_property
    def weight(self) -> int:
        """What is at stake: claims and mentions."""
        return sum(a.claims * 2 + len(a.anchors) for a in self.members)


def _is_short(name: str, of: Appearance) -> bool:
    """Return whether another name of the same article has all its words and more."""
    words = fold(name).split()
    return any(len(words) < len(fold(n).split()) and set(words) <= set(fold(n).split()) for n in of.names)


@cache
def _states() -> frozenset[str]:
    """Return the keys of all states."""
    facts = authority.load()
    return frozenset(facts.key(code) for code in facts.countries)


def profiles(
    appearances: Iterable[Appearance], *, apart: Set[tuple[str, str]] = frozenset()
) -> list[Profile]:
    """Return the profiles, least id first. Those in `apart` (ids) stand alone, and nothing says who they are."""
    facts = authority.load()
    groups: dict[tuple[str, ...], list[Appearance]] = {}
    met: dict[tuple[str, str], Known] = {}
    for a in appearances:
        alone = a.id in apart
        if not alone and (who := known(a, facts=facts)):
            met[a.id] = who
        groups.setdefault(_group(a, met.get(a.id), alone=alone), []).append(a)
    found = []
    for group, members in groups.items():
        members.sort(key=lambda a: a.id)
        of = met.get(members[0].id)
        found.append(Profile(tuple(members), of, _why(group, members[0], of)))
    found.sort(key=lambda p: p.id)
    for number, profile in enumerate(found):
        profile.number = number
    return found


def _group(a: Appearance, who: Known | None, *, alone: bool) -> tuple[str, ...]:
    if alone:
        return ("alone", *a.id)
    if who:
        return ("known", who.key, "place" if a.kind == "place" else "actor")
    if local(a):
        return ("alone", *a.id)
    if a.kind not in ("person", "organization"):
        return ("key", a.kind, a.key)
    if a.kind == "person" and a.names and all(" " not in name for name in a.names):
        return ("alone", *a.id)
    if a.kind == "organization" and a.names and not a.country and all(map(is_generic, a.names)):
        return ("alone", *a.id)
    return ("key", a.kind, a.key, a.country or "")


def _why(group: tuple[str, ...], first: Appearance, who: Known | None) -> str:
    if who:
        return f"both are {who.name} ({who.wikidata or 'no QID'}), whom the authority knows"
    where = f" and the same country ({first.country})" if first.country else ""
    return f"the same name, {first.name}{where}"
