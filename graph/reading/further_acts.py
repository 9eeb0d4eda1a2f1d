"""Acts within what somebody says, wants or forbids, and whom they reach: "demanded that Y stop", "agreed to arm Y", "banned trade with Y".

The subject of the verb does something to them by saying so; the further act itself is read, and judged real or not, at its own word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph import vocabulary
from polgraph.reading.cast import End
from polgraph.reading.clauses import coordinated, lemmas, objects, prepositional
from polgraph.reading.conditions import fits

if TYPE_CHECKING:
    from spacy.tokens import Token

    from polgraph.reading.arguments import Arguments

PLACES = frozenset(
    "bidden refused promised menaced obliged advised barred warned complained offered joined".split()
)
_CONDITIONS = ("if", "unless", "should")
_SUFFERING = frozenset(
    ("be", "have", "lose", "suffer", "die", "face", "fear", "pay", "know", "wait", "worry", "get")
)
_OURSELVES = frozenset(
    ("country", "nation", "world", "public", "everyone", "everybody", "people", "humanity", "society")
)
_WOULD = ("would", "will", "'ll", "could", "may", "might")
_DEALINGS = ("COOPERATED_WITH", "AIDED", "NEGOTIATED_WITH")
_TALKING = ("MET_WITH", "NEGOTIATED_WITH", "SPOKE_WITH")
_UNSURE = frozenset(("whether", "if", "would", "will", "could", "may", "might"))


class FurtherActs:
    """Looks up, in one document, whom an act reaches that a verb speaks of."""

    def __init__(self, find: Arguments) -> None:
        self.find = find

    def at(self, place: str, t: Token) -> list[End]:
        """Return the ends at one of PLACES of the verb, adjective or noun `t`."""
        if place in ("promised", "menaced"):
            return self._announced(t, hostile=place == "menaced")
        if place in ("obliged", "advised"):
            return self._obliged(t, "must" if place == "obliged" else "should")
        ways = {
            "bidden": self._bidden, "refused": self._refused, "barred": self._barred, "warned": self._warned,
            "complained": self._complained, "offered": self._offered, "joined": self._joined,
        }  # fmt: skip
        return ways[place](t)

    def _bidden(self, verb: Token) -> list[End]:
        """Who is to act or said to be so: "demanded that Iran stop", "called for Iran to stop", "held Iran responsible"."""
        clauses = []
        for c in verb.children:
            words = {m.lower_ for m in c.children if m.dep_ in ("mark", "aux", "advmod")}
            clause = c.dep_ in ("ccomp", "xcomp") or (c.dep_ == "acl" and verb.pos_ == "NOUN")
            if clause and (c.tag_ in ("VB", "JJ") or verb.lemma_ == "demand"):
                clauses += [c] if words.isdisjoint(_UNSURE) else []
            elif c.dep_ == "advcl" and "for" in words:
                clauses.append(c)
        acting = coordinated(c for v in clauses for c in v.children if c.dep_ == "nsubj")
        stopped = coordinated(c for v in clauses for c in v.children if c.dep_ == "nsubjpass")
        # "demanded that the attacks be halted": of whoever makes them
        return self.find.of.ends(acting, owner=False) or [e for t in stopped for e in self.find.of.whose(t)]

    def _refused(self, verb: Token) -> list[End]:
        """Towards whom a refusal goes: whose order is not followed, who had asked, or whom the refused act would have reached."""
        found = self._bidding(verb)
        for act in (c for c in verb.children if c.dep_ == "xcomp"):
            for o in objects(act):
                found.extend(self.find.of.owner(o))
            for frame in self.find.lexicon.of("verb", act.lemma_):
                hostile = (vocabulary.load()[frame.predicate].quad or "").endswith("_conflict")
                if frame.predicate not in ("COMMENTED_ON", "LOCATED_IN") and (
                    not hostile or verb.lemma_ == "threaten"
                ):
                    found.extend(e for e in self.find.fill(frame.whom, act, frame) if e.kind != "place")
        return list(dict.fromkeys(found))

    def _announced(self, word: Token, *, hostile: bool) -> list[End]:
        """Whom a promised act ("agreed to send arms to Y") or a threatened one ("vowed to punish Y") would reach."""
        wanted = "_conflict" if hostile else "_cooperation"
        found: list[End] = []
        for act in (c for c in word.children if c.dep_ in ("xcomp", "acl") and c.tag_ == "VB"):
            for frame in (f for x in lemmas(act) for f in self.find.lexicon.of("verb", x)):
                predicate = vocabulary.load()[frame.predicate]
                if word.pos_ == "ADJ" and frame.predicate in _TALKING:
                    continue  # who is ready to meet somebody has agreed on nothing with him
                if (predicate.quad or "").endswith(wanted) and fits(
                    act, frame, self.find.carried(act, frame)
                ):
                    found.extend(
                        self.find.fill(frame.whom, act, frame) if "subject" not in frame.whom else []
                    )
        return [e for e in dict.fromkeys(found) if e.kind not in ("place", "event")]

    def _obliged(self, verb: Token, modal: str) -> list[End]:
        """Who must or should do something, as the subject says: "said that Iran must stop"."""
        if any(c.dep_ == "neg" for c in verb.children):
            return []
        told = [c for c in verb.children if c.dep_ == "ccomp" and c.tag_ == "VB"]
        acting = [c for c in told if not any(g.dep_ in ("auxpass", "nsubjpass") for g in c.children)]
        bound = [c for c in acting if any(g.dep_ == "aux" and g.lower_ == modal for g in c.children)]
        meant = (
            c
            for v in bound
            for c in v.children
            if c.dep_ == "nsubj" and (modal == "must" or v.lemma_ not in _SUFFERING)
        )
        own = ("the", "our", "this")  # "the country must stand together" asks nothing of another state
        named = [
            t
            for t in coordinated(meant)
            if t.lower_ not in _OURSELVES or not any(c.lower_ in own for c in t.lefts)
        ]
        return self.find.of.ends(named, owner=False)

    def _bidding(self, verb: Token) -> list[End]:
        """Who has asked what is refused: "was ordered by X to go but declined", "X asked Y to sign, but he refused"."""
        above = self._asking(verb)
        if above is None or any(c.dep_ == "xcomp" and c.lemma_ != "do" for c in verb.children):
            return []
        of = self.find.of
        asked = {e.id for e in of.ends(objects(above), owner=False)}
        own = coordinated(c for c in verb.children if c.dep_ == "nsubj" and c.tag_ not in ("WP", "WDT"))
        if own and asked.isdisjoint(e.id for e in of.ends(own, owner=False)):
            return []
        return of.ends(self.find.doers.subjects(above), owner=False)

    def _asking(self, verb: Token) -> Token | None:
        """The verb of asking that a refusal follows in its sentence."""
        bidding = self.find.lexicon.words["bidding_verbs"]
        for above in verb.ancestors:
            if above.pos_ == "VERB" and above.i < verb.i:
                if above.dep_ == "xcomp" and above.lemma_ not in bidding:
                    continue  # the parse hangs it on what is asked
                return above if above.lemma_ in bidding and verb.dep_ in ("conj", "relcl") else None
        return None

    def _barred(self, verb: Token) -> list[End]:
        """With whom nobody may trade or deal: "forbade firms to trade with Y", "banned banks from lending to Y"."""
        acts = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VB"]
        acts += [g for c in verb.children if c.lower_ == "from" for g in c.children if g.dep_ == "pcomp"]
        found: list[End] = []
        for act in acts:
            for frame in (f for x in lemmas(act) for f in self.find.lexicon.of("verb", x)):
                if frame.predicate in _DEALINGS and fits(act, frame, self.find.carried(act, frame)):
                    found.extend(self.find.fill(frame.whom, act, frame))
        return [e for e in dict.fromkeys(found) if e.kind not in ("place", "event")]

    def _warned(self, verb: Token) -> list[End]:
        """Whom a threat is for that hangs on a condition: "warned that sanctions would follow if Y struck"."""
        of = self.find.of
        speaking = {e.id for e in of.ends(self.find.doers.subjects(verb), owner=False)}
        found: list[End] = []
        for act in (c for c in verb.children if c.dep_ == "ccomp" and self._strikes(c)):
            if not all(self._ours(c, speaking) for c in act.children if c.dep_ == "nsubj"):
                continue  # somebody else would do it
            found += of.ends(objects(verb), owner=False)  # "warned X that it would strike back"
            for when in (c for c in act.children if c.dep_ == "advcl"):
                if any(m.dep_ == "mark" and m.lower_ in _CONDITIONS for m in when.children):
                    found += of.ends(coordinated(c for c in when.children if c.dep_ == "nsubj"), owner=False)
        return found

    def _strikes(self, act: Token) -> bool:
        """Is it something hostile that would come: "it would retaliate", "sanctions would follow"?"""
        if not any(c.dep_ == "aux" and c.lower_ in _WOULD for c in act.children):
            return False
        kinds = vocabulary.load()
        hostile = self.find.lexicon.words["threats"]
        named = (c for c in act.children if c.dep_ in ("nsubj", "nsubjpass", "attr", "dobj"))
        return any(c.lemma_.lower() in hostile for c in named) or any(
            (kinds[f.predicate].quad or "").endswith("_conflict") and fits(act, f, self.find.carried(act, f))
            for x in lemmas(act)
            for f in self.find.lexicon.of("verb", x)
        )

    def _ours(self, subject: Token, speaking: set[str]) -> bool:
        """Is it the speaker, a pronoun for them, or only what would come ("sanctions")?"""
        if subject.tag_ in ("PRP", "EX") or subject.lemma_.lower() in self.find.lexicon.words["threats"]:
            return True
        return any(e.id in speaking for e in self.find.of.ends([subject], owner=False))

    def _complained(self, verb: Token) -> list[End]:
        """Of whom it is complained that they do something: "complained that Y had broken the deal"."""
        clauses = [c for c in verb.children if c.dep_ == "ccomp"]
        acting = coordinated(c for v in clauses for c in v.children if c.dep_ == "nsubj")
        return self.find.of.ends(acting, owner=False)

    def _offered(self, verb: Token) -> list[End]:
        """Whose offer "it" is that is turned down: "X offered Y a deal, but Y rejected it"."""
        of = self.find.of
        if not any(c.dep_ == "dobj" and c.lower_ in ("it", "them") and not of.here(c) for c in verb.children):
            return []
        above = next((t for t in verb.ancestors if t.pos_ == "VERB" and t.i < verb.i), None)
        if above is None or verb.dep_ not in ("conj", "relcl", "advcl"):
            return []
        things = [c for c in above.children if c.dep_ == "dobj" and not of.here(c) and c.pos_ == "NOUN"]
        own = {e.id for e in of.ends(self.find.doers.subjects(verb), owner=False)}
        found = [e for o in things for e in of.whose(o)]
        if not found and things and above.lemma_ in self.find.lexicon.words["offering_verbs"]:
            found = of.ends(self.find.doers.subjects(above), owner=False)
        if not found:
            found = [e for o in things for e in of.ends(prepositional(o, ("with", "from")), owner=False)]
        return [e for e in found if e.id not in own and e.kind != "place"]

    def _joined(self, word: Token) -> list[End]:
        """What somebody asks to join or is (not) a member of, also where only the text before has named it."""
        of = self.find.of
        if word.pos_ == "NOUN":
            bare = any(c.lower_ == "a" for c in word.lefts) and word.dep_ == "attr"
            told = any(c.dep_ in ("compound", "amod", "poss", "prep") for c in word.children)
            return of.implied.joined(word) if bare and not told else []
        for act in (
            c for c in word.children if c.dep_ == "xcomp" and c.lemma_ in ("join", "accede", "enter")
        ):
            named = objects(act) + prepositional(act, ("to",))
            return of.ends(named, owner=False) if named else of.implied.joined(act)
        entries = self.find.lexicon.words["entries"]
        for noun in (o for o in prepositional(word, ("for",)) if o.lemma_.lower() in entries):
            named = prepositional(noun, ("to", "of", "in"))
            return of.ends(named, owner=False) or ([] if named else of.implied.joined(noun))
        return []
