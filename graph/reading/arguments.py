"""Where the actors of a statement stand: the places that a frame of the lexicon names, looked up in the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from polgraph.lexicon import Frame, Lexicon
from polgraph.reading.cast import Cast, conjuncts
from polgraph.reading.clauses import coordinated, objects, prepositional
from polgraph.reading.document import Document
from polgraph.reading.doers import Doers
from polgraph.reading.happenings import Happening, at

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOT_ACTING = frozenset(
    "member ally critic opponent supporter rival voter journalist prisoner hostage customer worker partner".split()
)
_UNSURE = frozenset(("whether", "if", "would", "will", "could", "may", "might"))


class End(NamedTuple):
    """An end of a claim: an actor or an event, and the tokens whose words are its span."""

    id: str
    kind: str
    start: int
    end: int
    root: int


class Arguments:
    """Looks up the places of frames in one document."""

    def __init__(self, document: Document, cast: Cast, happenings: list[Happening], lexicon: Lexicon) -> None:
        self.document, self.cast, self.happenings, self.lexicon = document, cast, happenings, lexicon
        self.doers = Doers(cast, lexicon)

    def fill(self, places: tuple[str, ...], trigger: Token, frame: Frame) -> list[End]:
        """Return the ends at the first of `places` that holds any."""
        for place in places:
            if ends := self._at(place, trigger, frame):
                return ends
        return []

    def _at(self, place: str, t: Token, frame: Frame) -> list[End]:
        if place == "subject":
            return self.ends(self.doers.subjects(t), owner=False)
        if place == "object":
            return self.ends(objects(t), owner=False)
        if place == "owner":
            return [
                e for o in objects(t) for e in self.owner(o, any_noun="owner" in (frame.needs or "").split())
            ]
        if place == "owned":
            return [e for o in objects(t) for e in self._owned(o)]
        if place == "dative":
            return self.ends([x for c in t.children if c.dep_ == "dative" for x in conjuncts(c)], owner=False)
        if place == "whose":
            return [e for o in objects(t) for e in self._whose(o)]
        if place == "called":
            named = [c for c in t.children if c.dep_ in ("dobj", "oprd")]
            return self.ends(named, owner=False) if len(named) == 1 else []
        if place == "bidden":
            return self._bidden(t)
        if place == "refused":
            return self._refused(t)
        if place == "self":
            return self._self(t)
        if place == "holder":
            return self.ends(self.doers.holders(t), owner=False)
        if place in ("possessor", "compound"):
            plural = frame.part == "person" and t.tag_ in ("NNS", "NNPS")
            return self._possessors(t, compound=(place == "compound" or frame.part == "noun") and not plural)
        words = ("between", "among") if place == "between" else (place,)
        if own := self._belonging(prepositional(t, words), frame, between=place == "between"):
            return own
        carried = [x for c in self.carried(t, frame) for x in prepositional(c, words)]
        return self._belonging(carried, frame, between=place == "between")

    def _belonging(self, tokens: list[Token], frame: Frame, *, between: bool) -> list[End]:
        """Return actors, or whoever owns what stands there, as far as the frame allows."""
        needs = (frame.needs or "").split()
        if "owned" in needs or "whose" in needs:
            of_it = self._owned if "owned" in needs else self._whose
            return [e for o in tokens for e in self.ends([o], owner=False) or of_it(o)]
        return self.ends(tokens, owner=not between)

    # --- ends -----------------------------------------------------------------------------------------------

    def ends(self, tokens: list[Token], *, owner: bool) -> list[End]:
        """Return actors and events at `tokens`; with `owner` also those whose order, plan or goal stands there."""
        found: list[End] = []
        for token in tokens:
            here = self._here(token) or self._stands_for(token)
            found.extend(here or (self.owner(token) if owner else []))
        return found

    def _stands_for(self, noun: Token) -> list[End]:
        """Return the body or person that acts through others: "IAEA inspectors", "the NATO alliance", "Castro's government".

        A title before a name ("the Irish premier X") is the parse's head of the name.
        """
        if titled := [
            e for c in noun.children if c.dep_ == "appos" for e in self._here(c) if e.kind == "person"
        ]:
            return titled
        lemma = noun.lemma_.lower()
        named = [
            (c, t) for t in noun.lefts if t.dep_ in ("compound", "nmod", "poss") for c in self.cast.at(t.i)
        ]
        if lemma in self.lexicon.words["shells"]:
            held = [c for c, t in named if c.kind == "organization" or t.dep_ == "poss"]
        elif lemma in self.lexicon.words["people"] - _NOT_ACTING:
            held = [c for c, t in named if c.kind == "organization"]
        else:
            return []
        found = [End(c.actor or "", c.kind, c.start, c.end, c.root) for c in held if c.kind != "place"]
        if not found and lemma.startswith("spokes"):
            found = [e for o in prepositional(noun, ("for", "of")) for e in self._here(o)]
        return found

    def _here(self, token: Token) -> list[End]:
        held = self.cast.at(token.i)
        if held:
            return [End(c.actor or "", self.cast.kind(c.actor or ""), c.start, c.end, c.root) for c in held]
        happening = at(self.happenings, token.i)
        if happening:
            return [End(happening.id, "event", token.i, token.i + 1, token.i)]
        around = self.cast.around(token.i)
        if around and around.form == "name":
            return [
                End(
                    around.actor or "",
                    self.cast.kind(around.actor or ""),
                    around.start,
                    around.end,
                    around.root,
                )
            ]
        return []

    def owner(self, noun: Token, *, any_noun: bool = False) -> list[End]:
        """Return whose order, plan or act a noun is: "the president's directives", "Russian tactics", "goals of the invasion"."""
        if not any_noun and noun.lemma_.lower() not in self.lexicon.words["message_nouns"]:
            return []
        found = self._possessors(noun, compound=True)
        if not found:
            found = self.ends(prepositional(noun, ("of", "by", "from")), owner=False)
        return [e for e in found if e.kind != "place"]

    def _owned(self, noun: Token) -> list[End]:
        """Return whose the struck, seized or helped thing is: "Syria's airfields", "a depot in Crimea"."""
        found = self._possessors(noun, compound=True)
        return found or self.ends(prepositional(noun, ("of", "in", "from", "near", "at")), owner=False)

    def _whose(self, noun: Token) -> list[End]:
        """Return whose deed is judged, whatever it is called: "Iran's silence", "Iranian tactics", "violence by the army"."""
        if named := self.owner(noun):
            return named
        deps = [c for c in noun.lefts if c.dep_ == "poss" or c.dep_ == "amod"]
        found = self.ends(
            [x for c in deps for x in conjuncts(c) if c.dep_ == "poss" or self.cast.at(x.i)], owner=False
        )
        return found or self.ends(prepositional(noun, ("by",)), owner=False)

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

    def _possessors(self, noun: Token, *, compound: bool) -> list[End]:
        deps = ("poss", "compound", "nmod", "amod") if compound else ("poss",)
        return self.ends(
            [
                x
                for c in noun.lefts
                if c.dep_ in deps
                for x in conjuncts(c)
                if c.dep_ == "poss" or self.cast.at(x.i)
            ],
            owner=False,
        )

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
        return self.ends(
            coordinated(c for v in clauses for c in v.children if c.dep_ == "nsubj"), owner=False
        )

    def _refused(self, verb: Token) -> list[End]:
        """Towards whom a refusal goes: whose order is not followed, or whom the refused act would have reached."""
        found: list[End] = []
        for act in (c for c in verb.children if c.dep_ == "xcomp"):
            for o in objects(act):
                found.extend(self.owner(o))
            for frame in self.lexicon.of("verb", act.lemma_):
                if frame.predicate not in ("COMMENTED_ON", "LOCATED_IN"):
                    found.extend(e for e in self.fill(frame.whom, act, frame) if e.kind != "place")
        return list(dict.fromkeys(found))

    # --- places of nouns ------------------------------------------------------------------------------------

    def _self(self, noun: Token) -> list[End]:
        """Whoever the noun stands for: itself, the name that it titles, or what it explains."""
        if here := self._here(noun):
            return [e for e in here if e.kind != "event"]
        if (
            noun.dep_ in ("compound", "nmod")
            and (held := self.cast.at(noun.head.i))
            and held[0].form == "name"
            and held[0].kind == "person"
        ):
            return self._here(noun.head)
        if named := [
            e for c in noun.children if c.dep_ == "appos" for e in self._here(c) if e.kind == "person"
        ]:
            return named
        if noun.dep_ == "appos":
            return self._here(noun.head)
        if noun.dep_ == "attr" and noun.head.lemma_ in ("be", "become", "remain"):
            return self.ends(self.doers.subjects(noun.head), owner=False)
        return [e for c in noun.children if c.dep_ == "appos" for e in self._here(c)]
