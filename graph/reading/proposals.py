"""What the learned scorer reads between two candidates of a sentence, where no rule has read anything.

The rules are precise and go first; the scorer proposes for the pairs that they leave. What is around a proposal, negation,
plans, speakers, dates, is read by the same rules as for every claim, at the word that the scorer looked at most.
"""

from __future__ import annotations

import typing
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from polgraph import vocabulary
from polgraph.lexicon import Lexicon
from polgraph.model import Claim, Modality, Phase, Record, Span
from polgraph.reading.candidates import Candidate
from polgraph.reading.cast import Cast, appositions
from polgraph.reading.circumstances import Circumstances, Surroundings
from polgraph.reading.document import Document, Sentence
from polgraph.reading.filled import suspected
from polgraph.reading.identifiers import record_id
from polgraph.reading.labels import Labels, cut, distinct, shortened, within
from polgraph.reading.pair_features import describe
from polgraph.reading.refuted import refuted
from polgraph.reading.ties import clause_of, modifies, phase_by, phase_in, unstated, way
from polgraph.scorer import Question, Scorer, Verdict

if TYPE_CHECKING:
    from spacy.tokens import Token

RULE = "scorer"
_MOST = 24
"""Candidates of a sentence that are looked at, in the order of the text: lists of forty states hold no claims."""
LEAST = 0.22
"""How probable it must be that a proposal is right (`Scorer.worth`) for it to be a claim."""
OWN = 0.6
"""The same for what a state does to its own people and bodies, or they to it: mostly they are only named together."""
FAR, APART = 0.75, 120
"""The same for two that stand more than so many characters apart."""
SURE = 0.5
"""The same for a proposal at a word that has two other ends already."""
STATUS = 0.8
"""How sure the scorer must be of a status that no rule has seen."""
_WHEN = frozenset(("after", "before", "during", "amid", "despite", "since", "until", "because"))
_TO_PEOPLE = ("REPRESENTS", "SERVES", "ALLY_OF", "FAMILY_OF")
_PANELS = frozenset(("force", "team", "group"))
_UNREAL = ("planned", "demanded", "hypothetical")


_SAID = frozenset(("COMMENTED_ON", "CRITICIZED", "ACCUSED"))
"""What is done by saying something: whoever is quoted has done it, whatever he says."""


class Weighed(Record):
    """A pair that the scorer had something to say of: how probable it is that it is right, and what came of it."""

    sentence: Span
    words: str
    worth: float
    outcome: str


@dataclass(frozen=True)
class _Proposal:
    subject: Candidate
    object: Candidate
    predicate: str
    score: float
    verdict: Verdict


def find(
    document: Document,
    cast: Cast,
    candidates: Iterable[Candidate],
    surroundings: Surroundings,
    scorer: Scorer,
    lexicon: Lexicon,
    *,
    known: Iterable[Claim],
    weighed: list[Weighed] | None = None,
    heard: dict[tuple[Span, str, str], dict[str, float]] | None = None,
) -> list[Claim]:
    """Return the claims that the scorer adds to those `known`: none on a pair that a rule has read in the same sentence.

    `weighed` is filled with every pair that the scorer thought of, and what came of it; `heard`, by sentence and actors, with the
    predicates that it thought of and the worth of each.
    """
    by_rules = list(known)
    by_sentence: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.actor is not None:
            by_sentence.setdefault(document.sentence(candidate.root).index, []).append(candidate)
    reader = _Proposals(document, cast, surroundings, scorer, lexicon, weighed, heard)
    found: list[Claim] = []
    for index, ends in sorted(by_sentence.items()):
        sentence = document.sentences[index]
        if len({e.actor for e in ends}) < 2 or sentence.chunk.tail:
            continue
        span = document.span(sentence.start, sentence.end)
        found += reader.claims(sentence, ends, [c for c in by_rules if c.sentence == span])
    return sorted(found, key=lambda c: (c.trigger, c.subject_span, c.object_span, c.predicate))


