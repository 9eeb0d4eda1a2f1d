"""How probable it is that a careful reader signs a claim: `data/confidence.yaml` weighs what the claim rests on.

    odds = base + the sum of weight x value over all grounds; confidence = 1 / (1 + exp(-odds))

Logistic regression, fitted by `make confidence` (tools/fit_confidence.py) on claims that a person has judged, apart for what a rule reads
and for what the scorer alone reads. What the grounds of a claim are `polgraph.reading.grounds` says. A claim under `least` is not made.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from polgraph import shipped
from polgraph.errors import InputError
from polgraph.model import Record

BASE = "base"
PLACES, BODY = ("sport", "brief", "lead"), "body"
"""Where a claim may stand, by grounds, the first that applies: each place has a limit of its own."""
LOWEST, HIGHEST = 0.02, 0.98
"""No claim is surer or less sure than this: some thousand judgements say no more."""
Source = Literal["rule", "scorer"]
SOURCES: tuple[Source, ...] = ("rule", "scorer")


class Part(Record):
    """What one ground adds to the natural logarithm of the odds, and what it means."""

    name: str
    weight: float
    means: str


class Table:
    """The weights of the grounds for each source of claims, what each means, and how sure a claim must be to be made."""

    def __init__(self, read: Mapping[str, Any]) -> None:
        try:
            self.weights = {s: {n: float(r["weight"]) for n, r in read[s].items()} for s in SOURCES}
            self.means = {s: {n: str(r["means"]) for n, r in read[s].items()} for s in SOURCES}
            self.least = {where: float(read["least"][where]) for where in (*PLACES, BODY)}
            for source in SOURCES:
                self.weights[source][BASE]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise InputError(f"confidence.yaml is no table of weights: {error!r}") from None

    def parts(self, grounds: Mapping[str, float]) -> tuple[Part, ...]:
        """Return what each ground adds, the heaviest first, after the base. Grounds that weigh nothing are left out."""
        weights, means = self.weights[source_of(grounds)], self.means[source_of(grounds)]
        found = [
            Part(name=name, weight=round(weights[name] * value, 2), means=means[name])
            for name, value in grounds.items()
            if name in weights
        ]
        base = Part(name=BASE, weight=round(weights[BASE], 2), means=means[BASE])
        return (base, *sorted((p for p in found if p.weight), key=lambda p: (-abs(p.weight), p.name)))

    def confidence(self, grounds: Mapping[str, float]) -> float:
        """Return the probability, of two decimals, that a claim with these grounds is right."""
        weights = self.weights[source_of(grounds)]
        return probability(weights[BASE] + sum(weights.get(n, 0.0) * v for n, v in sorted(grounds.items())))

    def suffices(self, confidence: float, grounds: Mapping[str, float]) -> bool:
        """Is a claim of this confidence made? Of a report of a few sentences, which says all but once, least is asked, in the lead of a longer one
        less than in its body, and most in a report on sport."""
        return confidence >= self.least[next((w for w in PLACES if w in grounds), BODY)]


def source_of(grounds: Mapping[str, float]) -> Source:
    """Return who read a claim with these grounds."""
    return "scorer" if "scorer" in grounds else "rule"


def probability(odds: float) -> float:
    """Return the probability, of two decimals, that natural logarithms of odds amount to, within its bounds."""
    return round(min(max(1 / (1 + math.exp(-odds)), LOWEST), HIGHEST), 2)


@cache
def load() -> Table:
    """Return the table that is shipped with polgraph."""
    return Table(shipped.table("confidence.yaml"))
