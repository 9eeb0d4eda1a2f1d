"""Two names of bodies and things: organisations, companies, groups, states, places, vessels."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from polgraph.names.aligning import Alignment, Pair, align
from polgraph.names.reducing import Body, generic, reduce, shared
from polgraph.names.tables import weights
from polgraph.names.words import Word

JOINED_SHORTEST = 6


class Verdict(NamedTuple):
    """How alike two names are, from 0 to 1, and the reasons."""

    score: float
    reasons: tuple[str, ...]


prepared = lru_cache(maxsize=100_000)(reduce)


def compare_bodies(left: str, right: str, *, kind: str) -> Verdict:
    """Return how likely two names are of one body."""
    a, b = prepared(left, kind), prepared(right, kind)
    if not a.all or not b.all:
        return Verdict(0.0, ("one is no name",))
    if a.all == b.all and a.forms == b.forms:
        return Verdict(1.0, ("the same words",))
    for short, full in ((a, b), (b, a)):
        if _abbreviates(short, full):
            score = 1 - weights().abbreviation * weights().edit
            return Verdict(score, (f"{short.acronym} may stand for the first letters of the other",))
    if conflict := _conflict(a, b):
        return Verdict(0.2, (conflict,))
    return _score(a, b)


def _conflict(a: Body, b: Body) -> str | None:
    if a.countries and b.countries and a.countries != b.countries:
        return f"of other states: {' '.join(sorted(a.countries))} against {' '.join(sorted(b.countries))}"
    if a.numbers != b.numbers:
        return f"other numbers: {' '.join(a.numbers) or 'none'} against {' '.join(b.numbers) or 'none'}"
    return None


def _score(a: Body, b: Body) -> Verdict:
    w = weights()
    if joined := _joined(a, b):
        costs, reasons = [w.joined + joined.letters], [joined.reason]
    else:
        found = _strict(align(a.words, b.words), a, b)
        costs = [p.fit.cost for p in found.pairs]
        reasons = [p.fit.reason for p in found.pairs if p.fit.reason]
        score = _left_over(found, costs, reasons, named=not (a.plain and b.plain))
        if score is not None:
            return Verdict(score, tuple(reasons))
    if a.countries != b.countries:
        costs.append(w.country)
        reasons.append(f"only one names the state {' '.join(sorted(a.countries ^ b.countries))}")
    if a.forms and b.forms and a.forms.isdisjoint(b.forms):
        costs.append(w.legal_form)
        reasons.append("another legal form")
    elif a.forms != b.forms:
        reasons.append("legal form set aside")
    return Verdict(max(0.0, 1 - w.edit * sum(costs)), tuple(reasons) or ("the same words",))


def _left_over(found: Alignment, costs: list[float], reasons: list[str], *, named: bool) -> float | None:
    """Add what words without a partner cost; returns the score where it is settled by them."""
    w = weights()
    own = [[x for x in side if x.text not in generic()] for side in (found.left, found.right)]
    if found.left or found.right:
        reasons.append(f"words of one only: {_shown(found.left) or '-'} / {_shown(found.right) or '-'}")
    if own[0] and own[1]:
        total = len(found.pairs) + max(len(found.left), len(found.right))
        return w.conflict * len(found.pairs) / total
    if not found.pairs and (found.left or found.right):
        return 0.0
    over = own[0] or own[1]
    costs.extend([w.extra] * len(over))
    rest = len(found.left) + len(found.right) - len(over)
    costs.extend([w.generic if named else w.extra] * rest)
    if found.left and found.right:
        costs.append(w.generic)
    return None


def _strict(found: Alignment, a: Body, b: Body) -> Alignment:
    """Let go of pairs that make sense only in names of persons: an initial, a nickname, two common names."""
    kept = tuple(p for p in found.pairs if not p.fit.cost or _holds(p, a, b))
    if len(kept) == len(found.pairs):
        return found
    left, right = {p.left for p in kept}, {p.right for p in kept}
    return Alignment(
        kept,
        tuple(w for i, w in enumerate(a.words) if i not in left),
        tuple(w for i, w in enumerate(b.words) if i not in right),
    )


def _holds(pair: Pair, a: Body, b: Body) -> bool:
    """Say whether two words that are not quite equal may be one: "north" and "south" are no typing error."""
    known = a.words[pair.left].text in shared() and b.words[pair.right].text in shared()
    return not known and pair.fit.kind not in ("initial", "variant", "apart", "gender")


class _Joined(NamedTuple):
    """How many letters differ between two names that are cut into other words."""

    letters: int
    reason: str


def _joined(a: Body, b: Body) -> _Joined | None:
    """Return what differs where the names are nearly one but for how they are cut into words."""
    if a.joined == b.joined and a.joined:
        return _Joined(0, "cut into words or ordered otherwise" if a.words != b.words else "the same words")
    if len(a.words) == len(b.words) or min(len(a.joined), len(b.joined)) < JOINED_SHORTEST:
        return None
    if OSA.distance(a.joined, b.joined, score_cutoff=1) <= 1:
        return _Joined(1, "cut into other words, one letter differs")
    return None


def _abbreviates(short: Body, full: Body) -> bool:
    return bool(short.acronym) and short.acronym in full.initials


def _shown(words: Sequence[Word]) -> str:
    return " ".join(w.text for w in words)
