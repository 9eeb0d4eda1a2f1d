"""Descriptions: offices ("the Russian president"), relations ("a close ally of"), groups ("US negotiators"), bodies
("the Turkish parliament") and pronouns. They propose; who is meant is decided by the stage of actors.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from polgraph.authority import Authority
from polgraph.lexicon import Lexicon
from polgraph.reading.cast import Candidate, conjuncts, noun_start
from polgraph.reading.described import described
from polgraph.reading.document import Document

if TYPE_CHECKING:
    from spacy.tokens import Token

PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
    "it": "n", "its": "n", "itself": "n", "they": "p", "them": "p", "their": "p", "themselves": "p",
}  # fmt: skip


def find(
    document: Document, names: list[Candidate], authority: Authority, lexicon: Lexicon
) -> list[Candidate]:
    """Return the descriptions of the text in order. `names` are what the stage of mentions found."""
    reader = _Phrases(document, {i: c for c in names for i in range(c.start, c.end)}, authority, lexicon)
    found: list[Candidate] = []
    for token in document.doc:
        if token.lower_ in PRONOUNS and token.tag_ in ("PRP", "PRP$"):
            found.append(
                Candidate(
                    token.i,
                    token.i + 1,
                    token.i,
                    "pronoun",
                    "person",
                    token.lower_,
                    noun=PRONOUNS[token.lower_],
                )
            )
        elif token.pos_ in ("NOUN", "PROPN") and token.i not in reader.names:
            found.extend(reader.noun(token))
        elif token.pos_ in ("ADJ", "PROPN"):
            found.extend(reader.adjective(token))
    taken = {i for c in found if c.kind != "country" for i in range(c.start, c.end)}
    return [c for c in found if c.form != "name" or c.start not in taken]


class _Phrases:
    def __init__(
        self, document: Document, names: dict[int, Candidate], authority: Authority, lexicon: Lexicon
    ) -> None:
        self.document, self.names, self.authority, self.lexicon = document, names, authority, lexicon

    def noun(self, token: Token) -> list[Candidate]:
        """Return what the noun phrase headed by `token` may stand for."""
        if token.dep_ in ("compound", "nmod", "amod", "npadvmod") or self._titles_a_name(token):
            return []
        plural = token.tag_ in ("NNS", "NNPS")
        lemma = token.lemma_.lower()
        start = noun_start(token)
        if (
            token.lower_ in self.lexicon.words["state_nouns"]
            and self.states(token)
            and not _acts_as_body(token)
        ):
            return [self._government(token, *part) for part in self._of_each(token, start, token.i + 1)]
        if body := self._body(token, start, lemma):
            return [body]
        if not plural and (office := self._office(token, start)):
            return [office]
        if not plural and self.lexicon.of("person", lemma):
            return [self._relation(token, start, lemma)]
        if (plural and lemma in self.lexicon.words["people"]) or (
            lemma in ("delegation", "team", "side") and self.states(token)
        ):
            return self._groups(token, start)
        states = self.states(token)
        office = self.authority.role(token.text)
        if not plural and office and office.normal and _is_definite(token) and token.dep_ != "nsubj":
            return []  # "the president's orders": one whom the text has named, or unclear
        if not plural and _is_definite(token) and lemma in self.lexicon.maps["again"] and not states:
            words = self._words(token, start)
            return [
                self._candidate(
                    start,
                    token,
                    "nominal",
                    "organization",
                    words,
                    noun=words.lower(),
                    kinds=self._kinds(lemma),
                )
            ]
        found = described(self.document, token, self.lexicon, states[0] if states else None)
        return [found] if found else []

    def adjective(self, token: Token) -> list[Candidate]:
        """The state behind an adjective: "Russian" strikes are Russia's."""
        if token.dep_ != "amod" or not token.text[:1].isupper() or token.i in self.names:
            return []
        state = self.authority.country_by_adjective(token.text)
        return (
            [Candidate(token.i, token.i + 1, token.i, "name", "country", state.name, state.code, state.code)]
            if state
            else []
        )

    def _government(self, token: Token, code: str, start: int, end: int) -> Candidate:
        """ "The Russian authorities": the state itself."""
        name = self.authority.countries[code].name
        made = self._candidate(start, token, "role", "country", name, key=code, country=code)
        made.end = end
        return made

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

    def _of_each(self, token: Token, start: int, end: int) -> Iterator[tuple[str, int, int]]:
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
        named = self.names.get(token.i)
        if named and named.kind == "country":
            return named.key
        if token.tag_ in ("JJ", "NNP", "NNPS", "NN") and token.text[:1].isupper():
            state = self.authority.country_by_adjective(token.text)
            return state.code if state else None
        return None

    def _titles_a_name(self, token: Token) -> bool:
        """Is this noun the title of a name ("press secretary Dmitry Peskov") or does a name explain it?"""
        after = self.names.get(token.i + 1)
        if after and after.kind == "person" and after.form == "name":
            return True
        return any(
            c.dep_ == "appos" and (n := self.names.get(c.i)) and n.kind == "person" for c in token.children
        )

    def _candidate(
        self, start: int, token: Token, form: str, kind: str, name: str, **known: object
    ) -> Candidate:
        made = Candidate(start, token.i + 1, token.i, form, kind, name)  # type: ignore[arg-type]
        made.definite = _is_definite(token)
        for field, value in known.items():
            setattr(made, field, value)
        return made

    def _words(self, token: Token, start: int) -> str:
        """The phrase without determiner, possessor and past or coming: what an office or body is called."""
        words = [
            t.text for t in self.document.doc[start : token.i + 1]
            if t == token
            or ((t.dep_ not in ("det", "poss", "case", "punct", "predet", "nummod")
            and not any(a.dep_ == "poss" for a in t.ancestors if start <= a.i < token.i))
            and t.lower_ not in ("former", "current", "then", "new", "incoming", "outgoing", "ex", "late", "acting", "longtime", "top", "senior"))
        ]  # fmt: skip
        return " ".join(words)

    def _body(self, token: Token, start: int, lemma: str) -> Candidate | None:
        """A body by description: "the Russian presidential administration", "Turkey's parliament"."""
        subkind = self.lexicon.maps["bodies"].get(lemma)
        if subkind is None or token.tag_ in ("NNS", "NNPS"):
            return None
        words, states = self._words(token, start), self.states(token)
        known = self.authority.organization(words)
        if not known and states:
            state = self.authority.countries[states[0]]
            plain = " ".join(w for w in words.split() if self.authority.country_by_adjective(w) is None)
            known = [o for o in self.authority.organization(plain) if o.country == state.code]
            for adjective in "" if known else state.adjectives or "":
                known = known or self.authority.organization(f"{adjective} {plain}")
            if not known:
                name = f"{(state.adjectives or (state.name,))[0]} {plain}" if plain else words
                return self._candidate(
                    start,
                    token,
                    "role",
                    "organization",
                    name,
                    key=f"organization:{state.code}:{plain.lower()}",
                    country=state.code,
                    subkind=subkind,
                )
        if len(known) == 1:
            body = known[0]
            return self._candidate(
                start,
                token,
                "role",
                "organization",
                body.name,
                key=body.id,
                country=body.country,
                subkind=body.subkind,
            )
        if _is_definite(token) and not states:
            return self._candidate(
                start,
                token,
                "nominal",
                "organization",
                words,
                subkind=subkind,
                noun=words.lower(),
                kinds=self._kinds(lemma),
            )
        return None

    def _kinds(self, lemma: str) -> tuple[str, ...]:
        """What "the agency" may be among the bodies that the text has named."""
        return tuple(self.lexicon.maps["again"].get(lemma, "").split())

    def _office(self, token: Token, start: int) -> Candidate | None:
        """One person by office: "the Russian president", "the country's leader", "the president of France"."""
        words, states = self._words(token, start), self.states(token)
        office = self.authority.role(words, country=states[0] if states else None)
        if office is None or not _is_definite(token) or _predicate(token, self.names):
            return None
        made = self._candidate(
            start, token, "role", "person", words, office=office.role if office.normal else "leader"
        )
        made.country = states[0] if states else None
        made.noun = words.lower()
        if not states:
            made.argument = self._possessor(token)
        made.end = self._end(token)
        return made

    def _end(self, token: Token) -> int:
        """Take "of France" into the phrase."""
        for child in token.rights:
            if child.dep_ == "prep" and child.lower_ == "of" and child.i == token.i + 1:
                objects = [c for c in child.children if c.dep_ == "pobj" and c.i in self.names]
                if objects:
                    return self.names[objects[0].i].end
        return token.i + 1

    def _possessor(self, token: Token) -> int | None:
        return next((c.i for c in token.lefts if c.dep_ == "poss"), None)

    def _relation(self, token: Token, start: int, lemma: str) -> Candidate:
        """Somebody by relation: "a close ally of the president", "Putin ally"."""
        made = self._candidate(start, token, "nominal", "person", lemma, noun=lemma)
        for child in (*token.lefts, *token.rights):
            if child.dep_ in ("poss", "compound") and (child.dep_ == "poss" or child.i in self.names):
                made.argument = child.i
            if child.dep_ == "prep" and child.lower_ in ("of", "to"):
                made.argument = next((c.i for c in child.children if c.dep_ == "pobj"), made.argument)
        return made

    def _groups(self, token: Token, start: int) -> list[Candidate]:
        """People in number: one group for each country named with them."""
        if token.dep_ == "poss" and token.lemma_ == "people":
            return []  # "the people's republics", "the people's will"
        states = self.states(token)
        counted = any(
            c.dep_ in ("nummod", "quantmod") or c.lower_ in ("some", "several", "many", "few", "any")
            for c in token.lefts
        )
        end = token.i + 1
        tail = ""
        for child in token.rights:
            if child.dep_ == "prep" and child.lower_ == "of" and child.i == token.i + 1:
                objects = [
                    c for c in child.children if c.dep_ == "pobj" and c.i not in self.names and c.tag_ == "NN"
                ]
                if objects and objects[0].i == child.i + 1:
                    end, tail = objects[0].i + 1, f" of {objects[0].text}"
        plain = [
            t.text for t in self.document.doc[start : token.i + 1]
            if t.dep_ in ("amod", "compound", "nmod") and t.head == token and not self.state(t) and t.tag_ != "CC"
        ]  # fmt: skip
        noun = " ".join([*plain, token.text]) + tail
        if not states or counted:
            name = self.document.text(start, end) if counted else noun
            return [
                Candidate(
                    start, end, token.i, "nominal", "group", name, local=True, definite=_is_definite(token)
                )
            ]
        made = []
        for code, first, last in self._of_each(token, start, end):
            state = self.authority.countries[code]
            adjective = _adjective(self.document, token, state.adjectives, state.name)
            key = f"group:{code}:{noun.lower()}"
            made.append(
                Candidate(
                    first, last, token.i, "nominal", "group", f"{adjective} {noun}", key=key, country=code
                )
            )
        return made


def _adjective(document: Document, token: Token, adjectives: tuple[str, ...], name: str) -> str:
    """The word of the text for the country ("US negotiators"), else its usual adjective."""
    words = {t.text for c in token.lefts for t in c.subtree}
    return next((a for a in adjectives if a in words), adjectives[0] if adjectives else name)


def _is_definite(token: Token) -> bool:
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


def _predicate(token: Token, names: dict[int, Candidate]) -> bool:
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


def _acts_as_body(token: Token) -> bool:
    """A government is a body of its own only when it is spoken of as one ("the government resigned")."""
    head = token.head
    return (
        token.lemma_ == "government"
        and token.dep_ in ("nsubj", "nsubjpass")
        and head.lemma_ in ("resign", "collapse", "fall", "dissolve", "form")
    )
