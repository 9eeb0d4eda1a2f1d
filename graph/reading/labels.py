"""Candidates that do nothing themselves: whose or from where somebody else is, a body in brackets or behind a post, a place within another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from polgraph.lexicon import Lexicon
from polgraph.model import Actor
from polgraph.reading.candidates import Candidate
from polgraph.reading.cast import Candidate as Held
from polgraph.reading.cast import Cast, appositions, noun_lemma
from polgraph.reading.document import Document
from polgraph.reading.kinds import only_where
from polgraph.reading.noun_phrases import prefixed

if TYPE_CHECKING:
    from spacy.tokens import Token

_SHORTEST = 3
_HYPHENS = ("-", "–")
_GOES_ON = ("on", "for")
_BEFORE_NAMES = ("amod", "compound", "nmod", "poss")
_FROM = frozenset("base bear educate train raise register list headquarter".split())
"""What a word with a hyphen says of somebody's home: "a US-based cleric", not "a US-led coalition", which the US leads."""
_DOING = ("er", "or", "ist", "ee", "man", "woman", "ion", "ment")
"""How nouns for people and for acts end: "trainee", "bomber", "expansion"."""
_WHERE = frozenset("in near at across around inside outside throughout along".split())
_PROPERTY = frozenset(
    "pipeline plant base site facility factory field infrastructure headquarters pillar project".split()
)
"""What stands for its owner where it is helped, hit or looked into."""
_ACTIVE = (
    "people", "agents", "collectives", "bare_bodies", "shells", "message_nouns", "deed_nouns", "weapons", "state_nouns", "member_nouns",
    "armed_people", "papers", "lands", "private", "posts",
)  # fmt: skip
"""Lists of the lexicon whose nouns act, or are what somebody did: "the UN inspectors", "a Hamas attack"."""
_CHAMBERS = ("house", "senate", "caucus", "congress", "parliament", "assembly", "council", "committee")
_OWN_BODIES = ("watchdog", "agency", "tribunal", "court", "regulator")
_PEOPLE = ("agents", "posts", "insiders", "lawmakers", "private")
_ARMS = ("government", "military")
_OF_STATE = ("government", "ministry", "military", "agency", "court", "legislature")
"""Kinds of bodies that act for their state where they are only described: of "Turkey's army" Turkey may be the end, of "Turkey's broadcaster" not."""


