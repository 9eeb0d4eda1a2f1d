"""Events while they are being read: what the stage of events hands to the stage of claims."""

from __future__ import annotations

from dataclasses import dataclass, field

from polgraph.reading.cast import Candidate


@dataclass(slots=True)
class Part:
    """An actor's part in an event, and the verb (token) that says so."""

    who: Candidate
    part: str
    verb: int


@dataclass(slots=True)
class Happening:
    """An event of the article: `tokens` are the nouns that speak of it, the first gives its record."""

    id: str
    key: str
    type: str
    name: str
    tokens: list[int]
    start: int
    end: int
    wikidata: str | None = None
    known: str | None = None
    place: Candidate | None = None
    date: tuple[str, str | None] | None = None
    parts: list[Part] = field(default_factory=list)


def at(happenings: list[Happening], token: int) -> Happening | None:
    """Return the event that the noun `token` speaks of."""
    return next((h for h in happenings if token in h.tokens), None)
