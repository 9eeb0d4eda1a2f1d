"""Which profiles are compared: those that share a block, and of people a finer key or company besides.

Of names that sound alike there may be thousands. Where more than `CROWD` share a key, each is compared with those that
stand next to it when all are put in order by sound, forwards and backwards: what is compared follows from the set alone
and grows with it, not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations

from polgraph.folding import fold
from polgraph.identity.blocking import sounds
from polgraph.identity.profiles import Profile
from polgraph.identity.records import Appearance

Pair = tuple[int, int]

CROWD = 60
"""So many profiles of one key are compared each with each."""
NEXT = 5
"""In a crowd, so many to either side."""


def near(profiles: Iterable[Profile], filed: Callable[[Appearance], frozenset[str]]) -> set[Pair]:
    """Return the pairs (by number) that share a block, but people of whom nothing more could make one.

    Two full names share a finer key as well; a bare surname and a full name share company, or the article.
    `filed`: the blocks of an appearance.
    """
    by_block: dict[str, list[Profile]] = defaultdict(list)
    for p in profiles:
        if p.kind in ("person", "organization"):
            for block in {b for a in p.telling for b in filed(a)}:
                by_block[block].append(p)
    found: set[Pair] = set()
    for shared in by_block.values():
        if len(shared) > 1:
            people = [p for p in shared if p.kind == "person"]
            found.update(_each(p for p in shared if p.kind == "organization"))
            found.update(_full(p for p in people if not p.is_bare))
            found.update(_bare(people))
    return found


def _full(people: Iterable[Profile]) -> Iterator[Pair]:
    """Yield the pairs of full names with a finer key in common."""
    everyone = list(people)
    by_key: dict[str, list[Profile]] = defaultdict(list)
    if len(everyone) > 1:
        for p in everyone:
            for key in p.keys:
                by_key[key].append(p)
    for shared in by_key.values():
        yield from _each(shared)


def _bare(people: Sequence[Profile]) -> Iterator[Pair]:
    """Yield the pairs with a bare surname: both in one article, or one in full with company in common."""
    if not any(p.is_bare for p in people):
        return
    by_article: dict[str, list[Profile]] = defaultdict(list)
    beside: dict[str, tuple[list[Profile], list[Profile]]] = defaultdict(lambda: ([], []))
    for p in people:
        for article in p.articles:
            by_article[article].append(p)
        for key in p.company:
            beside[key][p.is_bare].append(p)
    for shared in by_article.values():
        yield from (_pair(a, b) for a, b in combinations(shared, 2) if a.is_bare or b.is_bare)
    for full, bare in beside.values():
        if len(full) <= CROWD:
            yield from (_pair(a, b) for a in full for b in bare)
        else:
            yield from (pair for b in bare for pair in _beside(b, full))


def _beside(bare: Profile, full: Sequence[Profile]) -> Iterator[Pair]:
    """Yield the pairs of a bare surname with those of a crowd who are most met: it means one of them, if anybody."""
    most = sorted(full, key=lambda p: (-len(p.members), p.number))[:NEXT]
    return (_pair(bare, p) for p in most)


def _each(shared: Iterable[Profile]) -> Iterator[Pair]:
    """Yield each pair of a few; of a crowd those that are next to each other by sound."""
    everyone = list(shared)
    if len(everyone) <= CROWD:
        yield from (_pair(a, b) for a, b in combinations(everyone, 2))
        return
    for step in (1, -1):
        row = sorted(everyone, key=lambda p: ([_heard(w) for w in p.names[0][0].split()[::step]], p.number)
                     if p.names else ([], p.number))  # fmt: skip
        for at, one in enumerate(row):
            yield from (_pair(one, other) for other in row[at + 1 : at + 1 + NEXT])


@cache
def _heard(text: str) -> tuple[str, str]:
    """Return a word as crowds are put in order: by its consonants, then as it is written."""
    return min(sounds(text)), fold(text)


def _pair(one: Profile, other: Profile) -> Pair:
    return (one.number, other.number) if one.number < other.number else (other.number, one.number)
