"""People in number: "US negotiators", "delegations from Russia and Ukraine", "thousands of volunteers", "leaders of the European Union"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.authority import Authority
from polgraph.lexicon import Lexicon
from polgraph.reading.cast import Candidate, conjuncts, noun_lemma, noun_start, words_of
from polgraph.reading.counted import quantity_of
from polgraph.reading.document import Document
from polgraph.reading.noun_phrases import NounPhrases, adjective_for

if TYPE_CHECKING:
    from spacy.tokens import Token

SIDES = frozenset(("delegation", "team", "side"))


class Groups(NounPhrases):
    """Reads the groups of one document, given its names by token."""

    def __init__(
        self, document: Document, names: dict[int, Candidate], authority: Authority, lexicon: Lexicon
    ) -> None:
        super().__init__(document, names, authority)
        self.lexicon = lexicon

    def numbered(self, c: Candidate, token: Token) -> Candidate:
        """Take "thousands of" into the group that it counts; a verb finds the group at either word."""
        number = quantity_of(token, self.lexicon.words["crowds"])
        if number is None or c.kind != "group":
            return c
        if number.lower_ in ("one", "1"):
            c.kind, c.noun = "person", None  # one of them: it is not said who
        c.start, c.also = noun_start(number), (number.i,)
        c.name, c.key, c.local = self.document.text(c.start, c.end), None, True
        return c

    def _named_states(self, token: Token) -> dict[str, int]:
        """The countries of a noun phrase; of bare troops joined to arms those of the arms: "Russian tanks and troops"."""
        arms = token.head
        shared = (
            token.dep_ == "conj" and arms.i < token.i and arms.lemma_.lower() in self.lexicon.words["weapons"]
        )
        if shared and not list(token.lefts) and noun_lemma(token) in self.lexicon.words["armed_people"]:
            return super()._named_states(arms)
        return super()._named_states(token)

    def groups(self, token: Token, start: int) -> list[Candidate]:
        """People in number: one group for each country named with them."""
        if token.dep_ == "poss" and token.lemma_ == "people":
            return []  # "the people's republics", "the people's will"
        states = self.states(token)
        number = any(
            c.dep_ in ("nummod", "quantmod") or c.lower_ in ("some", "several", "many", "few", "any")
            for c in token.lefts
        )
        end = token.i + 1
        tail = ""
        blamed = token.head.lemma_ in ("accuse", "convict", "suspect", "acquit")  # "of treason" is the charge
        for child in token.rights:
            if child.dep_ == "prep" and child.lower_ == "of" and child.i == token.i + 1 and not blamed:
                objects = [
                    c for c in child.children if c.dep_ == "pobj" and c.i not in self.names and c.tag_ == "NN"
                ]
                if objects and objects[0].i == child.i + 1:
                    end, tail = objects[0].i + 1, f" of {objects[0].text}"
                elif body := self._body_behind(child):
                    end, tail = body.end, f" {self.document.text(child.i, body.end)}"
        plain = [
            t for t in self.document.doc[start : token.i + 1]
            if t.dep_ in ("amod", "compound", "nmod") and t.head == token and not self.state(t) and t.tag_ != "CC"
        ]  # fmt: skip
        joined = [
            t for p in plain for t in self.document.doc[p.left_edge.i : p.i]
            if _hyphened(t, p) or (t.dep_ in ("amod", "compound", "nmod") and not self.state(t))
        ]  # fmt: skip
        noun = words_of([*sorted((*plain, *joined), key=lambda t: t.i), token]) + tail
        if named := self._body_before(token):  # "Customs and Border Protection officers"
            noun = f"{self.document.text(named.start, named.end)} {token.text}"
        if token.lemma_.lower() in SIDES and states:  # "delegations from X and Y": each has one
            noun = " ".join((*([words_of(plain)] if plain else ()), token.lemma_.lower()))
        if not states or number:
            name = self.document.text(start, end) if number else noun
            made = self.candidate(start, token, "nominal", "group", name, noun=noun_lemma(token), local=True)
            made.end = end
            return [self.numbered(made, token)]
        if quantity_of(token, self.lexicon.words["crowds"]):
            made = self.candidate(start, token, "nominal", "group", noun, noun=noun_lemma(token), local=True)
            made.country = states[0]
            return [self.numbered(made, token)]
        groups = []
        for code, first, last in self.of_each(token, start, end):
            state = self.authority.countries[code]
            adjective = adjective_for(self.document, token, state.adjectives, state.name)
            half = adjective.rpartition("-")[0]  # "African-American voters" are not all American ones
            key = f"group:{code}:{half.lower()}-{noun.lower()}" if half else f"group:{code}:{noun.lower()}"
            groups.append(
                Candidate(
                    first,
                    last,
                    token.i,
                    "nominal",
                    "group",
                    self._related(token, noun, code) or f"{adjective} {noun}",
                    key=key,
                    country=code,
                    noun=noun_lemma(token),
                )
            )
        return groups

    def _body_before(self, token: Token) -> Candidate | None:
        """The body with "and" in its name that stands before its people: the parse may hang them on one half of it."""
        held = self.names.get(token.i - 1)
        whole = held is not None and held.kind == "organization" and held.end == token.i
        joined = held is not None and any(
            t.lower_ in ("and", "&") for t in self.document.doc[held.start : held.end]
        )
        return held if whole and joined else None

    def _body_behind(self, of: Token) -> Candidate | None:
        """The body behind "of" by which people are named: "leaders of the European Union"."""
        behind = [c for c in of.children if c.dep_ == "pobj"]
        held = self.names.get(behind[0].i) if len(behind) == 1 else None
        return held if held and held.kind == "organization" and len(conjuncts(behind[0])) == 1 else None

    def _related(self, token: Token, noun: str, code: str) -> str | None:
        """What people are called who stand in a relation to the only state named behind them: "allies of the United States" are no Americans."""
        named = self._named_states(token)
        at = named.get(code, -1)
        if len(named) != 1 or at < token.i or not self.lexicon.of("person", token.lemma_.lower()):
            return None
        return f"{noun} {self.document.text(token.i + 1, self.names[at].end)}" if at in self.names else None


def _hyphened(t: Token, word: Token) -> bool:
    """Is the token part of a word with a hyphen, as "African" and "-" are of "African-American"?"""
    return bool(t.head == word and t.doc[word.i - 1].text == "-" and t.i >= word.i - 2)
