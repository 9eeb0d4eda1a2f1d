"""The words that make somebody's title: before the name, in an apposition, behind "is", "was", "became"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from polgraph.authority import Authority
from polgraph.model import Phase
from polgraph.reading.cast import Candidate, Cast, conjuncts, noun_start
from polgraph.reading.document import Document

if TYPE_CHECKING:
    from spacy.tokens import Token

PAST = frozenset(
    (
        "former",
        "once",
        "formerly",
        "sometime",
        "ex",
        "ex-",
        "late",
        "then",
        "erstwhile",
        "onetime",
        "previous",
        "outgoing",
        "retired",
        "ousted",
        "deposed",
        "assassinated",
        "slain",
        "murdered",
        "deceased",
    )
)
FUTURE = frozenset(("incoming", "designate", "elect", "future", "next"))
ACTING = frozenset(("acting", "interim", "caretaker"))
BEFORE = frozenset(
    (
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "current",
        "new",
        "longtime",
        "top",
        "senior",
        "then",
        "veteran",
        "-",
        "s",
        "'s",
    )
)
_BECOME = frozenset(("become", "name", "appoint", "elect", "nominate", "make", "serve", "be", "remain"))
_CLOSING = (",", ")", "-", "–", "—")
_SPOUSES = frozenset(("wife", "husband", "spouse"))
"""Of whom "first" says that there was another since."""
# What is expected of somebody, in a participle behind his name.
_TIPPED = frozenset("tip expect slate nominate poise favor favour name".split())


class Title(NamedTuple):
    """An office noun with the tokens of its title and what it belongs to."""

    head: Token
    start: int
    end: int
    phase: Phase
    rule: str


class Titles:
    """Finds the titles of people in one document."""

    def __init__(self, document: Document, cast: Cast, authority: Authority) -> None:
        self.document, self.cast, self.authority = document, cast, authority

    def titles(self, c: Candidate) -> list[Title]:
        """Return the office nouns that the text joins to this mention of a person."""
        root = self.document.doc[c.root]
        if c.form == "role":
            return [Title(root, c.start, c.end, phase_of(root, c.start), "role:description")]
        found = []
        if c.form == "name":
            if before := self._before_name(c):
                found.append(before)
            found.extend(
                Title(
                    noun,
                    noun_start(noun),
                    self._end(noun),
                    phase_of(noun, noun_start(noun)),
                    "role:apposition",
                )
                for noun in self._appositions(c)
            )
            head = self._described(root, c)
            known = self.authority.role(head.text) if head.pos_ == "PROPN" else None
            office = known is not None and known.normal is not None  # no "Editor: X" of a byline
            if root.dep_ == "appos" and (head.pos_ == "NOUN" or office) and self._explains(head, c):
                start = noun_start(head)
                found.append(Title(head, start, c.end, phase_of(head, start), "role:apposition"))
        found.extend(self._predicates(root))
        found.extend(self._tipped(root))
        return found

    def _described(self, root: Token, c: Candidate) -> Token:
        """What a name in apposition explains: of "the head of Amnesty, Ann Bell, said" the head, for no person is a body, whatever the parse hangs it on."""
        doc, head = self.document.doc, root.head
        first, closed = root.left_edge.i, c.end < len(doc) and doc[c.end].text in _CLOSING
        if root.dep_ != "appos" or not closed or doc[first - 1].text not in (",", "("):
            return head
        held = self.cast.around(head.i)
        inside = held is not None and held.kind in ("organization", "country") and head.dep_ == "pobj"
        if inside and head.head.lower_ == "of" and head.head.head.tag_ == "NN":
            return head.head.head
        return head

    def _before_name(self, c: Candidate) -> Title | None:
        """The title right before a name: "US Secretary of State", not what stands before a comma or "and"."""
        doc = self.document.doc
        start, first = c.start, self.document.sentence(c.root).start
        while start > first and self._is_title_word(doc[start - 1]):
            start -= 1
        start = max(start, doc[c.root].left_edge.i)
        nouns = [t for t in doc[start : c.start] if t.pos_ in ("NOUN", "PROPN") and not self._is_name(t)]
        if not nouns:
            return self._shared(c)
        head = nouns[-1]
        of = next((t for t in doc[start : c.start] if t.lower_ == "of"), None)
        if of is not None and not self.authority.offices.is_title(doc[of.i - 1 : c.start].text):
            head = doc[of.i - 1]
        return Title(head, start, c.end, phase_of(head, start), "role:title")

    def _shared(self, c: Candidate) -> Title | None:
        """ "Presidents A of B and C of D": the title before the first name is that of each that has its own "of"."""
        if not self.of_name(c):
            return None
        doc, at = self.document.doc, c.start - 1
        sentence = self.document.sentence(c.root)
        while at >= sentence.start:
            token = doc[at]
            if token.tag_ in ("NNS", "NNPS") and (office := self.authority.role(token.lemma_)):
                return Title(token, at, c.end, "present", "role:title") if office.normal else None
            held = self.cast.around(at)
            if not (held or token.lower_ in ("of", "and", ",", "the", "as", "well")):
                return None
            at -= 1
        return None

    def of_name(self, c: Candidate) -> Token | None:
        """The country or body behind "of" right after a name."""
        doc = self.document.doc
        if c.end + 1 >= len(doc) or doc[c.end].lower_ != "of":
            return None
        behind = next((i for i in range(c.end + 1, min(len(doc), c.end + 3)) if self.cast.at(i)), None)
        return doc[behind] if behind is not None else None

    def _is_title_word(self, token: Token) -> bool:
        return token.dep_ in ("compound", "nmod", "amod", "poss", "case", "det") or (
            token.lower_ in ("of", "for", "the", "-") or token.dep_ == "pobj"
        )

    def _appositions(self, c: Candidate) -> list[Token]:
        """The nouns that explain a name: of "Lavrov and Ushakov, an aide" the aide explains Ushakov alone."""
        root = self.document.doc[c.root]
        named, first = [root], root
        while first.dep_ == "conj":
            first = first.head
        for t in conjuncts(first):
            if t.i != root.i and any(h.form == "name" and h.kind == "person" for h in self.cast.at(t.i)):
                named.append(t)
        found = []
        for noun in (n for t in named for n in t.children if n.dep_ == "appos"):
            if noun.pos_ not in ("NOUN", "PROPN") or self._is_name(noun) or self._titles_another(noun):
                continue
            if max((t.i for t in named if t.i < noun.i), default=-1) == root.i:
                found.append(noun)
        return found

    def _titles_another(self, noun: Token) -> bool:
        """Is the noun the title of a name that follows it ("Yermak, Foreign Minister Sybiha and …")?"""
        after = self.cast.around(noun.i + 1)
        return after is not None and after.kind == "person" and after.form == "name"

    def _explains(self, head: Token, c: Candidate) -> bool:
        """Does the name alone explain the noun ("the chancellor, Olaf Scholz")?"""
        if self._is_name(head) or (self._titles_another(head) and self.cast.around(head.i + 1) is not c):
            return False
        return not any(t.dep_ == "cc" for t in self.document.doc[head.i : c.start])

    def _predicates(self, root: Token) -> list[Title]:
        """ "X is the president", "X became minister", "X was named head", "X served as minister"."""
        verb = root.head
        if root.dep_ not in ("nsubj", "nsubjpass") or verb.lemma_ not in _BECOME:
            relative = [c for c in root.children if c.dep_ == "relcl" and c.lemma_ in _BECOME and _who(c)]
            return [t for c in relative for t in self._behind(c)]
        return self._behind(verb)

    def _behind(self, verb: Token) -> list[Title]:
        """The offices behind "is", "was named", "served as"."""
        nouns = [c for c in verb.children if c.dep_ in ("attr", "oprd") and c.pos_ in ("NOUN", "PROPN")]
        nouns += [
            o
            for c in verb.children
            if c.dep_ == "prep" and c.lower_ == "as"
            for o in c.children
            if o.dep_ == "pobj"
        ]
        found = []
        for noun in nouns:
            phase = phase_of(noun, noun_start(noun))
            if (
                phase == "present"
                and verb.tag_ in ("VBD", "VBN")
                and verb.lemma_ in ("be", "serve")
                and not any(
                    c.dep_ == "aux" and c.lower_ in ("has", "have", "'s", "'ve") for c in verb.children
                )
                and not any(c.dep_ == "auxpass" for c in verb.children)
            ):
                phase = "past"
            found.append(Title(noun, noun_start(noun), self._end(noun), phase, "role:predicate"))
        return found

    def _tipped(self, root: Token) -> list[Title]:
        """ "Novak, tipped to become minister": an office that somebody may come to hold."""
        found = []
        said = [c for c in root.children if c.dep_ == "acl"]
        said += (
            [root.head] if root.dep_ in ("nsubj", "nsubjpass") and root.head.tag_ in ("VBN", "VBD") else []
        )
        for child in said:
            if child.lemma_.lower() not in _TIPPED or any(c.dep_ in ("dobj", "neg") for c in child.children):
                continue
            for verb in (c for c in child.children if c.dep_ == "xcomp" and c.lemma_ in ("become", "be")):
                found += [t._replace(phase="future") for t in self._behind(verb)]
            for noun in (
                o for p in child.children if p.dep_ == "prep" and p.lower_ == "as" for o in p.children
            ):
                if noun.dep_ == "pobj" and noun.pos_ in ("NOUN", "PROPN"):
                    found.append(Title(noun, noun_start(noun), self._end(noun), "future", "role:predicate"))
        return found

    def _is_name(self, token: Token) -> bool:
        held = self.cast.around(token.i)
        return held is not None and held.form == "name" and held.kind in ("person", "place")

    def _end(self, noun: Token) -> int:
        """The noun with its "of …"."""
        for child in noun.rights:
            if child.dep_ == "prep" and child.lower_ in ("of", "to", "for", "in", "at"):
                objects = [o for o in child.children if o.dep_ == "pobj"]
                if objects:
                    held = self.cast.at(objects[0].i)
                    return max((h.end for h in held), default=objects[0].i + 1)
        return noun.i + 1


def phase_of(head: Token, start: int) -> Phase:
    """Return the phase that the words of a title say: "former", "ex-", "designate", "acting"; not those of a possessor ("the former king's aide")."""
    doc = head.doc
    words = {
        t.lower_
        for t in doc[max(0, start - 1) : head.i + 1]
        if t.i < start or not any(a.dep_ == "poss" for a in (t, *_below(t, head)))
    }
    if head.i > 1 and doc[head.i - 1].text == "-":
        words.add(doc[head.i - 2].lower_)
    if any(w.startswith("ex-") for w in words):
        return "past"
    if head.lemma_.lower() in _SPOUSES and "first" in words:
        return "past"
    if head.i + 2 < len(doc) and doc[head.i + 1].text == "-":
        words.add(doc[head.i + 2].lower_)
    if words & PAST:
        return "past"
    if words & FUTURE:
        return "future"
    return "acting" if words & ACTING else "present"


def _below(token: Token, head: Token) -> list[Token]:
    """The words above `token` up to `head`."""
    return [a for a in token.ancestors if head in a.ancestors]


def _who(verb: Token) -> bool:
    """Is "who" the subject of this relative clause?"""
    return any(c.dep_ in ("nsubj", "nsubjpass") and c.lower_ == "who" for c in verb.children)
