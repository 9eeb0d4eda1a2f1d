"""What happened, as nodes: known events by their names, and talks, visits, votes that the text describes.

A described event needs a place, or somebody who takes part in it; "a meeting" alone is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.authority import Authority, KnownEvent
from polgraph.folding import fold
from polgraph.identity.event_words import affair, part
from polgraph.lexicon import Lexicon
from polgraph.reading.cast import Candidate, Cast, noun_start
from polgraph.reading.circumstances import Surroundings
from polgraph.reading.document import Document
from polgraph.reading.event_dates import EventDates
from polgraph.reading.event_parts import Parts
from polgraph.reading.happenings import Happening

if TYPE_CHECKING:
    from spacy.tokens import Token

_GENERIC = {"conflict": "war", "war": "war", "invasion": "war", "fighting": "war"}
_PIECES = frozenset(("round", "session", "stage"))
_NEAR = 4  # sentences from the talks to the delegations that meet there
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
                if lemma in _PIECES:
                    self._numbered_alone(token)
            elif known := self._known(token):
                self._put_known(token, known)
            elif lemma in _GENERIC:
                later.append(token)
            elif nouns[lemma] in _DESCRIBED:
                self._described(token, nouns[lemma])
        for token in later:
            self._again(token)
        self._sides()
        self._company()
        for h in self.found.values():
            h.key = h.key or self._key(h)
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
        if event is None or (self.document.article.day and event.start[:10] > self.document.article.day):
            return None
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
        definite = self._is_definite(token)
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
        top = self.parts.top(token)
        numbered = self._piece(token)
        place = self._place(token) or self._place(top) or (self._place(numbered) if numbered else None)
        made = self._happening(token, kind, place)
        made.name = self._name(token, place)
        if numbered:
            made.name = f"{self._numbered(numbered)} of {made.name}"
            made.piece = part(made.name)
        made.day = self.dates.of_noun(numbered or top, token)
        made.parts = self.parts.of_noun(numbered or token, kind)
        known = self._same(made, self._is_definite(numbered or token))
        made.day = made.day or self.dates.by_occasion(numbered or top, token)
        if known:
            self._join(known, made)
        elif place or made.parts:
            self.found[str(token.i)] = made

    def _numbered_alone(self, token: Token) -> None:
        """ "After the first round, which was held on 16 May": a part of the talks that the article tells of."""
        number = part(self._numbered(token))
        wholes = [h for h in self.found.values() if h.affair == "talks" and not h.piece]
        if not number or not wholes or any(c.lower_ == "of" for c in token.rights):
            return
        made = self._happening(token, "talks", None)
        made.name, made.piece = self._numbered(token), number
        made.day = self.dates.of_noun(token, token)
        made.parts = self.parts.of_noun(token, "talks")
        known = self._same(made, definite=True)
        if known:
            self._join(known, made)
        elif made.day or made.parts:
            self.found[str(token.i)] = made

    def _gathered(self, verb: Token) -> None:
        """ "A and B met in Geneva": a verb that is an event."""
        frame = self.parts.gathering(verb)
        place = self._place(verb) if frame else None
        if frame is None or place is None or not (parts := self.parts.of_gathering(verb, frame)):
            return
        made = self._happening(verb, frame.type, place)
        made.name, made.gathered, made.parts = f"{frame.type} in {place.name}", True, parts
        made.day = self.dates.of_verb(verb)
        known = self._same(made, definite=False)
        if known:
            self._join(known, made)
        else:
            self.found[str(verb.i)] = made

    def _happening(self, token: Token, kind: str, place: Candidate | None) -> Happening:
        start, end = self._phrase(token) if token.pos_ != "VERB" else (token.i, token.i + 1)
        where = place.name if place else None
        return Happening("", "", kind, "", [token.i], start, end, place=place, where=where)

    # --- one event, several words ---------------------------------------------------------------------------

    def _same(self, made: Happening, definite: bool) -> Happening | None:
        """Return the event of the article that is meant again: by its place, else the last that "the talks" may mean."""
        fitting = [h for h in self.found.values() if self._may_be(h, made)]
        if placed := [h for h in fitting if made.where and h.where and fold(h.where) == fold(made.where)]:
            return placed[-1]
        again = definite and made.affair == "talks"
        open_ = [h for h in fitting if again and not (made.where and h.where)]
        open_ = [h for h in open_ if self._is_real(h) == self._is_real(made)] or open_
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

    def _is_real(self, h: Happening) -> bool:
        around = self.surroundings.of(self.document.doc[h.tokens[0]])
        return around.polarity == "affirmed" and around.modality in ("asserted", "alleged")

    def _join(self, h: Happening, made: Happening) -> None:
        h.tokens.extend(made.tokens)
        h.parts.extend(made.parts)
        h.day = h.day or made.day
        if h.gathered and not made.gathered:
            h.type, h.gathered = made.type, False
            h.name = made.name if made.place else f"{self.document.doc[made.tokens[0]].text} in {h.where}"
        if h.place is None and h.known is None and made.place:
            h.place, h.where, h.name = made.place, made.where, made.name

    def _is_definite(self, token: Token) -> bool:
        return any(
            c.lower_ in ("the", "this", "that", "these", "those") or c.dep_ == "poss" for c in token.lefts
        )

    # --- who leads a delegation, who comes along ------------------------------------------------------------

    def _sides(self) -> None:
        """Delegations stand for the talks that the article told of last."""
        for token in self.document.doc:
            found = self.parts.delegates(token)
            h = self._told_of(token) if found else None
            if h and not any(token.i == p.verb for p in h.parts):
                h.parts.extend(found)

    def _told_of(self, token: Token) -> Happening | None:
        """Return the talks that the last noun or verb of talks before `token` means, not far back."""
        nouns = self.lexicon.maps["event_nouns"]
        first = self.document.sentences[max(0, self.document.sentence(token.i).index - _NEAR)].start
        for i in range(token.i - 1, first - 1, -1):
            word = self.document.doc[i]
            if h := next((h for h in self.found.values() if i in h.tokens and h.affair == "talks"), None):
                return h if self._is_real(h) and word.lemma_.lower() not in _PIECES else None
            if word.pos_ == "NOUN" and affair(nouns.get(word.lemma_.lower(), "")) == "talks":
                return None
        return None

    def _company(self) -> None:
        for token in self.document.doc:
            led, others = self.parts.company(token)
            for h in self.found.values():
                if {e.id for e in led} & {p.who.id for p in h.parts if not p.denied}:
                    h.parts.extend(others)

    def _key(self, h: Happening) -> str:
        day = h.day
        month = day.start[:7] if day and day.start and day.precision in ("day", "week", "month") else None
        if h.where and month:
            return f"event:{h.type}:{fold(h.where)}:{month}" + (f":{h.piece}" if h.piece else "")
        return f"event:{self.document.article.id}:{h.type}:{fold(h.name)}"

    def _piece(self, token: Token) -> Token | None:
        """The noun of "the second round of talks", where it numbers a part of the event."""
        above = token.head
        if (
            token.dep_ == "pobj"
            and above.lower_ == "of"
            and above.head.pos_ == "NOUN"
            and above.head.i < above.i
        ):
            return above.head if part(self._numbered(above.head)) else None
        return None

    def _numbered(self, noun: Token) -> str:
        words = [t.text for t in noun.lefts if t.dep_ in ("amod", "compound", "nummod")]
        return " ".join([*words, noun.text])

    def _name(self, token: Token, place: Candidate | None) -> str:
        start = noun_start(token)
        words = [t.text for t in self.document.doc[start : token.i + 1] if self._is_named(t, token)]
        return " ".join([*words, token.text]) + (
            f" in {place.name}" if place and place.name not in words else ""
        )

    def _is_named(self, word: Token, noun: Token) -> bool:
        """Is it a word of the event's name: "Security Council" of the session, "peace" of the talks?"""
        if word.dep_ not in ("compound", "amod"):
            return False
        if word.head != noun:
            return word.dep_ == "compound" and word.head.head == noun and word.text[:1].isupper()
        return word.text[:1].isupper() or (
            word.dep_ == "compound" and word.is_alpha and not any(True for _ in word.children)
        )

    def _place(self, token: Token, depth: int = 0) -> Candidate | None:
        """The place in "talks in Paris", "the Paris talks", "met at a base in Anchorage"; of a building the city whose it is."""
        for child in token.rights:
            if child.dep_ == "prep" and child.lower_ in ("in", "at", "near"):
                for o in child.children:
                    cities = [c for p in o.lefts if p.dep_ == "poss" for c in self.cast.at(p.i)]
                    held = [c for c in (*cities, *self.cast.at(o.i)) if c.kind in ("place", "country")]
                    if held:
                        return held[0]
                    if depth < 1 and o.pos_ == "NOUN" and (found := self._place(o, depth + 1)):
                        return found
        for verb in token.children:
            if verb.dep_ in ("relcl", "acl") and depth < 1:
                held_in = [verb, *(c for c in verb.children if c.dep_ == "xcomp")]
                for v in held_in:
                    if v.lemma_ in ("hold", "take") and (found := self._place(v, depth + 1)):
                        return found  # "a meeting which was to be held in Budapest"
        for child in token.lefts:
            held = self.cast.at(child.i)
            if child.dep_ == "compound" and held and held[0].kind == "place":
                return held[0]
        return None
