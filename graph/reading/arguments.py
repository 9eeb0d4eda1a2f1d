"""Where the actors of a statement stand: the places that a frame of the lexicon names, looked up in the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from polgraph.lexicon import Frame, Lexicon
from polgraph.reading.cast import Cast, conjuncts
from polgraph.reading.document import Document
from polgraph.reading.happenings import Happening, at

if TYPE_CHECKING:
    from spacy.tokens import Token

_BLAMING = frozenset(
    ("of", "for", "from", "against")
)  # "accused Iran of arming", "barred Iran from selling": Iran is the one
_QUANTITIES = frozenset(
    "part round series million billion package tranche worth wave string number dose".split()
)
_NOT_ACTING = frozenset(
    "member ally critic opponent supporter rival voter journalist prisoner hostage customer worker partner".split()
)
_INCLUDING = frozenset(("including", "include", "involve", "involving"))


def lemmas(token: Token) -> list[str]:
    """Return the lemma of a word and, for a verb, the one with the "e" that lemmatizers lose ("waged": "wag", "wage")."""
    lemma, word = token.lemma_.lower(), token.lower_
    if token.pos_ == "VERB" and word.endswith("ed") and word[:-2] == lemma:
        return [lemma, word[:-1]]
    if token.pos_ == "VERB" and word.endswith("ing") and word[:-3] == lemma:
        return [lemma, lemma + "e"]
    return [lemma]


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

    def fill(self, places: tuple[str, ...], trigger: Token, frame: Frame) -> list[End]:
        """Return the ends at the first of `places` that holds any."""
        for place in places:
            if ends := self._at(place, trigger, frame):
                return ends
        return []

    def _at(self, place: str, t: Token, frame: Frame) -> list[End]:
        if place == "subject":
            return self.ends(self.subjects(t), owner=False)
        if place == "object":
            return self.ends(self._objects(t), owner=False)
        if place == "owner":
            return [
                e
                for o in self._objects(t)
                for e in self.owner(o, any_noun="owner" in (frame.needs or "").split())
            ]
        if place == "owned":
            return [e for o in self._objects(t) for e in self._owned(o)]
        if place == "dative":
            return self.ends([x for c in t.children if c.dep_ == "dative" for x in conjuncts(c)], owner=False)
        if place == "whose":
            return [e for o in self._objects(t) for e in self._whose(o)]
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
            return self.ends(self._holders(t), owner=False)
        if place in ("possessor", "compound"):
            plural = frame.part == "person" and t.tag_ in ("NNS", "NNPS")
            return self._possessors(t, compound=(place == "compound" or frame.part == "noun") and not plural)
        words = ("between", "among") if place == "between" else (place,)
        found = self._prepositional(t, words)
        if not found and frame.with_object:
            found = [x for c in self.carried(t, frame) for x in self._prepositional(c, words)]
        needs = (frame.needs or "").split()
        if "owned" in needs or "whose" in needs:
            of_it = self._owned if "owned" in needs else self._whose
            return [e for o in found for e in self.ends([o], owner=False) or of_it(o)]
        return self.ends(found, owner=place != "between")

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
            found = [e for o in self._prepositional(noun, ("for", "of")) for e in self._here(o)]
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
            found = self.ends(self._prepositional(noun, ("of", "by", "from")), owner=False)
        return [e for e in found if e.kind != "place"]

    def _owned(self, noun: Token) -> list[End]:
        """Return whose the struck, seized or helped thing is: "Syria's airfields", "a depot in Crimea"."""
        found = self._possessors(noun, compound=True)
        return found or self.ends(self._prepositional(noun, ("of", "in", "from", "near", "at")), owner=False)

    def _whose(self, noun: Token) -> list[End]:
        """Return whose deed is judged, whatever it is called: "Iran's silence", "Iranian tactics", "violence by the army"."""
        if named := self.owner(noun):
            return named
        deps = [c for c in noun.lefts if c.dep_ == "poss" or c.dep_ == "amod"]
        found = self.ends(
            [x for c in deps for x in conjuncts(c) if c.dep_ == "poss" or self.cast.at(x.i)], owner=False
        )
        return found or self.ends(self._prepositional(noun, ("by",)), owner=False)

    def carried(self, verb: Token, frame: Frame) -> list[Token]:
        """Return the objects of a verb that the frame wants: "imposed sanctions", "sanctions were imposed", "sanctions imposed by"."""
        objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
        if verb.dep_ == "acl" and verb.tag_ == "VBN":
            objects.append(verb.head)
        return [o for c in objects for o in conjuncts(c) if o.lemma_.lower() in frame.with_object]

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

    def subjects(self, verb: Token, depth: int = 0) -> list[Token]:
        """Who does it: the subject, the agent of a passive, or whoever controls an infinitive or participle."""
        if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
            return [
                o
                for c in verb.children
                if c.dep_ == "agent"
                for p in c.children
                if p.dep_ == "pobj"
                for o in conjuncts(p)
            ]
        own = [t for c in verb.children if c.dep_ == "nsubj" for t in conjuncts(c)]
        if own:
            return self._antecedents(own)
        if verb.dep_ == "acl" and verb.tag_ == "VBN":
            return [
                o
                for c in verb.children
                if c.dep_ == "agent"
                for p in c.children
                if p.dep_ == "pobj"
                for o in conjuncts(p)
            ]
        if (
            verb.pos_ == "ADJ"
            and verb.dep_ in ("acomp", "attr", "oprd")
            and verb.head.pos_ in ("AUX", "VERB")
        ):
            return self._antecedents(
                [t for c in verb.head.children if c.dep_ in ("nsubj", "nsubjpass") for t in conjuncts(c)]
            )
        if depth < 5:
            return self._controller(verb, depth)
        return []

    def _controller(self, verb: Token, depth: int) -> list[Token]:
        head = verb.head
        if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
            return self.subjects(head, depth + 1)
        if verb.dep_ in ("xcomp", "ccomp") and head.lemma_ in self.lexicon.words["object_control"]:
            return [
                t for c in head.children if c.dep_ in ("dobj", "nsubjpass", "dative") for t in conjuncts(c)
            ] or self._on(head)
        if verb.dep_ in ("xcomp", "advcl", "prep", "pcomp") and head.pos_ in (
            "VERB",
            "AUX",
            "ADJ",
            "ADP",
            "SCONJ",
        ):
            if head.pos_ in ("ADJ", "ADP", "SCONJ") and head.head != head:
                head = head.head
            if verb.dep_ == "pcomp" and verb.head.lower_ in _BLAMING and (objects := self._objects(head)):
                return objects
            if any(c.dep_ == "nsubjpass" for c in head.children):
                return [t for c in head.children if c.dep_ == "nsubjpass" for t in conjuncts(c)]
            return self.subjects(head, depth + 1)
        if verb.dep_ == "pcomp" and head.head.pos_ == "NOUN":
            return [p for p in head.head.head.lefts if p.dep_ == "poss"] or [
                p for p in head.head.lefts if p.dep_ == "poss"
            ]
        if verb.dep_ == "acl" and (verb.tag_ == "VBG" or (head.dep_ == "ROOT" and head.pos_ == "PROPN")):
            return conjuncts(head)
        if verb.dep_ == "acl" and self.lexicon.of("person", head.lemma_.lower()):
            return [head]
        if verb.dep_ == "acl" and (
            owners := [c for c in head.lefts if c.dep_ in ("poss", "compound", "amod") and self.cast.at(c.i)]
        ):
            return owners
        if verb.dep_ == "acl" and head.dep_ in ("dobj", "attr") and head.head.pos_ == "VERB":
            return self.subjects(head.head, depth + 1)
        if verb.dep_ == "relcl" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
            return [head]
        return []

    def _on(self, head: Token) -> list[Token]:
        """ "called on Iran to": the object of the preposition."""
        return [
            o
            for c in head.children
            if c.dep_ == "prep" and c.lower_ in ("on", "upon", "to", "for")
            for p in c.children
            if p.dep_ == "pobj"
            for o in conjuncts(p)
        ]

    def _antecedents(self, tokens: list[Token]) -> list[Token]:
        """ "who", "which", "that" stand for the noun that their clause explains."""
        found = []
        for t in tokens:
            if t.tag_ in ("WP", "WDT") and t.head.dep_ == "relcl":
                found.extend(conjuncts(t.head.head))
            else:
                found.append(t)
        return found

    def _objects(self, verb: Token) -> list[Token]:
        passive = [t for c in verb.children if c.dep_ == "nsubjpass" for t in conjuncts(c)]
        if passive:
            return self._antecedents(passive)
        own = [t for c in verb.children if c.dep_ == "dobj" for t in conjuncts(c)]
        if not own and any(c.dep_ == "prt" for c in verb.children):
            own = [
                t for c in verb.children if c.dep_ == "oprd" for t in conjuncts(c)
            ]  # a slip of parsers: "called out X"
        if not own and any(c.dep_ == "auxpass" for c in verb.children) and verb.dep_ in ("conj", "xcomp"):
            head = verb.head
            own = [t for c in head.children if c.dep_ in ("nsubjpass", "nsubj") for t in conjuncts(c)]
        if verb.dep_ == "acl" and verb.tag_ == "VBN":
            return [verb.head]
        return self._antecedents(own)

    def _prepositional(self, token: Token, words: tuple[str, ...]) -> list[Token]:
        preps = [c for c in token.children if c.dep_ in ("prep", "dative", "agent") and c.lower_ in words]
        if not preps and token.pos_ == "VERB":
            # "held talks in Rome with Iran": the preposition may hang on a particle or an object
            preps = [
                g
                for c in token.children
                if c.dep_ in ("prt", "advmod", "prep")
                for g in c.children
                if g.dep_ == "prep" and g.lower_ in words
            ]
        if not preps and token.pos_ in ("NOUN", "PROPN") and token.dep_ == "dobj":
            preps = [
                c
                for c in token.head.children
                if c.dep_ in ("prep", "dative") and c.lower_ in words and c.i > token.i
            ]
        if not preps and token.pos_ in ("NOUN", "PROPN"):
            # "sanctions imposed on Iran": the preposition hangs on the participle
            preps = [
                g
                for c in token.children
                if c.dep_ == "acl" and c.tag_ == "VBN"
                for g in c.children
                if g.dep_ == "prep" and g.lower_ in words
            ]
        return [o for p in preps for c in p.children if c.dep_ == "pobj" for o in conjuncts(c)]

    def _bidden(self, verb: Token) -> list[End]:
        """Who is to act or said to be so: "demanded that Iran stop", "called for Iran to stop", "held Iran responsible"."""
        clauses = [
            c
            for c in verb.children
            if c.dep_ in ("ccomp", "xcomp") and (c.tag_ in ("VB", "JJ") or verb.lemma_ == "demand")
        ]
        clauses = [
            c
            for c in clauses
            if not any(
                m.lower_ in ("whether", "if", "would", "will", "could", "may", "might") for m in c.children
            )
        ]
        clauses += [
            c
            for c in verb.children
            if c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ == "for" for m in c.children)
        ]
        return self.ends(
            [t for v in clauses for c in v.children if c.dep_ == "nsubj" for t in conjuncts(c)], owner=False
        )

    def _refused(self, verb: Token) -> list[End]:
        """Towards whom a refusal goes: whose order is not followed, or whom the refused act would have reached."""
        found: list[End] = []
        for act in (c for c in verb.children if c.dep_ == "xcomp"):
            for o in self._objects(act):
                found.extend(self.owner(o))
            for frame in self.lexicon.of("verb", act.lemma_):
                if frame.predicate not in ("COMMENTED_ON", "LOCATED_IN"):
                    found.extend(e for e in self.fill(frame.whom, act, frame) if e.kind != "place")
        return list(dict.fromkeys(found))

    # --- places of nouns ------------------------------------------------------------------------------------

    def _holders(self, noun: Token, depth: int = 0) -> list[Token]:
        """The subject of the verb that only carries the noun: "held talks", "engaged in negotiations, including contacts"."""
        head = noun.head
        if depth > 3:
            return []
        if noun.dep_ == "conj" and head.pos_ == "NOUN":
            return self._holders(head, depth + 1)
        if noun.dep_ in ("dobj", "attr") and self._carries(head):
            return self.subjects(head) or self._passive(head)
        if noun.dep_ == "nsubjpass" and self._carries(head):
            return self.subjects(head)
        if noun.dep_ == "pobj":
            above = head.head
            if head.lower_ in _INCLUDING:
                return self._held_above(above, depth)
            if (
                above.pos_ == "VERB"
                and self._carries(above)
                and head.lower_ in ("in", "into", "for", "on", "with")
            ):
                return self.subjects(above) or self._passive(above)
            if above.lemma_.lower() in _QUANTITIES and above.pos_ in ("NOUN", "NUM"):
                return self._holders(above, depth + 1)
        return []

    def _held_above(self, above: Token, depth: int) -> list[Token]:
        """ "including contacts": what it explains may stand any number of nouns further up."""
        for token in (above, *above.ancestors):
            if token.pos_ == "NOUN" and (found := self._holders(token, depth + 1)):
                return found
            if token.pos_ in ("VERB", "AUX"):
                return (self.subjects(token) or self._passive(token)) if self._carries(token) else []
        return []

    def _passive(self, verb: Token) -> list[Token]:
        """ "was engaged in": the subject of a state, not of something done to it."""
        if verb.lemma_ in ("engage", "involve"):
            return [t for c in verb.children if c.dep_ == "nsubjpass" for t in conjuncts(c)]
        return []

    def _carries(self, verb: Token) -> bool:
        return verb.pos_ in ("VERB", "AUX") and not self.lexicon.words["support_verbs"].isdisjoint(
            lemmas(verb)
        )

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
            return self.ends(self.subjects(noun.head), owner=False)
        return [e for c in noun.children if c.dep_ == "appos" for e in self._here(c)]
