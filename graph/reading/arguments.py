"""Where the actors of a statement stand: the places that a frame of the lexicon names, looked up in the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.lexicon import Frame, Lexicon
from polgraph.reading.cast import Cast, conjuncts
from polgraph.reading.clauses import coordinated, objects, prepositional
from polgraph.reading.document import Document
from polgraph.reading.doers import Doers
from polgraph.reading.ends import End, Ends
from polgraph.reading.happenings import Happening

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNSURE = frozenset(("whether", "if", "would", "will", "could", "may", "might"))


class Arguments:
    """Looks up the places of frames in one document."""

    def __init__(self, document: Document, cast: Cast, happenings: list[Happening], lexicon: Lexicon) -> None:
        self.cast, self.lexicon = cast, lexicon
        self.doers = Doers(cast, lexicon)
        self.of = Ends(document, cast, happenings, lexicon)

    def fill(self, places: tuple[str, ...], trigger: Token, frame: Frame) -> list[End]:
        """Return the ends at the first of `places` that holds any."""
        for place in places:
            if ends := self._at(place, trigger, frame):
                return ends
        return []

    def _at(self, place: str, t: Token, frame: Frame) -> list[End]:
        if place == "subject":
            return self.of.ends(self.doers.subjects(t), owner=False)
        if place == "object":
            return self.of.ends(objects(t), owner=False)
        if place == "owner":
            return [
                e
                for o in objects(t)
                for e in self.of.owner(o, any_noun="owner" in (frame.needs or "").split())
            ]
        if place == "owned":
            return [e for o in objects(t) for e in self.of.owned(o)]
        if place == "dative":
            return self.of.ends(
                [x for c in t.children if c.dep_ == "dative" for x in conjuncts(c)], owner=False
            )
        if place == "whose":
            return [e for o in objects(t) for e in self.of.whose(o)]
        if place == "called":
            named = [c for c in t.children if c.dep_ in ("dobj", "oprd")]
            return self.of.ends(named, owner=False) if len(named) == 1 else []
        if place == "bidden":
            return self._bidden(t)
        if place == "refused":
            return self._refused(t)
        if place == "self":
            return self._self(t)
        if place == "holder":
            return self.of.ends(self.doers.holders(t), owner=False)
        if place in ("possessor", "compound"):
            plural = frame.part == "person" and t.tag_ in ("NNS", "NNPS")
            return self.of.possessors(
                t, compound=(place == "compound" or frame.part == "noun") and not plural
            )
        words = ("between", "among") if place == "between" else (place,)
        if own := self._belonging(prepositional(t, words), frame, between=place == "between"):
            return own
        carried = [x for c in self.carried(t, frame) for x in prepositional(c, words)]
        return self._belonging(carried, frame, between=place == "between")

    def _belonging(self, tokens: list[Token], frame: Frame, *, between: bool) -> list[End]:
        """Return actors, or whoever owns what stands there, as far as the frame allows."""
        needs = (frame.needs or "").split()
        if "owned" in needs or "whose" in needs:
            of_it = self.of.owned if "owned" in needs else self.of.whose
            return [e for o in tokens for e in self.of.ends([o], owner=False) or of_it(o)]
        return self.of.ends(tokens, owner=not between)

    def carried(self, verb: Token, frame: Frame) -> list[Token]:
        """Return the objects of a verb that the frame wants: "imposed sanctions", "sanctions were imposed", "sanctions imposed by"."""
        held = coordinated(c for c in verb.children if c.dep_ in ("dobj", "nsubjpass"))
        if verb.dep_ == "acl" and verb.tag_ == "VBN":
            held.append(verb.head)
        parts = [
            o for o in held if o.lemma_.lower() in self.lexicon.words["quantities"]
        ]  # "dozens of missiles"
        wanted = frame.with_object
        counted = [
            (o, x) for o in parts for x in prepositional(o, ("of", "in")) if x.lemma_.lower() in wanted
        ]
        return [o for o in held if o.lemma_.lower() in wanted] + [t for pair in counted for t in pair]

    # --- places of verbs ------------------------------------------------------------------------------------

    def _bidden(self, verb: Token) -> list[End]:
        """Who is to act or said to be so: "demanded that Iran stop", "called for Iran to stop", "held Iran responsible"."""
        clauses = []
        for c in verb.children:
            words = {m.lower_ for m in c.children if m.dep_ in ("mark", "aux", "advmod")}
            if c.dep_ in ("ccomp", "xcomp") and (c.tag_ in ("VB", "JJ") or verb.lemma_ == "demand"):
                clauses += [c] if words.isdisjoint(_UNSURE) else []
            elif c.dep_ == "advcl" and "for" in words:
                clauses.append(c)
        return self.of.ends(
            coordinated(c for v in clauses for c in v.children if c.dep_ == "nsubj"), owner=False
        )

    def _refused(self, verb: Token) -> list[End]:
        """Towards whom a refusal goes: whose order is not followed, or whom the refused act would have reached."""
        found: list[End] = []
        for act in (c for c in verb.children if c.dep_ == "xcomp"):
            for o in objects(act):
                found.extend(self.of.owner(o))
            for frame in self.lexicon.of("verb", act.lemma_):
                if frame.predicate not in ("COMMENTED_ON", "LOCATED_IN"):
                    found.extend(e for e in self.fill(frame.whom, act, frame) if e.kind != "place")
        return list(dict.fromkeys(found))

    # --- places of nouns ------------------------------------------------------------------------------------

    def _self(self, noun: Token) -> list[End]:
        """Whoever the noun stands for: itself, the name that it titles, or what it explains."""
        if here := self.of.here(noun):
            return [e for e in here if e.kind != "event"]
        if (
            noun.dep_ in ("compound", "nmod")
            and (held := self.cast.at(noun.head.i))
            and held[0].form == "name"
            and held[0].kind == "person"
        ):
            return self.of.here(noun.head)
        if named := [
            e for c in noun.children if c.dep_ == "appos" for e in self.of.here(c) if e.kind == "person"
        ]:
            return named
        if noun.dep_ == "appos":
            return self.of.here(noun.head)
        if noun.dep_ == "attr" and noun.head.lemma_ in ("be", "become", "remain"):
            return self.of.ends(self.doers.subjects(noun.head), owner=False)
        return [e for c in noun.children if c.dep_ == "appos" for e in self.of.here(c)]
