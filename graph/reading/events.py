"""What happened, as nodes: known events by their names, and talks, visits, votes that the text describes.

A described event needs a place, or somebody who takes part in it; "a meeting" alone is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.authority import Authority, KnownEvent
from polgraph.identity.event_words import part
from polgraph.lexicon import Lexicon
from polgraph.reading import event_names
from polgraph.reading.cast import Candidate, Cast, noun_start
from polgraph.reading.circumstances import Surroundings
from polgraph.reading.document import Document
from polgraph.reading.event_dates import EventDates
from polgraph.reading.event_delegations import PIECES, Delegations
from polgraph.reading.event_parts import Parts
from polgraph.reading.event_sameness import Sameness, is_definite
from polgraph.reading.happenings import Happening

if TYPE_CHECKING:
    from spacy.tokens import Token

_GENERIC = {"conflict": "war", "war": "war", "invasion": "war", "fighting": "war"}
_RECURRING = frozenset(("annual", "yearly", "biannual", "biennial", "regular", "monthly", "weekly"))
_DESCRIBED = frozenset(
    [
        "talks",
        "summit",
        "meeting",
        "conference",
        "visit",
        "election",
        "referendum",
        "ceasefire",
        "agreement",
        "exercise",
        "trial",
        "protest",
        "prisoner_exchange",
    ]
)


def find(
    document: Document, cast: Cast, surroundings: Surroundings, authority: Authority, lexicon: Lexicon
) -> list[Happening]:
    """Return the events of the article in the order of the text."""
    return _Events(document, cast, surroundings, authority, lexicon).find()


class _Events:
    def __init__(
        self,
        document: Document,
        cast: Cast,
        surroundings: Surroundings,
        authority: Authority,
        lexicon: Lexicon,
    ) -> None:
        self.document, self.cast, self.surroundings = document, cast, surroundings
        self.authority, self.lexicon = authority, lexicon
        self.parts = Parts(document, cast, lexicon)
        self.dates = EventDates(document, surroundings, lexicon)
        self.sameness = Sameness(document, surroundings)
        self.delegations = Delegations(document, self.parts, self.sameness, lexicon)
        self.found: dict[str, Happening] = {}

    def find(self) -> list[Happening]:
        later: list[Token] = []
        nouns = self.lexicon.maps["event_nouns"]
        for token in self.document.doc:
            lemma = token.lemma_.lower()
            if token.pos_ == "VERB":
                self._gathered(token)
            if token.pos_ not in ("NOUN", "PROPN"):
                continue
            if lemma not in nouns and lemma not in _GENERIC:
                if lemma in PIECES:
                    self._numbered_alone(token)
            elif known := self._known(token):
                self._put_known(token, known)
            elif lemma in _GENERIC:
                later.append(token)
            elif nouns[lemma] in _DESCRIBED:
                self._described(token, nouns[lemma])
        for token in later:
            self._again(token)
        self.delegations.sides(self.found.values())
        self.delegations.heard(self.found.values())
        self.delegations.company(self.found.values())
        for h in self.found.values():
            h.key = h.key or self.sameness.key(h)
        return sorted(self.found.values(), key=lambda h: h.tokens[0])

    # --- known events ---------------------------------------------------------------------------------------

    def _phrase(self, token: Token) -> tuple[int, int]:
        """The noun with what stands before it and its "of", "in", "on" and "against"."""
        start, end = noun_start(token), token.i + 1
        for child in token.rights:
            if child.dep_ == "prep" and child.lower_ in ("of", "in", "on", "against", "with", "between"):
                for o in child.children:
                    if o.dep_ == "pobj" and self.cast.around(o.i):
                        end = max(end, o.i + 1)
        return start, end

    def _known(self, token: Token) -> KnownEvent | None:
        start, end = self._phrase(token)
        event = self.authority.event(self.document.text(start, end))
        day = self.document.article.day
        if event is None or (event.start[:10] > day if day else event.end is None):
            return None  # of an article without a day nobody knows which of several wars it is that goes on
        return event

    def _put_known(self, token: Token, event: KnownEvent) -> None:
        start, end = self._phrase(token)
        held = self.found.get(event.id)
        if held:
            held.tokens.append(token.i)
            held.parts.extend(self.parts.of_noun(token, held.type))
            return
        key = event.wikidata or (event.id if ":" in event.id else f"event:{event.id}")
        self.found[event.id] = Happening(
            "",
            key,
            event.type,
            event.name,
            [token.i],
            start,
            end,
            event.wikidata,
            event.id,
            date=(event.start, event.end),
            where=event.place,
            parts=self.parts.of_noun(token, event.type),
        )

    def _again(self, token: Token) -> None:
        """ "the invasion", "the conflict": the known war of the article, if there is only one."""
        definite = is_definite(token)
        wars = [h for h in self.found.values() if h.known and h.type == _GENERIC[token.lemma_.lower()]]
        states = {
            c.key
            for i in (noun_start(token), *[t.i for t in token.subtree])
            for c in self.cast.at(i)
            if c.kind == "country"
        }
        if not definite:
            return
        if not wars and (event := self._war()) and not states - {event.country, *event.participants}:
            self._put_known(token, event)
        elif len(wars) == 1:
            known = self.authority.events[wars[0].known or ""]
            if not states - {known.country, *known.participants}:
                wars[0].tokens.append(token.i)

    def _war(self) -> KnownEvent | None:
        """The one known war that goes on between states which the article names."""
        day = (self.document.article.day or "")[:10]
        here = {c.key for c in self.cast.candidates() if c.kind == "country" and c.key}
        found = [
            e
            for e in self.authority.events.values()
            if e.type == "war"
            and len(sides := {e.country, *e.participants} - {None}) > 1
            and sides <= here
            and e.start <= day <= (e.end or "9999")
        ]
        return found[0] if len(found) == 1 else None

    # --- described events -----------------------------------------------------------------------------------

    def _described(self, token: Token, kind: str) -> None:
        if token.tag_ in ("NNS", "NNPS") and kind not in ("talks", "election", "exercise"):
            return  # "several agreements" are no one event
        if token.lower_ == "talk" and not any(c.lower_ in ("with", "between", "among") for c in token.rights):
            return  # a speech
        if kind == "meeting" and any(c.lower_ in self.lexicon.events.games for c in token.lefts):
            return
        top = self.parts.top(token)
        numbered = event_names.piece(token)
        place = (
            event_names.place(self.cast, token)
            or event_names.place(self.cast, top)
            or (event_names.place(self.cast, numbered) if numbered else None)
        )
        place = place or event_names.held_in(self.cast, numbered or top, self.dates.verbs)
        made = self._happening(token, kind, place)
        made.name = event_names.name(token, place)
        if numbered:
            made.name = f"{event_names.numbered(numbered)} of {made.name}"
            made.piece = part(made.name)
        made.day = self.dates.of_noun(numbered or top, token)
        made.parts = self.parts.of_noun(numbered or token, kind)
        again = is_definite(numbered or token) and not self._is_of_body(token)
        known = self.sameness.same(made, self.found.values(), definite=again)
        made.day = made.day or self.dates.by_occasion(numbered or top, token)
        if known:
            self.sameness.join(known, made)
        elif place or made.parts:
            self.found[str(token.i)] = made

    def _is_of_body(self, noun: Token) -> bool:
        """ "The annual summit of the bloc": one of many that a body holds, and not the meeting just told of."""
        yearly = any(t.lower_ in _RECURRING for t in noun.lefts)
        of = [o for p in noun.rights if p.dep_ == "prep" and p.lower_ == "of" for o in p.children]
        return yearly or any(c.kind == "organization" for o in of for c in self.cast.at(o.i))

    def _numbered_alone(self, token: Token) -> None:
        """ "After the first round, which was held on 16 May": a part of the talks that the article tells of."""
        number = part(event_names.numbered(token))
        wholes = [h for h in self.found.values() if h.affair == "talks" and not h.piece]
        if not number or not wholes or any(c.lower_ == "of" for c in token.rights):
            return
        made = self._happening(token, "talks", None)
        made.name, made.piece = event_names.numbered(token), number
        made.day = self.dates.of_noun(token, token)
        made.parts = self.parts.of_noun(token, "talks")
        known = self.sameness.same(made, self.found.values(), definite=True)
        if known:
            self.sameness.join(known, made)
        elif made.day or made.parts:
            self.found[str(token.i)] = made

    def _gathered(self, verb: Token) -> None:
        """ "A and B met in Geneva": a verb that is an event."""
        frame = self.parts.gathering(verb)
        place = event_names.met_in(self.cast, verb) if frame else None
        if frame is None or place is None or not (parts := self.parts.of_gathering(verb, frame)):
            return
        made = self._happening(verb, frame.type, place)
        made.name, made.gathered, made.parts = f"{frame.type} in {place.name}", True, parts
        made.day = self.dates.of_verb(verb)
        known = self.sameness.same(made, self.found.values(), definite=False)
        if known:
            self.sameness.join(known, made)
        else:
            self.found[str(verb.i)] = made

    def _happening(self, token: Token, kind: str, place: Candidate | None) -> Happening:
        start, end = self._phrase(token) if token.pos_ != "VERB" else (token.i, token.i + 1)
        where = place.name if place else None
        return Happening("", "", kind, "", [token.i], start, end, place=place, where=where)
