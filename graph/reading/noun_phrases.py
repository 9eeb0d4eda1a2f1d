"""What a noun phrase says: the states named in it, its words without articles, whether it is definite."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from polgraph.authority import Authority
from polgraph.reading.cast import Candidate, appositions, conjuncts, words_of
from polgraph.reading.document import Document

if TYPE_CHECKING:
    from spacy.tokens import Token


_PREFIXES = frozenset(("anti", "non", "pro", "counter", "post", "pre"))


class NounPhrases:
    """Reads the noun phrases of one document, given its names by token."""

    def __init__(self, document: Document, names: dict[int, Candidate], authority: Authority) -> None:
        self.document, self.names, self.authority = document, names, authority

    def states(self, token: Token) -> list[str]:
        """Return the countries named in a noun phrase: "Ukrainian and US", "Russia's", "of Turkey"."""
        return list(self._named_states(token))

    def _named_states(self, token: Token) -> dict[str, int]:
        """The countries of a noun phrase, and the token that names each."""
        found: dict[str, int] = {}
        for child in token.lefts:
            if child.dep_ in ("amod", "compound", "nmod", "poss"):
                for t in conjuncts(child):
                    if code := self.state(t):
                        found.setdefault(code, t.i)
        for child in token.rights:
            if child.dep_ == "prep" and child.lower_ in ("of", "from"):
                for t in (x for c in child.children if c.dep_ == "pobj" for x in conjuncts(c)):
                    if code := self.state(t):
                        found.setdefault(code, t.i)
        return found

    def of_each(self, token: Token, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """Yield each country of a phrase with the tokens that stand for its part: no two have the same."""
        for number, (code, at) in enumerate(self._named_states(token).items()):
            if number == 0:
                yield code, start, end
            elif at < token.i:
                yield code, at, end
            else:
                yield code, start, max(end, at + 1)

    def state(self, token: Token) -> str | None:
        """Return the country that a token names, as name or adjective."""
        if prefixed(token):
            return None
        named = self.names.get(token.i)
        if named and named.kind == "country":
            return named.key
        if token.tag_ in ("JJ", "NNP", "NNPS", "NN") and token.text[:1].isupper():
            state = self.authority.country_by_adjective(token.text)
            return state.code if state else None
        return None

    def titles_a_name(self, token: Token) -> bool:
        """Is this noun the title of a name ("press secretary Dmitry Peskov") or does a name explain it?"""
        after = self.names.get(token.i + 1)
        if after and after.kind == "person" and after.form == "name":
            return True
        return any((n := self.names.get(c.i)) and n.kind == "person" for c in appositions(token))

    def candidate(
        self, start: int, token: Token, form: str, kind: str, name: str, **known: object
    ) -> Candidate:
        made = Candidate(start, token.i + 1, token.i, form, kind, name)  # type: ignore[arg-type]
        made.definite = is_definite(token)
        for field, value in known.items():
            setattr(made, field, value)
        return made

    def words(self, token: Token, start: int) -> str:
        """The phrase without determiner, possessor and past or coming: what an office or body is called."""
        words = [
            t for t in self.document.doc[start : token.i + 1]
            if t == token
            or (not of_number(t) and ((t.dep_ not in ("det", "poss", "case", "punct", "predet", "nummod") or t.text == "-")
            and not _before_article(t, token)
            and not any(a.dep_ == "poss" for a in t.ancestors if start <= a.i < token.i))
            and ((t.tag_ == "NNP" and t.lower_ == "new") or t.lower_ not in ("former", "current", "then", "new", "incoming", "outgoing", "ex", "late", "acting", "longtime", "top", "senior")))
        ]  # fmt: skip
        return words_of(words)

    def end(self, token: Token) -> int:
        """Take "of France" into the phrase."""
        for child in token.rights:
            if child.dep_ == "prep" and child.lower_ == "of" and child.i == token.i + 1:
                objects = [c for c in child.children if c.dep_ == "pobj" and c.i in self.names]
                if objects:
                    return self.names[objects[0].i].end
        return token.i + 1

    def possessor(self, token: Token) -> int | None:
        return next((c.i for c in token.lefts if c.dep_ == "poss"), None)


def adjective_for(document: Document, token: Token, adjectives: tuple[str, ...], name: str) -> str:
    """The word of the text for the country ("US negotiators"), else its usual adjective."""
    words = {t.text: t for c in token.lefts for t in c.subtree}
    found = next((a for a in adjectives if a in words), None)
    if found is None:
        return adjectives[0] if adjectives else name
    return half_before(words[found]) + found


def of_number(token: Token) -> bool:
    """Is it part of a word that only counts: "six-member" council, "27-nation" bloc, "four-star" general? Not "third-party" candidate."""
    doc, at = token.doc, token.i
    number = next((i for i in (at, at - 1, at - 2) if i >= 0 and doc[i].tag_ == "CD"), None)
    if number is None or number + 2 >= len(doc):
        return False
    number_, hyphen, noun = doc[number : number + 3]
    joined = hyphen.text == "-" and not number_.whitespace_ and not hyphen.whitespace_
    return joined and noun.is_lower and noun.tag_ in ("NN", "NNS", "JJ")


def half_before(token: Token) -> str:
    """The first half of a word with a hyphen that ends in `token`, with the hyphen: "African-" of "African-American"."""
    doc, at = token.doc, token.i
    joined = (
        at > 1 and doc[at - 1].text == "-" and not doc[at - 1].whitespace_ and doc[at - 2].text[:1].isupper()
    )
    return f"{doc[at - 2].text}-" if joined else ""


def prefixed(token: Token) -> bool:
    """Is it the second half of a word that says what is not of a state or body: "anti-Russian", "non-US", "pro-Taliban"?"""
    doc, at = token.doc, token.i
    joined = (
        at > 1 and doc[at - 1].text == "-" and not doc[at - 1].whitespace_ and not doc[at - 2].whitespace_
    )
    return joined and doc[at - 2].lower_ in _PREFIXES


def _before_article(t: Token, noun: Token) -> bool:
    """Does an adverb stand before the article of a noun: "even the pope", "again the nominee"?"""
    return t.dep_ == "advmod" and any(c.dep_ == "det" and c.i > t.i for c in noun.lefts)


def is_definite(token: Token) -> bool:
    """Is the phrase definite: "the", a possessor, or no article before a title in a headline?"""
    for child in token.lefts:
        if child.dep_ == "poss" or child.lower_ in ("the", "this", "that"):
            return True
        if child.lower_ in ("a", "an", "another", "any", "no", "every", "each", "some"):
            return False
    return any(
        c.dep_ in ("amod", "compound")
        and c.text[:1].isupper()
        and (not c.is_sent_start or c.ent_type_ in ("NORP", "GPE"))
        for c in token.lefts
    )


def said_of_somebody(token: Token, names: dict[int, Candidate]) -> bool:
    """An office that is said of somebody ("is the president", "Novak, the president") is a role, not its holder."""
    if token.dep_ in ("attr", "oprd"):
        return token.head.lemma_ in (
            "be",
            "become",
            "remain",
            "name",
            "appoint",
            "elect",
            "nominate",
            "declare",
            "make",
        )
    return token.dep_ == "appos" and (held := names.get(token.head.i)) is not None and held.kind == "person"


def acts_as_body(token: Token) -> bool:
    """A government is a body of its own only when it is spoken of as one ("the government resigned")."""
    head = token.head
    return (
        token.lemma_ == "government"
        and token.dep_ in ("nsubj", "nsubjpass")
        and head.lemma_ in ("resign", "collapse", "fall", "dissolve", "form")
    )
