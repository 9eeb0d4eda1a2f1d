"""How probable it is that a careful reader signs a claim: `data/confidence.yaml` weighs what the claim rests on.

    odds = base + the sum of weight x value over all grounds; confidence = 1 / (1 + exp(-odds))

Logistic regression, fitted by `make confidence` (tools/fit_confidence.py) on claims that a person has judged. What the grounds of a claim
are `polgraph.reading.grounds` says.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from polgraph.errors import InputError
from polgraph.model import Record

BASE = "base"
LOWEST, HIGHEST = 0.02, 0.98
"""No claim is surer or less sure than this: a few hundred judgements say no more."""


class Part(Record):
    """What one ground adds to the natural logarithm of the odds, and what it means."""

    name: str
    weight: float
    means: str


class Table:
    """The weights of the grounds, and what each means."""

    def __init__(self, read: Mapping[str, Any]) -> None:
        try:
            self.weights = {name: float(row["weight"]) for name, row in read["weights"].items()}
            self.means = {name: str(row["means"]) for name, row in read["weights"].items()}
            self.weights[BASE]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise InputError(f"confidence.yaml is no table of weights: {error!r}") from None

    def parts(self, grounds: Mapping[str, float]) -> tuple[Part, ...]:
        """Return what each ground adds, the heaviest first, after the base. Grounds that weigh nothing are left out."""
        found = [
            Part(name=name, weight=round(self.weights.get(name, 0.0) * value, 2), means=self.means.get(name, name))
            for name, value in grounds.items()
        ]  # fmt: skip
        base = Part(name=BASE, weight=round(self.weights[BASE], 2), means=self.means[BASE])
        return (base, *sorted((p for p in found if p.weight), key=lambda p: (-abs(p.weight), p.name)))

    def confidence(self, grounds: Mapping[str, float]) -> float:
        """Return the probability, of two decimals, that a claim with these grounds is right."""
        odds = self.weights[BASE] + sum(
            self.weights.get(name, 0.0) * v for name, v in sorted(grounds.items())
        )
        return probability(odds)


def probability(odds: float) -> float:
    """Return the probability, of two decimals, that natural logarithms of odds amount to, within its bounds."""
    return round(min(max(1 / (1 + math.exp(-odds)), LOWEST), HIGHEST), 2)


@cache
def load() -> Table:
    """Return the table that is shipped with polgraph."""
    text = (files("polgraph.data") / "confidence.yaml").read_text(encoding="utf-8")
    return Table(yaml.safe_load(text))
