"""When an event was: the date of its own words, else of what happened at it, else of what the article begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.lexicon import Lexicon
from polgraph.model import DateRange
from polgraph.reading.circumstances import Surroundings
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
        self.verbs = frozenset(v for f in lexicon.events.parts for v in f.verb) | _BEING

    def of_noun(self, top: Token, noun: Token) -> DateRange | None:
        """Return when the event of `noun` was; `top` stands for it in the sentence ("the end of talks")."""
        if within := self._within(top) or self._within(noun):
            return within
        above = top.head
        if top.dep_ in ("dobj", "nsubjpass", "nsubj") and above.lemma_ not in self.verbs:
            return None  # "the summit was announced on Monday"
        if top.dep_ == "pobj" and above.lower_ not in self.words.anchors:
            return None  # "complained before the talks on Monday"
        if found := self.surroundings.date(noun):
            return found
        return self._by_occasion(noun) if top.dep_ == "pobj" and self._is_real(noun) else None

    def _within(self, noun: Token) -> DateRange | None:
        """ "The session of 21 February", "the round, which was held on 16 May"."""
        if found := self.surroundings.date(noun, within=True):
            return found
        for verb in noun.children:
            if verb.dep_ in ("relcl", "acl") and verb.lemma_ in self.verbs:
                return self.surroundings.date(verb)
        return None

    def _by_occasion(self, noun: Token) -> DateRange | None:
        """What is said to happen at or after it: in this sentence, else in the first of the article."""
        here = self.document.sentence(noun.i)
        own = self._only(here)
        if own or here.index >= _FIRST:
            return own
        first = [s for s in self.document.sentences[:_FIRST] if s.index <= max(here.index, 1)]
        return next((d for s in first if s != here and (d := self._only(s))), None)

    def _only(self, sentence: Sentence) -> DateRange | None:
        """The one day that a sentence names."""
        start, end = self.document.span(sentence.start, sentence.end)
        days = [d for d in self.surroundings.dates if start <= d.expression.start < end]
        if len(days) != 1:
            return None
        found = days[0].range("at")
        return found if found.precision == "day" else None

    def _is_real(self, noun: Token) -> bool:
        around = self.surroundings.of(noun)
        return around.polarity == "affirmed" and around.modality in ("asserted", "alleged")
