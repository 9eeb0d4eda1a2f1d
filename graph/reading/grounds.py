"""What a claim rests on: who read it, in what parse, how its ends were resolved, what the scorer says of the pair.

Each ground is a name and a number, 1 where it only applies; `polgraph.confidence` makes a probability of them. No claim is made or left
out here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from polgraph import vocabulary
from polgraph.model import Actor, Claim, Span
from polgraph.reading.cast import Candidate, Cast
from polgraph.reading.document import Document

if TYPE_CHECKING:
    from spacy.tokens import Token

Heard = Mapping[tuple[Span, str, str], Mapping[str, float]]
"""By sentence and two actors: the predicates that the scorer thought of, each with how probable it is that it is right."""

_NAMED = frozenset(
    (
        "", "name:known", "name:capital", "name:adjective", "name:abbreviation", "name:part of a longer one", "name:same words",
        "role:government", "role:body of a state", "office:nobody known", "nominal:same words", "described:of this article",
        "described:explained", "relation:explained",
    )
)  # fmt: skip
"""Rules of data/coreference.yaml that go by the words themselves; the others conclude from the text who is meant."""
_UNREAL = ("planned", "demanded", "hypothetical")
_AGREES = 0.4  # worth of the predicate that a rule reads, from which on the scorer agrees
_DOUBTS = 0.1  # the same, under which it doubts
_DIFFERS = 0.25  # worth from which on it reads another predicate, where it would not read this one
_LONG = 40  # words of a sentence
_FAR = 12  # words between the ends
_STEPS = 2  # steps through the parse from the word to an end that is close


class Grounds:
    """Finds the grounds of the claims of one document; `heard` is None where no scorer was asked."""

    def __init__(self, document: Document, cast: Cast, heard: Heard | None) -> None:
        self.document, self.heard = document, heard
        self.at = {start: i for i, start in enumerate(document.starts)}
        self.surnames = {a.id for a in cast.actors if a.kind == "person" and _by_surname(a)}
        self.held: dict[tuple[str, int], Candidate] = {}
        for c in cast.candidates():
            self.held.setdefault((c.actor or "", document.starts[c.start]), c)

    def of(self, claim: Claim) -> dict[str, float]:
        """Return the grounds of a claim."""
        found = self._source(claim) | self._status(claim)
        for actor, span in ((claim.subject, claim.subject_span), (claim.object, claim.object_span)):
            for name in self._end(actor, span):
                found[name] = found.get(name, 0.0) + 1.0
        if not self.surnames.isdisjoint((claim.subject, claim.object)):
            found["surname alone"] = 1.0
        return found | self._parse(claim)

    def _source(self, claim: Claim) -> dict[str, float]:
        """The rule or the scorer that read it, and what the scorer says of what a rule read."""
        first = claim.rule.split(";")[0]
        kind, _, rest = first.partition(":")
        if kind == "scorer":
            worth = min(max(float(rest), 0.01), 0.99)
            return {"scorer": 1.0, "worth": math.log(worth / (1 - worth))}
        part = kind.rpartition("/")[2]  # verb, noun, adjective, person; event, affiliation
        found = {f"by {part}": 1.0}
        if part in ("event", "affiliation") or self.heard is None:
            return found
        opinion = self._opinion(claim)
        return found | ({opinion: 1.0} if opinion else {})

    def _opinion(self, claim: Claim) -> str | None:
        """What the scorer, which does not know what the rules read, says of the pair."""
        keys = [(claim.sentence, claim.subject, claim.object)]
        if vocabulary.load()[claim.predicate].symmetric:
            keys.append((claim.sentence, claim.object, claim.subject))
        said = [self.heard.get(key, {}) for key in keys] if self.heard else []
        same = max((s.get(claim.predicate, 0.0) for s in said), default=0.0)
        if same >= _AGREES:
            return "scorer agrees"
        if max((w for s in said for w in s.values()), default=0.0) >= _DIFFERS > same:
            return "scorer differs"
        return "scorer doubts" if same < _DOUBTS else None

    def _status(self, claim: Claim) -> dict[str, float]:
        found = {}
        if claim.polarity == "denied":
            found["denied"] = 1.0
        elif claim.modality in _UNREAL:
            found["unreal"] = 1.0
        elif claim.modality == "alleged":
            found["alleged"] = 1.0
        return found

    def _end(self, actor: str, span: Span) -> Iterable[str]:
        """How an end was resolved."""
        c = self.held.get((actor, span[0]))
        if c is None:
            return
        if c.form != "name":
            yield c.form
        if c.form != "pronoun" and c.why not in _NAMED:
            yield "coreference"

    def _parse(self, claim: Claim) -> dict[str, float]:
        """How far the words lie apart, in the sentence and through the parse."""
        found: dict[str, float] = {}
        ends = [self.at.get(claim.subject_span[0]), self.at.get(claim.object_span[0])]
        word = self.at.get(claim.trigger[0])
        if word is None or None in ends:
            return found
        doc = self.document.doc
        one, other = (
            self._root(i or 0, s) for i, s in zip(ends, (claim.subject_span, claim.object_span), strict=True)
        )
        if abs(one.i - other.i) > _FAR:
            found["far"] = 1.0
        sentence = self.document.sentence(word)
        if sentence.end - sentence.start > _LONG:
            found["long"] = 1.0
        steps = [_way(doc[word], end) for end in (one, other)]
        indirect = sum(s is None or s > _STEPS for s in steps)
        return found | ({"indirect": float(indirect)} if indirect else {})

    def _root(self, start: int, span: Span) -> Token:
        """The head of the words of a span."""
        end = start + 1
        while end < len(self.document.starts) and self.document.starts[end] < span[1]:
            end += 1
        return self.document.doc[start:end].root


def _by_surname(person: Actor) -> bool:
    """Does the article name a person, but nowhere by more than one word?"""
    names = [m.text for m in person.mentions if m.form == "name"]
    return bool(names) and not any(" " in name.strip() for name in names)


def _way(one: Token, other: Token) -> int | None:
    """Return the steps through the parse from one word to another; None where they hang on no common word."""
    above = {t.i: n for n, t in enumerate((one, *one.ancestors))}
    return next((n + above[t.i] for n, t in enumerate((other, *other.ancestors)) if t.i in above), None)
