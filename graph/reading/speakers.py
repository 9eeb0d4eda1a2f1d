"""Who says so: "according to X", "X said that …", "…, X said", headline tails, "reportedly"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from polgraph.lexicon import Lexicon
from polgraph.reading.cast import Candidate, Cast, conjuncts, noun_start, subjects
from polgraph.reading.document import Document, Sentence
from polgraph.reading.quotations import Quotations
from polgraph.reading.speech import Speech
from polgraph.reading.stances import content_of, holder

if TYPE_CHECKING:
    from spacy.tokens import Token


def find(document: Document, cast: Cast, lexicon: Lexicon) -> list[Speech]:
    """Return the attributed stretches of the text."""
    finder = _Speeches(document, cast, lexicon)
    found: list[Speech] = []
    for sentence in document.sentences:
        if sentence.chunk.tail:
            found.extend(finder.tail(sentence))
            continue
        found.extend(finder.colon(sentence))
        for token in document.tokens(sentence):
            found.extend(finder.at(token))
    quotations = Quotations(document, cast)
    return [*quotations.quoted(found), *quotations.signed()]


_WE = ("i", "we", "you")
_MARKS = ('"', "''", "``")
_ADDED = frozenset(
    "move step decision measure plan charge claim accusation allegation proposal demand policy".split()
)
_LONGEST = 4  # words of a name under a quotation, or before a colon


class _Speeches:
    def __init__(self, document: Document, cast: Cast, lexicon: Lexicon) -> None:
        self.document, self.cast, self.words, self.lexicon = document, cast, lexicon.words, lexicon

    def at(self, token: Token) -> list[Speech]:
        """Return what the word `token` attributes."""
        if token.lower_ == "according":
            return self._according(token)
        if token.lower_ in self.words["hedges"]:
            return self._hedge(token)
        speaks = self.words["say_verbs"] | self.words["deny_verbs"]
        if token.pos_ == "VERB" and token.lemma_ in speaks and (said := self._says(token)):
            return said
        return self._holds(token) if token.pos_ == "VERB" else []

    def _holds(self, verb: Token) -> list[Speech]:
        """ "vowed to punish", "urged Iran to stop", "condemned the attack", "accused Iran of arming"."""
        content, voiced = content_of(verb, self.lexicon)
        sources = [t for t in holder(verb) if t.lower_ not in _WE] if content else []
        if not sources:
            return []
        voiced -= self._asides(content) | self._told_of_names(voiced)
        return [replace(s, voiced=voiced) for s in self._speech(sources, verb.i, content)]

    def tail(self, sentence: Sentence) -> list[Speech]:
        """A headline's tail attributes the headline before it."""
        held = next((c for i in range(sentence.start, sentence.end) for c in self.cast.at(i)), None)
        before = self.document.sentences[sentence.index - 1] if sentence.index else None
        if held is None or before is None or before.chunk.kind != "headline":
            return []
        content = frozenset(range(before.start, before.end))
        return [Speech(held.actor, (held.start, held.end), sentence.start, content)]

    def colon(self, sentence: Sentence) -> list[Speech]:
        """ "Pence: we will win": a name with a colon at the start of a paragraph says the rest of it."""
        chunk, doc = sentence.chunk, self.document.doc
        if self.document.starts[sentence.start] != chunk.start:
            return []
        first = next(
            (i for i in range(sentence.start, sentence.end) if doc[i].text not in _MARKS), sentence.start
        )
        colon = next(
            (i for i in range(first, min(first + _LONGEST + 1, len(doc))) if doc[i].text == ":"), None
        )
        if colon is None or colon == first:
            return []
        held = self.cast.around(first)
        named = (
            held is not None
            and held.form == "name"
            and held.start == first
            and held.kind != "place"
            and held.end == colon
        )
        if not named and not all(t.text.isupper() and t.is_alpha for t in doc[first:colon]):
            return []
        last = max(s.end for s in self.document.sentences if s.chunk == chunk)
        content = frozenset(range(colon + 1, last))
        return [Speech(held.actor if held else None, (first, colon), colon, content)] if content else []

    def _according(self, token: Token) -> list[Speech]:
        """ "according to X", "according to a report by X": the clause that it hangs on."""
        objects = [
            o
            for p in token.children
            if p.dep_ in ("prep", "pcomp") and p.lower_ == "to"
            for o in p.children
            if o.dep_ == "pobj"
        ]
        if not objects:
            return []
        own = {t.i for t in token.subtree}
        content = self._clause(_clause_of(token.head)) - own
        if not content:
            return []
        return self._speech(objects, token.i, content)

    def _hedge(self, token: Token) -> list[Speech]:
        head = token.head
        content = frozenset(t.i for t in head.subtree) - {token.i}
        return [Speech(None, None, token.i, content)]

    def _says(self, verb: Token) -> list[Speech]:
        sources = subjects(verb)
        if not sources and verb.dep_ in ("conj", "xcomp", "advcl"):
            sources = subjects(verb.head)
        if verb.dep_ == "acl" and verb.tag_ == "VBG":
            sources = [verb.head]
        content: set[int] = set()
        mark = next((c.i for c in verb.children if c.dep_ == "mark"), -1)
        for child in verb.children:
            if child.i < mark:
                continue  # "Russia invaded after he had announced …": the invasion is not what he announced
            if child.dep_ == "ccomp" or (child.dep_ in ("pcomp",) and child.pos_ == "VERB"):
                content |= {t.i for t in child.subtree}
        what = any(c.tag_ == "WP" for c in verb.children)  # "announced what he called an operation"
        opens = any(c.text == ":" or c.tag_ == "``" for c in verb.lefts)  # "X commented: 'Y has pointed to'"
        opens = opens or any(c.tag_ == "MD" for c in verb.lefts)  # "'China must indicate its will,' X said"
        inserted = (
            mark < 0 and not what and not opens and verb.dep_ in ("parataxis", "ccomp") and verb.head != verb
        )
        if not content and inserted:
            own, top = {t.i for t in verb.subtree}, verb.head
            while top.dep_ == "conj" and top.head.pos_ == "VERB":
                top = top.head  # "he was told to go but refused, the Times reported": both
            content = {t.i for t in top.subtree} - own
        if any(c.dep_ == "nsubjpass" for c in verb.children):  # "is said to have"
            told = (c for c in verb.children if c.dep_ == "xcomp" and any(g.tag_ == "TO" for g in c.children))
            content |= {t.i for c in told for t in c.subtree}
        denied = verb.lemma_ in self.words["deny_verbs"]
        if denied and not content:
            content = {
                t.i
                for c in verb.children
                if c.dep_ in ("dobj", "xcomp") and c.pos_ in ("VERB", "NOUN")
                for t in c.subtree
            }
        if not content or not sources or sources[0].lower_ in _WE:
            return []
        if any(c.dep_ == "nsubjpass" for c in verb.children):
            return (
                [Speech(None, None, verb.i, frozenset(content), denied)]
                if verb.lemma_ in ("say", "report", "believe", "allege", "claim")
                else []
            )
        return self._speech(sources, verb.i, frozenset(content), denied=denied)

    def _speech(
        self, sources: list[Token], cue: int, content: frozenset[int] | set[int], *, denied: bool = False
    ) -> list[Speech]:
        """Find the actor of a source; the words stand for themselves where there is none."""
        content = content - self._asides(content)
        for source in sources:
            for held in self._behind(source):
                return [Speech(held.actor, (held.start, held.end), cue, frozenset(content), denied)]
        first = sources[0]
        return [Speech(None, (noun_start(first), first.i + 1), cue, frozenset(content), denied)]

    def _asides(self, content: frozenset[int] | set[int]) -> set[int]:
        """ "Vowed to build homes, a move that X condemned": what the article adds in its own voice."""
        doc = self.document.doc
        added = (
            doc[i]
            for i in content
            if doc[i].dep_ == "appos"
            and doc[i].lemma_ in _ADDED
            and any(c.dep_ == "relcl" for c in doc[i].rights)
        )
        return {t.i for token in added for t in token.subtree}

    def _told_of_names(self, content: frozenset[int]) -> set[int]:
        """ "Urged him to go, such as X, who denounced Y": what the article tells of somebody named within a wish."""
        doc = self.document.doc
        told = (
            doc[i]
            for i in content
            if doc[i].dep_ == "relcl"
            and doc[i].head.pos_ == "PROPN"
            and doc[i].left_edge.i
            and doc[i].left_edge.nbor(-1).text == ","
        )
        return {t.i for token in told for t in token.subtree}

    def _behind(self, source: Token) -> list[Candidate]:
        """The actor of "X", "a report by X", "X's report", "sources in X"."""
        for token in conjuncts(source):
            if held := self.cast.at(token.i):
                return held
        if source.lemma_ in (
            "report",
            "article",
            "statement",
            "account",
            "investigation",
            "story",
            "interview",
            "letter",
            "document",
        ):
            for child in source.children:
                if child.dep_ in ("poss", "compound") and (held := self.cast.at(child.i)):
                    return held
                if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "in", "from", "of"):
                    for o in child.children:
                        if o.dep_ == "pobj" and (held := self.cast.at(o.i)):
                            return held
        return []

    def _clause(self, verb: Token) -> frozenset[int]:
        return frozenset(t.i for t in verb.subtree)


def _clause_of(token: Token) -> Token:
    """The main verb of the sentence part that an adverbial hangs on, with all that it governs."""
    while token.dep_ not in ("ROOT", "ccomp", "conj") and token.head != token:
        token = token.head
    return token
