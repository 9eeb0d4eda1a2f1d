"""Events across articles: occurrences and decisions in, clusters with reasons and the parts of wholes out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from polgraph import authority
from polgraph.identity.clustering import joined
from polgraph.identity.event_evidence import are_apart, cannot_be_near, veto, weigh
from polgraph.identity.event_words import load
from polgraph.identity.occasions import Occasion, name_of, near, occasions
from polgraph.identity.occurrences import Occurrence, filed
from polgraph.identity.records import Appearance, Cluster, Clustering, Decision
from polgraph.identity.rules import Rules


class Part(NamedTuple):
    """That a cluster (by a member of it) is a part of another, and why."""

    part: tuple[str, str]
    whole: tuple[str, str]
    score: float
    reasons: tuple[str, ...]


def cluster_events(occurrences: Iterable[Occurrence], decisions: Iterable[Decision] = ()) -> Clustering:
    """Return which occurrences are one event, in clusters, with the reasons: a function of the two sets alone."""
    facts = authority.load()
    return joined(
        occurrences,
        decisions,
        Rules(
            profiles=occasions,
            near=near,
            weigh=weigh,
            veto=veto,
            filed=partial(filed, facts=facts),
            least=load(),
            facets=(),
            name=name_of,
            apart=are_apart,
        ),
    )


def parts(clusters: Iterable[Cluster], occurrences: Iterable[Occurrence]) -> list[Part]:
    """Return which clusters are parts of others ("the second round" of the talks): each of one whole at most.

    A part fits a whole as two reports of one event would, within one article or across. One that fits two wholes
    equally well is a part of neither.
    """
    of = {o.id: o for o in occurrences}
    whole, some = list[tuple[Cluster, Occasion]](), list[tuple[Cluster, Occasion]]()
    for c in clusters:
        members = [of[m] for m in c.members if m in of]
        for occasion in _together(members):
            (whole if occasion.parts == {None} else some).append((c, occasion))
    by_block: dict[str, list[int]] = {}
    file = partial(filed, facts=authority.load())
    for number, (_, occasion) in enumerate(whole):
        for block in {b for o in occasion.members for b in file(o)}:
            by_block.setdefault(block, []).append(number)
    found = []
    for c, occasion in some:
        shared = {n for o in occasion.members for b in file(o) for n in by_block.get(b, ())}
        if best := _whole_of(occasion, [whole[n] for n in sorted(shared)]):
            target, score, reasons = best
            found.append(Part(c.members[0], target.members[0], score, reasons))
    return found


def _together(members: list[Occurrence]) -> list[Occasion]:
    """Return the members of a cluster as one occasion of what they all say, each part of a whole by itself."""
    made = occasions(members)
    if len(made) <= 1:
        return made
    everyone: tuple[Appearance, ...] = tuple(sorted(members, key=lambda o: o.id))
    first = next((p for p in made if p.known), made[0])
    return [Occasion(everyone, first.who, first.why, known=first.known)]


def _whole_of(
    occasion: Occasion, wholes: list[tuple[Cluster, Occasion]]
) -> tuple[Cluster, float, tuple[str, ...]] | None:
    fits = []
    for c, other in wholes:
        if cannot_be_near(occasion, other):
            continue
        e = weigh(occasion, other)
        if e and e.total >= load().same:
            fits.append((e.total, c, e))
    fits.sort(key=lambda f: (-f[0], f[1].members))
    if not fits or (len(fits) > 1 and fits[0][0] - fits[1][0] < load().margin):
        return None
    _, c, e = fits[0]
    return c, e.score, e.reasons
