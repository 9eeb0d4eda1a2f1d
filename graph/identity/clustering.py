"""Clusters of appearances: a function of the set of them and of people's decisions, not of any order.

What people decided comes first, newest first; then pairs of profiles that share a block, the likeliest first. A pair
that would join what cannot be one is left, and a profile that fits two who are not one is given to neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import combinations
from typing import Generic

from polgraph import authority
from polgraph.identity.blocking import blocks
from polgraph.identity.evidence import Evidence, veto, weigh
from polgraph.identity.naming import name_of
from polgraph.identity.nearness import Pair, near
from polgraph.identity.outcome import CERTAIN, key_of, link_between, links_within, parted_key
from polgraph.identity.profiles import Profile, profiles
from polgraph.identity.records import Appearance, Cluster, Clustering, Decision, Link
from polgraph.identity.rules import P, Rules
from polgraph.identity.weights import load

FITS = 12
"""Of so many that a profile fits best it is asked whether they are one."""
TELLING = 24
"""So many profiles of a set, those with most members, are held against another set."""


def cluster(appearances: Iterable[Appearance], decisions: Iterable[Decision] = ()) -> Clustering:
    """Return who is who: the appearances that are one actor, in clusters, with the reasons.

    A decision `different` takes its left mention out of what the two would share; whoever stood with the right one
    stays there. Of decisions that contradict each other the newest holds; one whose mention is not here is left out.
    """
    filed = partial(blocks, facts=authority.load())
    return joined(appearances, decisions, Rules(profiles, near, weigh, veto, filed, load(), _FACETS, name_of))


def joined(appearances: Iterable[Appearance], decisions: Iterable[Decision], rules: Rules[P]) -> Clustering:
    """Return the clusters that decisions and `rules` make of the appearances."""
    everyone = sorted({a.id: a for a in appearances}.values(), key=lambda a: a.id)
    newest = sorted(decisions, key=lambda d: (d.time, d.left, d.right), reverse=True)
    return _Work(everyone, newest, rules).outcome()


_FACETS: tuple[Callable[[Profile], str | None], ...] = (
    lambda p: p.kind,
    lambda p: p.who.key if p.who else None,
    lambda p: p.gender,
)
"""What all of a set have alike, where they have it."""


class _Work(Generic[P]):
    def __init__(self, everyone: list[Appearance], decisions: list[Decision], rules: Rules[P]) -> None:
        self.rules = rules
        at: dict[str, Appearance] = {}
        for a in everyone:
            for anchor in a.anchors:
                at.setdefault(anchor, a)
        self.decided = [(at[d.left], at[d.right], d) for d in decisions if d.left in at and d.right in at]
        self.profiles = rules.profiles(everyone, apart=self._apart())
        self.of = {a.id: p for p in self.profiles for a in p.members}
        self.parent = list(range(len(self.profiles)))
        self.sets: dict[int, list[P]] = {p.number: [p] for p in self.profiles}
        self.links: list[tuple[int, Link]] = []
        self.seen: dict[Pair, Evidence | None] = {}
        self.forbidden: dict[tuple[int, int, int, int], bool] = {}
        self.filed = rules.filed

    def _apart(self) -> set[tuple[str, str]]:
        """Return who leaves the profile that both would be in."""
        together = {
            a.id: p.number
            for p in self.rules.profiles(a for one in self.decided for a in one[:2])
            for a in p.members
        }
        return {
            left.id
            for left, right, d in self.decided
            if d.judgement == "different" and left.id != right.id and together[left.id] == together[right.id]
        }

    def outcome(self) -> Clustering:
        self._obey()
        pairs = self._pairs()
        doubtful = self._join(pairs)
        return Clustering(clusters=tuple(self._clusters()), doubtful=tuple(self._doubts(pairs, doubtful)))

    # --- decisions ------------------------------------------------------------------------------------------

    def _obey(self) -> None:
        for left, right, d in self.decided:
            one, other = self.of[left.id], self.of[right.id]
            if one is other or d.judgement == "unsure":
                continue
            if d.judgement == "different" and self._root(one) != self._root(other):
                one.barred.add(other.number)
            elif d.judgement == "same" and not self._barred(one, other):
                by = f"{d.author} decided so on {d.time[:10]}" + (f": {d.reason}" if d.reason else "")
                self._unite(one, other, Link(left=left.id, right=right.id, score=CERTAIN, reasons=(by,)))

    def _barred(self, one: P, other: P) -> bool:
        left, right = self._set(one), self._set(other)
        ours, theirs = ({p.number for p in side} for side in (left, right))
        return any(p.barred & theirs for p in left) or any(p.barred & ours for p in right)

    # --- scores ---------------------------------------------------------------------------------------------

    def _pairs(self) -> dict[Pair, Evidence]:
        """Return what speaks for the pairs that share a block and that nothing forbids."""
        weighed = {pair: self._weighed(*pair) for pair in self.rules.near(self.profiles, self.filed)}
        return {pair: e for pair, e in weighed.items() if e and e.total >= self.rules.least.doubtful}

    def _weighed(self, one: int, other: int) -> Evidence | None:
        pair = (min(one, other), max(one, other))
        if pair not in self.seen:
            left, right = self.profiles[pair[0]], self.profiles[pair[1]]
            found = self.rules.weigh(left, right)
            self.seen[pair] = found if found and not self.rules.veto(left, right) else None
        return self.seen[pair]

    def _join(self, pairs: dict[Pair, Evidence]) -> set[Pair]:
        """Join the likeliest pairs first; returns those that fit two who are not one."""
        enough = {pair: e for pair, e in pairs.items() if e.total >= self.rules.least.same}
        unclear = self._unclear(enough)
        order = sorted(
            enough.keys() - unclear, key=lambda pair: (-enough[pair].total, -self._size(pair), pair)
        )
        for one, other in order:
            left, right = self.profiles[one], self.profiles[other]
            if self._root(left) != self._root(right) and not self._forbidden(left, right):
                e = enough[one, other]
                self._unite(left, right, link_between(left, right, e.score, e.reasons, self.filed))
        return unclear

    def _size(self, pair: Pair) -> int:
        return sum(len(self.profiles[number].members) for number in pair)

    def _unclear(self, enough: dict[Pair, Evidence]) -> set[Pair]:
        """Return the pairs of a profile that fits two or more who are not one nearly as well."""
        fits: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for (one, other), e in enough.items():
            fits[one].append((e.total, other))
            fits[other].append((e.total, one))
        found = set()
        for number, others in fits.items():
            best = max(total for total, _ in others)
            fit = [
                (-total, o)
                for total, o in others
                if total > best - self.rules.least.margin and not self.profiles[o].is_bare
            ]
            likeliest = [o for _, o in sorted(fit)[:FITS]]
            if any(self._rivals(a, b) for a, b in combinations(likeliest, 2)):
                found |= {(min(number, o), max(number, o)) for _, o in fit}
        return found

    def _rivals(self, one: int, other: int) -> bool:
        left, right = self.profiles[one], self.profiles[other]
        if self._root(left) == self._root(right):
            return False
        found = self._weighed(one, other)
        return found is None or found.total < self.rules.least.doubtful

    def _forbidden(self, one: P, other: P) -> bool:
        """Return whether anybody of one set cannot be one with somebody of the other."""
        roots = sorted((self._root(one), self._root(other)))
        sides = [self.sets[root] for root in roots]
        asked = (roots[0], roots[1], len(sides[0]), len(sides[1]))
        if asked not in self.forbidden:
            self.forbidden[asked] = self._apart_as_sets(*sides)
        return self.forbidden[asked]

    def _apart_as_sets(self, left: list[P], right: list[P]) -> bool:
        if self.rules.apart:
            return self._barred(left[0], right[0]) or self.rules.apart(left, right)
        if len(left) * len(right) <= TELLING:
            return any(self.rules.veto(a, b) is not None for a in left for b in right)
        for facet in self.rules.facets:
            sides = [{facet(p) for p in side} - {None} for side in (left, right)]
            if all(sides) and len(sides[0] | sides[1]) > 1:
                return True
        most = [sorted(side, key=lambda p: (-len(p.members), p.number))[:TELLING] for side in (left, right)]
        return self._barred(left[0], right[0]) or any(
            self.rules.veto(a, b) is not None for a in most[0] for b in most[1]
        )

    # --- sets -----------------------------------------------------------------------------------------------

    def _root(self, profile: P) -> int:
        number = profile.number
        while self.parent[number] != number:
            self.parent[number] = self.parent[self.parent[number]]
            number = self.parent[number]
        return number

    def _set(self, profile: P) -> list[P]:
        return self.sets[self._root(profile)]

    def _unite(self, one: P, other: P, link: Link) -> None:
        low, high = sorted((self._root(one), self._root(other)))
        self.links.append((low, link))
        if low != high:
            self.parent[high] = low
            self.sets[low] += self.sets.pop(high)

    # --- the records ----------------------------------------------------------------------------------------

    def _clusters(self) -> Iterator[Cluster]:
        joined: dict[int, list[Link]] = defaultdict(list)
        for number, link in self.links:
            joined[self._root(self.profiles[number])].append(link)
        found = []
        for root, members in self.sets.items():
            links = [*joined[root], *(link for p in members for link in links_within(p))]
            found.append(
                (key_of(members), members, sorted(links, key=lambda k: (k.left, k.right, k.reasons)))
            )
        named: dict[str, list[list[P]]] = defaultdict(list)
        for key, members, _ in found:
            named[key].append(members)
        for key, members, links in sorted(found, key=lambda f: (f[0], min(p.id for p in f[1]))):
            own = key if len(named[key]) == 1 else parted_key(key, members, named[key])
            who = next((p.who for p in members if p.who), None)
            yield Cluster(
                key=own,
                name=self.rules.name(members),
                wikidata=who.wikidata if who else None,
                members=tuple(sorted(a.id for p in members for a in p.members)),
                links=tuple(links),
            )

    def _doubts(self, pairs: dict[Pair, Evidence], unclear: set[Pair]) -> list[Link]:
        """Return the likeliest pair between each two clusters that were not joined, what is most at stake first."""
        asked = {
            frozenset((self._root(self.of[left.id]), self._root(self.of[right.id])))
            for left, right, _ in self.decided
        }
        best: dict[frozenset[int], tuple[float, Pair]] = {}
        for pair, e in sorted(pairs.items()):
            left, right = (self.profiles[number] for number in pair)
            ends = frozenset((self._root(left), self._root(right)))
            if len(ends) == 2 and ends not in asked and not self._forbidden(left, right):
                best[ends] = max(best.get(ends, (-1.0, pair)), (e.total, pair))
        found = []
        for ends, (_, pair) in best.items():
            left, right = (self.profiles[number] for number in pair)
            e = pairs[pair]
            why = (*e.reasons, "it fits another as well") if pair in unclear else e.reasons
            score = min(e.score, 0.49) if pair in unclear else e.score
            stake = min(sum(p.weight for p in self.sets[end]) for end in ends)
            found.append((stake, link_between(left, right, score, why, self.filed)))
        found.sort(key=lambda f: (-f[0] * f[1].score, f[1].left, f[1].right))
        return [link for _, link in found]
