"""Who did what to whom: every word of the lexicon that finds its two actors makes a claim."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from polgraph import vocabulary
from polgraph.lexicon import Frame, Lexicon
from polgraph.model import Claim
from polgraph.reading.arguments import Arguments, End
from polgraph.reading.cast import Cast
from polgraph.reading.circumstances import Circumstances, Surroundings
from polgraph.reading.clauses import headline_verb, lemmas
from polgraph.reading.document import Document
from polgraph.reading.happenings import Happening
from polgraph.reading.identifiers import record_id

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARTS = {"host": "HOSTED", "organizer": "HOSTED", "mediator": "MEDIATED"}
_TIE_PAST = frozenset(("former", "ex", "erstwhile", "onetime", "once", "then"))
_REFUSING = frozenset(("refuse", "decline"))
_COMPANY = frozenset(("with", "to", "by"))

# What a frame may need of its two actors: (kinds of the first, kinds of the second); None: any.
_KINDS: dict[str, tuple[frozenset[str] | None, frozenset[str] | None]] = {
    "person": (frozenset(("person",)), None),
    "body": (frozenset(("organization", "country", "group")), None),
    "human": (None, frozenset(("person", "group"))),
    "someone": (None, frozenset(("person", "group", "organization"))),
    "visitor": (frozenset(("person", "organization", "country")), frozenset(("place", "country"))),
    "crowd": (None, frozenset(("group",))),
    "leader": (
        frozenset(("person", "organization", "country")),
        frozenset(("person", "organization", "country")),
    ),
    "land": (None, frozenset(("place", "country"))),
    "institution": (None, frozenset(("organization", "country"))),
}


def find(
    document: Document, cast: Cast, happenings: list[Happening], surroundings: Surroundings, lexicon: Lexicon
) -> list[Claim]:
    """Return the claims of the article in the order of the text, none twice."""
    reader = _Claims(document, cast, happenings, surroundings, lexicon)
    found: dict[tuple[object, ...], Claim] = {}
    for sentence in document.sentences:
        if sentence.chunk.tail:
            continue
        for token in document.tokens(sentence):
            for claim in reader.at(token):
                key = (claim.subject, claim.predicate, claim.object, claim.sentence, claim.part)
                if key not in found or found[key].confidence < claim.confidence:
                    found[key] = claim
    for claim in reader.parts():
        found.setdefault((claim.subject, claim.predicate, claim.object, claim.sentence, claim.part), claim)
    return sorted(found.values(), key=lambda c: (c.trigger, c.subject_span, c.object_span, c.predicate))


class _Claims:
    def __init__(
        self,
        document: Document,
        cast: Cast,
        happenings: list[Happening],
        surroundings: Surroundings,
        lexicon: Lexicon,
    ) -> None:
        self.document, self.cast, self.happenings = document, cast, happenings
        self.surroundings, self.lexicon = surroundings, lexicon
        self.arguments = Arguments(document, cast, happenings, lexicon)
        self.words = vocabulary.load()

    def at(self, token: Token) -> list[Claim]:
        """Return the claims that this word states."""
        lemma = next((x for x in lemmas(token) if self.lexicon.of("verb", x)), token.lemma_.lower())
        made: list[Claim] = []
        if token.dep_ == "xcomp" and token.head.lemma_ in _REFUSING:
            return []  # what is refused did not happen, and the refusal is the claim
        if token.pos_ in ("VERB", "AUX") or headline_verb(token):
            frames = self.lexicon.of("verb", lemma)
        elif token.pos_ == "ADJ":
            frames = self.lexicon.of("adjective", lemma)
        elif token.pos_ in ("NOUN", "PROPN"):
            frames = self.lexicon.of("noun", lemma) + self.lexicon.of("person", lemma)
        else:
            return []
        for frame in frames:
            if self._fits(token, frame):
                made.extend(self._claims(token, frame))
        return made

    def _fits(self, token: Token, frame: Frame) -> bool:
        """Do particle, object and number stand as the frame wants them?"""
        if frame.particle and not any(
            c.lower_ == frame.particle and c.dep_ in ("prt", "advmod", "prep") for c in token.children
        ):
            return False
        if frame.part == "verb" and not frame.particle and any(c.dep_ == "prt" for c in token.children):
            return False
        if frame.with_object and not self.arguments.carried(token, frame):
            return False
        if frame.plural and token.tag_ not in ("NNS", "NNPS"):
            return False
        return all(_surrounded(token, need) for need in _needs(frame) if ":" in need)

    def _claims(self, token: Token, frame: Frame) -> list[Claim]:
        who, whom = self._ends(token, frame)
        predicate = self.words[frame.predicate]
        made = []
        seen = set()
        for a in who:
            for b in whom:
                pair = frozenset((a.id, b.id)) if predicate.symmetric else (a.id, b.id)
                if (
                    a.id == b.id
                    or pair in seen
                    or a.kind not in predicate.subjects
                    or b.kind not in predicate.objects
                ):
                    continue
                if not all(_are(need, a.kind, b.kind) for need in _needs(frame)):
                    continue
                seen.add(pair)
                made.append(self._claim(token, frame, a, b))
        return made

    def _ends(self, token: Token, frame: Frame) -> tuple[list[End], list[End]]:
        arguments = self.arguments
        symmetric = self.words[frame.predicate].symmetric
        if frame.who == ("between",):
            ends = arguments.fill(("between",), token, frame)
            return ends[:1], ends[1:]
        who = arguments.fill(frame.who, token, frame)
        whom = arguments.fill(frame.whom, token, frame)
        if (
            symmetric
            and who
            and not whom
            and frame.part in ("verb", "noun")
            and not self._says_with_whom(token, frame)
        ):
            return who[:1], who[1:]
        return who, whom

    def _says_with_whom(self, token: Token, frame: Frame) -> bool:
        """Does the text name a partner that is no actor we know ("A and B met with reporters")?"""
        if any(c.dep_ == "dobj" for c in token.children) and "object" in frame.whom:
            return True
        holders = [token, *self.arguments.carried(token, frame)]
        return any(c.dep_ in ("prep", "agent") and c.lower_ in _COMPANY for t in holders for c in t.children)

    def _claim(self, token: Token, frame: Frame, a: End, b: End) -> Claim:
        refusal = frame.predicate == "OPPOSED" and frame.lemma in _REFUSING
        describes = frame.part == "person" and token.dep_ != "attr"
        around = self.surroundings.of(token, skip=token if refusal else None, presupposed=describes)
        rule = ";".join((frame.id, *around.rules))
        phase = self._phase(token, frame, around)
        if frame.denied:
            around = replace(around, polarity="affirmed" if around.polarity == "denied" else "denied")
        if frame.modality and around.modality in ("asserted", "alleged"):
            around = replace(around, modality=frame.modality)
        return self._record(token, frame.predicate, a, b, around, rule=rule, phase=phase)

    def _phase(self, token: Token, frame: Frame, around: Circumstances) -> str | None:
        if not self.words[frame.predicate].is_tie:
            return None
        if frame.phase:
            return frame.phase
        if any(
            c.dep_ in ("amod", "advmod", "compound", "nmod") and c.lower_ in _TIE_PAST for c in token.children
        ):
            return "past"
        if token.dep_ == "attr" and token.head.tag_ == "VBD":
            return "past"
        return "future" if around.modality == "planned" else "present"

    def _record(
        self,
        token: Token,
        name: str,
        a: End,
        b: End,
        around: Circumstances,
        *,
        rule: str,
        phase: str | None = None,
        part: str | None = None,
    ) -> Claim:
        predicate = self.words[name]
        trigger = self.document.span(token.i, token.i + 1)
        first, second = self.document.span(a.start, a.end), self.document.span(b.start, b.end)
        return Claim(
            id=record_id(self.document, token.i, "claim", name + (f"/{part}" if part else ""), trigger, first, second),
            subject=a.id, predicate=name, object=b.id, phase=phase, part=part,
            sign=predicate.sign, plover=predicate.plover, cameo=predicate.cameo, quad=predicate.quad,
            trigger=trigger, subject_span=first, object_span=second,
            polarity=around.polarity, modality=around.modality, speakers=around.speakers,
            speaker=around.speakers[-1] if around.speakers else None, date=around.date,
            confidence=self._confidence(a, b, around), sentence=self.document.sentence_span(token.i), rule=rule,
        )  # fmt: skip

    def _confidence(self, a: End, b: End, around: Circumstances) -> float:
        """A first estimate: names are surer than descriptions and pronouns, and plain statements than others."""
        value = 0.85
        for end in (a, b):
            form = next((c.form for c in self.cast.at(end.root)), "name")
            value -= {"name": 0.0, "role": 0.05, "nominal": 0.1, "pronoun": 0.15}[form]
        value -= 0.05 * len([r for r in around.rules if r.startswith(("operator", "not"))])
        return round(max(value, 0.3), 2)

    def parts(self) -> list[Claim]:
        """Return a claim for each part that somebody has in an event."""
        made = []
        for h in self.happenings:
            for p in h.parts:
                verb = self.document.doc[p.verb]
                who = End(p.who.actor or "", p.who.kind, p.who.start, p.who.end, p.who.root)
                noun = next(
                    (
                        i
                        for i in h.tokens
                        if self.document.sentence(i).index == self.document.sentence(p.verb).index
                    ),
                    h.tokens[0],
                )
                what = End(h.id, "event", noun, noun + 1, noun)
                name = _PARTS.get(p.part, "TOOK_PART_IN")
                around = self.surroundings.of(verb)
                made.append(
                    self._record(verb, name, who, what, around, rule=f"event:{verb.lemma_}", part=p.part)
                )
        return made


def _needs(frame: Frame) -> list[str]:
    return frame.needs.split() if frame.needs else []


def _are(need: str, first: str, second: str) -> bool:
    """Are the two actors of the kinds that the frame needs?"""
    one, two = _KINDS.get(need, (None, None))
    return (one is None or first in one) and (two is None or second in two)


def _surrounded(token: Token, need: str) -> bool:
    """ "has:to" and "no:with|by": one of the words that must, or must not, hang on this one or a preposition of it; "verb" is any infinitive, "object" any object."""
    want, _, word = need.partition(":")
    wanted = frozenset(word.split("|"))
    if word == "verb":
        clauses = [c for c in token.children if c.dep_ in ("xcomp", "ccomp", "advcl") and c.tag_ == "VB"]
        there = any(g.tag_ == "TO" for c in clauses for g in c.children)
    elif word == "object":
        there = any(c.dep_ in ("dobj", "nsubjpass") for c in token.children)
    else:
        near = [
            *token.children,
            *(
                g
                for c in token.children
                if c.dep_ in ("prep", "dative", "ccomp")
                for g in c.children
                if g.dep_ == "pobj"
            ),
        ]
        there = any(not wanted.isdisjoint((c.lower_, c.lemma_.lower())) for c in near)
    return there == (want == "has")
