"""What stands at a word as the end of a claim: an actor, an event, whoever acts through the noun, or whose thing it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.lexicon import Lexicon
from polgraph.reading.cast import Candidate, Cast, End, appositions, conjuncts, is_joined_before, subjects
from polgraph.reading.clauses import agents, prepositional
from polgraph.reading.document import Document
from polgraph.reading.happenings import Happening, at
from polgraph.reading.implied import Implied
from polgraph.reading.kinds import only_where
from polgraph.reading.noun_phrases import prefixed

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOT_ACTING = frozenset(
    "member ally critic opponent supporter rival voter journalist prisoner hostage customer worker partner".split()
)

_LEADING = frozenset("leader chief boss chairman chairwoman chair head hopeful candidate nominee".split())
_WHERE = ("of", "in", "from", "near", "at", "on")
_LETTERS = 3  # of a state's short form
_BLASTS = frozenset(("blast", "explosion", "hijacking"))
CREDIT = frozenset(("responsibility", "credit"))
TAKING = frozenset(("claim", "accept", "admit", "assume", "take"))
_DEEPEST = 2  # nouns between a thing and the place or owner that says whose it is

_PEOPLE = ("agents", "posts", "insiders", "lawmakers", "armed_people")


def is_somebody(noun: Token, lexicon: Lexicon) -> bool:
    """Is it a noun for people: "X's nominee", "his generals"?"""
    lemma = noun.lemma_.lower()
    named = any(lemma in lexicon.words[w] for w in _PEOPLE)
    return noun.pos_ == "NOUN" and (named or bool(lexicon.of("person", lemma)))


class Ends:
    """Looks up ends at the words of one document."""

    def __init__(self, document: Document, cast: Cast, happenings: list[Happening], lexicon: Lexicon) -> None:
        self.document, self.cast, self.happenings, self.lexicon = document, cast, happenings, lexicon
        self.implied = Implied(cast, lexicon)

    def ends(self, tokens: list[Token], *, owner: bool) -> list[End]:
        """Return actors and events at `tokens`; with `owner` also those whose order, plan or goal stands there."""
        found: list[End] = []
        for token in tokens:
            here = self.here(token) or self._stands_for(token)
            found.extend(here or (self.owner(token) if owner else []))
        return found

    def _stands_for(self, noun: Token) -> list[End]:
        """Return the body or person that acts through others: "IAEA inspectors", "the NATO alliance", "Castro's government".

        A title before a name ("the Irish premier X") is the parse's head of the name.
        """
        if titled := [e for c in appositions(noun) for e in self.here(c) if e.kind == "person"]:
            return titled
        lemma = noun.lemma_.lower()
        if noun.pos_ == "NUM" or lemma in self.lexicon.words["quantities"] | self.lexicon.words["land_nouns"]:
            return [
                e for o in prepositional(noun, ("of",)) for e in self.here(o)
            ]  # "dozens of X", "the city of X"
        named = [
            (c, t) for t in noun.lefts if t.dep_ in ("compound", "nmod", "poss") for c in self.cast.at(t.i)
        ]
        if lemma in self.lexicon.words["shells"]:
            held = [c for c, t in named if c.kind == "organization" or t.dep_ == "poss"]
        elif lemma in self.lexicon.words["people"] - _NOT_ACTING:
            held = [c for c, t in named if c.kind == "organization" and not self._leads(noun, c)]
        else:
            return self._members(noun) if lemma == "member" else []
        found = [End(c.actor or "", c.kind, c.start, c.end, c.root) for c in held if c.kind != "place"]
        if not found and lemma in self.lexicon.words["people"] and noun.tag_ not in ("NN", "NNP"):
            behind = [e for o in prepositional(noun, ("of", "from")) for e in self.here(o)]
            found = [e for e in behind if e.kind == "organization"]  # "leaders of the network"
        if not found and lemma.startswith("spokes"):
            found = [e for o in prepositional(noun, ("for", "of")) for e in self.here(o)]
        return found

    def _leads(self, noun: Token, body: Candidate) -> bool:
        """Is it one who leads a party, "the Labour leader"? He is somebody, whether the article names him or not, and the party does not act."""
        one = noun.tag_ in ("NN", "NNP") and noun.lemma_.lower() in _LEADING
        return one and self.cast.actor(body.actor or "").subkind == "party"

    def _members(self, noun: Token) -> list[End]:
        """A member of an armed group stands for it ("arrested a member of Hezbollah"), one of a council does not."""
        bodies = [e for o in prepositional(noun, ("of",)) for e in self.here(o) if e.kind == "organization"]
        return [e for e in bodies if self.cast.actor(e.id).subkind == "armed_group"]

    def here(self, token: Token) -> list[End]:
        """Return who or what stands at a token: actors, an event, a name around it; none where a service is only where something is written."""
        if only_where(token):
            return []
        held = self.cast.at(token.i)
        if held:
            return [End(c.actor or "", self.cast.kind(c.actor or ""), c.start, c.end, c.root) for c in held]
        happening = at(self.happenings, token.i)
        if happening and token.pos_ in ("NOUN", "PROPN"):  # a verb that is an event is no end of a claim
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
        found = self.possessors(noun, compound=True)
        if not found:
            done = noun.lemma_.lower() in self.lexicon.words["deed_nouns"]
            words = ("by", "from") if done else ("of", "by", "from")  # "the invasion of X" is not X's
            found = self.ends(prepositional(noun, words), owner=False)
        return [e for e in found if e.kind != "place"]

    def owned(self, noun: Token, depth: int = 0) -> list[End]:
        """Return whose the struck, seized or helped thing is: "Syria's airfields", "a depot in Crimea", "a base in a village of Crimea"."""
        if noun.lemma_.lower() in self.lexicon.words["edges"]:
            return []
        found = self.possessors(noun, compound=True)
        if noun.lemma_.lower() in self.lexicon.words["bystanders"]:
            return found
        for o in [] if found else prepositional(noun, _WHERE):
            found.extend(
                self.ends([o], owner=False) or (self.owned(o, depth + 1) if depth < _DEEPEST else [])
            )
        return found

    def struck(self, noun: Token) -> list[End]:
        """Return who is hit with a thing: its state or body, a person only with what is about him ("his convoy", not "his symbols of power")."""
        near = noun.lemma_.lower() in self.lexicon.words["personal_things"]
        return [e for e in self.owned(noun) if near or e.kind != "person"]

    def whose(self, noun: Token) -> list[End]:
        """Return whose deed is judged, whatever it is called: "Iran's silence", "Iranian tactics", "violence by the army"."""
        person = is_somebody(noun, self.lexicon)
        if (
            noun.lemma_.lower() in self.lexicon.words["wares"]
        ):  # who praises German cars does not praise Germany
            return [e for e in self.possessors(noun, compound=False) if e.kind == "person"]
        if named := self.owner(noun):
            return [e for e in named if not (person and e.kind == "person")]
        deps = [c for c in noun.lefts if c.dep_ in ("poss", "amod") and not prefixed(c)]
        found = self.ends(
            [x for c in deps for x in conjuncts(c) if c.dep_ == "poss" or self.cast.at(x.i)], owner=False
        )
        if person and any(e.kind == "person" for e in found):
            return []  # who mocks X's son does not mock X
        bare = (c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN")
        made = [g for c in bare if not any(s.dep_.startswith("nsubj") for s in c.children) for g in agents(c)]
        found = found or self.ends(prepositional(noun, ("by",)) + made, owner=False)
        return found or self.implied.doer(noun)

    def wielder(self, noun: Token) -> list[End]:
        """Return whose weapon or attack it is that strikes: "Iranian missiles", "an attack by the rebels"."""
        if noun.lemma_.lower() in self.lexicon.words["quantities"]:  # "a series of Iranian strikes"
            return [e for o in prepositional(noun, ("of",)) for e in self.wielder(o)]
        if noun.lemma_.lower() in _BLASTS:  # "the Beirut blast" names the place, and it may be nobody's deed
            return self.ends(_claimants(noun), owner=False)
        if noun.lemma_.lower() not in self.lexicon.words["weapons"]:
            return []
        if noun.lemma_.lower() == "bomb" and any(self._is_land(c) for c in noun.lefts):
            return self.ends(_claimants(noun), owner=False)  # "Yemen bomb kills five": where it was
        found = self.possessors(noun, compound=True) or self.ends(
            prepositional(noun, ("by", "from", "of")), owner=False
        )
        return found or self.ends(_claimants(noun), owner=False)

    def _is_land(self, word: Token) -> bool:
        """Is it a state by its name, and not by an adjective or letters ("Russian bombs", "US bombs")?"""
        state = any(c.kind in ("country", "place") for c in self.cast.at(word.i))
        return word.dep_ == "compound" and state and len(word.text.replace(".", "")) > _LETTERS

    def attacker(self, noun: Token) -> list[End]:
        """Return who strikes in the attack in which somebody dies; a bare name before it may be the place: "the Kharkiv strike"."""
        if noun.lemma_.lower() not in self.lexicon.words["weapons"]:
            return []
        before = [
            c for c in noun.lefts if c.dep_ in ("poss", "amod") and (c.dep_ == "poss" or self.cast.at(c.i))
        ]
        named = [
            e for c in noun.lefts if c.dep_ == "compound" for e in self.here(c) if e.kind == "organization"
        ]
        found = self.ends([x for c in before for x in conjuncts(c)], owner=False) or named
        return found or self.ends(prepositional(noun, ("by", "from")) + _claimants(noun), owner=False)

    def anchor(self, noun: Token) -> list[End]:
        """Return the state of a group that is named by it, where the article speaks of the state too: of "the Ukrainian delegation" Ukraine."""
        codes = {c.country: c for c in self.cast.at(noun.i) if c.kind == "group" and c.country}
        states = [a for a in self.cast.actors if a.kind == "country" and a.country in codes]
        return [End(a.id, a.kind, (c := codes[a.country or ""]).start, c.end, c.root) for a in states]

    def possessors(self, noun: Token, *, compound: bool) -> list[End]:
        deps = ("poss", "compound", "nmod", "amod") if compound else ("poss",)
        return self.ends(
            [
                x
                for c in noun.lefts
                if c.dep_ in deps and not prefixed(c) and not is_joined_before(c)
                for x in conjuncts(c)
                if c.dep_ == "poss" or self.cast.at(x.i)
            ],
            owner=False,
        )


def _claimants(attack: Token) -> list[Token]:
    """Return who claims an attack: "attacks claimed by X killed", "X claimed two attacks which killed", "the blast, for which X claimed responsibility"."""
    for clause in (c for c in attack.children if c.lemma_ == "claim" and c.dep_ in ("acl", "relcl")):
        if clause.tag_ == "VBN" and (by := agents(clause)):
            return by
        if any(c.dep_ == "dobj" and c.lower_ in CREDIT for c in clause.children):
            return subjects(clause)
    if attack.dep_ == "dobj" and attack.head.lemma_ == "claim":
        return subjects(attack.head)
    credit = attack.head.head if attack.dep_ == "pobj" and attack.head.lower_ == "for" else None
    claimed = credit is not None and credit.dep_ == "dobj" and credit.lower_ in CREDIT
    return subjects(credit.head) if credit is not None and claimed and credit.head.lemma_ in TAKING else []