class _Proposals:
    def __init__(
        self,
        document: Document,
        cast: Cast,
        surroundings: Surroundings,
        scorer: Scorer,
        lexicon: Lexicon,
        weighed: list[Weighed] | None,
        heard: dict[tuple[Span, str, str], dict[str, float]] | None,
    ) -> None:
        self.weighed, self.heard = weighed, heard
        self.document, self.cast, self.surroundings = document, cast, surroundings
        self.scorer, self.lexicon = scorer, lexicon
        self.words = vocabulary.load()
        self.actors = {a.id: a for a in cast.actors}
        self.labels = Labels(document, cast, lexicon)

    def claims(self, sentence: Sentence, ends: list[Candidate], by_rules: list[Claim]) -> list[Claim]:
        """Return the claims of a sentence, the surest proposal first; what rules have read stands."""
        span = self.document.span(sentence.start, sentence.end)
        made: list[tuple[_Proposal, Claim]] = []
        read = [{c.subject, c.object} for c in by_rules]
        for proposal in sorted(
            self.of(sentence, ends, read=bool(by_rules)),
            key=lambda p: (-p.score, p.subject.start, p.object.start),
        ):
            if {proposal.subject.actor, proposal.object.actor} in read:
                self.note(proposal, span, "a rule read the pair")
                continue
            claim = self.claim(proposal)
            if claim.phase and claim.modality in _UNREAL:
                self.note(proposal, span, "a tie that is no fact")
                continue
            lack = (
                _read_otherwise(claim, by_rules)
                or self._refuted(proposal)
                or self._spent(proposal, claim, made, by_rules)
            )
            self.note(proposal, span, lack or "claimed")
            if lack is None:
                made.append((proposal, claim))
        return [claim for _, claim in made]

    def _refuted(self, p: _Proposal) -> str | None:
        return refuted(p.predicate, p.subject, p.object, self._trigger(p), self.cast, self.lexicon)

    def _spent(
        self, proposal: _Proposal, claim: Claim, made: list[tuple[_Proposal, Claim]], by_rules: list[Claim]
    ) -> str | None:
        """A word that has its two ends states something of a third, and a doubtful word anything, only where that is sure or joined by "and".

        A noun that ties two ("an ally of X") never ties a third, nor two that are only named side by side.
        """
        tie, word = self.words[proposal.predicate].is_tie, self._trigger(proposal)
        ends = [self.document.doc[e.root] for e in (proposal.subject, proposal.object)]
        if tie and word.tag_ == "NN" and ends[1] in ends[0].conjuncts:
            return "the two are only named side by side"
        if not tie and self._beside(proposal):
            return "a clause beside it parts the two"
        if not tie and self._aside(proposal):
            return "it only says when or by what"
        if proposal.score >= SURE and not (tie and word.pos_ == "NOUN"):
            return None
        if self.lexicon.maps["doubtful"].get(self._trigger(proposal).lemma_.lower()) == proposal.predicate:
            return "its word is doubtful"
        roots = (proposal.subject.root, proposal.object.root)
        joined = {t.i for r in roots for t in self.document.doc[r].conjuncts}
        for other in (*by_rules, *(c for _, c in made)):
            if other.trigger == claim.trigger and not self._joins(other, joined):
                return "its word has its ends already"
        return None

    def _beside(self, proposal: _Proposal) -> bool:
        """Does a relative clause part the word of the act from an end: "dissolved two offices that Y ran"?"""
        doc, word = self.document.doc, self._trigger(proposal)
        ends = [doc[e.root] for e in (proposal.subject, proposal.object)]
        clause = next((t for t in (word, *word.ancestors) if t.dep_ == "relcl"), None)
        if clause is not None:
            meant = {clause.head.i, *(t.i for t in (*clause.head.conjuncts, *appositions(clause.head)))}
            meant |= {t.i for t in clause.head.ancestors} if clause.head.dep_ == "appos" else set()
            if any(not clause.is_ancestor(e) and e.i not in meant for e in ends):
                return True
        for end in ends:
            for above in (end, *end.ancestors):
                if above == word or above.is_ancestor(word):
                    break
                if above.dep_ == "relcl":
                    return True
        return False

    def _aside(self, proposal: _Proposal) -> bool:
        """Does an end only say when or by what means: "justified it by X's growth", "spoke after the fall of Y"?"""
        word = self._trigger(proposal)
        passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in word.children)
        for end in (proposal.subject, proposal.object):
            token = self.document.doc[end.root]
            for above in token.ancestors:
                if above == word or above.is_ancestor(word):
                    break
                by = above.lower_ == "by" and not passive and word.pos_ == "VERB"
                if above.head == word and above.dep_ == "prep" and (by or above.lower_ in _WHEN):
                    return True
        return False

    def _joins(self, claim: Claim, joined: set[int]) -> bool:
        spans = (claim.subject_span, claim.object_span)
        return any(a <= self.document.starts[t] < b for t in joined for a, b in spans)

    def of(self, sentence: Sentence, ends: list[Candidate], *, read: bool) -> list[_Proposal]:
        """Return the best proposal for each ordered pair of actors, symmetric ones once.

        A sentence in which no rule has `read` anything and no word of the lexicon joins two of the ends is not worth a run of the scorer.
        """
        start, end = self.document.span(sentence.start, sentence.end)
        ends = distinct(ends)[:_MOST]
        spans = tuple((a - start, b - start) for a, b in (self._own_words(e, ends) for e in ends))
        described = describe(self.document, sentence, [e.root for e in ends], self.lexicon)
        if not read and not described.joined:
            return []
        words = tuple(((a - start, b - start), known) for (a, b), known in described.words)
        question = Question(self.document.article.text[start:end], spans, described.pairs, words)
        best: dict[tuple[str, str], _Proposal] = {}
        for verdict in self.scorer.verdicts(question):
            a, b = ends[verdict.subject], ends[verdict.object]
            if a.actor == b.actor or a.actor is None or b.actor is None:
                continue
            self._hear((start, end), a.actor, b.actor, verdict)
            proposal = _Proposal(
                a, b, verdict.predicates[0][0], self.scorer.worth(*verdict.predicates[0]), verdict
            )
            lack = self._lack(proposal)
            pair = (a.actor, b.actor)
            if lack:
                self.note(proposal, (start, end), lack)
            elif pair not in best or best[pair].score < proposal.score:
                best[pair] = proposal
        return list(self._without_mirrors(best))

    def _hear(self, sentence: Span, subject: str, object_: str, verdict: Verdict) -> None:
        if self.heard is not None:
            held = self.heard.setdefault((sentence, subject, object_), {})
            for name, sureness in verdict.predicates:
                held[name] = max(held.get(name, 0.0), self.scorer.worth(name, sureness))

    def _own_words(self, candidate: Candidate, ends: list[Candidate]) -> Span:
        """Return the span without the possessors that are candidates themselves: of "Trump's lawyers" the lawyers."""
        start = candidate.start
        for other in ends:
            if (
                other.root != candidate.root
                and candidate.start <= other.start
                and other.end <= candidate.root
            ):
                start = max(start, other.end)
        while start < candidate.root and self.document.doc[start].tag_ in ("POS", "HYPH", "CC", ","):
            start += 1
        return self.document.span(start, max(candidate.end, start + 1))

    def _lack(self, p: _Proposal) -> str | None:
        """Say why a proposal is no claim; None where it is one."""
        first, second = (self.actors[e.actor or ""].kind for e in (p.subject, p.object))
        if first not in self.words[p.predicate].subjects or second not in self.words[p.predicate].objects:
            return f"no {first} can be {p.predicate} of a {second}"
        tie = self.words[p.predicate].is_tie
        if p.score < self._least(p):
            return "not sure enough"
        return self._untied(p) if tie else self._no_end(p)

    def _no_end(self, p: _Proposal) -> str | None:
        """Say why an end does nothing and has nothing done to it: it only names or describes something else."""
        if within(p.subject, p.object) or within(p.object, p.subject):
            return "one of the two is named by the other"
        if shortened(*(self.actors[e.actor or ""] for e in (p.subject, p.object))):
            return "the two are one body"
        for labels, why in (
            (self.labels.in_title, "it only says whose office somebody holds"),
            (self.labels.in_bracket, "a label in brackets does nothing"),
            (self.labels.qualifies, "it only says whose somebody private is"),
            (self.labels.of_thing, "it only names a thing"),
            (self.labels.against, "it only says against whom somebody is"),
            (self.labels.of_longer_name, "it only begins a name"),
            (self.labels.a_work, "it is the title of a work"),
        ):
            if labels(p.subject) or labels(p.object):
                return why
        return "it only says where" if self.labels.only_where(p.subject) else None

    def _untied(self, p: _Proposal) -> str | None:
        """Say why the words do not state a tie: a label, a name and its own longer form, or what `ties.unstated` says."""
        if self.labels.against(p.subject) or self.labels.against(p.object):
            return "it only says against whom somebody is"
        one, other = (self.document.doc[e.root] for e in (p.subject, p.object))
        for end, beside, c in ((one, other, p.subject), (other, one, p.object)):
            if (
                self.actors[c.actor or ""].kind == "country"
                and p.predicate != "RIVAL_OF"
                and modifies(end, beside)
            ):
                return "a state that only labels somebody"
        if p.predicate == "MEMBER_OF" and (within(p.subject, p.object) or self.labels.in_bracket(p.subject)):
            return "a label or another name belongs to nothing"
        if self._through_others(p):
            return "it is a tie to others, who are of them"
        if p.predicate == "MEMBER_OF" and self._panel_of(p.object):
            return "its panels have members of their own"
        if p.predicate == "MEMBER_OF" and cut(self.document, p.object.end):
            return "the name of the body goes on"
        return unstated(p.predicate, one, other, self.lexicon)

    def _through_others(self, p: _Proposal) -> bool:
        """Is somebody tied to people of an end, not to it: "a lawyer for the family of X"?"""
        if p.predicate not in _TO_PEOPLE:
            return False
        ends = (p.subject.actor, p.object.actor)
        between = [t for t in self.document.doc[p.object.root].ancestors if t.dep_ == "pobj"]
        one = self.document.doc[p.subject.root]
        between = [t for t in between if one.is_ancestor(t) and t.lemma_.lower() != "government"]
        held = [h for t in between for h in self.cast.at(t.i)]
        return any(h.kind in ("person", "group") and h.actor not in ends for h in held)

    def _panel_of(self, owner: Candidate) -> bool:
        """Does a government only have the panel on which somebody sits, "a member of the White House's task force", or name another body?"""
        word = self.document.doc[owner.root]
        kind = self.actors[owner.actor or ""].subkind
        if (
            word.dep_ == "compound"
            and kind != "party"
            and any(h.kind == "organization" and h.actor != owner.actor for h in self.cast.at(word.head.i))
        ):
            return True  # "Foreign Affairs" of "the Foreign Affairs Committee"
        state = kind in ("government", "ministry")
        panel = word.head.lemma_.lower() in self.lexicon.words["boards"] | _PANELS
        return state and word.dep_ == "poss" and panel

    def _least(self, p: _Proposal) -> float:
        """Return how probable it must be that the proposal is right."""
        one, other = (self.actors[e.actor or ""] for e in (p.subject, p.object))
        own = one.country is not None and one.country == other.country and "country" in (one.kind, other.kind)
        apart = abs(p.subject.span[0] - p.object.span[0]) >= APART
        return max(LEAST, OWN if own and not self.words[p.predicate].is_tie else 0.0, FAR if apart else 0.0)

    def note(self, p: _Proposal, sentence: Span, outcome: str) -> None:
        """Keep what was thought of a pair, if somebody wants to know."""
        if self.weighed is not None:
            one, other = (self.document.text(e.start, e.end) for e in (p.subject, p.object))
            words = f"{one} {p.predicate} {other}"
            self.weighed.append(
                Weighed(
                    sentence=sentence,
                    words=words,
                    worth=round(p.score, 2),
                    outcome=outcome,
                )
            )

    def _without_mirrors(self, best: dict[tuple[str, str], _Proposal]) -> Iterator[_Proposal]:
        """Leave out the weaker of two proposals that say the same in both directions."""
        for (a, b), proposal in best.items():
            other = best.get((b, a))
            both = other and all(self.words[p.predicate].symmetric for p in (proposal, other))
            if (
                other
                and both
                and (other.score, other.subject.start) > (proposal.score, proposal.subject.start)
            ):
                continue
            yield proposal

    def claim(self, proposal: _Proposal) -> Claim:
        """Return the claim of a proposal, with what surrounds it."""
        a, b = proposal.subject, proposal.object
        token = self._trigger(proposal)
        predicate = self.words[proposal.predicate]
        if predicate.is_tie:
            around, phase = self._tied(token, proposal)
        else:
            around, phase = self._around(token, proposal), None
        trigger: Span = self.document.span(token.i, token.i + 1)
        return Claim(
            id=record_id(self.document, token.i, "claim", predicate.name, trigger, a.span, b.span),
            subject=a.actor or "", predicate=predicate.name, object=b.actor or "",
            phase=phase,
            sign=predicate.sign, plover=predicate.plover, cameo=predicate.cameo, quad=predicate.quad,
            trigger=trigger, subject_span=a.span, object_span=b.span,
            polarity=around.polarity, modality=around.modality, speakers=around.speakers,
            speaker=around.speakers[-1] if around.speakers else None, date=around.date,
            confidence=round(proposal.score, 2), sentence=self.document.sentence_span(token.i),
            rule=";".join((f"{RULE}:{proposal.score:.2f}", *around.rules)),
        )  # fmt: skip

    def _trigger(self, proposal: _Proposal) -> Token:
        sentence = self.document.sentence(proposal.subject.root)
        start = self.document.span(sentence.start, sentence.end)[0] + proposal.verdict.trigger[0]
        starts = self.document.starts
        after = bisect_left(starts, start, sentence.start, sentence.end - 1)
        near = (max(after - 1, sentence.start), after)
        return self.document.doc[min(near, key=lambda i: (abs(starts[i] - start), i))]

    def _tied(self, token: Token, proposal: _Proposal) -> tuple[Circumstances, Phase]:
        """Return the circumstances of a tie and its phase: of one that a noun phrase states, those of its own words alone."""
        joined = self._way(proposal)
        verb = clause_of(joined)
        if (
            verb is None
            or within(proposal.subject, proposal.object)
            or within(proposal.object, proposal.subject)
        ):
            return self.surroundings.of(joined[0], presupposed=True), phase_in(joined)
        around = self.surroundings.of(token if token in joined else verb)
        tense = phase_by(verb)
        if around.modality == "planned":
            return around, "future"
        of_it = way(
            verb, self.document.doc[proposal.object.root]
        )  # not of whom: "a former minister now serving on"
        return around, phase_in(of_it) if tense == "present" else tense

    def _is_reported(self, proposal: _Proposal, token: Token) -> bool:
        """Does somebody say of himself that he criticized X, instead of saying what is the criticism?"""
        return any(f.predicate == proposal.predicate for f in self.lexicon.of("verb", token.lemma_.lower()))

    def _way(self, proposal: _Proposal) -> list[Token]:
        doc = self.document.doc
        return way(doc[proposal.subject.root], doc[proposal.object.root])

    def _around(self, token: Token, proposal: _Proposal) -> Circumstances:
        """Return the circumstances of the trigger; where no rule sees a plan or denial, the scorer may, if it is sure."""
        around = self.surroundings.of(token)
        own = around.speakers[-1:] == (proposal.subject.actor,) and around.modality == "alleged"
        if own and proposal.predicate in _SAID and not self._is_reported(proposal, token):
            around = replace(around, modality="asserted", speakers=around.speakers[:-1])
        if around.modality == "asserted" and suspected(self._way(proposal), token):
            around = replace(around, modality="alleged", rules=(*around.rules, "suspect"))
        status = max(proposal.verdict.statuses, key=lambda s: proposal.verdict.statuses[s])
        if proposal.verdict.statuses[status] < STATUS:
            return around
        if (
            status == "denied"
            and around.polarity == "affirmed"
            and not any(r.startswith("not:") for r in around.rules)
        ):
            return replace(around, polarity="denied", rules=(*around.rules, "scorer:denied"))
        if status in _UNREAL and around.modality in ("asserted", "alleged"):
            return replace(
                around, modality=typing.cast("Modality", status), rules=(*around.rules, f"scorer:{status}")
            )
        return around


def _read_otherwise(claim: Claim, by_rules: list[Claim]) -> str | None:
    """Say whether a rule has read the word as something else."""
    other = any(c.trigger == claim.trigger and c.predicate != claim.predicate for c in by_rules)
    return "a rule read its word otherwise" if other else None
