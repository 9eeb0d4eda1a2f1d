"""Events while they are being read: what the stage of events hands to the stage of claims."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from polgraph.identity.event_words import affair
from polgraph.model import DateRange
from polgraph.reading.cast import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token

    from polgraph.reading.cast import End


@dataclass(slots=True)
class Part:
    """An actor's part in an event, and the word (token) that says so. `denied`: the word says that there was none ("boycotted")."""

    who: End
    part: str
    verb: int
    denied: bool = False


@dataclass(slots=True)
class Happening:
    """An event of the article: `tokens` are the words that speak of it, the first gives its record.

    `piece`: which part of a whole it is ("round 2"). `gathered`: a verb is the event ("met in Geneva"), until a noun names it.
    """

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
    where: str | None = None
    date: tuple[str, str | None] | None = None
    day: DateRange | None = None
    piece: str | None = None
    gathered: bool = False
    parts: list[Part] = field(default_factory=list)

    @property
    def affair(self) -> str:
        """The name that all types of one affair share: a summit is talks."""
        return affair(self.type)


def at(happenings: list[Happening], token: int) -> Happening | None:
    """Return the event that the noun or verb `token` speaks of."""
    return next((h for h in happenings if token in h.tokens), None)


def occasion(happenings: list[Happening], word: Token) -> Happening | None:
    """Return the event at which what `word` states took place: "met at the Paris talks", "held talks in Paris"."""
    if own := at(happenings, word.i):
        return own
    for child in word.children:
        nouns = [child] if child.dep_ == "dobj" else []
        if child.dep_ == "prep" and child.lower_ in ("at", "during", "in"):
            nouns = [o for o in child.children if o.dep_ == "pobj"]
        for noun in nouns:
            if found := at(happenings, noun.i):
                return found
    return None
