"""Somebody by relation: "a close ally of the president", "her deputy". An apposition, a predicate or the rest of the text says who."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.reading.cast import Candidate, appositions, conjuncts
from polgraph.reading.settled import Settled

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEAD = 2  # sentences behind the first, the headline among them


class Relations:
    """Resolves relations; what it finds is put into `settled`."""

    def __init__(self, settled: Settled) -> None:
        self.settled = settled
        self.known: dict[tuple[str, str], str] = {}  # (noun, identity of argument) -> identity

    def relation(self, c: Candidate, *, last: bool = False) -> None:
        """ "ally of X": an apposition or a predicate names who; else whoever stood in this relation before."""
        doc = self.settled.document.doc
        token = doc[c.root]
        owner = self.settled.owner(c.argument)
        who, why = self.explained(token), "relation:explained"
        if who is None and owner and c.noun and not _is_one_more(token):
            who, why = self.known.get((c.noun, owner)), "relation:as before"
        if who is None and last:
            who, why = self._announced(c), "relation:announced"
        if who is None or who == owner:
            if not last:
                self.settled.unclear.append(c)
            return
        if last:
            self.settled.unclear.remove(c)
        self.settled.put(c, who, why)
        if owner and c.noun:
            self.known[c.noun, owner] = who

    def explained(self, token: Token) -> str | None:
        """Return the person that an apposition or "is" makes the same as this noun, also as the second of two ("X, president and chief executive")."""
        while token.dep_ == "conj" and token.tag_ == "NN" and _shares_article(token):
            token = token.head
        heads = (
            [[t for t in conjuncts(token.head) if t.i < token.i][-1]]
            if _is_behind(token)
            else [token.head]
            if token.dep_ == "appos"
            else []
        )
        heads += appositions(token)
        if (
            token.dep_ == "attr"
            and token.head.lemma_ == "be"
            and not any(c.dep_ == "neg" for c in token.head.children)
        ):
            heads += [c for c in token.head.children if c.dep_ == "nsubj"]
        return self._person_at([*heads, *_behind_a_place(token)])

    def behind_a_place(self, token: Token) -> str | None:
        """Return the person whose name stands behind the place of a post: "the envoy to Port Vila, Bao Shusheng, said"."""
        return self._person_at(_behind_a_place(token))

    def _person_at(self, heads: list[Token]) -> str | None:
        for head in heads:
            held = self.settled.at.get(head.i)
            if held and held.kind == "person" and held.form in ("name", "pronoun"):
                return held.actor
        return None

    def _announced(self, c: Candidate) -> str | None:
        """A lead that says "a close ally of the president refused": the person whom the text then names as doing it.

        That person is introduced later by a full name as the subject of the same verb, is nobody else of the lead,
        and is the only one of whom this is so.
        """
        doc, token = self.settled.document.doc, self.settled.document.doc[c.root]
        if self.settled.document.sentence(c.root).index > _LEAD:
            return None
        owner = self.settled.owner(c.argument)
        acts = {token.head.lemma_} if token.dep_ in ("nsubj", "nsubjpass") else set()
        same = [
            m for m in self.settled.unclear if m.noun == c.noun and self.settled.owner(m.argument) == owner
        ]
        acts |= {doc[m.root].head.lemma_ for m in same if doc[m.root].dep_ in ("nsubj", "nsubjpass")}
        acts -= {"say", "be", "have", "tell", "do"}
        named = set()
        for i, m in self.settled.at.items():
            if (
                m.kind == "person"
                and m.form == "name"
                and i > c.root
                and m.actor != owner
                and doc[i].dep_ == "nsubj"
            ) and (
                doc[i].head.lemma_ in acts
                and " " in m.name
                and self.settled.document.sentence(i).index > self.settled.document.sentence(c.root).index
            ):
                named.add(m.actor)
        return named.pop() if len(named) == 1 else None


def _behind_a_place(token: Token) -> list[Token]:
    """ "The envoy to Port Vila, Bao Shusheng, said": the name that the parse takes for another of the place's."""
    places = [
        o
        for p in token.rights
        if p.dep_ == "prep" and p.i == token.i + 1
        for o in p.children
        if o.dep_ == "pobj"
    ]
    named = [c for o in places if o.pos_ == "PROPN" for c in o.rights if c.dep_ == "appos"]
    return [c for c in named if c.right_edge.i + 1 < len(token.doc) and c.right_edge.nbor().text == ","]


def _shares_article(token: Token) -> bool:
    """Is the noun joined by a bare "and" to a noun that explains somebody, with no article of its own ("a lawyer and a friend" may be two)?"""
    own = any(c.dep_ in ("det", "poss", "nummod") for c in token.lefts)
    between = token.doc[token.head.i : token.i]
    return not own and token.head.dep_ in ("appos", "conj", "attr") and all(t.tag_ != "NNS" for t in between)


def _is_behind(token: Token) -> bool:
    """Is the noun an apposition behind its head? Of "A and B, an aide" the last is described, whatever the parse hangs it on."""
    return bool(token.dep_ == "appos" and token.head.i < token.i)


def _is_one_more(token: Token) -> bool:
    """ "Another Trump critic", "Trump-critic and lawyer X": one of several, and not the one told of before."""
    hyphened = token.i > 1 and token.nbor(-1).text == "-"
    return hyphened or any(t.lower_ in ("a", "an", "another") for t in token.lefts)
