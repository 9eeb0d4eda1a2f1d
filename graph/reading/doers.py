"""Who does it: the subject of a verb, wherever the grammar has put it, and of a noun that a verb carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.lexicon import Lexicon
from polgraph.reading.cast import Cast, conjuncts, listed_subjects
from polgraph.reading.clauses import (
    agents,
    antecedents,
    bare_passive,
    behind,
    coordinated,
    lemmas,
    objects,
    of_a_kind,
    prepositional,
    told_before,
    topmost,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_BLAMING = ("of", "for", "from", "against")  # "accused Iran of arming", "barred Iran from selling"
STATES = frozenset(("commit", "dedicate", "engage", "involve", "determine", "resolve"))
_DEEPEST = 5
_NEAR = 15  # words between a relative pronoun and the verb that it belongs to
_FINITE = ("VBD", "VBZ", "VBP")
_BARE = ("xcomp", "advcl", "ccomp", "acl", "conj")
_NAMING = frozenset("appoint name nominate elevate choose pick select tap elect promote hire pull".split())
_POSTED = frozenset(("succeed", "replace"))
_LEVERS = frozenset(("influence", "leverage", "pressure", "clout", "power"))


def bidden_to(verb: Token, lexicon: Lexicon) -> bool:
    """Is it an infinitive or clause that the object of the verb above does: "asked Uganda to sign", be it parsed as a purpose or not?"""
    above = verb.head.lemma_
    if verb.dep_ not in ("xcomp", "ccomp", "advcl") or (verb.dep_ == "advcl" and verb.tag_ != "VB"):
        return False
    if verb.lemma_ in _POSTED and above in _NAMING:
        return True  # "named X to the court, to succeed Y"
    return above in lexicon.words["bidding_verbs" if verb.dep_ == "advcl" else "object_control"]


class Doers:
    """Finds subjects in one document."""

    def __init__(self, cast: Cast, lexicon: Lexicon) -> None:
        self.cast, self.lexicon = cast, lexicon

    def subjects(self, verb: Token, depth: int = 0) -> list[Token]:
        """Return the subject, the agent of a passive, or whoever controls an infinitive or participle."""
        if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children) or bare_passive(verb):
            return agents(verb)
        if of_a_kind(verb):
            return []
        if own := listed_subjects(verb):
            own = antecedents([*self._before_comma(verb, own[0]), *own])
            return self._same_as_above(verb, own[0], depth) or own
        if verb.dep_ == "acl" and verb.tag_ == "VBN":
            return agents(verb)
        if told := self._after_source(verb):
            return told
        above = verb.head
        adjective = verb.pos_ == "ADJ" or verb.lemma_ in STATES
        if adjective and verb.dep_ in ("acomp", "attr", "oprd") and above.pos_ in ("AUX", "VERB"):
            return antecedents(listed_subjects(above) or listed_subjects(above, "nsubjpass"))
        if verb.pos_ == "ADJ" and verb.dep_ in ("amod", "acl", "relcl") and above.i < verb.i:
            return self._of_paper(above, depth) or conjuncts(
                above
            )  # "a report critical of X", "fighters loyal to X"
        if verb.dep_ == "ROOT":
            return self._of_headline(verb)
        return self._controller(verb, depth) if depth < _DEEPEST else []

    def _after_source(self, verb: Token) -> list[Token]:
        """ "According to X, Y has": the subject that the parse takes for an explanation of the source."""
        source = next((c for c in verb.lefts if c.lower_ == "according"), None)
        named = [t for t in source.subtree if t.dep_ == "pobj" and t.head.head == source] if source else []
        return [
            c for t in named for c in t.children
            if c.dep_ == "appos" and self.cast.at(c.i) and any(a.dep_ == "aux" or a.tag_ == "VBD" for a in (verb, *verb.lefts))
        ][:1]  # fmt: skip

    def _same_as_above(self, verb: Token, subject: Token, depth: int) -> list[Token]:
        """ "The ministry said it would": whoever speaks, where the pronoun stands for nobody else."""
        unclear = subject.lower_ in ("it", "they") and not self.cast.at(subject.i)
        says = verb.dep_ == "ccomp" and verb.head.lemma_ in self.lexicon.words["say_verbs"]
        if not unclear or not says or depth >= _DEEPEST:
            return []
        speaking = self.subjects(verb.head, depth + 1)
        kinds = (
            ("country", "organization", "group") if subject.lower_ == "they" else ("country", "organization")
        )
        return [t for t in speaking if any(c.kind in kinds for c in self.cast.at(t.i))]

    def _before_comma(self, verb: Token, subject: Token) -> list[Token]:
        """ "Israel, Lebanon sign a deal": the first of two subjects that a headline joins by a comma."""
        start = subject.left_edge.i
        near = (c for c in verb.children if c.dep_ in ("npadvmod", "dep") and c.right_edge.i == start - 2)
        return [c for c in near if c.doc[start - 1].text == "," and self.cast.at(c.i)]

    def _of_headline(self, verb: Token) -> list[Token]:
        """ "Zelensky slams", "Xi likely to visit": the name that the parse of a headline takes for a part of the verb or adjective."""
        bound = any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in verb.children) and verb.pos_ == "ADJ"
        deps = ("compound", "nmod", "npadvmod", "advmod", "amod", "dep") if bound else ("compound", "nmod")
        before = [c for c in verb.lefts if c.dep_ in deps and self.cast.at(c.i)]
        return before if bound or any(c.dep_ == "dobj" for c in verb.children) else []

    def _controller(self, verb: Token, depth: int) -> list[Token]:
        head = verb.head
        if told := told_before(verb, self.lexicon):
            return self.subjects(told, depth + 1)
        if clause := next((c for c in verb.lefts if c.dep_ == "csubj"), None):
            return objects(clause) if clause.lemma_ in self.lexicon.words["say_verbs"] else []
        if verb.dep_ == "conj" and (within := self._within_relative(verb)):
            return within
        if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
            while (
                verb.tag_ in _FINITE and head.tag_ == "VB" and head.dep_ in _BARE and head.head.pos_ == "VERB"
            ):
                head = head.head  # "called on X to talk and asked": asked goes on with called
            passive = coordinated(c for c in head.children if c.dep_ == "nsubjpass")
            if passive and verb.tag_ != "VBN":
                return passive  # "was asked by X to go but refused"
            return self.subjects(head, depth + 1)
        if verb.dep_ in ("xcomp", "ccomp") and head.lemma_ == "use" and (led := _led(head)):
            return led
        modal = any(c.tag_ == "MD" for c in verb.children)  # "46 percent said they would back X"
        if modal and verb.dep_ in ("xcomp", "ccomp"):
            return []
        if bidden_to(verb, self.lexicon):
            given = coordinated(c for c in head.children if c.dep_ in ("dobj", "nsubjpass", "dative"))
            on = (c for c in head.children if c.dep_ == "prep" and c.lower_ in ("on", "upon", "to", "for"))
            return given or behind(on)
        if verb.dep_ in ("xcomp", "advcl", "prep", "pcomp") and head.pos_ in (
            "VERB",
            "AUX",
            "ADJ",
            "ADP",
            "SCONJ",
        ):
            return self._above(verb, depth)
        if verb.dep_ == "pcomp" and head.head.pos_ == "NOUN":
            return [p for n in (head.head.head, head.head) for p in n.lefts if p.dep_ == "poss"][:1]
        if verb.dep_ == "xcomp" and head.pos_ == "PROPN" and (top := topmost(head)).dep_ == "ROOT":
            return self._of_noun(verb, top, depth)  # a headline: "Biden, Xi to meet"
        if verb.dep_ == "acl":
            return self._of_noun(verb, head, depth)
        if verb.dep_ == "relcl" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
            return [head]
        return []

    def _within_relative(self, verb: Token) -> list[Token]:
        """ "Bishops who, backed by X, urged", "a test which X said allows": the noun of a relative clause that the parse has left open."""
        for clause in verb.doc[max(0, verb.i - _NEAR) : verb.i]:
            if clause.dep_ != "relcl" or clause.head.i > clause.i:
                continue
            which = next((c for c in clause.lefts if c.tag_ in ("WP", "WDT")), None)
            between = verb.doc[clause.i + 1 : verb.i]
            if which is None:
                continue
            says = clause.lemma_ in self.lexicon.words["say_verbs"] and which.dep_ == "dobj"
            if says and all(t.pos_ == "ADV" for t in between):
                return antecedents([which])
            inserted = clause.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in clause.children)
            set_off = verb.doc[which.i + 1].text == "," and verb.doc[verb.i - 1].text == ","
            if inserted and set_off and which.dep_.startswith("nsubj"):
                return antecedents([which])
        return []

    def _above(self, verb: Token, depth: int) -> list[Token]:
        """The subject of the verb above, or its object where that is blamed or barred."""
        head = verb.head
        if head.pos_ in ("ADJ", "ADP", "SCONJ") and head.head != head:
            head = head.head
        before = verb.dep_ == "pcomp" and verb.i < head.i and head.lemma_ in self.lexicon.words["say_verbs"]
        if before and any(c.dep_ == "ccomp" and c.i > head.i for c in head.children):
            return []  # "instead of blaming Iran, X said, they should"
        blaming = (
            c
            for c in head.children
            if c.dep_ == "prep" and c.lower_ in _BLAMING and head.i < c.i <= verb.head.i
        )
        of = next(blaming, None)  # "accused X of stirring hatred by arming Y", wherever the parse hangs "by"
        if (
            verb.dep_ == "pcomp"
            and of
            and (verb.head == of or verb.head.lower_ == "by")
            and (blamed := objects(head))
        ):
            return blamed
        if passive := listed_subjects(head, "nsubjpass") or (
            listed_subjects(head) if bare_passive(head) else []
        ):
            return passive
        return self.subjects(head, depth + 1)

    def _of_noun(self, verb: Token, noun: Token, depth: int) -> list[Token]:
        """ "X asking", "X to visit", "the nominee to replace", "Ukraine's plan to", "has a plan to"."""
        if writes := self._of_sender(verb, noun):
            return self.subjects(writes, depth + 1)
        if verb.tag_ == "VBG" or (noun.dep_ == "ROOT" and noun.pos_ == "PROPN"):
            return self._of_paper(noun, depth) or conjuncts(noun)
        named = noun.lemma_.lower() in self.lexicon.words["agents"] and verb.tag_ == "VB"
        if self.lexicon.of("person", noun.lemma_.lower()) or named:
            return [noun]  # "X's nominee to replace Y"
        first = next((c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VB" and c.i < verb.i), None)
        if first is not None and first.lemma_ in self.lexicon.words["object_control"]:
            return objects(first)  # "a decision to choose X to replace Y": X replaces
        deps = ("poss", "compound", "amod")
        if owners := [c for c in noun.lefts if c.dep_ in deps and self.cast.at(c.i)]:
            return owners
        if verb.tag_ == "VB" and (backed := self.backed(noun)):
            return backed
        if any(c.dep_ == "poss" and c.tag_ != "PRP$" for c in noun.lefts):
            return []  # "his country's bid to join": somebody's, but nobody that we know
        if self._of_bidder(noun):
            return []
        judged = noun.head.lemma_ in self.lexicon.words["judging_verbs"] and noun.dep_ == "dobj"
        if noun.dep_ in ("dobj", "attr") and noun.head.pos_ == "VERB":
            return (
                [] if judged else self.subjects(noun.head, depth + 1)
            )  # "praised a plan to arm X": whose plan?
        if verb.tag_ == "VB" and noun.lemma_.lower() in ("coalition", "alliance"):
            return [noun]  # "the coalition to defeat X"
        return []

    def _of_sender(self, verb: Token, noun: Token) -> Token | None:
        """ "Sent a letter to X urging Y", "wrote to X accusing Y": the verb whose subject writes, not the one who is written to."""
        words, to = self.lexicon.words, noun.head
        if verb.tag_ != "VBG" or noun.dep_ != "pobj" or to.lower_ not in ("to", "with", "on"):
            return None
        if verb.lemma_ not in words["say_verbs"] | words["judging_verbs"] | words["bidding_verbs"]:
            return None
        above = to.head
        if above.lemma_.lower() in words["papers"] and above.dep_ == "dobj":
            above = above.head
        sends = any(c.dep_ == "dobj" and c.lemma_.lower() in words["papers"] for c in above.children)
        return (
            above
            if above.pos_ == "VERB" and (sends or above.lemma_ in ("write", "email", "tweet", "post"))
            else None
        )

    def _of_bidder(self, noun: Token) -> bool:
        """ "X urged Y not to block its bid to": may the noun be that of whoever bids?"""
        bidden = noun.dep_ == "dobj" and noun.head.dep_ in ("xcomp", "ccomp")
        bidden = bidden and noun.head.head.lemma_ in self.lexicon.words["object_control"]
        return bidden and any(c.tag_ == "PRP$" for c in noun.lefts)

    def _of_paper(self, noun: Token, depth: int) -> list[Token]:
        """ "signed a decree granting", "filed a lawsuit accusing", "X's statement condemning": whose paper it is."""
        if self.cast.around(noun.i) or noun.lemma_.lower() not in self.lexicon.words["papers"]:
            return []
        if owners := [c for c in noun.lefts if c.dep_ in ("poss", "compound") and self.cast.at(c.i)]:
            return owners
        carries = noun.dep_ == "dobj" and noun.head.pos_ == "VERB"
        return self.subjects(noun.head, depth + 1) if carries else []

    def backed(self, noun: Token) -> list[Token]:
        """ "Supports X in the fight", "help for X in its campaign": who is backed in it and so fights."""
        prep = noun.head
        if (
            noun.dep_ != "pobj"
            or prep.lower_ != "in"
            or noun.lemma_.lower() not in self.lexicon.words["fights"]
        ):
            return []
        above, backing = prep.head, self.lexicon.words["backing"]
        if not backing.isdisjoint(lemmas(above)):
            words = ("for", "to", "of", "by", "with")
            return (objects(above) if above.pos_ == "VERB" else []) or prepositional(above, words)
        if (
            carried := [o for o in objects(above) if o.lemma_.lower() in backing]
            if above.pos_ == "VERB"
            else []
        ):
            return prepositional(carried[0], ("for", "to", "of"))
        own = any(c.tag_ == "PRP$" for c in noun.lefts)
        helped = next((t for t in above.ancestors if not backing.isdisjoint(lemmas(t))), None)
        if not (own or helped is not None) or above.pos_ not in ("NOUN", "PROPN"):
            return []
        first = above
        while first.dep_ == "conj" and any(c.lower_ == "their" for c in noun.lefts):
            first = first.head
        return conjuncts(first)


def _led(use: Token) -> list[Token]:
    """ "Used its influence on X to": X does what follows."""
    levers = [c for c in use.children if c.dep_ == "dobj" and c.lemma_.lower() in _LEVERS]
    return behind(
        g
        for c in (use, *levers)
        if levers
        for g in c.children
        if g.dep_ == "prep" and g.lower_ in ("on", "over", "with")
    )
