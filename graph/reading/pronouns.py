"""Whom "he" and "she" mean: the nearest person before who fits, if there is only one of that rank."""

from __future__ import annotations

from polgraph.authority import Authority
from polgraph.reading.cast import Candidate, own_subjects
from polgraph.reading.document import Chunk, Document
from polgraph.reading.genders import gender as said
from polgraph.reading.quoted import quoted_words

_OBJECTS = frozenset(
    ("him", "her", "himself", "herself")
)  # also where the parse has a subject ("had him jailed")

_FAR = 2  # sentences between a pronoun and whom it means
_ASKS = frozenset("ask urge order tell invite press beg command instruct request advise".split())
_ANSWERS = frozenset("refuse decline agree accept comply obey consent resist balk".split())


class Pronouns:
    """Resolves the pronouns of one document in their order, and learns the gender of people from them."""

    def __init__(self, document: Document, authority: Authority) -> None:
        self.document, self.authority = document, authority
        self.gender: dict[str, str] = {}
        self._quoted: dict[Chunk, dict[int, bool]] = {}

    def meant(self, c: Candidate, before: list[Candidate]) -> tuple[str, str] | None:
        """Return who is meant by the pronoun `c`, given the people `before` it, and by which rule; None where that is unclear.

        An object ("accused him") is nobody for sure where two people of the sentence fit.
        """
        gender = c.noun
        if gender not in ("m", "f"):
            return None
        sentence = self.document.sentence(c.root).index
        spoken_of: list[Candidate] = []
        if not self._in_quotation(c):
            spoken_of = [m for m in before if self._in_quotation(m)]
            before = [m for m in before if m not in spoken_of]
        here = [m for m in before if self.document.sentence(m.root).index == sentence]
        back = [m for m in before if 0 < sentence - self.document.sentence(m.root).index <= _FAR]
        rest = self._rest(here, c)
        if (asked := self._asked(here, c)) and self._fits(asked, gender):
            return asked.actor or "", "pronoun:who was asked"
        if not rest and self._unknown_subject(c, before):
            return None
        groups = {
            "subject of the sentence": [] if self._is_object(c) else self._subjects(here),
            "person of the sentence": rest,
            "subject before": self._subjects(self._latest(back)),
            "person before": self._rest(back, c),
        }
        for rule, group in groups.items():
            fitting: set[str | None] = {
                m.actor for m in group if m.kind == "person" and self._fits(m, gender)
            }
            if rule == "subject of the sentence" and self._another(fitting, rest, gender):
                return None
            if rule == "subject before" and self._is_object(c) and self._crowded(back, gender):
                return None  # "Reagan promoted Alito. Bush tapped him": as likely the object before
            if len(fitting) == 1 and (who := fitting.pop()):
                if self._another({who}, self._near(spoken_of, sentence), gender) and not self._said(
                    group, who
                ):
                    return None
                self.gender.setdefault(who, gender)
                return who, f"pronoun:{rule}"
            if fitting:
                return None
        return None

    def _in_quotation(self, m: Candidate) -> bool:
        """Does somebody stand in a quotation that is a sentence of its own? Who is only spoken of there is not meant outside it."""
        chunk = self.document.sentence(m.root).chunk
        if chunk not in self._quoted:
            own = [s for s in self.document.sentences if s.chunk == chunk]
            self._quoted[chunk] = quoted_words(self.document, own[0].start, own[-1].end)
        return self._quoted[chunk].get(m.root, False)

    def _near(self, people: list[Candidate], sentence: int) -> list[Candidate]:
        return [m for m in people if sentence - self.document.sentence(m.root).index <= _FAR]

    def _crowded(self, back: list[Candidate], gender: str) -> bool:
        """Could several people of the last sentence that speaks of any be meant, so far as is known?"""
        return len({m.actor for m in self._latest(back) if self._gender(m) in (None, gender)}) > 1

    def _said(self, people: list[Candidate], who: str) -> bool:
        """Is it known whether somebody is a man or a woman?"""
        return any(self._gender(m) for m in people if m.actor == who)

    def _another(self, subjects: set[str | None], people: list[Candidate], gender: str) -> bool:
        """ "Bell attacked Angela Merkel over her silence": is it not known of the subject whether it is a man or a woman, and of another that it is the one who is meant?"""
        known = {m.actor for m in people if self._gender(m) == gender}
        return bool(known) and not known & subjects and len(subjects) == 1

    def _asked(self, here: list[Candidate], c: Candidate) -> Candidate | None:
        """ "X asked Y to sign, but he refused", "X asked Y why he refused": Y, who was asked."""
        verb = self.document.doc[c.root].head
        why = verb.dep_ in ("ccomp", "advcl") and verb.head.lemma_ == "ask"
        why = why and any(t.lower_ in ("why", "how", "when", "where") for t in verb.lefts)
        if self._is_object(c) or not (why or (verb.lemma_ in _ANSWERS and verb.dep_ == "conj")):
            return None
        above = verb.head
        asked = {t.i for t in above.children if t.dep_ in ("dobj", "dative")}
        people = {m.actor: m for m in here if m.root in asked and m.kind == "person" and m.actor}
        return next(iter(people.values())) if above.lemma_ in _ASKS and len(people) == 1 else None

    def _unknown_subject(self, c: Candidate, before: list[Candidate]) -> bool:
        """Is the sentence so far about somebody named whom nobody knows ("It was then that Xu fled with his men")? Then he may be meant."""
        start = self.document.sentence(c.root).start
        held = {i for m in before if m.end > start for i in range(m.start, m.end)}
        return any(
            t.dep_ in ("nsubj", "nsubjpass")
            and t.tag_ == "NNP"
            and t.i not in held
            and t.ent_type_ in ("PERSON", "")
            for t in self.document.doc[start : c.start]
        )

    def _is_object(self, c: Candidate) -> bool:
        token = self.document.doc[c.root]
        return token.tag_ == "PRP" and (token.dep_ not in ("nsubj", "nsubjpass") or token.lower_ in _OBJECTS)

    def _subjects(self, candidates: list[Candidate]) -> list[Candidate]:
        found = []
        for m in candidates:
            token = self.document.doc[m.root]
            while token.dep_ in ("conj", "appos"):
                token = token.head
            if token.dep_ in ("nsubj", "nsubjpass") and m.kind == "person":
                found.append(m)
        return found

    def _latest(self, candidates: list[Candidate]) -> list[Candidate]:
        """The people of the last sentence that speaks of any."""
        people = [m for m in candidates if m.kind == "person"]
        last = max((self.document.sentence(m.root).index for m in people), default=-1)
        return [m for m in people if self.document.sentence(m.root).index == last]

    def _rest(self, candidates: list[Candidate], c: Candidate) -> list[Candidate]:
        """People who may be meant, without the subject of a verb whose object the pronoun is; of a reflexive only that."""
        token = self.document.doc[c.root]
        people = [m for m in candidates if m.kind == "person"]
        if not self._is_object(c):
            return people
        roots = {t.i for t in own_subjects(token)}
        own = {m.actor or m.root for m in people if m.root in roots}
        reflexive = token.lower_.endswith("self")
        return [m for m in people if not roots or ((m.actor or m.root) in own) == reflexive]

    def _fits(self, m: Candidate, gender: str) -> bool:
        """Somebody unclear fits too: he may be meant, so that nobody else is taken for sure."""
        known = self._gender(m)
        return known is None or known == gender

    def _gender(self, m: Candidate) -> str | None:
        person = self.authority.persons.get(m.actor or "")
        known = person.gender if person and person.gender else None
        known = known or (self.gender.get(m.actor) if m.actor else None) or said(self.document, m)
        if known and m.actor:
            self.gender.setdefault(m.actor, known)
        return known
