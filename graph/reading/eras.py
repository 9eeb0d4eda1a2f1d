"""Posts of a former time by the words behind them: "in the Carter administration", "under former President X", "during her time in office".

A title in itself says no tense: "X, chairman of the council in the Carter administration" was that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.lexicon import Lexicon
from polgraph.reading.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_GONE = frozenset(("former", "late", "then", "previous", "last", "ousted", "deposed", "old", "ex"))
_AT = frozenset(("in", "of", "during", "under", "for", "from", "throughout"))
_REIGNS = frozenset(("administration", "presidency", "government", "cabinet", "era", "year", "premiership"))
_TENURES = frozenset(
    ("time", "tenure", "presidency", "term", "reign", "rule", "stint", "premiership", "year")
)
_STILL = frozenset(("current", "present", "new", "ongoing"))
_TITLES = frozenset(("president", "premier", "chancellor", "minister"))
_FIRST_NAMES = frozenset(
    "franklin harry dwight john gerald richard jimmy ronald margaret mikhail boris françois francois helmut bill jacques tony george "
    "nicolas david barack".split()
)
"""Of the heads in `ended_administrations`: Hillary Clinton is none."""
_SHARED = frozenset(("clinton", "bush", "kennedy", "ford"))
_OF_OFFICE = frozenset(("secretary", "chief"))
_LONG_AGO = 9
_UNDATED = 1995
"""An article of unknown date may be older than what ended since."""


def is_bygone(noun: Token, document: Document, lexicon: Lexicon) -> bool:
    """Do the words behind the noun of a post or tie place it in a time that is over when the article is published?"""
    day = document.article.published
    year = int(day[:4]) if day else _UNDATED
    ended = lexicon.maps["ended_administrations"]
    return any(
        _over(preposition.lower_, thing, year, ended)
        for preposition in _prepositions(noun)
        for thing in preposition.children
        if thing.dep_ == "pobj"
    )


def served_then(noun: Token, chief: str, document: Document, lexicon: Lexicon) -> bool:
    """Was somebody the secretary or aide of a head of government who has long left: "Nixon's secretary of state"? `chief`: his name.

    Who has left keeps aides, but no secretaries; after some years nobody writes of those whom he has now.
    """
    first, *rest = chief.lower().split()
    surname = rest[-1] if rest else first
    ended = lexicon.maps["ended_administrations"].get(surname)
    if ended is None or (first not in _FIRST_NAMES if rest else surname in _SHARED):
        return False
    day = document.article.published
    years = (int(day[:4]) if day else _UNDATED) - int(ended)
    return years > (0 if noun.lemma_.lower() in _OF_OFFICE else _LONG_AGO)


def _prepositions(noun: Token) -> Iterator[Token]:
    """The prepositions behind a noun, and behind what these hold; none of a clause, an apposition or a further item."""
    for child in noun.rights:
        if child.dep_ == "prep":
            yield child
            for thing in child.children:
                if thing.dep_ == "pobj":
                    yield from _prepositions(thing)


def _over(preposition: str, thing: Token, year: int, ended: dict[str, str]) -> bool:
    words = [t for t in thing.lefts if t.dep_ in ("amod", "compound", "nmod", "poss", "advmod", "det")]
    said = {w.lower_ for t in words for w in (t, *t.lefts)}
    if said & _STILL:
        return False
    if preposition == "under":
        known = thing.pos_ == "PROPN" and _ended(thing.lower_, year, ended)
        return known or (thing.pos_ == "PROPN" and bool(said & _GONE)) or _of_reign(thing, said, year, ended)
    if (
        preposition in ("to", "for") and thing.pos_ == "PROPN"
    ):  # "an aide to President Reagan", who is none today
        return bool(said & _TITLES) and not said & _GONE and _ended(thing.lower_, year, ended)
    if preposition in ("during", "throughout") and thing.lemma_.lower() in _TENURES:
        return any(t.dep_ == "poss" for t in words) or _of_reign(thing, said, year, ended)
    return preposition in _AT and _of_reign(thing, said, year, ended)


def _of_reign(thing: Token, said: set[str], year: int, ended: dict[str, str]) -> bool:
    """Is it a government that is over: "the Carter administration", "the presidency of Jimmy Carter", "the previous government"?"""
    white = thing.lower_ == "house" and "white" in said
    if not white and thing.lemma_.lower() not in _REIGNS:
        return False
    held = [o for p in thing.rights if p.dep_ == "prep" and p.lower_ == "of" for o in p.children]
    names = said | {o.lower_ for o in held}
    plural = thing.lemma_.lower() == "year" and thing.tag_ != "NNS"
    gone = bool(said & _GONE) and thing.lemma_.lower() != "year"
    return not plural and (gone or any(_ended(n, year, ended) for n in names))


def _ended(name: str, year: int, ended: dict[str, str]) -> bool:
    return name in ended and year > int(ended[name])
