"""The name to show of a cluster: one that was met, in the form that most others are forms of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from polgraph.folding import fold
from polgraph.identity.endings import bases, declines
from polgraph.identity.profiles import Profile
from polgraph.identity.records import Appearance


def name_of(profiles: Sequence[Profile]) -> str:
    """Return the name of a cluster of these profiles: what its readers call whom they knew, else the authority, else the text."""
    everyone = [a for p in profiles for a in p.members]
    if known := Counter(a.name for a in everyone if a.wikidata):
        return min(known, key=lambda n: (-known[n], fold(n), n))
    who = next((p.who for p in profiles if p.who), None)
    return who.name if who else shown_name(everyone)


def shown_name(appearances: Iterable[Appearance]) -> str:
    """Return the name of a cluster: of its readers where one read it, else the dictionary form that was met.

    A full name goes before a part of one, then the one met most, then the shortest: endings make names longer.
    """
    everyone = list(appearances)
    if len({(a.name, a.names[1:]) for a in everyone}) == 1 and everyone[0].names in ((), (everyone[0].name,)):
        return everyone[0].name
    read = [a for a in everyone if not declines(a.language)]
    votes: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for a in read or everyone:
        for name in {a.name} if read else {a.name, *a.names}:
            met[name] += 1
            votes.update(bases(name, a.language))
    return min(
        met, key=lambda n: (-min(len(n.split()), 3), -votes[n.casefold()], -met[n], len(n), fold(n), n)
    )
