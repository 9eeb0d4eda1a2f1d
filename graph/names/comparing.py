"""Comparing two names, with a score and its reasons."""

from __future__ import annotations

from typing import NamedTuple

from polgraph.names.bodies import compare_bodies
from polgraph.names.persons import compare_persons


class Likeness(NamedTuple):
    """How likely two names are of one actor (0 to 1; 0.5 and more: the same), and why.

    What differs by a typing error scores 0.5 to 0.8, what differs by script, order, spelling or a missing middle
    name 0.8 to 1.
    """

    score: float
    reasons: tuple[str, ...]


def compare(left: str, right: str, *, kind: str = "person") -> Likeness:
    """Return how likely `left` and `right` name the same actor.

    `kind`: "person", or a kind of body or thing ("organization", "company", "group", "country", "place", "thing").
    """
    if left == right and left.strip():
        return Likeness(1.0, ("the same name",))
    found = compare_persons(left, right) if kind == "person" else compare_bodies(left, right, kind=kind)
    return Likeness(*found)
