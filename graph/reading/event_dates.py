"""When an event was: the date of its own words, else of what happened at it, else of what the article begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.lexicon import Lexicon
from polgraph.model import DateRange
from polgraph.reading.circumstances import Surroundings
from polgraph.reading.dates import Found
from polgraph.reading.document import Document, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEING = frozenset(("be", "take", "begin", "start", "end", "open", "close", "follow", "come", "last", "go"))
_FIRST = 4  # sentences that tell of what the article begins with


class EventDates:
    """Dates events of one document."""

    def __init__(self, document: Document, surroundings: Surroundings, lexicon: Lexicon) -> None:
        self.document, self.surroundings = document, surroundings
        self.words = lexicon.events
        self.verbs = frozenset(v for f in lexicon.events.parts if "object" in f.at for v in f.verb) | _BEING

    def of_noun(self, top: Token, noun: Token) -> DateRange | None:
        """Return when the event of `noun` was; `top` stands for it in the sentence ("the end of talks")."""
        return self._told(noun, self._of_noun(top, noun))

    def of_verb(self, verb: Token) -> DateRange | None:
        """Return when the meeting was that a verb tells of."""
        found = self.surroundings.date(verb)
        if found is None and verb.dep_ == "acl" and verb.head.dep_ == "ROOT":
            found = self._only(self.document.sentence(verb.i))
        return self._told(verb, found)

    def _told(self, word: Token, found: DateRange | None) -> DateRange | None:
        """A day without a year that lies ahead is one of last year, where the event is told of as past."""
        day = self.document.article.day
        later = found and found.start and day and found.start > day and found.precision == "day"
        if found is None or not later or not self._is_past(word):
            return found
        start, end = found.start or "", found.end
        return found.model_copy(
            update={"start": _year_before(start), "end": _year_before(end) if end else None}
        )

    def _is_past(self, word: Token) -> bool:
        verb = next((t for t in (word, *word.ancestors) if t.pos_ in ("VERB", "AUX")), word)
        return verb.tag_ == "VBD" and self._is_real(word)

    def _of_noun(self, top: Token, noun: Token) -> DateRange | None:
        if within := self._within(top) or self._within(noun):
            return within
        above = top.head
        if top.dep_ in ("dobj", "nsubjpass", "nsubj") and above.lemma_ not in self.verbs:
            return None  # "the summit was announced on Monday"
        if top.dep_ == "pobj" and above.lower_ not in self.words.anchors:
            return None  # "complained before the talks on Monday"
        if found := self.surroundings.date(noun):
            return found
        return None

    def by_occasion(self, top: Token, noun: Token) -> DateRange | None:
        """Return when it was by what is said to have happened at it, where its own words have no date."""
        if not self._is_real(noun) or (top.dep_ == "pobj" and top.head.lower_ not in self.words.anchors):
            return None
        if top.dep_ == "pobj":
            return self._by_sentence(noun)
        is_object = top.dep_ == "dobj" and top.head.lemma_ in self.verbs
        if not is_object or not any(c.lower_ == "the" for c in top.lefts):
            return None
        return None if self._days(self.document.sentence(noun.i)) else self._by_sentence(noun)

    def _within(self, noun: Token) -> DateRange | None:
        """ "The session of 21 February", "the round, which was held on 16 May"."""
        if found := self.surroundings.date(noun, within=True):
            return found
        for verb in noun.children:
            if verb.dep_ in ("relcl", "acl") and verb.lemma_ in self.verbs:
                return self.surroundings.date(verb)
        return None

    def _by_sentence(self, noun: Token) -> DateRange | None:
        """What is said to happen at or after it: in this sentence, else in the first of the article."""
        here = self.document.sentence(noun.i)
        own = self._only(here)
        if own or here.index >= _FIRST:
            return own
        first = [s for s in self.document.sentences[:_FIRST] if s.index <= max(here.index, 1)]
        return next((d for s in first if s != here and (d := self._only(s))), None)

    def _only(self, sentence: Sentence) -> DateRange | None:
        """The one day that a sentence names."""
        days = self._days(sentence)
        if len(days) != 1:
            return None
        found = days[0].range("at")
        return found if found.precision == "day" else None

    def _days(self, sentence: Sentence) -> list[Found]:
        start, end = self.document.span(sentence.start, sentence.end)
        return [d for d in self.surroundings.dates if start <= d.expression.start < end]

    def _is_real(self, noun: Token) -> bool:
        around = self.surroundings.of(noun, skip=noun.head if noun.head.lemma_ in self.verbs else None)
        return around.polarity == "affirmed" and around.modality in ("asserted", "alleged")


def _year_before(day: str) -> str:
    return f"{int(day[:4]) - 1:04}{day[4:]}" if not day.endswith("02-29") else f"{int(day[:4]) - 1:04}-02-28"
