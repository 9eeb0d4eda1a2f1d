"""The body that somebody belongs to by his post: "SPD leader X", "X, a fellow at the Peterson Institute", "the top Democrat on the panel".

The words of the post are those that `titles` finds for names, and the noun itself of somebody who is only described. A post in a body is a
noun of `posts` or
`insiders`, or an office; `insiders`; nouns for other ties (spokesman, ally, rival, lawyer: `person` entries of the lexicon) are none.
Whether a founder still belongs to what he founded the word leaves open, so that it states no tie.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from polgraph.authority import Authority
from polgraph.lexicon import Lexicon
from polgraph.model import Phase
from polgraph.reading.cast import Candidate, Cast, conjuncts, noun_lemma
from polgraph.reading.departures import has_died, has_left
from polgraph.reading.document import Document
from polgraph.reading.eras import is_bygone
from polgraph.reading.labels import cut
from polgraph.reading.noun_phrases import half_before, prefixed
from polgraph.reading.titles import Titles, phase_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEFORE = ("poss", "compound", "nmod", "amod")
_OF_MATTERS = ("minister", "secretary")
_WITHIN = ("of", "at", "for", "with", "from")
_NO_OFFICE = frozenset(("relative", "business_leader", "media_figure"))
_SOUGHT = frozenset("legislature government ministry court igo company agency media university".split())
_REPORTED_ON = frozenset("legislature government ministry court igo agency military party".split())
_COMMON = frozenset("caucus committee council party commission association".split())
_DEEPEST = 2
_TIES = frozenset(("REPRESENTS", "ALLY_OF", "RIVAL_OF", "FAMILY_OF", "CITIZEN_OF"))


class Post(NamedTuple):
    """A person, the body, the noun of the post, its phase, and how the text joins it to the person."""

    person: Candidate
    body: Candidate
    noun: Token
    phase: Phase
    rule: str


class Posts:
    """Finds the posts of people in one document."""

    def __init__(self, document: Document, cast: Cast, authority: Authority, lexicon: Lexicon) -> None:
        self.document, self.cast, self.authority, self.lexicon = document, cast, authority, lexicon
        self.titles = Titles(document, cast, authority)

    def find(self) -> Iterator[Post]:
        """Yield the posts of everybody, in the order of the text; a body may come twice."""
        for c in self.cast.candidates():
            if c.kind == "person":
                yield from self._of(c)

    def _of(self, c: Candidate) -> Iterator[Post]:
        if c.form != "name" and self._served(self.document.doc[c.root]):
            return
        if c.form == "nominal":
            root = self.document.doc[c.root]
            yield from self._held(c, root, c.start, phase_of(root, c.start), "nominal")
        for title in self.titles.titles(c):
            yield from self._held(c, title.head, title.start, title.phase, title.rule.partition(":")[2])

    def _served(self, noun: Token) -> bool:
        """Does somebody else serve him, so that the words behind are of that post: "special assistant to the president in the Office"?"""
        above = noun.head
        return (
            noun.dep_ == "pobj"
            and above.lower_ == "to"
            and "SERVES" in {f.predicate for f in self.lexicon.of("person", noun_lemma(above.head))}
        )

    def _held(self, c: Candidate, head: Token, start: int, phase: Phase, rule: str) -> Iterator[Post]:
        """A post, and those joined to it by "and", each with its own body; "president and head of X" holds both in X."""
        for noun in conjuncts(head):
            if not self.is_post(noun) or (noun != head and self.cast.at(noun.i)):
                continue
            if noun != head and c.form != "name" and head.dep_ == "pobj":
                continue  # "assistant to the president and director of the office": it is the assistant who directs
            body = self._body(noun, start, c)
            if body is None or body.actor == c.actor or cut(self.document, body.end):
                continue
            if self.is_cut(body) or self._over_it(noun, body) or self._seeks(noun, body, c):
                continue
            if noun_lemma(noun) in self.lexicon.words["founders"]:
                continue
            gone = self._has_left(c, noun) or is_bygone(noun, self.document, self.lexicon)
            tense: Phase = "past" if gone else phase
            yield Post(c, body, noun, "present" if tense == "acting" else tense, rule)

    def _body(self, noun: Token, start: int, c: Candidate) -> Candidate | None:
        """The body before or behind the noun; of a journalist the one behind, for what stands before may be what he reports on ("House editor for Y")."""
        before, after = self._before(noun, start, c), next(self.behind(noun), None)
        if noun_lemma(noun) not in self.lexicon.words["journalists"]:
            return before or after
        if before is not None and before.subkind in _REPORTED_ON:
            before = None
        return after or before

    def is_post(self, noun: Token) -> bool:
        """Is this the noun of a post that makes its holder one of the body?"""
        lemma = noun_lemma(noun)
        frames = {f.predicate for f in self.lexicon.of("person", lemma)}
        words = self.lexicon.words
        if frames & _TIES or lemma in words["doubtful_posts"]:
            return False
        office = self.authority.role(lemma)
        known = office is not None and office.role not in _NO_OFFICE
        return known or "MEMBER_OF" in frames or lemma in words["posts"] | words["insiders"]

    def is_cut(self, body: Candidate) -> bool:
        """Is a name only the last, common word of a longer one: "Caucus" of "Hispanic Caucus members"?"""
        doc = self.document.doc
        word = doc[body.start]
        if body.end - body.start > 1 or body.key or word.lower_ not in _COMMON or not body.start:
            return False
        before = doc[body.start - 1]
        return (
            before.pos_ in ("PROPN", "ADJ") and before.is_title and before.i + 1 == word.i
        ) and not self.cast.at(before.i)

    def _over_it(self, noun: Token, body: Candidate) -> bool:
        """Is it an office over a territory or city that was taken for a body: "BVI Premier", "mayor of the City"? A party has mayors, a bank a governor."""
        words = {t.lower_ for t in self.document.doc[body.start : body.end]}
        over = noun_lemma(noun) in self.lexicon.words["territorial_posts"] and body.subkind != "party"
        return over and (noun_lemma(noun) != "governor" or not words & self.lexicon.words["governed"])

    def _seeks(self, noun: Token, body: Candidate, c: Candidate) -> bool:
        """Does somebody only seek a seat in the body, or is a product on trial the candidate: "the Republican Senate candidate", "the Pfizer candidate"?"""
        if noun_lemma(noun) not in self.lexicon.words["seekers"] or body.subkind == "party":
            return False
        words = {t.lower_ for t in self.document.doc[body.start : body.end]}
        return (
            bool(words & self.lexicon.words["sought"])
            or body.subkind in _SOUGHT
            or (body.subkind is None and body.form == "name" and c.form == "nominal")
        )

    def _has_left(self, c: Candidate, noun: Token) -> bool:
        """Does the sentence say that he leaves the post: "X, its chief, resigned", "the chief, X, was replaced"?"""
        tokens = (self.document.doc[c.root], noun)
        return any(has_left(t, self.lexicon) or has_died(t) for t in tokens)

    def _before(self, noun: Token, start: int, c: Candidate) -> Candidate | None:
        """The one body among the words before the noun: "SPD leader", "the party's national chair"."""
        lemma = noun_lemma(noun)
        held = [
            b
            for i in range(start, noun.i)
            for b in self.cast.at(i)
            if b.kind == "organization"
            and b.end <= noun.i
            and self.document.doc[i].dep_ in _BEFORE
            and (
                self.document.doc[i].dep_ == "poss"
                or lemma not in self.lexicon.words["scholars"]
                or self._is_school(b)
            )
            and not (lemma in self.lexicon.words["lawmakers"] and b.subkind == "igo")
            and not prefixed(self.document.doc[b.start])
            and not (lemma in _OF_MATTERS and self._is_matter(b))
            and not (lemma in self.lexicon.words["seekers"] and self._is_sought(b))
            and not {noun.i, c.root}.isdisjoint(a.i for a in self.document.doc[i].ancestors)
        ]
        return held[0] if len(held) == 1 else None

    def behind(self, noun: Token, depth: int = 0) -> Iterator[Candidate]:
        """The body behind "of", "at", "for": "director of debate at the University", "the top Democrat on the panel"."""
        lemma, words = noun_lemma(noun), self.lexicon.words
        for preposition in (p for p in noun.rights if p.dep_ == "prep"):
            word = preposition.lower_
            for thing in (o for o in preposition.children if o.dep_ == "pobj"):
                bodies = [b for b in self.cast.at(thing.i) if b.kind == "organization"]
                # a body on which people sit, not one they know about ("an expert on NATO")
                on = word in ("on", "in") and thing.lemma_.lower() in words["boards"]
                allowed = (word in _WITHIN if depth == 0 else word in ("at", "with")) or on
                allowed = allowed or (word == "in" and depth == 0 and lemma not in words["scholars"])
                if word == "for" and (depth or lemma in words["seekers"]):
                    allowed = False
                scholar = word == "of" and lemma in words["scholars"]
                if scholar and bodies and not self._is_school(bodies[0]):
                    continue  # "a professor of International Relations"
                named = bodies and not any(t.dep_ == "det" for t in thing.lefts)
                if word in ("of", "for") and lemma in _OF_MATTERS and named and self._is_matter(bodies[0]):
                    continue  # "the Shadow Minister for Foreign Affairs", not "a minister of the Coalition"
                if bodies and allowed:
                    yield bodies[0]
                elif not self.cast.at(thing.i) and depth < _DEEPEST and word in ("of", "on", "for", "in"):
                    yield from self.behind(thing, depth + 1)

    def _is_matter(self, body: Candidate) -> bool:
        """Is it what somebody is minister of, and no body: "Foreign Affairs" of "the shadow Foreign Affairs Minister"? Parties have ministers."""
        return body.subkind != "party" and body.name.lower().split()[-1] not in self.lexicon.maps["bodies"]

    def _is_sought(self, body: Candidate) -> bool:
        """Is it no party that puts up candidates but what they seek, or a firm: "Senate candidate", "the AstraZeneca candidate"?"""
        last = body.name.lower().split()[-1]
        other = body.subkind is not None and body.subkind != "party"
        joint = (
            half_before(self.document.doc[body.start]) or "-" in body.name
        )  # "the Oxford-AstraZeneca candidate"
        return other or bool(joint) or self.lexicon.maps["bodies"].get(last) not in (None, "party")

    def _is_school(self, body: Candidate) -> bool:
        """Is it a body in which people study what they are experts on?"""
        schools = self.lexicon.words["schools"]
        return any(t.lower_ in schools for t in self.document.doc[body.start : body.end])
