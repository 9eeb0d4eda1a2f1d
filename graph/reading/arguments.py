"""Where the actors of a statement stand: the places that a frame of the lexicon names, looked up in the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph import vocabulary
from polgraph.lexicon import Frame, Lexicon
from polgraph.reading.cast import Cast, conjuncts
from polgraph.reading.clauses import behind, coordinated, lemmas, objects, prepositional
from polgraph.reading.conditions import fits
from polgraph.reading.document import Document
from polgraph.reading.doers import Doers
from polgraph.reading.ends import End, Ends
from polgraph.reading.happenings import Happening

if TYPE_CHECKING:
    from spacy.tokens import Token

_CALLING = ("call", "press", "push", "appeal", "lobby")
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
        if place == "wielder":
            return [e for n in self.doers.subjects(t) for e in self.of.wielder(n)]
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
        if place in ("promised", "menaced"):
            return self._announced(t, hostile=place == "menaced")
        if place in ("obliged", "advised"):
            return self._obliged(t, "must" if place == "obliged" else "should")
        if place == "caller":
            return self._caller(t)
        if place in ("where", "whence"):
            return self._where(t, "in" if place == "where" else "from")
        if place == "genitive":
            return self.of.possessors(t, compound=False)
        if place == "self":
            return self._self(t)
        if place == "backed":
            return self.of.ends(self.doers.backed(t), owner=False)
        if place == "holder":
            return self.of.ends(self.doers.holders(t), owner=False)
        if place in ("possessor", "compound"):
            plural = frame.part == "person" and t.tag_ in ("NNS", "NNPS")
            return self.of.possessors(
                t, compound=(place == "compound" or frame.part == "noun") and not plural
            )
        words = ("between", "among") if place == "between" else (place,)
        found = prepositional(t, words)
        if not found and place == "with" and frame.part == "verb" and not frame.with_object:
            found = prepositional(
                next((c for c in t.children if c.dep_ == "dobj"), t), words
            )  # "discussed the summit with X"
        if own := self._belonging(found, frame, between=place == "between"):
            return own
        carried = [
            x for c in self.carried(t, frame) for x in prepositional(c, words) or self._used(c, t, place)
        ]
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

    def _used(self, noun: Token, verb: Token, place: str) -> list[Token]:
        """ "Conducted strikes using bombers against X": the target may hang on the means."""
        if place != "against":
            return []
        means = (m for m in verb.subtree if m.lower_ == "using" and m.i > noun.i)
        found = [p for m in means for p in m.subtree if p.lower_ == "against" and p.dep_ == "prep"]
        return behind(found[:1])

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

    def _announced(self, word: Token, *, hostile: bool) -> list[End]:
        """Whom a promised act ("agreed to send arms to Y") or a threatened one ("vowed to punish Y") would reach."""
        wanted = "_conflict" if hostile else "_cooperation"
        found: list[End] = []
        for act in (c for c in word.children if c.dep_ in ("xcomp", "acl") and c.tag_ == "VB"):
            for frame in (f for x in lemmas(act) for f in self.lexicon.of("verb", x)):
                predicate = vocabulary.load()[frame.predicate]
                if (predicate.quad or "").endswith(wanted) and fits(act, frame, self.carried(act, frame)):
                    found.extend(self.fill(frame.whom, act, frame) if "subject" not in frame.whom else [])
        return [e for e in dict.fromkeys(found) if e.kind not in ("place", "event")]

    def _obliged(self, verb: Token, modal: str) -> list[End]:
        """Who must or should do something, as the subject says: "said that Iran must stop"."""
        told = [c for c in verb.children if c.dep_ == "ccomp" and c.tag_ == "VB"]
        acting = [c for c in told if not any(g.dep_ in ("auxpass", "nsubjpass") for g in c.children)]
        bound = [c for c in acting if any(g.dep_ == "aux" and g.lower_ == modal for g in c.children)]
        meant = (
            c
            for v in bound
            for c in v.children
            if c.dep_ == "nsubj" and (v.lemma_ != "be" or modal == "must")
        )
        return self.of.ends(coordinated(meant), owner=False)

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
