"""Whom "it", "they", "the two leaders", "both sides" and a quoted "I" mean, by the grammar of the sentence.

"it" is the state or body that is the subject above ("Russia said it would"); "they" the group, or all who are joined there;
"the two leaders" the only two people of the sentence before. Where the subject is something else, nobody is meant for sure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from polgraph.reading.cast import Candidate, conjuncts, own_subjects, subjects
from polgraph.reading.clauses import coordinated
from polgraph.reading.counted import PAIRS
from polgraph.reading.settled import Settled

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = ("ccomp", "advcl", "conj", "xcomp", "acl", "relcl", "pcomp", "prep", "parataxis")
_WEATHER = frozenset("be seem appear take mean matter turn rain happen remain become".split())
_PEOPLE = frozenset(
    "leader man woman president minister politician diplomat chief premier official envoy ambassador".split()
)
_STATES = frozenset("country nation state neighbour neighbor government capital ally power".split())
_SIDES = frozenset("side party rival foe enemy partner".split())
_PERSONAL = frozenset("presidential political electoral mayoral parliamentary democratic republican".split())
_BODIES = ("country", "organization")
_FIRST = ("we", "our", "us")
_RULES = {"n": "it", "p": "they"}
_NEAR = 2  # sentences in which two states may stand apart
_MOST = 2  # groups at one noun for which "they" may stand: "officials from Peru and Chile"


class Plurals:
    """Resolves what the grammar decides; several may be meant by one word."""

    def __init__(self, settled: Settled) -> None:
        self.settled, self.doc = settled, settled.document.doc

    def put(self, c: Candidate, meant: list[Candidate], why: str) -> bool:
        """Let `c` stand for each of those meant; return whether there is any."""
        for m in meant:
            self.settled.put(
                replace(c, kind=m.kind, country=m.country, local=m.local, why=why), m.actor or ""
            )
        if meant:
            c.actor = meant[0].actor
        return bool(meant)

    # --- two of them ----------------------------------------------------------------------------------------

    def both(self, c: Candidate) -> bool:
        """ "the two leaders", "both countries", "the two Americans": the only two of the sentence so far, else of one of the two before."""
        token = self.doc[c.root]
        if not self.counts_two(c):
            return False
        of = c.country if c.form == "name" else None  # "the two Americans": two people of that state
        kinds = ("person",) if of or _of_people(token) else self._kinds(token.lemma_.lower())
        sentence = self.settled.document.sentence(c.root).index
        before = self.settled.before(noun_left(token))
        crowded = set[str]()
        for back in (0, 1, 2):
            near = [m for m in before if sentence - self._at(m) == back]
            for kind in kinds:
                fitting = _distinct(m for m in near if m.kind == kind and m.actor and of in (None, m.country))
                if len(fitting) == 2 and kind not in crowded and (not crowded or kind == "country"):
                    return self.put(c, fitting, "both:only two before")
                if len(fitting) > 2:
                    crowded.add(kind)
        if kinds[:1] != ("country",) or "country" in crowded:
            return False  # "the two talked over each other" may be anybody
        for spoken in ([m for m in before if sentence - self._at(m) <= _NEAR], before):
            states = _distinct(m for m in spoken if m.kind == "country" and m.actor)
            if len(states) == 2:
                return self.put(c, states, "both:only two states before")
        return False

    def _at(self, m: Candidate) -> int:
        return self.settled.document.sentence(m.root).index

    def counts_two(self, c: Candidate) -> bool:
        """Is it "the two ...", "both ..." or one of these words alone?"""
        token = self.doc[c.root]
        words = {t.lower_ for t in (token, *token.lefts)}
        return "both" in words or ("two" in words and (c.definite or "the" in words))

    def _kinds(self, noun: str) -> tuple[str, ...]:
        if noun in _PEOPLE:
            return ("person",)
        if noun in _STATES or noun == "party":  # "both parties" of a parliament are not those just spoken of
            return ("country",)
        if noun in PAIRS:
            return ("person", "country")
        return ("country", "organization", "person") if noun in _SIDES else ()

    # --- pronouns -------------------------------------------------------------------------------------------

    def pronoun(self, c: Candidate) -> bool:
        """Resolve "it", "they", "I" and "we"; return whether it is clear whom they mean."""
        if c.noun == "speaker":
            held = self.settled.at.get(c.argument if c.argument is not None else -1)
            we = c.name in _FIRST  # of a person it mostly means a whole country or people
            fits = held and held.actor and (held.kind == "person") != we
            return self.put(c, [held], "quote:we" if we else "quote:I") if held and fits else False
        token = self.doc[c.root]
        if c.noun not in ("n", "p"):
            return False
        if token.tag_ == "PRP$":
            return c.noun == "n" and self.put(c, self._owner(token), "its:subject before")
        verb = self._verb(token)
        if token.dep_ == "pobj" and token.head.lower_ == "between":
            return False  # "a meeting between them was put off": what is said of it says too little of whom
        if verb is None or (c.noun == "n" and token.dep_ == "nsubj" and verb.lemma_ in _WEATHER):
            return False
        if c.noun == "n" and verb.lemma_ == "come" and any(t.lower_ == "to" for t in verb.rights):
            return False  # "when it comes to advertising"
        above = self._subjects_above(c, token, verb)
        if above is not None:
            meant = self._fitting(above, c.noun)
            return self.put(c, meant, f"{_RULES[c.noun]}:subject above")
        if token.dep_ != "nsubj" or (c.noun == "n" and "says" not in c.kinds):
            return False
        return self.put(c, self._of_sentence_before(c), f"{_RULES[c.noun]}:subject before")

    def _owner(self, its: Token) -> list[Candidate]:
        """ "Malta is no member: its bid was blocked": the one state or body that is a subject before it.

        Only where its thing is a subject itself: "lifted its sanctions" says nothing of the act.
        """
        if firm := _firm(its.head):
            return self._fitting(firm, "n")
        if its.head.dep_ not in ("nsubj", "nsubjpass"):
            return []
        sentence = self.settled.document.sentence(its.i)
        here = [t for t in self.doc[sentence.start : its.i] if t.dep_ in ("nsubj", "nsubjpass")]
        own = [
            s for t in here if t.head.dep_ != "relcl" and t.tag_ not in ("WDT", "WP") for s in conjuncts(t)
        ]
        if (
            not own
            and sentence.index
            and self.settled.document.sentences[sentence.index - 1].chunk == sentence.chunk
        ):
            before = self.settled.document.sentences[sentence.index - 1]
            roots = [t for t in self.settled.document.tokens(before) if t.dep_ == "ROOT"]
            own = [s for r in roots[:1] for s in subjects(r)]
        return self._fitting(own, "n")

    def _verb(self, token: Token) -> Token | None:
        return next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)

    def _subjects_above(self, c: Candidate, token: Token, verb: Token) -> list[Token] | None:
        """The subjects of the nearest verb above that has any before the pronoun, none where its object may be meant as well.

        None where none is above.
        """
        at: Token = verb
        is_object = token.dep_ not in ("nsubj", "nsubjpass") or token.lower_ == "them"  # "let them go"
        is_object = is_object and not token.lower_.endswith(("self", "selves"))
        own = own_subjects(token) if is_object else []
        for _ in range(6):
            found = [t for t in subjects(at) if t.i < token.i and not t.is_ancestor(token) and t != token]
            if found and at != verb and not set(found) <= set(own):
                return [] if c.noun == "p" and _has_plural_object(at, token) else found
            if c.noun == "p" and at != verb and _has_plural_object(at, token):
                return []
            if at.dep_ not in _CLAUSES or at.head == at:
                return None
            at = at.head
        return None

    def _fitting(self, tokens: list[Token], number: str) -> list[Candidate]:
        held = [self.settled.all_at(t.i) for t in tokens]
        if not held or not all(held):
            return []
        if any(len(ms) > _MOST for ms in held):
            return []  # "ministers from A, B and C": one group for each, so that "they" would be all of them against each other
        known = [m for ms in held for m in ms]
        if number == "n":
            return known if len(known) == 1 and known[0].kind in _BODIES else []
        return known if len(known) > 1 or known[0].kind == "group" else []

    def _of_sentence_before(self, c: Candidate) -> list[Candidate]:
        """The subject of the sentence before; of "they" the only group there, or those joined where there is none."""
        index = self.settled.document.sentence(c.root).index - 1
        if index < 0 or self.settled.document.sentences[index].chunk.kind != "body":
            return []
        sentence = self.settled.document.sentences[index]
        roots = [t for t in self.settled.document.tokens(sentence) if t.dep_ == "ROOT"]
        own = [s for r in roots[:1] for s in subjects(r)]
        fitting = self._fitting(own, c.noun or "") if own else []
        there = [m for m in self.settled.before(sentence.end) if m.start >= sentence.start and m.actor]
        if c.noun == "n":
            return fitting
        groups = _distinct(m for m in there if m.kind == "group")
        if len(fitting) > 1:
            return fitting if {m.actor for m in groups} <= {m.actor for m in fitting} else []
        if fitting:
            return fitting if len(groups) == 1 else []
        return []


def _firm(noun: Token) -> list[Token]:
    """Return whose stance it is: Norway's of "Norway is firm in its criticism", "Norway is united in its support"."""
    state = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "about", "with") else None
    if state is None:
        return []
    passive = state.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in state.children)
    if state.pos_ == "ADJ" and state.dep_ in ("acomp", "oprd"):
        return subjects(state.head)
    return coordinated(c for c in state.children if c.dep_ == "nsubjpass") if passive else []


