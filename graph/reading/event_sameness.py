"""Which words of one article speak of the same event: by its place, its day, its part of a whole and what "the talks" may mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from polgraph.folding import fold
from polgraph.reading.circumstances import Surroundings
from polgraph.reading.document import Document
from polgraph.reading.happenings import Happening

if TYPE_CHECKING:
    from spacy.tokens import Token


class Sameness:
    """Finds the event that is spoken of again, and joins the two."""

    def __init__(self, document: Document, surroundings: Surroundings) -> None:
        self.document, self.surroundings = document, surroundings

    def same(self, made: Happening, found: Iterable[Happening], *, definite: bool) -> Happening | None:
        """Return the event of the article that is meant again: by its place, else the last that "the talks" may mean."""
        fitting = [h for h in found if self._may_be(h, made)]
        if placed := [h for h in fitting if made.where and h.where and fold(h.where) == fold(made.where)]:
            return placed[-1]
        again = definite and made.affair == "talks"
        open_ = [h for h in fitting if again and not (made.where and h.where)]
        open_ = [h for h in open_ if self.is_real(h) == self.is_real(made)] or open_
        return max(open_, key=lambda h: max(h.tokens), default=None)

    def _may_be(self, h: Happening, made: Happening) -> bool:
        apart = made.where and h.where and fold(made.where) != fold(h.where)
        if h.affair != made.affair or apart or h.piece != made.piece:
            return False
        days = (self._days(h), self._days(made))
        return days[0] is None or days[1] is None or (days[0][0] <= days[1][1] and days[1][0] <= days[0][1])

    def _days(self, h: Happening) -> tuple[str, str] | None:
        if h.date:
            return h.date[0], h.date[1] or "9999"
        if h.day and h.day.start and h.day.kind in ("at", "during"):
            return h.day.start, h.day.end or h.day.start
        return None

    def is_real(self, h: Happening) -> bool:
        """Is the event told of as one that took place?"""
        around = self.surroundings.of(self.document.doc[h.tokens[0]])
        return around.polarity == "affirmed" and around.modality in ("asserted", "alleged")

    def join(self, h: Happening, made: Happening) -> None:
        """Add to `h` what `made` says of the same event."""
        h.tokens.extend(made.tokens)
        h.parts.extend(made.parts)
        h.day = h.day or made.day
        if h.gathered and not made.gathered:
            h.type, h.gathered = made.type, False
            h.name = made.name if made.place else f"{self.document.doc[made.tokens[0]].text} in {h.where}"
        if h.place is None and h.known is None and made.place:
            h.place, h.where, h.name = made.place, made.where, made.name

    def key(self, h: Happening) -> str:
        """Return the suggestion of who this event is across articles: by type, place and month, else of this article alone."""
        day = h.day
        month = day.start[:7] if day and day.start and day.precision in ("day", "week", "month") else None
        if h.where and month:
            return f"event:{h.type}:{fold(h.where)}:{month}" + (f":{h.piece}" if h.piece else "")
        return f"event:{self.document.article.id}:{h.type}:{fold(h.name)}"


def is_definite(token: Token) -> bool:
    """Is the noun of an event one that was spoken of ("the talks", "their meeting")?"""
    return any(c.lower_ in ("the", "this", "that", "these", "those") or c.dep_ == "poss" for c in token.lefts)
