"""Who did what to whom: every word of the lexicon that finds its two actors makes a claim."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from polgraph import vocabulary
from polgraph.lexicon import Frame, Lexicon
from polgraph.model import Claim
from polgraph.reading.arguments import Arguments
from polgraph.reading.cast import Cast, End, noun_lemma, noun_start
from polgraph.reading.circumstances import Circumstances, Surroundings
from polgraph.reading.clauses import behind, gaps, headline_verb, lemmas
from polgraph.reading.complements import is_open
from polgraph.reading.conditions import are, fits, meant
from polgraph.reading.departures import ended
from polgraph.reading.document import Document
from polgraph.reading.eras import is_bygone, served_then
from polgraph.reading.happenings import Happening, occasion
from polgraph.reading.identifiers import record_id
from polgraph.reading.nobody import is_anybody, is_defined, is_few, is_product, is_source
from polgraph.reading.pending import REFUSING, refused
from polgraph.reading.ties import is_held_on, is_untold, phase_by
from polgraph.reading.titles import phase_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARTS = {"host": "HOSTED", "organizer": "HOSTED", "mediator": "MEDIATED"}
_SERVING = ("SERVES", "REPRESENTS")
_TIE_PAST = frozenset(("former", "ex", "erstwhile", "onetime", "once", "then"))
_OWNED = frozenset(("'s", "’s", "'", "’"))
_TWO = 2  # "attended by A, B and C": who of them met whom is not said
_RECIPROCAL = frozenset(("meet", "debate", "marry", "wed", "engage"))
_ARISING = frozenset(("be", "happen", "begin", "start", "emerge", "come", "exist", "arise", "end", "resume"))


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
                reader.arguments.of.implied.told.append(claim)
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
        frames = self._frames(token)
        if not frames:
            return []
        made: list[Claim] = []
        if (token.dep_ == "xcomp" and token.head.lemma_ in REFUSING) or refused(token, self.lexicon):
            return []  # what is refused did not happen, and the refusal is the claim
        if is_open(token, self.lexicon):
            return []  # "differed over sanctioning X"
        bare = not any(c.dep_ == "dobj" for c in token.children)
        if token.tag_ == "VBG" and token.i and token.nbor(-1).text in _OWNED and bare:
            return []  # "the party's standing with"
        for frame in frames:
            if frame.predicate == "ATTACKED" and self.arguments.in_words(token, frame):
                continue
            if fits(token, frame, self.arguments.carried(token, frame) if frame.with_object else []):
                made.extend(self._claims(token, frame))
        return made

    def _frames(self, token: Token) -> tuple[Frame, ...]:
        """Return the frames of a word as the part of speech that it is, or must be taken for."""
        lemma = next((x for x in lemmas(token) if self.lexicon.of("verb", x)), token.lemma_.lower())
        if token.pos_ in ("VERB", "AUX") or headline_verb(token):
            frames = self.lexicon.of("verb", lemma)
            if token.tag_ == "VBG" and any(c.lower_ in ("between", "among") for c in token.children):
                frames += self.lexicon.of("noun", token.lower_)  # "fighting between A and B"
            return frames
        if token.pos_ == "ADJ":
            return self.lexicon.of("adjective", lemma)
        if token.pos_ in ("NOUN", "PROPN"):
            return self.lexicon.of("noun", lemma) + self.lexicon.of("person", lemma)
        return ()

    def _claims(self, token: Token, frame: Frame) -> list[Claim]:
        predicate = self.words[frame.predicate]
        made = []
        seen = set()
        for who, whom in (self._ends(token, frame), *self._gapped(token, frame)):
            for a, b in itertools.product(who, whom):
                pair = frozenset((a.id, b.id)) if predicate.symmetric else (a.id, b.id)
                if (
                    a.id == b.id
                    or pair in seen
                    or a.kind not in predicate.subjects
                    or b.kind not in predicate.objects
                ):
                    continue
                if not are(frame, a.kind, self._kind(b), armed=self._armed(b)):
                    continue
                if self._is_law(a) or self._is_law(b) or self._is_nobody(a, b, frame, token):
                    continue
                if is_untold(frame.predicate, token, self.document.doc[b.root], self.lexicon):
                    continue
                if not meant(frame, self._called(a), self._called(b)):
                    continue
                seen.add(pair)
                made.append(self._claim(token, frame, a, b))
        return made

    def _gapped(self, token: Token, frame: Frame) -> Iterator[tuple[list[End], list[End]]]:
        """What a passive says of others: "Russia was represented by A and Ukraine by B", "one team was led by A, the Israeli one by B"."""
        if frame.part != "verb" or frame.who != ("subject",) or token.tag_ != "VBN":
            return
        of = self.arguments.of
        for left, by in gaps(token):
            who = of.ends(behind([by]), owner=False)
            whom = of.ends([left], owner=False) if "object" in frame.whom else []
            if frame.with_object and not {"owner", "anchor"}.isdisjoint(frame.whom):
                whom = of.owner(left, any_noun=True) or of.anchor(left)
            yield who, whom

    def _kind(self, end: End) -> str:
        """The kind of whom it is done to: a body named through its people ("a Hezbollah commander") is a group of them."""
        root = self.document.doc[end.root]
        people = (
            root.dep_ in ("compound", "nmod", "poss")
            and root.head.lemma_.lower() in self.lexicon.words["people"]
        )
        return "group" if people and end.kind == "organization" else end.kind

    def _is_law(self, end: End) -> bool:
        return (
            end.kind == "organization"
            and noun_lemma(self.document.doc[end.root]) in self.lexicon.words["laws"]
        )

    def _is_nobody(self, a: End, b: End, frame: Frame, token: Token) -> bool:
        """Is an end anybody or hardly anybody: "few leaders back X", "backed a candidate", "any member", "helps those who", "people visiting X"?"""
        one, other = self.document.doc[a.root], self.document.doc[b.root]
        act = not self.words[frame.predicate].is_tie
        if is_few(one) or is_few(other) or (act and (is_product(one) or is_source(one) or is_source(other))):
            return True
        if is_defined(self.document.doc[a.root], token) or self._is_own_campaign(a, b, frame):
            return True
        object_ = self.document.doc[b.root]
        harmed = frame.predicate in ("ATTACKED", "COERCED")
        return not harmed and is_anybody(object_)

    def _is_own_campaign(self, a: End, b: End, frame: Frame) -> bool:
        """ "As part of his campaign": what somebody only does belongs to him, and he not to it."""
        root = self.document.doc[b.root]
        own = [t for t in root.lefts if t.dep_ == "poss"]
        if frame.predicate != "MEMBER_OF" or noun_lemma(root) not in self.lexicon.words["undertakings"]:
            return False
        if any(t.i < self.document.doc[a.root].i and not self.cast.at(t.i) for t in own):
            return True  # "as part of his campaign, X promised"
        return any(m.actor == a.id for t in own for m in self.cast.at(t.i))

    def _called(self, end: End) -> frozenset[str]:
        """The words and kinds that an actor goes by: its noun, what kind of body it is, what is said beside its name."""
        root = self.document.doc[end.root]
        words = {
            noun_lemma(t) for t in (root, *root.children) if t == root or t.dep_ in ("compound", "appos")
        }
        actor = None if end.kind == "event" else self.cast.actor(end.id)
        return frozenset({*words, end.kind, *([actor.subkind] if actor and actor.subkind else [])})

    def _armed(self, end: End) -> bool:
        """Is it an armed group, or people who are named by their arms ("fighters", "rebels")?"""
        if end.kind not in ("organization", "group"):
            return False
        words = {t.lemma_.lower() for t in self.document.doc[end.start : end.end]}  # "the terrorist group"
        if not words.isdisjoint(self.lexicon.words["armed_people"]):
            return True
        return end.kind == "organization" and self.cast.actor(end.id).subkind == "armed_group"

    def _ends(self, token: Token, frame: Frame) -> tuple[list[End], list[End]]:
        arguments = self.arguments
        symmetric = self.words[frame.predicate].symmetric
        if frame.who == ("between",):
            ends = arguments.fill(("between",), token, frame)
            return ends[:1], ends[1:]
        who = arguments.fill(frame.who, token, frame)
        whom = arguments.fill(frame.whom, token, frame)
        if not symmetric:
            whom = [
                e for e in whom if e not in who
            ]  # "groups supported by A and B": of whom it is said that they do it
        if (
            not who
            and symmetric
            and token.dep_ == "acl"
            and token.head.dep_ == "ROOT"
            and token.tag_ == "VBN"
        ):
            who = arguments.of.ends(
                [token.head], owner=False
            )  # a slip of parsers: "the two negotiated with X"
        if (
            symmetric
            and who
            and not whom
            and self._is_reciprocal(frame)
            and not self._says_with_whom(token, frame)
            and not self._is_proposed(token)
            and not (
                token.dep_ == "acl" and not self.cast.at(token.head.i)
            )  # "issued statements speaking of"
            and not (len(who) > _TWO and frame.part == "noun" and token.head.lemma_ == "attend")
        ):
            return who[:1], [e for e in who[1:] if not self._at_side(e) and not self._in_name(e)]
        return who, whom

    def _at_side(self, end: End) -> bool:
        """ "X and its allies": who acts as one with the first, and not towards him."""
        root = self.document.doc[end.root]
        own = root.dep_ == "conj" and any(c.tag_ == "PRP$" for c in root.lefts)
        return own and noun_lemma(root) in self.lexicon.words["company"]

    def _in_name(self, end: End) -> bool:
        """Does an end only say whose somebody else is: "Procter & Gamble spokeswoman Ann Bell spoke"?"""
        root = self.document.doc[end.root]
        whose = end.kind == "organization" and root.dep_ in ("nmod", "compound")
        return whose and any(c.kind == "person" for c in self.cast.at(root.head.i))

    def _is_proposed(self, noun: Token) -> bool:
        """ "A and B proposed a treaty": to others, or to all."""
        return noun.dep_ == "dobj" and self.lexicon.maps["operators"].get(noun.head.lemma_) == "demanded"

    def _is_reciprocal(self, frame: Frame) -> bool:
        """Does the word join those who do it, where it names no partner: "A and B spoke", not "A and B promised"?"""
        if frame.part == "noun" or not frame.whom or "with" in frame.whom:
            return frame.part in ("noun", "verb")
        return frame.part == "verb" and frame.lemma in _RECIPROCAL

    def _says_with_whom(self, token: Token, frame: Frame) -> bool:
        """Does the text name a partner that is no actor we know ("A and B met with reporters")?"""
        if any(c.dep_ == "dobj" for c in token.children) and "object" in frame.whom:
            return True
        holders = [token, *self.arguments.carried(token, frame)]
        company = {"with", "between", "among", *frame.whom}
        return any(
            c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ in company)
            for t in holders
            for c in t.children
        )  # "spoke by telephone" names nobody

    def _claim(self, token: Token, frame: Frame, a: End, b: End) -> Claim:
        refusal = frame.predicate == "OPPOSED" and frame.lemma in REFUSING
        describes = (frame.part == "person" and token.dep_ != "attr") or self._is_given(token, frame)
        act = (
            token.head if token.dep_ == "dobj" else token.head.head
        )  # "called for sanctions": the call is the act
        said = act if "caller" in frame.who else token
        around = self.surroundings.of(said, skip=token if refusal else None, presupposed=describes)
        rule = ";".join((frame.id, *around.rules))
        if self._goes_on(token, frame, around):
            around = replace(around, modality="asserted")
        phase = self._phase(token, frame, around)
        if (
            phase == "present"
            and frame.part == "person"
            and b.kind == "person"
            and self._served(token, frame, b)
        ):
            phase = "past"
        if frame.denied:
            around = replace(around, polarity="affirmed" if around.polarity == "denied" else "denied")
        looming = frame.part == "noun" and frame.who == ("between",) and self._is_hostile(frame)
        if looming and around.modality == "planned":
            around = replace(around, modality="hypothetical")  # nobody plans the tensions that will grow
        if frame.modality and around.modality in ("asserted", "alleged"):
            around = replace(around, modality=frame.modality)
        return self._record(token, frame.predicate, a, b, around, rule=rule, phase=phase)

    def _goes_on(self, token: Token, frame: Frame, around: Circumstances) -> bool:
        """ "Will remain chairman", "whether to remain part of the bloc": who may stay something is it now."""
        tie = self.words[frame.predicate].is_tie and frame.part in ("person", "noun")
        unreal = around.modality in ("planned", "demanded", "hypothetical") and around.polarity == "affirmed"
        return tie and unreal and token.dep_ in ("attr", "oprd") and is_held_on(token)

    def _is_hostile(self, frame: Frame) -> bool:
        return (self.words[frame.predicate].quad or "").endswith("_conflict")

    def _is_given(self, token: Token, frame: Frame) -> bool:
        """Is it a tie that the clause only speaks of: "the rivalry between X and Y could cost Z"?"""
        definite = any(c.lower_ in ("the", "this", "their") or c.dep_ == "poss" for c in token.lefts)
        tie = self.words[frame.predicate].is_tie and frame.part == "noun"
        return tie and definite and token.dep_ == "nsubj" and token.head.lemma_ not in _ARISING

    def _served(self, token: Token, frame: Frame, chief: End) -> bool:
        name = self.cast.actor(chief.id).name
        return frame.predicate in _SERVING and served_then(token, name, self.document, self.lexicon)

    def _phase(self, token: Token, frame: Frame, around: Circumstances) -> str | None:
        if not self.words[frame.predicate].is_tie:
            return None
        if frame.phase:
            return frame.phase
        if any(
            c.dep_ in ("amod", "advmod", "compound", "nmod") and c.lower_ in _TIE_PAST for c in token.children
        ):
            return "past"
        if frame.part == "person" and (said := phase_of(token, noun_start(token))) in ("past", "future"):
            return said
        over = is_bygone(token, self.document, self.lexicon) or ended(frame.predicate, token, self.lexicon)
        if frame.part == "person" and over:
            return "past"
        if token.dep_ == "attr" and token.head.tag_ == "VBD" and token.head.lemma_ == "be":
            return "past"  # "was a member"; who became one is one
        if token.dep_ == "pobj" and token.head.lower_ == "as" and phase_by(token.head.head) == "past":
            return "past"  # "served as ambassador"
        if frame.part == "verb" and around.modality in ("asserted", "alleged") and phase_by(token) == "past":
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
        event = None if part or predicate.is_tie else occasion(self.happenings, token)
        first, second = self.document.span(a.start, a.end), self.document.span(b.start, b.end)
        return Claim(
            id=record_id(self.document, token.i, "claim", name + (f"/{part}" if part else ""), trigger, first, second),
            subject=a.id, predicate=name, object=b.id, phase=phase, part=part,
            event=None if event is None or event.id in (a.id, b.id) else event.id,
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
            bare = "name" if end.kind == "event" else "nominal"
            form = next((c.form for c in self.cast.at(end.root)), bare)
            value -= {"name": 0.0, "role": 0.05, "nominal": 0.1, "pronoun": 0.15}[form]
        value -= 0.05 * len([r for r in around.rules if r.startswith(("operator", "not"))])
        return round(max(value, 0.5), 2)

    def parts(self) -> list[Claim]:
        """Return a claim for each part that somebody has in an event."""
        made = []
        for h in self.happenings:
            for p in h.parts:
                verb = self.document.doc[p.verb]
                if verb.head.lemma_ in REFUSING or refused(verb, self.lexicon):
                    continue
                here = self.document.sentence(p.verb).index
                noun = next((i for i in h.tokens if self.document.sentence(i).index == here), h.tokens[0])
                what = End(h.id, "event", noun, noun + 1, noun)
                name = _PARTS.get(p.part, "TOOK_PART_IN")
                around = self.surroundings.of(verb)
                if p.denied:
                    around = replace(around, polarity="affirmed" if around.polarity == "denied" else "denied")
                if h.day or around.date is None:
                    around = replace(around, date=h.day)
                rule = f"event:{verb.lemma_}"
                made.append(self._record(verb, name, p.who, what, around, rule=rule, part=p.part))
        return made
