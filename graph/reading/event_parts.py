"""Who has which part in an event, as the words of `data/lexicon/events.yaml` say around its noun or verb."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from polgraph.lexicon import Lexicon, PartFrame
from polgraph.reading.cast import Cast, End
from polgraph.reading.clauses import lemmas, objects, prepositional
from polgraph.reading.document import Document
from polgraph.reading.doers import Doers
from polgraph.reading.ends import Ends
from polgraph.reading.happenings import Part

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE = frozenset(("that", "which"))


class Parts:
    """Looks up the parts of events in one document."""

    def __init__(self, document: Document, cast: Cast, lexicon: Lexicon) -> None:
        self.cast, self.words, self.doc, self.masses = (
            cast,
            lexicon.events,
            document.doc,
            lexicon.words["masses"],
        )
        self.doers = Doers(cast, lexicon)
        self.of = Ends(document, cast, [], lexicon)

    def of_noun(self, noun: Token, kind: str) -> list[Part]:
        """Return who is in the event that `noun` names, from the verb above it and the words around it."""
        top = self.top(noun)
        found = [
            p
            for verb, seat in self._seats(top)
            for frame in self.words.parts
            if self._fits(frame, verb, seat, top, kind)
            for p in self._parts(frame, verb)
        ]
        for frame in self.words.nouns:
            if kind in frame.types:
                ends = [e for t in dict.fromkeys((noun, top)) for e in self._around(frame, t)]
                if len(ends) > 1 or not frame.pair:
                    found += [Part(e, frame.part, noun.i) for e in ends]
        return once(found)

    def of_gathering(self, verb: Token, frame: PartFrame) -> list[Part]:
        """Return who meets, where the verb is the event; nobody where only one is named."""
        if frame.with_ and not frame.with_ & {t.lemma_.lower() for t in _below(verb)}:
            return []
        subjects = self.doers.subjects(verb)
        if verb.lemma_ == "gather" and any(t.lemma_.lower() in self.masses for t in subjects):
            return []
        tokens = [*subjects, *objects(verb), *prepositional(verb, ("with",))]
        if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.dep_ == "ROOT":
            tokens.insert(0, verb.head)  # a slip of parsers: "the two Americans negotiated with X"
        ends = self._actors(tokens)
        others = [o for o in objects(verb) if not self.of.ends([o], owner=False)]
        if others or (len({e.id for e in ends}) < 2 and not any(e.kind == "group" for e in ends)):
            return []  # "met the deadline"
        return once([Part(e, frame.part, verb.i) for e in ends])

    def gathering(self, verb: Token) -> PartFrame | None:
        """Return the entry of a verb that is an event by itself."""
        if verb.pos_ != "VERB":
            return None
        held = set(lemmas(verb))
        return next((f for f in self.words.gatherings if f.verb & held), None)

    def top(self, noun: Token) -> Token:
        """Return the noun that stands for the event in its sentence: "the end" of "the end of talks"."""
        for _ in range(3):
            above = noun.head.head
            if (
                noun.dep_ == "pobj"
                and noun.head.lower_ == "of"
                and above.lemma_.lower() in self.words.beginnings
            ):
                noun = above
        return noun

    # --- places of frames -----------------------------------------------------------------------------------

    def _seats(self, noun: Token) -> Iterator[tuple[Token, str]]:
        """Yield the verbs that the noun of an event hangs on, and where."""
        while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
            noun = noun.head
        above = noun.head
        if noun.dep_ in ("dobj", "nsubjpass"):
            yield above, "object"
        elif noun.dep_ == "dative":
            yield above, "dative"
        elif noun.dep_ == "pobj":
            holder = above.head
            if holder.pos_ == "NOUN" and holder.dep_ in ("dobj", "attr"):
                holder = holder.head  # "took part in", "reached an understanding at"
            if above.lower_ == "during" and holder.pos_ in ("NOUN", "PROPN"):
                holder = next((t for t in holder.ancestors if t.pos_ == "VERB"), holder)
            if holder.pos_ in ("VERB", "AUX"):
                yield holder, above.lower_
        for verb in noun.children:
            which = any(c.dep_ in ("dobj", "nsubjpass") and c.lower_ in _RELATIVE for c in verb.children)
            if (verb.dep_ == "acl" and verb.tag_ == "VBN") or (verb.dep_ == "relcl" and which):
                yield verb, "object"

    def _fits(self, frame: PartFrame, verb: Token, seat: str, noun: Token, kind: str) -> bool:
        if seat not in frame.at or not frame.verb & set(lemmas(verb)):
            return False
        if frame.types and kind not in frame.types:
            return False
        alone = not any(
            c.dep_ == "poss" for c in noun.lefts
        )  # "after her meeting with X": hers, not the speaker's
        if frame.needs == "with" and not (
            alone and any(c.dep_ == "prep" and c.lower_ == "with" for c in noun.children)
        ):
            return False
        return frame.carries is None or any(
            c.dep_ == "dobj" and c.lemma_ == frame.carries and not any(g.lower_ == "of" for g in c.children)
            for c in verb.children
        )

    def _parts(self, frame: PartFrame, verb: Token) -> list[Part]:
        for place in frame.who:
            if place == "subject":
                tokens = self.doers.subjects(verb)
            elif place == "object":
                tokens = objects(verb)
            else:
                tokens = prepositional(verb, (place,))
            ends = self._actors(tokens)
            if ends:
                return [Part(e, frame.part, verb.i, frame.denied) for e in ends]
        return []

    def _around(self, frame: PartFrame, noun: Token) -> list[End]:
        found: list[End] = []
        for place in frame.who:
            if place in ("possessor", "compound"):
                found += [
                    e
                    for e in self.of.possessors(noun, compound=place == "compound")
                    if e.kind not in ("place", "event")
                ]
            else:
                found += self._actors(prepositional(noun, (place,)))
        return found

    def _actors(self, tokens: list[Token]) -> list[End]:
        """Return the actors at `tokens`: no places, and nobody who is only counted ("the two leaders")."""
        found = self.of.ends(tokens, owner=False)
        return [e for e in found if e.kind not in ("place", "event") and not self._is_counted(e)]

    def _is_counted(self, end: End) -> bool:
        held = next((c for c in self.cast.at(end.root) if c.actor == end.id), None)
        return bool(
            held
            and held.form == "nominal"
            and held.country is None
            and held.key is None
            and any(t.dep_ == "nummod" for t in self.doc[end.start : end.end])
        )


def _below(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        yield child
        yield from child.children


def once(parts: list[Part]) -> list[Part]:
    """Return the parts, none twice; who has a part of its own (host, speaker) is no mere participant besides."""
    told = {p.who.id for p in parts if p.part != "participant"}
    kept: dict[tuple[str, str], Part] = {}
    for p in parts:
        if p.part != "participant" or p.who.id not in told:
            kept.setdefault((p.who.id, p.part), p)
    return list(kept.values())
