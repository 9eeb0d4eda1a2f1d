"""Comparing two names, with a score and its reasons."""

from __future__ import annotations

from typing import NamedTuple

from polgraph.folding import fold


class Likeness(NamedTuple):
    """How likely two names are of one actor (0 to 1; 0.5 and more: the same), and why."""

    score: float
    reasons: tuple[str, ...]


def compare(left: str, right: str, *, kind: str = "person") -> Likeness:
    """Return how likely `left` and `right` name the same person or organisation (`kind`)."""
    if fold(left) == fold(right):
        return Likeness(1.0, ("the same name",))
    return Likeness(0.0, ())
