"""Where the actors of a statement stand: the places that a frame of the lexicon names, looked up in the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.lexicon import Frame, Lexicon
from polgraph.reading.cast import Cast, End, appositions, conjuncts
from polgraph.reading.clauses import behind, coordinated, objects, prepositional
from polgraph.reading.document import Document
from polgraph.reading.doers import Doers
from polgraph.reading.ends import Ends
from polgraph.reading.further_acts import PLACES, FurtherActs
from polgraph.reading.happenings import Happening
from polgraph.reading.holders import Holders

if TYPE_CHECKING:
    from spacy.tokens import Token

_GIVING = ("give", "grant", "offer", "deny", "promise", "hand", "extend", "award")
_ON_BEHALF = frozenset(
    "support defence defense aid favour favor response retaliation coordination cooperation honor honour memory".split()
)
"""Behind "in" no place where something is done: "bombed a bridge in support of X"."""
_AMONG_THEMSELVES = ("MET_WITH", "SPOKE_WITH", "RIVAL_OF", "ALLY_OF", "FAMILY_OF")
_NAMING = frozenset(("a", "an", "the", "his", "her", "their", '"', "“", "‘", "''", "``"))
_CALLING = ("call", "press", "push", "appeal", "lobby")

_STANDING = ("RIVAL_OF", "ALLY_OF")
_OWN_RULE = frozenset(
    "rule regime reign presidency leadership government administration family dynasty side".split()
)
"""Whose these are is meant himself: a critic "of X's rule" is his critic, one "of X's plan" may not be."""


class Arguments:
    """Looks up the places of frames in one document."""

    def __init__(self, document: Document, cast: Cast, happenings: list[Happening], lexicon: Lexicon) -> None:
        self.cast, self.lexicon = cast, lexicon
        self.doers = Doers(cast, lexicon)
        self.holders = Holders(self.doers, cast, lexicon)
        self.of = Ends(document, cast, happenings, lexicon)
        self.acts = FurtherActs(self)

    def fill(self, places: tuple[str, ...], trigger: Token, frame: Frame) -> list[End]:
        """Return the ends at the first of `places` that holds any."""
        for place in places:
            if ends := self._at(place, trigger, frame):
                return ends
        return []

    def _at(self, place: str, t: Token, frame: Frame) -> list[End]:
        if place == "subject":
            return self.of.ends(self.doers.subjects(t), owner=False)
        if place == "wielder":
            return [e for n in self.doers.subjects(t) for e in self.of.wielder(n)] or self._struck_in(t)
        if place == "object":
            return self.of.ends(objects(t), owner=False)
        if place == "owner":
            return [
                e
                for o in objects(t)
                for e in self.of.owner(o, any_noun="owner" in (frame.needs or "").split())
            ]
        if place == "anchor":
            return [e for o in objects(t) for e in self.of.anchor(o)]
        if place == "owned":
            fought = frame.predicate == "ATTACKED"
            return [e for o in objects(t) for e in (self.of.struck(o) if fought else self.of.owned(o))]
        if place == "dative":
            given = [x for c in t.children if c.dep_ == "dative" for x in conjuncts(c)]
            return self.of.ends(given or self._given(t), owner=False)
        if place == "whose":
            return [e for o in objects(t) for e in self.of.whose(o)]
        if place == "called":
            named = [c for c in t.children if c.dep_ in ("dobj", "oprd")]
            return self.of.ends(named, owner=False) if len(named) == 1 and not _names(t, named[0]) else []
        if place in PLACES:
            return self.acts.at(place, t)
        if place == "frontier":
            return self._frontier([t, *self.carried(t, frame)])
        if place == "caller":
            return self._caller(t)
        if place in ("where", "whence"):
            return self._where(t, "in" if place == "where" else "from")
        if place == "genitive":
            return self.of.possessors(t, compound=False)
        if place == "self":
            return self._self(t)
        if place == "apposed":
            behind_it = (c for c in t.children if c.dep_ == "appos" and t.dep_ == "appos" and c.i > t.i)
            return [e for c in behind_it for e in self.of.here(c) if e.kind == "organization"]
        if place == "backed":
            return self.of.ends(self.doers.backed(t), owner=False)
        if place == "holder":
            return self.of.ends(self.holders.of(t), owner=False)
        if place in ("possessor", "compound"):
            plural = frame.part == "person" and t.tag_ in ("NNS", "NNPS")
            return self.of.possessors(
                t, compound=(place == "compound" or frame.part == "noun") and not plural
            )
        words = ("between", "among") if place == "between" else (place,)
        found = [o for o in prepositional(t, words) if place != "in" or o.lower_ not in _ON_BEHALF]
        on_object = prepositional(next((c for c in t.children if c.dep_ == "dobj"), t), words)
        if not found and place == "with" and frame.part == "verb" and not frame.with_object:
            found = on_object  # "discussed the summit with X"
        if own := self._belonging(found, frame, between=place == "between"):
            return own
        if place in ("from", "of") and "has:object" in (frame.needs or "").split():
            return self.of.ends(on_object, owner=False)  # "cleared the town of X"
        carried = [
            x
            for c in self.carried(t, frame)
            for x in prepositional(c, words) or self._used(c, t, place) or self._beyond(c, words)
            if place != "in" or x.lower_ not in _ON_BEHALF  # "strikes in support of X"
        ]
        return self._belonging(carried, frame, between=place == "between")

    def _belonging(self, tokens: list[Token], frame: Frame, *, between: bool) -> list[End]:
        """Return actors, or whoever owns what stands there, as far as the frame allows."""
        needs = (frame.needs or "").split()
        if "owned" in needs or "whose" in needs:
            of_it = self.of.owned if "owned" in needs else self.of.whose
            return [e for o in tokens for e in self.of.ends([o], owner=False) or of_it(o)]
        if frame.part == "person" and frame.predicate in _STANDING:
            return [e for o in tokens for e in self.of.ends([o], owner=o.lemma_.lower() in _OWN_RULE)]
        with_them = frame.predicate in _AMONG_THEMSELVES  # "met with criticism by X", "a critic of X's plan"
        return self.of.ends(tokens, owner=not between and not with_them)

    def carried(self, verb: Token, frame: Frame) -> list[Token]:
        """Return the objects of a verb that the frame wants: "imposed sanctions", "sanctions were imposed", "sanctions imposed by"."""
        held = coordinated(c for c in verb.children if c.dep_ in ("dobj", "nsubjpass"))
        if frame.particle:  # "agreed on sanctions"
            preps = [
                c for c in verb.children if c.dep_ in ("prep", "prt", "advmod") and c.lower_ == frame.particle
            ]
            held += behind(preps)
            held += (
                prepositional(verb, ("of",)) if preps and frame.particle == "out" else []
            )  # "pulled out of talks"
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

    def in_words(self, word: Token, frame: Frame) -> bool:
        """Is it a fight without arms: "a trade war", "launched a scathing attack"?"""
        figurative = self.lexicon.words["figurative"]
        return any(
            c.lower_ in figurative
            for n in (word, *self.carried(word, frame))
            if n.pos_ == "NOUN"
            for c in n.lefts
        )

    def _used(self, noun: Token, verb: Token, place: str) -> list[Token]:
        """ "Conducted strikes using bombers against X": the target may hang on the means."""
        if place != "against":
            return []
        means = (m for m in verb.subtree if m.lower_ == "using" and m.i > noun.i)
        found = [p for m in means for p in m.subtree if p.lower_ == "against" and p.dep_ == "prep"]
        return behind(found[:1])

    def _beyond(self, noun: Token, words: tuple[str, ...]) -> list[Token]:
        """ "A suspension of aid to X", "the sale of jets to Y": it hangs on what stands behind "of"."""
        if words[0] not in ("to", "with"):
            return []
        return [
            x for o in prepositional(noun, ("of",)) if not self.of.here(o) for x in prepositional(o, words)
        ]

    # --- places of verbs ------------------------------------------------------------------------------------

    def _caller(self, noun: Token) -> list[End]:
        """Who calls for what the noun says: "called for sanctions", "demanded an inquiry"."""
        above = noun.head
        if noun.dep_ == "pobj" and above.lower_ == "for" and above.head.lemma_ in _CALLING:
            return self.of.ends(self.doers.subjects(above.head), owner=False)
        asks = noun.dep_ == "dobj" and above.lemma_ in ("demand", "urge")
        return self.of.ends(self.doers.subjects(above), owner=False) if asks else []

    def _where(self, verb: Token, word: str) -> list[End]:
        """The state that jails or bans, where nobody else is said to have done it: "was jailed in Iran", "was barred from Iran"."""
        around = {c.dep_ for c in verb.children}
        passive = verb.tag_ == "VBN" and ("auxpass" in around or "aux" not in around)
        if not passive or "agent" in around:
            return []
        return [e for e in self.of.ends(prepositional(verb, (word,)), owner=False) if e.kind == "country"]

    def _struck_in(self, verb: Token) -> list[End]:
        """Whose attack it is in which somebody is hit or dies: "were killed in an Israeli strike", "died in shelling by rebels"."""
        around = {c.dep_ for c in verb.children}
        passive = verb.tag_ == "VBN" and ("auxpass" in around or "aux" not in around)
        if "agent" in around or "dobj" in around or not (passive or verb.lemma_ in ("die", "perish")):
            return []
        return [e for n in prepositional(verb, ("in", "during")) for e in self.of.attacker(n)]

    def _frontier(self, words: list[Token]) -> list[End]:
        """Beyond whose border forces stand: "sent troops to its border with X", "moved tanks to the Iraqi border"."""
        near = [o for w in words for o in prepositional(w, ("to", "near", "along", "at", "on"))]
        for border in (o for o in near if o.lemma_.lower() in ("border", "frontier")):
            return self.of.ends(prepositional(border, ("with",)), owner=False) or self.of.possessors(
                border, compound=True
            )
        return []

    def _given(self, verb: Token) -> list[Token]:
        """ "Gave Ukraine permission": who gets it, where the parse takes the name for a part of the gift."""
        gifts = [c for c in verb.children if c.dep_ == "dobj" and verb.lemma_ in _GIVING]
        if any(c.dep_ in ("prep", "dative") and c.lower_ == "to" for c in verb.children):
            return []
        return [c for g in gifts for c in g.lefts if c.dep_ == "compound" and self.of.here(c)]

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
        if named := [e for c in appositions(noun) for e in self.of.here(c) if e.kind == "person"]:
            return named
        if noun.dep_ == "appos":
            return self.of.here(noun.head)
        if noun.dep_ == "attr" and noun.head.lemma_ in ("be", "become", "remain"):
            return self.of.ends(self.doers.subjects(noun.head), owner=False)
        return [e for c in noun.children if c.dep_ == "appos" for e in self.of.here(c)]


def _names(verb: Token, called: Token) -> bool:
    """Does "call" only give a name: "called X a fool", "the rival he calls Y", 'whom he calls "Y"'? "Calling on" asks."""
    after = verb.doc[verb.i + 1].lower_ if verb.i + 1 < len(verb.doc) else ""
    behind = verb.doc[called.right_edge.i + 1] if called.right_edge.i + 1 < len(verb.doc) else None
    inner = any(
        c.dep_ in ("ccomp", "xcomp", "oprd") or (c.dep_ == "dobj" and c.i > called.i) for c in called.children
    )
    gap = verb.dep_ == "relcl" and called.dep_ == "oprd" and called.i > verb.i
    told = behind is not None and (behind.lower_ in _NAMING or behind.tag_ == "JJ")
    return after in ("on", "upon") or after in _NAMING or inner or gap or told