class Labels:
    """Tells labels from actors in one document."""

    def __init__(self, document: Document, cast: Cast, lexicon: Lexicon) -> None:
        self.document, self.cast, self.lexicon = document, cast, lexicon

    def in_title(self, c: Candidate) -> bool:
        """Does it only stand in somebody's title: "French" in "French President X", "NBC's" in "NBC's X"? Then he acts, not the state or body."""
        word = self.document.doc[c.root]
        kind = self.cast.kind(c.actor or "")
        if kind == "organization" and word.dep_ == "appos":  # "Ann Bell, commander, Central Command, met"
            return any(held.kind == "person" and held.form != "name" for held in self.cast.at(word.head.i))
        for head in _heads(word):
            named = [
                t for t in appositions(head) if head.dep_ not in _BEFORE_NAMES and kind == "organization"
            ]
            held = [h for t in (head, *named) for h in self.cast.at(t.i) if h.actor != c.actor]
            if any(h.kind == "person" and (kind == "country" or h.form == "name") for h in held):
                return True
        return False

    def qualifies(self, c: Candidate) -> bool:
        """Does a state or body only say whose somebody private is: "German" in "a German shipbuilder", "Pakistan's" in "Pakistan's ISI"?

        Where the noun is a force, an official or an act of the state, the state may be meant.
        """
        kind = self.cast.kind(c.actor or "")
        word = self.document.doc[c.root]
        if kind not in ("country", "organization", "group"):
            return False
        if word.dep_ == "npadvmod" and word.i + 1 < word.head.i and word.nbor().text == "-":
            return word.head.lemma_ in _FROM
        if kind == "group":
            return False
        for head in _heads(self.document.doc[c.root]):
            held = [h for h in self.cast.at(head.i) if h.actor != c.actor and h.kind == "organization"]
            if head.lemma_.lower() in self.lexicon.words["state_nouns"]:
                return False  # "Iranian government websites"
            if kind == "country" and any(map(_own, held)):
                return True
            if noun_lemma(head) in self.lexicon.words["private"] and head.pos_ in ("NOUN", "PROPN"):
                return True
        return False

    def against(self, c: Candidate) -> bool:
        """Does it only say against or for whom people are, or what they are not: "anti-Taliban fighters", "non-US troops"; not "anti-US protests"?"""
        doc, lists = self.document.doc, self.lexicon.words
        if not prefixed(doc[c.start]):
            return False
        people = lists["people"] | lists["agents"] | lists["armed_people"]
        return doc[c.start - 2].lower_ == "non" or any(noun_lemma(h) in people for h in _heads(doc[c.root]))

    def of_thing(self, c: Candidate) -> bool:
        """Does a body or person only name a thing that neither acts nor is an act: "NBC ratings", "the UN umbrella"?"""
        if self.cast.kind(c.actor or "") not in ("organization", "person"):
            return False
        word = self.document.doc[c.root]
        if only_where(word):
            return True
        nouns: list[Token] = []
        while word.dep_ == "compound":
            word = word.head
            nouns.append(word)
        if nouns and self._person(nouns[-1]) and self._only_whose(c):
            return True
        if nouns and noun_lemma(nouns[-1]) in ("member", "lawmaker") and self._seats(c, nouns[-1]):
            return True
        if any(
            self._described(h, c) for head in _heads(self.document.doc[c.root]) for h in self.cast.at(head.i)
        ):
            return True
        return bool(nouns) and nouns[-1].pos_ == "NOUN" and not any(map(self._active, nouns))

    def _seats(self, c: Candidate, members: Token) -> bool:
        """Is it a chamber or caucus, whose members are not the body itself, or does the text hold its members themselves: "UAW members"?"""
        actor = self.cast.actor(c.actor or "")
        if actor.kind == "organization" and actor.subkind != "party" and self.cast.at(members.i):
            return True
        return actor.subkind == "legislature" or actor.name.lower().split()[-1] in _CHAMBERS

    def _described(self, held: Held, c: Candidate) -> bool:
        """Is somebody's body described behind its name: "the UN nuclear watchdog", which is not the UN?"""
        body = held.kind == "organization" and held.form == "nominal" and held.actor != c.actor
        noun = noun_lemma(self.document.doc[held.root])
        return body and (
            noun in _OWN_BODIES or (noun == "campaign" and self.cast.kind(c.actor or "") == "person")
        )

    def _only_whose(self, c: Candidate) -> bool:
        """Does a person or party before the noun of one person only say whose he is: "Trump lawyer", "GOP hopeful"?"""
        actor = self.cast.actor(c.actor or "")
        return actor.kind == "person" or actor.subkind == "party"

    def _person(self, noun: Token) -> bool:
        """Is it a noun for one person: "adviser", "hopeful"?"""
        lists = self.lexicon.words
        return noun.tag_ in ("NN", "NNP") and any(noun_lemma(noun) in lists[w] for w in _PEOPLE)

    def only_where(self, c: Candidate) -> bool:
        """Does a state or place only say where something was done: "was arrested in Peru", "captured fighting near Aleppo"?"""
        if self.cast.kind(c.actor or "") not in ("country", "place"):
            return False
        word = self.document.doc[c.root]
        return (
            word.dep_ == "pobj"
            and word.head.lower_ in _WHERE
            and word.head.dep_ == "prep"
            and word.head.head.pos_ in ("VERB", "AUX")
        )

    def _active(self, noun: Token) -> bool:
        """May a noun act, or be what somebody did? One that the model has never met may."""
        lemma = noun_lemma(noun)
        if (
            self.cast.at(noun.i)
            or noun.is_oov
            or lemma.endswith(_DOING)
            or lemma in _PROPERTY
            or self.lexicon.of("noun", lemma)
        ):
            return True
        return any(lemma in self.lexicon.words[w] for w in _ACTIVE)

    def of_longer_name(self, c: Candidate) -> bool:
        """Is a state only one half of what names a body: "US" of "the US-Caribbean Forum"?"""
        doc, word = self.document.doc, self.document.doc[c.root]
        last = max((h.i for h in _heads(word)), default=word.i)
        if last < c.end or doc[last].pos_ != "PROPN":
            return False
        after = doc[c.end].text in _HYPHENS and last > c.end + 1 and doc[c.end + 1].shape_[0] == "X"
        before = c.start > 1 and doc[c.start - 1].text in _HYPHENS and doc[c.start - 2].shape_[0] == "X"
        return after or before

    def a_work(self, c: Candidate) -> bool:
        """Does a name stand in quotation marks of its own, as titles of books do: Hitler's "Mein Kampf"?"""
        doc = self.document.doc
        around = c.start > 0 and c.end < len(doc)
        return around and doc[c.start - 1].is_quote and doc[c.end].is_quote and c.form == "name"

    def in_bracket(self, c: Candidate) -> bool:
        """Is a body only the label of the name before it: "(D-Wis.)", "(SPD)"?"""
        bracket = c.start > 0 and self.document.doc[c.start - 1].text == "("
        return bracket and self.cast.kind(c.actor or "") == "organization"


def _own(body: Held) -> bool:
    """Does a body act for itself and not for its state: one with a name that is no army, or a described one of a kind of its own?"""
    if body.form == "name":
        return body.subkind not in _ARMS
    return body.subkind is not None and body.subkind not in _OF_STATE


def _heads(word: Token) -> Iterator[Token]:
    """Yield the nouns that a word stands before, the nearest first."""
    while word.dep_ in _BEFORE_NAMES:
        word = word.head
        yield word


def cut(document: Document, end: int) -> bool:
    """Does the name of a body go on behind what was found of it: "the European Council" of "… on Regional Order"? `end`: the token behind it."""
    after = document.doc[end : end + 2]
    return (
        len(after) == 2
        and after[0].lower_ in _GOES_ON
        and after[1].pos_ in ("PROPN", "ADJ")
        and after[1].is_title
    )


def shortened(one: Actor, other: Actor) -> bool:
    """Is the name of a body the beginning of the other's: "the Fed" of "the Federal Reserve"?"""
    if not one.kind == other.kind == "organization":
        return False
    short, long = sorted((one.name.lower(), other.name.lower()), key=len)
    return len(short) >= _SHORTEST and " " not in short and " " in long and long.startswith(short)


def within(one: Candidate, other: Candidate) -> bool:
    """Does a place lie in the words of another: "Ukraine" in "Ukraine's president"?"""
    return other.span[0] <= one.span[0] and one.span[1] <= other.span[1] and one.span != other.span


def distinct(ends: list[Candidate]) -> list[Candidate]:
    """Leave out candidates of one actor that lie within another of it."""
    return [
        e
        for e in ends
        if not any(
            o is not e
            and o.actor == e.actor
            and o.span[0] <= e.span[0]
            and e.span[1] <= o.span[1]
            and o.span != e.span
            for o in ends
        )
    ]
