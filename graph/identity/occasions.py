"""Occasions: profiles of events, and which of them are compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from polgraph import authority
from polgraph.folding import fold
from polgraph.identity.event_words import affair
from polgraph.identity.linking import Known
from polgraph.identity.nearness import Pair
from polgraph.identity.occurrences import Days, KnownAs, Occurrence, known_event, length
from polgraph.identity.profiles import Profile
from polgraph.identity.records import Appearance

Where = tuple[frozenset[str], str | None, bool]
"""A place: what it is called (its node, its name), its state, and whether it is a state."""

CROWD = 60
"""So many of one block are compared each with each; of more, those that share a place, somebody or a name."""


@dataclass(eq=False)
class Occasion(Profile):
    """Occurrences that are one beyond question: of an event that the authority knows, or one alone."""

    known: KnownAs | None = None

    @cached_property
    def these(self) -> tuple[Occurrence, ...]:
        """The members."""
        return tuple(o for o in self.members if isinstance(o, Occurrence))

    @cached_property
    def types(self) -> Counter[str]:
        """The types that members give it."""
        return Counter(o.type for o in self.these)

    @cached_property
    def affair(self) -> str:
        """What its types have in common."""
        return affair(min(self.types, key=lambda t: (-self.types[t], t)))

    @cached_property
    def days(self) -> Days | None:
        """Within which days it was: those of the authority, else of the text."""
        if self.known and self.known.days:
            return self.known.days
        dated = [o.days for o in self.these if o.days]
        return min(dated, key=lambda d: (length(d), d)) if dated else None

    @cached_property
    def reports(self) -> frozenset[str]:
        """The days of its articles."""
        return frozenset(o.day for o in self.these if o.day)

    @cached_property
    def places(self) -> frozenset[Where]:
        """Where it was, as each of its articles says, and the authority."""
        found = {
            (frozenset(filter(None, (o.at, _called(o.place_name)))), o.country, o.is_state)
            for o in self.these
            if o.at or o.place_name
        }
        if self.known and self.known.place:
            found.add((frozenset((_called(self.known.place),)), self.known.country, False))
        return frozenset(found)

    @cached_property
    def titles(self) -> frozenset[frozenset[str]]:
        """Its proper names, each as a set of words."""
        return frozenset(o.title for o in self.these if o.title)

    @cached_property
    def people(self) -> frozenset[str]:
        """The people who took part."""
        return frozenset(who for o in self.these for who in o.met)

    @cached_property
    def bodies(self) -> frozenset[str]:
        """The states and bodies that took part."""
        return frozenset(who for o in self.these for who in o.met_bodies)

    @cached_property
    def parts(self) -> frozenset[str | None]:
        """Which part of a whole it is; null for a whole."""
        return frozenset((None,)) if self.known else frozenset(o.part for o in self.these)

    @cached_property
    def is_blank(self) -> bool:
        """Whether it has neither a date nor a name: nothing says then that two are one."""
        return not self.known and self.days is None and not any(o.is_named for o in self.these)


def _called(name: str | None) -> str:
    return f"name:{fold(name)}" if name else ""


def occasions(
    appearances: Iterable[Appearance], *, apart: Set[tuple[str, str]] = frozenset()
) -> list[Occasion]:
    """Return the occasions, least id first. Those in `apart` (ids) stand alone, and nothing says which they are."""
    facts = authority.load()
    groups: dict[tuple[str, ...], list[Occurrence]] = {}
    met: dict[tuple[str, ...], KnownAs] = {}
    for o in appearances:
        assert isinstance(o, Occurrence)
        known = None if o.id in apart else known_event(o, facts=facts)
        group: tuple[str, ...] = ("known", known.key) if known else ("alone", *o.id)
        if known:
            met[group] = known
        groups.setdefault(group, []).append(o)
    found = []
    for group, members in groups.items():
        members.sort(key=lambda o: o.id)
        known = met.get(group)
        who = Known(known.key, known.wikidata, known.name, known.country) if known else None
        why = f"both are {known.name}, an event that the authority knows" if known else "it stands alone"
        found.append(Occasion(tuple(members), who, why, known=known))
    found.sort(key=lambda p: p.id)
    for number, occasion in enumerate(found):
        occasion.number = number
    return found


def name_of(found: Sequence[Occasion]) -> str:
    """Return the name of an event: that of the authority, else the one most met, of several one with a proper name."""
    if known := sorted(p.known.name for p in found if p.known):
        return known[0]
    count = Counter(o.name for p in found for o in p.these)
    named = {o.name: o.is_named for p in found for o in p.these}
    return min(count, key=lambda n: (-count[n], not named[n], len(n), n))


def near(found: Iterable[Occasion], filed: Callable[[Appearance], frozenset[str]]) -> set[Pair]:
    """Return the pairs (by number) that share a block; of a crowd those that share something more."""
    by_block: dict[str, list[Occasion]] = defaultdict(list)
    for p in found:
        for block in {b for o in p.telling for b in filed(o)}:
            by_block[block].append(p)
    return {pair for shared in by_block.values() if len(shared) > 1 for pair in _pairs(shared)}


def _pairs(shared: list[Occasion]) -> Iterator[Pair]:
    if len(shared) <= CROWD:
        yield from (_pair(a, b) for a, b in combinations(shared, 2))
        return
    finer: dict[str, list[Occasion]] = defaultdict(list)
    for p in shared:
        called = {name for names, _, _ in p.places for name in names}
        for key in called | p.people | {w for title in p.titles for w in title}:
            finer[key].append(p)
    for group in finer.values():
        yield from (_pair(a, b) for a, b in combinations(group, 2))


def _pair(one: Occasion, other: Occasion) -> Pair:
    return (one.number, other.number) if one.number < other.number else (other.number, one.number)
