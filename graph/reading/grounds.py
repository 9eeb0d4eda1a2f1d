"""What a claim rests on: who read it, what it states, how its ends were resolved, what the scorer says of the pair, and how the parse joins them.

Each ground is a name and a number, 1 where it only applies; `polgraph.confidence` makes a probability of them. No claim is made or left
out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from polgraph import vocabulary
from polgraph.lexicon import Lexicon
from polgraph.model import Actor, Claim, Span
from polgraph.reading.cast import Candidate, Cast
from polgraph.reading.document import Document
from polgraph.reading.joints import joints

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
_SPORT = 0.0125  # share of words of sport, two different ones at least, in a report on sport
_STATES = {"MEMBER_OF": "membership", "ALLY_OF": "alliance", "COMMENTED_ON": "statement"}


class Grounds:
    """Finds the grounds of the claims of one document; `heard` is None where no scorer was asked."""

    def __init__(self, document: Document, cast: Cast, heard: Heard | None, lexicon: Lexicon) -> None:
        self.document, self.heard, self.lexicon = document, heard, lexicon
        self.actors = {a.id: a for a in cast.actors}
        self.familiar = _familiar(cast.actors)
        self.sport = _on_sport(document, lexicon.words["sport"])
        self.surnames = {a.id for a in cast.actors if a.kind == "person" and _by_surname(a)}
        self.at = {start: i for i, start in enumerate(document.starts)}
        self.held: dict[tuple[str, int], Candidate] = {}
        for c in cast.candidates():
            self.held.setdefault((c.actor or "", document.starts[c.start]), c)

    def of(self, claim: Claim) -> dict[str, float]:
        """Return the grounds of a claim."""
        found = self._source(claim) | _status(claim) | self._kinds(claim)
        for actor, span in ((claim.subject, claim.subject_span), (claim.object, claim.object_span)):
            for name in self._end(actor, span):
                found[name] = found.get(name, 0.0) + 1.0
        if not self.surnames.isdisjoint((claim.subject, claim.object)):
            found["surname alone"] = 1.0
        return found | joints(self.document, self.at, claim, self.lexicon)

    def _source(self, claim: Claim) -> dict[str, float]:
        """The rule or the scorer that read it, and what the scorer says of the pair."""
        kind = claim.rule.split(";")[0].partition(":")[0]
        if kind == "scorer":
            found = {"scorer": 1.0}
        else:
            part = kind.rpartition("/")[2]  # verb, noun, adjective, person; event, affiliation
            found = {f"by {part}": 1.0}
            if part in ("event", "affiliation"):
                return found
        return found | self._opinion(claim)

    def _opinion(self, claim: Claim) -> dict[str, float]:
        """How sure the scorer, which does not know what the rules read, is of the same, of something else, and of the reverse."""
        if self.heard is None:
            return {}
        there = self.heard.get((claim.sentence, claim.subject, claim.object), {})
        back = self.heard.get((claim.sentence, claim.object, claim.subject), {})
        symmetric = vocabulary.load()[claim.predicate].symmetric
        said = (there, back) if symmetric else (there,)
        same = max(s.get(claim.predicate, 0.0) for s in said)
        found = {"heard": round(same - _AGREES, 4)}
        if max((w for s in said for w in s.values()), default=0.0) >= _DIFFERS > same:
            found["scorer differs"] = 1.0
        elif same < _DOUBTS:
            found["scorer doubts"] = 1.0
        if not symmetric and back:
            found["reversed"] = round(max(back.values()), 4)
        return found

    def _kinds(self, claim: Claim) -> dict[str, float]:
        """What is stated where, of what kind of actor, about what kind."""
        subject, object_ = self.actors.get(claim.subject), self.actors.get(claim.object)
        conflict = claim.quad is not None and claim.quad.endswith("conflict")
        states = claim.quad.replace("_", " ") if conflict and claim.quad else _STATES.get(claim.predicate)
        applies = {
            "event": object_ is None,
            "brief": self.document.is_brief and not self.sport,
            "lead": claim.trigger[0] < self.document.lead[1] and not self.sport,
            "sport": self.sport,
            "purpose": "purpose" in claim.rule.split(";"),
            "of a state": subject is not None and subject.kind == "country",
            "of a body": subject is not None and subject.kind == "organization",
            "to a place": object_ is not None and object_.kind == "place",
            "group object": object_ is not None and object_.kind == "group",
            "known object": object_ is not None and object_.wikidata is not None,
        }
        found = {name: 1.0 for name, holds in applies.items() if holds} | ({states: 1.0} if states else {})
        return found | {"familiar": self.familiar}

    def _end(self, actor: str, span: Span) -> Iterable[str]:
        """How an end was resolved."""
        c = self.held.get((actor, span[0]))
        if c is None:
            return
        if c.form != "name":
            yield c.form
        if c.form != "pronoun" and c.why not in _NAMED:
            yield "coreference"


def _status(claim: Claim) -> dict[str, float]:
    if claim.polarity == "denied":
        return {"denied": 1.0}
    if claim.modality in _UNREAL:
        return {"unreal": 1.0}
    return {"alleged": 1.0} if claim.modality == "alleged" else {}


def _familiar(actors: list[Actor]) -> float:
    """Return how far over a half the share of the named actors is whom the authority knows: how much the article is about politics."""
    named = [a for a in actors if a.kind != "group" and any(m.form == "name" for m in a.mentions)]
    known = sum(a.wikidata is not None for a in named)
    return round(known / len(named) - 0.5, 2) if named else 0.0


def _on_sport(document: Document, words: frozenset[str]) -> bool:
    """Is the article a report on sport, the lead of which tells of a game?"""
    said = [t.lemma_.lower() for t in document.doc if t.is_alpha]
    found = [w for w in said if w in words]
    return len(set(found)) > 1 and len(found) >= _SPORT * len(said)


def _by_surname(person: Actor) -> bool:
    """Does the article name a person, but nowhere by more than one word?"""
    names = [m.text for m in person.mentions if m.form == "name"]
    return bool(names) and not any(" " in name.strip() for name in names)
