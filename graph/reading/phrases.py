"""Descriptions: offices ("the Russian president"), relations ("a close ally of"), groups ("US negotiators"), bodies
("the Turkish parliament") and pronouns. They propose; who is meant is decided by the stage of actors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.authority import Authority
from polgraph.lexicon import Lexicon
from polgraph.reading.called import called
from polgraph.reading.cast import Candidate, noun_lemma, noun_start
from polgraph.reading.counted import counted, pair
from polgraph.reading.described import described
from polgraph.reading.document import Document
from polgraph.reading.groups import SIDES, Groups
from polgraph.reading.known_names import acts
from polgraph.reading.noun_phrases import (
    acts_as_body,
    is_definite,
    prefixed,
    said_of_somebody,
)
from polgraph.reading.quoted import PRONOUNS, sayers, speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEIGHBOURS = frozenset(("predecessor", "successor", "counterpart"))
# Where somebody's forefathers came from, who acts for no state.
_ORIGINS = frozenset(
    "descent origin ancestry heritage extraction parentage background root blood accent".split()
)
# Before an office: somebody who holds it no more.
_ONCE = frozenset(("former", "ex", "ex-", "late", "previous", "erstwhile", "onetime", "then"))


_BOARDS = frozenset(("board", "council", "cabinet", "committee", "panel"))


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


class _Phrases(Groups):
    def pronoun(self, token: Token) -> Candidate:
        """A pronoun with its gender or number; "I" in a quotation with the token of who says it, "it" that says with `kinds`."""
        made = Candidate(
            token.i, token.i + 1, token.i, "pronoun", "person", token.lower_, noun=PRONOUNS[token.lower_]
        )
        if made.noun == "speaker":
            made.argument = speaker(self.document, token, self.lexicon.words["say_verbs"])
        elif made.noun in ("m", "f"):
            made.apart = sayers(self.document, token, self.lexicon.words["say_verbs"])
        if token.dep_ == "nsubj" and token.head.lemma_ in self.lexicon.words["say_verbs"]:
            made.kinds = ("says",)
        return made

    def noun(self, token: Token) -> list[Candidate]:
        """Return what the noun phrase headed by `token` may stand for."""
        if token.dep_ in ("compound", "nmod", "amod", "npadvmod") or self.titles_a_name(token):
            return []
        if (
            token.dep_ == "nsubj"
            and token.head.lemma_ == "be"
            and any(c.lower_ == "only" for c in token.lefts)
        ):
            return []  # "the only court above it is the Supreme Court"
        plural = token.tag_ in ("NNS", "NNPS") or (token.tag_ == "NNP" and token.lower_.endswith("men"))
        lemma = noun_lemma(token)
        start = noun_start(token)
        stance = lemma == "opposition" and token.dep_ not in ("nsubj", "nsubjpass")
        if stance and any(c.dep_ == "prep" and c.lower_ == "to" for c in token.rights):
            return []  # "voiced her opposition to the plan"
        if (plural and (_is_of_board(token) or _is_marriage(token))) or _is_state(token, lemma):
            return []  # "the board of directors", "unions between couples", "its neighbour"
        if name := called(token, self.names, self.lexicon):
            made = self.candidate(start, token, "nominal", "organization", name.name)
            made.calls, made.country, made.subkind = name.root, name.country, name.subkind
            return [made]
        if (
            token.lower_ == "forces"
            and start == token.i
            and token.head.lemma_ in ("join", "combine", "unite")
        ):
            return []  # "joining forces with"
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
        if (plural and lemma in self.lexicon.words["people"]) or (lemma in SIDES and self.states(token)):
            return self.groups(token, start)
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
        return [self.numbered(found, token)] if found else []

    def adjective(self, token: Token) -> list[Candidate]:
        """The state behind an adjective: "Russian" strikes are Russia's."""
        if token.dep_ != "amod" or not token.text[:1].isupper() or token.i in self.names:
            return []
        if token.head.lemma_.lower() in _ORIGINS or prefixed(token):
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
            plain = words
            for name in sorted((state.name, *state.names), key=len, reverse=True):
                plain = plain.removeprefix(f"{name} ")  # "the United States military"
            plain = " ".join(w for w in plain.split() if self.authority.country_by_adjective(w) is None)
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
        family = any(f.predicate == "FAMILY_OF" for f in self.lexicon.of("person", noun_lemma(token)))
        if office is None or family or not is_definite(token) or said_of_somebody(token, self.names):
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


def _is_state(token: Token, lemma: str) -> bool:
    """Is a state meant, which is nobody in particular: "invaded its vast neighbour"?"""
    return lemma in ("neighbour", "neighbor") and any(t.lower_ == "its" for t in token.lefts)


def _is_marriage(token: Token) -> bool:
    """ "Unions between couples": no bodies."""
    return token.lower_ == "unions" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "between"


def _is_of_board(token: Token) -> bool:
    """Do people only say what a board is made of: "the board of directors", "council of ministers"?"""
    of = token.head
    return (
        token.dep_ == "pobj"
        and of.lower_ == "of"
        and of.head.lemma_.lower() in _BOARDS
        and of.i == token.i - 1
    )
