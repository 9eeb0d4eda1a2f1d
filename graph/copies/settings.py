"""The figures of `data/copies.yaml`."""

from __future__ import annotations

from functools import cache

from polgraph import shipped
from polgraph.model import Record


class Least(Record):
    """How many words a text must have."""

    exact: int
    near: int
    short: int
    cut: int


class Bounds(Record):
    """From which shares of shingles on two texts are one story."""

    jaccard: float
    contained: float


class Rest(Record):
    """How much of what differs must be met in the other text, where it has so many telling words."""

    words: int
    met: float


class Figures(Record):
    """All of the file; what each means stands there."""

    shingle: int
    least: Least
    other: Bounds
    short: Bounds
    publisher: Bounds
    address: Bounds
    rest: Rest
    figures: int


@cache
def load() -> Figures:
    """Return the figures."""
    return Figures.model_validate(shipped.table("copies.yaml"))
