"""What a cluster says of itself: its key, and the links that join its members."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from polgraph.identity.blocking import local
from polgraph.identity.profiles import Profile
from polgraph.identity.records import Appearance, Link

CERTAIN = 1.0
"""The score of what people decided or what has one key."""


def link_between(
    left: Profile,
    right: Profile,
    score: float,
    reasons: tuple[str, ...],
    filed: Callable[[Appearance], frozenset[str]],
) -> Link:
    """Return the link between the first two members of two profiles that share a block (`filed` names them)."""
    others = [(a, filed(a)) for a in right.telling]
    for one in left.telling:
        own = filed(one)
        for other, its in others:
            if own & its:
                return Link(left=one.id, right=other.id, score=score, reasons=reasons)
    return Link(left=left.id, right=right.id, score=score, reasons=reasons)


def links_within(profile: Profile) -> Iterator[Link]:
    """Yield why the members of a profile are one: each with the first."""
    why = (profile.why,)
    for a in profile.members[1:]:
        yield Link(profile.id, a.id, CERTAIN, why)


def key_of(members: Sequence[Profile]) -> str:
    """Return the key of a cluster: of whom the authority knows, else the one most met, none of one article if it can be."""
    if known := {p.who.key for p in members if p.who}:
        return min(known)
    keys = Counter(a.key for p in members for a in p.members)
    own = {a.key for p in members for a in p.members if local(a)}
    return min(keys, key=lambda k: (k in own, -keys[k], k))


def parted_key(key: str, members: Sequence[Profile], namesakes: Sequence[Sequence[Profile]]) -> str:
    """Return a key of its own for one of several clusters with the same: with its country, else a hash."""
    countries = [frozenset(c for p in ps for c in p.countries) for ps in namesakes]
    mine = frozenset(c for p in members for c in p.countries)
    if len(mine) == 1 and countries.count(mine) == 1:
        return f"{key}:{min(mine)}"
    first = min(p.id for p in members)
    return f"{key}:{hashlib.sha256(repr(first).encode()).hexdigest()[:8]}"