def _has_plural_object(verb: Token, pronoun: Token) -> bool:
    """Has the verb, or one joined to it, an object in the plural before the pronoun ("arrested students after men had beaten them")?"""
    verbs = [verb, *(c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB")]
    return any(
        o.tag_ in ("NNS", "NNPS") and o.i < pronoun.i and not o.is_ancestor(pronoun)
        for v in verbs
        for c in v.children
        if c.dep_ in ("dobj", "dative", "nsubjpass") and v.i < pronoun.i
        for o in conjuncts(c)
        if c.dep_ != "nsubjpass" or v != verb
    )


def _of_people(noun: Token) -> bool:
    """Are they people and no states, for a word before them says so: "two presidential rivals", "the two Afghan rivals"?"""
    before = [t for t in noun.lefts if t.dep_ in ("amod", "compound", "nmod")]
    return any(t.lower_ in _PERSONAL or (t.dep_ == "amod" and t.ent_type_ == "NORP") for t in before)


def noun_left(token: Token) -> int:
    """Return the first token of a noun with everything that hangs on it."""
    return int(token.left_edge.i)


def _distinct(found: Iterable[Candidate]) -> list[Candidate]:
    first: dict[str | None, Candidate] = {}
    for m in found:
        first.setdefault(m.actor, m)
    return list(first.values())
