"""What the scorer is asked and what it answers."""

from __future__ import annotations

from typing import NamedTuple

from polgraph.model import Span


class Question(NamedTuple):
    """A sentence and the character spans in it that may be ends of claims."""

    text: str
    spans: tuple[Span, ...]


class Verdict(NamedTuple):
    """What the scorer makes of an ordered pair of spans.

    `any` is the probability (0 to 1) that the pair holds some claim in this direction, `predicates` those of each
    predicate, the likeliest first, `statuses` those of the statuses if there is a claim, and `trigger` the span of the
    word that it looked at most.
    """

    subject: int
    object: int
    any: float
    predicates: tuple[tuple[str, float], ...]
    statuses: dict[str, float]
    trigger: Span
