"""Descriptions: offices ("the Russian president"), relations ("a close ally of"), groups ("US negotiators"), bodies
("the Turkish parliament") and pronouns. They propose; who is meant is decided by the stage of actors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.authority import Authority
from polgraph.lexicon import Lexicon
from polgraph.reading.cast import Candidate, conjuncts, noun_lemma, noun_start, subjects, words_of
from polgraph.reading.counted import counted, pair, quantity_of
from polgraph.reading.described import described
from polgraph.reading.document import Document
from polgraph.reading.known_names import acts
from polgraph.reading.noun_phrases import (
    NounPhrases,
    acts_as_body,
    adjective_for,
    is_definite,
    said_of_somebody,
)
from polgraph.reading.quoted import PRONOUNS, sayers

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR_COLON = 3  # "said today:"
_SIDES = frozenset(("delegation", "team", "side"))
_NEIGHBOURS = frozenset(("predecessor", "successor", "counterpart"))
# Before an office: somebody who holds it no more.
_ONCE = frozenset(("former", "ex", "ex-", "late", "previous", "erstwhile", "onetime", "then"))


def find(
    document: Document, names: list[Candidate], authority: Authority, lexicon: Lexicon
) -> list[Candidate]:
    """Return the descriptions of the text in order. `names` are what the stage of mentions found."""
    reader = _Phrases(document, {i: c for c in names for i in range(c.start, c.end)}, authority, lexicon)
    found: list[Candidate] = []
    for token in document.doc:
        if token.lower_ in PRONOUNS and token.tag_ in ("PRP", "PRP$"):
            found.append(reader.pronoun(token))
        elif token.i in reader.names:
            if token.pos_ in ("ADJ", "PROPN"):
                found.extend(reader.adjective(token))
        elif people := pair(document, token) or counted(document, token, lexicon):
            found.append(people)
        elif token.pos_ in ("NOUN", "PROPN"):
            found.extend(reader.noun(token) or reader.adjective(token))
        elif token.pos_ == "ADJ":
            found.extend(reader.adjective(token))
    taken = {i for c in found if c.kind != "country" and c.form != "name" for i in range(c.start, c.end)}
    return [c for c in found if c.form != "name" or c.start not in taken]


class _Phrases(NounPhrases):
    def __init__(
        self, document: Document, names: dict[int, Candidate], authority: Authority, lexicon: Lexicon
    ) -> None:
        super().__init__(document, names, authority)
        self.lexicon = lexicon

    def pronoun(self, token: Token) -> Candidate:
        """A pronoun with its gender or number; "I" in a quotation with the token of who says it, "it" that says with `kinds`."""
        made = Candidate(
            token.i, token.i + 1, token.i, "pronoun", "person", token.lower_, noun=PRONOUNS[token.lower_]
        )
        if made.noun == "speaker":
            made.argument = self._speaker(token)
        elif made.noun in ("m", "f"):
            made.apart = sayers(self.document, token, self.lexicon.words["say_verbs"])
        if token.dep_ == "nsubj" and token.head.lemma_ in self.lexicon.words["say_verbs"]:
            made.kinds = ("says",)
        return made

    def _speaker(self, token: Token) -> int | None:
        """The one subject of a verb of saying that stands outside the quotation around `token`, in its sentence."""
        sentence = self.document.sentence(token.i)
        first = next(i for i, s in enumerate(self.document.sentences) if s.chunk == sentence.chunk)
        quoted, inside = False, set()
        for i in range(self.document.sentences[first].start, sentence.end):
            quoted ^= self.document.doc[i].text == '"'
            if quoted:
                inside.add(i)
        said = {
            s.i
            for t in self.document.tokens(sentence)
            if t.i not in inside and t.lemma_ in self.lexicon.words["say_verbs"]
            for s in subjects(t)
            if s.i not in inside
        }
        if token.i in inside:
            return said.pop() if len(said) == 1 else None
        return self._announced(token)

    def _announced(self, token: Token) -> int | None:
        """The subject of "X said:" at the end of a paragraph, where what follows without quotation marks is all X's."""
        doc, say = self.document.doc, self.lexicon.words["say_verbs"]
        found = []
        for colon in doc[: token.i]:
            at = self.document.starts[colon.i]
            if colon.text != ":" or not self.document.article.text[at + 1 : at + 4].lstrip(" ").startswith(
                "\n"
            ):
                continue
            said = [t for t in doc[max(0, colon.i - _NEAR_COLON) : colon.i] if t.lemma_ in say]
            found.append([s.i for t in said for s in subjects(t) if s.i < colon.i])
        return found[0][0] if len(found) == 1 and len(found[0]) == 1 else None

    def noun(self, token: Token) -> list[Candidate]:
        """Return what the noun phrase headed by `token` may stand for."""
        if token.dep_ in ("compound", "nmod", "amod", "npadvmod") or self.titles_a_name(token):
            return []
        plural = token.tag_ in ("NNS", "NNPS") or (token.tag_ == "NNP" and token.lower_.endswith("men"))
        lemma = noun_lemma(token)
        start = noun_start(token)
        if (
            token.lower_ in self.lexicon.words["state_nouns"]
            and self.states(token)
            and not acts_as_body(token)
        ):
            return [self._government(token, *part) for part in self.of_each(token, start, token.i + 1)]
        if body := self._body(token, start, lemma):
            return [body]
        if not plural and (office := self._office(token, start)):
            return [office]
        if not plural and (lemma in _NEIGHBOURS or self.lexicon.of("person", lemma)):
            return [self._relation(token, start, lemma)]
        if (plural and lemma in self.lexicon.words["people"]) or (lemma in _SIDES and self.states(token)):
            return self._groups(token, start)
        states = self.states(token)
        post = self.authority.role(token.text)
        if not plural and post and post.normal and is_definite(token) and token.dep_ != "nsubj":
            return []  # "the president's orders": one whom the text has named, or unclear
        if not plural and is_definite(token) and lemma in self.lexicon.maps["again"] and not states:
            words = self.words(token, start)
            return [
                self.candidate(
                    start,
                    token,
                    "nominal",
                    "organization",
                    words,
                    noun=words.lower(),
                    kinds=self._kinds(lemma),
                )
            ]
        if token.text == "West" and acts(token) and not any(c.dep_ == "compound" for c in token.children):
            return [Candidate(token.i, token.i + 1, token.i, "name", "group", "West", local=True)]
        if (
            lemma in ("country", "nation")
            and not plural
            and not states
            and acts(token)
            and is_definite(token)
        ):
            return [self.candidate(start, token, "nominal", "country", lemma, noun=lemma)]
        found = described(self.document, token, self.lexicon, states[0] if states else None)
        return [self._numbered(found, token)] if found else []

    def _numbered(self, c: Candidate, token: Token) -> Candidate:
        """Take "thousands of" into the group that it counts; a verb finds the group at either word."""
        number = quantity_of(token, self.lexicon.words["crowds"])
        if number is None or c.kind != "group":
            return c
        if number.lower_ in ("one", "1"):
            c.kind, c.noun = "person", None  # one of them: it is not said who
        c.start, c.also = noun_start(number), (number.i,)
        c.name, c.key, c.local = self.document.text(c.start, c.end), None, True
        return c

    def adjective(self, token: Token) -> list[Candidate]:
        """The state behind an adjective: "Russian" strikes are Russia's."""
        if token.dep_ != "amod" or not token.text[:1].isupper() or token.i in self.names:
            return []
        if token.text == "Western":
            return [Candidate(token.i, token.i + 1, token.i, "name", "group", "West", local=True)]
        state = self.authority.country_by_adjective(token.text)
        return (
            [Candidate(token.i, token.i + 1, token.i, "name", "country", state.name, state.code, state.code)]
            if state
            else []
        )

    def _government(self, token: Token, code: str, start: int, end: int) -> Candidate:
        """ "The Russian authorities": the state itself."""
        name = self.authority.countries[code].name
        made = self.candidate(start, token, "role", "country", name, key=code, country=code)
        made.end = end
        return made

    def _body(self, token: Token, start: int, lemma: str) -> Candidate | None:
        """A body by description: "the Russian presidential administration", "Turkey's parliament"."""
        subkind = self.lexicon.maps["bodies"].get(lemma)
        if subkind is None or token.tag_ in ("NNS", "NNPS"):
            return None
        words, states = self.words(token, start), self.states(token)
        known = self.authority.organization(words)
        if not known and states:
            state = self.authority.countries[states[0]]
            plain = " ".join(w for w in words.split() if self.authority.country_by_adjective(w) is None)
            known = [o for o in self.authority.organization(plain) if o.country == state.code]
            for adjective in "" if known else state.adjectives or "":
                known = known or self.authority.organization(f"{adjective} {plain}")
            if not known:
                name = f"{(state.adjectives or (state.name,))[0]} {plain}" if plain else words
                return self.candidate(
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
            return self.candidate(
                start,
                token,
                "role",
                "organization",
                body.name,
                key=body.id,
                country=body.country,
                subkind=body.subkind,
            )
        if is_definite(token) and not states:
            return self.candidate(
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
        words, states = self.words(token, start), self.states(token)
        of = self._of_office(token)
        words += of
        office = self.authority.role(words, country=states[0] if states else None)
        if office is None or not is_definite(token) or said_of_somebody(token, self.names):
            return None
        made = self.candidate(
            start, token, "role", "person", words, office=office.role if office.normal else "leader"
        )
        made.country = states[0] if states else None
        made.noun = words.lower()
        made.past = any(t.lower_ in _ONCE for t in self.document.doc[start : token.i])
        if not states:
            made.argument = self.possessor(token)
        made.end = max(self.end(token), token.i + 1 + len(of.split()))
        return made

    def _of_office(self, token: Token) -> str:
        """The words " of state" that make another office of "secretary"."""
        behind = self.document.doc[token.i + 1 : token.i + 3]
        if len(behind) < 2 or behind[0].lower_ != "of" or behind[1].i in self.names:
            return ""
        of = f" of {behind[1].text}"
        return of if self.authority.offices.is_title(token.text + of) else ""

    def _relation(self, token: Token, start: int, lemma: str) -> Candidate:
        """Somebody by relation: "a close ally of the president", "Putin ally"."""
        made = self.candidate(start, token, "nominal", "person", lemma, noun=lemma)
        for child in (*token.lefts, *token.rights):
            if child.dep_ in ("poss", "compound") and (child.dep_ == "poss" or child.i in self.names):
                made.argument = child.i
            if child.dep_ == "prep" and child.lower_ in ("of", "to"):
                made.argument = next((c.i for c in child.children if c.dep_ == "pobj"), made.argument)
        states = self.states(token)
        somebody = described(self.document, token, self.lexicon, states[0] if states else None)
        made.country = states[0] if states else None
        if (made.argument is None or lemma == "counterpart") and somebody and somebody.noun:
            made.country, made.definite, made.described = somebody.country, somebody.definite, somebody.name
        return made

    def _groups(self, token: Token, start: int) -> list[Candidate]:
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
        noun = words_of([*plain, token]) + tail
        if token.lemma_.lower() in _SIDES and states:  # "delegations from X and Y": each has one
            noun = " ".join((*([words_of(plain)] if plain else ()), token.lemma_.lower()))
        if not states or number:
            name = self.document.text(start, end) if number else noun
            made = self.candidate(start, token, "nominal", "group", name, noun=noun_lemma(token), local=True)
            made.end = end
            return [self._numbered(made, token)]
        if quantity_of(token, self.lexicon.words["crowds"]):
            made = self.candidate(start, token, "nominal", "group", noun, noun=noun_lemma(token), local=True)
            made.country = states[0]
            return [self._numbered(made, token)]
        groups = []
        for code, first, last in self.of_each(token, start, end):
            state = self.authority.countries[code]
            adjective = adjective_for(self.document, token, state.adjectives, state.name)
            key = f"group:{code}:{noun.lower()}"
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
